package main

import (
	"slices"
	"strings"
)

var outcomeColumns = []string{"code", "subcode", "outcome"}

// outcomeNames are the constants of Outcome in the package, without their prefix.
var outcomeNames = []string{
	"Unknown", "Completed", "AnsweredElsewhere",
	"Removed", "Canceled", "Declined", "Busy", "NoAnswer", "Unreachable", "InvalidTarget", "NoInput",
	"Forbidden", "Unauthenticated", "ConnectionFailure", "DeviceFailure", "ClientFailure", "TrunkFailure", "LimitExceeded",
	"InvalidRequest", "ServiceFailure",
}

// outcomes is the file of outcomes: a line for a pair, for a subcode under any code, or for a code alone.
type outcomes struct {
	path  string
	lines map[pair]*outcome
}

type outcome struct {
	line int
	name string
	used bool // by a row
}

func loadOutcomes(path string, faults *faults) outcomes {
	o := outcomes{path: path, lines: make(map[pair]*outcome)}
	for _, record := range readCSV(path, outcomeColumns, faults) {
		o.add(record, faults)
	}
	return o
}

func (o *outcomes) add(record record, faults *faults) {
	numbers := [2]int32{noNumber, noNumber}
	for i, field := range record.fields[:2] {
		var err error
		if field == "" {
			continue
		}
		if numbers[i], err = parseNumber(field); err != nil {
			faults.add(o.path, record.line, "%v", err)
			return
		}
	}
	p, name := pair{numbers[0], numbers[1]}, record.fields[2]
	if !slices.Contains(outcomeNames, name) {
		faults.add(o.path, record.line, "unknown outcome %q: %s", name, strings.Join(outcomeNames, ", "))
	}
	if p == (pair{noNumber, noNumber}) {
		faults.add(o.path, record.line, "neither a code nor a subcode: give one")
		return
	}
	if first, twice := o.lines[p]; twice {
		faults.add(o.path, record.line, "%s already has an outcome on line %d: keep one of the two", p, first.line)
	}
	o.lines[p] = &outcome{line: record.line, name: name}
}

// find returns the outcome of the most specific line, or nil.
func (o *outcomes) find(p pair) *outcome {
	if line := o.lines[p]; line != nil || p.subcode == noNumber {
		return line
	}
	return o.lines[pair{noNumber, p.subcode}]
}

// checkUse finds lines that neither a row nor a code uses.
func (o *outcomes) checkUse(codes map[int32]bool, faults *faults) {
	for p, line := range o.lines {
		if !line.used && (p.subcode != noNumber || !codes[p.code]) {
			faults.add(o.path, line.line, "neither a row nor a code uses the outcome of %s: correct the numbers, or remove the line", p)
		}
	}
}

// setOutcomes gives each row its outcome. It finds rows without one.
func (src *source) setOutcomes(faults *faults) {
	for t, r := range src.rows() {
		line := src.outcomes.find(r.pair())
		if line == nil {
			faults.add(t.path, r.line, "%s has no outcome: add one to %s", r.pair(), src.outcomes.path)
			continue
		}
		line.used = true
		r.outcome = line.name
	}
	if len(*faults) == 0 {
		src.checkSubcodes(faults)
	}
}

// checkSubcodes finds subcodes with one outcome under this code and another under that, so that none can be inferred under a
// third. A row for the subcode alone settles it.
func (src *source) checkSubcodes(faults *faults) {
	bySubcode := src.rowsBySubcode()
	for t, r := range src.rows() {
		if known := bySubcode[r.subcode]; known != nil && known.code != noNumber && known.outcome != r.outcome {
			faults.add(t.path, r.line, "the outcome of %s is %s, but that of %s is %s: give both the same, or add a row for the subcode alone",
				r.pair(), r.outcome, known.pair(), known.outcome)
		}
	}
}

// rowsBySubcode returns for each subcode the row that tells what it means under any code: the row for the subcode alone, or
// else the first one. Subcode 0 means nothing of its own.
func (src *source) rowsBySubcode() map[int32]*row {
	bySubcode := make(map[int32]*row)
	for _, r := range src.rows() {
		known := bySubcode[r.subcode]
		if r.subcode > 0 && (known == nil || r.code == noNumber && known.code != noNumber) {
			bySubcode[r.subcode] = r
		}
	}
	return bySubcode
}
