package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/acscodes"
)

const listOf487 = `CODE  SUBCODE  NAME                       CATEGORY
 487        0  RequestTerminated          Success
 487    10003  AcceptedElsewhere          Success
 487    10004  AnswerTimeout              ExpectedError
 487    10024  AllEndpointsDeclined10024  Success
 487   540487  PSTNCallerCanceled         Success
`

const wideListOf600 = `CODE  SUBCODE  NAME            CATEGORY               MESSAGE
 600           BusyEverywhere                         Busy everywhere. Participant contac…
`

const markdownOf40606 = `# Azure Communication Services: why calls end

## Azure Communication Services Calling SDK client error codes and subcodes

Source: <https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes>

| Subcode | Code | Name | Message | Result category | Advice |
|---|---|---|---|---|---|
| 40606 | 405 | SpeakerEnumerationUnsupported | Failed to enumerate speakers, it isn't supported to enumerate/select speakers on Android Chrome, iOS Safari, nor macOS Safari. | ExpectedError | Speaker enumeration/selection isn't supported on Android Chrome, iOS Safari, nor macOS Safari. The operating system automatically selects the speaker (output device).<br><br>Learn more about [device management](https://learn.microsoft.com/azure/communication-services/how-tos/calling-sdk/manage-video?pivots=platform-web#device-management) and how to best mitigate these issues. |
| 43209 | 405 | RendererDisposedDuringInit | Failed to render video stream, VideoStreamRenderer was disposed during initialization process. | ExpectedError |  |
`

func TestList(t *testing.T) {
	tests := map[string]struct {
		args    []string
		columns int
		want    string
	}{
		"a code":           {[]string{"-list", "-code", "487", "-table", "callend"}, 80, listOf487},
		"wide":             {[]string{"-list", "-code", "600"}, 90, wideListOf600},
		"several filters":  {[]string{"-list", "-code", "487", "-category", "expectederror", "-table", "CALLEND"}, 60, "CODE  SUBCODE  NAME           CATEGORY\n 487    10004  AnswerTimeout  ExpectedError\n"},
		"without category": {[]string{"-list", "-code", "404", "-category", "Unknown", "-table", "callend"}, 60, "CODE  SUBCODE  NAME      CATEGORY\n 404           NotFound\n"},
		"a search":         {[]string{"-list", "-search", "spam marked"}, 60, "CODE  SUBCODE  NAME           CATEGORY\n 403   510403  BlockedAsSpam  ExpectedError\n"},
		"as a page":        {[]string{"-list", "-markdown", "-code", "405", "-table", "callingsdk"}, 80, markdownOf40606},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			checkOutput(t, runCommand(tt.columns, "", tt.args...), result{tt.want, "", exitSuccess})
		})
	}
}

func TestListHasEveryRow(t *testing.T) {
	rows := slices.Collect(acscodes.All())

	t.Run("as a table", func(t *testing.T) {
		got := runCommand(80, "", "-list")
		if lines := strings.Count(got.stdout, "\n"); lines != len(rows)+1 {
			t.Errorf("%d lines for %d rows", lines, len(rows))
		}
	})
	t.Run("as JSON", func(t *testing.T) {
		got := runCommand(80, "", "-list", "-json")
		var entries []json.RawMessage
		if err := json.Unmarshal([]byte(got.stdout), &entries); err != nil || len(entries) != len(rows) {
			t.Fatalf("%d entries, %v", len(entries), err)
		}
		for i, row := range rows {
			var entry, want any
			text, _ := json.Marshal(row)
			_ = json.Unmarshal(text, &want)
			_ = json.Unmarshal(entries[i], &entry)
			if fmt.Sprint(entry) != fmt.Sprint(want) {
				t.Errorf("%v, want %v", entry, want)
			}
		}
	})
	t.Run("as a page", func(t *testing.T) {
		got := runCommand(80, "", "-list", "-markdown")
		links := 0
		for _, row := range rows {
			links += len(row.Links())
		}
		if found := len(regexp.MustCompile(`\]\(https://`).FindAllString(got.stdout, -1)); found != links {
			t.Errorf("%d links, want %d", found, links)
		}
		unescaped := regexp.MustCompile(`[^\\]\|`)
		for line := range strings.Lines(got.stdout) {
			if strings.HasPrefix(line, "| ") && len(unescaped.FindAllString(line, -1)) != 6 {
				t.Errorf("not six cells: %s", line)
			}
		}
	})
}

func TestListFits(t *testing.T) {
	for _, columns := range []int{80, 100, 200} {
		for line := range strings.Lines(runCommand(columns, "", "-list").stdout) {
			if width := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); width > columns {
				t.Errorf("%d columns, not %d: %s", width, columns, line)
			}
		}
	}
}

func TestMarkdownEscapes(t *testing.T) {
	if got, want := markdown("a|b\n*c* [d] <e> f_g `h` i\\j &amp;"), `a\|b<br>\*c\* \[d\] \<e> f\_g \`+"`h\\` i\\\\j &amp;amp;"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestTableNames checks that each table of the package has a name on the command line.
func TestTableNames(t *testing.T) {
	named := make(map[acscodes.Table]bool)
	for _, table := range tables {
		named[table] = true
	}
	for table := acscodes.TableNone + 1; !strings.HasPrefix(table.String(), "Table("); table++ {
		if !named[table] {
			t.Errorf("%s has no name", table)
		}
	}
}
