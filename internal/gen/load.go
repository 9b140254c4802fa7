package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A documentedTable is a file of data whose rows become part of the package.
type documentedTable struct {
	file     string // in the data directory
	constant string // the Go constant that names the table
}

// documentedTables is in order of precedence: where two tables document the same pair, the first one answers Lookup.
var documentedTables = []documentedTable{
	{"callend.md", "TableCallEnd"},
	{"callingsdk.md", "TableCallingSDK"},
	{"pstn.md", "TablePSTN"},
	{"callautomation.md", "TableCallAutomation"},
	{"related.md", "TableRelated"},
}

// source is everything that the generated files are made from.
type source struct {
	tables   []table // in order of precedence
	codes    registry
	subcodes registry
}

// A table is what one file of data documents: the rows of all its pipe tables, in order.
type table struct {
	documentedTable
	path  string
	title string
	url   string
	rows  []row
	// lostRows is set when something unreadable stood where rows belong, so that what they would have used is unknown.
	lostRows bool
}

// A row is what is documented of one code and subcode.
type row struct {
	line     int
	code     int32 // anyNumber when documented for the subcode alone
	subcode  int32 // anyNumber when documented for the code alone
	category string
	message  string
	advice   string
	links    []link
}

// anyNumber stands where a row gives no code or no subcode, like AnyCode and AnySubcode in the package.
const anyNumber = -1

// pair is how people write the numbers of a row: "487/10004", with "-" for any number.
func (r row) pair() string {
	text := func(number int32) string {
		if number == anyNumber {
			return "-"
		}
		return strconv.Itoa(int(number))
	}
	return text(r.code) + "/" + text(r.subcode)
}

// load reads the data directory and checks it. Its error holds every fault of the data.
func load(dir string) (source, error) {
	var faults faults
	var src source
	for _, documented := range documentedTables {
		t := table{documentedTable: documented, path: filepath.Join(dir, documented.file)}
		if lines, ok := readLines(t.path, &faults); ok {
			t.parse(lines, &faults)
			t.checkHead(&faults)
			t.checkRows(&faults)
		} else {
			t.lostRows = true
		}
		src.tables = append(src.tables, t)
	}
	src.codes = loadRegistry(filepath.Join(dir, "codes.csv"), codeColumns, &faults)
	src.subcodes = loadRegistry(filepath.Join(dir, "subcodes.csv"), subcodeColumns, &faults)

	checkFiles(dir, &faults)
	checkNames(src, &faults)
	return src, faults.err()
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
			faults.add(path, i+1, "control character %U: remove it", r)
			ok = false
		}
	}
	return lines, ok
}

// isForbidden reports characters that must reach neither a Go file nor somebody's terminal.
func isForbidden(r rune) bool {
	return unicode.IsControl(r) && r != '\t' || r == '\uFEFF'
}

// checkHead finds what a file of data lacks above its tables.
func (t *table) checkHead(faults *faults) {
	if t.title == "" {
		faults.add(t.path, 1, `no title: start the file with a "# " heading`)
	}
	if t.url == "" {
		faults.add(t.path, 1, `no source: add a line "Source: <https://…>" with the address of the page`)
	}
}

// checkFiles finds tables that nobody would read.
func checkFiles(dir string, faults *faults) {
	paths, _ := filepath.Glob(filepath.Join(dir, "*.md")) // fails for a malformed pattern only, and then finds nothing
	for _, path := range paths {
		name := filepath.Base(path)
		known := slices.ContainsFunc(documentedTables, func(t documentedTable) bool { return t.file == name })
		if !known && name != "README.md" {
			faults.add(path, 1, "no table of the package: add it to documentedTables in internal/gen/load.go, or remove the file")
		}
	}
}

// checkRows finds rows that contradict each other.
func (t *table) checkRows(faults *faults) {
	first := make(map[string]int)
	for _, r := range t.rows {
		if line, twice := first[r.pair()]; twice {
			faults.add(t.path, r.line, "%s is documented on line %d already: keep one of the two", r.pair(), line)
		} else {
			first[r.pair()] = r.line
		}
	}
}

// checkNames finds numbers without a name, and names without a number.
func checkNames(src source, faults *faults) {
	usedCodes, usedSubcodes := map[int32]bool{anyNumber: true}, map[int32]bool{anyNumber: true}
	lostRows := false
	for _, t := range src.tables {
		lostRows = lostRows || t.lostRows
		for _, r := range t.rows {
			if !usedCodes[r.code] && !src.codes.has(r.code) {
				faults.add(t.path, r.line, "code %d has no name: add it to %s", r.code, src.codes.path)
			}
			if !usedSubcodes[r.subcode] && !src.subcodes.has(r.subcode) {
				faults.add(t.path, r.line, "subcode %d has no name: add it to %s", r.subcode, src.subcodes.path)
			}
			usedCodes[r.code], usedSubcodes[r.subcode] = true, true
		}
	}
	if lostRows {
		return
	}
	src.codes.checkUsed(usedCodes, faults)
	src.subcodes.checkUsed(usedSubcodes, faults)
}
