package main

// Small data for all tests, and what the generator makes of good data and of none.

import (
	"maps"
	"os"
	"path/filepath"
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
	for _, t := range documentedTables {
		if name := filepath.Base(t.path); smallData[name] == "" {
			smallData[name] = "# More\n\nSource: <https://example.com/more>\n\n| Subcode | Code | Message |\n|---|---|---|\n| | 490 | Network. |\n"
		}
	}
}

// inPackage makes a directory with these files in data, and what the generator reads of the package, the working directory.
func inPackage(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"category.go", "outcome.go"} {
		writeFile(t, filepath.Join(dir, name), readFile(t, filepath.Join(root, name)))
	}
	for name, content := range files {
		writeFile(t, filepath.Join(dir, "data", name), content)
	}
	t.Chdir(dir)
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
	t.Chdir(root)
	src, err := load()
	if err != nil {
		t.Fatal(err)
	}
	files, err := emit(src)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if readFile(t, name) != string(want) {
			t.Errorf("%s is not what the generator writes: run go generate ./...", name)
		}
	}
}

// Files that were saved on Windows, with other line ends, make the same Go.
func TestLineEnds(t *testing.T) {
	windows := make(map[string]string)
	for name, content := range smallData {
		windows[name] = strings.ReplaceAll(content, "\n", "\r\n")
	}
	generated := make(map[string]string)
	for name, files := range map[string]map[string]string{"Unix": smallData, "Windows": windows} {
		t.Run(name, func(t *testing.T) {
			inPackage(t, files)
			if err := generate(); err != nil {
				t.Fatal(err)
			}
			generated[name] = readFile(t, "codes.go") + readFile(t, "subcodes.go") + readFile(t, "table.go")
		})
	}
	if generated["Unix"] != generated["Windows"] {
		t.Errorf("Unix\n%s\nWindows\n%s", generated["Unix"], generated["Windows"])
	}
}

// A generator in the wrong directory must not take every outcome for a typo.
func TestMissingPackage(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := load(); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("error %v, want one line each for category.go and outcome.go", err)
	}
}

func TestMissingFiles(t *testing.T) {
	inPackage(t, nil)
	_, err := load()
	for name := range smallData {
		if want := "data/" + name + ":1: this file is needed"; name != "README.md" && !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}

// A row for the subcode alone says what it means under any code, so that its outcome may differ by code.
func TestOutcomesOfASubcodeMayDiffer(t *testing.T) {
	files := maps.Clone(smallData)
	files["callend.md"] += "| 10004 | | No answer. | | |\n"
	files["outcomes.csv"] += "490,10004,Busy\n"
	inPackage(t, files)
	src, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if got := src.BySubcode[10004].pair; got != (pair{noNumber, 10004}) {
		t.Errorf("the row of subcode 10004 is %v, want that for the subcode alone", got)
	}
}
