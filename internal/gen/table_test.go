package main

import (
	"reflect"
	"strings"
	"testing"
)

// rawPage uses Markdown that occurs in the documentation but not in data.
const rawPage = "---\r\n" +
	"title: Calling codes | Microsoft\r\n" +
	"ms.topic: include\r\n" +
	"---\r\n" +
	"# Codes and `subcodes`\r\n" +
	"Source: <https://example.com/codes>\r\n" +
	"\r\n" +
	"> [!NOTE]\r\n" +
	"> Not a | table.\r\n" +
	"\r\n" +
	"<!-- | 1 | 2 | not shown |\r\n" +
	"| 3 | 4 | not shown either | --> Some prose.\r\n" +
	"\r\n" +
	"## First\r\n" +
	"|Status Code|SUBCODE|\tDescription|Mitigation|result category\r\n" +
	"| :--- |---:|:-:|--- | --- |\r\n" +
	"|`408`|**10057**|\tCall failed,<br>callee \\| lost.|See [network](../../../../../concepts/network.md).</li></ul>|ExpectedError|\r\n" +
	"487||Canceled.|||\r\n" +
	"### Second, right below\r\n" +
	"\r\n" +
	"```markdown\r\n" +
	"| Code | Subcode | Message |\r\n" +
	"|---|---|---|\r\n" +
	"| 5 | 6 | an example |\r\n" +
	"```\r\n" +
	"\r\n" +
	"  | Message | Code | Subcode |\r\n" +
	"  |---|---|---|\r\n" +
	"  | Setup failed. | 490, 491,492 | 7 |\r\n" +
	":::zone-end\r\n" +
	"\r\n" +
	"| Source | Subcode | Code | Message | Result Categories | Advice |\r\n" +
	"|--|--|--|--|--|--|\r\n" +
	"| | 3100 | 410 | Network. | UnxpectedClientError | |\r\n" +
	"| [the page](https://example.com/page) | 8522 | | Not found. | | See [this](https://example.com/this). |"

func TestParseRawMarkdown(t *testing.T) {
	want := []row{
		{
			line: 17, block: 1, code: 408, subcode: 10057, category: "ExpectedError", message: "Call failed,\ncallee | lost.", advice: "See network.",
			links: []link{{"network", "https://learn.microsoft.com/azure/communication-services/concepts/network", "https://learn.microsoft.com/concepts/network"}},
		},
		{line: 18, block: 1, code: 487, subcode: noNumber, message: "Canceled."},
		{line: 29, block: 2, code: 490, subcode: 7, message: "Setup failed."},
		{line: 29, block: 2, code: 491, subcode: 7, message: "Setup failed."},
		{line: 29, block: 2, code: 492, subcode: 7, message: "Setup failed."},
		{line: 34, block: 3, code: 410, subcode: 3100, category: "UnexpectedClientError", message: "Network."},
		{
			line: 35, block: 3, code: noNumber, subcode: 8522, message: "Not found.", advice: "See this.",
			links: []link{{Text: "this", URL: "https://example.com/this"}}, source: link{Text: "the page", URL: "https://example.com/page"},
		},
	}
	parent := writeData(t, map[string]string{"page.md": "\uFEFF" + rawPage})
	t.Chdir(parent)
	var faults faults
	lines, _ := readLines("data/page.md", &faults)
	page := table{path: "data/page.md", faults: faults}
	page.parse(lines)
	if err := page.faults.err(); err != nil {
		t.Fatal(err)
	}
	if page.title != "Codes and `subcodes`" || page.url != "https://example.com/codes" {
		t.Errorf("title %q, source %q", page.title, page.url)
	}
	if len(page.rows) != len(want) {
		t.Fatalf("%d rows, want %d: %+v", len(page.rows), len(want), page.rows)
	}
	for i, r := range page.rows {
		if !reflect.DeepEqual(r, want[i]) {
			t.Errorf("row %d\n%+v, want\n%+v", i, r, want[i])
		}
	}
}

func TestSplitRow(t *testing.T) {
	tests := map[string][]string{
		"| a | b |":       {" a ", " b "},
		"a | b":           {"a ", " b"},
		"|a|b":            {"a", "b"},
		"| a \\| b |":     {" a \\| b "},
		"| a \\\\| b |":   {" a \\\\", " b "},
		"|||":             {"", ""},
		"| a | b \\|":     {" a ", " b \\|"},
		"  | a |\t":       {" a "},
		"| a | b | trail": {" a ", " b ", " trail"},
		"|":               nil,
		"":                nil,
		"\\":              {"\\"},
	}
	for line, want := range tests {
		if got := splitRow(line); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
	}
}

// FuzzParseTable checks that no page panics, and that each fault names a line of the page.
func FuzzParseTable(f *testing.F) {
	f.Add(rawPage)
	for _, page := range smallData {
		f.Add(page)
	}
	f.Add("# a\nSource: b\n|Subcode|Code|Message|\n|-|-|-|\n|1|2,|<x>|")
	f.Add("<!--\n~~~\n||\n|-|")
	f.Fuzz(func(t *testing.T, content string) {
		lines := strings.Split(content, "\n")
		page := table{path: "page.md"}
		page.parse(lines)
		for _, fault := range page.faults {
			if fault.line < 1 || fault.line > len(lines) || fault.text == "" || strings.Contains(fault.text, "\n") {
				t.Errorf("a fault without a place: %+v", fault)
			}
		}
		if len(page.faults) == 0 && len(page.rows) == 0 {
			t.Errorf("a page without rows and without a fault: %q", content)
		}
		for _, r := range page.rows {
			if len(page.faults) == 0 && (r.message == "" || r.code < noNumber || r.subcode < noNumber) {
				t.Errorf("a bad row without a fault: %+v", r)
			}
		}
	})
}
