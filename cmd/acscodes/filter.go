package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"

	"example.com/acscodes"
)

// A filter is the conditions that an entry or a classification must meet, all of them.
type filter []func(c acscodes.Classification) bool

func (f filter) isEmpty() bool { return len(f) == 0 }

func (f filter) match(c acscodes.Classification) bool {
	for _, meets := range f {
		if !meets(c) {
			return false
		}
	}
	return true
}

// matchEntry takes the entry as documented, without what can be inferred.
func (f filter) matchEntry(e acscodes.Entry) bool {
	return f.match(acscodes.Classification{Code: e.Code, Subcode: e.Subcode, Category: e.Category, Outcome: e.Outcome, Entry: e})
}

func (f *filter) register(flags *flag.FlagSet) {
	add := func(meets func(c acscodes.Classification) bool) error {
		*f = append(*f, meets)
		return nil
	}
	flags.Func("category", "", func(text string) error {
		category, err := parseConstant[acscodes.Category](text)
		return errors.Join(err, add(func(c acscodes.Classification) bool { return c.Category == category }))
	})
	flags.Func("outcome", "", func(text string) error {
		outcome, err := parseConstant[acscodes.Outcome](text)
		return errors.Join(err, add(func(c acscodes.Classification) bool { return c.Outcome == outcome }))
	})
	flags.Func("code", "", func(text string) error {
		code, err := parseNumber(text)
		return errors.Join(err, add(func(c acscodes.Classification) bool { return c.Code == acscodes.Code(code) }))
	})
	flags.Func("table", "", func(text string) error {
		var titles []string
		found := make(map[acscodes.Table]bool)
		for table := acscodes.TableNone + 1; table.URL() != ""; table++ {
			titles = append(titles, fmt.Sprintf("%q", table))
			found[table] = text != "" && strings.Contains(squeeze(table.String()), squeeze(text))
		}
		for _, ok := range found {
			if ok {
				return add(func(c acscodes.Classification) bool { return found[c.Entry.Table] })
			}
		}
		return fmt.Errorf("want a part of %s", strings.Join(titles, ", "))
	})
}

// squeeze returns a text in lower case and without spaces.
func squeeze(text string) string { return strings.ReplaceAll(strings.ToLower(text), " ", "") }

// parseConstant returns the constant of that name, in any letter case.
func parseConstant[T interface {
	acscodes.Category | acscodes.Outcome
	String() string
}](text string) (T, error) {
	var names []string
	for constant := T(0); constant == 0 || constant.String() != T(0).String(); constant++ {
		if strings.EqualFold(text, constant.String()) {
			return constant, nil
		}
		names = append(names, constant.String())
	}
	return 0, fmt.Errorf("want %s", strings.Join(names, ", "))
}
