package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// editedPage is the call end page of smallData as a new edition in the documentation's raw Markdown.
const editedPage = `## Call end codes

|Subcode|Code|Message|Result Categories|Advice|
|--- |--- |--- |--- |--- |
|0|0|**Ended.**|Success||
|10004|487|No answer.|ExpectedError|See [retries](../../retries.md).|
||487, 490|Canceled.||Expected.|
`

func TestDrift(t *testing.T) {
	const differ = "gen: the page and the data differ\n"
	tests := map[string]struct {
		old, new string // what the new edition replaces
		stdout   string
		stderr   string // exit status 1 where there is some
	}{
		"the same in another form": {"", "", "new.md against data/callend.md: 0 differences\n", ""},
		"added": {
			"||487, 490|", "|10005|487|No answer,<br>again.|||\n||487, 490|",
			"new.md against data/callend.md: 1 difference\n" +
				"added    487/10005 (new.md:7): \"No answer,\\nagain.\"\n",
			differ,
		},
		"gone": {
			"|10004|487|No answer.|ExpectedError|See [retries](../../retries.md).|\n", "",
			"new.md against data/callend.md: 1 difference\n" +
				"gone     487/10004 (data/callend.md:8): \"No answer.\"\n",
			differ,
		},
		"one code of a list gone, another added": {
			"487, 490", "490, 491",
			"new.md against data/callend.md: 2 differences\n" +
				"gone     487/- (data/callend.md:9): \"Canceled.\"\n" +
				"added    491/- (new.md:7): \"Canceled.\"\n",
			differ,
		},
		"message": {
			"No answer.", "No answer yet.",
			"new.md against data/callend.md: 1 difference\n" +
				"changed  487/10004 (data/callend.md:8, new.md:6): Message\n  old  \"No answer.\"\n  new  \"No answer yet.\"\n",
			differ,
		},
		"category": {
			"|ExpectedError|", "||",
			"new.md against data/callend.md: 1 difference\n" +
				"changed  487/10004 (data/callend.md:8, new.md:6): Result category\n  old  \"ExpectedError\"\n  new  \"\"\n",
			differ,
		},
		"advice": {
			"Expected.|", "Expected behavior.|",
			"new.md against data/callend.md: 2 differences\n" +
				"changed  487/- (data/callend.md:9, new.md:7): Advice\n  old  \"Expected.\"\n  new  \"Expected behavior.\"\n" +
				"changed  490/- (data/callend.md:9, new.md:7): Advice\n  old  \"Expected.\"\n  new  \"Expected behavior.\"\n",
			differ,
		},
		"address of a link": {
			"../../retries.md", "../../retry.md",
			"new.md against data/callend.md: 1 difference\n" +
				"changed  487/10004 (data/callend.md:8, new.md:6): Links\n" +
				"  old  \"[retries](https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/retries)\"\n" +
				"  new  \"[retries](https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/retry)\"\n",
			differ,
		},
		"a fault in the page": {
			"|Success|", "|Sucess|",
			"new.md against data/callend.md: 1 difference\n" +
				"changed  0/0 (data/callend.md:7, new.md:5): Result category\n  old  \"Success\"\n  new  \"Sucess\"\n",
			"new.md:5: unknown category \"Sucess\": Success, ExpectedError, UnexpectedClientError, UnexpectedServerError, or nothing; a misspelling belongs in misspelledCategories in internal/gen/table.go\n",
		},
		"a pair twice": {
			"||487, 490|", "|0|0|Ended.|Success||\n||487, 490|",
			"new.md against data/callend.md: 0 differences\n",
			"new.md:7: 0/0 is already documented on line 5: keep one of the two\n",
		},
		"another page": {
			editedPage, "|Subcode|Code|Message|\n|-|-|-|\n|1|2|x|\n",
			"", "new.md:3: this table shares no row with any in data: compare a page that one of them comes from\n",
		},
		"no text": {editedPage, "\xff", "", "new.md:1: not UTF-8: save the file as UTF-8\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			parent := writeData(t, smallData)
			writeFile(t, filepath.Join(parent, "new.md"), strings.Replace(editedPage, tt.old, tt.new, 1))
			t.Chdir(parent)
			var stdout, stderr strings.Builder
			exitStatus := run([]string{"-drift", "new.md"}, &stdout, &stderr)
			if got := filepath.ToSlash(stdout.String()); got != tt.stdout {
				t.Errorf("stdout\n%s\nwant\n%s", got, tt.stdout)
			}
			if got := filepath.ToSlash(stderr.String()); got != tt.stderr {
				t.Errorf("stderr\n%s\nwant\n%s", got, tt.stderr)
			}
			if failed := exitStatus == 1; failed != (tt.stderr != "") {
				t.Errorf("exit status %d", exitStatus)
			}
		})
	}
}

