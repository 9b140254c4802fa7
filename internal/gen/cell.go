package main

// How a cell of a table is read: the few marks that data uses, and nothing else.

import (
	"html"
	"regexp"
	"strings"
)

// A link is a link in a cell.
type link struct{ Text, URL string }

var (
	linkMark  = regexp.MustCompile(`\[([^\[\]<]+)\]\((https://[^\s()]+)\)`)
	lineBreak = regexp.MustCompile(`\s*<br>\s*`)
	entity    = regexp.MustCompile(`&#?[0-9A-Za-z]+;`)
)

// unread is what looks like Markdown or HTML once links and line breaks are gone, and what to do about it.
var unread = []struct {
	mark    *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`!\[`), "remove the image"},
	{regexp.MustCompile(`\[[^\[\]]*\]\([^\s)]*\)?|\]\[|\[[^\]]*$`), "write a link as [text](https://…), with the whole address"},
	{regexp.MustCompile(`(?i)</?br\b[^>]*>?`), "write a line break as <br>"},
	{regexp.MustCompile(`<https?:\S*`), "write a link as [text](https://…)"},
	{regexp.MustCompile(`<[A-Za-z/!?]\S*`), "remove the tag, or write < as &lt;"},
	{regexp.MustCompile("[`*\\\\]|~~|(^|[^\\pL\\pN_])_+[^_\\s]"), `remove the mark, or write it as an entity such as &#42;; the only escape is \|`},
}

// parseCell returns the text of a cell and its links, in their order. It reports what it cannot read, with what to write
// instead.
func parseCell(markdown string, fault func(format string, args ...any)) (text string, links []link) {
	unescape := func(text string) string {
		return entity.ReplaceAllStringFunc(text, func(found string) string {
			character := html.UnescapeString(found)
			if strings.HasSuffix(character, ";") {
				fault("unknown entity %s: write & as &amp;", found)
			}
			return character
		})
	}
	for _, match := range linkMark.FindAllStringSubmatch(markdown, -1) {
		links = append(links, link{unescape(match[1]), unescape(match[2])})
	}
	rest := lineBreak.ReplaceAllString(linkMark.ReplaceAllString(markdown, "[$1] "), "\n")
	for _, u := range unread {
		if found := u.mark.FindString(rest); found != "" {
			fault("%q is not read: %s", strings.TrimSpace(found), u.instead)
			break // other marks may be part of the same one
		}
	}
	text = unescape(lineBreak.ReplaceAllString(linkMark.ReplaceAllString(markdown, "$1"), "\n"))
	if strings.ContainsFunc(html.UnescapeString(markdown), isForbidden) {
		fault("an entity for an invisible character: remove it")
	}
	return strings.TrimSpace(text), links
}
