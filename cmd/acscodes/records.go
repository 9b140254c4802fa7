package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
)

// maxRecord is the size of the largest record that is read, in bytes, so that no input takes all memory.
const maxRecord = 16 << 20

// What is wrong with a record.
var (
	errTooLarge = fmt.Errorf("the record is larger than %d MiB", maxRecord>>20)
	errNoEnd    = errors.New("not valid JSON: the record has no closing bracket")
	errNewline  = errors.New("not valid JSON: a line break in a string")
	errBracket  = errors.New("not valid JSON: a { where none can be")
	errStray    = errors.New("not a record")
	errArray    = errors.New("an array does not end: the input may be cut off")
	errRest     = errors.New("not valid JSON: what follows the array of records")
)

// brokenRecord is what is wrong with one record, after which reading can go on.
type brokenRecord struct{ error }

// A recordReader cuts a stream into records: the objects of NDJSON, of JSON arrays, of {"records":[…]} and of JSON values in
// a row, over one line or several. Between them, it skips white space, commas, square brackets and the rest of an envelope.
// It knows brackets and strings only; whether a record is valid JSON is for others to say.
//
// A record ends at the } that closes it. A broken one may have none: it also ends at a line break in a string, and before a
// line that starts with a record and is not indented deeper. Reading then resumes at the next line like that.
type recordReader struct {
	input    io.Reader
	inputErr error
	data     []byte // the part of the input that is in memory
	pos      int    // the next byte of data
	start    int    // where the record starts in data
	dropped  int    // how much of the record came before that, once it is too large to keep
	last     byte   // the last byte of what was dropped that is not white space

	line      int // the number of the current line
	lineStart int // where it starts in data, negative for a line that starts before
	lead      lead
	indent    int // the column of what ended the white space of the line

	arrays   int // how many arrays are open around the next record
	envelope int // which of them is that of an envelope, or 0

	startLine      int // the line that the record starts on
	recordIndent   int // the indent of that line, or -1 before the first record
	previousIndent int // the same of the record before
}

// lead says what the line has had so far.
type lead int

const (
	inLead     lead = iota // white space, square brackets and commas
	afterClose             // the } of a record, and white space and commas after it
	inLine                 // anything else, so that no record starts the line any more
)

func newRecordReader(input io.Reader) *recordReader {
	return &recordReader{input: input, line: 1, recordIndent: -1}
}

// next returns the next record, which is valid until the next call, and the line that it starts on. After an error of type
// brokenRecord, reading can go on. After the last record, the error is io.EOF; any other error is the input's.
func (r *recordReader) next() (record []byte, line int, err error) {
	record, err = r.findRecord()
	return record, r.startLine, err
}

func (r *recordReader) findRecord() (record []byte, err error) {
	for r.more() {
		c := r.data[r.pos]
		r.start, r.dropped, r.startLine = r.pos, 0, r.line
		if c != '[' && c != ']' { // of arrays, as in "}], {", these leave the lead of the line as it is
			r.see()
		}
		r.pos++
		switch c {
		case ' ', '\t', '\r', '\n', ',':
		case '[':
			r.arrays++
		case ']':
			r.arrays = max(r.arrays-1, 0)
			if r.envelope > r.arrays {
				r.envelope = 0
				if _, err := r.readObject(); err != nil {
					return nil, err
				}
				rest := r.data[r.start:r.pos]
				if !json.Valid(append([]byte(`{"records":[`), rest...)) || bytes.Contains(rest, []byte(`"records"`)) {
					return nil, brokenRecord{errRest}
				}
			}
		case '{':
			r.previousIndent, r.recordIndent = r.recordIndent, r.indent
			isEnvelope, err := r.readObject()
			switch {
			case err != nil:
				return nil, err
			case isEnvelope:
				r.arrays++
				r.envelope, r.recordIndent = r.arrays, -1
			case r.size() > maxRecord:
				return nil, brokenRecord{errTooLarge}
			default:
				return r.data[r.start:r.pos], nil
			}
		default:
			if c != '}' || r.envelope == 0 {
				return nil, r.skip(errStray)
			}
			r.arrays, r.envelope = r.envelope-1, 0 // the ] before it was lost in a broken record
		}
	}
	if r.arrays > 0 {
		r.startLine = r.line
		return nil, r.end(errArray)
	}
	return nil, r.inputErr
}

