package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// smallData is a data directory without a fault, small enough to break in a test.
var smallData = map[string]string{
	"callend.md": `# Call end

Source: <https://example.com/callend>

| Subcode | Code | Message | Result Categories | Advice |
|---|---|---|---|---|
| 0 | 0 | Ended. | Success | |
| 10004 | 487 | No answer. | ExpectedError | See [retries](https://example.com/retries). |
| | 487, 490 | Canceled. | | Expected. |
`,
	"callingsdk.md": `# Calling SDK

Source: <https://example.com/callingsdk>

| Subcode | Code | Message |
|---|---|---|
| | 490 | Network. |
`,
	"reported.md": `# Reported

Source: <https://example.com/reported>

| Subcode | Code | Message | Source |
|---|---|---|---|
| 10004 | 490 | The service says: no answer. | [an issue](https://example.com/issue) |
`,
	"codes.csv":    "code,name,phrase\n0,Ended,Ended\n487,RequestTerminated,Request Terminated\n490,NetworkIssue,Network issue\n",
	"subcodes.csv": "subcode,name\n0,Unspecified\n10004,AnswerTimeout\n",
	"outcomes.csv": "code,subcode,outcome\n0,,Completed\n487,,Canceled\n490,,ConnectionFailure\n0,0,Completed\n,10004,NoAnswer\n",
	"sip.csv":      "status,outcome\n408,NoAnswer\n486,Busy\n",
	"README.md":    "# Not a table\n",
}

// The tables that no test breaks have a row each.
func init() {
	for _, documented := range documentedTables {
		if smallData[documented.file] == "" {
			smallData[documented.file] = "# More\n\nSource: <https://example.com/more>\n\n| Subcode | Code | Message |\n|---|---|---|\n| | 490 | Network. |\n"
		}
	}
}

// writeData writes files to a new directory named data, next to what the generator reads of the package, and returns its
// parent.
func writeData(t *testing.T, files map[string]string) (parent string) {
	t.Helper()
	parent = t.TempDir()
	if err := os.Mkdir(filepath.Join(parent, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"category.go", "outcome.go"} {
		writeFile(t, filepath.Join(parent, name), readFile(t, filepath.Join(root, name)))
	}
	for name, content := range files {
		writeFile(t, filepath.Join(parent, "data", name), content)
	}
	return parent
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestGeneratedFilesAreCurrent(t *testing.T) {
	src, err := load(filepath.Join(root, "data"), root)
	if err != nil {
		t.Fatal(err)
	}
	files, err := emit(src)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if readFile(t, filepath.Join(root, name)) != string(want) {
			t.Errorf("%s is not what the generator writes: run go generate ./...", name)
		}
	}
}

// Files that were saved on Windows, with a byte order mark and other line ends, make the same Go.
func TestLineEnds(t *testing.T) {
	windows := make(map[string]string)
	for name, content := range smallData {
		windows[name] = "\uFEFF" + strings.ReplaceAll(content, "\n", "\r\n")
	}
	generated := make(map[string]string)
	for _, tt := range []struct {
		name  string
		files map[string]string
	}{{"Unix", smallData}, {"Windows", windows}} {
		parent := writeData(t, tt.files)
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(parent)
			var stderr strings.Builder
			if exitStatus := run(nil, &stderr); exitStatus != 0 {
				t.Fatalf("exit status %d: %s", exitStatus, stderr.String())
			}
			for _, name := range []string{"codes.go", "subcodes.go", "table.go"} {
				got := readFile(t, name)
				if want, ok := generated[name]; ok && got != want {
					t.Errorf("%s differs", name)
				}
				generated[name] = got
			}
		})
	}
}

