package main

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"go/format"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"text/template"
)

//go:embed *.go.tmpl
var templates embed.FS

// What the templates show. The fields hold Go code, names and literals alike, unless said otherwise.
type (
	constantView struct {
		Name    string
		Number  int32
		Text    string // what String returns
		Comment string
	}
	groupView struct {
		Title     string // plain
		Constants []constantView
	}
	unlistedView struct {
		Code     string
		Category string // plain
	}
	tableView struct {
		Constant string
		Title    string
		URL      string // plain
	}
	linkView struct {
		Text, URL string // plain
	}
	rowView struct {
		Pair               string // plain
		Code, Subcode      string
		Category           string // plain
		Message, Advice    string
		Table              string
		Links              []linkView
		FirstLink, EndLink int
	}
	indexView struct {
		Pair          string // plain
		Name          string
		Code, Subcode int32
		Row           int // from 1
		Slot          uint32
	}
)

// emit returns the generated files by name.
func emit(src source) (map[string][]byte, error) {
	tmpl, err := template.ParseFS(templates, "*.go.tmpl")
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	for name, view := range map[string]any{
		"codes.go":    map[string]any{"Groups": groups(src.codes, "Code", codeTitle, src.codeComment), "Unlisted": src.unlistedCodes()},
		"subcodes.go": map[string]any{"Groups": groups(src.subcodes, "Subcode", subcodeTitle, src.subcodeComment)},
		"table.go":    src.tableFile(),
	} {
		var out bytes.Buffer
		if err := tmpl.ExecuteTemplate(&out, name+".tmpl", view); err != nil {
			return nil, err
		}
		if files[name], err = format.Source(out.Bytes()); err != nil {
			return nil, fmt.Errorf("%s: %w: the data made Go that does not parse; mend internal/gen", name, err)
		}
	}
	return files, nil
}

// groups returns the constants of a registry, in groups of numbers with the same title.
func groups(reg registry, prefix string, title func(number int32) string, comment func(name) string) []groupView {
	var groups []groupView
	for _, n := range reg.names {
		if title := title(n.number); len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups = append(groups, groupView{Title: title})
		}
		group := &groups[len(groups)-1]
		group.Constants = append(group.Constants, constantView{
			Name:    prefix + n.identifier,
			Number:  n.number,
			Text:    strconv.Quote(n.identifier),
			Comment: comment(n),
		})
	}
	return groups
}

func codeTitle(code int32) string {
	switch code / 100 {
	case 2:
		return "Success, 200 to 299."
	case 4:
		return "Client errors, 400 to 499."
	case 5:
		return "Server errors, 500 to 599."
	case 6:
		return "Global errors, 600 to 699."
	}
	return "Not in a class."
}

func subcodeTitle(subcode int32) string {
	first := subcode - subcode%1000
	return fmt.Sprintf("Subcodes %d to %d.", first, first+999)
}

// unlistedCodes returns the codes whose reasons have a category of their own when the subcode is not documented.
func (src source) unlistedCodes() []unlistedView {
	var views []unlistedView
	for _, n := range src.codes.names {
		if n.unlisted != "" {
			views = append(views, unlistedView{src.codeName(n.number), n.unlisted})
		}
	}
	return views
}

func (src source) tableFile() any {
	var view struct {
		Tables                 []tableView
		Rows                   []rowView
		Index                  []indexView // by pair
		ByCode                 []indexView
		BySubcode              []indexView
		IndexType              string
		SlotBits               int
		CodeFactor, SlotFactor uint32
	}
	endLink := 0
	indexed := make(map[string]bool)
	for _, t := range src.tables {
		view.Tables = append(view.Tables, tableView{Constant: t.constant, Title: strconv.Quote(t.title), URL: t.url})
		for _, r := range t.rows {
			if pair := r.pair(); !indexed[pair] {
				indexed[pair] = true
				view.Index = append(view.Index, indexView{Pair: pair, Code: r.code, Subcode: r.subcode, Row: len(view.Rows) + 1})
			}
			row := rowView{
				Pair:      r.pair(),
				Code:      src.codeName(r.code),
				Subcode:   src.subcodeName(r.subcode),
				Category:  r.category,
				Message:   quote(r.message),
				Table:     t.constant,
				FirstLink: endLink,
				EndLink:   endLink + len(r.links),
			}
			if r.advice != "" {
				row.Advice = quote(r.advice)
			}
			for _, l := range r.links {
				row.Links = append(row.Links, linkView{l.text, l.url})
			}
			endLink = row.EndLink
			view.Rows = append(view.Rows, row)
		}
	}
	view.ByCode = src.byCode(view.Index)
	view.BySubcode = bySubcode(view.Index)
	view.SlotBits = slotBits(len(view.Index))
	view.CodeFactor, view.SlotFactor = codeFactor, slotFactor
	hash(view.Index, view.SlotBits)
	hash(view.BySubcode, view.SlotBits)
	view.IndexType = "uint8"
	if len(view.Rows) > math.MaxUint8 {
		view.IndexType = "uint16"
	}
	return view
}

// byCode returns the rows for a code alone, sorted by code.
func (src source) byCode(index []indexView) []indexView {
	var alone []indexView
	for _, entry := range index {
		if entry.Subcode == anyNumber {
			entry.Name = src.codeName(entry.Code)
			alone = append(alone, entry)
		}
	}
	slices.SortFunc(alone, func(a, b indexView) int { return cmp.Compare(a.Code, b.Code) })
	return alone
}

// bySubcode returns the rows that tell what a subcode means whatever the code: those for the subcode alone, and those
// whose subcode no other row has. Subcode 0 means no particular reason, so it tells nothing.
func bySubcode(index []indexView) []indexView {
	rows := make(map[int32]int)
	for _, entry := range index {
		rows[entry.Subcode]++
	}
	var telling []indexView
	for _, entry := range index {
		if entry.Subcode != 0 && entry.Subcode != anyNumber && (entry.Code == anyNumber || rows[entry.Subcode] == 1) {
			entry.Code = anyNumber
			telling = append(telling, entry)
		}
	}
	return telling
}

// The hash of a pair multiplies with these. The template of table.go has the same formula for the package.
const (
	codeFactor = 31
	slotFactor = 0x9e3779b1 // a prime near 2^32 divided by the golden ratio, which spreads numbers that are close
)

// slotBits is the size of a hash table, in bits, that leaves two of three slots empty.
func slotBits(entries int) int {
	return bits.Len(uint(3 * entries))
}

// hash gives each entry its slot in a hash table, and sorts the entries by it.
func hash(entries []indexView, slotBits int) {
	taken := make(map[uint32]bool)
	for i := range entries {
		e := &entries[i]
		e.Slot = (uint32(e.Code)*codeFactor + uint32(e.Subcode)) * slotFactor >> (32 - slotBits)
		for taken[e.Slot] {
			e.Slot = (e.Slot + 1) % (1 << slotBits)
		}
		taken[e.Slot] = true
	}
	slices.SortFunc(entries, func(a, b indexView) int { return cmp.Compare(a.Slot, b.Slot) })
}

func (src source) codeName(code int32) string {
	if code == anyNumber {
		return "AnyCode"
	}
	n, _ := src.codes.find(code)
	return "Code" + n.identifier
}

func (src source) subcodeName(subcode int32) string {
	if subcode == anyNumber {
		return "AnySubcode"
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
