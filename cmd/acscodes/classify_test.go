package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestClassifyLines(t *testing.T) {
	const (
		timeout = "  487/10004       NoAnswer           ExpectedError          Exact       AnswerTimeout: Call was canceled on timeout, as target user didn't accept or reject it on time. Ensure that user saw the notification and/or application can handle it automatically and try to initiate that call again.\n"
		busy    = "  486/1           Busy               ExpectedError          Code        BusyHere\n"
		ended   = "  0/7000          Completed          Success                Exact       EndedByCallAutomation: Call was ended by Azure Communication Service Call Automation API or a server bot.\n"
	)
	tests := map[string]struct {
		args   []string
		stdin  string
		stdout string
		stderr string
		exit   int
	}{
		"NDJSON": {
			nil, "{\"code\":487,\"subCode\":10004}\n{\"code\":486,\"subCode\":1}\n",
			"      1" + timeout + "      2" + busy, "", exitFound,
		},
		"events": {
			nil, `[{"data":{"reason":{"code":487,"subCode":10004}}},` + "\n" + `{"properties":{"participantEndReason":"0","participantEndSubCode":"7000"}}]`,
			"      1" + timeout + "      2" + ended, "", exitFound,
		},
		"Event Hubs": {
			nil, `{"records":[{"properties":{"participantEndReason":"0","participantEndSubCode":"7000"}},{"properties":{}}]}`,
			"      1" + ended, "acscodes: records without a reason: 1 of 2\n", exitFound,
		},
		"CSV": {
			nil, "\"TimeGenerated [UTC]\",ParticipantEndReason,ParticipantEndSubCode\r\n\"11/23/2026, 3:00:00.000 AM\",487,10004\r\n,0,7000\r\n",
			"      2" + timeout + "      3" + ended, "", exitFound,
		},
		"CSV with faults": {
			nil, "ParticipantEndReason,ParticipantEndSubCode\n487\n\"487,10004\n\n0,7000\n",
			"      5" + ended, "acscodes: standard input:2: not valid CSV: 1 instead of 2 cells\n" +
				"acscodes: standard input:3: not valid CSV: a quote is not closed\n", exitNothing,
		},
		"byte order mark": {nil, "\uFEFF{\"code\":0,\"subCode\":7000}", "      1" + ended, "", exitFound},
		"no reason at all": {
			nil, `{"tables":[{"rows":[[487,10004]]}]} {"eventType":"Microsoft.Communication.CallStarted","data":{}}`,
			"", "acscodes: records without a reason: 2 of 2\n", exitNothing,
		},
		"nothing": {nil, "", "", "acscodes: no record was read\n", exitNothing},
		"broken records": {
			nil, "{\"code\":[]}\n{\"code\":0,\"subCode\":7000}\n{\"code\":0,\n{\"subCode\":true}\n",
			"      2" + ended,
			"acscodes: standard input:1: key \"code\" is an array, not a 32-bit integer\n" +
				"acscodes: standard input:3: not valid JSON: the record has no closing bracket\n" +
				"acscodes: standard input:4: key \"subCode\" is a boolean, not a 32-bit integer\n", exitNothing,
		},
		"many broken records": {
			nil, strings.Repeat("{\n", 250) + "}\n{\"code\":0,\"subCode\":7000}",
			"    252" + ended,
			numbered("acscodes: standard input:%d: not valid JSON: the record has no closing bracket\n", 9) +
				"acscodes: standard input:10: not valid JSON: the record has no closing bracket\nacscodes: standard input: more broken records: 239\nacscodes: records without a reason: 1 of 2\n", exitNothing,
		},
		"ten broken records": {
			nil, strings.Repeat("{\n", 10) + "{\"code\":0,\"subCode\":7000}",
			"     11" + ended, numbered("acscodes: standard input:%d: not valid JSON: the record has no closing bracket\n", 10), exitNothing,
		},
		"no such file":    {[]string{"classify", "absent", "-"}, `{"code":0,"subCode":7000}`, "-:      1" + ended, "acscodes: open absent: no such file or directory\n", exitWrongUsage},
		"not really gzip": {nil, "\x1f\x8bx", "", "acscodes: standard input: unexpected EOF\n", exitWrongUsage},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			checkOutput(t, runCommand(tt.stdin, tt.args...), result{tt.stdout, tt.stderr, tt.exit})
		})
	}
}

// numbered repeats a line with the numbers from 1.
func numbered(format string, n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, format, i+1)
	}
	return out.String()
}

func zip(text string) string {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	return out.String()
}

func TestClassifyFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, content string) {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.ndjson", "{}\n{\"code\":0,\"subCode\":7000}\n")
	write("b.json.gz", zip("[\n{\"code\":486}]"))
	write("c.csv.gz", zip("ParticipantEndReason,ParticipantEndSubCode\n0,7000\n"))
	write("cut.gz", zip("{\"code\":486}\n")[:20])
	got := runCommand("", "classify", "a.ndjson", "b.json.gz", "c.csv.gz", "cut.gz", ".")
	want := "a.ndjson:      2  0/7000 b.json.gz:      2  486/- c.csv.gz:      2  0/7000"
	var found []string
	for line := range strings.Lines(got.stdout) {
		found = append(found, strings.TrimRight(line[:strings.Index(line, "/")+5], " "))
	}
	if strings.Join(found, " ") != want || got.exitStatus != exitWrongUsage {
		t.Errorf("exit status %d with\n%s\nwant\n%s", got.exitStatus, strings.Join(found, " "), want)
	}
	for _, name := range []string{"cut.gz", "."} {
		if !strings.Contains(got.stderr, name) {
			t.Errorf("%s was read: %s", name, got.stderr)
		}
	}
}

func TestUTF16(t *testing.T) {
	for _, text := range []string{"{\"code\":0}", "\uFEFF{}"} {
		for _, order := range []int{0, 1} {
			var encoded []byte
			for _, unit := range utf16.Encode([]rune(text)) {
				pair := []byte{byte(unit), byte(unit >> 8)}
				encoded = append(encoded, pair[order], pair[1-order])
			}
			if got := runCommand(string(encoded), "summary"); got.exitStatus != exitWrongUsage || !strings.Contains(got.stderr, "UTF-16") {
				t.Errorf("%q: exit status %d, %s", encoded, got.exitStatus, got.stderr)
			}
		}
	}
}

// TestClassifyJSON checks that each record is as it was received, but for one more member.
func TestClassifyJSON(t *testing.T) {
	tests := map[string]struct {
		stdin string
		args  []string
		want  []string // up to the member acscodes, or all of a record without a reason
	}{
		"as received": {
			"{\"code\":487, \"a\" : \"\\u00e9 <&>\" ,\"subCode\":10004 }\n", nil,
			[]string{`{"code":487, "a" : "\u00e9 <&>" ,"subCode":10004 `},
		},
		"read again": {
			`{"acscodes":{"a":1} , "code":487,"x":{"acscodes":2}, "acscodes" : 3,"subCode":10004 }`, nil,
			[]string{`{"code":487,"x":{"acscodes":2},"subCode":10004 `},
		},
		"over lines":       {"{\n  \"code\": 487,\r\n  \"subCode\": 10004\n}", nil, []string{`{"code":487,"subCode":10004`}},
		"without a reason": {"{\"a\": 1}\n{\n}{\"code\":486}", nil, []string{`{"a": 1}`, `{}`, `{"code":486`}},
		"CSV":              {"ParticipantEndReason,Id,ParticipantEndSubCode\n487,\"a,\"\"b\",10004\n", nil, []string{`{"Id":"a,\"b","ParticipantEndReason":"487","ParticipantEndSubCode":"10004"`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := runCommand(tt.stdin, append(tt.args, "-json")...)
			lines := strings.Split(strings.TrimSuffix(got.stdout, "\n"), "\n")
			if len(lines) != len(tt.want) {
				t.Fatalf("%q, want %q", lines, tt.want)
			}
			for i, line := range lines {
				record, member, found := strings.Cut(line, `,"acscodes":`)
				if record != tt.want[i] || !json.Valid([]byte(line)) {
					t.Errorf("%s, want %s", line, tt.want[i])
				}
				var c struct{ Name, Outcome, Match, Table string }
				if found && (json.Unmarshal([]byte(strings.TrimSuffix(member, "}")), &c) != nil || c.Name == "" || c.Outcome == "" || c.Match == "" || c.Table == "") {
					t.Errorf("%s is not a classification: %+v", member, c)
				}
			}
		})
	}
}

const night = `{"records":[{"code":0,"subCode":7000},{"code":0,"subCode":7000},{"code":0,"subCode":7000},{"code":503,"subCode":560503},
{"code":487,"subCode":10004},{"code":500,"subCode":8888},{"code":0,"subCode":5999},{"code":480,"subCode":10076},{"a":1},{"code":{}}]}`

const summaryOfTheNight = `Records: 8 with a reason, 1 without, 1 broken

Outcomes
       1   12.5%  ServiceFailure
       1   12.5%  TrunkFailure
       1   12.5%  Unknown
       1   12.5%  NoAnswer
       1   12.5%  Unreachable
       3   37.5%  Completed

Categories
       2   25.0%  UnexpectedServerError
       1   12.5%  Unknown
       2   25.0%  ExpectedError
       3   37.5%  Success

SIP statuses
       1   12.5%  503

Reasons
       1   12.5%  TrunkFailure       503/560503 PSTNServiceUnavailable: A servi…
       1   12.5%  Unreachable        480/10076 CalleeOffline: Target user was r…
       1   12.5%  NoAnswer           487/10004 AnswerTimeout: Call was canceled…
       3   37.5%  Completed          0/7000 EndedByCallAutomation: Call was end…

Undocumented
       1   12.5%  ServiceFailure     500/8888 ServerInternalError: Communicatio…
       1   12.5%  Unknown            0/5999 Ended
`

