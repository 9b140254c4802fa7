package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"

	"example.com/acscodes/internal/rawjson"
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
)

// brokenRecord is what is wrong with one record, after which reading can go on.
type brokenRecord struct{ error }

// A recordReader cuts a stream into records: the objects of NDJSON, of JSON arrays, of {"records":[…]} and of JSON values in
// a row, over one line or several. Between them, it passes over white space, commas, square brackets and the rest of an
// envelope. It knows brackets and strings only; whether a record is JSON is for others to say.
//
// A record ends at the } that closes it. A broken one may have none: it also ends at a line break in a string, and before a
// line that starts with a record and is not indented deeper. Reading then resumes at the next line like that.
type recordReader struct {
	input    *bufio.Reader
	inputErr error
	peeked   int    // how much of its buffer was taken
	data     []byte // what is unread of that
	offset   int    // where data starts in the input
	step     func() (record []byte, err error)

	line      int // the number of the current line
	lineStart int // where it starts in the input
	lineEnd   int // where it ends, as far as a string has come
	lead      lead
	indent    int // the column of what ended the white space of the line

	arrays   int // how many arrays are open around the next record
	envelope int // which of them is that of an envelope, or 0

	// Of the record that is being read, and of the one before it:
	start          int    // the line that it starts on
	recordIndent   int    // the indent of that line, or -1 before the first record
	previousIndent int    // the same of the one before
	record         []byte // what came of it in earlier data, up to maxRecord
	size           int    // the length of all that came of it in earlier data
	depth          int
	inString       bool
	escaped        bool
	last           byte // the last byte in earlier data that is not white space
	isRest         bool // it is not a record, but the rest of an envelope

	broken error // why what follows is skipped
}

// lead is how far a line has got.
type lead int

const (
	inLead     lead = iota // white space, square brackets and commas
	afterClose             // the } of a record, and white space and commas after it
	inLine                 // anything else, so that no record starts the line any more
)

func newRecordReader(input io.Reader) *recordReader {
	r := &recordReader{input: bufio.NewReader(input), line: 1, recordIndent: -1}
	r.step = r.between
	return r
}

// next returns the next record, until the next call, and the line that it starts on. After an error of type brokenRecord,
// reading can go on. After the last record, the error is io.EOF; any other error is the input's.
func (r *recordReader) next() (record []byte, line int, err error) {
	for {
		for len(r.data) == 0 {
			if r.inputErr != nil {
				return nil, r.start, r.end()
			}
			_, _ = r.input.Discard(r.peeked)
			_, r.inputErr = r.input.Peek(1)
			r.peeked = r.input.Buffered()
			r.data, _ = r.input.Peek(r.peeked)
		}
		if record, err := r.step(); record != nil || err != nil {
			return record, r.start, err
		}
	}
}

// end returns what is wrong with what the input ends in, once, and then why it ended.
func (r *recordReader) end() error {
	err := r.broken
	switch {
	case r.inputErr != io.EOF:
		return r.inputErr
	case err != nil:
		err = fmt.Errorf("%w; skipped the rest of the input", err)
	case r.depth > 0 && !r.isRest:
		err = errNoEnd
	case r.depth > 0 || r.arrays > 0:
		r.start, err = r.line, errArray
	default:
		return r.inputErr
	}
	r.broken, r.depth, r.arrays = nil, 0, 0
	return brokenRecord{err}
}

// consume passes over the next bytes.
func (r *recordReader) consume(n int) {
	r.data = r.data[n:]
	r.offset += n
}

// newline starts a line after data[i].
func (r *recordReader) newline(i int) {
	r.line++
	r.lineStart, r.lead = r.offset+i+1, inLead
}

// see takes data[i], which is not a line break, for the lead of its line. It reports whether a record starts the line there,
// as it can after the end of another one: "}, {".
func (r *recordReader) see(i int) (starts bool) {
	c := r.data[i]
	switch {
	case r.lead == inLine, r.lead == inLead && bytes.IndexByte([]byte(" \t\r[],"), c) >= 0,
		r.lead == afterClose && bytes.IndexByte([]byte(" \t\r,"), c) >= 0:
		return false
	case r.lead == inLead:
		r.indent = r.offset + i - r.lineStart
		if c == '}' {
			r.lead = afterClose
			return false
		}
	}
	r.lead = inLine
	return c == '{'
}

// between looks for the next record.
func (r *recordReader) between() (record []byte, err error) {
	for i, c := range r.data {
		switch c {
		case ' ', '\t', '\r', ',':
		case '\n':
			r.newline(i)
		case '[':
			r.arrays++
		case ']':
			r.arrays = max(r.arrays-1, 0)
			if r.envelope > r.arrays {
				r.begin()
				r.depth, r.last, r.isRest, r.envelope = 1, c, true, 0
				r.consume(i + 1)
				return nil, nil
			}
		case '{':
			r.see(i)
			r.begin()
			r.previousIndent, r.recordIndent = r.recordIndent, r.indent
			r.consume(i)
			return nil, nil
		default:
			r.see(i)
			r.consume(i)
			if c == '}' && r.envelope > 0 { // the ] before it was lost in a broken record
				r.arrays, r.envelope = r.envelope-1, 0
				r.consume(1)
				return nil, nil
			}
			r.start = r.line
			r.skipAfter(0, errStray)
			return nil, nil
		}
	}
	r.consume(len(r.data))
	return nil, nil
}

