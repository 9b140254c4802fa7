package main

import (
	"cmp"
	"fmt"
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

// sections are the titles of a summary's sections, and the keys of their values in JSON.
var sections = [][2]string{
	{"Outcomes", "outcome"},
	{"Categories", "category"},
	{"SIP statuses", "sip"},
	{"Reasons", "acscodes"},
	{"Undocumented", "acscodes"},
	{"Others", "acscodes"},
}

// A row is how many records have a value.
type row struct {
	section string
	value   any
	records int
	order   string // breaks ties, so that a summary is the same each time
}

// rows returns the rows of each section: the worst first, then the most frequent.
func (s summary) rows() map[string][]row {
	counts := make(map[row]int)
	for c, records := range s {
		add := func(section string, value any) { counts[row{section: section, value: value}] += records }
		add("Outcomes", c.Outcome)
		add("Categories", c.Category)
		if c.SIP != 0 {
			add("SIP statuses", c.SIP)
		}
		switch {
		case c.Match >= acscodes.MatchSubcode:
			add("Reasons", c)
		case c.Code == acscodes.NoCode && c.Subcode == acscodes.NoSubcode: // beyond the first mostKept
			add("Others", c)
		default:
			add("Undocumented", c)
		}
	}
	rows := make(map[string][]row)
	for r, records := range counts {
		c, _ := r.value.(acscodes.Classification)
		r.records, r.order = records, fmt.Sprintf("%011d %011d %v %d %s", c.Code, c.Subcode, r.value, c.SIP, c.Entry.Pair())
		rows[r.section] = append(rows[r.section], r)
	}
	for _, section := range rows {
		slices.SortFunc(section, func(a, b row) int {
			return cmp.Or(cmp.Compare(badness(b.value), badness(a.value)), cmp.Compare(b.records, a.records), cmp.Compare(a.order, b.order))
		})
	}
	return rows
}

// badness ranks outcomes, and categories and reasons by category.
func badness(value any) int {
	switch v := value.(type) {
	case acscodes.Outcome:
		return slices.Index([]bool{v.IsSuccess(), v.IsEveryday(), v == acscodes.OutcomeUnknown, v.IsFailure()}, true)
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

// render returns the summary of what a classifier read. Every share is of the records with a reason.
func (s summary) render(c *classifier) string {
	total := c.records - c.withoutReason
	if c.opts.json {
		return s.renderJSON(c, total)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "Records: %d with a reason, %d without, %d broken\n", total, c.withoutReason, c.broken)
	all := s.rows()
	for _, section := range sections {
		const most = 50
		for i, row := range all[section[0]] {
			if i == 0 {
				out.WriteString("\n" + section[0] + "\n")
			}
			if i == most {
				fmt.Fprintf(&out, "          and %d more\n", len(all[section[0]])-most)
				break
			}
			out.WriteString(row.render(total, c.width) + "\n")
		}
	}
	return out.String()
}

// render returns the row as a line, of which it cuts the message only.
func (r row) render(total, width int) string {
	start := fmt.Sprintf("%8d  %5.1f%%  ", r.records, 100*float64(r.records)/float64(total))
	reason, ok := r.value.(acscodes.Classification)
	if !ok {
		return start + fmt.Sprint(r.value)
	}
	start += fmt.Sprintf("%-17s  ", reason.Outcome)
	return start + cut(reason.Pair()+" "+nameAndMessage(reason), max(width-len(start), len("1000/100000")))
}

func (s summary) renderJSON(c *classifier, total int) string {
	object := map[string]any{"records": c.records, "withoutReason": c.withoutReason, "broken": c.broken}
	all := s.rows()
	for _, section := range sections {
		objects := []map[string]any{}
		for _, row := range all[section[0]] {
			objects = append(objects, map[string]any{"records": row.records, "share": float64(row.records) / float64(total), section[1]: row.value})
		}
		object[strings.ToLower(strings.Fields(section[0])[0])] = objects
	}
	return renderJSON(object)
}
