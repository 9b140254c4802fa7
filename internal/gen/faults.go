package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A fault is one thing that is wrong with the data, and the line to correct.
type fault struct {
	file string
	line int
	text string
}

// faults collects all that is wrong, so that one run reports it all.
type faults []fault

func (fs *faults) add(file string, line int, format string, args ...any) {
	*fs = append(*fs, fault{file, line, fmt.Sprintf(format, args...)})
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

// Error lists the faults, a line for each.
func (fs faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = fmt.Sprintf("%s:%d: %s", f.file, f.line, f.text)
	}
	return strings.Join(lines, "\n")
}
