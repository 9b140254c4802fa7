// Package rawjson walks over JSON that is known to be valid, without decoding it. Decoding into a struct takes twice as
// long, and its errors quote the input.
package rawjson

import (
	"bytes"
	"encoding/json"
	"iter"
	"unicode/utf8"
)

// Kind is the type of a JSON value, in words that fit into an error.
type Kind string

// The types of JSON values.
const (
	Null    Kind = "null"
	String  Kind = "a string"
	Number  Kind = "a number"
	Boolean Kind = "a boolean"
	Array   Kind = "an array"
	Object  Kind = "an object"
)

// KindOf tells the type of a valid value, without white space around it, by its first byte. An empty value, such as that
// of an absent key, counts as null.
func KindOf(value []byte) Kind {
	if len(value) == 0 {
		return Null
	}
	switch value[0] {
	case 'n':
		return Null
	case '"':
		return String
	case 't', 'f':
		return Boolean
	case '[':
		return Array
	case '{':
		return Object
	}
	return Number
}

// Unquote returns the text of a valid string, which may be part of the argument. Invalid UTF-8 becomes U+FFFD.
func Unquote(quoted []byte) []byte {
	if text := quoted[1 : len(quoted)-1]; bytes.IndexByte(text, '\\') < 0 && utf8.Valid(text) {
		return text
	}
	var text string
	_ = json.Unmarshal(quoted, &text) // a valid string never fails
	return []byte(text)
}

// Members yields the names and values of a valid object, in their order.
func Members(object []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(name, value []byte) bool) {
		c := cursor{object}
		for c.skip('{'); !c.skip('}'); c.skip(',') {
			quoted := c.value()
			name := quoted[1 : len(quoted)-1]
			if bytes.IndexByte(name, '\\') >= 0 {
				name = Unquote(quoted)
			}
			c.skip(':')
			if !yield(name, c.value()) {
				return
			}
		}
	}
}

// Elements yields the values of a valid array, in their order.
func Elements(array []byte) iter.Seq[[]byte] {
	return func(yield func(value []byte) bool) {
		c := cursor{array}
		for c.skip('['); !c.skip(']'); c.skip(',') {
			if !yield(c.value()) {
				return
			}
		}
	}
}

// A cursor is a place in valid JSON.
type cursor struct{ rest []byte }

// skip passes over white space, and over the mark if that comes next.
func (c *cursor) skip(mark byte) bool {
	c.skipSpace()
	if len(c.rest) == 0 || c.rest[0] != mark {
		return false
	}
	c.rest = c.rest[1:]
	return true
}

// value passes over white space and the value that comes next, and returns the value.
func (c *cursor) value() []byte {
	c.skipSpace()
	length := valueLength(c.rest)
	value := c.rest[:length]
	c.rest = c.rest[length:]
	return value
}

func (c *cursor) skipSpace() {
	for len(c.rest) > 0 && isSpace(c.rest[0]) {
		c.rest = c.rest[1:]
	}
}

// isSpace takes for granted that valid JSON has no other control characters between its values.
func isSpace(b byte) bool { return b <= ' ' }

// isMark tells the bytes that matter within an object or array.
var isMark = [256]bool{'"': true, '{': true, '}': true, '[': true, ']': true}

// valueLength returns the length of the value at the start of a text.
func valueLength(text []byte) int {
	switch KindOf(text) {
	case String:
		return stringLength(text)
	case Object, Array:
		depth := 0
		for i := 0; i < len(text); i++ {
			for i < len(text) && !isMark[text[i]] {
				i++
			}
			if i == len(text) {
				break
			}
			switch text[i] {
			case '"':
				i += stringLength(text[i:]) - 1
			case '{', '[':
				depth++
			default:
				if depth--; depth == 0 {
					return i + 1
				}
			}
		}
		return len(text)
	}
	end := 0
	for end < len(text) && text[end] != ',' && text[end] != ']' && text[end] != '}' && !isSpace(text[end]) {
		end++
	}
	return end
}

// stringLength returns the length of the string at the start of a text, its quotes included. A quote after an odd number of
// backslashes is part of the string.
func stringLength(text []byte) int {
	length := 1
	for {
		quote := bytes.IndexByte(text[length:], '"')
		if quote < 0 {
			return len(text)
		}
		before := text[:length+quote]
		length += quote + 1
		if (len(before)-len(bytes.TrimRight(before, `\`)))%2 == 0 {
			return length
		}
	}
}
