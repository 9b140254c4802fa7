package main

// How faults of the data are collected, and what is refused in any file and any number.

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A place is a line of a file.
type place struct {
	file string
	line int
}

func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// faults collects all that is wrong with the data, so that one run reports it all.
type faults []error

func (fs *faults) add(p place, format string, args ...any) {
	*fs = append(*fs, fmt.Errorf("%v: %s", p, fmt.Sprintf(format, args...)))
}

// err returns all faults, one on each line, or nil when there are none.
func (fs faults) err() error { return errors.Join(fs...) }

// readLines returns the lines of a text file, or nil after a fault.
func (fs *faults) readLines(path string) []string {
	content, err := os.ReadFile(path)
	if err != nil {
		fs.add(place{path, 1}, "this file is needed, but cannot be read: %v", err)
		return nil
	}
	known := len(*fs)
	lines := strings.Split(strings.ReplaceAll(string(content), "\r\n", "\n"), "\n")
	for i, line := range lines {
		if bad := strings.IndexFunc(line, isForbidden); bad >= 0 {
			r, _ := utf8.DecodeRuneInString(line[bad:])
			fs.add(place{path, i + 1}, "%U is invisible or not UTF-8: remove it", r)
		}
	}
	if len(*fs) > known {
		return nil
	}
	return lines
}

// isForbidden reports control and format characters, which must reach neither a Go file nor somebody's terminal, and what is
// not UTF-8.
func isForbidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf) && r != '\t' || r == utf8.RuneError
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