// begin starts to read a record.
func (r *recordReader) begin() {
	r.step, r.start, r.record = r.readRecord, r.line, r.record[:0]
	r.size, r.depth, r.inString, r.escaped, r.last, r.isRest = 0, 0, false, false, '[', false
}

// isMark tells the bytes that matter outside of strings.
var isMark = [256]bool{'"': true, '{': true, '}': true, '[': true, '\n': true}

// envelope is the start of a record that holds an array of records.
var envelope = regexp.MustCompile(`^\{\s*"records"\s*:\s*\[$`)

// readRecord reads a record up to its end.
func (r *recordReader) readRecord() (record []byte, err error) {
	for i := 0; i < len(r.data); i++ {
		if r.inString {
			end, ok := r.readString(i)
			if !ok {
				r.skipAfter(end, errNewline)
				return nil, nil
			}
			i = end - 1
			continue
		}
		for r.lead == inLine && i < len(r.data)-1 && !isMark[r.data[i]] {
			i++
		}
		switch c := r.data[i]; {
		case c == '\n':
			r.newline(i)
		case r.see(i) && r.indent <= r.recordIndent:
			return nil, r.resume(i, errNoEnd)
		case c == '"':
			r.inString = true
		case c == '[' && r.depth == 1 && r.size+i < 64 && envelope.Match(append(r.record, r.data[:i+1]...)):
			r.arrays++
			r.envelope, r.step, r.depth = r.arrays, r.between, 0
			r.consume(i + 1)
			return nil, nil
		case c == '{' && r.depth == 1 && r.before(i) == '{':
			r.recordIndent = r.previousIndent
			return nil, r.resume(i, errBracket) // the first of the two is too many
		case c == '{' && bytes.IndexByte([]byte(":,["), r.before(i)) < 0:
			r.skipAfter(i, errBracket)
			return nil, nil
		case c == '{':
			r.depth++
		case c == '}':
			if r.depth--; r.depth == 0 {
				return r.endRecord(i + 1)
			}
		}
	}
	r.last = r.before(len(r.data))
	r.keep(len(r.data))
	return nil, nil
}

// readString reads the rest of a string, of which data[i] is the next byte, as far as there is data. It returns where it
// ends, or the line break that breaks it.
func (r *recordReader) readString(i int) (end int, ok bool) {
	if r.escaped && r.data[i] != '\n' {
		r.escaped = false
		return i + 1, true
	}
	if r.lineEnd <= r.offset+i {
		r.lineEnd = r.offset + len(r.data)
		if n := bytes.IndexByte(r.data[i:], '\n'); n >= 0 {
			r.lineEnd = r.offset + i + n
		}
	}
	line := r.data[i : r.lineEnd-r.offset]
	length, closed := rawjson.StringEnd(line)
	r.inString, r.escaped = !closed, !closed && rawjson.EndsInEscape(line)
	return i + length, closed || i+length == len(r.data)
}

// before returns the last byte before data[i] that is not white space.
func (r *recordReader) before(i int) byte {
	if earlier := bytes.TrimRight(r.data[:i], " \t\r\n"); len(earlier) > 0 {
		return earlier[len(earlier)-1]
	}
	return r.last
}

// keep adds the next bytes to the record, as long as it is not too large.
func (r *recordReader) keep(n int) {
	if r.size += n; r.size <= maxRecord && !r.isRest {
		r.record = append(r.record, r.data[:n]...)
	}
	r.consume(n)
}

// endRecord ends the record before data[end].
func (r *recordReader) endRecord(end int) (record []byte, err error) {
	r.step = r.between
	record = r.data[:end]
	if r.size == 0 && end <= maxRecord && !r.isRest {
		r.consume(end)
		return record, nil // without a copy
	}
	switch r.keep(end); {
	case r.isRest:
		return nil, nil
	case r.size > maxRecord:
		return nil, brokenRecord{errTooLarge}
	}
	return r.record, nil
}

// resume ends a broken record, or what is skipped after it, before data[i].
func (r *recordReader) resume(i int, err error) brokenRecord {
	r.consume(i)
	r.step, r.depth, r.arrays, r.broken = r.between, 0, 0, nil
	return brokenRecord{err}
}

// skipAfter passes over what follows data[i], up to a line that starts with a record.
func (r *recordReader) skipAfter(i int, err error) {
	r.consume(i)
	r.broken, r.step, r.depth, r.arrays, r.lead = err, r.skip, 0, 0, inLine
}

func (r *recordReader) skip() (record []byte, err error) {
	indent := max(r.recordIndent, r.previousIndent)
	if r.recordIndent < 0 {
		indent = math.MaxInt
	}
	for i := 0; i < len(r.data); i++ {
		if r.lead == inLine {
			end := bytes.IndexByte(r.data[i:], '\n')
			if end < 0 {
				break
			}
			i += end
		}
		if r.data[i] == '\n' {
			r.newline(i)
		} else if r.see(i) && r.indent <= indent {
			err := r.broken
			if r.line > r.start+1 {
				err = fmt.Errorf("%w; skipped to line %d", err, r.line)
			}
			return nil, r.resume(i, err)
		}
	}
	r.consume(len(r.data))
	return nil, nil
}
