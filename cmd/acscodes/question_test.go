package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const page = "https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes"

const answerTimeout = `487/10004
  Go        CodeRequestTerminated, SubcodeAnswerTimeout
  Outcome   NoAnswer
  Category  ExpectedError
  Message   Call was canceled on timeout, as target user didn't accept or reject
            it on time. Ensure that user saw the notification and/or application
            can handle it automatically and try to initiate that call again.
  Advice    Call was canceled after predefined amount of time (usually 2
            minutes) as target user didn't accept or reject.
  Source    Calling End call codes and subcodes
            ` + page + "\n"

const tokenValidationFailed = `401/71005
  Go        CodeUnauthorized, SubcodeTokenValidationFailed
  Outcome   Unauthenticated
  Category  UnexpectedClientError, inferred
  Message   AnswerFailed: the token could not be validated.
  Advice    Answer with a token that is valid and has not expired.
  Source    Understanding calling codes and subcodes errors
            ` + page + "?pivots=automation\n"

const unauthorized = `401, documented for the code alone
  Go        CodeUnauthorized
  Outcome   Unauthenticated
  Category  UnexpectedClientError, inferred
  Message   Unauthorized
  Source    Call Automation SDK error codes
            ` + page + "\n"

const devicePermissions = `400/40613
  Go        CodeBadRequest,
            SubcodeDevicePermissionDenied
  Outcome   DeviceFailure
  Category  ExpectedError
  Message   Failed to obtain permission
            for microphone and/or camera
            usage, it was denied or it
            failed. Ensure to allow the
            permissions in the browser's
            and in the OS settings.
  Advice    Learn more about how to best
            handle device permissions.
  Links     how to best handle device
            permissions
            https://learn.microsoft.com/azure/communication-services/concepts/best-practices?tabs=ios&pivots=platform-web#request-device-permissions
  Source    Azure Communication Services
            Calling SDK client error codes
            and subcodes
            ` + page + "\n"

const conversationEnded = `0/5003
  Go        CodeEnded, SubcodeConversationEnded5003
  Outcome   Completed
  Category  Success
  Message   Call ended successfully, as all callee endpoints declined the call.
  Source    Calling End call codes and subcodes
            ` + page + `
  Message   The service ended the call, as the call has ended.
  Source    Understanding calling codes and subcodes errors
            ` + page + "?pivots=callend\n"

const malformedParticipant = `10044, documented for the subcode alone
  Go        SubcodeParticipantIDMalformed
  Outcome   InvalidTarget
  Category  ExpectedError, inferred
  Message   The identifier of the participant is malformed.
  Source    Communication Services UI library
            https://github.com/Azure/communication-ui-library/blob/main/packages/react-composites/src/composites/CallComposite/utils/Utils.ts
`

const undocumentedSubcode = `480/1
  Go        CodeTemporarilyUnavailable
  Outcome   Unreachable
  Category  ExpectedError, inferred
  Match     The subcode is not documented. This is what is known of the code
            alone.
  Message   Remote client endpoint not registered.
  Advice    Ensure that the remote endpoint is available.
  Source    Calling End call codes and subcodes
            ` + page + "\n"

const busyAtTheTrunk = `500/560503
  Go        CodeServerInternalError, SubcodePSTNServiceUnavailable
  Outcome   Busy
  Category  ExpectedError, inferred
  Match     This pair is not documented. Its subcode is, with code 503.
  SIP       486, from the payload
  Message   A service or the network that the call used is out of order or
            failed temporarily.
  Advice    Check your network, its firewall rules and its routing, and retry.
            If it keeps failing, contact your telephony provider or Microsoft
            support. With direct routing, check the logs, settings and timeouts
            of your session border controller.
  Source    PSTN call response codes
            ` + page + "\n"

