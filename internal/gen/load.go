package main

// What the generator knows of the data, and how the files must fit together.

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
)

// A documentedTable is a file of data whose rows become entries of the package.
type documentedTable struct {
	file     string // in the data directory
	Constant string // the Go constant of the table
}

// documentedTables is in order of precedence: where two tables document the same pair, Lookup returns that of the first.
var documentedTables = []documentedTable{
	{"callend.md", "TableCallEnd"},
	{"callingsdk.md", "TableCallingSDK"},
	{"pstn.md", "TablePSTN"},
	{"directrouting.md", "TableDirectRouting"},
	{"callautomation.md", "TableCallAutomation"},
	{"related.md", "TableRelated"},
	{"reported.md", tableReported},
}

// tableReported is the table of what Microsoft does not document, so that no other table may document it.
const tableReported = "TableReported"

// source is everything that the generated files are made from.
type source struct {
	tables    []*table // in order of precedence
	rows      []*row   // of all tables, in their order
	found     []*row   // those that Lookup finds, the first of each pair, sorted by code and subcode
	bySubcode map[int32]*row
	codes     registry
	subcodes  registry
	outcomes  map[pair]*outcome
	sip       map[int32]string // outcomes by status

	codeOutcomes map[int32]string // those of codes alone
	outcomeNames []string
	faults       faults
}

// noNumber marks a row that gives no code or no subcode, like NoCode and NoSubcode in the package.
const noNumber = -1

// A pair is a code and a subcode, either of which may be noNumber.
type pair struct{ Code, Subcode int32 }

// String returns the pair as people write it: "487/10004", with "-" for any number.
func (p pair) String() string { return numberText(p.Code, "-") + "/" + numberText(p.Subcode, "-") }

func numberText(number int32, absent string) string {
	if number == noNumber {
		return absent
	}
	return strconv.Itoa(int(number))
}

// load reads the data directory and checks it. Its error holds every fault of the data.
func load(dataDir, packageDir string) (*source, error) {
	src := &source{outcomes: make(map[pair]*outcome), codeOutcomes: make(map[int32]string), sip: make(map[int32]string)}
	src.outcomeNames = constantNames(filepath.Join(packageDir, "outcome.go"), "Outcome", &src.faults)
	categories := constantNames(filepath.Join(packageDir, "category.go"), "Category", &src.faults)
	if err := src.faults.err(); err != nil {
		return nil, err
	}
	categories = slices.DeleteFunc(categories, func(name string) bool { return name == "Unknown" }) // that is an empty cell

	taken := make(map[string]place)
	src.codes = loadRegistry(filepath.Join(dataDir, "codes.csv"), "Code", "code,name,phrase", taken, &src.faults)
	src.subcodes = loadRegistry(filepath.Join(dataDir, "subcodes.csv"), "Subcode", "subcode,name", taken, &src.faults)
	src.loadOutcomes(filepath.Join(dataDir, "outcomes.csv"))
	src.loadSIP(filepath.Join(dataDir, "sip.csv"))
	listsAreGood := len(src.faults) == 0
	tablesAreGood := src.loadTables(dataDir, categories)
	src.indexRows()
	// What a file with faults would have had is unknown, so nothing is missed in it, or because of it.
	if listsAreGood {
		src.setOutcomes()
		src.checkNames()
		if tablesAreGood {
			src.checkUse()
		}
		if len(src.faults) == 0 {
			src.checkSubcodes()
		}
	}
	return src, src.faults.err()
}

// loadTables reads the tables, and reports whether they are without fault.
func (src *source) loadTables(dataDir string, categories []string) (ok bool) {
	var faults faults
	for _, documented := range documentedTables {
		t := &table{documentedTable: documented, path: filepath.Join(dataDir, documented.file), categories: categories, faults: &faults}
		if lines := readLines(t.path, &faults); lines != nil {
			t.parse(lines)
		}
		src.tables = append(src.tables, t)
		src.rows = append(src.rows, t.rows...)
	}
	paths, _ := filepath.Glob(filepath.Join(dataDir, "*.md")) // fails for a malformed pattern only
	for _, path := range paths {
		name := filepath.Base(path)
		known := slices.ContainsFunc(documentedTables, func(t documentedTable) bool { return t.file == name })
		if !known && name != "README.md" {
			faults.add(place{path, 1}, "not a table of the package: add it to documentedTables in internal/gen/load.go, or remove the file")
		}
	}
	src.faults = append(src.faults, faults...)
	return len(faults) == 0
}

// indexRows finds the row that answers for each pair, the first one, and for each subcode under any code: the one for the
// subcode alone, or else the first one. Subcode 0 means nothing of its own.
func (src *source) indexRows() {
	src.bySubcode = make(map[int32]*row)
	byPair := make(map[pair]*row)
	for i, r := range src.rows {
		r.index = i
		first, twice := byPair[r.pair]
		switch {
		case !twice:
			byPair[r.pair] = r
		case first.Table == r.Table:
			src.faults.add(r.place, "%s is already documented on line %d: keep one of the two", r.pair, first.line)
		case r.Table.Constant == tableReported:
			src.faults.add(r.place, "%s is documented at %v: remove this row, or say there what it adds", r.pair, first.place)
		}
		known := src.bySubcode[r.Subcode]
		if r.Subcode > 0 && (known == nil || r.Code == noNumber && known.Code != noNumber) {
			src.bySubcode[r.Subcode] = r
		}
	}
	src.found = slices.SortedFunc(maps.Values(byPair), func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Subcode, b.Subcode))
	})
}

// checkNames finds numbers without a name.
func (src *source) checkNames() {
	for _, r := range src.rows {
		for _, reg := range []registry{src.codes, src.subcodes} {
			number := reg.numberIn(r.pair)
			if n := reg.names[number]; n != nil {
				n.used = true
			} else if number != noNumber {
				src.faults.add(r.place, "%d has no name: add it to %s", number, reg.path)
			}
		}
	}
}

// checkUse finds names and outcomes that no row uses.
func (src *source) checkUse() {
	for _, reg := range []registry{src.codes, src.subcodes} {
		for _, n := range reg.names {
			if !n.used {
				src.faults.add(n.place, "no row uses %d (%s): correct the number, or remove the line if it was never released", n.Number, n.Identifier)
			}
		}
	}
	for p, line := range src.outcomes {
		code := src.codes.names[p.Code]
		if isOfCode := p.Subcode == noNumber && code != nil && code.used; !line.used && !isOfCode {
			src.faults.add(line.place, "neither a row nor a code uses the outcome of %s: correct the numbers, or remove the line", p)
		}
	}
}
