package main

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseCell(t *testing.T) {
	tests := map[string]struct {
		markdown string
		want     string
	}{
		"plain":                    {" Call not found. ", "Call not found."},
		"line breaks":              {"a<br>b<br/>c<br />d<BR>e</br>f", "a\nb\nc\nd\ne\nf"},
		"blank lines":              {"a<br><br>b<br/> <br><br />c<br>", "a\n\nb\n\nc"},
		"line breaks at the ends":  {"<br><br>a<br><br>", "a"},
		"spaces and tabs":          {"a \t  b <br>\t c&nbsp;&nbsp;d", "a b\nc d"},
		"bold":                     {"**Ringing** state", "Ringing state"},
		"emphasis":                 {"the *Ringing* state", "the Ringing state"},
		"bold and emphasis":        {"***a*** **b *c* d** *e **f** g*", "a b c d e f g"},
		"emphasis in a word":       {"un*expected*ly", "unexpectedly"},
		"asterisks that are text":  {"2 * 3 and *.skype.com, *.teams.com", "2 * 3 and *.skype.com, *.teams.com"},
		"bullets of asterisks":     {"* a<br>* b", "* a\n* b"},
		"unclosed bold":            {"**a", "**a"},
		"bold around code":         {"**a `**` b**", "a ** b"},
		"underscores":              {"_a_ __b__ c_d", "_a_ __b__ c_d"},
		"code":                     {"the `Call.localVideoStreams[]` array", "the Call.localVideoStreams[] array"},
		"code that looks like tag": {"`<Contoso>` and ``a ` b``", "<Contoso> and a ` b"},
		"code with an entity":      {"`&lt;` and `*a*`", "&lt; and *a*"},
		"code with a bar":          {"`a \\| b`", "a | b"},
		"unclosed code":            {"a ` b", "a b"},
		"escaped bar":              {`a \| b`, "a | b"},
		"escapes":                  {`\*a\* \[b\] \<c\> d\_e C:\temp \`, `*a* [b] <c> d_e C:\temp \`},
		"entities":                 {"&lt;a&gt; &amp;amp; &#39;b&#x27; &eacute;", "<a> &amp; 'b' é"},
		"entities that are none":   {"a & b &notanentity; &notit; &#0;x &#27; &semi;", "a & b &notanentity; &notit; \uFFFDx &#27; ;"},
		"stray tags":               {"Busy.</li></ul>", "Busy."},
		"tags of a list":           {"<ul><li>a</li><li>b</li></ul><p>c</p><OL>", "a b c"},
		"tag with attributes":      {`<p class="x">a</p>`, "a"},
		"less than":                {"a < b, 5<6, <3", "a < b, 5<6, <3"},
		"brackets that are text":   {"Call.localVideoStreams[] array [sic]", "Call.localVideoStreams[] array [sic]"},
		"nothing":                  {"  ", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, problems := parseCell(tt.markdown, (&table{}).resolve)
			if got.plain != tt.want || len(got.links) > 0 || len(problems) > 0 {
				t.Errorf("%q is %q, want %q; links %v, problems %q", tt.markdown, got.plain, tt.want, got.links, problems)
			}
		})
	}
}

func TestParseCellLinks(t *testing.T) {
	const (
		docs   = "https://learn.microsoft.com/azure/communication-services/"
		folder = docs + "resources/troubleshooting/voice-video-calling/"
	)
	tests := map[string]struct {
		markdown string
		want     string
		links    []link
	}{
		"absolute": {
			"See [the docs](https://example.com/a.md?b=c#d).",
			"See the docs.",
			[]link{{"the docs", "https://example.com/a.md?b=c#d"}},
		},
		"relative": {
			"[network requirements](../../../../../concepts/voice-video-calling/network-requirements.md)",
			"network requirements",
			[]link{{"network requirements", docs + "concepts/voice-video-calling/network-requirements"}},
		},
		"relative with query and fragment": {
			"[a](../../../../../how-tos/manage-video.md?pivots=platform-web&tabs=a%2Cb#device-management)",
			"a",
			[]link{{"a", docs + "how-tos/manage-video?pivots=platform-web&tabs=a%2Cb#device-management"}},
		},
		"in the same folder": {"[a](call-end.md)", "a", []link{{"a", folder + "includes/codes/call-end"}}},
		"below":              {"[a](./more/b.md)", "a", []link{{"a", folder + "includes/codes/more/b"}}},
		"from the root":      {"[a](/skypeforbusiness/b)", "a", []link{{"a", "https://learn.microsoft.com/skypeforbusiness/b"}}},
		"on the same page":   {"[a](#pstn)", "a", []link{{"a", "https://example.com/page#pstn"}}},
		"two": {
			"- [a](https://example.com/1)<br>- [b](https://example.com/2)",
			"- a\n- b",
			[]link{{"a", "https://example.com/1"}, {"b", "https://example.com/2"}},
		},
		"autolink": {
			"see <https://example.com/a?b=1&amp;c=2>",
			"see https://example.com/a?b=1&c=2",
			[]link{{"https://example.com/a?b=1&c=2", "https://example.com/a?b=1&c=2"}},
		},
		"entity that is none in an address": {
			"[a](https://example.com/?x=1&copy=2)", "a", []link{{"a", "https://example.com/?x=1&copy=2"}},
		},
		"formatted text": {
			"[**a** `b[]`<br>c](https://example.com)", "a b[] c", []link{{"a b[] c", "https://example.com"}},
		},
		"title":          {`[a](https://example.com "A page")`, "a", []link{{"a", "https://example.com"}}},
		"angle brackets": {"[a](<https://example.com/b c>)", "a", []link{{"a", "https://example.com/b c"}}},
		"parentheses": {
			"([a](https://example.com/b_(c)))", "(a)", []link{{"a", "https://example.com/b_(c)"}},
		},
		"escapes":                    {`[a \] \| b](https://example.com/c\_d)`, "a ] | b", []link{{"a ] | b", "https://example.com/c_d"}}},
		"escaped bracket at the end": {`[a\]](https://example.com)`, "a]", []link{{"a]", "https://example.com"}}},
		"within emphasis": {
			"**[a](https://example.com)**", "a", []link{{"a", "https://example.com"}},
		},
	}
	page := table{url: "https://example.com/page"}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, problems := parseCell(tt.markdown, page.resolve)
			if got.plain != tt.want || !slices.Equal(got.links, tt.links) || len(problems) > 0 {
				t.Errorf("%q is %q with %q, want %q with %q; problems %q", tt.markdown, got.plain, got.links, tt.want, tt.links, problems)
			}
		})
	}
}

