package main

import (
	"encoding/csv"
	"fmt"
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

// renderTable lays classifications out in lines, which are cut to a width.
func renderTable(rows []acscodes.Classification, width int) string {
	nameWidth := 0
	for _, c := range rows {
		nameWidth = max(nameWidth, len(c.Name()))
	}
	var out strings.Builder
	line := func(pair, outcome, name, category, message any) {
		out.WriteString(cut(fmt.Sprintf("%-11s  %-17s  %-*s  %-21s  %s", pair, outcome, nameWidth, name, category, message), width) + "\n")
	}
	line("PAIR", "OUTCOME", "NAME", "CATEGORY", "MESSAGE")
	for _, c := range rows {
		line(c.Pair(), c.Outcome, c.Name(), c.Category, oneLine(c.Entry.Message))
	}
	return out.String()
}

// renderCSV returns classifications for a spreadsheet, or to join in a query.
func renderCSV(rows []acscodes.Classification) string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	_ = w.Write([]string{"code", "subCode", "name", "outcome", "category", "match", "message", "advice", "table", "source"})
	for _, c := range rows {
		code, subcode, _ := strings.Cut(strings.ReplaceAll(c.Pair(), "-", ""), "/") // absent ones are empty
		_ = w.Write([]string{
			code, subcode, c.Name(), c.Outcome.String(), c.Category.String(), c.Match.String(),
			c.Entry.Message, c.Entry.Advice, c.Entry.Table.String(), c.Entry.Source().URL,
		})
	}
	w.Flush() // to a strings.Builder, which never fails
	return out.String()
}
