package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"example.com/acscodes"
)

// A summary counts classifications.
type summary struct {
	outcomes   map[acscodes.Outcome]int
	categories map[acscodes.Category]int
	sip        map[int]int // by SIP status
	reasons    map[acscodes.Classification]int
	others     int // records of further classifications, once there are too many different ones
}

func newSummary() *summary {
	return &summary{make(map[acscodes.Outcome]int), make(map[acscodes.Category]int), make(map[int]int), make(map[acscodes.Classification]int), 0}
}

func (s *summary) add(c acscodes.Classification) {
	s.outcomes[c.Outcome]++
	s.categories[c.Category]++
	if c.SIP != 0 {
		s.sip[c.SIP]++
	}
	if s.reasons[c] > 0 || len(s.reasons) < mostKept {
		s.reasons[c]++
	} else {
		s.others++
	}
}

// counted is how many records have something.
type counted[T any] struct {
	what    T
	records int
}

// worstFirst sorts counts by badness, from 0 for the worst, and then the most frequent first.
func worstFirst[T comparable](counts map[T]int, badness func(T) int, compare func(a, b T) int) []counted[T] {
	var sorted []counted[T]
	for what, records := range counts {
		sorted = append(sorted, counted[T]{what, records})
	}
	slices.SortFunc(sorted, func(a, b counted[T]) int {
		return cmp.Or(cmp.Compare(badness(a.what), badness(b.what)), cmp.Compare(b.records, a.records), compare(a.what, b.what))
	})
	return sorted
}

func outcomeBadness(o acscodes.Outcome) int {
	switch {
	case o.IsFailure():
		return 0
	case o.IsEveryday():
		return 2
	case o.IsSuccess():
		return 3
	}
	return 1
}

func categoryBadness(c acscodes.Category) int {
	return slices.Index([]acscodes.Category{
		acscodes.CategoryUnexpectedServerError, acscodes.CategoryUnexpectedClientError, acscodes.CategoryUnknown,
		acscodes.CategoryExpectedError, acscodes.CategorySuccess,
	}, c)
}

func reasonBadness(c acscodes.Classification) int { return categoryBadness(c.Category) }

func compareReasons(a, b acscodes.Classification) int {
	return cmp.Or(
		cmp.Compare(a.Code, b.Code), cmp.Compare(a.Subcode, b.Subcode), cmp.Compare(a.Match, b.Match), cmp.Compare(a.Outcome, b.Outcome),
		cmp.Compare(a.SIP, b.SIP), cmp.Compare(a.Entry.Code, b.Entry.Code), cmp.Compare(a.Entry.Subcode, b.Entry.Subcode),
	)
}

// isUndocumented reports whether neither the pair nor the subcode of a reason is known.
func isUndocumented(reason counted[acscodes.Classification]) bool {
	return reason.what.Match < acscodes.MatchSubcode
}

// render returns the summary of what a classifier read. Every share, and every bar, is of the records with a reason.
func (s *summary) render(c *classifier) string {
	total := c.records - c.withoutReason
	outcomes := worstFirst(s.outcomes, outcomeBadness, cmp.Compare)
	categories := worstFirst(s.categories, categoryBadness, cmp.Compare)
	sip := worstFirst(s.sip, func(int) int { return 0 }, cmp.Compare)
	documented := worstFirst(s.reasons, reasonBadness, compareReasons)
	var undocumented []counted[acscodes.Classification]
	for _, reason := range documented {
		if isUndocumented(reason) {
			undocumented = append(undocumented, reason)
		}
	}
	documented = slices.DeleteFunc(documented, isUndocumented)
	if c.opts.json {
		return renderJSON(map[string]any{
			"records": c.records, "withoutReason": c.withoutReason, "broken": c.broken, "others": s.others,
			"outcomes": countsJSON("outcome", outcomes, total), "categories": countsJSON("category", categories, total),
			"sip": countsJSON("sip", sip, total), "reasons": countsJSON("acscodes", documented, total),
			"undocumented": countsJSON("acscodes", undocumented, total),
		})
	}
	b := bars{total: total, columns: c.env.columns, width: c.env.width}
	fmt.Fprintf(&b, "%s with a reason, %d without, %d broken\n", count(total, "record"), c.withoutReason, c.broken)
	reasonText := func(c acscodes.Classification) (start, rest string) {
		return fmt.Sprintf("%-17s  ", c.Outcome), c.Pair() + " " + nameAndMessage(c)
	}
	section(&b, "Outcomes", outcomes, func(o acscodes.Outcome) (start, rest string) { return o.String(), "" })
	section(&b, "Categories", categories, func(c acscodes.Category) (start, rest string) { return c.String(), "" })
	section(&b, "SIP statuses", sip, func(status int) (start, rest string) { return strconv.Itoa(status), "" })
	section(&b, "Reasons", documented, reasonText)
	section(&b, "Undocumented", undocumented, reasonText)
	if s.others > 0 {
		fmt.Fprintf(&b, "\n%s of further reasons, after %d different ones\n", count(s.others, "record"), mostKept)
	}
	return b.String()
}

// countsJSON returns counts as they are encoded, with what is counted under the key.
func countsJSON[T any](key string, counts []counted[T], total int) []map[string]any {
	objects := make([]map[string]any, len(counts))
	for i, c := range counts {
		objects[i] = map[string]any{"records": c.records, "share": float64(c.records) / float64(total), key: c.what}
	}
	return objects
}

// bars is a text with rows that all have their bars to the same scale.
type bars struct {
	strings.Builder
	total, columns, width int
}

// section writes a row for each of the counts.
func section[T any](b *bars, title string, counts []counted[T], text func(T) (start, rest string)) {
	const most = 50
	if len(counts) == 0 {
		return
	}
	b.WriteString("\n" + title + "\n")
	for _, c := range counts[:min(most, len(counts))] {
		share, width := float64(c.records)/float64(b.total), b.columns/8
		start, rest := text(c.what)
		line := fmt.Sprintf("%8d  %5.1f%%  %-*s  %s", c.records, 100*share, width, strings.Repeat("#", int(math.Ceil(share*float64(width)))), start)
		b.WriteString(line + cut(rest, max(b.width-len(line), len("1000/100000"))) + "\n")
	}
	if more := len(counts) - most; more > 0 {
		fmt.Fprintf(b, "          and %d more\n", more)
	}
}
