package main

import (
	"encoding/json"
	"fmt"
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

// labelWidth is the width of the column of labels, the space around it included.
const labelWidth = 12

// mostInFull is how many answers are explained in full. More are a table.
const mostInFull = 3

// renderAnswers lays answers out for people.
func renderAnswers(answers []answer, env *environment) string {
	if len(answers) <= mostInFull {
		return renderInFull(answers, env.columns)
	}
	text := renderTable(oncePerPair(classificationsOf(answers)), env.width)
	if alone := aboutTheCode(answers); len(alone) > 0 {
		text = renderInFull(alone, env.columns) + "\n" + text
	}
	return text
}

// aboutTheCode returns the answers for the code alone, if all answers are about one code.
func aboutTheCode(answers []answer) (alone []answer) {
	for _, a := range answers {
		if a.Code != answers[0].Code {
			return nil
		}
		if a.Subcode == acscodes.NoSubcode {
			alone = append(alone, a)
		}
	}
	return alone
}

func classificationsOf(answers []answer) []acscodes.Classification {
	classifications := make([]acscodes.Classification, len(answers))
	for i, a := range answers {
		classifications[i] = a.Classification
	}
	return classifications
}

// renderInFull writes, under one heading, what every entry of the same pair says.
func renderInFull(answers []answer, columns int) string {
	var out strings.Builder
	for i, a := range answers {
		b := block{&out, columns}
		if i == 0 || a.reason != answers[i-1].reason {
			out.WriteString("\n"[:min(i, 1)])
			b.head(a)
		}
		b.entry(a.Entry)
	}
	return out.String()
}

// A block writes labelled text.
type block struct {
	out     *strings.Builder
	columns int
}

// field writes a label and a text, if there is one.
func (b block) field(label, text string) {
	for line := range strings.Lines(text) {
		bullet, indent := "", ""
		if item, isItem := strings.CutPrefix(line, "- "); isItem {
			line, bullet, indent = item, "- ", "  "
		}
		for _, wrapped := range textwrap.Lines(line, b.columns-labelWidth-len(bullet)) {
			row := fmt.Sprintf("  %-*s%s%s", labelWidth-2, label, bullet, wrapped)
			b.out.WriteString(strings.TrimRight(row, " ") + "\n")
			label, bullet = "", indent
		}
	}
}

// head writes what is known about a reason.
func (b block) head(a answer) {
	b.out.WriteString(heading(a) + "\n")
	b.field("Go", goNames(a.Code, a.Subcode))
	b.field("Outcome", a.Outcome.String())
	b.field("Category", a.Category.String()+origin(a))
	b.field("Match", basis(a))
	b.field("SIP", sipText(a))
}

// entry writes what is documented.
func (b block) entry(e acscodes.Entry) {
	b.field("Message", e.Message)
	b.field("Advice", e.Advice)
	label := "Links"
	for _, link := range e.Links() {
		b.field(label, link.Text+"\n"+link.URL)
		label = ""
	}
	if source := e.Source(); source.URL != "" {
		b.field("Source", source.Text+"\n"+source.URL)
	}
}

func heading(a answer) string {
	switch {
	case a.Match == acscodes.MatchExact && a.Subcode == acscodes.NoSubcode:
		return fmt.Sprintf("%d, documented for the code alone", a.Code)
	case a.Match == acscodes.MatchExact && a.Code == acscodes.NoCode:
		return fmt.Sprintf("%d, documented for the subcode alone", a.Subcode)
	}
	return a.reason.String()
}

// origin says where a category comes from that is not that of the entry.
func origin(a answer) string {
	answered := a.reason.Classify().Entry // where several tables have the pair, the entry may be another
	switch a.Category {
	case acscodes.CategoryUnknown, answered.Category:
		return ""
	case a.reason.ReportedCategory():
		return ", reported"
	}
	return ", inferred"
}

// basis says what an answer rests on that is not documented for the very pair.
func basis(a answer) string {
	switch a.Match {
	case acscodes.MatchDiagnostic:
		return fmt.Sprintf("This pair is not documented. The DiagCode beside it is: %s.", a.Entry.Pair())
	case acscodes.MatchReported:
		text := "Not documented by Microsoft, but said by its staff or by the service itself."
		if a.Entry.Pair() != a.Pair() {
			text += " It was said of " + a.Entry.Pair() + "."
		}
		return text
	case acscodes.MatchSubcode:
		if a.Entry.Code == acscodes.NoCode {
			return "This pair is not documented. Its subcode is, on its own."
		}
		return fmt.Sprintf("This pair is not documented. Its subcode is, with code %d.", a.Entry.Code)
	case acscodes.MatchCode:
		return "The subcode is not documented. This is what is known of the code alone."
	case acscodes.MatchClass:
		return "Nothing is documented. This is what the class of the code or a SIP status says."
	case acscodes.MatchNone:
		return "Nothing is known."
	}
	return ""
}

// sipText says what the payload or the subcode says about the telephone network.
func sipText(a answer) string {
	status, fromSubcode := a.Subcode.SIPStatus()
	direction := "inbound"
	if a.Subcode/1000 == 560 {
		direction = "outbound"
	}
	switch {
	case a.SIP != 0 && a.SIP == a.reason.SIPStatus():
		return fmt.Sprintf("%d, from the payload", a.SIP)
	case a.SIP != 0:
		return fmt.Sprintf("%d, %s call, from the subcode", a.SIP, direction)
	case fromSubcode && status == 0:
		return direction + " call, normal clearing, from the subcode"
	}
	return ""
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
