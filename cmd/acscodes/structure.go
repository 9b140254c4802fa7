package main

import "encoding/json"

const (
	// maxDepth is how many brackets a record, and the arrays around it, may have open at a time.
	maxDepth = 200
	// maxWord is the length of the longest number in a record.
	maxWord = 1000
)

// outcome is what scanning a piece of a value came to.
type outcome int

const (
	more     outcome = iota // the piece ended before the value
	done                    // the value has ended
	broken                  // the next byte cannot be part of a value
	unlikely                // the next bytes cannot be part of a call record: they pass maxDepth or maxWord
)

// structure checks one JSON value that comes in pieces, to find where it ends.
type structure struct {
	depth    int            // how many brackets are open
	open     [maxDepth]byte // which ones
	previous byte           // the last bracket, comma or colon, or k after the name of a member, or v after a value
	inString bool
	escape   int // within an escape: 5 after the backslash, 4 to 1 before the hexadecimal digits of \u
}

// scan reads the next piece of the value. It returns how many of its bytes belong to the value so far; the next piece
// starts behind these.
func (s *structure) scan(piece []byte) (length int, _ outcome) {
	for i := 0; i < len(piece); {
		c := piece[i]
		switch {
		case s.inString:
			n, fits := s.scanString(piece[i:])
			i += n
			if !fits {
				return i, broken
			}
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			i++
			continue
		case s.depth == maxDepth && (c == '{' || c == '['):
			return i, unlikely
		case isMark(c):
			if !s.accept(c) {
				return i, broken
			}
			i++
		default:
			n := wordLength(piece[i:])
			if n > maxWord {
				return i, unlikely
			}
			if n > 0 && i+n == len(piece) {
				return i, more // it may go on in the next piece
			}
			if n == 0 || !s.acceptsValue() || !isWord(piece[i:i+n]) {
				return i, broken
			}
			s.previous = 'v'
			i += n
		}
		if s.depth == 0 && s.previous == 'v' && !s.inString {
			return i, done
		}
	}
	return len(piece), more
}

// scanBroken reads the next piece of what is known to be no value. Its end is where its brackets are closed, or else the
// end of the line.
func (s *structure) scanBroken(piece []byte) (length int, _ outcome) {
	for i, c := range piece {
		switch {
		case c == '\n':
			return i + 1, done
		case s.escape > 0:
			s.escape = 0
		case s.inString && c == '\\':
			s.escape = 1
		case c == '"':
			s.inString = !s.inString
		case s.inString:
		case c == '{' || c == '[':
			s.depth++
		case c == '}' || c == ']':
			if s.depth--; s.depth <= 0 {
				return i + 1, done
			}
		}
	}
	return len(piece), more
}

// scanString reads the rest of a string, its closing quote included. It returns false before a byte that does not fit.
func (s *structure) scanString(piece []byte) (length int, fits bool) {
	for i, c := range piece {
		switch {
		case s.escape == 5:
			if !isEscape(c) {
				return i, false
			}
			s.escape = 0
			if c == 'u' {
				s.escape = 4
			}
		case s.escape > 0:
			if !isHexadecimal(c) {
				return i, false
			}
			s.escape--
		case c == '"':
			s.inString = false
			return i + 1, true
		case c == '\\':
			s.escape = 5
		case c < ' ':
			return i, false
		}
	}
	return len(piece), true
}

// accept takes a mark that stands outside of strings. It returns false for one that does not fit.
func (s *structure) accept(mark byte) bool {
	inObject := s.depth > 0 && s.open[s.depth-1] == '{'
	switch mark {
	case '"':
		isName := inObject && (s.previous == '{' || s.previous == ',')
		if !isName && !s.acceptsValue() {
			return false
		}
		s.inString, s.previous = true, 'v'
		if isName {
			s.previous = 'k'
		}
	case '{', '[':
		if !s.acceptsValue() {
			return false
		}
		s.open[s.depth] = mark
		s.depth++
		s.previous = mark
	case '}', ']':
		opening := mark - 2 // in ASCII
		if s.depth == 0 || s.open[s.depth-1] != opening || s.previous != opening && s.previous != 'v' {
			return false
		}
		s.depth--
		s.previous = 'v'
	case ',':
		if s.depth == 0 || s.previous != 'v' {
			return false
		}
		s.previous = mark
	case ':':
		if s.previous != 'k' {
			return false
		}
		s.previous = mark
	}
	return true
}

// acceptsValue reports whether a value may come next.
func (s *structure) acceptsValue() bool {
	if s.depth == 0 {
		return s.previous == 0
	}
	return s.previous == ':' || s.open[s.depth-1] == '[' && (s.previous == '[' || s.previous == ',')
}

func isMark(c byte) bool {
	return c == '"' || c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':'
}

// wordLength is the length of the number or literal at the start of a text.
func wordLength(text []byte) int {
	for i, c := range text {
		if c <= ' ' || isMark(c) {
			return i
		}
	}
	return len(text)
}

// isWord reports whether a word is a number or a literal of JSON.
func isWord(word []byte) bool {
	for _, c := range word {
		if c < '0' || c > '9' {
			return json.Valid(word)
		}
	}
	return word[0] != '0' || len(word) == 1
}

func isEscape(c byte) bool {
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u':
		return true
	}
	return false
}

func isHexadecimal(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