func TestFaults(t *testing.T) {
	const outcomes = "Unknown, Completed, AnsweredElsewhere, Removed, Canceled, Declined, Busy, NoAnswer, Unreachable, InvalidTarget, " +
		"NoInput, Forbidden, Unauthenticated, ConnectionFailure, DeviceFailure, ClientFailure, TrunkFailure, LimitExceeded, " +
		"InvalidRequest, ServiceFailure"
	tests := map[string]struct {
		file     string
		old, new string // what to replace in the file; an empty old replaces it all
		want     []string
	}{
		"missing column": {
			"callend.md", "| Message |", "| Result category |",
			[]string{
				`data/callend.md:5: column Result category comes twice: remove one`,
				`data/callend.md:5: missing column Message: add it`,
			},
		},
		"unknown column": {
			"callingsdk.md", "| Message |", "| Message | Notes |",
			[]string{`data/callingsdk.md:5: unknown column "Notes": the columns are Subcode, Code, Message, Result category, Advice and Source`},
		},
		"too few dashes": {
			"callingsdk.md", "|---|---|---|", "|---|---|",
			[]string{`data/callingsdk.md:6: the header has 3 cells, this line 2: start and end a row with a bar, write one in a text as \|, and put a blank line after the table`},
		},
		"too few cells": {
			"callend.md", "| Ended. | Success | |", "| Ended. | Success |",
			[]string{`data/callend.md:7: the header has 5 cells, this line 4: start and end a row with a bar, write one in a text as \|, and put a blank line after the table`},
		},
		"too many cells": {
			"callend.md", "| Ended. |", "| Ended | or not. |",
			[]string{`data/callend.md:7: the header has 5 cells, this line 6: start and end a row with a bar, write one in a text as \|, and put a blank line after the table`},
		},
		"text right below a table": {
			"callingsdk.md", "| Network. |\n", "| Network. |\nMore about networks.\n",
			[]string{`data/callingsdk.md:8: the header has 3 cells, this line 0: start and end a row with a bar, write one in a text as \|, and put a blank line after the table`},
		},
		"subcode that is not a number": {
			"callend.md", "| 10004 | 487 |", "| 10 004 | 487 |",
			[]string{`data/callend.md:8: Subcode: "10 004" is not a number from 0 to 2147483647 without leading zeros`},
		},
		"code that is not a number": {
			"callend.md", "| 487, 490 |", "| 487, -1, 49O, |",
			[]string{
				`data/callend.md:9: Code: "-1" is not a number from 0 to 2147483647 without leading zeros`,
				`data/callend.md:9: Code: "49O" is not a number from 0 to 2147483647 without leading zeros`,
				`data/callend.md:9: Code: "" is not a number from 0 to 2147483647 without leading zeros`,
			},
		},
		"number past int32": {
			"callend.md", "| 10004 | 487 |", "| 2147483648 | 487 |",
			[]string{`data/callend.md:8: Subcode: "2147483648" is not a number from 0 to 2147483647 without leading zeros`},
		},
		"leading zero": {
			"callend.md", "| 10004 | 487 |", "| 010004 | 487 |",
			[]string{`data/callend.md:8: Subcode: "010004" is not a number from 0 to 2147483647 without leading zeros`},
		},
		"unknown category": {
			"callend.md", "| ExpectedError |", "| ExpectdError |",
			[]string{`data/callend.md:8: unknown category "ExpectdError": Success, ExpectedError, UnexpectedClientError, UnexpectedServerError, or nothing; a misspelling belongs in misspelledCategories in internal/gen/table.go`},
		},
		"empty message": {
			"callend.md", "| No answer. |", "| <br> |",
			[]string{`data/callend.md:8: empty message: say what happened`},
		},
		"pair twice": {
			"callend.md", "| 10004 | 487 |", "| 0 | 0 |",
			[]string{
				`data/callend.md:8: 0/0 is already documented on line 7: keep one of the two`,
			},
		},
		"neither code nor subcode": {
			"callingsdk.md", "| 490 |", "| |",
			[]string{`data/callingsdk.md:7: neither a code nor a subcode: give one`},
		},
		"numbers without a name": {
			"callend.md", "| 0 | 0 |", "| 3 | 200 |",
			[]string{
				`data/callend.md:7: 200/3 has no outcome: add one to outcomes.csv`,
				`data/callend.md:7: 200 has no name: add it to data/codes.csv`,
				`data/callend.md:7: 3 has no name: add it to data/subcodes.csv`,
				`data/codes.csv:2: no row uses 0 (Ended): correct the number, or remove the line if it was never released`,
				`data/outcomes.csv:2: neither a row nor a code uses the outcome of 0/-: correct the numbers, or remove the line`,
				`data/outcomes.csv:5: neither a row nor a code uses the outcome of 0/0: correct the numbers, or remove the line`,
				`data/subcodes.csv:2: no row uses 0 (Unspecified): correct the number, or remove the line if it was never released`,
			},
		},
		"one name twice": {
			"subcodes.csv", "10004,AnswerTimeout", "10004,Unspecified",
			[]string{`data/subcodes.csv:3: Unspecified is already the name at data/subcodes.csv:2: give each number its own`},
		},
		"name of a code as that of a subcode": {
			"subcodes.csv", "10004,AnswerTimeout", "10004,RequestTerminated",
			[]string{`data/subcodes.csv:3: RequestTerminated is already the name at data/codes.csv:3: give each number its own`},
		},
		"one number twice": {
			"codes.csv", "490,", "487,Again,Again\n490,",
			[]string{`data/codes.csv:4: 487 comes after 487: sort the lines by number, and name each once`},
		},
		"numbers out of order": {
			"codes.csv", "0,Ended,Ended\n487,RequestTerminated,Request Terminated\n", "487,RequestTerminated,Request Terminated\n0,Ended,Ended\n",
			[]string{`data/codes.csv:3: 0 comes after 487: sort the lines by number, and name each once`},
		},
		"identifier that is not exported": {
			"subcodes.csv", "10004,AnswerTimeout", "10004,answer timeout",
			[]string{`data/subcodes.csv:3: "answer timeout" is not an exported Go identifier: start with a capital, then letters and digits`},
		},
		"registry number that is not one": {
			"subcodes.csv", "10004,AnswerTimeout", "1e4,AnswerTimeout",
			[]string{`data/subcodes.csv:3: "1e4" is not a number from 0 to 2147483647 without leading zeros`},
		},
		"registry fields missing": {
			"codes.csv", "490,NetworkIssue,Network issue", "490,NetworkIssue",
			[]string{`data/codes.csv:4: the first line has 3 fields, this one 2: add or remove some`},
		},
		"registry malformed": {
			"codes.csv", "Network issue", `Network "issue"`,
			[]string{`data/codes.csv:4: bare " in non-quoted-field: quote a field that has a comma or a quote`},
		},
		"registry without its header": {
			"subcodes.csv", "subcode,name\n", "",
			[]string{`data/subcodes.csv:1: the first line must be "subcode,name"`},
		},
		"registry without a phrase": {
			"codes.csv", "490,NetworkIssue,Network issue", "490,NetworkIssue,",
			[]string{`data/codes.csv:4: empty phrase: give the reason phrase of SIP, of HTTP or of the documentation`},
		},
		"outcome unknown": {
			"outcomes.csv", "NoAnswer", "NoAnswr",
			[]string{`data/outcomes.csv:6: unknown outcome "NoAnswr": ` + outcomes},
		},
		"outcome of nothing": {
			"outcomes.csv", ",10004,NoAnswer\n", ",10004,NoAnswer\n,,Busy\n",
			[]string{`data/outcomes.csv:7: neither a code nor a subcode: give one`},
		},
		"outcome twice": {
			"outcomes.csv", ",10004,NoAnswer\n", ",10004,NoAnswer\n,10004,Busy\n",
			[]string{`data/outcomes.csv:7: -/10004 already has an outcome on line 6: keep one of the two`},
		},
		"outcome too many": {
			"outcomes.csv", ",10004,NoAnswer\n", ",10004,NoAnswer\n490,0,Busy\n500,,Busy\n,4,Busy\n",
			[]string{
				`data/outcomes.csv:7: neither a row nor a code uses the outcome of 490/0: correct the numbers, or remove the line`,
				`data/outcomes.csv:8: neither a row nor a code uses the outcome of 500/-: correct the numbers, or remove the line`,
				`data/outcomes.csv:9: neither a row nor a code uses the outcome of -/4: correct the numbers, or remove the line`,
			},
		},
		"outcomes of a subcode differ": {
			"outcomes.csv", ",10004,NoAnswer\n", ",10004,NoAnswer\n490,10004,Busy\n",
			[]string{`data/reported.md:7: the outcome of 490/10004 is Busy, but that of 487/10004 is NoAnswer: give both the same, or add a row for the subcode alone`},
		},
		"outcome missing": {
			"outcomes.csv", ",10004,NoAnswer\n", "",
			[]string{
				`data/callend.md:8: 487/10004 has no outcome: add one to outcomes.csv`,
				`data/reported.md:7: 490/10004 has no outcome: add one to outcomes.csv`,
			},
		},
		"outcome number that is not one": {
			"outcomes.csv", ",10004,NoAnswer\n", ",x,NoAnswer\n,010004,NoAnswer\n",
			[]string{
				`data/outcomes.csv:6: "x" is not a number from 0 to 2147483647 without leading zeros`,
				`data/outcomes.csv:7: "010004" is not a number from 0 to 2147483647 without leading zeros`,
			},
		},
		"SIP status that is not a number": {
			"sip.csv", "486,", "0486,",
			[]string{`data/sip.csv:3: "0486" is not a number from 0 to 2147483647 without leading zeros`},
		},
		"SIP statuses out of range": {
			"sip.csv", "408,NoAnswer\n486,Busy\n", "99,Busy\n700,Busy\n",
			[]string{
				`data/sip.csv:2: 99 is not a SIP status: they are from 100 to 699`,
				`data/sip.csv:3: 700 is not a SIP status: they are from 100 to 699`,
			},
		},
		"SIP status twice": {
			"sip.csv", "486,", "408,",
			[]string{`data/sip.csv:3: 408 comes after 408: sort the lines by status, and give each once`},
		},
		"SIP status of a success": {
			"sip.csv", "408,NoAnswer\n486,Busy", "408,Completed\n486,AnsweredElsewhere",
			[]string{
				`data/sip.csv:2: Completed is a success, which no SIP status makes: write Unknown, or remove the line`,
				`data/sip.csv:3: AnsweredElsewhere is a success, which no SIP status makes: write Unknown, or remove the line`,
			},
		},
		"SIP outcome unknown": {
			"sip.csv", "Busy", "busy",
			[]string{`data/sip.csv:3: unknown outcome "busy": ` + outcomes},
		},
		"reported pair that is documented": {
			"reported.md", "| 10004 | 490 |", "| 10004 | 487 |",
			[]string{`data/reported.md:7: 487/10004 is documented at data/callend.md:8: remove this row, or say there what it adds`},
		},
		"cell with other Markdown": {
			"callend.md", "| No answer. |", "| _No_ answer. |",
			[]string{`data/callend.md:8: Message: "_N" is not read: remove the mark, or write it as an entity such as &#42;; the only escape is \|`},
		},
		"tag": {
			"callend.md", "| No answer. |", "| <b>No</b> answer. |",
			[]string{`data/callend.md:8: Message: "<b>No</b>" is not read: remove the tag, or write < as &lt;`},
		},
		"other line break": {
			"callend.md", "| No answer. |", "| No<br />answer. |",
			[]string{`data/callend.md:8: Message: "<br />" is not read: write a line break as <br>`},
		},
		"link that is not closed": {
			"callend.md", "https://example.com/retries)", "https://example.com/retries",
			[]string{`data/callend.md:8: Advice: "[retries](https://example.com/retries." is not read: write a link as [text](https://…), with the whole address`},
		},
		"relative address": {
			"callend.md", "https://example.com/retries", "../../retries.md",
			[]string{`data/callend.md:8: Advice: "[retries](../../retries.md)" is not read: write a link as [text](https://…), with the whole address`},
		},
		"unknown entity": {
			"callend.md", "| No answer. |", "| No &answer; |",
			[]string{`data/callend.md:8: Message: unknown entity &answer;: write & as &amp;`},
		},
		"cell with an invisible character": {
			"callend.md", "| No answer. |", "| No\u202e answer. |",
			[]string{`data/callend.md:8: invisible character U+202E: remove it`},
		},
		"link among the numbers": {
			"callend.md", "| 10004 |", "| [10004](https://example.com) |",
			[]string{`data/callend.md:8: Subcode: "[10004](https://example.com)" is not a number from 0 to 2147483647 without leading zeros`},
		},
		"source without a page": {
			"reported.md", "[an issue](https://example.com/issue)", "an issue",
			[]string{`data/reported.md:7: Source: "an issue" is not one link: write [text](https://…)`},
		},
		"source with more than a page": {
			"reported.md", "[an issue](https://example.com/issue)", "see [an issue](https://example.com/issue)",
			[]string{`data/reported.md:7: Source: "see an issue" is not one link: write [text](https://…)`},
		},
		"empty table": {
			"callingsdk.md", "| | 490 | Network. |\n", "",
			[]string{`data/callingsdk.md:5: empty table: add rows below it, or remove it`},
		},
		"missing line of dashes": {
			"callingsdk.md", "|---|---|---|\n| | 490 | Network. |\n", "",
			[]string{`data/callingsdk.md:5: a row outside a table: put a header and a line of dashes above it, with no blank line between`},
		},
		"blank line in a table": {
			"callend.md", "| 10004 |", "\n| 10004 |",
			[]string{`data/callend.md:9: a row outside a table: put a header and a line of dashes above it, with no blank line between`},
		},
		"row without bars at its ends": {
			"callingsdk.md", "| | 490 | Network. |", "40101 | 490 | Network.",
			[]string{`data/callingsdk.md:7: the header has 3 cells, this line 0: start and end a row with a bar, write one in a text as \|, and put a blank line after the table`},
		},
		"empty file": {
			"callingsdk.md", "", "",
			[]string{
				`data/callingsdk.md:1: no title: start the file with a "# " heading`,
				`data/callingsdk.md:1: no source: add a line "Source: <https://…>" with the address of the page`,
			},
		},
		"file without a table": {
			"callingsdk.md", "", "# Calling SDK\n\nSource: <https://example.com>\n",
			[]string{`data/callingsdk.md:1: no table: add a pipe table with the columns Subcode, Code and Message`},
		},
		"source that is not an address": {
			"callend.md", "<https://example.com/callend>", "the documentation",
			[]string{`data/callend.md:1: no source: add a line "Source: <https://…>" with the address of the page`},
		},
		"not UTF-8": {
			"callend.md", "No answer.", "No answer\xff.",
			[]string{`data/callend.md:8: not UTF-8: save the file as UTF-8`},
		},
		"control character": {
			"callend.md", "No answer.", "No \x1b[31manswer.",
			[]string{`data/callend.md:8: invisible character U+001B: remove it`},
		},
		"table that nobody reads": {
			"other.md", "", "# Other\n",
			[]string{`data/other.md:1: not a table of the package: add it to documentedTables in internal/gen/load.go, or remove the file`},
		},
		"everything at once": {
			"callend.md", "| 0 | 0 | Ended. | Success | |\n| 10004 |", "| x | 0 | | Good | [a](b |\n| 10005 |",
			[]string{
				`data/callend.md:7: Advice: "[a](b" is not read: write a link as [text](https://…), with the whole address`,
				`data/callend.md:7: unknown category "Good": Success, ExpectedError, UnexpectedClientError, UnexpectedServerError, or nothing; a misspelling belongs in misspelledCategories in internal/gen/table.go`,
				`data/callend.md:7: empty message: say what happened`,
				`data/callend.md:7: Subcode: "x" is not a number from 0 to 2147483647 without leading zeros`,
				`data/callend.md:8: 487/10005 has no outcome: add one to outcomes.csv`,
				`data/callend.md:8: 10005 has no name: add it to data/subcodes.csv`,
			},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			files := maps.Clone(smallData)
			if tt.old == "" {
				files[tt.file] = tt.new
			} else if strings.Count(files[tt.file], tt.old) != 1 {
				t.Fatalf("%q must be in %s once", tt.old, tt.file)
			} else {
				files[tt.file] = strings.Replace(files[tt.file], tt.old, tt.new, 1)
			}
			checkFaults(t, files, tt.want)
		})
	}
}

