package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"example.com/acscodes"
)

func TestList(t *testing.T) {
	tests := map[string]struct {
		columns int
		args    string
		want    string
	}{
		"with room for the messages": {
			120, "-list -outcome AnsweredElsewhere",
			"CODE  SUBCODE  NAME               OUTCOME            CATEGORY               MESSAGE\n" +
				" 487    10003  AcceptedElsewhere  AnsweredElsewhere  Success                Call was canceled for this user endpoint as…\n",
		},
		"without": {
			80, "-list -category expectederror -outcome removed",
			"CODE  SUBCODE  NAME                 OUTCOME            CATEGORY\n" +
				"   0     5317  RemovedByRoleUpdate  Removed            ExpectedError\n",
		},
		"narrow": {
			40, "-list -code 430 -table end",
			"CODE  SUBCODE  NAME    OUTCOME\n 430           FlowF…  Unreachable\n",
		},
		"a table": {
			80, "-list -table PSTN -code 480",
			"CODE  SUBCODE  NAME                 OUTCOME            CATEGORY\n 480   560480  PSTNUserUnavailable  NoAnswer\n",
		},
		"a search": {
			80, "-list -outcome NoAnswer -search AnsweR+timeout",
			"CODE  SUBCODE  NAME                 OUTCOME            CATEGORY\n" +
				" 487    10004  AnswerTimeout        NoAnswer           ExpectedError\n" +
				" 408   560408  PSTNAnswerTimeout    NoAnswer\n" +
				" 480   560480  PSTNUserUnavailable  NoAnswer\n",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			args := strings.Fields(tt.args)
			args[len(args)-1] = strings.ReplaceAll(args[len(args)-1], "+", " ")
			checkOutput(t, runAt(tt.columns, "", args...), result{tt.want, "", exitFound})
		})
	}
	t.Run("nothing", func(t *testing.T) {
		const nothing = "acscodes: no entry meets all conditions\n"
		checkOutput(t, runCommand("", "-list", "-json", "-code", "299"), result{"[]\n", nothing, exitNothing})
		checkOutput(t, runCommand("", "-list", "-code", "299"), result{"", nothing, exitNothing})
		checkOutput(t, runCommand("", "-search", "no such words"), result{"", nothing, exitNothing})
	})
}

func TestListInFull(t *testing.T) {
	var want []acscodes.Entry
	for e := range acscodes.All() {
		want = append(want, e)
	}
	var objects []json.RawMessage
	if err := json.Unmarshal([]byte(runCommand("", "-list", "-json").stdout), &objects); err != nil || len(objects) != len(want) {
		t.Fatalf("%d entries, %v, want %d", len(objects), err, len(want))
	}
	rows, err := csv.NewReader(strings.NewReader(runCommand("", "-csv", "-list").stdout)).ReadAll()
	if err != nil || len(rows) != 1+len(want) {
		t.Fatalf("%d rows, %v, want %d below the header", len(rows), err, len(want))
	}
	for i, e := range want {
		var object struct{ Name, Outcome, Message, Advice, Table string }
		if err := json.Unmarshal(objects[i], &object); err != nil {
			t.Fatal(err)
		}
		if object.Name != e.Name() || object.Message != e.Message {
			t.Errorf("%s, want %v", objects[i], e)
		}
		if row := rows[1+i]; row[2] != object.Name || row[3] != object.Outcome || row[5] != object.Message || row[6] != object.Advice || row[7] != object.Table || row[8] != e.Source().URL {
			t.Errorf("%q, want %v", row, e)
		}
	}
	if got := strings.Join(rows[0], ","); got != "code,subCode,name,outcome,category,message,advice,table,source" {
		t.Errorf("header %s", got)
	}
}

func TestSearch(t *testing.T) {
	tests := map[string]struct {
		words string
		want  []string // the pairs that come first
	}{
		"in a message":         {"ENDPOINT MISMATCH", []string{"487, documented for the code alone"}},
		"in advice":            {"mechanism", []string{"495/4507"}},
		"in a constant":        {"subcodeNetworkLost", []string{"496/7"}},
		"all of the words":     {"valid mechanism", []string{"495/4507"}},
		"words of a name":      {"bot busy", []string{"486/10321"}},
		"whole words first":    {"spam", []string{"403/510403"}},
		"a name before a text": {"network lost", []string{"496/7"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := runCommand("", "-search", tt.words)
			var pairs []string
			for line := range strings.Lines(got.stdout) {
				if '0' <= line[0] && line[0] <= '9' {
					pairs = append(pairs, strings.TrimSpace(line))
				}
			}
			if len(pairs) < len(tt.want) || strings.Join(pairs[:len(tt.want)], " ") != strings.Join(tt.want, " ") {
				t.Errorf("found %q, want %q first", pairs, tt.want)
			}
		})
	}
}
