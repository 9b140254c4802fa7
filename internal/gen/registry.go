package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	codeColumns    = []string{"code", "name", "phrase"}
	subcodeColumns = []string{"subcode", "name"}
)

// A registry is a file of names, sorted by number.
type registry struct {
	path  string
	names []name
}

// A name is a line of a registry: what a number is called in Go.
type name struct {
	line       int
	number     int32
	identifier string
	phrase     string // codes only: the reason phrase
}

func loadRegistry(path string, columns []string, faults *faults) registry {
	reg := registry{path: path}
	for _, record := range readCSV(path, columns, faults) {
		reg.add(record, faults)
	}
	reg.checkOrder(faults)
	return reg
}

// A record is a line of a CSV file.
type record struct {
	line   int
	fields []string
}

// readCSV returns the lines below the header.
func readCSV(path string, columns []string, faults *faults) (records []record) {
	lines, _ := readLines(path, faults)
	reader := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
	reader.FieldsPerRecord = -1 // counted below, to say what is missing
	header := strings.Join(columns, ",")
	if len(lines) > 0 && lines[0] != header {
		faults.add(path, 1, "the first line must be %q", header)
		return nil
	}
	for {
		fields, err := reader.Read()
		var malformed *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return records
		case errors.As(err, &malformed):
			faults.add(path, malformed.StartLine, "%v: quote a field that has a comma or a quote", malformed.Err)
			continue
		}
		line, _ := reader.FieldPos(0)
		if len(fields) != len(columns) {
			faults.add(path, line, "%s where the first line has %d", count(len(fields), "field"), len(columns))
		} else if line > 1 {
			records = append(records, record{line, fields})
		}
	}
}

// exported is a Go name as the command takes it in a question, too.
var exported = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)

func (reg *registry) add(record record, faults *faults) {
	number, err := parseNumber(record.fields[0])
	if err != nil {
		faults.add(reg.path, record.line, "%v", err)
		return
	}
	n := name{line: record.line, number: number, identifier: record.fields[1]}
	if !exported.MatchString(n.identifier) {
		faults.add(reg.path, n.line, "%q is not an exported Go identifier: start with a capital, then letters and digits", n.identifier)
	}
	if len(record.fields) == len(codeColumns) {
		n.phrase = record.fields[2]
		if n.phrase == "" {
			faults.add(reg.path, n.line, "empty phrase: give the reason phrase of SIP, of HTTP or of the documentation")
		}
	}
	reg.names = append(reg.names, n)
}

// checkOrder finds numbers and names that come twice, and lines that are not where a reader looks for them.
func (reg *registry) checkOrder(faults *faults) {
	numbers, identifiers := make(map[int32]int), make(map[string]int)
	for i, n := range reg.names {
		if line, twice := numbers[n.number]; twice {
			faults.add(reg.path, n.line, "%d is already named on line %d: keep one of the two", n.number, line)
		} else if i > 0 && n.number < reg.names[i-1].number {
			faults.add(reg.path, n.line, "%d comes after %d: sort the lines by number", n.number, reg.names[i-1].number)
		}
		if line, twice := identifiers[n.identifier]; twice {
			faults.add(reg.path, n.line, "%s is already the name on line %d: give each number its own", n.identifier, line)
		}
		numbers[n.number], identifiers[n.identifier] = n.line, n.line
	}
}

// checkUse finds names of numbers that are not used.
func (reg *registry) checkUse(used map[int32]bool, faults *faults) {
	for _, n := range reg.names {
		if !used[n.number] {
			faults.add(reg.path, n.line, "no row uses %d (%s): correct the number, or remove the line if it was never released",
				n.number, n.identifier)
		}
	}
}

func (reg *registry) find(number int32) (name, bool) {
	i := slices.IndexFunc(reg.names, func(n name) bool { return n.number == number })
	if i < 0 {
		return name{}, false
	}
	return reg.names[i], true
}

// parseNumber reads a code or subcode. Negative numbers are left to NoCode and NoSubcode.
func parseNumber(text string) (int32, error) {
	number, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number from 0 to 2147483647", text)
	}
	return int32(number), nil
}

// count is a number of things in words: "1 cell", "2 cells".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
