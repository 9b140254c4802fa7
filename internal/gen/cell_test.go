package main

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

const pages = "https://learn.microsoft.com/azure/communication-services/"

func TestParseCell(t *testing.T) {
	tests := map[string]struct {
		markdown string
		want     string
		links    []string // text and address in turns
	}{
		"plain":                {" Call not found. ", "Call not found.", nil},
		"nothing":              {"  ", "", nil},
		"line breaks":          {"a<br>b<br/>c<br />d<BR/>e</br>f", "a\nb\nc\nd\ne\nf", nil},
		"blank lines":          {"<br><br>a<br><br>b<br/> <br><br />c<br>", "a\n\nb\n\nc", nil},
		"spaces and tabs":      {"a \t  b <br>\t c&nbsp;&nbsp;d", "a b\nc d", nil},
		"bold":                 {"**Ringing** state", "Ringing state", nil},
		"code":                 {"the `.HAR` file, `Call.localVideoStreams[]`", "the .HAR file, Call.localVideoStreams[]", nil},
		"marks in code":        {"`<Contoso>`, `_a_`, `*`, `&lt;`, `a \\| b`", "<Contoso>, _a_, *, &lt;, a | b", nil},
		"escapes":              {`a \| b \*c\* \[d\] \<e\> f\_g`, "a | b *c* [d] <e> f_g", nil},
		"backslash":            {`C:\temp`, `C:\temp`, nil},
		"entities":             {"&lt;a&gt; &amp;amp; &#39;b&#x27; &eacute;", "<a> &amp; 'b' é", nil},
		"stray tags":           {"Busy.</li></ul>", "Busy.", nil},
		"tags of a list":       {"<ul><li>a</li><li>b</li></ul><p>c</p><OL>", "a b c", nil},
		"marks that are text":  {"a < b, 5<6, <3, a & b, snake_case, [] array [sic]", "a < b, 5<6, <3, a & b, snake_case, [] array [sic]", nil},
		"link":                 {"See [the docs](https://example.com/a.md?b=c#d).", "See the docs.", []string{"the docs", "https://example.com/a.md?b=c#d"}},
		"two links":            {"- [a](https://example.com/1)<br>- [b](https://example.com/2)", "- a\n- b", []string{"a", "https://example.com/1", "b", "https://example.com/2"}},
		"relative":             {"[a](../../../../../concepts/network.md?pivots=web&tabs=a%2Cb#c)", "a", []string{"a", pages + "concepts/network?pivots=web&tabs=a%2Cb#c"}},
		"from a whole page":    {"[a](../../../concepts/network.md)", "a", []string{"a", pages + "concepts/network"}},
		"in the same folder":   {"[a](call-end.md)", "a", []string{"a", pages + "resources/troubleshooting/voice-video-calling/includes/codes/call-end"}},
		"from the root":        {"[a](/skypeforbusiness/b)", "a", []string{"a", "https://learn.microsoft.com/skypeforbusiness/b"}},
		"on the same page":     {"[a](#pstn)", "a", []string{"a", "https://example.com/page#pstn"}},
		"address in brackets":  {"see <https://example.com/a?b=1&amp;c=2>", "see https://example.com/a?b=1&c=2", []string{"https://example.com/a?b=1&c=2", "https://example.com/a?b=1&c=2"}},
		"address with marks":   {`[a](https://example.com/?x=1\&copy=2&amp;b\_c_d_(e))`, "a", []string{"a", "https://example.com/?x=1&copy=2&b_c_d_(e)"}},
		"ampersand, no entity": {"[a](https://example.com/?x=1&copy=2)", "a", []string{"a", "https://example.com/?x=1&copy=2"}},
		"formatted text":       {"**[**a** `b[]`<br>c](https://example.com)**", "a b[] c", []string{"a b[] c", "https://example.com"}},
		"brackets in text":     {`[a \] \| b](https://example.com)`, "a ] | b", []string{"a ] | b", "https://example.com"}},
	}
	page := table{url: "https://example.com/page"}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, problems := parseCell(tt.markdown, page.resolve)
			var links []string
			for _, l := range got.links {
				links = append(links, l.Text, l.URL)
			}
			if got.plain != tt.want || !slices.Equal(links, tt.links) || len(problems) > 0 {
				t.Errorf("%q is %q with %q, want %q with %q; problems %q", tt.markdown, got.plain, links, tt.want, tt.links, problems)
			}
		})
	}
}

func TestParseCellRefuses(t *testing.T) {
	tests := map[string]string{
		"<script>alert(1)</script>": "looks like", "a <b>c</b>": "looks like", "<br": "looks like", "<!-- a": "looks like",
		"_x_": "looks like", "a __b__": "looks like", "~~x~~": "looks like", "*x*": "looks like", "2 * 3": "looks like", "`a": "looks like",
		"[a][b]": "looks like", "[a](b c)": "looks like", "[a](b": "looks like", "see [a": "looks like", "`a` `": "looks like",
		"![a](https://example.com)": "image", "a &notanentity; b": "unknown entity", "&notit;": "unknown entity", "a &#x202E; b": "invisible",
		"&#27;a": "invisible", "[](https://example.com)": "no text", "[a]()": "no address", "[a](mailto:b)": "neither http",
		"[a](~/b.md)": "root of the documentation's repository", "[a](../../../../../../../../b)": "above the root",
	}
	for markdown, want := range tests {
		t.Run(markdown, func(t *testing.T) {
			if _, problems := parseCell(markdown, (&table{}).resolve); len(problems) != 1 || !strings.Contains(problems[0], want) {
				t.Errorf("problems %q, want %q", problems, want)
			}
		})
	}
}

func FuzzParseCell(f *testing.F) {
	for _, seed := range []string{
		"a<br>b<br/>c<br />d", "**bold** `code`", "[text](../a.md?b#c)", "<https://example.com>", `\| \[ \`,
		"&amp; &#10; &nbsp;", "</li></ul>", "[[[", "***", "```", "<a", "[a](<b", "[a][b]", "* *a",
	} {
		f.Add(seed)
	}
	unresolvable := func(string) (link, error) { return link{}, errors.New("unresolvable") }
	f.Fuzz(func(t *testing.T, markdown string) {
		got, problems := parseCell(markdown, (&table{}).resolve)
		if utf8.ValidString(markdown) && !utf8.ValidString(got.plain) {
			t.Errorf("%q became invalid: %q", markdown, got.plain)
		}
		if got.plain != trimLines(got.plain) || strings.Contains(got.plain, "\n\n\n") {
			t.Errorf("%q is not trimmed: %q", markdown, got.plain)
		}
		for _, l := range got.links {
			if len(problems) == 0 && (l.Text == "" || !strings.Contains(strings.Join(strings.Fields(got.plain), " "), l.Text)) {
				t.Errorf("the link %q of %q is not in %q", l.Text, markdown, got.plain)
			}
		}
		if same, failures := parseCell(markdown, unresolvable); same.plain != got.plain || len(failures) < len(got.links) {
			t.Errorf("%q is %q with problems %q when no link can be resolved", markdown, same.plain, failures)
		}
	})
}
