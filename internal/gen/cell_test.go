package main

// How cells are read, and what is refused in them.

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// parse parses a cell and returns the faults as texts.
func parse(markdown string) (text string, links []link, faults []string) {
	text, links = parseCell(markdown, func(format string, args ...any) {
		faults = append(faults, fmt.Sprintf(format, args...))
	})
	return text, links, faults
}

func TestParseCell(t *testing.T) {
	tests := map[string]struct {
		markdown string
		want     string
		links    []link
	}{
		"plain":               {" Call not found. ", "Call not found.", nil},
		"nothing":             {"  ", "", nil},
		"line breaks":         {"<br>a<br>b <br> c<br><br>d<br>", "a\nb\nc\n\nd", nil},
		"entities":            {"&lt;a&gt; &amp;amp; &#39;b&#x27; &eacute; &#42;", "<a> &amp; 'b' é *", nil},
		"marks that are text": {"a < b, 5<6, <3, a & b, snake_case, [] array [sic]", "a < b, 5<6, <3, a & b, snake_case, [] array [sic]", nil},
		"link":                {"See [the docs](https://example.com/a.md?b=c#d) (again).", "See the docs (again).", []link{{"the docs", "https://example.com/a.md?b=c#d"}}},
		"link and brackets":   {"[a](https://example.com)(b)[c]", "a(b)[c]", []link{{"a", "https://example.com"}}},
		"two links":           {"- [a](https://example.com/1)<br>- [b](https://example.com/2)", "- a\n- b", []link{{"a", "https://example.com/1"}, {"b", "https://example.com/2"}}},
		"entities in a link":  {"[a &amp; b](https://example.com/?x=1&amp;y=2&copy=3)", "a & b", []link{{"a & b", "https://example.com/?x=1&y=2&copy=3"}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, links, faults := parse(tt.markdown)
			if got != tt.want || !slices.Equal(links, tt.links) || len(faults) > 0 {
				t.Errorf("%q is %q with %q, want %q with %q; faults %q", tt.markdown, got, links, tt.want, tt.links, faults)
			}
		})
	}
}

func TestParseCellRefuses(t *testing.T) {
	const (
		asLink  = "write a link as [text](https://…)"
		asBreak = "write a line break as <br>"
		tag     = "remove the tag, or write < as &lt;"
		mark    = "remove the mark, or write it as an entity"
	)
	tests := map[string]string{
		"[a](b.md)": asLink, "[a](../b.md) c": asLink, "[a](/b)": asLink, "[a](#b)": asLink, "[a](http://b)": asLink, "[a](mailto:b)": asLink,
		"[a]()": asLink, "[](https://b)": asLink, "[a](https://b c)": asLink, "[a](https://b": asLink, "[a<br>b](https://c)": asLink,
		"[a][b]": asLink, "see [a": asLink, "<https://b>": asLink, "![a](https://b)": "remove the image",
		"a<br/>b": asBreak, "a<br />b": asBreak, "a<BR>b": asBreak, "a</br>b": asBreak, "a<br": asBreak,
		"<script>alert(1)</script>": tag, "a <b>c</b>": tag, "Busy.</li></ul>": tag, "<!-- a": tag,
		"**x**": mark, "2 * 3": mark, "a `b`": mark, "_x_": mark, "a __b__": mark, "~~x~~": mark, `a \* b`: mark, `C:\temp`: mark, "[a `b`](https://c)": mark,
		"a &notanentity; b": "unknown entity &notanentity;: write & as &amp;", "&notit;": "unknown entity",
		"a &#x202E; b": "an entity for an invisible character: remove it", "&#27;a": "an entity for an invisible character",
		"[a](https://b/&#10;)": "an entity for an invisible character",
	}
	for markdown, want := range tests {
		t.Run(markdown, func(t *testing.T) {
			if _, _, faults := parse(markdown); len(faults) != 1 || !strings.Contains(faults[0], want) {
				t.Errorf("faults %q, want one with %q", faults, want)
			}
		})
	}
}

func FuzzParseCell(f *testing.F) {
	for _, seed := range []string{"a<br>b<br/>c", "[text](https://a.b/c?d#e)", "&amp; &#10; &nbsp;", "</li></ul>", "[[[", "***", "[a](<b", "[a][b]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		text, links, faults := parse(markdown)
		if utf8.ValidString(markdown) && !utf8.ValidString(text) {
			t.Errorf("%q became invalid: %q", markdown, text)
		}
		for _, l := range links {
			if !strings.HasPrefix(l.URL, "https://") || len(faults) == 0 && !strings.Contains(text, strings.TrimSpace(l.Text)) {
				t.Errorf("the link %q of %q is not in %q", l, markdown, text)
			}
		}
	})
}