func TestAsk(t *testing.T) {
	tests := map[string]struct {
		columns  int
		question string // its words
		want     string
	}{
		"two words":                 {80, "487 10004", answerTimeout},
		"a slash":                   {80, "487/10004", answerTimeout},
		"a number sign":             {80, "487#10004", answerTimeout},
		"a comma and a space":       {80, "487, 10004", answerTimeout},
		"a subcode":                 {80, "10004", answerTimeout},
		"a subcode's name":          {80, "AnswerTimeout", answerTimeout},
		"a constant":                {80, "SubcodeAnswerTimeout", answerTimeout},
		"a name in any letter case": {80, "answertimeout", answerTimeout},
		"a DiagCode":                {80, "timed out. DiagCode: 487#10004.@", answerTimeout},
		"a line of the SDK":         {80, "call ended: code=487, subCode=10004", answerTimeout},
		"a pair in a line":          {80, "11/23 call 7 ended (487/10004), 2/3 done", answerTimeout},
		"a pair twice":              {80, "code 487 subcode 10004, that is 487/10004", answerTimeout},
		"JSON":                      {80, `{"code":487,"message":"x DiagCode: 408#10057.@","subCode":10004}`, answerTimeout},
		"JSON of JSON.stringify":    {80, `{ "_code" : "487" , "_subCode" : "10004" }`, answerTimeout},
		"an event":                  {80, `{"data":{"resultInformation":{"code":487,"subCode":10004}}}`, answerTimeout},
		"JSON in a line":            {80, `ended: '{"code":487,"subCode":10004}'`, answerTimeout},
		"several entries":           {80, "0/5003", conversationEnded},
		"another page":              {80, "401 71005", tokenValidationFailed},
		"two lines":                 {80, "DiagCode: 487#10004.@\nDiagCode: 401#71005", answerTimeout + "\n" + tokenValidationFailed},
		"two pairs":                 {80, "code=487, subCode=10004; code=401, subCode=71005", answerTimeout + "\n" + tokenValidationFailed},
		"pairs in a row":            {80, "487/10004,401/71005|487/10004", answerTimeout + "\n" + tokenValidationFailed},
		"two reasons":               {80, `[{"code":487,"subCode":10004},{"code":401,"subCode":71005}]`, answerTimeout + "\n" + tokenValidationFailed},
		"a narrow terminal":         {42, "40613", devicePermissions},
		"a subcode alone":           {80, "10044", malformedParticipant},
		"a code's subcode":          {80, "480/1", undocumentedSubcode},
		"SIP details":               {80, `{"code":500,"subCode":560503,"sipDetails":{"code":486}}`, busyAtTheTrunk},
		"a reported category":       {80, "code: 487 subcode: 10004 Success", strings.Replace(answerTimeout, "ExpectedError", "Success, reported", 1)},
		"absent, as a word":         {80, "401 -1", unauthorized},
		"absent as -1":              {80, "code: 401, subCode: -1", unauthorized},
		"no code": {80, "-/10004", strings.NewReplacer(
			"487/10004\n  Go        CodeRequestTerminated, ", "-/10004\n  Go        ",
			"  Message", "  Match     This pair is not documented. Its subcode is, with code 487.\n  Message",
		).Replace(answerTimeout)},
		"a DiagCode beside a pair": {80, "code=403 subCode=8510 DiagCode: 487#10004.@", strings.NewReplacer(
			"487/10004\n  Go        CodeRequestTerminated, SubcodeAnswerTimeout", "403/8510\n  Go        CodeForbidden, SubcodeInitialSilenceTimeoutReached",
			"  Message", "  Match     This pair is not documented. The DiagCode beside it is: 487/10004.\n  Message",
		).Replace(answerTimeout)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			checkOutput(t, runAt(tt.columns, "", strings.Split(tt.question, " ")...), result{tt.want, "", exitFound})
			if tt.columns == 80 {
				checkOutput(t, runCommand(tt.question+"\n", "-"), result{tt.want, "", exitFound})
			}
		})
	}
}

func TestNothingDocumented(t *testing.T) {
	const byClass = "  Match     Nothing is documented. This is what the class of the code or a SIP\n            status says.\n"
	tests := map[string]struct {
		question, stdout, stderr string
	}{
		"a class":            {"599 1", "599/1\n  Outcome   ServiceFailure\n  Category  UnexpectedServerError, inferred\n" + byClass, "599/1 is not documented"},
		"a code alone":       {"469", "469/-\n  Outcome   Unknown\n  Category  UnexpectedClientError, inferred\n" + byClass, "469/- is not documented"},
		"SIP in the subcode": {"560488", "-/560488\n  Outcome   TrunkFailure\n  Category  Unknown\n" + byClass + "  SIP       488, outbound call, from the subcode\n", "-/560488 is not documented"},
		"nothing":            {"DiagCode: 0#5999.@", "0/5999\n  Go        CodeEnded\n  Outcome   Unknown\n  Category  Unknown\n  Match     Nothing is known.\n", "0/5999 is not documented"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			checkOutput(t, runCommand("", strings.Fields(tt.question)...), result{tt.stdout, "acscodes: " + tt.stderr + "\n", exitNothing})
		})
	}
}

