package acscodes_test

// What several tests share: a reader of data/ that neither the generator nor what it wrote has a part in.

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/acscodes"
)

const (
	noCode    = acscodes.NoCode
	noSubcode = acscodes.NoSubcode
)

type pair struct {
	code    acscodes.Code
	subcode acscodes.Subcode
}

// documentedRow is a row of a page in data.
type documentedRow struct {
	pair
	category string
	outcome  string
	message  string
	advice   string
	links    []acscodes.Link
	source   acscodes.Link
	table    acscodes.Table
}

func (r documentedRow) name() string { return fmt.Sprintf("%d,%d,%d", r.table, r.code, r.subcode) }

// documentedTables returns the file of each table, in order of precedence.
func documentedTables(t testing.TB) map[acscodes.Table]string {
	t.Helper()
	paths, err := filepath.Glob("data/*.md")
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[acscodes.Table]string)
	for table := acscodes.TableNone + 1; table.String() != "None"; table++ {
		i := slices.IndexFunc(paths, func(path string) bool { return strings.HasPrefix(readFile(t, path), "# "+table.String()+"\n") })
		if i < 0 {
			t.Fatalf("no file has the title %q", table)
		}
		files[table] = paths[i]
	}
	if len(files) != len(paths)-1 { // all but README.md
		t.Fatalf("%d tables in %d files", len(files), len(paths)-1)
	}
	return files
}

// documentedRows reads all pages in data, a row for each code.
func documentedRows(t testing.TB) []documentedRow {
	t.Helper()
	outcomes := documentedOutcomes(t)
	files := documentedTables(t)
	var rows []documentedRow
	for table := acscodes.TableNone + 1; int(table) <= len(files); table++ {
		content := readFile(t, files[table])
		address := regexp.MustCompile(`(?m)^Source: <(\S+)>`).FindStringSubmatch(content)[1]
		var header []string
		for line := range strings.SplitSeq(content, "\n") {
			line = strings.TrimSpace(strings.ReplaceAll(line, `\|`, "&#124;"))
			if !strings.HasPrefix(line, "|") || strings.Trim(line, "|:- ") == "" {
				continue
			}
			cells := strings.Split(line, "|")
			if strings.Contains(line, "Subcode") {
				header = cells
				continue
			}
			if len(cells) != len(header) {
				t.Fatalf("%s: %d bars in %q", files[table], len(cells)-1, line)
			}
			cell := make(map[string]string)
			for i, name := range header {
				cell[strings.TrimSpace(name)] = cells[i]
			}
			row := documentedRow{
				pair:     pair{subcode: acscodes.Subcode(documentedNumber(t, cell["Subcode"]))},
				category: cmp.Or(strings.Replace(strings.TrimSpace(cell["Result category"]+cell["Result Categories"]), "Unxp", "Unexp", 1), "Unknown"),
				source:   acscodes.Link{Text: table.String(), URL: address},
				table:    table,
			}
			var messageLinks, adviceLinks []acscodes.Link
			row.message, messageLinks = documentedText(cell["Message"])
			row.advice, adviceLinks = documentedText(cell["Advice"])
			row.links = slices.Concat(messageLinks, adviceLinks)
			if _, sources := documentedText(cell["Source"]); len(sources) > 0 {
				row.source = sources[0]
			}
			for code := range strings.SplitSeq(cell["Code"], ",") {
				row.code = acscodes.Code(documentedNumber(t, code))
				row.outcome = cmp.Or(outcomes[row.pair], outcomes[pair{noCode, row.subcode}])
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// documentedOutcomes reads data/outcomes.csv.
func documentedOutcomes(t testing.TB) map[pair]string {
	t.Helper()
	outcomes := make(map[pair]string)
	for _, record := range readRecords(t, "data/outcomes.csv") {
		p := pair{acscodes.Code(documentedNumber(t, record[0])), acscodes.Subcode(documentedNumber(t, record[1]))}
		outcomes[p] = record[2]
	}
	return outcomes
}

// readRecords reads a CSV file, without its header.
func readRecords(t testing.TB, path string) [][]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(readFile(t, path))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records[1:]
}

func documentedNumber(t testing.TB, cell string) int {
	t.Helper()
	cell = strings.TrimSpace(cell)
	if cell == "" {
		return -1
	}
	number, err := strconv.Atoi(cell)
	if err != nil {
		t.Fatal(err)
	}
	return number
}

var (
	markdownLink = regexp.MustCompile(`\[([^\[\]]+)\]\(([^()]+)\)`)
	lineBreak    = regexp.MustCompile(` *<br> *`)
)

// documentedText reads a cell of Markdown, as far as the pages in data go.
func documentedText(cell string) (text string, links []acscodes.Link) {
	for _, match := range markdownLink.FindAllStringSubmatch(cell, -1) {
		links = append(links, acscodes.Link{Text: match[1], URL: match[2]})
	}
	text = markdownLink.ReplaceAllString(strings.TrimSpace(cell), "$1")
	return html.UnescapeString(lineBreak.ReplaceAllString(text, "\n")), links
}

func readFile(t testing.TB, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// decode decodes a reason.
func decode(t testing.TB, payload string) acscodes.CallEndReason {
	t.Helper()
	var reason acscodes.CallEndReason
	if err := reason.UnmarshalJSON([]byte(payload)); err != nil {
		t.Fatalf("%s: %v", payload, err)
	}
	return reason
}

// reasonOf returns a reason that came as two numbers.
func reasonOf(code, subcode int32) acscodes.CallEndReason {
	return acscodes.NewCallEndReason(&code, &subcode, nil)
}
