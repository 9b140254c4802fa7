package main

// How the page of a table is read.

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestParseTable(t *testing.T) {
	const page = `# Codes

Source: <https://example.com/codes>, and more.

Some prose.

| Status Code | SUBCODE | Description | Mitigation | result category |
| :--- |---:|:-:|--- | --- |
|408|10057|Call failed,<br>callee \| lost.|See [network](https://example.com/network).|ExpectedError|
| 487 | | Canceled. | | |

  | Source | Message | Code | Subcode | Result Categories |
  |---|---|---|---|---|
  | [the page](https://example.com/page) | Setup failed. | 490, 491,492 | 7 | UnxpectedClientError |
`
	table := table{path: "page.md", categories: []string{"ExpectedError"}, faults: new(faults)}
	table.parse(strings.Split(page, "\n"))
	if err := table.faults.err(); err != nil {
		t.Fatal(err)
	}
	if table.Title != "Codes" || table.URL != "https://example.com/codes" {
		t.Errorf("title %q, source %q", table.Title, table.URL)
	}
	setup := row{
		place: place{"page.md", 14}, pair: pair{490, 7}, Table: &table, Category: "UnexpectedClientError",
		Message: "Setup failed.", source: link{"the page", "https://example.com/page"},
	}
	want := []row{
		{
			place: place{"page.md", 9}, pair: pair{408, 10057}, Table: &table, Category: "ExpectedError",
			Message: "Call failed,\ncallee | lost.", Advice: "See network.", links: []link{{"network", "https://example.com/network"}},
		},
		{place: place{"page.md", 10}, pair: pair{487, noNumber}, Table: &table, Message: "Canceled."},
		setup, setup, setup,
	}
	want[3].Code, want[4].Code = 491, 492
	if len(table.rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(table.rows), len(want))
	}
	for i, r := range table.rows {
		if !reflect.DeepEqual(*r, want[i]) {
			t.Errorf("row %d\n%+v, want\n%+v", i, *r, want[i])
		}
	}
}

// FuzzParseTable checks that no page panics, and that each fault names a line of the page.
func FuzzParseTable(f *testing.F) {
	for _, page := range smallData {
		f.Add(page)
	}
	f.Add("# a\nSource: b\n|Subcode|Code|Message|\n|-|-|-|\n|1|2,|<x>|")
	f.Add("||\n|-|\n|")
	f.Fuzz(func(t *testing.T, content string) {
		lines := strings.Split(content, "\n")
		page := table{path: "page.md", faults: new(faults)}
		page.parse(lines)
		for _, fault := range *page.faults {
			var line int
			fmt.Sscanf(fault.Error(), "page.md:%d: ", &line)
			if line < 1 || line > len(lines) || strings.Contains(fault.Error(), "\n") {
				t.Errorf("a fault without a place: %v", fault)
			}
		}
		if len(*page.faults) == 0 && len(page.rows) == 0 {
			t.Errorf("a page without rows and without a fault: %q", content)
		}
		for _, r := range page.rows {
			if len(*page.faults) == 0 && (r.Message == "" || r.Code < noNumber || r.Subcode < noNumber) {
				t.Errorf("a bad row without a fault: %+v", r)
			}
		}
	})
}
