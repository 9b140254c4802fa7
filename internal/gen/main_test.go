package main

import (
	"io"
	"maps"
	"os"
	"os/exec"
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
| 10004 | 487 | No answer. | ExpectedError | See [retries](../../retries.md). |
| | 487, 490 | Canceled. | | Expected. |
`,
	"callingsdk.md": `# Calling SDK

Source: https://example.com/callingsdk

| Subcode | Code | Message |
|---|---|---|
| | 490 | Network. |
`,
	"codes.csv":    "code,name,phrase\n0,None,No error\n487,RequestTerminated,Request Terminated\n490,NetworkIssue,Network issue\n",
	"subcodes.csv": "subcode,name\n0,None\n10004,AnswerTimeout\n",
	"outcomes.csv": "code,subcode,outcome\n0,,Completed\n487,,Canceled\n490,,ConnectionFailure\n0,0,Completed\n,10004,NoAnswer\n",
	"README.md":    "# Not a table\n",
}

// The tables that no test breaks have a row each.
func init() {
	for _, documented := range documentedTables {
		if smallData[documented.file] == "" {
			smallData[documented.file] = "# More\n\nSource: https://example.com/more\n\n| Subcode | Code | Message |\n|---|---|---|\n| | 490 | Network. |\n"
		}
	}
}

// writeData writes files to a new directory named data, and returns its parent.
func writeData(t *testing.T, files map[string]string) (parent string) {
	t.Helper()
	parent = t.TempDir()
	if err := os.Mkdir(filepath.Join(parent, "data"), 0o755); err != nil {
		t.Fatal(err)
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
	src, err := load(filepath.Join(root, "data"))
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

// TestOutputCompiles builds the package from its hand-written files and what the generator makes of small data.
func TestOutputCompiles(t *testing.T) {
	parent := writeData(t, smallData)
	module := t.TempDir()
	goFiles, err := filepath.Glob(filepath.Join(root, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(goFiles, filepath.Join(root, "go.mod")) {
		content := readFile(t, path)
		if !strings.HasSuffix(path, "_test.go") && !strings.HasPrefix(content, "// Code generated") {
			writeFile(t, filepath.Join(module, filepath.Base(path)), content)
		}
	}
	if err := os.CopyFS(filepath.Join(module, "internal"), os.DirFS(filepath.Join(root, "internal"))); err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	if exitStatus := run([]string{"-data", filepath.Join(parent, "data"), "-out", module}, io.Discard, &stderr); exitStatus != 0 {
		t.Fatalf("exit status %d: %s", exitStatus, stderr.String())
	}
	writeFile(t, filepath.Join(module, "small_test.go"), `package acscodes

import "testing"

func TestSmall(t *testing.T) {
	e, ok := Lookup(CodeRequestTerminated, SubcodeAnswerTimeout)
	if !ok || e.Message != "No answer." || e.Advice != "See retries." || e.Category != CategoryExpectedError || e.Table != TableCallEnd {
		t.Errorf("%+v %v", e, ok)
	}
	if e.Outcome != OutcomeNoAnswer || Classify(490, 1).Outcome != OutcomeConnectionFailure {
		t.Errorf("%v, %v", e, Classify(490, 1))
	}
	if links := e.Links(); len(links) != 1 || links[0].URL != "https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/retries" {
		t.Errorf("%+v", links)
	}
	if e, _ := Lookup(CodeNetworkIssue, NoSubcode); e.Table != TableCallEnd {
		t.Errorf("%+v", e)
	}
}
`)
	command := exec.Command("go", "test", ".")
	command.Dir = module
	command.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if output, err := command.CombinedOutput(); err != nil {
		t.Errorf("go test: %v\n%s", err, output)
	}
}

func TestFaults(t *testing.T) {
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
			[]string{
				`data/callingsdk.md:5: unknown column "Notes": the columns are Subcode, Code, Message, Result category, Advice and Source`,
				`data/callingsdk.md:6: 3 cells of dashes below 4 columns`,
				`data/callingsdk.md:7: 3 cells where the header has 4: write a bar in a text as \|, and put a blank line after the table`,
			},
		},
		"too many cells": {
			"callend.md", "| Ended. |", "| Ended | or not. |",
			[]string{`data/callend.md:7: 6 cells where the header has 5: write a bar in a text as \|, and put a blank line after the table`},
		},
		"text right below a table": {
			"callingsdk.md", "| Network. |\n", "| Network. |\nMore about networks.\n",
			[]string{`data/callingsdk.md:8: 1 cell where the header has 3: write a bar in a text as \|, and put a blank line after the table`},
		},
		"subcode that is not a number": {
			"callend.md", "| 10004 | 487 |", "| 10 004 | 487 |",
			[]string{`data/callend.md:8: Subcode: "10 004" is not a number from 0 to 2147483647`},
		},
		"code that is not a number": {
			"callend.md", "| 487, 490 |", "| 487, -1, 49O, |",
			[]string{
				`data/callend.md:9: Code: "-1" is not a number from 0 to 2147483647`,
				`data/callend.md:9: Code: "49O" is not a number from 0 to 2147483647`,
				`data/callend.md:9: Code: "" is not a number from 0 to 2147483647`,
			},
		},
		"number past int32": {
			"callend.md", "| 10004 | 487 |", "| 2147483648 | 487 |",
			[]string{`data/callend.md:8: Subcode: "2147483648" is not a number from 0 to 2147483647`},
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
				`data/callend.md:7: 200/3 has no outcome: add one to data/outcomes.csv`,
				`data/callend.md:7: 200 has no name: add it to data/codes.csv`,
				`data/callend.md:7: 3 has no name: add it to data/subcodes.csv`,
				`data/codes.csv:2: no row uses 0 (None): correct the number, or remove the line if it was never released`,
				`data/outcomes.csv:2: neither a row nor a code uses the outcome of 0/-: correct the numbers, or remove the line`,
				`data/outcomes.csv:5: neither a row nor a code uses the outcome of 0/0: correct the numbers, or remove the line`,
				`data/subcodes.csv:2: no row uses 0 (None): correct the number, or remove the line if it was never released`,
			},
		},
		"one name twice": {
			"subcodes.csv", "10004,AnswerTimeout", "10004,None",
			[]string{`data/subcodes.csv:3: None is already the name on line 2: give each number its own`},
		},
		"one number twice": {
			"codes.csv", "490,", "487,Again,Again\n490,",
			[]string{`data/codes.csv:4: 487 is already named on line 3: keep one of the two`},
		},
		"numbers out of order": {
			"codes.csv", "0,None,No error\n487,RequestTerminated,Request Terminated\n", "487,RequestTerminated,Request Terminated\n0,None,No error\n",
			[]string{`data/codes.csv:3: 0 comes after 487: sort the lines by number`},
		},
		"identifier that is not exported": {
			"subcodes.csv", "10004,AnswerTimeout", "10004,answer timeout",
			[]string{`data/subcodes.csv:3: "answer timeout" is not an exported Go identifier: start with a capital, then letters and digits`},
		},
		"registry number that is not one": {
			"subcodes.csv", "10004,AnswerTimeout", "1e4,AnswerTimeout",
			[]string{`data/subcodes.csv:3: "1e4" is not a number from 0 to 2147483647`},
		},
		"registry fields missing": {
			"codes.csv", "490,NetworkIssue,Network issue", "490,NetworkIssue",
			[]string{`data/codes.csv:4: 2 fields where the first line has 3`},
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
			[]string{`data/outcomes.csv:6: unknown outcome "NoAnswr": ` + strings.Join(outcomeNames, ", ")},
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
			"outcomes.csv", ",10004,NoAnswer\n", ",10004,NoAnswer\n490,10004,Busy\n500,,Busy\n,4,Busy\n",
			[]string{
				`data/outcomes.csv:7: neither a row nor a code uses the outcome of 490/10004: correct the numbers, or remove the line`,
				`data/outcomes.csv:8: neither a row nor a code uses the outcome of 500/-: correct the numbers, or remove the line`,
				`data/outcomes.csv:9: neither a row nor a code uses the outcome of -/4: correct the numbers, or remove the line`,
			},
		},
		"outcome missing": {
			"outcomes.csv", ",10004,NoAnswer\n", "",
			[]string{`data/callend.md:8: 487/10004 has no outcome: add one to data/outcomes.csv`},
		},
		"outcome number that is not one": {
			"outcomes.csv", ",10004,", ",x,",
			[]string{`data/outcomes.csv:6: "x" is not a number from 0 to 2147483647`},
		},
		"cell with other Markdown": {
			"callend.md", "| No answer. |", "| _No_ answer. |",
			[]string{`data/callend.md:8: Message: "_N" looks like Markdown or HTML that the generator does not read: remove it, or write its marks as \* and &lt;`},
		},
		"cell with an invisible character": {
			"callend.md", "| No answer. |", "| No\u202e answer. |",
			[]string{`data/callend.md:8: invisible character U+202E: remove it`},
		},
		"link that cannot be resolved": {
			"callend.md", "../../retries.md", "mailto:support@example.com",
			[]string{`data/callend.md:8: Advice: the link to "mailto:support@example.com" cannot be resolved: neither http:// nor https:// with a host`},
		},
		"link among the numbers": {
			"callend.md", "| 10004 |", "| [10004](https://example.com) |",
			[]string{`data/callend.md:8: Subcode: a link here would be lost: move it to the message or the advice`},
		},
		"source without a page": {
			"callingsdk.md", "| Message |\n|---|---|---|\n| | 490 | Network. |", "| Message | Source |\n|---|---|---|---|\n| | 490 | Network. | somewhere |",
			[]string{`data/callingsdk.md:7: Source: "somewhere" names no page: write [text](address)`},
		},
		"empty table": {
			"callingsdk.md", "| | 490 | Network. |\n", "",
			[]string{`data/callingsdk.md:5: empty table: add rows below it, or remove it`},
		},
		"missing table": {
			"callingsdk.md", "|---|---|---|\n| | 490 | Network. |\n", "",
			[]string{
				`data/callingsdk.md:1: no table: add a pipe table with the columns Subcode, Code and Message`,
				`data/callingsdk.md:5: a row outside a table: put a header and a line of dashes above it, with no blank line between`,
			},
		},
		"blank line in a table": {
			"callend.md", "| 10004 |", "\n| 10004 |",
			[]string{`data/callend.md:9: a row outside a table: put a header and a line of dashes above it, with no blank line between`},
		},
		"blank line in a table without bars at its ends": {
			"callend.md", "| 10004 | 487 | No answer. | ExpectedError | See [retries](../../retries.md). |", "\n10004 | 487 | No answer. | ExpectedError |",
			[]string{`data/callend.md:9: a row outside a table: put a header and a line of dashes above it, with no blank line between`},
		},
		"empty file": {
			"callingsdk.md", "", "",
			[]string{
				`data/callingsdk.md:1: no table: add a pipe table with the columns Subcode, Code and Message`,
				`data/callingsdk.md:1: no title: start the file with a "# " heading`,
				`data/callingsdk.md:1: no source: add a line "Source: <https://…>" with the address of the page`,
			},
		},
		"source that is not an address": {
			"callend.md", "<https://example.com/callend>", "the documentation",
			[]string{`data/callend.md:3: no address of a page: write Source: <https://…>`},
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
				`data/callend.md:7: Advice: "](" looks like Markdown or HTML that the generator does not read: remove it, or write its marks as \* and &lt;`,
				`data/callend.md:7: unknown category "Good": Success, ExpectedError, UnexpectedClientError, UnexpectedServerError, or nothing; a misspelling belongs in misspelledCategories in internal/gen/table.go`,
				`data/callend.md:7: empty message: say what happened`,
				`data/callend.md:7: Subcode: "x" is not a number from 0 to 2147483647`,
				`data/callend.md:8: 487/10005 has no outcome: add one to data/outcomes.csv`,
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

func TestMissingFiles(t *testing.T) {
	files := []string{"codes.csv", "outcomes.csv", "subcodes.csv"}
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
	if exitStatus := run([]string{"-out", out}, io.Discard, &stderr); exitStatus != 1 {
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
		"no out":   {[]string{"-data", filepath.Join(root, "data"), "-out", filepath.Join(root, "absent")}, 1, "no such file or directory"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var stderr strings.Builder
			if exitStatus := run(tt.args, io.Discard, &stderr); exitStatus != tt.exitStatus || !strings.Contains(stderr.String(), tt.want) {
				t.Errorf("exit status %d, want %d, with\n%s", exitStatus, tt.exitStatus, stderr.String())
			}
		})
	}
}

