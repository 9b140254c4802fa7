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

var sourceLine = regexp.MustCompile(`^Source: <(https://[^\s<>]+)>`)

// A table is what one file of data documents: the rows of all its pipe tables, in order.
type table struct {
	path       string
	Constant   string // its name in Go
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
	Table    *table
	Category string
	Outcome  string // from the list of outcomes
	Message  string
	Advice   string
	links    []link // all but the source
	source   link   // zero where it is the page of the table

	// Where they are in the arrays of table.go:
	Index, FirstLink, EndLink, Source int
}

func (t *table) fault(line int, format string, args ...any) {
	t.faults.add(place{t.path, line}, format, args...)
}

// parse reads the title, the Source line and the tables. It ignores everything else.
func (t *table) parse(lines []string) {
	known := len(*t.faults)
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if title, ok := strings.CutPrefix(line, "# "); ok {
			t.Title = strings.TrimSpace(title)
		} else if match := sourceLine.FindStringSubmatch(line); match != nil {
			t.URL = match[1]
		} else if strings.Contains(line, "|") {
			start := i
			for i < len(lines) && strings.TrimSpace(lines[i]) != "" {
				i++
			}
			t.parseTable(lines[start:i], start+1)
		}
	}
	if t.Title == "" || t.URL == "" || len(t.rows) == 0 && len(*t.faults) == known {
		t.fault(1, `incomplete: a file needs a "# " heading, a line "Source: <https://…>" and a table with rows`)
	}
}

// parseTable reads lines without a blank one between; line is the number of the first.
func (t *table) parseTable(lines []string, line int) {
	if len(lines) < 2 || strings.Trim(lines[1], " |:-") != "" {
		t.fault(line, "a row outside a table: put a header and a line of dashes above it, with no blank line between")
		return
	}
	columns := parseHeader(splitRow(lines[0]))
	if columns == nil {
		t.fault(line, "the columns must be Subcode, Code, Message and, if needed, Result category, Advice and Source, each once")
		return
	}
	for i, text := range lines[1:] {
		line++
		if cells := splitRow(text); len(cells) != len(columns) {
			t.fault(line, `the header has %d cells, this line %d: start and end a row with a bar, write one in a text as \|, and put a blank line after the table`,
				len(columns), len(cells))
		} else if i > 0 { // below the dashes
			t.parseRow(line, columns, cells)
		}
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

// parseHeader returns the columns of a table, or nil if one of them is unknown, missing or there twice.
func parseHeader(cells []string) (columns []string) {
	for _, cell := range cells {
		name := columnNames[strings.ToLower(strings.TrimSpace(cell))]
		if name == "" || slices.Contains(columns, name) {
			return nil
		}
		columns = append(columns, name)
	}
	for _, name := range []string{"Subcode", "Code", "Message"} {
		if !slices.Contains(columns, name) {
			return nil
		}
	}
	return columns
}

func (t *table) parseRow(line int, columns []string, cells []string) {
	r := row{place: place{t.path, line}, Table: t}
	text := make(map[string]string)
	for i, name := range columns {
		var links []link
		text[name], links = parseCell(cells[i], func(format string, args ...any) {
			t.fault(line, name+": "+format, args...)
		})
		if name != "Source" {
			r.links = append(r.links, links...)
		} else if len(links) == 1 && links[0].Text == text[name] {
			r.source = links[0]
		} else if text[name] != "" {
			t.fault(line, "Source: %q is not one link: write [text](https://…)", text[name])
		}
	}
	r.Category, r.Message, r.Advice = text["Result category"], text["Message"], text["Advice"]
	if corrected, ok := misspelledCategories[r.Category]; ok {
		r.Category = corrected
	} else if r.Category != "" && !slices.Contains(t.categories, r.Category) {
		t.fault(line, "unknown category %q: write one of %s, or list it in misspelledCategories in internal/gen/table.go if the page has it",
			r.Category, strings.Join(t.categories, ", "))
	}
	if r.Message == "" {
		t.fault(line, "empty message: say what happened")
	}
	subcodes, codes := t.parseNumbers(line, "Subcode", text["Subcode"]), t.parseNumbers(line, "Code", text["Code"])
	for _, r.Subcode = range subcodes {
		for _, r.Code = range codes {
			if r.pair == nothing {
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