// A generator in the wrong directory must not take every outcome for a typo.
func TestMissingPackage(t *testing.T) {
	if _, err := load(filepath.Join(root, "data"), t.TempDir()); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("error %v, want one line each for category.go and outcome.go", err)
	}
}

func TestMissingFiles(t *testing.T) {
	files := []string{"codes.csv", "outcomes.csv", "sip.csv", "subcodes.csv"}
	for _, documented := range documentedTables {
		files = append(files, documented.file)
	}
	slices.Sort(files)
	var want []string
	for _, file := range files {
		want = append(want, "data/"+file+":1: the file is missing: put it back")
	}
	checkFaults(t, nil, want)
}

// checkFaults runs the generator and expects just these faults, and nothing written.
func checkFaults(t *testing.T, files map[string]string, want []string) {
	t.Helper()
	parent, out := writeData(t, files), t.TempDir()
	t.Chdir(parent)
	var stderr strings.Builder
	if exitStatus := run([]string{"-out", out}, &stderr); exitStatus != 1 {
		t.Errorf("exit status %d, want 1", exitStatus)
	}
	got := strings.Split(strings.TrimSuffix(filepath.ToSlash(stderr.String()), "\n"), "\n")
	if !slices.Equal(got, want) {
		t.Errorf("faults\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if written, err := os.ReadDir(out); err != nil || len(written) > 0 {
		t.Errorf("written: %v, %v", written, err)
	}
}

func TestCommandLine(t *testing.T) {
	tests := map[string]struct {
		args       []string
		exitStatus int
		want       string
	}{
		"help":     {[]string{"-h"}, 0, "Usage of gen:"},
		"flag":     {[]string{"-x"}, 2, "flag provided but not defined: -x"},
		"argument": {[]string{"data"}, 2, `gen: unexpected argument "data"; try: go run ./internal/gen -data data -out .`},
		"no out":   {[]string{"-out", "absent"}, 1, "no such file or directory"},
		"no data":  {[]string{"-data", "absent"}, 1, filepath.Join("absent", "codes.csv") + ":1: the file is missing: put it back"},
	}
	t.Chdir(root)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var stderr strings.Builder
			if exitStatus := run(tt.args, &stderr); exitStatus != tt.exitStatus || !strings.Contains(stderr.String(), tt.want) {
				t.Errorf("exit status %d, want %d, with\n%s", exitStatus, tt.exitStatus, stderr.String())
			}
		})
	}
}

