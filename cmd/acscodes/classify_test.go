package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/acscodes"
)

func TestRecordsThatHoldAReason(t *testing.T) {
	tests := map[string]struct{ record, want string }{
		"a reason":                {`{"code":487,"subCode":10004}`, "487/10004"},
		"callEndReason":           {`{"id":"1","callEndReason":{"code":487,"subCode":10004}}`, "487/10004"},
		"reason":                  {`{"serverCallId":"1","reason":{"code":487,"subCode":10004,"phrase":null}}`, "487/10004"},
		"resultInformation":       {`{"operationContext":"1","resultInformation":{"code":200,"subCode":0}}`, "200/0"},
		"data.reason":             {`{"eventType":"Microsoft.Communication.CallEnded","data":{"reason":{"code":0,"subCode":540000}}}`, "0/540000"},
		"data.resultInformation":  {`{"type":"Microsoft.Communication.CallDisconnected","data":{"resultInformation":{"code":200,"subCode":560000}}}`, "200/560000"},
		"properties":              {`{"category":"CallSummary","properties":{"participantEndReason":"0","participantEndSubCode":"null"}}`, "0/-"},
		"another letter case":     {`{"Data":{"ResultInformation":{"Code":487,"SubCode":10004}}}`, "487/10004"},
		"callEndReason first":     {`{"properties":{"code":1},"data":{"reason":{"code":2}},"reason":{"code":3},"callEndReason":{"code":4}}`, "4/-"},
		"reason that is a string": {`{"reason":"busy","code":486}`, "486/-"},
		"nothing at data":         {`{"data":{"reason":null},"code":480,"subCode":1}`, "480/1"},
		"no reason":               {`{"type":"Microsoft.Communication.CallConnected","data":{}}`, "-/-"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reason, err := decodeRecord([]byte(tt.record))
			if err != nil || reason.String() != tt.want {
				t.Errorf("%s, %v, want %s", reason, err, tt.want)
			}
		})
	}
}

const threeRecords = `{"code":487,"subCode":10004}
{"code":408,
{"data":{"resultInformation":{"code":200,"subCode":8888,"message":"DiagCode: 0#560000.@"}}}
[{"callEndReason":{"code":0,"subCode":5999}},{"reason":{"code":1.5}}]
`

const threeLines = `      1  487/10004         ExpectedError          Exact       AnswerTimeout: Call was canceled on timeout, as target user didn't accept or reject it on time. Ensure that user saw the notification and/or application can handle it automatically and try to initiate that call again.
      3  200/8888          Success                Diagnostic  OK: Call ended successfully by remote PSTN participant.
      4  0/5999            Unknown                None        None
`

const threeObjects = `{"record":1,"code":487,"subCode":10004,"name":"AnswerTimeout","category":"ExpectedError","match":"Exact","message":"Call was canceled on timeout, as target user didn't accept or reject it on time. Ensure that user saw the notification and/or application can handle it automatically and try to initiate that call again.","advice":"Call was canceled after predefined amount of time (usually 2 minutes) as target user didn't accept or reject."}
{"record":3,"code":200,"subCode":8888,"name":"OK","category":"Success","match":"Diagnostic","message":"Call ended successfully by remote PSTN participant.","advice":"Possible causes:\n- User ended the call.\n- Call ended by media agent."}
{"record":4,"code":0,"subCode":5999,"name":"None","category":"Unknown","match":"None","message":"","advice":""}
`

const threeSummarized = `3 records classified, 2 could not be read

Category       Records   Share
ExpectedError        1   33.3%  ################################################
Success              1   33.3%  ################################################
Unknown              1   33.3%  ################################################

Reason                   Records   Share
487/10004 AnswerTimeout        1   33.3%  ######################################

Undocumented pair, worth reporting  Records   Share
0/5999 None                               1   33.3%  ###########################
200/8888 OK                               1   33.3%  ###########################
`

func threeFaults(label string) string {
	return strings.ReplaceAll(`acscodes: LABEL:2: record 2: not JSON: invalid character '{' looking for beginning of object key string
acscodes: LABEL:4: record 5: key "code" is a number that is no int32
`, "LABEL", label)
}

