package main

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"go/format"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template"
)

//go:embed *.go.tmpl
var templates embed.FS

// emit returns the generated files by name.
func emit(src source) (map[string][]byte, error) {
	functions := template.FuncMap{"code": src.codeName, "subcode": src.subcodeName, "quote": quote}
	tmpl, err := template.New("").Funcs(functions).ParseFS(templates, "*.go.tmpl")
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	for name, file := range map[string]struct {
		template string
		view     any
	}{
		"codes.go":    {"numbers.go.tmpl", numbersView{"Code", groups(src.codes, codeTitle, src.codeComment), src.codeOutcomes()}},
		"subcodes.go": {"numbers.go.tmpl", numbersView{"Subcode", groups(src.subcodes, subcodeTitle, src.subcodeComment), nil}},
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
		Type     string // Code or Subcode
		Groups   []group
		Outcomes map[int32]string // of codes only
	}
	group struct {
		Title     string
		Constants []constant
	}
	constant struct {
		Name    string // without its prefix
		Number  int32
		Comment string
	}
	tableView struct {
		Tables    []tableHead
		Rows      []rowView
		Links     []link
		Sources   []link
		Index     []indexEntry // by pair
		BySubcode []indexEntry
	}
	tableHead struct{ Constant, Title, URL string }
	rowView   struct {
		Code, Subcode                             int32
		Category, Outcome, Table, Message, Advice string
		FirstLink, EndLink, Source                int
	}
	indexEntry struct {
		Key string // Go code
		Row int
	}
)

// groups returns the constants of a registry, in groups of numbers with the same title.
func groups(reg registry, title func(number int32) string, comment func(name) string) []group {
	var groups []group
	for _, n := range reg.names {
		if title := title(n.number); len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups = append(groups, group{Title: title})
		}
		last := &groups[len(groups)-1]
		last.Constants = append(last.Constants, constant{n.identifier, n.number, comment(n)})
	}
	return groups
}

func codeTitle(code int32) string {
	switch code / 100 {
	case 4:
		return "Client errors, 400 to 499."
	case 5:
		return "Server errors, 500 to 599."
	case 6:
		return "Global errors, 600 to 699."
	}
	return "Codes below 400."
}

func subcodeTitle(subcode int32) string {
	switch {
	case subcode < 10_000:
		return "Subcodes of up to four digits."
	case subcode < 100_000:
		return "Subcodes of five digits."
	}
	return "Subcodes of six digits."
}

// codeOutcomes returns the outcomes of codes alone.
func (src source) codeOutcomes() map[int32]string {
	outcomes := make(map[int32]string)
	for p, o := range src.outcomes.lines {
		if p.subcode == noNumber {
			outcomes[p.code] = o.name
		}
	}
	return outcomes
}

func (src source) tableView() tableView {
	view := tableView{Sources: []link{{}}} // the first means the page of the table
	for _, t := range src.tables {
		view.Tables = append(view.Tables, tableHead{t.constant, t.title, t.url})
	}
	bySubcode := src.rowsBySubcode()
	position := make(map[pair]int)
	for t, r := range src.rows() {
		if _, known := position[r.pair()]; !known {
			position[r.pair()] = len(view.Rows)
		}
		if bySubcode[r.subcode] == r {
			view.BySubcode = append(view.BySubcode, indexEntry{src.subcodeName(r.subcode), len(view.Rows)})
		}
		source := slices.Index(view.Sources, r.source)
		if source < 0 {
			source = len(view.Sources)
			view.Sources = append(view.Sources, r.source)
		}
		view.Rows = append(view.Rows, rowView{
			r.code, r.subcode, r.category, r.outcome, t.constant, r.message, r.advice,
			len(view.Links), len(view.Links) + len(r.links), source,
		})
		view.Links = append(view.Links, r.links...)
	}
	for _, p := range slices.SortedFunc(maps.Keys(position), comparePairs) {
		view.Index = append(view.Index, indexEntry{p.key(), position[p]})
	}
	return view
}

func comparePairs(a, b pair) int {
	return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.subcode, b.subcode))
}

// key returns the key of a pair in the index, as a person would write it.
func (p pair) key() string {
	if p.subcode == 0 {
		return numberText(p.code, "0xffffffff") + "<<32"
	}
	return numberText(p.code, "0xffffffff") + "<<32 | " + numberText(p.subcode, "0xffffffff")
}

func (src source) codeName(code int32) string {
	if code == noNumber {
		return "NoCode"
	}
	n, _ := src.codes.find(code)
	return "Code" + n.identifier
}

func (src source) subcodeName(subcode int32) string {
	if subcode == noNumber {
		return "NoSubcode"
	}
	n, _ := src.subcodes.find(subcode)
	return "Subcode" + n.identifier
}

// quote returns a Go string literal for each line of a text.
func quote(text string) string {
	var literals []string
	for line := range strings.Lines(text) {
		literals = append(literals, strconv.Quote(line))
	}
	return strings.Join(literals, " +\n")
}
