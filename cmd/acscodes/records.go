package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"example.com/acscodes"
)

// What is wrong with a record.
var (
	errNoEnd   = errors.New("not valid JSON: the record has no closing bracket")
	errNewline = errors.New("not valid JSON: a line break in a string")
	errStray   = errors.New("not a record")
	errArray   = errors.New("an array does not end: the input may be cut off")
	errRest    = errors.New("not read: a reason that comes after an array of records")
)

// A recordReader cuts a stream into records: the objects of NDJSON, of JSON arrays, of envelopes and of JSON values in a row,
// over one line or several. An envelope is an object with an array of records under the key records or value, and no reason
// before that. Between records, the reader skips white space, commas, square brackets and the rest of an envelope. It knows
// brackets and strings only; whether a record is valid JSON is for acscodes.FindReason to say.
//
// A record ends at the } that closes it. A broken one may have none: it also ends at a line break in a string, and before a
// line that starts with a { or a [{ no further to the right than the record did. Reading then goes on at the next line like
// that.
type recordReader struct {
	input    io.Reader
	inputErr error
	data     []byte // the part of the input that is in memory
	pos      int    // the next byte of data

	line      int // the number of the current line
	lineStart int // where it starts in data, negative for a line that starts before
	lead      lead
	indent    int // the column of what ended the white space of the line

	arrays         int // how many arrays are open around the next record
	envelope       int // which of them is that of an envelope, or 0
	envelopeIndent int // the indent of the envelope

	start          int // where the record starts in data
	startLine      int
	startIndent    int    // the indent of that line, or -1 before the first record
	previousIndent int    // the same of the record before
	dropped        int    // how much of the record came before start, once it is too large to keep
	before         string // what to put before the rest of an envelope, to make an object of it
}

// lead says what the line has had so far.
type lead int

const (
	inLead       lead = iota // white space, commas and closing square brackets
	afterBracket             // a [ or a }, and white space, commas and more [
	inLine                   // anything else, so that no record starts the line any more
)

func newRecordReader(input io.Reader) *recordReader {
	return &recordReader{input: input, line: 1, startIndent: -1}
}

// next returns the next record. After the last one, an array that does not end is a broken record, too.
func (r *recordReader) next() (record, error) {
	for r.more() {
		c := r.data[r.pos]
		r.start, r.startLine, r.dropped, r.before = r.pos, r.line, 0, ""
		startsLine := c != '[' && c != ']' && r.see() // brackets of arrays, as in "}], {", leave the lead of the line as it is
		r.pos++
		var found record
		switch c {
		case ' ', '\t', '\r', '\n', ',':
		case '[':
			r.arrays++
		case ']':
			r.arrays = max(r.arrays-1, 0)
			if r.envelope > r.arrays {
				r.envelope, r.startIndent, r.before = 0, r.envelopeIndent, `{"records":[`
				found = r.readRecord()
			}
		case '{':
			r.previousIndent, r.startIndent = r.startIndent, r.indent
			if startsLine {
				found = r.readLine()
			}
			if found.text == nil {
				found = r.readRecord()
			}
		default:
			found = r.skip(errStray)
		}
		if found.text != nil || found.fault != nil {
			found.line = r.startLine
			return found, nil
		}
	}
	if r.arrays > 0 && r.inputErr == io.EOF {
		r.arrays = 0
		return record{line: r.line, fault: errArray}, nil
	}
	return record{}, r.inputErr
}

// readLine is the shorter way for a record that is a line of its own, all of which is in memory. It comes to the same as
// readRecord, and leaves to that what is broken or may be an envelope.
func (r *recordReader) readLine() record {
	rest := r.data[r.start:]
	text := bytes.TrimRight(rest[:max(bytes.IndexByte(rest, '\n'), 0)], " \t\r,")
	if bytes.IndexByte(text, '[') >= 0 && hasBatchKey(text) {
		return record{}
	}
	reason, err := acscodes.FindReason(text)
	if err != nil {
		return record{}
	}
	r.pos = r.start + len(text)
	return record{text: text, reason: reason}
}

// hasBatchKey reports whether a text has a key of arrays of records in it.
func hasBatchKey(text []byte) bool {
	lower := bytes.ToLower(text)
	return bytes.Contains(lower, []byte(`"records"`)) || bytes.Contains(lower, []byte(`"value"`))
}

// isAfterBatchKey reports whether such a key is right before the next byte.
func (r *recordReader) isAfterBatchKey() bool {
	before := bytes.TrimRight(r.data[r.start:r.pos], " \t\r\n:")
	return !r.isTooLarge() && hasBatchKey(before[max(len(before)-len(`"records"`), 0):])
}

// isTooLarge reports whether what was read of the record is.
func (r *recordReader) isTooLarge() bool { return r.dropped+r.pos-r.start > maxRecord }