func TestOutcomesOfASubcode(t *testing.T) {
	files := maps.Clone(smallData)
	files["callend.md"] = strings.Replace(files["callend.md"], "| | 487, 490 |", "| 10004 | 490 | Busy. | | |\n| | 487, 490 |", 1)
	files["outcomes.csv"] += "490,10004,Busy\n"
	checkFaults(t, files, []string{
		"data/callend.md:9: the outcome of 490/10004 is Busy, but that of 487/10004 is NoAnswer: give both the same, or add a row for the subcode alone",
	})

	files["callend.md"] += "| 10004 | | No answer. | | |\n"
	parent := writeData(t, files)
	if _, err := load(filepath.Join(parent, "data")); err != nil {
		t.Errorf("with a row for the subcode alone: %v", err)
	}
}

// TestFailureLeavesTheOldFiles makes one of the files impossible to write.
func TestFailureLeavesTheOldFiles(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "a.go"), "old")
	if err := os.Mkdir(filepath.Join(dir, "b.go.tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := replaceFiles(dir, map[string][]byte{"a.go": []byte("new"), "b.go": []byte("new")}); err == nil {
		t.Error("wrote a file where a directory is")
	}
	if got := readFile(t, filepath.Join(dir, "a.go")); got != "old" {
		t.Errorf("a.go is %q", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "a.go.tmp")); err == nil {
		t.Error("a.go.tmp is left behind")
	}
}
