package main

import (
	"strings"
	"testing"
)

func TestComment(t *testing.T) {
	var c comment
	c.paragraph("SubcodeX is 1.")
	c.text("Advice: ", "- One\n-Two "+strings.Repeat("words ", 20)+"\n\nLinks:\n- Three")
	c.text("Advice: ", "")
	want := "\t// SubcodeX is 1.\n\t//\n\t// Advice:\n\t//\n\t//   - One\n" +
		"\t//   - Two" + strings.Repeat(" words", 16) + "\n\t//     words" + strings.Repeat(" words", 3) + "\n" +
		"\t//\n\t// Links:\n\t//\n\t//   - Three\n"
	if got := c.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
