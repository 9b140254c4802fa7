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
	functions := template.FuncMap{"code": src.code, "subcode": src.subcode, "quote": quote}
	tmpl, err := template.New("").Funcs(functions).ParseFS(templates, "*.go.tmpl")
	if err != nil {
		return nil, err
	}
	src.layOut()
	files := make(map[string][]byte)
	for _, file := range []struct {
		name, template string
		data           any
	}{
		{"codes.go", "numbers.go.tmpl", numbers{"Code", src.groups(src.codes, pair.code, src.codeComment), src.outcomes.Items}},
		{"subcodes.go", "numbers.go.tmpl", numbers{"Subcode", src.groups(src.subcodes, pair.subcode, src.subcodeComment), nil}},
		{"table.go", "table.go.tmpl", src},
	} {
		var out bytes.Buffer
		if err := tmpl.ExecuteTemplate(&out, file.template, file.data); err != nil {
			return nil, err
		}
		if files[file.name], err = format.Source(out.Bytes()); err != nil {
			return nil, fmt.Errorf("%s: %w: the data made Go that does not parse; correct internal/gen", file.name, err)
		}
	}
	return files, nil
}

// What a file of constants is made from.
type (
	numbers struct {
		Type     string
		Groups   []group
		Outcomes []*item // for the file of codes
	}
	group struct {
		Title     string
		Constants []constant
	}
	constant struct {
		Number        int32
		Name, Comment string
	}
)

// groups returns the constants of a list, sorted by number within the table that documents them first.
func (src *source) groups(l *list, part func(pair) pair, comment func(*item) string) (groups []group) {
	done := make(map[*item]bool)
	for _, t := range src.Tables {
		g := group{Title: t.Title}
		for _, r := range t.rows {
			if it := l.byPair[part(r.pair)]; it != nil && !done[it] {
				done[it] = true
				g.Constants = append(g.Constants, constant{max(it.Code, it.Subcode), it.Value, comment(it)})
			}
		}
		slices.SortFunc(g.Constants, func(a, b constant) int { return cmp.Compare(a.Number, b.Number) })
		if len(g.Constants) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// layOut gives each row its place, and that of its links and its source, in the arrays of table.go.
func (src *source) layOut() {
	src.Sources = []link{{}}
	for i, r := range src.Rows {
		r.Index = i
		r.FirstLink = len(src.Links)
		src.Links = append(src.Links, r.links...)
		r.EndLink = len(src.Links)
		if r.Source = slices.Index(src.Sources, r.source); r.Source < 0 {
			r.Source = len(src.Sources)
			src.Sources = append(src.Sources, r.source)
		}
	}
}

// code returns the Go constant of a code.
func (src *source) code(number int32) string {
	if number == noNumber {
		return "NoCode"
	}
	return "Code" + src.codes.byPair[pair{number, noNumber}].Value
}

// subcode returns the Go constant of a subcode.
func (src *source) subcode(number int32) string {
	if number == noNumber {
		return "NoSubcode"
	}
	return "Subcode" + src.subcodes.byPair[pair{noNumber, number}].Value
}

// Key returns the key of a pair in the index, as a person would write it.
func (p pair) Key() string {
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
