package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

var errDrift = errors.New("gen: the page and the data differ")

// compare prints how the tables of a page differ from those in data that they belong to. Faults of the page, such as a column
// that is new, come after that, as the error.
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
	page := table{path: pagePath, url: src.tables[0].url} // the page that links within it lead to
	page.parse(lines)
	found = page.faults
	parts := make([]table, len(src.tables)) // what of the page belongs to each table
	for block := 1; block <= page.blocks; block++ {
		rows := slices.DeleteFunc(slices.Clone(page.rows), func(r row) bool { return r.block != block })
		if i, ok := closest(src.tables, rows); ok {
			parts[i].rows = append(parts[i].rows, rows...)
		} else if len(rows) > 0 {
			found.add(pagePath, rows[0].line, "this table shares no row with any in %s: compare a page that one of them comes from", dataDir)
		}
	}
	differ := false
	for i, part := range parts {
		if len(part.rows) == 0 {
			continue
		}
		part.path = pagePath
		part.checkRows()
		found = append(found, part.faults...)
		differences := differences(src.tables[i], part)
		differ = differ || len(differences) > 0
		fmt.Fprintf(stdout, "%s against %s: %s\n%s", pagePath, src.tables[i].path, count(len(differences), "difference"), strings.Join(differences, ""))
	}
	if err := found.err(); err != nil {
		return err
	}
	if differ {
		return errDrift
	}
	return nil
}

// closest returns the table that shares most pairs with the rows.
func closest(tables []table, rows []row) (best int, ok bool) {
	most := 0
	for i, t := range tables {
		known, shared := byPair(t.rows), 0
		for _, r := range rows {
			if _, ok := known[r.pair()]; ok {
				shared++
			}
		}
		if shared > most {
			most, best = shared, i
		}
	}
	return best, most > 0
}

// differences describes the rows that are changed and gone, in the order of the known table, and those that are added, in
// the order of the page. Of a table in our own words, it compares only numbers and categories.
func differences(known, page table) []string {
	var differences []string
	onPage, inData := byPair(page.rows), byPair(known.rows)
	for _, old := range known.rows {
		current, ok := onPage[old.pair()]
		if !ok {
			differences = append(differences, fmt.Sprintf("gone     %s (%s:%d): %q%s\n", old.pair(), known.path, old.line, old.message, old.elsewhere()))
			continue
		}
		changed := func(name column, before, after string) {
			if before != after {
				differences = append(differences, fmt.Sprintf("changed  %s (%s:%d, %s:%d): %s\n  old  %q\n  new  %q\n",
					old.pair(), known.path, old.line, page.path, current.line, name, before, after))
			}
		}
		changed(categoryColumn, old.category, current.category)
		if known.verbatim {
			changed(messageColumn, old.message, current.message)
			changed(adviceColumn, old.advice, current.advice)
			changed("Links", linkText(old.links, nil), linkText(current.links, old.links))
		}
	}
	for _, current := range page.rows {
		if _, ok := inData[current.pair()]; !ok {
			differences = append(differences, fmt.Sprintf("added    %s (%s:%d): %q\n", current.pair(), page.path, current.line, current.message))
		}
	}
	return differences
}

func byPair(rows []row) map[pair]row {
	found := make(map[pair]row)
	for _, r := range rows {
		found[r.pair()] = r
	}
	return found
}

// elsewhere says that a row comes from another page than its table, so that it need not be on this one.
func (r row) elsewhere() string {
	if r.source.URL == "" {
		return ""
	}
	return " from " + r.source.URL
}

// linkText lists links in Markdown. Where a relative address leads from the page to where the known link leads, it means
// that one.
func linkText(links, known []link) string {
	var texts []string
	for i, l := range links {
		if i < len(known) && l.fromPage == known[i].URL {
			l.URL = l.fromPage
		}
		texts = append(texts, fmt.Sprintf("[%s](%s)", l.Text, l.URL))
	}
	return strings.Join(texts, " ")
}
