package main

import (
	"fmt"
	"slices"
	"strings"

	"example.com/acscodes/internal/textwrap"
)

// commentWidth is the width of a comment after its indent and slashes.
const commentWidth = 105

// codeComment says what hovering over a code's constant should answer.
func (src source) codeComment(n name) string {
	var c comment
	c.paragraph(fmt.Sprintf("Code%s is %d: %s.", n.identifier, n.number, n.phrase))
	var subcodes []string
	for _, r := range src.found {
		switch {
		case r.code != n.number:
		case r.subcode == noNumber:
			c.text("For the code alone: ", r.message)
			c.text("Advice: ", r.advice)
		default:
			subcodes = append(subcodes, "["+src.subcodeName(r.subcode)+"]")
		}
	}
	if len(subcodes) > 0 {
		c.paragraph("Documented with " + strings.Join(subcodes, ", ") + ".")
	}
	if o, ok := src.outcomes.lines[pair{n.number, noNumber}]; ok {
		c.paragraph("Where only the code is known, its outcome is [Outcome" + o.name + "].")
	}
	return c.String()
}

// subcodeComment says what hovering over a subcode's constant should answer.
func (src source) subcodeComment(n name) string {
	var c comment
	rows := slices.DeleteFunc(slices.Clone(src.found), func(r row) bool { return r.subcode != n.number })
	if len(rows) == 1 {
		c.paragraph(fmt.Sprintf("Subcode%s is %d, documented %s.", n.identifier, n.number, src.circumstances(rows[0])))
		c.text("", rows[0].message)
		c.text("Advice: ", rows[0].advice)
		return c.String()
	}
	c.paragraph(fmt.Sprintf("Subcode%s is %d.", n.identifier, n.number))
	for _, r := range rows {
		circumstances := src.circumstances(r)
		c.text(strings.ToUpper(circumstances[:1])+circumstances[1:]+": ", r.message)
		c.text("Advice: ", r.advice)
	}
	return c.String()
}

// circumstances says which code a subcode comes with, and the outcome and the category of the two.
func (src source) circumstances(r row) string {
	text := "on its own"
	if r.code != noNumber {
		text = fmt.Sprintf("with code %d ([%s])", r.code, src.codeName(r.code))
	}
	text += ", [Outcome" + r.outcome + "]"
	if r.category != "" {
		text += ", " + r.category
	}
	return text
}

// A comment is the doc comment of a constant: wrapped lines, indented by a tab, with blank lines between blocks.
type comment struct {
	out    strings.Builder
	inList bool
}

// text adds documentation text, if there is any. A line with a dash is an item of a list, each other line a paragraph.
func (c *comment) text(intro, text string) {
	for i, line := range strings.Split(text, "\n") {
		item, isItem := strings.CutPrefix(line, "-")
		if isItem && i == 0 && intro != "" {
			c.paragraph(intro)
		} else if i == 0 && !isItem && line != "" {
			line = intro + line
		}
		switch {
		case isItem:
			c.item(item)
		case line != "":
			c.paragraph(line)
		}
	}
}

func (c *comment) paragraph(text string) {
	if c.out.Len() > 0 {
		c.out.WriteString("\t//\n")
	}
	for _, line := range textwrap.Lines(text, commentWidth) {
		c.out.WriteString("\t// " + line + "\n")
	}
	c.inList = false
}

func (c *comment) item(text string) {
	if !c.inList {
		c.out.WriteString("\t//\n")
	}
	indent := "  - "
	for _, line := range textwrap.Lines(text, commentWidth-len(indent)) {
		c.out.WriteString("\t// " + indent + line + "\n")
		indent = "    "
	}
	c.inList = true
}

func (c *comment) String() string { return c.out.String() }
