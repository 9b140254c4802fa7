package main

// How a table of data is read: a page with a title, a Source line and pipe tables.

import (
	"regexp"
	"slices"
	"strings"
)

// column is what the cells below a header hold.
type column string

const (
	subcodeColumn  column = "Subcode"
	codeColumn     column = "Code"
	messageColumn  column = "Message"
	categoryColumn column = "Result category"
	adviceColumn   column = "Advice"
	// sourceColumn holds a link to where a row comes from, if that is not the page of its table.
	sourceColumn column = "Source"
)

// columnNames maps the headers that the documentation uses, in lower case.
var columnNames = map[string]column{
	"subcode":           subcodeColumn,
	"code":              codeColumn,
	"status code":       codeColumn,
	"message":           messageColumn,
	"description":       messageColumn,
	"result category":   categoryColumn,
	"result categories": categoryColumn,
	"advice":            adviceColumn,
	"mitigation":        adviceColumn,
	"source":            sourceColumn,
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
	title      string
	url        string
	rows       []*row
	categories []string // that a row may have
	faults     *faults
}

// A row is what is documented of one code and subcode.
type row struct {
	place
	pair
	table    *table
	category string
	outcome  string // from the file of outcomes
	message  string
	advice   string
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
		case t.title == "" && strings.HasPrefix(line, "# "):
			t.title = strings.TrimSpace(line[len("# "):])
		case t.url == "" && strings.HasPrefix(line, "Source:"):
			if match := sourceLine.FindStringSubmatch(line); match != nil {
				t.url = match[1]
			}
		case strings.Contains(line, "|"):
			start := i
			for i < len(lines) && strings.TrimSpace(lines[i]) != "" {
				i++
			}
			t.parseTable(lines[start:i], start+1)
		}
	}
	if t.title == "" {
		t.fault(1, `no title: start the file with a "# " heading`)
	}
	if t.url == "" {
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
			t.fault(line+1+i, `%s where the header has %d: start and end a row with a bar, write one in a text as \|, and put a blank line after the table`,
				count(len(cells), "cell"), len(columns))
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
func (t *table) parseHeader(line int, cells []string) (columns []column) {
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
	for _, name := range []column{subcodeColumn, codeColumn, messageColumn} {
		if !slices.Contains(columns, name) {
			t.fault(line, "missing column %s: add it", name)
		}
	}
	if len(*t.faults) > known {
		return nil
	}
	return columns
}

func (t *table) parseRow(line int, columns []column, cells []string) {
	text, links := make(map[column]string), make(map[column][]link)
	for i, name := range columns {
		text[name] = strings.TrimSpace(cells[i])
		if name == messageColumn || name == adviceColumn || name == sourceColumn {
			text[name], links[name] = parseCell(cells[i], func(format string, args ...any) {
				t.fault(line, string(name)+": "+format, args...)
			})
		}
	}
	r := row{
		place:    place{t.path, line},
		table:    t,
		category: t.parseCategory(line, text[categoryColumn]),
		message:  text[messageColumn],
		advice:   text[adviceColumn],
		links:    slices.Concat(links[messageColumn], links[adviceColumn]),
	}
	if r.message == "" {
		t.fault(line, "empty message: say what happened")
	}
	if source := links[sourceColumn]; len(source) == 1 && source[0].Text == text[sourceColumn] {
		r.source = source[0]
	} else if text[sourceColumn] != "" {
		t.fault(line, "Source: %q is not one link: write [text](https://…)", text[sourceColumn])
	}
	for _, r.subcode = range t.parseNumbers(line, subcodeColumn, text[subcodeColumn]) {
		for _, r.code = range t.parseNumbers(line, codeColumn, text[codeColumn]) {
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
func (t *table) parseNumbers(line int, name column, cell string) (numbers []int32) {
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