// A row for the subcode alone says what it means under any code, so that its outcome may differ by code.
func TestOutcomesOfASubcodeMayDiffer(t *testing.T) {
	files := maps.Clone(smallData)
	files["callend.md"] += "| 10004 | | No answer. | | |\n"
	files["outcomes.csv"] += "490,10004,Busy\n"
	src, err := load(filepath.Join(writeData(t, files), "data"), root)
	if err != nil {
		t.Fatal(err)
	}
	if got := src.bySubcode[10004].pair; got != (pair{noNumber, 10004}) {
		t.Errorf("the row of subcode 10004 is %v, want that for the subcode alone", got)
	}
}

// TestFailureLeavesTheOldFiles makes one of the files impossible to write.
func TestFailureLeavesTheOldFiles(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "a.go"), "old")
	if err := replaceFiles(dir, map[string][]byte{"a.go": []byte("new"), "absent/b.go": []byte("new")}); err == nil {
		t.Error("wrote a file into a directory that does not exist")
	}
	if got := readFile(t, filepath.Join(dir, "a.go")); got != "old" {
		t.Errorf("a.go is %q", got)
	}
	if present, err := os.ReadDir(dir); err != nil || len(present) != 1 {
		t.Errorf("files %v, want a.go alone; %v", present, err)
	}
}

// TestLinksAreNotFollowed puts symbolic links where the generator writes.
func TestLinksAreNotFollowed(t *testing.T) {
	dir, elsewhere := t.TempDir(), filepath.Join(t.TempDir(), "elsewhere")
	writeFile(t, elsewhere, "old")
	for _, name := range []string{"a.go", "a.go.tmp"} {
		if err := os.Symlink(elsewhere, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := replaceFiles(dir, map[string][]byte{"a.go": []byte("new")}); err != nil {
		t.Fatal(err)
	}
	if got := readFile(t, elsewhere); got != "old" {
		t.Errorf("the file elsewhere is %q", got)
	}
	info, err := os.Lstat(filepath.Join(dir, "a.go"))
	if err != nil || info.Mode() != 0o644 || readFile(t, filepath.Join(dir, "a.go")) != "new" {
		t.Errorf("a.go: %v, %v", info.Mode(), err)
	}
}
