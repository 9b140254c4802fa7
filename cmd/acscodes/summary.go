package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.com/acscodes"
)

// mostPairs is how many different pairs a summary tells apart, so that its memory has an end.
const mostPairs = 10_000

// pair is a code and a subcode as they were received.
type pair struct {
	code    acscodes.Code
	subcode acscodes.Subcode
}

// A summary counts records by category and by reason.
type summary struct {
	categories map[acscodes.Category]int
	pairs      map[pair]int
	others     int // records whose pair came after mostPairs different ones
}

func newSummary() *summary {
	return &summary{categories: make(map[acscodes.Category]int), pairs: make(map[pair]int)}
}

func (s *summary) add(entry acscodes.Entry) {
	s.categories[entry.Category]++
	p := pair{entry.Code, entry.Subcode}
	if _, known := s.pairs[p]; !known && len(s.pairs) == mostPairs {
		s.others++
		return
	}
	s.pairs[p]++
}

// share is a line of the summary.
type share struct {
	label    string
	category acscodes.Category
	records  int
}

func (s *summary) render(records, bad, columns int, paint paint) string {
	var categories, reasons, undocumented []share
	for category, n := range s.categories {
		categories = append(categories, share{category.String(), category, n})
	}
	for p, n := range s.pairs {
		entry, match := acscodes.Classify(p.code, p.subcode)
		label := pairText(entry)
		if name := entry.Name(); name != "" {
			label += " " + name
		}
		switch {
		case p == pair{acscodes.AnyCode, acscodes.AnySubcode}:
			reasons = append(reasons, share{"no reason given", entry.Category, n})
		case match == acscodes.MatchExact || p.code == acscodes.AnyCode || p.subcode == acscodes.AnySubcode:
			reasons = append(reasons, share{label, entry.Category, n})
		default:
			undocumented = append(undocumented, share{label, entry.Category, n})
		}
	}
	if s.others > 0 {
		undocumented = append(undocumented, share{"other pairs", acscodes.CategoryUnknown, s.others})
	}

	var out strings.Builder
	fmt.Fprintf(&out, "%s classified", count(records-bad, "record"))
	if bad > 0 {
		fmt.Fprintf(&out, ", %d could not be read", bad)
	}
	out.WriteString("\n")
	total := records - bad
	renderShares(&out, "Category", categories, total, columns, paint)
	renderShares(&out, "Reason", reasons, total, columns, paint)
	renderShares(&out, "Undocumented pair, worth reporting", undocumented, total, columns, paint)
	return out.String()
}

// renderShares writes a section, most frequent first, with bars that fill the width.
func renderShares(out *strings.Builder, title string, shares []share, total, columns int, paint paint) {
	if len(shares) == 0 {
		return
	}
	slices.SortFunc(shares, func(a, b share) int {
		return cmp.Or(cmp.Compare(b.records, a.records), cmp.Compare(a.label, b.label))
	})
	labelWidth := len(title)
	for _, s := range shares {
		labelWidth = max(labelWidth, len(s.label))
	}
	countWidth := max(len("Records"), len(fmt.Sprint(shares[0].records)))
	heading := fmt.Sprintf("%-*s  %*s   Share", labelWidth, title, countWidth, "Records")
	fmt.Fprintf(out, "\n%s\n", paint.bold(heading))
	barWidth := max(columns-len(heading)-2, 0)
	for _, s := range shares {
		bar := strings.Repeat("#", (s.records*barWidth+shares[0].records-1)/shares[0].records)
		line := fmt.Sprintf("%-*s  %*d  %5.1f%%  %s", labelWidth, s.label, countWidth, s.records,
			100*float64(s.records)/float64(total), paint.category(bar, s.category))
		out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// count is a number of things in words: "1 record", "2 records".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