func TestStreams(t *testing.T) {
	file := filepath.Join(t.TempDir(), "calls.ndjson")
	if err := os.WriteFile(file, []byte(threeRecords), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		stdin string
		args  []string
		want  result
	}{
		"standard input":           {threeRecords, nil, result{threeLines, threeFaults("standard input"), exitFailure}},
		"standard input, by name":  {threeRecords, []string{"-classify"}, result{threeLines, threeFaults("standard input"), exitFailure}},
		"standard input as a file": {threeRecords, []string{"-classify", "-"}, result{threeLines, threeFaults("standard input"), exitFailure}},
		"file":                     {"", []string{"-classify", file}, result{threeLines, threeFaults(file), exitFailure}},
		"file, flag last":          {"", []string{file, "-classify"}, result{threeLines, threeFaults(file), exitFailure}},
		"JSON":                     {threeRecords, []string{"-json"}, result{threeObjects, threeFaults("standard input"), exitFailure}},
		"summary":                  {threeRecords, []string{"-summary"}, result{threeSummarized, threeFaults("standard input"), exitFailure}},
		"no fault":                 {`{"code":0,"subCode":5999}`, nil, result{"      1  0/5999            Unknown                None        None\n", "", exitSuccess}},
		"nothing":                  {"", nil, result{"", "", exitSuccess}},
		"summary without reasons": {"{}{}", []string{"-summary"}, result{
			"2 records classified\n\nCategory  Records   Share\nUnknown         2  100.0%  #####################################################\n\n" +
				"Reason           Records   Share\nno reason given        2  100.0%  ##############################################\n",
			"", exitSuccess,
		}},
		"summary of nothing": {"", []string{"-summary"}, result{"0 records classified\n", "", exitSuccess}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			checkOutput(t, runCommand(80, tt.stdin, tt.args...), tt.want)
		})
	}
	t.Run("a file that is missing", func(t *testing.T) {
		got := runCommand(80, "", "-classify", filepath.Join(t.TempDir(), "absent\x1b"), file)
		if got.stdout != threeLines || got.exitStatus != exitFailure || !strings.HasPrefix(got.stderr, "acscodes: open ") || strings.Contains(got.stderr, "\x1b") {
			t.Errorf("%+v", got)
		}
	})
}

// TestOneBrokenLine breaks one line of many and expects all the others.
func TestOneBrokenLine(t *testing.T) {
	for name, broken := range map[string]string{
		"cut off":       `{"code":487,"subCode":`,
		"cut in a text": `{"code":487,"message":"a`,
		"no JSON":       `2026-01-02 ERROR {"code":1}`,
		"wrong type":    `{"code":{"a":1}}`,
		"a bracket":     `{"code":487}}`,
		"an open array": `{"code":487,"x":[`,
	} {
		t.Run(name, func(t *testing.T) {
			lines := strings.Split(strings.Repeat(`{"code":487,"subCode":10004}`+"\n", 1001), "\n")
			lines[500] = broken
			got := runCommand(80, strings.Join(lines, "\n"), "-json")
			classified := strings.Count(got.stdout, `"name":"AnswerTimeout"`)
			if classified != 1000 || !strings.HasPrefix(got.stderr, "acscodes: standard input:501: ") || strings.Count(got.stderr, "\n") != 1 || got.exitStatus != exitFailure {
				t.Errorf("%d classified, exit status %d, stderr %s", classified, got.exitStatus, got.stderr)
			}
		})
	}
}

func TestEachLineOfJSONDecodes(t *testing.T) {
	var records strings.Builder
	for e := range acscodes.All() {
		for _, message := range []string{"", "DiagCode: 408#10057.@"} {
			reason, err := json.Marshal(acscodes.CallEndReason{Code: e.Code, Subcode: e.Subcode + 1, Message: message})
			if err != nil {
				t.Fatal(err)
			}
			records.Write(reason)
		}
	}
	got := runCommand(80, records.String(), "-json")
	number := 0
	for line := range strings.Lines(got.stdout) {
		number++
		var object struct {
			Record                          int
			Name, Category, Message, Advice *string
			Match                           *string
		}
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if object.Record != number || object.Name == nil || object.Category == nil || object.Match == nil || object.Message == nil || object.Advice == nil {
			t.Errorf("incomplete: %s", line)
		}
	}
	if number == 0 || got.exitStatus != exitSuccess {
		t.Errorf("%d lines, exit status %d, %s", number, got.exitStatus, got.stderr)
	}
}

func TestSummaryHasAnEnd(t *testing.T) {
	s := newSummary()
	const records = mostPairs + 5
	for i := range records {
		entry, _ := acscodes.Classify(799, acscodes.Subcode(i))
		s.add(entry)
	}
	if len(s.pairs) != mostPairs {
		t.Errorf("%d pairs", len(s.pairs))
	}
	if text := s.render(records, 0, 80, false); !strings.Contains(text, "\nother pairs ") || !strings.HasPrefix(text, "10005 records classified\n") {
		t.Errorf("%.300s", text)
	}
}

func TestSummaryFillsTheWidth(t *testing.T) {
	for columns, want := range map[int]int{24: 0, 60: 60, 80: 80, 200: 200} {
		s := newSummary()
		for e := range acscodes.All() {
			s.add(e)
			s.add(e)
		}
		entry, _ := acscodes.Classify(487, 10004)
		s.add(entry)
		widest := 0
		for line := range strings.Lines(s.render(221, 0, columns, false)) {
			if strings.HasSuffix(line, "#\n") {
				widest = max(widest, len(line)-1)
			}
		}
		if widest != want {
			t.Errorf("a line with a bar is %d columns wide, want %d", widest, want)
		}
	}
}
