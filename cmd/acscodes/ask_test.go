package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const answerTimeout = `487/10004
  Go        CodeRequestTerminated, SubcodeAnswerTimeout
  Category  ExpectedError
  Message   Call was canceled on timeout, as target user didn't accept or reject
            it on time. Ensure that user saw the notification and/or application
            can handle it automatically and try to initiate that call again.
  Advice    Call was canceled after predefined amount of time (usually 2
            minutes) as target user didn't accept or reject.
  Table     Calling End call codes and subcodes
            https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes
`

const remoteStreamEnded = `404/43202
  Go        CodeNotFound, SubcodeRemoteStreamEnded
  Category  ExpectedError
  Message   Failed to render video stream, this stream isn't longer available. Remote participant turned off their video.
  Advice    The remote participant turned off their video while trying to create a view for it.
  Table     Azure Communication Services Calling SDK client error codes and subcodes
            https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes
`

const serverTimeouts = `504, documented for the code alone
  Go        CodeServerTimeout
  Category  none documented, taken for UnexpectedServerError
  Message   Communication Services infrastructure error.
  Advice    File a support request through the Azure portal.
  Table     Calling End call codes and subcodes
            https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes

504, documented for the code alone
  Go        CodeServerTimeout
  Category  none documented, taken for UnexpectedServerError
  Message   Communication Services infrastructure error.
  Advice    File a support request through the Azure portal.
  Table     Azure Communication Services Calling SDK client error codes and subcodes
            https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes

504, documented for the code alone
  Go        CodeServerTimeout
  Category  none documented, taken for UnexpectedServerError
  Message   Gateway timeout
  Table     Call Automation SDK error codes
            https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes
`

const devicePermissions = `400/40613
  Go        CodeBadRequest,
            SubcodeDevicePermissionDenied
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
  Table     Azure Communication Services
            Calling SDK client error codes
            and subcodes
            https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes
`

const malformedParticipant = `10044, documented for the subcode alone
  Go        SubcodeParticipantIDMalformed
  Category  none documented
  Message   The identifier of the participant is malformed.
  Links     Communication Services UI library
            https://github.com/Azure/communication-ui-library
  Table     Codes from related pages
            https://learn.microsoft.com/azure/communication-services/concepts/troubleshooting-info
`

const undocumentedSubcode = `480/1
  Go        CodeTemporarilyUnavailable
  Category  ExpectedError
  Certainty Fair: the subcode is not documented. The answer is what is known of
            the code, whatever the subcode.
  Message   Remote client endpoint not registered.
  Advice    Ensure that the remote endpoint is available.
  Table     Calling End call codes and subcodes
            https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes
`

const subcodeUnderAnotherCode = `200/540000
  Go        CodeOK, SubcodePSTNCallerEnded
  Category  Success
  Certainty High: this pair is not documented, but the subcode is, with another
            code or on its own. The answer is the subcode's.
  SIP       answered by the session border controller, inbound call, normal call
            clearing; see its logs
  Message   Call ended successfully by local PSTN caller.
  Table     Calling End call codes and subcodes
            https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes
`

const diagnosed = `200/8888
  Go        CodeOK
  Category  ExpectedError
  Certainty High: this pair is not documented, but that of the DiagCode beside
            it is. The answer is that one's.
  Message   Call failed, callee failed to finalize call setup, most likely
            callee lost network or terminated the application abruptly. Ensure
            clients are connected and available.
  Table     Calling End call codes and subcodes
            https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes
`

func TestAnswers(t *testing.T) {
	tests := map[string]struct {
		args    []string
		columns int
		want    string
	}{
		"two words":                       {[]string{"487", "10004"}, 80, answerTimeout},
		"with a slash":                    {[]string{"487/10004"}, 80, answerTimeout},
		"with a number sign":              {[]string{"487#10004"}, 80, answerTimeout},
		"with a comma":                    {[]string{"487,", "10004"}, 80, answerTimeout},
		"in one word, quoted":             {[]string{" 487 10004 "}, 80, answerTimeout},
		"a subcode alone":                 {[]string{"10004"}, 80, answerTimeout},
		"a subcode's name":                {[]string{"AnswerTimeout"}, 80, answerTimeout},
		"a constant":                      {[]string{"SubcodeAnswerTimeout"}, 80, answerTimeout},
		"a name in another letter case":   {[]string{"answertimeout"}, 80, answerTimeout},
		"a line with a DiagCode":          {[]string{"timed out. DiagCode: 487#10004.@"}, 80, answerTimeout},
		"an unquoted line":                {[]string{"timed", "out.", "DiagCode:", "487#10004.@"}, 80, answerTimeout},
		"a line of the SDK":               {[]string{"call ended: code=487, subCode=10004"}, 80, answerTimeout},
		"a reason in JSON":                {[]string{`{"code":487,"subCode":10004,"message":"…"}`}, 80, answerTimeout},
		"a reason in JSON with spaces":    {[]string{`{ "_code" : "487" , "_subCode" : "10004" }`}, 80, answerTimeout},
		"a documented pair over DiagCode": {[]string{"code: 487 subcode: 10004 DiagCode: 408#10057.@"}, 80, answerTimeout},
		"wide":                            {[]string{"43202"}, 200, remoteStreamEnded},
		"the code alone, as printed":      {[]string{"504/-"}, 90, serverTimeouts},
		"several rows":                    {[]string{"504"}, 90, serverTimeouts},
		"the subcode alone":               {[]string{"10044"}, 80, malformedParticipant},
		"narrow":                          {[]string{"40613"}, 42, devicePermissions},
		"undocumented subcode":            {[]string{"480/1"}, 80, undocumentedSubcode},
		"subcode under another code":      {[]string{"200/540000"}, 80, subcodeUnderAnotherCode},
		"undocumented pair with DiagCode": {[]string{"code=200 subCode=8888 DiagCode: 408#10057.@"}, 80, diagnosed},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			checkOutput(t, runCommand(tt.columns, "", tt.args...), result{tt.want, "", exitSuccess})
		})
	}
}

