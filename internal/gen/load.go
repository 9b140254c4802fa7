package main

import (
	"bytes"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A documentedTable is a file of data whose rows become entries of the package.
type documentedTable struct {
	file     string // in the data directory
	constant string // the Go constant of the table
	verbatim bool   // in Microsoft's words, not in ours
}

// documentedTables is in order of precedence: where two tables document the same pair, Lookup returns that of the first.
var documentedTables = []documentedTable{
	{"callend.md", "TableCallEnd", true},
	{"callingsdk.md", "TableCallingSDK", true},
	{"pstn.md", "TablePSTN", false},
	{"directrouting.md", "TableDirectRouting", false},
	{"callautomation.md", "TableCallAutomation", false},
	{"related.md", "TableRelated", false},
}

// source is everything that the generated files are made from.
type source struct {
	tables   []table // in order of precedence
	codes    registry
	subcodes registry
	outcomes outcomes
	found    []row // the rows that Lookup finds: the first one of each pair, sorted by code and subcode
}

// A table is what one file of data documents: the rows of all its pipe tables, in order.
type table struct {
	documentedTable
	path  string
	title string
	url   string
	rows  []row
	// blocks counts the pipe tables.
	blocks int
	faults faults
}

// A row is what is documented of one code and subcode.
type row struct {
	line     int
	block    int   // which pipe table of the page it is in, from 1
	code     int32 // noNumber when documented for the subcode alone
	subcode  int32 // noNumber when documented for the code alone
	category string
	outcome  string // from the file of outcomes
	message  string
	advice   string
	links    []link // of message and advice
	source   link   // zero where it is the page of the table
}

// rows yields the rows of all tables, in order of precedence.
func (src *source) rows() iter.Seq2[*table, *row] {
	return func(yield func(*table, *row) bool) {
		for i := range src.tables {
			for j := range src.tables[i].rows {
				if !yield(&src.tables[i], &src.tables[i].rows[j]) {
					return
				}
			}
		}
	}
}

func (src *source) foundRows() []row {
	var rows []row
	for _, r := range src.rows() {
		rows = append(rows, *r)
	}
	slices.SortStableFunc(rows, func(a, b row) int { return comparePairs(a.pair(), b.pair()) })
	return slices.CompactFunc(rows, func(a, b row) bool { return a.pair() == b.pair() })
}

// noNumber marks a row that gives no code or no subcode, like NoCode and NoSubcode in the package.
const noNumber = -1

// A pair is a code and a subcode, either of which may be noNumber.
type pair struct{ code, subcode int32 }

func (r row) pair() pair { return pair{r.code, r.subcode} }

// String returns the pair as people write it: "487/10004", with "-" for any number.
func (p pair) String() string { return numberText(p.code, "-") + "/" + numberText(p.subcode, "-") }

func numberText(number int32, absent string) string {
	if number == noNumber {
		return absent
	}
	return strconv.Itoa(int(number))
}

// load reads the data directory and checks it. Its error holds every fault of the data.
func load(dir string) (source, error) {
	var src source
	var ofTables, ofLists, ofBoth faults
	for _, documented := range documentedTables {
		t := table{documentedTable: documented, path: filepath.Join(dir, documented.file)}
		if lines, ok := readLines(t.path, &ofTables); ok {
			t.parse(lines)
			t.checkHead()
			t.checkRows()
		}
		ofTables = append(ofTables, t.faults...)
		src.tables = append(src.tables, t)
	}
	checkFiles(dir, &ofTables)
	src.codes = loadRegistry(filepath.Join(dir, "codes.csv"), codeColumns, &ofLists)
	src.subcodes = loadRegistry(filepath.Join(dir, "subcodes.csv"), subcodeColumns, &ofLists)
	src.outcomes = loadOutcomes(filepath.Join(dir, "outcomes.csv"), &ofLists)

	// What a file with faults would have had is unknown, so nothing is missed in it, or because of it.
	if len(ofLists) == 0 {
		src.setOutcomes(&ofBoth)
		src.checkNames(&ofBoth)
		if len(ofTables) == 0 {
			src.checkUse(&ofBoth)
		}
	}
	src.found = src.foundRows()
	return src, slices.Concat(ofTables, ofLists, ofBoth).err()
}

// readLines returns the lines of a text file without line ends and byte order mark.
func readLines(path string, faults *faults) (lines []string, ok bool) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		faults.add(path, 1, "the file is missing: put it back")
		return nil, false
	} else if err != nil {
		faults.add(path, 1, "cannot be read: %v", err)
		return nil, false
	}
	content = bytes.TrimPrefix(content, []byte("\uFEFF"))
	lines = strings.Split(string(content), "\n")
	ok = true
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
		if !utf8.ValidString(line) {
			faults.add(path, i+1, "not UTF-8: save the file as UTF-8")
			ok = false
		} else if bad := strings.IndexFunc(lines[i], isForbidden); bad >= 0 {
			r, _ := utf8.DecodeRuneInString(lines[i][bad:])
			faults.add(path, i+1, "invisible character %U: remove it", r)
			ok = false
		}
	}
	return lines, ok
}

// isForbidden reports control and format characters, which must reach neither a Go file nor somebody's terminal.
func isForbidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf) && r != '\t'
}

// checkHead finds what a file of data lacks above its tables.
func (t *table) checkHead() {
	if t.title == "" {
		t.fault(1, `no title: start the file with a "# " heading`)
	}
	if t.url == "" {
		t.fault(1, `no source: add a line "Source: <https://…>" with the address of the page`)
	}
}

// checkFiles finds tables that nobody would read.
func checkFiles(dir string, faults *faults) {
	paths, _ := filepath.Glob(filepath.Join(dir, "*.md")) // fails for a malformed pattern only, and then finds nothing
	for _, path := range paths {
		name := filepath.Base(path)
		known := slices.ContainsFunc(documentedTables, func(t documentedTable) bool { return t.file == name })
		if !known && name != "README.md" {
			faults.add(path, 1, "not a table of the package: add it to documentedTables in internal/gen/load.go, or remove the file")
		}
	}
}

// checkRows finds rows that contradict each other.
func (t *table) checkRows() {
	first := make(map[pair]int)
	for _, r := range t.rows {
		if line, twice := first[r.pair()]; twice {
			t.fault(r.line, "%s is already documented on line %d: keep one of the two", r.pair(), line)
		} else {
			first[r.pair()] = r.line
		}
	}
}

// checkNames finds numbers without a name.
func (src *source) checkNames(faults *faults) {
	missing := func(t *table, r *row, number int32, reg registry) {
		if _, named := reg.find(number); !named && number != noNumber {
			faults.add(t.path, r.line, "%d has no name: add it to %s", number, reg.path)
		}
	}
	for t, r := range src.rows() {
		missing(t, r, r.code, src.codes)
		missing(t, r, r.subcode, src.subcodes)
	}
}

// checkUse finds names and outcomes that no row uses.
func (src *source) checkUse(faults *faults) {
	codes, subcodes := make(map[int32]bool), make(map[int32]bool)
	for _, r := range src.rows() {
		codes[r.code], subcodes[r.subcode] = true, true
	}
	src.codes.checkUse(codes, faults)
	src.subcodes.checkUse(subcodes, faults)
	src.outcomes.checkUse(codes, faults)
}
