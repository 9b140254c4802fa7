package main

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A link is what stands in a text as [text](address) or <address>.
type link struct{ text, url string }

// A text is what a cell says once its Markdown is gone.
type text struct {
	plain string
	links []link
}

var (
	autolink = regexp.MustCompile(`^<(https?://[^\s<>]+)>`)
	htmlTag  = regexp.MustCompile(`^</?([A-Za-z][A-Za-z0-9]*)[^<>]*>`)
	// linkTail is what follows the text of a link: its address, which may hold a pair of parentheses, and its title.
	linkTail = regexp.MustCompile(`^\(\s*(?:<([^<>]*)>|((?:[^\s()]|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)`)
	entity   = regexp.MustCompile(`^&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);`)
)

// parseCell turns the Markdown of a cell into text. The problems say what is wrong with it.
func parseCell(markdown string, resolve func(address string) (string, error)) (t text, problems []string) {
	c := cellParser{resolve: resolve}
	t.plain = trimLines(c.inline(strings.TrimSpace(markdown)))
	t.links = c.links
	return t, c.problems
}

// trimLines trims each line, makes runs of spaces one space and runs of blank lines one blank line.
func trimLines(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

type cellParser struct {
	resolve  func(address string) (string, error)
	links    []link
	problems []string
}

// inline returns the text of Markdown that may hold links, tags, code, emphasis, entities and escapes.
func (c *cellParser) inline(markdown string) string {
	var out strings.Builder
	for i := 0; i < len(markdown); {
		rest := markdown[i:]
		text, length := literal(rest)
		switch rest[0] {
		case '`':
			text, length = codeSpan(rest)
		case '*':
			text, length = c.emphasis(markdown, i)
		case '<':
			text, length = c.tag(rest)
		case '[':
			text, length = c.link(rest)
		}
		out.WriteString(text)
		i += length
	}
	return out.String()
}

// literal reads a byte, an escape or an entity.
func literal(s string) (text string, length int) {
	switch s[0] {
	case '\\':
		return unescape(s)
	case '&':
		return decodeEntity(s)
	}
	return s[:1], 1
}

// unescape reads a backslash: before punctuation it makes it literal.
func unescape(s string) (text string, length int) {
	if len(s) > 1 && s[1] < utf8.RuneSelf && isPunctuation(rune(s[1])) {
		return s[1:2], 2
	}
	return s[:1], 1
}

func decodeEntity(s string) (text string, length int) {
	name := entity.FindString(s)
	if name == "" {
		return s[:1], 1
	}
	text = html.UnescapeString(name)
	// The package html also decodes the start of an unknown name ("&notit;"), and numbers of control characters.
	if text != ";" && strings.HasSuffix(text, ";") || strings.ContainsFunc(text, isForbidden) {
		return name, len(name)
	}
	return text, len(name)
}

// codeSpan reads text between runs of back-ticks, where nothing but an escaped bar has a meaning.
func codeSpan(s string) (text string, length int) {
	marks := s[:runLength(s, '`')]
	for i := len(marks); i < len(s); i++ {
		if n := runLength(s[i:], '`'); n == len(marks) {
			return strings.ReplaceAll(s[n:i], `\|`, "|"), i + n
		} else if n > 0 {
			i += n - 1
		}
	}
	return "", len(marks)
}

// opaqueLength is the length of the escape or the code span at the start of s, in which no mark has a meaning.
func opaqueLength(s string) int {
	if s[0] == '`' {
		_, length := codeSpan(s)
		return length
	}
	return 2
}

// emphasis reads text between runs of asterisks, the first of which is at s[start]. A run without a partner is text.
func (c *cellParser) emphasis(s string, start int) (text string, length int) {
	n := runLength(s[start:], '*')
	if opens, _ := flanks(s, start, n); opens {
		for i := start + n; i < len(s); i++ {
			switch s[i] {
			case '\\', '`':
				i += opaqueLength(s[i:]) - 1
			case '*':
				run := runLength(s[i:], '*')
				if _, closes := flanks(s, i, run); closes && run == n {
					return c.inline(s[start+n : i]), i + n - start
				}
				i += run - 1
			}
		}
	}
	return s[start : start+n], n
}

// flanks reports whether the run of n marks at s[i] may open and may close emphasis: it leans on the text after it, or
// before it, as CommonMark has it.
func flanks(s string, i, n int) (opens, closes bool) {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	beforeIsSpace, afterIsSpace := i == 0 || unicode.IsSpace(before), i+n == len(s) || unicode.IsSpace(after)
	beforeIsPunct, afterIsPunct := isPunctuation(before), isPunctuation(after)
	opens = !afterIsSpace && (!afterIsPunct || beforeIsSpace || beforeIsPunct)
	closes = !beforeIsSpace && (!beforeIsPunct || afterIsSpace || afterIsPunct)
	return opens, closes
}

func isPunctuation(r rune) bool {
	return unicode.IsPunct(r) || unicode.IsSymbol(r)
}

func (c *cellParser) tag(s string) (text string, length int) {
	if match := autolink.FindStringSubmatch(s); match != nil {
		address := decodeText(match[1])
		return c.addLink(address, address), len(match[0])
	}
	match := htmlTag.FindStringSubmatch(s)
	if match == nil {
		if len(s) > 1 && (unicode.IsLetter(rune(s[1])) || s[1] == '/') {
			c.problem("unclosed HTML tag at %q: end it with >, or write < as &lt;", excerpt(s))
		}
		return s[:1], 1
	}
	switch strings.ToLower(match[1]) {
	case "br":
		return "\n", len(match[0])
	case "li", "ul", "ol", "p":
		return " ", len(match[0]) // so that the words around it do not become one
	}
	c.problem("unknown HTML tag %s: remove it, or write < as &lt;", match[0])
	return "", len(match[0])
}

func (c *cellParser) link(s string) (text string, length int) {
	end := closingBracket(s)
	if end < 0 {
		c.problem("unclosed link at %q: write [text](address), or a literal bracket as \\[", excerpt(s))
		return s[:1], 1
	}
	label, tail := s[1:end], s[end+1:]
	switch {
	case strings.HasPrefix(tail, "["):
		c.problem("a link at %q that names its address elsewhere: write [text](address)", excerpt(s))
		return s[:1], 1
	case !strings.HasPrefix(tail, "("):
		return s[:1], 1
	}
	match := linkTail.FindStringSubmatch(tail)
	if match == nil {
		c.problem("unclosed link at %q: write [text](address), with no space in the address", excerpt(s))
		return s[:1], 1
	}
	text = strings.Join(strings.Fields(c.inline(label)), " ")
	return c.addLink(text, decodeText(match[1]+match[2])), end + 1 + len(match[0])
}

func (c *cellParser) addLink(text, address string) string {
	url, err := c.resolve(address)
	if err != nil {
		c.problem("the link to %q cannot be resolved: %v", address, err)
	}
	if text == "" {
		c.problem("the link to %q has no text: write [text](address)", address)
	}
	c.links = append(c.links, link{text, url})
	return text
}

func (c *cellParser) problem(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// closingBracket returns the index of the bracket that closes the one at the start of s, or -1.
func closingBracket(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\', '`':
			i += opaqueLength(s[i:]) - 1
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// decodeText undoes the escapes and entities of an address, which has no other Markdown.
func decodeText(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		text, length := literal(s[i:])
		out.WriteString(text)
		i += length
	}
	return out.String()
}

func runLength(s string, mark byte) int {
	n := 0
	for n < len(s) && s[n] == mark {
		n++
	}
	return n
}

// excerpt is the start of a text, short enough for an error.
func excerpt(s string) string {
	const most = 30
	for i := range s {
		if i >= most {
			return s[:i] + "…"
		}
	}
	return s
}
