package main

// How a table of data is read: a page with a title, a Source line and pipe tables.

import (
	"regexp"
	"slices"
	"strings"
)

// columnNames are the columns, by the headers that the documentation uses, in lower case. Source holds a link to where a row
// comes from, if that is not the page of its table.
var columnNames = map[string]string{
	"subcode":           "Subcode",
	"code":              "Code",
	"status code":       "Code",
	"message":           "Message",
	"description":       "Message",
	"result category":   "Result category",
	"result categories": "Result category",
	"advice":            "Advice",
	"mitigation":        "Advice",
	"source":            "Source",
}

// misspelledCategories are corrected on the way into the package; data keeps what the documentation says.
var misspelledCategories = map[string]string{
	// The call end table lost a letter in the rows 410/3100, 410/3101 and 410/3111. The text above the table and the
	// SDK spell it in full.
	"UnxpectedClientError": "UnexpectedClientError",
}

var (
	delimiterRow = regexp.MustCompile(`^\|(\s*:?-+:?\s*\|)+$`)
	sourceLine   = regexp.MustCompile(`^Source: <(https://[^\s<>]+)>`)
)

// A table is what one file of data documents: the rows of all its pipe tables, in order.
type table struct {
	documentedTable
	path       string
	Title      string
	URL        string
	rows       []*row
	categories []string // that a row may have
	faults     *faults
}

// A row is what is documented of one code and subcode.
type row struct {
	place
	pair
	index    int // among all rows
	Table    *table
	Category string
	Outcome  string // from the file of outcomes
	Message  string
	Advice   string
	links    []link // of message and advice
	source   link   // zero where it is the page of the table
}

func (t *table) fault(line int, format string, args ...any) {
	t.faults.add(place{t.path, line}, format, args...)
}

// parse reads the title, the Source line and the tables. It ignores everything else.
func (t *table) parse(lines []string) {
	known := len(*t.faults)
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case t.Title == "" && strings.HasPrefix(line, "# "):
			t.Title = strings.TrimSpace(line[len("# "):])
		case t.URL == "" && strings.HasPrefix(line, "Source:"):
			if match := sourceLine.FindStringSubmatch(line); match != nil {
				t.URL = match[1]
			}
		case strings.Contains(line, "|"):
			start := i
			for i < len(lines) && strings.TrimSpace(lines[i]) != "" {
				i++
			}
			t.parseTable(lines[start:i], start+1)
		}
	}
	if t.Title == "" {
		t.fault(1, `no title: start the file with a "# " heading`)
	}
	if t.URL == "" {
		t.fault(1, `no source: add a line "Source: <https://…>" with the address of the page`)
	}
	if len(t.rows) == 0 && len(*t.faults) == known {
		t.fault(1, "no table: add a pipe table with the columns Subcode, Code and Message")
	}
}

// parseTable reads lines without a blank one between; line is the number of the first.
func (t *table) parseTable(lines []string, line int) {
	if len(lines) < 2 || !delimiterRow.MatchString(strings.TrimSpace(lines[1])) {
		t.fault(line, "a row outside a table: put a header and a line of dashes above it, with no blank line between")
		return
	}
	columns := t.parseHeader(line, splitRow(lines[0]))
	if columns == nil {
		return
	}
	for i, text := range lines[1:] {
		cells := splitRow(text)
		switch {
		case len(cells) != len(columns):
			t.fault(line+1+i, `the header has %d cells, this line %d: start and end a row with a bar, write one in a text as \|, and put a blank line after the table`,
				len(columns), len(cells))
		case i > 0: // below the dashes
			t.parseRow(line+1+i, columns, cells)
		}
	}
	if len(lines) == 2 {
		t.fault(line, "empty table: add rows below it, or remove it")
	}
}

// splitRow cuts a line at its bars, of which it has one at either end; it returns nil if not.
func splitRow(line string) []string {
	cells := strings.Split(strings.ReplaceAll(strings.TrimSpace(line), `\|`, "&#124;"), "|")
	if len(cells) < 3 || cells[0] != "" || cells[len(cells)-1] != "" {
		return nil
	}
	return cells[1 : len(cells)-1]
}

// parseHeader returns the columns of a table, or nil where its rows cannot be read.
func (t *table) parseHeader(line int, cells []string) (columns []string) {
	known := len(*t.faults)
	for _, cell := range cells {
		title := strings.TrimSpace(cell)
		name := columnNames[strings.ToLower(title)]
		if name == "" {
			t.fault(line, "unknown column %q: the columns are Subcode, Code, Message, Result category, Advice and Source", title)
		} else if slices.Contains(columns, name) {
			t.fault(line, "column %s comes twice: remove one", name)
		}
		columns = append(columns, name)
	}
	for _, name := range []string{"Subcode", "Code", "Message"} {
		if !slices.Contains(columns, name) {
			t.fault(line, "missing column %s: add it", name)
		}
	}
	if len(*t.faults) > known {
		return nil
	}
	return columns
}

func (t *table) parseRow(line int, columns []string, cells []string) {
	text, links := make(map[string]string), make(map[string][]link)
	for i, name := range columns {
		text[name] = strings.TrimSpace(cells[i])
		if name == "Message" || name == "Advice" || name == "Source" {
			text[name], links[name] = parseCell(cells[i], func(format string, args ...any) {
				t.fault(line, name+": "+format, args...)
			})
		}
	}
	r := row{
		place:    place{t.path, line},
		Table:    t,
		Category: t.parseCategory(line, text["Result category"]),
		Message:  text["Message"],
		Advice:   text["Advice"],
		links:    slices.Concat(links["Message"], links["Advice"]),
	}
	if r.Message == "" {
		t.fault(line, "empty message: say what happened")
	}
	if source := links["Source"]; len(source) == 1 && source[0].Text == text["Source"] {
		r.source = source[0]
	} else if text["Source"] != "" {
		t.fault(line, "Source: %q is not one link: write [text](https://…)", text["Source"])
	}
	subcodes, codes := t.parseNumbers(line, "Subcode", text["Subcode"]), t.parseNumbers(line, "Code", text["Code"])
	for _, r.Subcode = range subcodes {
		for _, r.Code = range codes {
			if r.pair == (pair{noNumber, noNumber}) {
				t.fault(line, "neither a code nor a subcode: give one")
				continue
			}
			parsed := r
			t.rows = append(t.rows, &parsed)
		}
	}
}

// parseNumbers reads the numbers of a cell; an empty cell means any number.
func (t *table) parseNumbers(line int, name, cell string) (numbers []int32) {
	if cell == "" {
		return []int32{noNumber}
	}
	for field := range strings.SplitSeq(cell, ",") {
		number, err := parseNumber(strings.TrimSpace(field))
		if err != nil {
			t.fault(line, "%s: %v", name, err)
			continue
		}
		numbers = append(numbers, number)
	}
	return numbers
}

func (t *table) parseCategory(line int, category string) string {
	if corrected, ok := misspelledCategories[category]; ok {
		return corrected
	}
	if category != "" && !slices.Contains(t.categories, category) {
		t.fault(line, "unknown category %q: %s, or nothing; a misspelling belongs in misspelledCategories in internal/gen/table.go",
			category, strings.Join(t.categories, ", "))
	}
	return category
}
