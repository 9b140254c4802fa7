package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

var errDrift = errors.New("gen: the page and the data differ")

// compare prints how a page differs from its table in data, the one that shares most rows with it.
func compare(dataDir, pagePath string, stdout io.Writer) error {
	src, err := load(dataDir)
	if err != nil {
		return err
	}
	var found faults
	lines, ok := readLines(pagePath, &found)
	if !ok {
		return found.err()
	}
	page := table{path: pagePath}
	page.parse(lines, new(faults)) // whatever is wrong is found again below
	known, ok := closest(src.tables, page)
	if !ok {
		return fmt.Errorf("%s:1: shares no row with any table in %s: compare a page that one of them comes from", pagePath, dataDir)
	}

	page = table{path: pagePath, url: known.url} // what links within the page lead to
	page.parse(lines, &found)
	page.checkRows(&found)
	differences := differences(known, page)
	fmt.Fprintf(stdout, "%s against %s: %s\n%s", pagePath, known.path, count(len(differences), "difference"), strings.Join(differences, ""))
	if err := found.err(); err != nil {
		return err
	}
	if len(differences) > 0 {
		return errDrift
	}
	return nil
}

// closest returns the table that shares most pairs with the page.
func closest(tables []table, page table) (best table, ok bool) {
	most := 0
	for _, t := range tables {
		shared := 0
		for _, r := range t.rows {
			if _, ok := page.row(r.pair()); ok {
				shared++
			}
		}
		if shared > most {
			most, best = shared, t
		}
	}
	return best, most > 0
}

// differences describes the rows that are changed and gone, in the order of the known table, and those that are added, in
// the order of the page.
func differences(known, page table) []string {
	var differences []string
	for _, old := range known.rows {
		current, ok := page.row(old.pair())
		if !ok {
			differences = append(differences, fmt.Sprintf("gone     %s (%s:%d): %q\n", old.pair(), known.path, old.line, old.message))
			continue
		}
		cells := []struct {
			name     column
			old, new string
		}{
			{categoryColumn, old.category, current.category},
			{messageColumn, old.message, current.message},
			{adviceColumn, old.advice, current.advice},
			{"Links", old.linkText(), current.linkText()},
		}
		for _, cell := range cells {
			if cell.old != cell.new {
				differences = append(differences, fmt.Sprintf("changed  %s (%s:%d, %s:%d): %s\n  old  %q\n  new  %q\n",
					old.pair(), known.path, old.line, page.path, current.line, cell.name, cell.old, cell.new))
			}
		}
	}
	for _, current := range page.rows {
		if _, ok := known.row(current.pair()); !ok {
			differences = append(differences, fmt.Sprintf("added    %s (%s:%d): %q\n", current.pair(), page.path, current.line, current.message))
		}
	}
	return differences
}

// row returns the first row of a pair.
func (t *table) row(pair string) (row, bool) {
	for _, r := range t.rows {
		if r.pair() == pair {
			return r, true
		}
	}
	return row{}, false
}

// linkText lists the links of a row in Markdown.
func (r row) linkText() string {
	var links []string
	for _, l := range r.links {
		links = append(links, fmt.Sprintf("[%s](%s)", l.text, l.url))
	}
	return strings.Join(links, " ")
}