// TestTables checks questions with more answers than are explained in full, by the lines that they start with.
func TestTables(t *testing.T) {
	for question, want := range map[string]string{
		"487":               "487, documented for the code alone\n", // with the table below
		"Busy":              "PAIR         OUTCOME            NAME",
		"outcomenoanswer":   "PAIR         OUTCOME            NAME",
		"ExpectedError":     "PAIR         OUTCOME            NAME",
		"CodeForbidden":     "403, documented for the code alone\n",
		"call failed":       "PAIR         OUTCOME            NAME",
		"network lost":      "496/7\n",
		"valid mechanism":   "495/4507\n",
		"ENDPOINT mismatch": "487, documented for the code alone\n",
	} {
		if got := runCommand("", strings.Fields(question)...); !strings.HasPrefix(got.stdout, want) || got.exitStatus != exitFound {
			t.Errorf("%s: exit status %d, %s\nwant %s", question, got.exitStatus, got.stdout, want)
		}
	}
	if got := runCommand("", "487").stdout; !strings.Contains(got, "\n\nPAIR ") || !strings.Contains(got, "\n487/10004    NoAnswer") {
		t.Errorf("487 has no table: %s", got)
	}
}

func TestNothingFound(t *testing.T) {
	for _, question := range []string{"HTTP 403/404.", "(403/401)", "what\x1b[31m?", strings.Repeat("x ", 100), "-1", ""} {
		if got := runCommand("", question); got.exitStatus != exitNothing || got.stdout != "" || !strings.HasPrefix(got.stderr, "acscodes: nothing is known about \"") || strings.ContainsRune(got.stderr, '\x1b') {
			t.Errorf("%q: exit status %d, %s%s", question, got.exitStatus, got.stdout, got.stderr)
		}
	}
	if got := runCommand(strings.Repeat("x", 1<<20+1), "-"); got.exitStatus != exitWrongUsage || !strings.Contains(got.stderr, "at most 1 MiB") {
		t.Errorf("exit status %d, %s", got.exitStatus, got.stderr)
	}
}

// What is good of a question is answered, and what is broken is named.
func TestAskBrokenJSON(t *testing.T) {
	for question, fault := range map[string]string{
		`{"code":487,"subCode":10004} {"code":`:          "not valid JSON: the record has no closing bracket; skipped the rest of the input",
		`[{"code":"x"},{"code":487,"subCode":10004}]`:    `key "code" is a string, not a 32-bit integer`,
		`[{"code":487,"subCode":10004},{"subCode":1e3}]`: `key "subCode" is a number, not a 32-bit integer`,
	} {
		checkOutput(t, runCommand("", question), result{answerTimeout, "acscodes: " + fault + "\n", exitNothing})
	}
}

func TestSIPOfTheSubcode(t *testing.T) {
	for question, want := range map[string]string{
		"540000":     "  SIP       inbound call, normal clearing, from the subcode\n",
		"503/540486": "  SIP       486, inbound call, from the subcode\n",
		"487/560487": "  SIP       487, outbound call, from the subcode\n",
	} {
		if got := runCommand("", question); !strings.Contains(got.stdout, want) {
			t.Errorf("%s gives\n%s\nwithout\n%s", question, got.stdout, want)
		}
	}
}

func TestAskInJSON(t *testing.T) {
	tests := map[string]struct {
		args  string
		names string
		match string
	}{
		"flag first":      {"-json 487 10004", "AnswerTimeout", "Exact"},
		"flag last":       {"-/10004 -json", "AnswerTimeout", "Subcode"},
		"in three tables": {"-json 504/-", "ServerTimeout ServerTimeout ServerTimeout", "Exact"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := runCommand("", strings.Fields(tt.args)...)
			if got.stderr != "" || got.exitStatus != exitFound {
				t.Fatalf("exit status %d, stderr %q", got.exitStatus, got.stderr)
			}
			var answers []struct {
				Name, Outcome, Match string
				Source               struct{ URL string }
			}
			if err := json.Unmarshal([]byte(got.stdout), &answers); err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, a := range answers {
				names = append(names, a.Name)
				if a.Outcome == "" || a.Match != tt.match || a.Source.URL == "" {
					t.Errorf("incomplete: %+v", a)
				}
			}
			if strings.Join(names, " ") != tt.names {
				t.Errorf("names %q, want %q", names, tt.names)
			}
		})
	}
}
