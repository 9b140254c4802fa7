package main

// What the generator knows of the data, and how the files must fit together.

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
)

// documentedTables is in order of precedence: where two tables document the same pair, Lookup returns that of the first.
var documentedTables = []table{
	{path: "data/callend.md", Constant: "TableCallEnd"},
	{path: "data/callingsdk.md", Constant: "TableCallingSDK"},
	{path: "data/pstn.md", Constant: "TablePSTN"},
	{path: "data/directrouting.md", Constant: "TableDirectRouting"},
	{path: "data/callautomation.md", Constant: "TableCallAutomation"},
	{path: "data/related.md", Constant: "TableRelated"},
	{path: "data/reported.md", Constant: tableReported},
}

// tableReported is the table of what Microsoft does not document, so that no other table may document it.
const tableReported = "TableReported"

// source is everything that the generated files are made from.
type source struct {
	Tables    []*table       // in order of precedence
	Rows      []*row         // of all tables, in their order
	Found     []*row         // those that Lookup finds, the first of each pair, sorted by code and subcode
	BySubcode map[int32]*row // what a subcode means under any code
	Links     []link         // of all rows
	Sources   []link         // of rows that are not on their table's page; the first is empty
	SIP       *list

	codes, subcodes, outcomes *list

	faults faults
}

// noNumber marks a row that gives no code or no subcode, like NoCode and NoSubcode in the package.
const noNumber = -1

// A pair is a code and a subcode, either of which may be noNumber.
type pair struct{ Code, Subcode int32 }

// nothing is a pair that no row and no line may have.
var nothing = pair{noNumber, noNumber}

// code and subcode return the pair of one of the numbers alone.
func (p pair) code() pair    { return pair{p.Code, noNumber} }
func (p pair) subcode() pair { return pair{noNumber, p.Subcode} }

// String returns the pair as people write it: "487/10004", with "-" for any number.
func (p pair) String() string { return numberText(p.Code, "-") + "/" + numberText(p.Subcode, "-") }

func numberText(number int32, absent string) string {
	if number == noNumber {
		return absent
	}
	return strconv.Itoa(int(number))
}

// load reads the data directory and checks it. Its error holds every fault of the data.
func load() (*source, error) {
	src := &source{BySubcode: make(map[int32]*row)}
	outcomes := src.constantNames("outcome.go", "Outcome")
	categories := src.constantNames("category.go", "Category")
	if err := src.faults.err(); err != nil {
		return nil, err
	}
	src.codes = readList("data/codes.csv", "code,name,phrase", &src.faults)
	src.subcodes = readList("data/subcodes.csv", "subcode,name", &src.faults)
	src.outcomes = readList("data/outcomes.csv", "code,subcode,outcome", &src.faults)
	src.SIP = readList("data/sip.csv", "status,outcome", &src.faults)
	src.checkLists(outcomes)
	listFaults := len(src.faults)
	for _, t := range documentedTables {
		t.categories, t.faults = categories[1:], &src.faults // an empty cell is CategoryUnknown
		if lines := src.faults.readLines(t.path); lines != nil {
			t.parse(lines)
		}
		src.Tables = append(src.Tables, &t)
		src.Rows = append(src.Rows, t.rows...)
	}
	tablesAreGood := len(src.faults) == listFaults
	src.indexRows()
	// What a file with faults would have had is unknown, so nothing is missed in it, or because of it.
	if listFaults == 0 {
		src.checkRows()
		if tablesAreGood {
			src.checkUse()
		}
	}
	return src, src.faults.err()
}

// constantNames returns the names of the constants in a Go file that start with a prefix, without it.
func (src *source) constantNames(path, prefix string) (names []string) {
	constant := regexp.MustCompile(`^\t` + prefix + `(\w+)( |$)`)
	for _, line := range src.faults.readLines(path) {
		if match := constant.FindStringSubmatch(line); match != nil {
			names = append(names, match[1])
		}
	}
	return names
}

// indexRows finds the row that answers for each pair, the first one, and for each subcode under any code: the one for the
// subcode alone, or else the first one. Subcode 0 means nothing of its own.
func (src *source) indexRows() {
	byPair := make(map[pair]*row)
	for _, r := range src.Rows {
		if first := byPair[r.pair]; first == nil {
			byPair[r.pair] = r
		} else if first.Table == r.Table || r.Table.Constant == tableReported {
			src.faults.add(r.place, "%s is already documented at %v: keep one of the two", r.pair, first.place)
		}
		known := src.BySubcode[r.Subcode]
		if r.Subcode > 0 && (known == nil || r.Code == noNumber && known.Code != noNumber) {
			src.BySubcode[r.Subcode] = r
		}
	}
	src.Found = slices.SortedFunc(maps.Values(byPair), func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Subcode, b.Subcode))
	})
}

// checkRows gives each row its outcome, that of the most specific line, and finds numbers without a name.
func (src *source) checkRows() {
	for _, r := range src.Rows {
		if r.Code != noNumber && src.codes.use(r.code()) == nil {
			src.faults.add(r.place, "%d has no name: add it to %s", r.Code, src.codes.path)
		}
		if r.Subcode != noNumber && src.subcodes.use(r.subcode()) == nil {
			src.faults.add(r.place, "%d has no name: add it to %s", r.Subcode, src.subcodes.path)
		}
		src.outcomes.use(r.code()) // Classify uses it for the code with any other subcode
		if outcome := cmp.Or(src.outcomes.byPair[r.pair], src.outcomes.byPair[r.subcode()]); outcome != nil {
			outcome.used = true
			r.Outcome = outcome.Value
		} else {
			src.faults.add(r.place, "%s has no outcome: add one to %s", r.pair, src.outcomes.path)
		}
	}
	// A subcode with one outcome under this code and another under that lets none be inferred under a third.
	for _, r := range src.Rows {
		known := src.BySubcode[r.Subcode]
		if known == nil || known.Code == noNumber || known.Outcome == "" || r.Outcome == "" {
			continue // it has no subcode, a row for the subcode alone, or already a fault
		}
		if known.Outcome != r.Outcome {
			src.faults.add(r.place, "the outcome of %s is %s, but that of %s is %s: give both the same, or add a row for the subcode alone",
				r.pair, r.Outcome, known.pair, known.Outcome)
		}
	}
}

// checkUse finds names and outcomes that no row uses.
func (src *source) checkUse() {
	for _, it := range slices.Concat(src.codes.Items, src.subcodes.Items, src.outcomes.Items) {
		if !it.used {
			src.faults.add(it.place, "no row uses %s: correct the number, or remove the line unless its name was released", it.pair)
		}
	}
}
