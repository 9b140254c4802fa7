package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"example.com/acscodes"
)

// A summary counts classifications.
type summary struct {
	categories map[acscodes.Category]int
	reasons    map[classificationKey]*reasonCount
	// others counts the records of further classifications, once there are too many different ones.
	others int
}

type reasonCount struct {
	acscodes.Classification
	records int
}

func newSummary() *summary {
	return &summary{categories: make(map[acscodes.Category]int), reasons: make(map[classificationKey]*reasonCount)}
}

func (s *summary) add(c acscodes.Classification) {
	s.categories[c.Category]++
	key := keyOf(c)
	reason := s.reasons[key]
	switch {
	case reason != nil:
		reason.records++
	case len(s.reasons) < mostKept:
		s.reasons[key] = &reasonCount{c, 1}
	default:
		s.others++
	}
}

// worstFirst is the order of the categories in a summary.
var worstFirst = []acscodes.Category{
	acscodes.CategoryUnexpectedServerError, acscodes.CategoryUnexpectedClientError, acscodes.CategoryUnknown,
	acscodes.CategoryExpectedError, acscodes.CategorySuccess,
}

// sorted returns the reasons whose pair or subcode is documented, and the others: the worst category first, then the most
// frequent.
func (s *summary) sorted() (documented, undocumented []reasonCount) {
	for _, reason := range s.reasons {
		if reason.Match >= acscodes.MatchSubcode {
			documented = append(documented, *reason)
		} else {
			undocumented = append(undocumented, *reason)
		}
	}
	for _, reasons := range [][]reasonCount{documented, undocumented} {
		slices.SortFunc(reasons, func(a, b reasonCount) int {
			return cmp.Or(
				cmp.Compare(slices.Index(worstFirst, a.Category), slices.Index(worstFirst, b.Category)),
				cmp.Compare(b.records, a.records),
				cmp.Compare(a.Code, b.Code), cmp.Compare(a.Subcode, b.Subcode), cmp.Compare(a.Match, b.Match),
				cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Entry.Code, b.Entry.Code), cmp.Compare(a.Entry.Subcode, b.Entry.Subcode),
			)
		})
	}
	return documented, undocumented
}

// render returns the summary of what a classifier read. Every share, and every bar, is of the records with a reason.
func (s *summary) render(c *classifier) string {
	total := c.records - c.withoutReason
	documented, undocumented := s.sorted()
	if c.opts.json {
		return s.renderJSON(c, total, documented, undocumented)
	}
	b := bars{total: total, columns: c.env.columns}
	fmt.Fprintf(&b, "%s with a reason, %d without, %d broken\n", count(total, "record"), c.withoutReason, c.broken)
	if c.matched < total {
		fmt.Fprintf(&b, "%s after filtering\n", count(c.matched, "record"))
	}
	if c.matched > 0 {
		b.WriteString("\nCategories\n")
	}
	for _, category := range worstFirst {
		if n := s.categories[category]; n > 0 {
			b.row(n, "", category.String())
		}
	}
	b.section("Reasons", documented)
	b.section("Undocumented", undocumented)
	if s.others > 0 {
		fmt.Fprintf(&b, "\n%s of further reasons, after %d different ones\n", count(s.others, "record"), mostKept)
	}
	return b.String()
}

// bars is a text with rows that all have their bars to the same scale.
type bars struct {
	strings.Builder
	total, columns int
}

func (b *bars) row(records int, start, text string) {
	share, width := float64(records)/float64(b.total), b.columns/8
	bar := strings.Repeat("#", int(math.Ceil(share*float64(width))))
	line := fmt.Sprintf("%8d  %5.1f%%  %-*s  %s", records, 100*share, width, bar, start)
	b.WriteString(line + cut(text, max(b.columns-len(line), len("1000/100000"))) + "\n")
}

func (b *bars) section(title string, reasons []reasonCount) {
	const most = 50
	if len(reasons) == 0 {
		return
	}
	b.WriteString("\n" + title + "\n")
	for _, reason := range reasons[:min(most, len(reasons))] {
		pair := reasonOf(reason.Code, reason.Subcode)
		b.row(reason.records, fmt.Sprintf("%-17s  ", reason.Outcome), pair.String()+" "+nameAndMessage(reason.Classification))
	}
	if more := len(reasons) - most; more > 0 {
		fmt.Fprintf(b, "          and %d more\n", more)
	}
}

func (s *summary) renderJSON(c *classifier, total int, documented, undocumented []reasonCount) string {
	type counted struct {
		Records        int                      `json:"records"`
		Share          float64                  `json:"share"`
		Category       *acscodes.Category       `json:"category,omitempty"`
		Classification *acscodes.Classification `json:"acscodes,omitempty"`
	}
	share := func(records int) float64 { return float64(records) / float64(max(total, 1)) }
	list := func(reasons []reasonCount) []counted {
		counts := make([]counted, len(reasons))
		for i, reason := range reasons {
			counts[i] = counted{Records: reason.records, Share: share(reason.records), Classification: &reason.Classification}
		}
		return counts
	}
	categories := []counted{}
	for _, category := range worstFirst {
		if n := s.categories[category]; n > 0 {
			categories = append(categories, counted{Records: n, Share: share(n), Category: &category})
		}
	}
	return renderJSON(map[string]any{
		"records": c.records, "withoutReason": c.withoutReason, "broken": c.broken,
		"categories": categories, "reasons": list(documented), "undocumented": list(undocumented), "others": s.others,
	})
}