func FuzzParseCell(f *testing.F) {
	for _, seed := range []string{
		"a<br>b<br/>c<br />d", "**bold** *emphasis* `code`", "[text](../a.md?b#c)", "<https://example.com>", `\| \[ \`,
		"&amp; &#10; &nbsp;", "</li></ul>", "[[[", "***", "```", "<a", "[a](<b", "[a][b]", "* *a",
	} {
		f.Add(seed)
	}
	unresolvable := func(string) (string, error) { return "", errors.New("unresolvable") }
	f.Fuzz(func(t *testing.T, markdown string) {
		got, problems := parseCell(markdown, (&table{}).resolve)
		if utf8.ValidString(markdown) && !utf8.ValidString(got.plain) {
			t.Errorf("%q became invalid: %q", markdown, got.plain)
		}
		if got.plain != trimLines(got.plain) {
			t.Errorf("%q is not trimmed: %q", markdown, got.plain)
		}
		if strings.Contains(got.plain, "\n\n\n") {
			t.Errorf("%q has too many blank lines: %q", markdown, got.plain)
		}
		for _, l := range got.links {
			if len(problems) == 0 && (l.text == "" || !strings.Contains(strings.Join(strings.Fields(got.plain), " "), l.text)) {
				t.Errorf("the link %q of %q does not stand in %q", l.text, markdown, got.plain)
			}
		}
		if same, failures := parseCell(markdown, unresolvable); same.plain != got.plain || len(failures) < len(got.links) {
			t.Errorf("%q is %q with problems %q when no link can be resolved", markdown, same.plain, failures)
		}
	})
}
