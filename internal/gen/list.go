package main

// How the CSV files of data are read: the names of codes and subcodes, and the outcomes of pairs and SIP statuses.

import (
	"cmp"
	"encoding/csv"
	"errors"
	"regexp"
	"slices"
	"strings"
)

// A list is a CSV file that gives numbers a name or an outcome.
type list struct {
	path   string
	Items  []*item
	byPair map[pair]*item
}

// An item is a line of a list. It is about a pair, or about one number, in which case the other is noNumber.
type item struct {
	place
	pair
	Value  string // the Go name or the outcome
	phrase string // of a code: its reason phrase
	used   bool   // by a row
}

// readList reads a list, whose first line must be this header.
func readList(path, header string, faults *faults) *list {
	l := &list{path: path, byPair: make(map[pair]*item)}
	lines := faults.readLines(path)
	if lines == nil {
		return l
	}
	if lines[0] != header {
		faults.add(place{path, 1}, "the first line must be %q", header)
		return l
	}
	columns := strings.Split(header, ",")
	reader := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
	reader.FieldsPerRecord = len(columns)
	reader.Read() // the header
	for {
		fields, err := reader.Read()
		var malformed *csv.ParseError
		if errors.As(err, &malformed) {
			faults.add(place{path, malformed.StartLine}, "%v: write %s, and quote a field that has a comma or a quote", malformed.Err, header)
			continue
		} else if err != nil { // the end
			return l
		}
		line, _ := reader.FieldPos(0)
		l.add(place{path, line}, columns, fields, faults)
	}
}

// add adds a line, which must come after those before.
func (l *list) add(p place, columns, fields []string, faults *faults) {
	it := &item{place: p, pair: nothing}
	for i, field := range fields {
		var err error
		switch columns[i] {
		case "code", "status":
			it.Code, err = parseOptional(field)
		case "subcode":
			it.Subcode, err = parseOptional(field)
		case "phrase":
			it.phrase = field
		default:
			it.Value = field
		}
		if err != nil {
			faults.add(p, "%v", err)
			return
		}
	}
	if it.pair == nothing {
		faults.add(p, "no number: give one")
		return
	}
	if len(l.Items) > 0 {
		last := l.Items[len(l.Items)-1].pair
		if cmp.Or(cmp.Compare(it.Subcode, last.Subcode), cmp.Compare(it.Code, last.Code)) <= 0 {
			faults.add(p, "%s comes after %s: sort the lines by subcode, then by code, and keep each once", it.pair, last)
		}
	}
	l.Items = append(l.Items, it)
	l.byPair[it.pair] = it
}

// use marks the item of a pair as used, and returns it, or nil if there is none.
func (l *list) use(p pair) *item {
	it := l.byPair[p]
	if it != nil {
		it.used = true
	}
	return it
}

// exported is a Go name as the command takes it in a question, too.
var exported = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)

// checkLists checks the names and the outcomes.
func (src *source) checkLists(outcomes []string) {
	first := make(map[string]place) // where a name is used, in both files together
	for _, l := range []*list{src.codes, src.subcodes} {
		for _, it := range l.Items {
			if !exported.MatchString(it.Value) {
				src.faults.add(it.place, "%q is not an exported Go identifier: start with a capital, then letters and digits", it.Value)
			}
			if p, twice := first[it.Value]; twice {
				src.faults.add(it.place, "%s is already the name at %v: give each number its own", it.Value, p)
			}
			first[it.Value] = it.place
		}
	}
	for _, it := range src.SIP.Items {
		if it.Code < 100 || it.Code > 699 {
			src.faults.add(it.place, "%d is not a SIP status: write one from 100 to 699", it.Code)
		}
	}
	for _, l := range []*list{src.outcomes, src.SIP} {
		for _, it := range l.Items {
			if !slices.Contains(outcomes, it.Value) {
				src.faults.add(it.place, "unknown outcome %q: write one of %s", it.Value, strings.Join(outcomes, ", "))
			}
			// What a payload says of the telephone network never makes a failed call a success.
			if l == src.SIP && (it.Value == "Completed" || it.Value == "AnsweredElsewhere") {
				src.faults.add(it.place, "%s is a success, which no SIP status makes: write Unknown, or remove the line", it.Value)
			}
		}
	}
}
