package main

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/acscodes"
)

// tables are the names of the tables on the command line.
var tables = map[string]acscodes.Table{
	"callend":        acscodes.TableCallEnd,
	"callingsdk":     acscodes.TableCallingSDK,
	"pstn":           acscodes.TablePSTN,
	"callautomation": acscodes.TableCallAutomation,
	"related":        acscodes.TableRelated,
}

// tableNames lists them in the order of the tables.
func tableNames() string {
	names := slices.SortedFunc(maps.Keys(tables), func(a, b string) int { return int(tables[a]) - int(tables[b]) })
	return strings.Join(names, ", ")
}

// filters are conditions that a row must meet, all of them.
type filters []func(acscodes.Entry) bool

func (f *filters) match(e acscodes.Entry) bool {
	return !slices.ContainsFunc(*f, func(meets func(acscodes.Entry) bool) bool { return !meets(e) })
}

func (f *filters) register(flags *flag.FlagSet) {
	flags.Func("category", "", func(text string) error {
		for category := acscodes.CategoryUnknown; category <= acscodes.CategoryUnexpectedServerError; category++ {
			if strings.EqualFold(text, category.String()) {
				*f = append(*f, func(e acscodes.Entry) bool { return e.Category == category })
				return nil
			}
		}
		return fmt.Errorf("want Success, ExpectedError, UnexpectedClientError, UnexpectedServerError or Unknown")
	})
	flags.Func("code", "", func(text string) error {
		number, err := parseNumber(text)
		if err != nil {
			return fmt.Errorf("want a number")
		}
		*f = append(*f, func(e acscodes.Entry) bool { return e.Code == acscodes.Code(number) })
		return nil
	})
	flags.Func("table", "", func(text string) error {
		table, ok := tables[strings.ToLower(text)]
		if !ok {
			return fmt.Errorf("want one of %s", tableNames())
		}
		*f = append(*f, func(e acscodes.Entry) bool { return e.Table == table })
		return nil
	})
}

// search prints the rows that have all the words.
func search(env environment, opts options) (exitStatus int) {
	for word := range strings.FieldsSeq(strings.ToLower(opts.search)) {
		opts.filters = append(opts.filters, func(e acscodes.Entry) bool {
			text := strings.Join([]string{e.Message, e.Advice, goNames(e)}, "\n")
			return strings.Contains(strings.ToLower(text), word)
		})
	}
	if opts.list {
		return list(env, opts)
	}
	return env.answer(opts, documented(opts.filters.match), fmt.Sprintf("no row has %s", excerpt(opts.search)))
}

// list prints the rows that meet the filters.
func list(env environment, opts options) (exitStatus int) {
	entries := []acscodes.Entry{}
	for e := range acscodes.All() {
		if opts.filters.match(e) {
			entries = append(entries, e)
		}
	}
	text := ""
	switch {
	case opts.json:
		text = renderJSON(entries)
	case opts.markdown:
		text = renderMarkdown(entries)
	default:
		text = renderTable(entries, env.columns, env.paint)
	}
	if exitStatus := env.print(text); exitStatus != exitSuccess {
		return exitStatus
	}
	if len(entries) == 0 {
		env.complain("no row meets all conditions")
		return exitFailure
	}
	return exitSuccess
}

// renderTable lays rows out in columns: as much of the messages as the width leaves room for.
func renderTable(entries []acscodes.Entry, columns int, paint paint) string {
	if len(entries) == 0 {
		return ""
	}
	const (
		numbersWidth  = len(" 487    10004  ")
		categoryWidth = len("  UnexpectedClientError")
		fewest        = 20 // a message in fewer columns says nothing
	)
	nameWidth := len("NAME")
	for _, e := range entries {
		nameWidth = max(nameWidth, len(e.Name()))
	}
	// A few long names push their categories aside, rather than every category past the width.
	nameWidth = min(nameWidth, max(columns-numbersWidth-categoryWidth, fewest))
	row := func(code, subcode, name, categoryText, message string, category acscodes.Category) string {
		line := fmt.Sprintf("%4s  %7s  %-*s  ", code, subcode, nameWidth, name)
		if left := columns - len(line) - categoryWidth; left >= fewest {
			line += paint.category(fmt.Sprintf("%-*s", categoryWidth-2, categoryText), category) + "  " + cut(message, left)
		} else {
			line += paint.category(categoryText, category)
		}
		return strings.TrimRight(line, " ")
	}

	var out strings.Builder
	out.WriteString(paint.bold(row("CODE", "SUBCODE", "NAME", "CATEGORY", "MESSAGE", acscodes.CategoryUnknown)) + "\n")
	for _, e := range entries {
		code, subcode, category := texts(e)
		out.WriteString(row(code, subcode, e.Name(), category, e.Message, e.Category) + "\n")
	}
	return out.String()
}

// texts returns the code, the subcode and the category of an entry, each empty where it has none.
func texts(e acscodes.Entry) (code, subcode, category string) {
	if e.Code != acscodes.AnyCode {
		code = fmt.Sprint(int(e.Code))
	}
	if e.Subcode != acscodes.AnySubcode {
		subcode = fmt.Sprint(int(e.Subcode))
	}
	if e.Category != acscodes.CategoryUnknown {
		category = e.Category.String()
	}
	return code, subcode, category
}

// cut shortens a text to a number of columns, on one line.
func cut(text string, columns int) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= columns {
		return text
	}
	return strings.TrimRight(string([]rune(text)[:columns-1]), " ") + "…"
}

// renderMarkdown returns a page with a table for each table of the documentation.
func renderMarkdown(entries []acscodes.Entry) string {
	var out strings.Builder
	out.WriteString("# Azure Communication Services: why calls end\n")
	table := acscodes.TableNone
	for _, e := range entries {
		if e.Table != table {
			table = e.Table
			fmt.Fprintf(&out, "\n## %s\n\nSource: <%s>\n\n", markdown(table.String()), table.URL())
			out.WriteString("| Subcode | Code | Name | Message | Result category | Advice |\n|---|---|---|---|---|---|\n")
		}
		code, subcode, category := texts(e)
		message, advice := markdownTexts(e)
		cells := []string{subcode, code, e.Name(), message, category, advice}
		fmt.Fprintf(&out, "| %s |\n", strings.Join(cells, " | "))
	}
	return out.String()
}

// markdownTexts returns the message and the advice with the links where they stand, and the page of the row, which stands
// in neither, behind the advice.
func markdownTexts(e acscodes.Entry) (message, advice string) {
	rest := e.Message + "\x00" + e.Advice // no text holds a NUL
	var out strings.Builder
	source := ""
	for _, link := range e.Links() {
		before, after, found := strings.Cut(rest, link.Text)
		linked := fmt.Sprintf("[%s](%s)", markdown(link.Text), link.URL)
		if !found {
			source += " (" + linked + ")"
			continue
		}
		out.WriteString(markdown(before) + linked)
		rest = after
	}
	message, advice, _ = strings.Cut(out.String()+markdown(rest), "\x00")
	return message, strings.TrimSpace(advice + source)
}

var markdownEscapes = strings.NewReplacer(
	"\n", "<br>", `\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`, "&", "&amp;",
)

func markdown(text string) string { return markdownEscapes.Replace(text) }
