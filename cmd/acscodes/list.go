package main

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"example.com/acscodes"
)

// list prints every pair that is known, once, as it is classified.
func list(env environment, opts options) (exitStatus int) {
	var known []acscodes.Classification
	for e := range acscodes.All() {
		known = append(known, acscodes.Classify(e.Code, e.Subcode))
	}
	known = oncePerPair(known)
	switch {
	case opts.json:
		return env.print(renderJSON(known))
	case opts.csv:
		return env.print(renderCSV(known))
	}
	return env.print(renderTable(known, env.width))
}

// oncePerPair drops what has the pair of an earlier classification.
func oncePerPair(all []acscodes.Classification) (once []acscodes.Classification) {
	seen := make(map[string]bool)
	for _, c := range all {
		if !seen[c.Pair()] {
			seen[c.Pair()] = true
			once = append(once, c)
		}
	}
	return once
}

// renderTable lays classifications out in columns: numbers, name and outcome, and then the category and the start of the
// message where the width leaves room for them.
func renderTable(rows []acscodes.Classification, width int) string {
	const (
		numbersWidth  = len(" 487    10004  ")
		outcomeWidth  = len("ConnectionFailure")
		categoryWidth = len("  UnexpectedClientError")
		messageWidth  = len("  a message that says something")
	)
	nameWidth := len("NAME")
	for _, c := range rows {
		nameWidth = max(nameWidth, len(c.Name()))
	}
	nameWidth = min(nameWidth, width-numbersWidth-len("  ")-outcomeWidth)
	left := width - numbersWidth - nameWidth - len("  ") - outcomeWidth
	row := func(code, subcode, name, outcome, category, message string) string {
		line := fmt.Sprintf("%4s  %7s  %-*s  %-*s", code, subcode, nameWidth, cut(name, nameWidth), outcomeWidth, outcome)
		if left >= categoryWidth {
			line += fmt.Sprintf("  %-*s", categoryWidth-len("  "), category)
		}
		if left >= categoryWidth+messageWidth {
			line += "  " + cut(message, left-categoryWidth-len("  "))
		}
		return strings.TrimRight(line, " ") + "\n"
	}

	var out strings.Builder
	out.WriteString(row("CODE", "SUBCODE", "NAME", "OUTCOME", "CATEGORY", "MESSAGE"))
	for _, c := range rows {
		out.WriteString(row(number(c.Code), number(c.Subcode), c.Name(), c.Outcome.String(), c.Category.String(), c.Entry.Message))
	}
	return out.String()
}

// number is a code or a subcode in a cell, which is empty where it is absent.
func number[T acscodes.Code | acscodes.Subcode](n T) string {
	if n == T(acscodes.NoCode) {
		return ""
	}
	return strconv.Itoa(int(n))
}

// renderCSV returns classifications for a spreadsheet, or to join in a query.
func renderCSV(rows []acscodes.Classification) string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	_ = w.Write([]string{"code", "subCode", "name", "outcome", "category", "match", "message", "advice", "table", "source"})
	for _, c := range rows {
		_ = w.Write([]string{
			number(c.Code), number(c.Subcode), c.Name(), c.Outcome.String(), c.Category.String(), c.Match.String(),
			c.Entry.Message, c.Entry.Advice, c.Entry.Table.String(), c.Entry.Source().URL,
		})
	}
	w.Flush() // to a strings.Builder, which never fails
	return out.String()
}
