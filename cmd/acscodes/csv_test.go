package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestCSVHeaders(t *testing.T) {
	const lacks = "standard input: the header of this CSV lacks "
	for header, want := range map[string]string{
		"ParticipantEndReason, ParticipantEndSubCode":         "",
		"\uFEFFPARTICIPANTENDREASON\t participantendsubcode ": "",
		"id;resultCode;resultSubcode":                         "",
		"\"finalSipCode\",\"callEndSubReason\",code\r":        "",
		"max_ParticipantEndReason,ParticipantEndSubCode":      lacks + "participantEndReason;",
		"ParticipantEndReason,ParticipantEndSubCode1":         lacks + "participantEndSubCode;",
		"ResultCode [int],ResultSubcode":                      lacks + "resultCode;",
		"max_ParticipantEndReason":                            lacks + "participantEndReason and participantEndSubCode;",
		"resultCode,participantEndSubCode":                    lacks + "resultSubcode;",
		"resultCode,resultSubcode,ResultCode":                 `standard input: the column "ResultCode" comes twice`,
		"resultCode,resultSubcode,result_code":                `standard input: the column "result_code" comes twice`,
		"resultCode,,":                                        `standard input: the column "" comes twice`,
		"result_Code,resultSubcode":                           lacks + "resultCode;",
		"resultCode,\"resultSubcode":                          "standard input: the header: not valid CSV: a quote is not closed",
		"TimeGenerated,Name":                                  "standard input: this is neither JSON nor CSV with the columns of a log; for text, use acscodes -",
		"487 10004":                                           "standard input: this is neither JSON nor CSV with the columns of a log; for text, use acscodes -",
	} {
		t.Run(header, func(t *testing.T) {
			comma := map[bool]string{true: ";", false: ","}[strings.Contains(header, ";")]
			if strings.Contains(header, "\t") {
				comma = "\t"
			}
			row := strings.Join([]string{" 0", " 5854 ", "0"}[:1+strings.Count(header, comma)], comma)
			got := runCommand(header+"\n"+row+"\n", "-json")
			if want != "" && (got.exitStatus != exitWrongUsage || !strings.Contains(got.stderr, want)) || want == "" && got.exitStatus != exitFound {
				t.Errorf("exit status %d with %s, want %s", got.exitStatus, got.stderr, want)
			}
		})
	}
}

// TestCounts compares the number of records with that of readers of the standard library, and checks that a record in the middle
// that is broken or too large alone is lost, and named.
func TestCounts(t *testing.T) {
	const records = 50
	jsonMiddles := []string{`{"code":487,"subCode":10004}`, `{"code":487 "x":1}`, `{"code":487,"x":"` + strings.Repeat("x", 17<<20) + `"}`}
	csvMiddles := []string{"487,x,10004", "487", `487,"` + strings.Repeat("x", 17<<20) + `",10004`}
	for name, form := range map[string]struct{ before, between, after, comma string }{
		"NDJSON": {between: "\n"}, "values in a row": {between: " "}, "one array": {before: "[", between: ",", after: "]"},
		"array over lines": {before: "[\n", between: ",\n", after: "\n]"}, "envelope": {before: `{"records":[`, between: ",", after: "]}"},
		"envelope over lines": {before: "{\"time\":\"t\",\n\"value\" : [\n  ", between: ",\n  ", after: "\n]}"},
		"envelope per line":   {before: `{"time":"t","records":[`, between: "]}\n" + `{"time":"t","records":[`, after: "]}"},
		"CSV":                 {comma: ",", between: "\n"}, "CSV with CRLF": {comma: ",", between: "\r\n"}, "CSV with semicolons": {comma: ";", between: "\n"}, "CSV with tabs": {comma: "\t", between: "\n"},
	} {
		middles := jsonMiddles
		if form.comma != "" {
			middles = csvMiddles
			form.before = "\uFEFFparticipantEndReason,x,participantEndSubCode" + form.between
		}
		if strings.Contains(name, " ") {
			middles = middles[:2] // the large ones take long
		}
		for i, middle := range middles {
			t.Run(fmt.Sprintf("%s, %d", name, i), func(t *testing.T) {
				whole := strings.Repeat(middles[0]+form.between, records/2)
				stream := form.before + whole + middle + form.between + whole + middles[0] + form.after
				if form.comma != "" {
					stream = strings.ReplaceAll(stream, ",", form.comma)
				}
				if i == 0 {
					if got := countAnother(t, stream, form.comma); got != records+2 {
						t.Fatalf("another reader finds %d", got)
					}
				}
				inputs := map[string]string{"plain": stream}
				if i < 2 {
					inputs["gzip"] = zip(stream)
				}
				for kind, input := range inputs {
					got := runCommand(input, "summary")
					want := fmt.Sprintf("Records: %d with a reason, 0 without, %d broken\n", records+2-min(i, 1), min(i, 1))
					if !strings.HasPrefix(got.stdout, want) || strings.Count(got.stderr, "\n") != min(i, 1) || got.exitStatus != min(i, 1) {
						t.Errorf("%s: exit status %d, %.60s\n%s, want %s", kind, got.exitStatus, got.stdout, got.stderr, want)
					}
				}
			})
		}
	}
}

// countAnother counts the rows of CSV below the header, or the objects with a code in JSON values.
func countAnother(t *testing.T, stream, comma string) (records int) {
	t.Helper()
	if comma != "" {
		reader := csv.NewReader(strings.NewReader(stream))
		reader.Comma = rune(comma[0])
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return len(rows) - 1
	}
	for decoder := json.NewDecoder(strings.NewReader(stream)); ; {
		token, err := decoder.Token()
		switch {
		case err == io.EOF:
			return records
		case err != nil:
			t.Fatal(err)
		case token == "code":
			records++
		}
	}
}
