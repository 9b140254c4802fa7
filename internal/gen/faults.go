package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A place is a line of a file.
type place struct {
	file string
	line int
}

func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// A fault is one thing that is wrong with the data.
type fault struct {
	place
	text string
}

// faults collects all that is wrong, so that one run reports it all.
type faults []fault

func (fs *faults) add(p place, format string, args ...any) {
	*fs = append(*fs, fault{p, fmt.Sprintf(format, args...)})
}

// err returns the faults as an error, sorted by place, or nil when there are none.
func (fs faults) err() error {
	if len(fs) == 0 {
		return nil
	}
	slices.SortStableFunc(fs, func(a, b fault) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line))
	})
	return fs
}

// Error lists the faults, one on each line.
func (fs faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = fmt.Sprintf("%v: %s", f.place, f.text)
	}
	return strings.Join(lines, "\n")
}
