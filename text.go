package acscodes

import (
	"errors"
	"slices"
	"strings"
)

// What Category, Outcome, Match and Table have in common: each of their values has a name, and is that name as text.

// nameOf returns the name of a value, or that of the zero value where it has none.
func nameOf[T ~uint8](names []string, value T) string {
	if int(value) < len(names) {
		return names[value]
	}
	return names[0]
}

// unmarshalName sets the value to the one with that name. Its error does not quote the text, which may come from outside.
func unmarshalName[T ~uint8](names []string, text []byte, value *T) error {
	i := slices.Index(names, string(text))
	if i < 0 {
		return errors.New("acscodes: unknown name: write one of " + strings.Join(names, ", "))
	}
	*value = T(i)
	return nil
}
