package main

// What the comments of the constants say.

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.com/acscodes/internal/textwrap"
)

// commentWidth is the width of a comment after its indent and slashes.
const commentWidth = 105

// codeComment says what a code means without a subcode, and which subcodes come with it.
func (src *source) codeComment(n name) string {
	first := fmt.Sprintf("Code%s is %d: %s.", n.identifier, n.number, n.phrase)
	if o, ok := src.outcomes[pair{n.number, noNumber}]; ok {
		first += " Where only the code is known, its outcome is [Outcome" + o.name + "]."
	}
	paragraphs := []string{first}
	var subcodes []string
	for _, p := range slices.SortedFunc(maps.Keys(src.byPair), comparePairs) {
		switch r := src.byPair[p]; {
		case r.code != n.number:
		case r.subcode != noNumber:
			subcodes = append(subcodes, "["+src.subcodeName(r.subcode)+"]")
		case !strings.EqualFold(r.message, n.phrase):
			paragraphs = append(paragraphs, r.message)
		}
	}
	if len(subcodes) > 0 {
		paragraphs = append(paragraphs, "Subcodes: "+strings.Join(subcodes, ", ")+".")
	}
	return comment(paragraphs...)
}

// subcodeComment says what a subcode means under each code. A message that several rows have is there once.
func (src *source) subcodeComment(n name) string {
	var messages []string
	circumstances := make(map[string]string) // by message, in any letter case
	for _, p := range slices.SortedFunc(maps.Keys(src.byPair), comparePairs) {
		r := src.byPair[p]
		if r.subcode != n.number {
			continue
		}
		key := strings.ToLower(r.message)
		if circumstances[key] == "" {
			messages = append(messages, r.message)
			circumstances[key] = src.circumstances(r)
		} else {
			circumstances[key] += "; " + src.circumstances(r)
		}
	}
	first := fmt.Sprintf("Subcode%s is %d", n.identifier, n.number)
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
	if r.code != noNumber {
		text = fmt.Sprintf("with code %d ([%s])", r.code, src.codeName(r.code))
	}
	text += ", [Outcome" + r.outcome + "]"
	if r.category != "" {
		text += ", " + r.category
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
