package main

// What the comments of the constants say.

import (
	"fmt"
	"strings"

	"example.com/acscodes/internal/textwrap"
)

// commentWidth is the width of a comment after its indent and slashes.
const commentWidth = 105

// codeComment says what a code means without a subcode, and which subcodes come with it.
func (src *source) codeComment(n *name) string {
	first := fmt.Sprintf("%s is %d: %s.", src.codes.constant(n.Number), n.Number, n.phrase)
	if outcome, ok := src.codeOutcomes[n.Number]; ok {
		first += " Where only the code is known, its outcome is [Outcome" + outcome + "]."
	}
	paragraphs := []string{first}
	var subcodes []string
	for _, r := range src.found {
		switch {
		case r.Code != n.Number:
		case r.Subcode != noNumber:
			subcodes = append(subcodes, "["+src.subcodes.constant(r.Subcode)+"]")
		case !strings.EqualFold(r.Message, n.phrase):
			paragraphs = append(paragraphs, r.Message)
		}
	}
	if len(subcodes) > 0 {
		paragraphs = append(paragraphs, "Subcodes: "+strings.Join(subcodes, ", ")+".")
	}
	return comment(paragraphs...)
}

// subcodeComment says what a subcode means under each code. A message that several rows have is there once.
func (src *source) subcodeComment(n *name) string {
	var messages []string
	circumstances := make(map[string]string) // by message, in any letter case
	for _, r := range src.found {
		if r.Subcode != n.Number {
			continue
		}
		key := strings.ToLower(r.Message)
		if circumstances[key] == "" {
			messages = append(messages, r.Message)
			circumstances[key] = src.circumstances(r)
		} else {
			circumstances[key] += "; " + src.circumstances(r)
		}
	}
	first := fmt.Sprintf("%s is %d", src.subcodes.constant(n.Number), n.Number)
	if len(messages) == 1 {
		return comment(first+", "+circumstances[strings.ToLower(messages[0])]+".", messages[0])
	}
	paragraphs := []string{first + "."}
	for _, message := range messages {
		text := circumstances[strings.ToLower(message)]
		paragraphs = append(paragraphs, strings.ToUpper(text[:1])+text[1:]+": "+message)
	}
	return comment(paragraphs...)
}

// circumstances says which code a subcode comes with, and the outcome and the category of the two.
func (src *source) circumstances(r *row) string {
	text := "on its own"
	if r.Code != noNumber {
		text = fmt.Sprintf("with code %d ([%s])", r.Code, src.codes.constant(r.Code))
	}
	text += ", [Outcome" + r.Outcome + "]"
	if r.Category != "" {
		text += ", " + r.Category
	}
	return text
}

// comment returns a doc comment, indented by a tab, with a blank line between paragraphs.
func comment(paragraphs ...string) string {
	var out strings.Builder
	for i, paragraph := range paragraphs {
		if i > 0 {
			out.WriteString("\t//\n")
		}
		for _, line := range textwrap.Lines(paragraph, commentWidth) {
			out.WriteString("\t// " + line + "\n")
		}
	}
	return out.String()
}
