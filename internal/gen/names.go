package main

// The files of Go names, and the names of constants that are written by hand.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
)

// A registry is a file of names by number.
type registry struct {
	Type  string // Code or Subcode
	path  string
	names map[int32]*name
}

// numberIn returns the number that a pair has from the registry.
func (reg registry) numberIn(p pair) int32 {
	if reg.Type == "Code" {
		return p.Code
	}
	return p.Subcode
}

// constant returns the Go constant of a number.
func (reg registry) constant(number int32) string {
	if number == noNumber {
		return "No" + reg.Type
	}
	return reg.Type + reg.names[number].Identifier
}

// A name is a line of a registry: what a number is called in Go.
type name struct {
	place
	Number     int32
	Identifier string
	phrase     string // codes only: the reason phrase
	used       bool   // by a row
}

// exported is a Go name as the command takes it in a question, too.
var exported = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)

// loadRegistry reads a file of names. A name is unique in all of them, whose names so far are in taken.
func loadRegistry(path, typ, header string, taken map[string]place, faults *faults) registry {
	reg := registry{typ, path, make(map[int32]*name)}
	previous := int32(noNumber)
	for _, record := range readCSV(path, header, faults) {
		number, err := parseNumber(record.fields[0])
		if err != nil {
			faults.add(record.place, "%v", err)
			continue
		}
		n := &name{place: record.place, Number: number, Identifier: record.fields[1]}
		if number <= previous {
			faults.add(n.place, "%d comes after %d: sort the lines by number, and name each once", number, previous)
		}
		previous = number
		if !exported.MatchString(n.Identifier) {
			faults.add(n.place, "%q is not an exported Go identifier: start with a capital, then letters and digits", n.Identifier)
		}
		if first, twice := taken[n.Identifier]; twice {
			faults.add(n.place, "%s is already the name at %v: give each number its own", n.Identifier, first)
		}
		taken[n.Identifier] = n.place
		if len(record.fields) > 2 {
			if n.phrase = record.fields[2]; n.phrase == "" {
				faults.add(n.place, "empty phrase: give the reason phrase of SIP, of HTTP or of the documentation")
			}
		}
		reg.names[number] = n
	}
	return reg
}

// constantNames returns the names of the constants in a Go file that start with a prefix, without it.
func constantNames(path, prefix string, faults *faults) (names []string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		faults.add(place{path, 1}, "cannot be read: %v", err)
		return nil
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if spec, ok := node.(*ast.ValueSpec); ok {
			for _, identifier := range spec.Names {
				if name, ok := strings.CutPrefix(identifier.Name, prefix); ok {
					names = append(names, name)
				}
			}
		}
		return true
	})
	return names
}