// TestDriftOfAWholePage compares a page that has all tables in data: as they are, and as a new edition with a column more,
// a row changed, one added and one gone, and all words of the tables that are in ours replaced.
func TestDriftOfAWholePage(t *testing.T) {
	parent := t.TempDir()
	if err := os.CopyFS(filepath.Join(parent, "data"), os.DirFS(filepath.Join(root, "data"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(parent)
	var page strings.Builder
	for _, documented := range documentedTables {
		content := readFile(t, filepath.Join("data", documented.file))
		page.WriteString(content[strings.Index(content, "\n| Subcode"):] + "\n## Next\n")
	}
	drift := func(page string) (stdout, stderr string) {
		writeFile(t, "page.md", page)
		var out, err strings.Builder
		run([]string{"-drift", "page.md"}, &out, &err)
		return filepath.ToSlash(out.String()), filepath.ToSlash(err.String())
	}

	stdout, stderr := drift(page.String())
	if got := strings.Count(stdout, ": 0 differences\n"); got != len(documentedTables) || strings.Count(stdout, "\n") != got || stderr != "" {
		t.Errorf("compared with itself, the page gives\n%s%s", stdout, stderr)
	}

	core, own, _ := strings.Cut(page.String(), "\n## Next\n")
	sdk, own, _ := strings.Cut(own, "\n## Next\n")
	core = strings.NewReplacer(
		"| 0 | 0 | Call ended successfully by local participant.", "| 0 | 0 | Call ended.",
		"| 4097 | 0 | Call ended for all users by the meeting organizer. | Success | |\n", "",
		"| 4506 | 408 |", "| 4505 | 408 | New. | | |\n| 4506 | 408 |",
		"https://learn.microsoft.com/azure/communication-services/concepts/voice-video-calling/network-requirements", "../../../concepts/voice-video-calling/network-requirements.md",
		"https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/references/", "references/",
	).Replace(core)
	core = regexp.MustCompile(`(?m)^(\|.*\|)$`).ReplaceAllString(core, "$1 More |")
	core = strings.NewReplacer("|---| More |", "|---|---|", "Advice | More |", "Advice | Callback Event |").Replace(core)
	own = strings.NewReplacer("The ", "Our ", "Check", "Look at").Replace(own)

	stdout, stderr = drift(core + "\n" + sdk + "\n" + own)
	want := []string{
		"page.md against data/callend.md: 3 differences",
		"changed  0/0 (data/callend.md:10, page.md:4): Message", `  old  "Call ended successfully by local participant."`, `  new  "Call ended."`,
		`gone     0/4097 (data/callend.md:18): "Call ended for all users by the meeting organizer."`,
		`added    408/4505 (page.md:13): "New."`,
		"page.md against data/callingsdk.md: 0 differences",
	}
	for _, documented := range documentedTables[2:] {
		want = append(want, "page.md against data/"+documented.file+": 0 differences")
	}
	if got := strings.TrimSpace(stdout); got != strings.Join(want, "\n") {
		t.Errorf("stdout\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	if want := `page.md:2: unknown column "Callback Event": the columns are Subcode, Code, Message, Result category, Advice and Source` + "\n"; stderr != want {
		t.Errorf("stderr\n%s\nwant\n%s", stderr, want)
	}
}
