// Package textwrap breaks text into lines.
package textwrap

import (
	"strings"
	"unicode/utf8"
)

// Lines breaks a paragraph between its words into lines of at most width characters. A longer word, such as an address,
// gets a line of its own. A paragraph without words is one empty line.
func Lines(paragraph string, width int) []string {
	words := strings.Fields(paragraph)
	if len(words) == 0 {
		return []string{""}
	}
	var lines []string
	line := words[0]
	length := utf8.RuneCountInString(line)
	for _, word := range words[1:] {
		wordLength := utf8.RuneCountInString(word)
		if length+1+wordLength > width {
			lines = append(lines, line)
			line, length = word, wordLength
		} else {
			line += " " + word
			length += 1 + wordLength
		}
	}
	return append(lines, line)
}
