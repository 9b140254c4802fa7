package main

// How the generated files are made.

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"go/format"
	"slices"
	"strconv"
	"strings"
	"text/template"
)

//go:embed *.go.tmpl
var templates embed.FS

// emit returns the generated files by name.
func emit(src *source) (map[string][]byte, error) {
	functions := template.FuncMap{"code": src.codes.constant, "subcode": src.subcodes.constant, "quote": quote}
	tmpl, err := template.New("").Funcs(functions).ParseFS(templates, "*.go.tmpl")
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	for name, file := range map[string]struct {
		template string
		view     any
	}{
		"codes.go":    {"numbers.go.tmpl", numbersView{src.codes, src.groups(src.codes), src.codeComment, src.codeOutcomes}},
		"subcodes.go": {"numbers.go.tmpl", numbersView{src.subcodes, src.groups(src.subcodes), src.subcodeComment, nil}},
		"table.go":    {"table.go.tmpl", src.tableView()},
	} {
		var out bytes.Buffer
		if err := tmpl.ExecuteTemplate(&out, file.template, file.view); err != nil {
			return nil, err
		}
		if files[name], err = format.Source(out.Bytes()); err != nil {
			return nil, fmt.Errorf("%s: %w: the data made Go that does not parse; correct internal/gen", name, err)
		}
	}
	return files, nil
}

// What the templates show.
type (
	numbersView struct {
		registry
		Groups   []group
		Comment  func(*name) string
		Outcomes map[int32]string // of codes only
	}
	group struct {
		Title string
		Names []*name
	}
	tableView struct {
		Tables      []*table
		Rows        []rowView
		Links       []link
		Sources     []link
		Index       []indexEntry // by pair
		BySubcode   []indexEntry
		SIPOutcomes map[int32]string
	}
	rowView struct {
		*row
		FirstLink, EndLink, Source int
	}
	indexEntry struct {
		Key string // Go code
		Row int
	}
)

// groups returns the names of a registry, sorted by number within the table that documents them first.
func (src *source) groups(reg registry) (groups []group) {
	done := make(map[*name]bool)
	for _, t := range src.tables {
		g := group{Title: t.Title}
		for _, r := range t.rows {
			if n := reg.names[reg.numberIn(r.pair)]; n != nil && !done[n] {
				g.Names = append(g.Names, n)
				done[n] = true
			}
		}
		slices.SortFunc(g.Names, func(a, b *name) int { return cmp.Compare(a.Number, b.Number) })
		if len(g.Names) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

func (src *source) tableView() tableView {
	view := tableView{Tables: src.tables, SIPOutcomes: src.sip}
	view.Sources = []link{{}} // the first means the page of the table
	for _, r := range src.rows {
		source := slices.Index(view.Sources, r.source)
		if source < 0 {
			source = len(view.Sources)
			view.Sources = append(view.Sources, r.source)
		}
		view.Rows = append(view.Rows, rowView{r, len(view.Links), len(view.Links) + len(r.links), source})
		view.Links = append(view.Links, r.links...)
		if src.bySubcode[r.Subcode] == r {
			view.BySubcode = append(view.BySubcode, indexEntry{src.subcodes.constant(r.Subcode), r.index})
		}
	}
	for _, r := range src.found {
		view.Index = append(view.Index, indexEntry{r.key(), r.index})
	}
	return view
}

// key returns the key of a pair in the index, as a person would write it.
func (p pair) key() string {
	key := numberText(p.Code, "0xffffffff") + "<<32"
	if p.Subcode != 0 {
		key += " | " + numberText(p.Subcode, "0xffffffff")
	}
	return key
}

// quote returns a Go string literal for each line of a text.
func quote(text string) string {
	var literals []string
	for line := range strings.Lines(text) {
		literals = append(literals, strconv.Quote(line))
	}
	return strings.Join(literals, " +\n")
}
