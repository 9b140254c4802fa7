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

func TestAsk(t *testing.T) {
	for _, question := range []string{
		"487 10004", "487/10004", "487#10004", "487, 10004", "10004", // numbers
		"AnswerTimeout", "SubcodeAnswerTimeout", "answertimeout", // names
		`{"code":487,"message":"x DiagCode: 408#10057.@","subCode":10004}`, `{ "_code" : "487" , "_subCode" : "10004" }`,
		`{"data":{"resultInformation":{"code":487,"subCode":10004}}}`,
		"[" + strings.Repeat(`{"code":487,"subCode":10004},`, 4) + "]", // JSON
		`ended: '{"code":487,"subCode":10004}'`, `{"code":487,"subCode":10004} garbage`, "code=487, subCode=10004", "timed out. DiagCode: 487#10004.@",
		"11/23 call 7 ended (487/10004), 2/3 done", "code 487 subcode 10004, that is 487/10004", // text
		"1763900000000 code=487 subCode=10004", "20261123030000 ended (487/10004)", // after a time that is a number
	} {
		t.Run(question, func(t *testing.T) {
			want := result{answerTimeout, "", exitFound}
			checkOutput(t, runCommand("", strings.Split(question, " ")...), want)
			checkOutput(t, runCommand("\uFEFF"+question+"\n", "-"), want)
		})
	}
}

// TestParts checks what else an answer has, by lines and parts of lines.
func TestParts(t *testing.T) {
	tests := map[string]struct{ question, want string }{
		"several entries":          {"5003", "0/5003\n  Go | declined the call.\n  Source |/troubleshooting-codes\n  Message   The service ended the call |\n\n200/5003\n"},
		"two reasons in text":      {"DiagCode: 487#10004.@\nDiagCode: 401#71005", "487/10004\n |\n\n401/71005\n"},
		"two reasons in JSON":      {`[{"code":487,"subCode":10004},{"code":401,"subCode":71005}]`, "487/10004\n |\n\n401/71005\n"},
		"NDJSON":                   {"{\"code\":487,\"subCode\":10004}\n{\"code\":401,\"subCode\":71005}", "487/10004\n |\n\n401/71005\n"},
		"an envelope":              {`{"value":[{"code":487,"subCode":10004}]}`, "487/10004\n"},
		"a subcode alone":          {"10044", "-/10044\n"},
		"a code alone":             {"401 -1", "401/-\n"},
		"a code's subcode":         {"480/1", "480/1\n | ExpectedError, inferred\n  Match     This pair is not documented. The answer is for the code alone.\n"},
		"a subcode's code":         {"-/10004", "-/10004\n  Go        SubcodeAnswerTimeout\n |  Match     This pair is not documented, but its subcode is: 487/10004.\n"},
		"a subcode without a code": {"499/10044", "  Match     This pair is not documented, but its subcode is: -/10044.\n"},
		"a DiagCode beside a pair": {"code=403 subCode=8510 DiagCode: 487#10004.@", "403/8510\n |  Match     This pair is not documented, but the DiagCode beside it is:\n            487/10004.\n"},
		"what staff said":          {"403 5222", "  Match     Not documented, but Microsoft's staff or the service itself\n            explained 403/5222.\n"},
		"what was said of another": {"404 5222", " explained 403/5222.\n"},
		"SIP details":              {`{"code":500,"subCode":560503,"sipDetails":{"code":486}}`, "  Outcome   Busy\n |  SIP       486, from the payload\n"},
		"SIP in the subcode":       {"503/540486", "  SIP       486, from the subcode\n"},
		"a reported category":      {"code: 487 subcode: 10004 UnexpectedServerError", "  Category  UnexpectedServerError, reported\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := runCommand("", tt.question)
			for part := range strings.SplitSeq(tt.want, " |") {
				if !strings.Contains(got.stdout, part) {
					t.Errorf("%q is not in\n%s", part, got.stdout)
				}
			}
			if got.stderr != "" || got.exitStatus != exitFound {
				t.Errorf("exit status %d, %s", got.exitStatus, got.stderr)
			}
		})
	}
	t.Run("narrow", func(t *testing.T) {
		const want = "  Go        CodeRequestTerminated,\n            SubcodeAnswerTimeout\n"
		if got := runAt(42, "", "10004"); !strings.Contains(got.stdout, want) {
			t.Errorf("%q is not in\n%s", want, got.stdout)
		}
	})
}

func TestNothingDocumented(t *testing.T) {
	const byClass = "  Match     Nothing is documented. The answer is inferred from the class of the\n            code or from a SIP status.\n"
	for question, want := range map[string]string{
		"599 1":            "599/1\n  Outcome   ServiceFailure\n  Category  UnexpectedServerError, inferred\n" + byClass,
		"469":              "469/-\n  Outcome   Unknown\n  Category  UnexpectedClientError, inferred\n" + byClass,
		"560488":           "-/560488\n  Outcome   TrunkFailure\n  Category  Unknown\n" + byClass + "  SIP       488, from the subcode\n",
		"DiagCode: 0#5999": "0/5999\n  Go        CodeEnded\n  Outcome   Unknown\n  Category  Unknown\n  Match     Nothing is known.\n",
	} {
		t.Run(question, func(t *testing.T) {
			checkOutput(t, runCommand("", question), result{want, "acscodes: this is not documented\n", exitNothing})
		})
	}
}

// TestTables checks questions with more answers than are explained in full, by the lines that they start with.
func TestTables(t *testing.T) {
	for question, want := range map[string]string{
		"487":               "487/-\n", // with the table below
		"Busy":              "PAIR  ",
		"outcomenoanswer":   "PAIR  ",
		"ExpectedError":     "PAIR  ",
		"CodeForbidden":     "403/-\n",
		"call failed":       "PAIR  ",
		"network lost":      "496/7\n",
		"valid mechanism":   "495/4507\n",
		"ENDPOINT mismatch": "487/-\n",
	} {
		if got := runCommand("", strings.Fields(question)...); !strings.HasPrefix(got.stdout, want) || got.exitStatus != exitFound {
			t.Errorf("%s: exit status %d, %s\nwant %s", question, got.exitStatus, got.stdout, want)
		}
	}
	if got := runCommand("", "487").stdout; !strings.Contains(got, "\n\nPAIR ") || !strings.Contains(got, "\n487/10004   NoAnswer") {
		t.Errorf("487 has no table: %s", got)
	}
	if got := runCommand("", "a", "service").stdout; !strings.Contains(got, "\n0/5003 ") { // "The service" is in its second entry
		t.Errorf("a pair is missing: %s", got)
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

func TestAskInJSON(t *testing.T) {
	for args, want := range map[string]string{
		"-json 487 10004": "AnswerTimeout Exact",
		"-/10004 -json":   "AnswerTimeout Subcode",
		"-json 504/-":     "ServerTimeout Exact, ServerTimeout Exact, ServerTimeout Exact", // in three tables
	} {
		t.Run(args, func(t *testing.T) {
			got := runCommand("", strings.Fields(args)...)
			var answers []struct {
				Name, Outcome, Match string
				Source               struct{ URL string }
			}
			if err := json.Unmarshal([]byte(got.stdout), &answers); err != nil || got.stderr != "" || got.exitStatus != exitFound {
				t.Fatalf("%v, exit status %d, stderr %q", err, got.exitStatus, got.stderr)
			}
			var parts []string
			for _, a := range answers {
				parts = append(parts, a.Name+" "+a.Match)
				if a.Outcome == "" || a.Source.URL == "" {
					t.Errorf("incomplete: %+v", a)
				}
			}
			if got := strings.Join(parts, ", "); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}
