package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"example.com/acscodes"
)

// A summary counts the records of each classification. Of those beyond the first mostKept, it keeps outcome, category and SIP
// status only, so that no stream takes all memory.
type summary map[acscodes.Classification]int

func (s summary) add(c acscodes.Classification) {
	if _, kept := s[c]; !kept && len(s) >= mostKept {
		c = acscodes.Classification{Code: acscodes.NoCode, Subcode: acscodes.NoSubcode, Outcome: c.Outcome, Category: c.Category, SIP: c.SIP}
	}
	s[c]++
}

// A section of a summary has a row for each value that it finds in classifications.
type section struct {
	title, key string
	value      func(c acscodes.Classification) any // nil where it has none
}

var sections = []section{
	{"Outcomes", "outcome", func(c acscodes.Classification) any { return c.Outcome }},
	{"Categories", "category", func(c acscodes.Classification) any { return c.Category }},
	{"SIP statuses", "sip", func(c acscodes.Classification) any { return onlyIf(c.SIP != 0, c.SIP) }},
	{"Reasons", "acscodes", func(c acscodes.Classification) any { return onlyIf(c.Match >= acscodes.MatchSubcode, c) }},
	{"Undocumented", "acscodes", func(c acscodes.Classification) any { return onlyIf(c.Match < acscodes.MatchSubcode && !isOther(c), c) }},
	{"Others", "acscodes", func(c acscodes.Classification) any { return onlyIf(isOther(c), c) }},
}

// isOther reports whether a classification counts those beyond the first mostKept.
func isOther(c acscodes.Classification) bool {
	return c.Match == acscodes.MatchNone && c.Code == acscodes.NoCode && c.Subcode == acscodes.NoSubcode
}

func onlyIf(condition bool, value any) any {
	if condition {
		return value
	}
	return nil
}

// A row is how many records have a value.
type row struct {
	value   any
	records int
}

// rows returns the rows of a section: the worst first, then the most frequent.
func (s summary) rows(of section) []row {
	counts := make(map[any]int)
	for c, records := range s {
		if value := of.value(c); value != nil {
			counts[value] += records
		}
	}
	rows := []row{}
	for value, records := range counts {
		rows = append(rows, row{value, records})
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(badness(b.value), badness(a.value)), cmp.Compare(b.records, a.records), compareValues(a.value, b.value))
	})
	return rows
}

// badness ranks outcomes, and categories and reasons by category.
func badness(value any) int {
	switch v := value.(type) {
	case acscodes.Outcome:
		switch {
		case v.IsFailure():
			return 3
		case v.IsEveryday():
			return 1
		case v.IsSuccess():
			return 0
		}
		return 2
	case acscodes.Category:
		return slices.Index([]acscodes.Category{
			acscodes.CategorySuccess, acscodes.CategoryExpectedError, acscodes.CategoryUnknown,
			acscodes.CategoryUnexpectedClientError, acscodes.CategoryUnexpectedServerError,
		}, v)
	case acscodes.Classification:
		return badness(v.Category)
	}
	return 0
}

// compareValues orders values of the same type by their numbers.
func compareValues(a, b any) int {
	x, isReason := a.(acscodes.Classification)
	if !isReason {
		return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
	}
	y := b.(acscodes.Classification)
	return cmp.Or(
		cmp.Compare(x.Code, y.Code), cmp.Compare(x.Subcode, y.Subcode), cmp.Compare(x.Match, y.Match), cmp.Compare(x.Outcome, y.Outcome),
		cmp.Compare(x.SIP, y.SIP), cmp.Compare(x.Entry.Code, y.Entry.Code), cmp.Compare(x.Entry.Subcode, y.Entry.Subcode),
	)
}

// render returns the summary of what a classifier read. Every share, and every bar, is of the records with a reason.
func (s summary) render(c *classifier) string {
	total := c.records - c.withoutReason
	if c.opts.json {
		object := map[string]any{"records": c.records, "withoutReason": c.withoutReason, "broken": c.broken}
		for _, section := range sections {
			objects := []map[string]any{}
			for _, row := range s.rows(section) {
				objects = append(objects, map[string]any{"records": row.records, "share": float64(row.records) / float64(total), section.key: row.value})
			}
			object[strings.ToLower(strings.Fields(section.title)[0])] = objects
		}
		return renderJSON(object)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s with a reason, %d without, %d broken\n", count(total, "record"), c.withoutReason, c.broken)
	for _, section := range sections {
		const most = 50
		rows := s.rows(section)
		for i, row := range rows[:min(most, len(rows))] {
			if i == 0 {
				out.WriteString("\n" + section.title + "\n")
			}
			share, width := float64(row.records)/float64(total), c.env.columns/8
			bar := strings.Repeat("#", int(math.Ceil(share*float64(width))))
			start, rest := fmt.Sprint(row.value), ""
			if reason, ok := row.value.(acscodes.Classification); ok {
				start, rest = fmt.Sprintf("%-17s  ", reason.Outcome), reason.Pair()+" "+nameAndMessage(reason)
			}
			start = fmt.Sprintf("%8d  %5.1f%%  %-*s  %s", row.records, 100*share, width, bar, start)
			out.WriteString(start + cut(rest, max(c.env.width-len(start), len("1000/100000"))) + "\n")
		}
		if more := len(rows) - most; more > 0 {
			fmt.Fprintf(&out, "          and %d more\n", more)
		}
	}
	return out.String()
}
