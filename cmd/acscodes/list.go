package main

import (
	"encoding/csv"
	"fmt"
	"strings"
	"text/tabwriter"

	"example.com/acscodes"
)

// list returns every pair that is known, once, as it is classified.
func list(opts options, width int) string {
	known := oncePerPair(answersTo(reasonsWhere(func(acscodes.Entry) bool { return true })))
	switch {
	case opts.json:
		return renderJSON(known)
	case opts.csv:
		return renderCSV(known)
	}
	return renderTable(known, width)
}

// renderTable lays answers out in lines, which are cut to a width.
func renderTable(answers []answer, width int) string {
	var table, out strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "PAIR\tOUTCOME\tNAME\tCATEGORY\tMESSAGE")
	for _, a := range answers {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", a.Pair(), a.Outcome, a.Name(), a.Category, oneLine(a.Entry.Message))
	}
	w.Flush() // to a strings.Builder, which never fails
	for line := range strings.Lines(table.String()) {
		out.WriteString(cut(strings.TrimSpace(line), width) + "\n")
	}
	return out.String()
}

// renderCSV returns answers for a spreadsheet, or to join in a query.
func renderCSV(answers []answer) string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	_ = w.Write([]string{"code", "subCode", "name", "outcome", "category", "match", "message", "advice", "table", "source"})
	for _, a := range answers {
		code, subcode, _ := strings.Cut(strings.ReplaceAll(a.Pair(), "-", ""), "/") // an absent number is an empty cell
		_ = w.Write([]string{
			code, subcode, a.Name(), a.Outcome.String(), a.Category.String(), a.Match.String(),
			a.Entry.Message, a.Entry.Advice, a.Entry.Table.String(), a.Entry.Source().URL,
		})
	}
	w.Flush() // to a strings.Builder, which never fails
	return out.String()
}
