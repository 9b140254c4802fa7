package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/acscodes"
)

// list prints the entries that meet the filters and have the words of -search, if there are any: as a table, or in full.
func list(env environment, opts options) (exitStatus int) {
	entries := searchEntries(opts.search, opts.filter)
	text := ""
	switch {
	case opts.json:
		text = renderJSON(entries)
	case opts.csv:
		text = renderCSV(entries)
	case opts.list && len(entries) > 0:
		text = renderTable(entries, env.columns)
	default:
		text = render(answersOf(entries), env.columns)
	}
	if exitStatus := env.print(text); exitStatus != exitFound {
		return exitStatus
	}
	if len(entries) == 0 {
		env.diagnose("no entry meets all conditions")
		return exitNothing
	}
	return exitFound
}

// searchEntries returns the entries that have all the words, those first that have them in their names and as whole words.
func searchEntries(words string, filter filter) []acscodes.Entry {
	var searched []word
	for text := range strings.FieldsSeq(strings.ToLower(words)) {
		searched = append(searched, word{text, regexp.MustCompile(`(?:^|[^\pL\pN])` + regexp.QuoteMeta(text) + `(?:$|[^\pL\pN])`)})
	}
	ranks := make(map[acscodes.Entry]int)
	found := []acscodes.Entry{}
	for e := range acscodes.All() {
		if rank := rank(e, searched); rank > 0 && filter.matchEntry(e) {
			ranks[e] = rank
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b acscodes.Entry) int { return cmp.Compare(ranks[b], ranks[a]) })
	return found
}

// A word is what to search for, and where it is a word of its own.
type word struct {
	text  string
	whole *regexp.Regexp
}

// capital is where a word starts in a Go name.
var capital = regexp.MustCompile(`([a-z])([A-Z])|([A-Z])([A-Z][a-z])`)

// rank returns how well an entry has all the words, or 0 where it lacks one.
func rank(e acscodes.Entry, words []word) int {
	rank := 1
	names := goNames(e.Code, e.Subcode)
	names = strings.ToLower(capital.ReplaceAllString(names, "$1$3 $2$4") + " " + names)
	text := strings.ToLower(e.Message + "\n" + e.Advice)
	for _, w := range words {
		switch {
		case w.whole.MatchString(names):
			rank += 4
		case w.whole.MatchString(text):
			rank += 3
		case strings.Contains(names, w.text):
			rank += 2
		case strings.Contains(text, w.text):
			rank++
		default:
			return 0
		}
	}
	return rank
}

// renderTable lays entries out in columns: numbers, name and outcome, and then the category and the start of the message
// where the width leaves room for them.
func renderTable(entries []acscodes.Entry, columns int) string {
	const (
		numbersWidth  = len(" 487    10004  ")
		outcomeWidth  = len("ConnectionFailure")
		categoryWidth = len("  UnexpectedClientError")
		messageWidth  = len("  a message that says something")
	)
	nameWidth := len("NAME")
	for _, e := range entries {
		nameWidth = max(nameWidth, len(e.Name()))
	}
	nameWidth = min(nameWidth, columns-numbersWidth-len("  ")-outcomeWidth)
	left := columns - numbersWidth - nameWidth - len("  ") - outcomeWidth
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
	for _, e := range entries {
		code, subcode, category := cells(e)
		out.WriteString(row(code, subcode, e.Name(), e.Outcome.String(), category, e.Message))
	}
	return out.String()
}

// cells returns the code, the subcode and the category of an entry, each empty where it has none.
func cells(e acscodes.Entry) (code, subcode, category string) {
	if e.Code != acscodes.NoCode {
		code = strconv.Itoa(int(e.Code))
	}
	if e.Subcode != acscodes.NoSubcode {
		subcode = strconv.Itoa(int(e.Subcode))
	}
	if e.Category != acscodes.CategoryUnknown {
		category = e.Category.String()
	}
	return code, subcode, category
}

// renderCSV returns entries for a spreadsheet, or to join in a query.
func renderCSV(entries []acscodes.Entry) string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	_ = w.Write([]string{"code", "subCode", "name", "outcome", "category", "message", "advice", "table", "source"})
	for _, e := range entries {
		code, subcode, category := cells(e)
		_ = w.Write([]string{code, subcode, e.Name(), e.Outcome.String(), category, e.Message, e.Advice, e.Table.String(), e.Source().URL})
	}
	w.Flush() // to a strings.Builder, which never fails
	return out.String()
}
