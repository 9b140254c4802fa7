package main

// The files of judgements: what each reason and each SIP status comes to.

import (
	"cmp"
	"slices"
	"strings"
)

// successes are the outcomes that no SIP status may have: what a payload says of the telephone network never makes a failed
// call a success.
var successes = []string{"Completed", "AnsweredElsewhere"}

// An outcome is a line of the file of outcomes: for a pair, for a subcode under any code, or for a code alone.
type outcome struct {
	place
	name string
	used bool // by a row
}

func (src *source) loadOutcomes(path string) {
	for _, record := range readCSV(path, "code,subcode,outcome", &src.faults) {
		code, codeErr := parseOptional(record.fields[0])
		subcode, subcodeErr := parseOptional(record.fields[1])
		if err := cmp.Or(codeErr, subcodeErr); err != nil {
			src.faults.add(record.place, "%v", err)
			continue
		}
		p := pair{code, subcode}
		if p == (pair{noNumber, noNumber}) {
			src.faults.add(record.place, "neither a code nor a subcode: give one")
		}
		if first, twice := src.outcomes[p]; twice {
			src.faults.add(record.place, "%s already has an outcome on line %d: keep one of the two", p, first.line)
		}
		src.outcomes[p] = &outcome{place: record.place, name: src.outcomeName(record, 2)}
		if p.Subcode == noNumber {
			src.codeOutcomes[p.Code] = src.outcomes[p].name
		}
	}
}

// outcomeName returns a field that must be the name of an outcome.
func (src *source) outcomeName(record record, field int) string {
	name := record.fields[field]
	if !slices.Contains(src.outcomeNames, name) {
		src.faults.add(record.place, "unknown outcome %q: %s", name, strings.Join(src.outcomeNames, ", "))
	}
	return name
}

func (src *source) loadSIP(path string) {
	previous := int32(noNumber)
	for _, record := range readCSV(path, "status,outcome", &src.faults) {
		status, err := parseNumber(record.fields[0])
		switch {
		case err != nil:
			src.faults.add(record.place, "%v", err)
		case status < 100 || status > 699:
			src.faults.add(record.place, "%d is not a SIP status: they are from 100 to 699", status)
		case status <= previous:
			src.faults.add(record.place, "%d comes after %d: sort the lines by status, and give each once", status, previous)
		}
		previous = status
		name := src.outcomeName(record, 1)
		if slices.Contains(successes, name) {
			src.faults.add(record.place, "%s is a success, which no SIP status makes: write Unknown, or remove the line", name)
		}
		src.sip[status] = name
	}
}

// setOutcomes gives each row its outcome: that of the most specific line.
func (src *source) setOutcomes() {
	for _, r := range src.rows {
		line := src.outcomes[r.pair]
		if line == nil && r.Subcode != noNumber {
			line = src.outcomes[pair{noNumber, r.Subcode}]
		}
		if line == nil {
			src.faults.add(r.place, "%s has no outcome: add one to outcomes.csv", r.pair)
			continue
		}
		line.used = true
		r.Outcome = line.name
	}
}

// checkSubcodes finds subcodes with one outcome under this code and another under that, so that none can be inferred under a
// third. A row for the subcode alone settles it.
func (src *source) checkSubcodes() {
	for _, r := range src.rows {
		known := src.bySubcode[r.Subcode]
		if known != nil && known.Code != noNumber && known.Outcome != r.Outcome {
			src.faults.add(r.place, "the outcome of %s is %s, but that of %s is %s: give both the same, or add a row for the subcode alone",
				r.pair, r.Outcome, known.pair, known.Outcome)
		}
	}
}
