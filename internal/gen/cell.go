package main

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// A link is a link in a text, [text](address) or <address>.
type link struct {
	Text, URL string
	// fromPage is where a relative address leads from the page itself rather than from its folder of includes.
	fromPage string
}

// A text is what a cell says once its Markdown is gone.
type text struct {
	plain string
	links []link
}

// markup is all the Markdown and HTML that the documentation's tables have: escapes, code, bold, line breaks, stray tags of
// lists and paragraphs, addresses, links and entities.
var markup = regexp.MustCompile("(?i)" + strings.Join([]string{
	`(?<escaped>` + escaped + `)`,
	"`(?<code>[^`]*)`",
	`(?<bold>\*\*)`,
	`(?<br></?br\s*/?>)`,
	`(?<stray></?(?:li|ul|ol|p)>)`,
	`<(?<auto>https?://[^\s<>]+)>`,
	`(?<image>!)?\[(?<label>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]\((?<address>(?:\\.|[^()\s\\]|\([^()\s]*\))*)\)`,
	`(?<entity>` + entity + `)`,
}, "|"))

// escape is a backslash before punctuation, or an entity.
var escape = regexp.MustCompile("(?i)" + escaped + "|" + entity)

const (
	escaped = "\\\\[!-/:-@\\[-`{-~]"
	entity  = `&(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]*);`
)

// leftover is what still looks like Markdown or HTML: a tag or a comment, a code mark, emphasis, strikethrough, or a link that
// is not closed or names its address elsewhere.
var leftover = regexp.MustCompile("<[A-Za-z/!?]\\S*|`|\\*|~~|(?:^|[^\\pL\\pN_])_+[^_\\s]|\\]\\(|\\]\\[|\\[[^\\]]*$")

// cellParser turns the Markdown of a cell into text.
type cellParser struct {
	resolve  func(address string) (link, error)
	links    []link
	problems []string // what is wrong with it
}

func parseCell(markdown string, resolve func(address string) (link, error)) (t text, problems []string) {
	c := cellParser{resolve: resolve}
	t.plain = trimLines(c.inline(markdown))
	if strings.ContainsFunc(t.plain, func(r rune) bool { return r != '\n' && isForbidden(r) }) {
		c.problem("an entity of an invisible character: remove it")
	}
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

// inline returns the text of Markdown. What is not markup is text, unless it looks like markup all the same.
func (c *cellParser) inline(markdown string) string {
	var out, rest strings.Builder
	end := 0
	for _, match := range markup.FindAllStringSubmatchIndex(markdown, -1) {
		groups := make(map[string]string)
		for i, name := range markup.SubexpNames() {
			if from := match[2*i]; from >= 0 {
				groups[name] = markdown[from:match[2*i+1]]
			}
		}
		out.WriteString(markdown[end:match[0]] + c.replace(groups))
		rest.WriteString(markdown[end:match[0]] + " ")
		end = match[1]
	}
	rest.WriteString(markdown[end:])
	if found := leftover.FindString(rest.String()); found != "" {
		c.problem(`%q looks like Markdown or HTML that the generator does not read: remove it, or write its marks as \* and &lt;`, strings.TrimSpace(found))
	}
	return out.String() + markdown[end:]
}

// replace returns the text of a piece of markup by the groups that it has.
func (c *cellParser) replace(groups map[string]string) string {
	if code, ok := groups["code"]; ok {
		return strings.ReplaceAll(code, `\|`, "|")
	}
	if address, ok := groups["auto"]; ok {
		return c.link(c.unescape(address), c.unescape(address))
	}
	if address, ok := groups["address"]; ok {
		if _, isImage := groups["image"]; isImage {
			c.problem("an image: remove it")
		}
		return c.link(strings.Join(strings.Fields(c.inline(groups["label"])), " "), c.unescape(address))
	}
	if _, ok := groups["br"]; ok {
		return "\n"
	}
	if _, ok := groups["stray"]; ok {
		return " " // so that the words around it do not become one
	}
	return c.unescape(groups["escaped"] + groups["entity"]) // neither of them for bold
}

// unescape undoes escapes and entities, the only markup that an address has.
func (c *cellParser) unescape(text string) string {
	return escape.ReplaceAllStringFunc(text, func(found string) string {
		if found[0] == '\\' {
			return found[1:]
		}
		character := html.UnescapeString(found)
		if strings.HasSuffix(character, ";") {
			c.problem("unknown entity %s: write & as &amp;", found)
		}
		return character
	})
}

func (c *cellParser) link(label, address string) string {
	l, err := c.resolve(address)
	if err != nil {
		c.problem("the link to %q cannot be resolved: %v", address, err)
	}
	if label == "" {
		c.problem("the link to %q has no text: write [text](address)", address)
	}
	l.Text = label
	c.links = append(c.links, l)
	return label
}

func (c *cellParser) problem(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}
