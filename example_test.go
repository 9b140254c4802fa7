package acscodes_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"

	"example.com/acscodes"
)

func ExampleLookup() {
	entry, ok := acscodes.Lookup(487, 10004)
	fmt.Println(ok)
	fmt.Println(entry.Code, entry.Subcode)
	fmt.Println(entry.Outcome, entry.Category)
	fmt.Println(entry.Advice)
	// Output:
	// true
	// RequestTerminated AnswerTimeout
	// NoAnswer ExpectedError
	// Call was canceled after predefined amount of time (usually 2 minutes) as target user didn't accept or reject.
}

// Some entries are documented for a code alone. No number finds them, only NoSubcode does.
func ExampleLookup_codeAlone() {
	_, ok := acscodes.Lookup(604, 0)
	fmt.Println(ok)
	entry, ok := acscodes.Lookup(604, acscodes.NoSubcode)
	fmt.Println(ok, entry.Message)
	// Output:
	// false
	// true Doesn't exist anywhere. Requested URI doesn't exist.
}

func ExampleClassify() {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for _, pair := range []struct {
		code    acscodes.Code
		subcode acscodes.Subcode
	}{{0, 0}, {487, 10004}, {400, 8539}, {480, 1}, {503, 560488}, {0, 5999}} {
		c := acscodes.Classify(pair.code, pair.subcode)
		fmt.Fprintf(w, "%d/%d\t%s\t%s\t%s\n", c.Code, c.Subcode, c.Outcome, c.Category, c.Match)
	}
	w.Flush()
	// Output:
	// 0/0         Completed     Success                Exact
	// 487/10004   NoAnswer      ExpectedError          Exact
	// 400/8539    Busy          ExpectedError          Subcode
	// 480/1       Unreachable   ExpectedError          Code
	// 503/560488  TrunkFailure  UnexpectedServerError  Class
	// 0/5999      Unknown       Unknown                None
}

// A browser can post any message, category and details. To trust none of them, classify the numbers alone.
func ExampleClassify_untrusted() {
	var reason acscodes.CallEndReason
	posted := `{"code":503,"subCode":1,"message":"DiagCode: 487#10004.@","sipDetails":{"code":486}}`
	if err := json.Unmarshal([]byte(posted), &reason); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(reason.Classify().Outcome)
	fmt.Println(acscodes.Classify(reason.Code(), reason.Subcode()).Outcome)
	// Output:
	// NoAnswer
	// ServiceFailure
}

func ExampleAll() {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for entry := range acscodes.All() {
		if entry.Outcome == acscodes.OutcomeBusy {
			fmt.Fprintf(w, "%d\t%d\t%s\n", entry.Code, entry.Subcode, entry.Name())
		}
	}
	w.Flush()
	// Output:
	// 486  560486  PSTNParticipantBusy
	// 600  -1      BusyEverywhere
	// 486  540486  PSTNNumberBusy
	// -1   8539    CalleeBusy
	// -1   8540    CalleeBusyEverywhere
	// 486  10321   BotBusy
}

func ExampleEntry_Links() {
	entry, _ := acscodes.Lookup(acscodes.CodeGone, acscodes.SubcodeNetworkConfigurationProblem)
	fmt.Println(entry.Advice)
	for _, link := range entry.Links() {
		fmt.Println(link.Text, "->", link.URL)
	}
	// Output:
	// Learn more details about a call ending with a subcode of 3112 here.
	// here -> https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/call-setup-issues/call-ends-with-410-3112
}

// A reason decodes from each form in which the platform sends it.
func ExampleCallEndReason_UnmarshalJSON() {
	for _, payload := range []string{
		`{"code":487,"subCode":10004,"message":"…","resultCategories":["ExpectedError"]}`,
		`{"_code":487,"_subCode":10004,"name":"CallingCommunicationError"}`,
		`{"participantEndReason":"487","participantEndSubCode":"10004"}`,
		`{"code":487,"subCode":null,"phrase":null}`,
		`{"code":487.5}`,
	} {
		var reason acscodes.CallEndReason
		if err := json.Unmarshal([]byte(payload), &reason); err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(reason)
	}
	// Output:
	// 487/10004
	// 487/10004
	// 487/10004
	// 487/-
	// acscodes: key "code" is a number, not a 32-bit integer
}

// The reason can be anywhere in an event. An event without one gives the zero reason.
func ExampleFindReason() {
	for _, event := range []string{
		`{"type":"Microsoft.Communication.CallDisconnected","data":{"resultInformation":{"code":487,"subCode":10004}}}`,
		`{"category":"CallSummary","properties":{"participantEndReason":"0","participantEndSubCode":"7000"}}`,
		`{"eventType":"Microsoft.Communication.CallStarted","data":{"serverCallId":"aHR0cHM6Ly8x"}}`,
	} {
		reason, err := acscodes.FindReason([]byte(event))
		fmt.Println(reason, reason.IsZero(), err)
	}
	// Output:
	// 487/10004 false <nil>
	// 0/7000 false <nil>
	// -/- true <nil>
}

// The pair that Call Automation reports is not always documented. The message can name one that is.
func ExampleCallEndReason_Classify() {
	var reason acscodes.CallEndReason
	payload := `{"code":403,"subCode":8510,"message":"addParticipants failed. DiagCode: 487#10004.@"}`
	if err := json.Unmarshal([]byte(payload), &reason); err != nil {
		fmt.Println(err)
		return
	}
	c := reason.Classify()
	fmt.Println(c.Name(), c.Outcome, c.Match)
	fmt.Println(c.Entry.Advice)
	// Output:
	// AnswerTimeout NoAnswer Diagnostic
	// Call was canceled after predefined amount of time (usually 2 minutes) as target user didn't accept or reject.
}

func ExampleCallEndReason_LogValue() {
	code, subcode := int32(480), int32(10076)
	message := "whatever the payload said"
	reason := acscodes.NewCallEndReason(&code, &subcode, &message)
	shortLogger().Info("call ended", "reason", reason)
	// Output:
	// level=INFO msg="call ended" reason.code=480 reason.subCode=10076 reason.name=CalleeOffline reason.outcome=Unreachable reason.category=ExpectedError reason.match=Exact
}

func ExampleCallEndReason_Err() {
	for _, payload := range []string{`{"code":0,"subCode":0}`, `{"code":486,"subCode":1}`, `{}`} {
		var reason acscodes.CallEndReason
		if err := json.Unmarshal([]byte(payload), &reason); err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(reason.Err())
	}
	// Output:
	// <nil>
	// acscodes: 486/1 BusyHere (Busy, ExpectedError, match: Code)
	// acscodes: no reason
}

func ExampleError() {
	err := fmt.Errorf("ring the office: %w", acscodes.Classify(410, 301005).Err())
	var ended *acscodes.Error
	if errors.As(err, &ended) {
		fmt.Println(ended.Classification.Name(), ended.Classification.Outcome)
	}
	// Output:
	// MediaConnectivityLost ConnectionFailure
}

// Code that only sees an error can ask it, too.
func ExampleHasOutcome() {
	err := fmt.Errorf("ring the office: %w", acscodes.Classify(487, 10004).Err())
	fmt.Println(acscodes.HasOutcome(err, acscodes.OutcomeBusy, acscodes.OutcomeNoAnswer, acscodes.OutcomeUnreachable))
	fmt.Println(acscodes.HasSubcode(err, acscodes.SubcodeAnswerTimeout))
	// Output:
	// true
	// true
}