func TestLinesKeepTheirWidth(t *testing.T) {
	for _, columns := range []int{60, 80, 132} {
		for number := range int32(700) {
			for line := range strings.SplitSeq(render(answerNumber(number), columns, false), "\n") {
				if words := strings.Fields(line); len([]rune(line)) > columns && !strings.Contains(words[len(words)-1], "://") {
					t.Errorf("%d is wider than %d columns: %q", number, columns, line)
				}
			}
		}
	}
}

func TestAnswersInJSON(t *testing.T) {
	tests := map[string]struct {
		args  []string
		names []string
		match string
	}{
		"flag first":      {[]string{"-json", "487", "10004"}, []string{"AnswerTimeout"}, "Exact"},
		"flag last":       {[]string{"487/10004", "-json"}, []string{"AnswerTimeout"}, "Exact"},
		"in three tables": {[]string{"-json", "504"}, []string{"ServerTimeout", "ServerTimeout", "ServerTimeout"}, "Exact"},
		"undocumented":    {[]string{"-json", "200", "540000"}, []string{"PSTNCallerEnded"}, "Subcode"},
		"search":          {[]string{"-json", "-search", "spam marked"}, []string{"BlockedAsSpam"}, "Exact"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := runCommand(80, "", tt.args...)
			if got.stderr != "" || got.exitStatus != exitSuccess {
				t.Fatalf("exit status %d, stderr %q", got.exitStatus, got.stderr)
			}
			var answers []struct {
				Code  *int
				Name  string
				Match string
				Links []struct{ Text, URL string }
			}
			if err := json.Unmarshal([]byte(got.stdout), &answers); err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, a := range answers {
				names = append(names, a.Name)
				if a.Code == nil || a.Links == nil || a.Match != tt.match {
					t.Errorf("incomplete: %+v", a)
				}
			}
			if strings.Join(names, " ") != strings.Join(tt.names, " ") {
				t.Errorf("names %q, want %q", names, tt.names)
			}
		})
	}
}

func TestNothingDocumented(t *testing.T) {
	tests := map[string]struct {
		args           []string
		stdout, stderr string
	}{
		"the class alone known": {
			[]string{"599", "1"},
			"599/1\n  Category  UnexpectedServerError\n  Certainty Low: neither the pair nor the subcode nor the code alone is\n            documented. The category is that of 5xx codes.\n",
			"acscodes: 599/1 is not documented\n",
		},
		"the class of a code alone": {
			[]string{"499/-"},
			"499/-\n  Category  UnexpectedClientError\n  Certainty Low: neither the pair nor the subcode nor the code alone is\n            documented. The category is that of 4xx codes.\n",
			"acscodes: 499/- is not documented\n",
		},
		"nothing known": {[]string{"799/1"}, "", "acscodes: 799/1 is not documented\n"},
		"a lone number": {[]string{"2147483647"}, "", "acscodes: 2147483647 is not documented, neither as a code nor as a subcode\n"},
		"in a line":     {[]string{"DiagCode: 0#5999.@"}, "", "acscodes: 0/5999 is not documented\n"},
		"search":        {[]string{"-search", "no such\x1b words"}, "", "acscodes: no row has \"no such\\x1b words\"\n"},
		"list":          {[]string{"-list", "-code", "299"}, "", "acscodes: no row meets all conditions\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			checkOutput(t, runCommand(80, "", tt.args...), result{tt.stdout, tt.stderr, exitFailure})
		})
	}
}

func TestSearch(t *testing.T) {
	tests := map[string]struct {
		words string
		want  []string // pairs
	}{
		"in a message":     {"ENDPOINT MISMATCH", []string{"487, documented for the code alone"}},
		"in advice":        {"mechanism", []string{"495/4507"}},
		"in a Go name":     {"subcodeNetworkLost", []string{"496/7"}},
		"all of the words": {"valid mechanism", []string{"495/4507"}},
		"in none":          {"lobby mechanism", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := runCommand(80, "", "-search", tt.words)
			var pairs []string
			for line := range strings.Lines(got.stdout) {
				if '0' <= line[0] && line[0] <= '9' {
					pairs = append(pairs, strings.TrimSpace(line))
				}
			}
			if strings.Join(pairs, " ") != strings.Join(tt.want, " ") {
				t.Errorf("found %q, want %q", pairs, tt.want)
			}
		})
	}
}
