package acscodes_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"text/tabwriter"

	"example.com/acscodes"
)

func ExampleLookup() {
	entry, ok := acscodes.Lookup(487, 10004)
	fmt.Println(ok)
	fmt.Println(entry.Code, entry.Subcode)
	fmt.Println(entry.Category)
	fmt.Println(entry.Advice)
	// Output:
	// true
	// RequestTerminated AnswerTimeout
	// ExpectedError
	// Call was canceled after predefined amount of time (usually 2 minutes) as target user didn't accept or reject.
}

// Some rows are documented for a code alone. No number finds them, only AnySubcode does.
func ExampleLookup_codeAlone() {
	_, ok := acscodes.Lookup(604, 0)
	fmt.Println(ok)
	entry, ok := acscodes.Lookup(604, acscodes.AnySubcode)
	fmt.Println(ok, entry.Message)
	// Output:
	// false
	// true Doesn't exist anywhere. Requested URI doesn't exist.
}

func ExampleClassify() {
	for _, pair := range []struct {
		code    acscodes.Code
		subcode acscodes.Subcode
	}{{0, 0}, {487, 10004}, {480, 1}, {503, 8888}, {0, 5999}} {
		entry, match := acscodes.Classify(pair.code, pair.subcode)
		switch {
		case match == acscodes.MatchNone:
			fmt.Printf("%d/%d: unknown, look into it\n", pair.code, pair.subcode)
		case entry.Category == acscodes.CategorySuccess:
			fmt.Printf("%d/%d: fine\n", pair.code, pair.subcode)
		case entry.Category == acscodes.CategoryExpectedError:
			fmt.Printf("%d/%d: count it (%s)\n", pair.code, pair.subcode, match)
		case match >= acscodes.MatchCode:
			fmt.Printf("%d/%d: alert: %s\n", pair.code, pair.subcode, entry.Message)
		default:
			fmt.Printf("%d/%d: alert: %s, going by the code alone\n", pair.code, pair.subcode, entry.Category)
		}
	}
	// Output:
	// 0/0: fine
	// 487/10004: count it (Exact)
	// 480/1: count it (Code)
	// 503/8888: alert: Communication Services infrastructure error.
	// 0/5999: unknown, look into it
}

func ExampleAll() {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for entry := range acscodes.All() {
		if entry.Code == acscodes.CodeRequestTerminated && entry.Subcode != acscodes.AnySubcode {
			fmt.Fprintf(w, "%d\t%d\t%s\t%s\n", entry.Code, entry.Subcode, entry.Subcode, entry.Category)
		}
	}
	w.Flush()
	// Output:
	// 487  0       None                       Success
	// 487  10003   AcceptedElsewhere          Success
	// 487  10004   AnswerTimeout              ExpectedError
	// 487  10024   AllEndpointsDeclined10024  Success
	// 487  540487  PSTNCallerCanceled         Success
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
		fmt.Println(&reason)
	}
	// Output:
	// 487/10004
	// 487/10004
	// 487/10004
	// 487/-
	// acscodes: key "code" is a number that is no int32
}

// The pair that Call Automation reports is not always the documented one. The message can name that, too.
func ExampleCallEndReason_Classify() {
	var event struct {
		ResultInformation *acscodes.CallEndReason `json:"resultInformation"`
	}
	payload := `{"resultInformation":{"code":200,"subCode":560000,"message":"The conversation has ended. DiagCode: 0#560000.@"}}`
	if err := json.Unmarshal([]byte(payload), &event); err != nil {
		panic(err)
	}
	entry, match := event.ResultInformation.Classify()
	fmt.Println(entry)
	fmt.Println(match)
	// Output:
	// 200/560000 PSTNParticipantEnded (Success): Call ended successfully by remote PSTN participant.
	// Diagnostic
}

func ExampleCallEndReason_LogValue() {
	reason := &acscodes.CallEndReason{Code: 480, Subcode: 10076, Message: "whatever the payload said"}
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey || a.Key == "message" {
				return slog.Attr{} // to keep the line short here
			}
			return a
		},
	}))
	logger.Info("call ended", "reason", reason)
	// Output:
	// level=INFO msg="call ended" reason.code=480 reason.subCode=10076 reason.name=CalleeOffline reason.category=ExpectedError reason.match=Exact
}

func ExampleCallEndReason_Err() {
	var missing *acscodes.CallEndReason
	for _, reason := range []*acscodes.CallEndReason{
		{Code: 0, Subcode: 0},
		{Code: 604, Subcode: acscodes.AnySubcode},
		{Code: 0, Subcode: 5999},
		missing,
	} {
		fmt.Println(reason.Err())
	}
	// Output:
	// <nil>
	// call ended with 604/- DoesNotExistAnywhere (ExpectedError): Doesn't exist anywhere. Requested URI doesn't exist.
	// call ended with 0/5999, which is not documented
	// call ended without a reason
}

func ExampleError() {
	err := fmt.Errorf("ring the office: %w", (&acscodes.CallEndReason{Code: 410, Subcode: 301005}).Err())
	var ended *acscodes.Error
	if errors.As(err, &ended) {
		fmt.Println(ended.Entry.Subcode, ended.Entry.Category, ended.Match)
	}
	// Output:
	// MediaConnectivityLost UnexpectedClientError Exact
}

// Whether to call again depends on why the last call ended.
func ExampleHasSubcode() {
	redial := func(err error) string {
		switch {
		case err == nil:
			return "done"
		case acscodes.HasSubcode(err, acscodes.SubcodeAnswerTimeout, acscodes.SubcodeCalleeOffline):
			return "call again in ten minutes"
		case acscodes.HasCode(err, acscodes.CodeDecline):
			return "leave them alone"
		case acscodes.HasCategory(err, acscodes.CategoryUnexpectedServerError):
			return "call again at once"
		}
		return "give up"
	}
	fmt.Println(redial((&acscodes.CallEndReason{Code: 487, Subcode: 10004}).Err()))
	fmt.Println(redial((&acscodes.CallEndReason{Code: 503, Subcode: 8888}).Err()))
	fmt.Println(redial((&acscodes.CallEndReason{Code: 603, Subcode: acscodes.AnySubcode}).Err()))
	fmt.Println(redial((&acscodes.CallEndReason{Code: 0, Subcode: 0}).Err()))
	// Output:
	// call again in ten minutes
	// call again at once
	// leave them alone
	// done
}