// more reports whether there is a next byte, and reads until there is.
func (r *recordReader) more() bool {
	for r.pos == len(r.data) && r.inputErr == nil {
		if r.pos-r.start > maxRecord {
			r.last = r.before()
			r.dropped, r.start = r.size(), r.pos
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

// size returns how much of the record was read.
func (r *recordReader) size() int { return r.dropped + r.pos - r.start }

// before returns the last byte of the record so far that is not white space.
func (r *recordReader) before() byte {
	if earlier := bytes.TrimRight(r.data[r.start:r.pos], " \t\r\n"); len(earlier) > 0 {
		return earlier[len(earlier)-1]
	}
	return r.last
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
	case r.lead == inLine, bytes.IndexByte([]byte(" \t\r,"), c) >= 0, r.lead == inLead && (c == '[' || c == ']'):
	case r.lead == inLead && c == '}':
		r.lead = afterClose
	default:
		r.lead = inLine
		return c == '{'
	}
	return false
}

// isMark tells the bytes that matter within a record.
var isMark = [256]bool{'"': true, '\\': true, '{': true, '}': true, '[': true, '\n': true}

// envelope is the start of a record that holds an array of records.
var envelope = regexp.MustCompile(`(?i)^\{\s*"records"\s*:\s*\[$`)

// readObject reads what is left of an object, or of an envelope up to its records.
func (r *recordReader) readObject() (isEnvelope bool, err error) {
	inString, escaped := false, false
	for depth := 1; r.more(); r.pos++ {
		if r.lead == inLine && !escaped {
			i, last := r.pos, len(r.data)-1
			for i < last && !isMark[r.data[i]] {
				i++
			}
			r.pos = i
		}
		c := r.data[r.pos]
		if inString {
			if c == '\n' {
				return false, r.skip(errNewline)
			}
			inString = escaped || c != '"'
			escaped = !escaped && c == '\\'
			continue
		}
		switch starts := r.see(); {
		case starts && r.indent <= r.recordIndent:
			return false, r.broken(errNoEnd)
		case c == '"':
			inString = !r.passString()
		case c == '[' && depth == 1 && r.size() < 1<<10 && envelope.Match(r.data[r.start:r.pos+1]):
			r.pos++
			return true, nil
		case c == '{' && depth == 1 && r.before() == '{':
			r.recordIndent = r.previousIndent
			return false, r.broken(errBracket) // the first of the two is too many
		case c == '{' && bytes.IndexByte([]byte(":,["), r.before()) < 0:
			return false, r.skip(errBracket)
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				r.pos++
				return false, nil
			}
		}
	}
	return false, r.end(errNoEnd)
}

// passString passes over the rest of a string, if all of it is here and nothing in it needs a closer look.
func (r *recordReader) passString() bool {
	rest := r.data[r.pos+1:]
	end := bytes.IndexByte(rest, '"')
	if end < 0 || bytes.IndexByte(rest[:end], '\\') >= 0 || bytes.IndexByte(rest[:end], '\n') >= 0 {
		return false
	}
	r.pos += end + 1
	return true
}

// skip passes over the rest of a broken record, up to a line that starts with a record.
func (r *recordReader) skip(err error) error {
	indent := max(r.recordIndent, r.previousIndent)
	if r.recordIndent < 0 {
		indent = math.MaxInt
	}
	for r.lead = inLine; r.more(); r.pos++ {
		r.start = r.pos
		if r.see() && r.indent <= indent {
			if r.line > r.startLine+1 {
				err = fmt.Errorf("%w; skipped to line %d", err, r.line)
			}
			return r.broken(err)
		}
	}
	return r.end(fmt.Errorf("%w; skipped the rest of the input", err))
}

// broken ends a broken record before the next byte.
func (r *recordReader) broken(err error) error {
	r.arrays = 0
	return brokenRecord{err}
}

// end returns what is wrong with a record that the input ends in, unless the input failed.
func (r *recordReader) end(err error) error {
	if r.inputErr != io.EOF {
		return r.inputErr
	}
	return r.broken(err)
}
