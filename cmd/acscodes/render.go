package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"example.com/acscodes"
	"example.com/acscodes/internal/textwrap"
)

// labelWidth is the width of the column of labels, the space around it included.
const labelWidth = 12

// render lays answers out for people.
func render(answers []answer, columns int, paint paint) string {
	var out strings.Builder
	for i, a := range answers {
		if i > 0 {
			out.WriteString("\n")
		}
		renderAnswer(&out, a, columns, paint)
	}
	return out.String()
}

func renderAnswer(out *strings.Builder, a answer, columns int, paint paint) {
	field := func(label, text string) {
		for line := range strings.SplitSeq(text, "\n") {
			bullet, indent := "", ""
			if item, isItem := strings.CutPrefix(line, "- "); isItem {
				line, bullet, indent = item, "- ", "  "
			}
			for _, wrapped := range textwrap.Lines(line, columns-labelWidth-len(bullet)) {
				row := fmt.Sprintf("  %-*s%s%s", labelWidth-2, label, bullet, wrapped)
				out.WriteString(strings.TrimRight(row, " ") + "\n")
				label, bullet = "", indent
			}
		}
	}

	out.WriteString(paint.bold(heading(a)) + "\n")
	if names := goNames(a.Entry); names != "" {
		field("Go", names)
	}
	fmt.Fprintf(out, "  %-*s%s\n", labelWidth-2, "Category", categoryText(a.Entry, paint))
	if a.match != acscodes.MatchExact {
		field("Certainty", certainty(a))
	}
	for _, attribute := range reasonOf(a.Entry).LogValue().Group() {
		if attribute.Key == "sip" {
			field("SIP", attribute.Value.String())
		}
	}
	if a.Message != "" {
		field("Message", a.Message)
	}
	if a.Advice != "" {
		field("Advice", a.Advice)
	}
	label := "Links"
	for _, link := range a.Links() {
		field(label, link.Text+"\n"+link.URL)
		label = ""
	}
	if a.Table != acscodes.TableNone {
		field("Table", a.Table.String()+"\n"+a.Table.URL())
	}
}

// categoryText returns the category, or what a row without one is taken for.
func categoryText(e acscodes.Entry, paint paint) string {
	if e.Category != acscodes.CategoryUnknown {
		return paint.category(e.Category.String(), e.Category)
	}
	classified, _ := acscodes.Classify(e.Code, e.Subcode)
	if classified.Category != acscodes.CategoryUnknown {
		return "none documented, taken for " + paint.category(classified.Category.String(), classified.Category)
	}
	return "none documented"
}

func heading(a answer) string {
	switch {
	case a.match == acscodes.MatchExact && a.Subcode == acscodes.AnySubcode:
		return fmt.Sprintf("%d, documented for the code alone", a.Code)
	case a.match == acscodes.MatchExact && a.Code == acscodes.AnyCode:
		return fmt.Sprintf("%d, documented for the subcode alone", a.Subcode)
	}
	return pairText(a.Entry)
}

// pairText is the pair of an entry as people write it, with "-" for an absent number.
func pairText(e acscodes.Entry) string { return reasonOf(e).String() }

func reasonOf(e acscodes.Entry) *acscodes.CallEndReason {
	return &acscodes.CallEndReason{Code: e.Code, Subcode: e.Subcode}
}

// goNames returns the constants of the code and the subcode, as far as they have one.
func goNames(e acscodes.Entry) string {
	var names []string
	if e.Code != acscodes.AnyCode && isNamed(e.Code) {
		names = append(names, "Code"+e.Code.String())
	}
	if e.Subcode != acscodes.AnySubcode && isNamed(e.Subcode) {
		names = append(names, "Subcode"+e.Subcode.String())
	}
	return strings.Join(names, ", ")
}

// isNamed reports whether a code or subcode has a name: those without one read like Code(799).
func isNamed(number fmt.Stringer) bool {
	return !strings.HasSuffix(number.String(), ")")
}

// certainty says in words what an answer rests on that is not documented for the very pair.
func certainty(a answer) string {
	class := fmt.Sprintf("%dxx", a.Code/100)
	switch a.match {
	case acscodes.MatchDiagnostic:
		return "High: this pair is not documented, but that of the DiagCode beside it is. The answer is that one's."
	case acscodes.MatchSubcode:
		return "High: this pair is not documented, but the subcode is, with another code or on its own. The answer is the subcode's."
	case acscodes.MatchCode:
		return "Fair: the subcode is not documented. The answer is what is known of the code, whatever the subcode."
	case acscodes.MatchClass:
		return "Low: neither the pair nor the subcode nor the code alone is documented. The category is that of " + class + " codes."
	}
	return "None: nothing is known of this pair."
}

// MarshalJSON returns the JSON of the entry with one more key, match.
func (a answer) MarshalJSON() ([]byte, error) {
	object, err := a.Entry.MarshalJSON()
	object = bytes.TrimSuffix(bytes.TrimSpace(object), []byte("}"))
	return fmt.Appendf(object, `,"match":%q}`, a.match), err
}

// renderJSON returns values as an indented JSON array.
func renderJSON[T any](values []T) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(values) // entries and answers never fail
	return out.String()
}
