package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"example.com/acscodes"
)

func TestTable(t *testing.T) {
	for width, want := range map[int]string{
		100: "PAIR        OUTCOME  NAME                  CATEGORY       MESSAGE\n" +
			"486/560486  Busy     PSTNParticipantBusy   Success        Call ended because remote PSTN participan…\n",
		40: "PAIR        OUTCOME  NAME…\n486/560486  Busy     PSTNParticipantBus…\n",
	} {
		if got := runAt(width, "", "Busy").stdout; !strings.HasPrefix(got, want) {
			t.Errorf("%d columns:\n%s\nwant\n%s", width, got, want)
		}
	}
}

// TestList checks that every pair is listed once, as Lookup and Classify have it, in each form.
func TestList(t *testing.T) {
	var want []acscodes.Classification
	seen := make(map[string]bool)
	for e := range acscodes.All() {
		if first, _ := acscodes.Lookup(e.Code, e.Subcode); first == e && !seen[e.Pair()] {
			seen[e.Pair()] = true
			want = append(want, acscodes.Classify(e.Code, e.Subcode))
		}
	}
	var objects []struct {
		Code, SubCode                                          *int
		Name, Outcome, Category, Match, Message, Advice, Table string
		Source                                                 struct{ URL string }
	}
	if err := json.Unmarshal([]byte(runCommand("", "list", "-json").stdout), &objects); err != nil || len(objects) != len(want) {
		t.Fatalf("%d objects, %v, want %d", len(objects), err, len(want))
	}
	rows, err := csv.NewReader(strings.NewReader(runCommand("", "-csv", "list").stdout)).ReadAll()
	if err != nil || len(rows) != 1+len(want) {
		t.Fatalf("%d rows, %v, want %d below the header", len(rows), err, len(want))
	}
	if got := strings.Join(rows[0], ","); got != "code,subCode,name,outcome,category,match,message,advice,table,source" {
		t.Errorf("header %s", got)
	}
	if got := strings.Count(runCommand("", "list").stdout, "\n"); got != 1+len(want) {
		t.Errorf("%d lines, want %d below the header", got, len(want))
	}
	for i, c := range want {
		row, o := rows[1+i], objects[i]
		if strings.TrimPrefix(strings.TrimSuffix(c.Pair(), "-"), "-") != row[0]+"/"+row[1] {
			t.Errorf("%q, want %s", row, c.Pair())
		}
		if row[2] != c.Name() || row[3] != c.Outcome.String() || row[4] != c.Category.String() || row[5] != c.Match.String() || row[9] != c.Entry.Source().URL {
			t.Errorf("%q, want %v", row, c)
		}
		if strings.Join(row[2:], "\n") != strings.Join([]string{o.Name, o.Outcome, o.Category, o.Match, o.Message, o.Advice, o.Table, o.Source.URL}, "\n") {
			t.Errorf("%q, but %+v", row, o)
		}
	}
}