func TestSummary(t *testing.T) {
	const broken = "acscodes: standard input:2: key \"code\" is an object, not a 32-bit integer\n"
	checkOutput(t, runCommand(night, "summary"), result{summaryOfTheNight, broken, exitNothing})

	checkOutput(t, runCommand("{}", "summary"), result{
		"Records: 0 with a reason, 1 without, 0 broken\n", "", exitNothing,
	})
}

func TestSummaryInJSON(t *testing.T) {
	var got map[string]json.RawMessage
	if err := json.Unmarshal([]byte(runCommand(night, "-json", "summary").stdout), &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"records": "9", "withoutReason": "1", "broken": "1", "others": "[]", "sip": `[{"records":1,"share":0.125,"sip":503}]`,
		"outcomes":   `[{"outcome":"ServiceFailure","records":1,"share":0.125},{"outcome":"TrunkFailure",`,
		"categories": `[{"category":"UnexpectedServerError","records":2,"share":0.25},{"category":"Unknown",`,
		"reasons":    `[{"acscodes":{"code":503,"subCode":560503,`, "undocumented": `[{"acscodes":{"code":500,"subCode":8888,`,
	} {
		var compact bytes.Buffer
		if err := json.Compact(&compact, got[key]); err != nil || !strings.HasPrefix(compact.String(), want) {
			t.Errorf("%s: %v, %s, want %s", key, err, &compact, want)
		}
	}
}

// TestSummaryOfManyReasons counts more different pairs than are kept: none is lost, and documented ones stay documented.
func TestSummaryOfManyReasons(t *testing.T) {
	var stream strings.Builder
	for i := range mostKept + 500 {
		fmt.Fprintf(&stream, `{"code":0,"subCode":%d}`, 20_000_000+i)
	}
	stream.WriteString(`{"code":0,"subCode":7000}`)
	got := runCommand(stream.String(), "summary").stdout
	for _, want := range []string{"Records: 10501 with a reason", "and 9950 more\n", "Others\n     500    4.8%  Unknown            -/-\n       1    0.0%  Completed          -/-\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

// TestHostileStreams feeds what would take long, or write much, if time or diagnostics were not linear.
func TestHostileStreams(t *testing.T) {
	const size = 1 << 17
	for name, piece := range map[string]string{
		"brackets": "[", "braces": "{", "closing braces": "}", "quotes": "{\"", "backslashes": "{\"\\", "broken lines": "{\"a\":\n",
		"spaces": "{ ", "lines of text": "text\n", "names": `{"a":`, "newlines": "{\"\n", "envelopes": `{"records":[`, "commas": ",\n", "blanks": " ",
	} {
		t.Run(name, func(t *testing.T) {
			got := runCommand(strings.Repeat(piece, size/len(piece)), "summary")
			if got.exitStatus == exitFound || len(got.stderr) > 2000 {
				t.Errorf("exit status %d with %d bytes of diagnostics: %.500s", got.exitStatus, len(got.stderr), got.stderr)
			}
		})
	}
}

// FuzzClassify checks that no stream panics, and that -json writes valid JSON whatever comes in.
func FuzzClassify(f *testing.F) {
	f.Add([]byte(night))
	f.Add([]byte("ParticipantEndReason,ParticipantEndSubCode\n\"487\",\"10004\n0\n"))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(t *testing.T, stream []byte) {
		for line := range strings.Lines(runCommand(string(stream), "-json").stdout) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%q is not valid JSON", line)
			}
		}
		if got := runCommand(string(stream), "summary"); len(got.stderr) > 10_000 {
			t.Errorf("%d bytes of diagnostics", len(got.stderr))
		}
	})
}

// BenchmarkStream classifies a stream beside what decoding it into the fields needed takes.
func BenchmarkStream(b *testing.B) {
	stream := strings.Repeat(`{"time":"2026-11-23T03:00:00.1234567Z","operationName":"CallSummary","category":"CallSummary","properties":{"identifier":"8:acs:0e0dce5a-0b2c-4b4c-8f3d-000000000001","callType":"Group","participantDuration":17,"participantEndReason":"487","participantEndSubCode":"10004","sdkVersion":"1.0.1.0","endpointType":"VoIP"}}`+"\n", 10_000)
	for name, args := range map[string][]string{"lines": {"classify"}, "json": {"classify", "-json"}, "summary": {"summary"}, "encoding-json": nil} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(stream)))
			b.ReportAllocs()
			for b.Loop() {
				if args != nil {
					run(environment{stdin: strings.NewReader(stream), stdout: bufio.NewWriter(io.Discard), stderr: io.Discard, columns: 80, width: 80}, args)
					continue
				}
				var record struct {
					Properties struct{ ParticipantEndReason, ParticipantEndSubCode string }
				}
				for decoder := json.NewDecoder(strings.NewReader(stream)); decoder.More(); {
					if err := decoder.Decode(&record); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
