package main

// What the comments of the constants say.

import (
	"fmt"
	"slices"
	"strings"

	"example.com/acscodes/internal/textwrap"
)

// commentWidth is the width of a comment after its indent and slashes.
const commentWidth = 105

// codeComment says what a code means without a subcode, and which subcodes come with it.
func (src *source) codeComment(it *item) string {
	first := fmt.Sprintf("%s is %d: %s.", src.code(it.Code), it.Code, it.phrase)
	if outcome := src.outcomes.byPair[it.pair]; outcome != nil {
		first += " Where only the code is known, its outcome is [Outcome" + outcome.Value + "]."
	}
	paragraphs := []string{first}
	var subcodes []string
	for _, r := range src.Found {
		switch {
		case r.Code != it.Code:
		case r.Subcode != noNumber:
			subcodes = append(subcodes, "["+src.subcode(r.Subcode)+"]")
		case !strings.EqualFold(r.Message, it.phrase):
			paragraphs = append(paragraphs, r.Message)
		}
	}
	if len(subcodes) > 0 {
		paragraphs = append(paragraphs, "Subcodes: "+strings.Join(subcodes, ", ")+".")
	}
	return comment(paragraphs...)
}

// subcodeComment says what a subcode means under each code. A message that several rows have is there once.
func (src *source) subcodeComment(it *item) string {
	var messages, circumstances []string
	for _, r := range src.Found {
		if r.Subcode != it.Subcode {
			continue
		}
		same := func(message string) bool { return strings.EqualFold(message, r.Message) }
		if i := slices.IndexFunc(messages, same); i >= 0 {
			circumstances[i] += "; " + src.circumstances(r)
		} else {
			messages = append(messages, r.Message)
			circumstances = append(circumstances, src.circumstances(r))
		}
	}
	first := fmt.Sprintf("%s is %d", src.subcode(it.Subcode), it.Subcode)
	if len(messages) == 1 {
		return comment(first+", "+circumstances[0]+".", messages[0])
	}
	paragraphs := []string{first + "."}
	for i, text := range circumstances {
		paragraphs = append(paragraphs, strings.ToUpper(text[:1])+text[1:]+": "+messages[i])
	}
	return comment(paragraphs...)
}

// circumstances says which code a subcode comes with, and the outcome and the category of the two.
func (src *source) circumstances(r *row) string {
	text := "on its own"
	if r.Code != noNumber {
		text = fmt.Sprintf("with code %d ([%s])", r.Code, src.code(r.Code))
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