// parse returns the record that was read, or none if it is a valid part of an envelope, made an object by what comes after it.
func (r *recordReader) parse(after string) record {
	if r.isTooLarge() {
		return record{fault: errTooLarge}
	}
	text := r.data[r.start:r.pos]
	isPart := r.before != "" || after != ""
	if isPart {
		text = slices.Concat([]byte(r.before), text, []byte(after))
	}
	reason, fault := findReason(text)
	if isPart && reason.IsZero() && json.Valid(text) {
		return record{}
	}
	if r.before != "" && fault == nil {
		fault = errRest
	}
	return record{text: text, reason: reason, fault: fault}
}

// findReason is acscodes.FindReason with an error that does not repeat the name of the command.
func findReason(text []byte) (acscodes.CallEndReason, error) {
	reason, err := acscodes.FindReason(text)
	if err != nil {
		err = errors.New(strings.TrimPrefix(err.Error(), "acscodes: "))
	}
	return reason, err
}

// more reports whether there is a next byte, and reads until there is.
func (r *recordReader) more() bool {
	for r.pos == len(r.data) && r.inputErr == nil {
		if r.isTooLarge() {
			r.dropped, r.start = r.dropped+r.pos-r.start, r.pos
		}
		if len(r.data) == cap(r.data) {
			more := min(max(2*cap(r.data), 4<<10), bufferSize)
			r.data = slices.Grow(slices.Delete(r.data, 0, r.start), more)
			r.pos, r.lineStart, r.start = r.pos-r.start, r.lineStart-r.start, 0
		}
		var n int
		n, r.inputErr = r.input.Read(r.data[len(r.data):cap(r.data)])
		r.data = r.data[:len(r.data)+n]
	}
	return r.pos < len(r.data)
}

// see follows the lines of the input with the next byte. It reports whether a record starts the line there, as it can after
// the end of another one: "}, {".
func (r *recordReader) see() (starts bool) {
	c := r.data[r.pos]
	if r.lead == inLead {
		r.indent = r.pos - r.lineStart
	}
	switch {
	case c == '\n':
		r.line++
		r.lineStart, r.lead = r.pos+1, inLead
	case r.lead == inLine, c == ' ', c == '\t', c == '\r', c == ',', c == ']' && r.lead == inLead:
	case c == '[', c == '}' && r.lead == inLead:
		r.lead = afterBracket
	default:
		r.lead = inLine
		return c == '{'
	}
	return false
}

// isMark tells the bytes that matter within a record.
var isMark = [256]bool{'"': true, '\\': true, '{': true, '}': true, '[': true, '\n': true}

// readRecord reads the rest of a record. It returns none for an envelope, which it reads up to its records, and for the rest
// of an envelope, unless that is broken or has a reason.
func (r *recordReader) readRecord() record {
	inString, escaped, isRecord := false, false, false
	for depth := 1; r.more(); r.pos++ {
		if r.lead == inLine && !escaped {
			for r.pos < len(r.data)-1 && !isMark[r.data[r.pos]] {
				r.pos++
			}
		}
		c := r.data[r.pos]
		if inString {
			if c == '\n' {
				return r.skip(errNewline)
			}
			inString = escaped || c != '"'
			escaped = !escaped && c == '\\'
			continue
		}
		if c == '[' && depth == 1 && !isRecord && r.isAfterBatchKey() {
			found := r.parse("null}")
			if isRecord = !found.reason.IsZero(); !isRecord {
				r.envelope, r.envelopeIndent, r.startIndent = r.arrays+1, r.startIndent, -1
				return found
			}
		}
		if r.see() && r.indent <= r.startIndent {
			return r.broken(errNoEnd)
		}
		switch c {
		case '"': // a plain string that is all here is passed over at once
			text, _, isHere := bytes.Cut(r.data[r.pos+1:], []byte(`"`))
			inString = !isHere || bytes.IndexByte(text, '\\') >= 0 || bytes.IndexByte(text, '\n') >= 0
			if !inString {
				r.pos += len(text) + 1
			}
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				r.pos++
				return r.parse("")
			}
		}
	}
	return r.broken(errNoEnd)
}

// skip passes over the rest of a broken record, up to a line that starts with a record.
func (r *recordReader) skip(fault error) record {
	indent := max(r.startIndent, r.previousIndent) // the record may have been a { too many, on the left
	if r.startIndent < 0 {
		indent = math.MaxInt
	}
	for r.lead = inLine; r.more(); r.pos++ {
		r.start = r.pos
		if r.see() && r.indent <= indent {
			break
		}
	}
	return r.broken(fault)
}

// broken ends a broken record before the next byte, or at the end of the input. An input that failed is not the record's fault.
func (r *recordReader) broken(fault error) record {
	r.arrays = 0
	switch isEnd := r.pos == len(r.data); {
	case isEnd && r.inputErr != io.EOF:
		return record{}
	case isEnd:
		fault = fmt.Errorf("%w; skipped the rest of the input", fault)
	case r.line > r.startLine+1:
		fault = fmt.Errorf("%w; skipped to line %d", fault, r.line)
	}
	return record{fault: fault}
}
