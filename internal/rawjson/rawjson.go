// Package rawjson walks over JSON and checks it on the way, without decoding it. Checking with encoding/json first takes three
// times as long. Decoding into a struct takes even longer, and its errors quote the input.
package rawjson

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/bits"
	"strings"
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

// KindOf returns the type of a valid value by its first byte. An empty value, as that of an absent key, counts as null.
func KindOf(value []byte) Kind {
	if len(value) == 0 || value[0] == 'n' {
		return Null
	}
	switch value[0] {
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

// Walk returns the type of a JSON value that may have white space around it. It calls visit for each member of an object, and
// for each element of an array, with a nil name. The value that visit gets is valid and has no white space around it.
//
// Walk accepts what json.Valid accepts. Its error quotes nothing; by then, visit has been called for what came before.
func Walk(text []byte, visit func(name, value []byte)) (Kind, error) {
	s := scanner{text: text}
	s.space()
	start := s.pos
	ok := s.value(visit)
	if s.space(); !ok || s.pos < len(text) {
		return "", fmt.Errorf("not valid JSON: syntax error near byte %d", min(s.pos+1, len(text)))
	}
	return KindOf(text[start:]), nil
}

// A scanner is a place in a text. Its methods pass over what they are named after; false means that it is not there.
type scanner struct {
	text  []byte
	pos   int
	depth int
}

// peek returns the next byte, or 0 at the end of the text, since 0 is not valid anywhere.
func (s *scanner) peek() byte {
	if s.pos < len(s.text) {
		return s.text[s.pos]
	}
	return 0
}

func (s *scanner) mark(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.pos++
	return true
}

func (s *scanner) space() {
	for c := s.peek(); c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r'); c = s.peek() {
		s.pos++
	}
}

func (s *scanner) value(visit func(name, value []byte)) bool {
	switch s.peek() {
	case '{', '[':
		return s.container(visit)
	case '"':
		return s.string()
	case 'n', 't', 'f':
		return s.literal("null") || s.literal("true") || s.literal("false")
	}
	return s.number()
}

func (s *scanner) container(visit func(name, value []byte)) bool {
	end := s.peek() + 2 // in ASCII, } is two after {, and ] two after [
	s.pos++
	if s.depth++; s.depth > 10_000 { // as in encoding/json
		return false
	}
	s.space()
	for first := true; !s.mark(end); first = false {
		if !first && !s.mark(',') {
			return false
		}
		s.space()
		var name []byte
		if end == '}' {
			start := s.pos
			if !s.string() {
				return false
			}
			if name = s.text[start+1 : s.pos-1]; visit != nil && bytes.IndexByte(name, '\\') >= 0 {
				name = Unquote(s.text[start:s.pos])
			}
			if s.space(); !s.mark(':') {
				return false
			}
			s.space()
		}
		start := s.pos
		if !s.value(nil) {
			return false
		}
		if visit != nil {
			visit(name, s.text[start:s.pos])
		}
		s.space()
	}
	s.depth--
	return true
}

// special marks, in its top bit, the first of eight bytes that is a quote, a backslash or a control character, or returns 0.
func special(word uint64) uint64 {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	quotes, escapes := word^ones*'"', word^ones*'\\'
	return ((word-ones*' ')&^word | (quotes-ones)&^quotes | (escapes-ones)&^escapes) & tops
}

func (s *scanner) string() bool {
	if !s.mark('"') {
		return false
	}
	for {
		rest := s.text[s.pos:]
		for found := uint64(0); found == 0 && len(rest) >= 8; {
			found = special(binary.LittleEndian.Uint64(rest))
			rest = rest[bits.TrailingZeros64(found)/8:] // of 0, that is 8
		}
		for len(rest) > 0 && rest[0] >= ' ' && rest[0] != '"' && rest[0] != '\\' {
			rest = rest[1:]
		}
		s.pos = len(s.text) - len(rest)
		if s.mark('"') {
			return true
		}
		if !s.mark('\\') || !s.escape() {
			return false
		}
	}
}

func (s *scanner) escape() bool {
	c := s.peek()
	s.pos++
	if c != 'u' {
		return strings.IndexByte(`"\/bfnrt`, c) >= 0
	}
	for range 4 {
		if strings.IndexByte("0123456789abcdefABCDEF", s.peek()) < 0 {
			return false
		}
		s.pos++
	}
	return true
}

func (s *scanner) literal(text string) bool {
	if !bytes.HasPrefix(s.text[s.pos:], []byte(text)) {
		return false
	}
	s.pos += len(text)
	return true
}

func (s *scanner) number() bool {
	s.mark('-')
	if !s.mark('0') && !s.digits() || s.mark('.') && !s.digits() {
		return false
	}
	if s.mark('e') || s.mark('E') {
		_ = s.mark('+') || s.mark('-')
		return s.digits()
	}
	return true
}

func (s *scanner) digits() bool {
	start := s.pos
	for c := s.peek(); '0' <= c && c <= '9'; c = s.peek() {
		s.pos++
	}
	return s.pos > start
}
