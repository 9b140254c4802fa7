package main

// How the files of data are read: lines, and the fields of CSV.

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readLines returns the lines of a text file without line ends and byte order mark, or nil after a fault.
func readLines(path string, faults *faults) []string {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		faults.add(place{path, 1}, "the file is missing: put it back")
		return nil
	} else if err != nil {
		faults.add(place{path, 1}, "cannot be read: %v", err)
		return nil
	}
	known := len(*faults)
	lines := strings.Split(string(bytes.TrimPrefix(content, []byte("\uFEFF"))), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
		if !utf8.ValidString(line) {
			faults.add(place{path, i + 1}, "not UTF-8: save the file as UTF-8")
		} else if bad := strings.IndexFunc(lines[i], isForbidden); bad >= 0 {
			r, _ := utf8.DecodeRuneInString(lines[i][bad:])
			faults.add(place{path, i + 1}, "invisible character %U: remove it", r)
		}
	}
	if len(*faults) > known {
		return nil
	}
	return lines
}

// isForbidden reports control and format characters, which must reach neither a Go file nor somebody's terminal.
func isForbidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf) && r != '\t'
}

// A record is a line of a CSV file.
type record struct {
	place
	fields []string
}

// readCSV returns the lines below the header, which must be this one.
func readCSV(path, header string, faults *faults) (records []record) {
	lines := readLines(path, faults)
	if lines == nil {
		return nil
	}
	if lines[0] != header {
		faults.add(place{path, 1}, "the first line must be %q", header)
		return nil
	}
	columns := strings.Count(header, ",") + 1
	reader := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
	reader.FieldsPerRecord = -1 // counted below, to say what is missing
	for {
		fields, err := reader.Read()
		var malformed *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return records[1:]
		case errors.As(err, &malformed):
			faults.add(place{path, malformed.StartLine}, "%v: quote a field that has a comma or a quote", malformed.Err)
			continue
		}
		line, _ := reader.FieldPos(0)
		r := record{place{path, line}, fields}
		if len(fields) != columns {
			faults.add(r.place, "the first line has %d fields, this one %d: add or remove some", columns, len(fields))
			continue
		}
		records = append(records, r)
	}
}

// parseOptional reads a number, or nothing as noNumber.
func parseOptional(text string) (int32, error) {
	if text == "" {
		return noNumber, nil
	}
	return parseNumber(text)
}

// parseNumber reads a code, a subcode or a status. Negative numbers are left to NoCode and NoSubcode.
func parseNumber(text string) (int32, error) {
	number, err := strconv.ParseUint(text, 10, 31)
	if err != nil || strconv.FormatUint(number, 10) != text {
		return 0, fmt.Errorf("%q is not a number from 0 to 2147483647 without leading zeros", text)
	}
	return int32(number), nil
}
