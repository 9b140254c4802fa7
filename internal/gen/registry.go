package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"go/token"
	"io"
	"slices"
	"strconv"
	"strings"
)

var (
	codeColumns    = []string{"code", "name", "phrase", "unlisted"}
	subcodeColumns = []string{"subcode", "name"}
)

// A registry is a file of names, sorted by number.
type registry struct {
	path   string
	names  []name
	broken bool // some numbers could not be read
}

// A name is a line of a registry: what a number is called in Go.
type name struct {
	line       int
	number     int32
	identifier string
	phrase     string // codes only: the reason phrase
	unlisted   string // codes only: the category of a reason with an undocumented subcode; empty: as the class says
}

func loadRegistry(path string, columns []string, faults *faults) registry {
	lines, ok := readLines(path, faults)
	if !ok {
		return registry{path: path, broken: true}
	}
	return parseRegistry(path, lines, columns, faults)
}

func parseRegistry(path string, lines, columns []string, faults *faults) registry {
	reg := registry{path: path}
	reader := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
	reader.FieldsPerRecord = -1 // counted below, to say what is missing

	for header := true; ; header = false {
		fields, err := reader.Read()
		var malformed *csv.ParseError
		switch {
		case errors.Is(err, io.EOF) && header:
			faults.add(path, 1, "the file is empty: the first line must be %q", strings.Join(columns, ","))
			reg.broken = true
			return reg
		case errors.Is(err, io.EOF):
			reg.checkOrder(faults)
			return reg
		case errors.As(err, &malformed):
			faults.add(path, malformed.Line, "%v: quote a field that holds a comma or a quote", malformed.Err)
			reg.broken = true
			continue
		}
		line, _ := reader.FieldPos(0)
		switch {
		case header && !slices.Equal(fields, columns):
			faults.add(path, line, "the first line must be %q", strings.Join(columns, ","))
			reg.broken = true
			return reg
		case !header && len(fields) != len(columns):
			faults.add(path, line, "%s where the first line has %d", count(len(fields), "field"), len(columns))
			reg.broken = true
		case !header:
			reg.add(line, fields, faults)
		}
	}
}

func (reg *registry) add(line int, fields []string, faults *faults) {
	number, err := parseNumber(fields[0])
	if err != nil {
		faults.add(reg.path, line, "%v", err)
		reg.broken = true
		return
	}
	n := name{line: line, number: number, identifier: fields[1]}
	if !token.IsIdentifier(n.identifier) || !token.IsExported(n.identifier) {
		faults.add(reg.path, line, "%q is no exported Go identifier: start with a capital, then letters and digits", n.identifier)
	}
	if len(fields) > len(subcodeColumns) {
		n.phrase, n.unlisted = fields[2], fields[3]
		if n.phrase == "" {
			faults.add(reg.path, line, "empty phrase: give the reason phrase of SIP, of HTTP or of the documentation")
		}
		if n.unlisted != "" && !slices.Contains(categories, n.unlisted) {
			faults.add(reg.path, line, "unknown category %q: %s, or nothing", n.unlisted, strings.Join(categories, ", "))
		}
	}
	reg.names = append(reg.names, n)
}

// checkOrder finds numbers and names that stand twice, and lines that are not where a reader looks for them.
func (reg *registry) checkOrder(faults *faults) {
	numbers, identifiers := make(map[int32]int), make(map[string]int)
	for i, n := range reg.names {
		if line, twice := numbers[n.number]; twice {
			faults.add(reg.path, n.line, "%d is named on line %d already: keep one of the two", n.number, line)
		} else if i > 0 && n.number < reg.names[i-1].number {
			faults.add(reg.path, n.line, "%d comes after %d: sort the lines by number", n.number, reg.names[i-1].number)
		}
		if line, twice := identifiers[n.identifier]; twice {
			faults.add(reg.path, n.line, "%s is the name on line %d already: give each number its own", n.identifier, line)
		}
		numbers[n.number], identifiers[n.identifier] = n.line, n.line
	}
}

// checkUsed finds names that no row uses.
func (reg *registry) checkUsed(used map[int32]bool, faults *faults) {
	for _, n := range reg.names {
		if !used[n.number] {
			faults.add(reg.path, n.line, "no documented row uses %d (%s): correct the number, or remove the line if it was never released",
				n.number, n.identifier)
		}
	}
}

// has reports whether the number has a name, or may have one on a line that could not be read.
func (reg *registry) has(number int32) bool {
	_, found := reg.find(number)
	return found || reg.broken
}

func (reg *registry) find(number int32) (name, bool) {
	i := slices.IndexFunc(reg.names, func(n name) bool { return n.number == number })
	if i < 0 {
		return name{}, false
	}
	return reg.names[i], true
}

// parseNumber reads a code or subcode. Negative numbers are left to AnyCode and AnySubcode.
func parseNumber(text string) (int32, error) {
	number, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%q is no number from 0 to 2147483647", text)
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
