package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/acscodes"
	"example.com/acscodes/internal/textwrap"
)

// An answer is what is known about a reason.
type answer struct {
	acscodes.Classification
	reason acscodes.CallEndReason
}

// answersTo returns what is known about each reason, once, with every entry of a pair.
func answersTo(reasons []acscodes.CallEndReason) (answers []answer) {
	seen := make(map[acscodes.CallEndReason]bool)
	for _, reason := range reasons {
		if seen[reason] {
			continue
		}
		seen[reason] = true
		a := answer{reason.Classify(), reason}
		answers = append(answers, a)
		if first, ok := acscodes.Lookup(a.Code, a.Subcode); ok && a.Entry == first {
			for a.Entry = range acscodes.All() {
				if a.Entry != first && a.Entry.Code == a.Code && a.Entry.Subcode == a.Subcode {
					answers = append(answers, a)
				}
			}
		}
	}
	return answers
}

// oncePerPair returns the answers without further entries of their pairs.
func oncePerPair(answers []answer) []answer {
	return slices.CompactFunc(slices.Clone(answers), func(a, b answer) bool { return a.reason == b.reason })
}

// renderAnswers lays answers out for people: a few in full, more as a table. One about one code follows what is known about the
// code alone, in full.
func renderAnswers(answers []answer, env environment) string {
	const mostInFull = 3
	if len(answers) <= mostInFull {
		return renderInFull(answers, env.columns)
	}
	table := renderTable(oncePerPair(answers), env.width)
	if slices.ContainsFunc(answers, func(a answer) bool { return a.Code != answers[0].Code }) {
		return table
	}
	alone := slices.DeleteFunc(slices.Clone(answers), func(a answer) bool { return a.Subcode != acscodes.NoSubcode })
	return strings.TrimPrefix(renderInFull(alone, env.columns)+"\n"+table, "\n")
}

// renderInFull writes, under one heading, what every entry of the same pair says.
func renderInFull(answers []answer, columns int) string {
	var out strings.Builder
	field := func(label, text string) {
		for line := range strings.Lines(strings.TrimSpace(text)) {
			for _, wrapped := range textwrap.Lines(line, columns-len("  Category  ")) {
				out.WriteString(strings.TrimRight(fmt.Sprintf("  %-8s  %s", label, wrapped), " ") + "\n")
				label = ""
			}
		}
	}
	for i, a := range answers {
		if i == 0 || a.reason != answers[i-1].reason {
			out.WriteString("\n"[:min(i, 1)] + a.Pair() + "\n")
			field("Go", goNames(a.Code, a.Subcode))
			field("Outcome", a.Outcome.String())
			field("Category", a.Category.String()+origin(a))
			field("Match", strings.ReplaceAll(bases[a.Match], "PAIR", a.Entry.Pair()))
			if a.SIP != 0 {
				origin := map[bool]string{true: "payload", false: "subcode"}[a.reason.SIPStatus() != 0]
				field("SIP", fmt.Sprintf("%d, from the %s", a.SIP, origin))
			}
		}
		field("Message", a.Entry.Message)
		field("Advice", a.Entry.Advice)
		links := ""
		for _, link := range a.Entry.Links() {
			links += link.Text + "\n" + link.URL + "\n"
		}
		field("Links", links)
		field("Source", a.Entry.Source().Text+"\n"+a.Entry.Source().URL)
	}
	return out.String()
}

// origin says where a category comes from, unless the entry has it.
func origin(a answer) string {
	switch a.Category {
	case acscodes.CategoryUnknown, a.reason.Classify().Entry.Category: // where a pair has several entries, a has any of them
		return ""
	case a.reason.ReportedCategory():
		return ", reported"
	}
	return ", inferred"
}

// bases say what an answer rests on, unless that is the documentation of the pair itself. PAIR is that of the entry.
var bases = map[acscodes.Match]string{
	acscodes.MatchDiagnostic: "This pair is not documented, but the DiagCode beside it is: PAIR.",
	acscodes.MatchReported:   "Not documented, but Microsoft's staff or the service itself explained PAIR.",
	acscodes.MatchSubcode:    "This pair is not documented, but its subcode is: PAIR.",
	acscodes.MatchCode:       "This pair is not documented. The answer is for the code alone.",
	acscodes.MatchClass:      "Nothing is documented. The answer is inferred from the class of the code or from a SIP status.",
	acscodes.MatchNone:       "Nothing is known.",
}

// goNames returns the constants of a code and a subcode, as far as they have one.
func goNames(code acscodes.Code, subcode acscodes.Subcode) string {
	var names []string
	if name := code.Name(); name != "" {
		names = append(names, "Code"+name)
	}
	if name := subcode.Name(); name != "" {
		names = append(names, "Subcode"+name)
	}
	return strings.Join(names, ", ")
}

// oneLine returns a text without its line breaks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// cut shortens a line to a number of columns.
func cut(line string, columns int) string {
	if utf8.RuneCountInString(line) > columns {
		line = strings.TrimRight(string([]rune(line)[:columns-1]), " ") + "…"
	}
	return strings.TrimRight(line, " ")
}

// renderJSON returns values as indented JSON.
func renderJSON(values any) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(values) // entries and classifications never fail
	return out.String()
}
