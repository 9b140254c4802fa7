package main

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"example.com/acscodes"
)

// search returns the pairs of the entries that have all the words, those first that have them in their names and as whole
// words. Numbers are not words to search for: a message may have them by chance.
func search(question string) []acscodes.CallEndReason {
	const longest = 100 // bytes
	words := strings.Fields(strings.ToLower(question))
	isNumber := func(word string) bool { return !strings.ContainsFunc(word, unicode.IsLetter) }
	if len(question) > longest || len(words) == 0 || slices.ContainsFunc(words, isNumber) {
		return nil
	}
	ranks := make(map[acscodes.CallEndReason]int)
	found := reasonsWhere(func(e acscodes.Entry) bool {
		rank, reason := rank(e, words), reasonOf(e.Code, e.Subcode)
		ranks[reason] = max(ranks[reason], rank)
		return rank > 0
	})
	slices.SortStableFunc(found, func(a, b acscodes.CallEndReason) int { return cmp.Compare(ranks[b], ranks[a]) })
	return found
}

// capital is where a word starts in a Go name.
var capital = regexp.MustCompile(`([a-z])([A-Z])|([A-Z])([A-Z][a-z])`)

// rank returns how well an entry has all the words, or 0 where it lacks one.
func rank(e acscodes.Entry, words []string) (rank int) {
	names := goNames(e.Code, e.Subcode)
	names = spaced(capital.ReplaceAllString(names, "$1$3 $2$4") + " " + names)
	text := spaced(e.Message + " " + e.Advice)
	for _, word := range words {
		places := []bool{
			strings.Contains(names, spaced(word)), strings.Contains(text, spaced(word)),
			strings.Contains(names, word), strings.Contains(text, word),
		}
		best := slices.Index(places, true)
		if best < 0 {
			return 0
		}
		rank += len(places) - best
	}
	return rank
}

// spaced returns a text in lower case, with a space on either side of every word and nothing else between them.
func spaced(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(words, " ") + " "
}
