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
	errBracket = errors.New("not valid JSON: a { where none can be")
	errStray   = errors.New("not a record")
	errArray   = errors.New("an array does not end: the input may be cut off")
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
	start    int    // where the record starts in data
	dropped  int    // how much of the record came before that, once it is too large to keep
	last     byte   // the last byte of what was dropped that is not white space

	line      int // the number of the current line
	lineStart int // where it starts in data, negative for a line that starts before
	lead      lead
	indent    int // the column of what ended the white space of the line

	arrays   int // how many arrays are open around the next record
	envelope int // which of them is that of an envelope, or 0

	startLine      int  // the line that the record starts on
	isEmptyBatch   bool // whether it has an array of records with nothing in it
	recordIndent   int  // the indent of that line, or -1 before the first record
	previousIndent int  // the same of the record before
}

// lead says what the line has had so far.
type lead int

const (
	inLead     lead = iota // white space, square brackets and commas
	afterOpen              // a [ within a record, and white space, commas and more of them
	afterClose             // the } of a record, and white space and commas after it
	inLine                 // anything else, so that no record starts the line any more
)

func newRecordReader(input io.Reader) *recordReader {
	return &recordReader{input: input, line: 1, recordIndent: -1}
}

// next returns the next record. After the last one, an array that does not end is a brokenRecord, too.
func (r *recordReader) next() (record, error) {
	for r.more() {
		c := r.data[r.pos]
		r.start, r.dropped, r.startLine = r.pos, 0, r.line
		startsLine := false
		if c != '[' && c != ']' { // of arrays, as in "}], {", these leave the lead of the line as it is
			startsLine = r.see()
		}
		r.pos++
		var found record
		var err error
		switch c {
		case ' ', '\t', '\r', '\n', ',':
			continue
		case '[':
			r.arrays++
			continue
		case ']':
			r.arrays = max(r.arrays-1, 0)
			if r.envelope <= r.arrays {
				continue
			}
			r.envelope = 0
			found, err = r.readRecord(beforeRest)
		case '{':
			r.previousIndent, r.recordIndent = r.recordIndent, r.indent
			if !startsLine || !r.readLine(&found) {
				found, err = r.readRecord("")
			}
		default:
			if c == '}' && r.envelope > 0 {
				r.arrays, r.envelope = r.envelope-1, 0 // the ] before it was lost in a broken record
				continue
			}
			err = r.skip(errStray)
		}
		if found.text != nil || err != nil {
			found.line = r.startLine
			return found, err
		}
	}
	if r.arrays > 0 && r.inputErr == io.EOF {
		r.arrays = 0
		return record{line: r.line}, brokenRecord{errArray}
	}
	return record{line: r.line}, r.inputErr
}

// beforeRest makes an object of what follows the records of an envelope.
const beforeRest = `{"records":[`

// readRecord reads a record, of which before was read already. It returns none for an envelope, which it reads up to its
// records, and for the rest of an envelope, unless that has a reason after all.
func (r *recordReader) readRecord(before string) (found record, err error) {
	isEnvelope, err := r.readObject(before)
	switch {
	case isEnvelope || err != nil:
		return record{}, err
	case r.size() > maxRecord:
		return record{}, brokenRecord{errTooLarge}
	}
	found.text = r.data[r.start:r.pos]
	if before != "" {
		found.text = append([]byte(before), found.text...)
	}
	found.reason, err = findReason(found.text)
	if (r.isEmptyBatch || before != "") && found.reason.IsZero() && json.Valid(found.text) {
		return record{}, nil
	}
	return found, err
}

// readLine is the shorter way for a record that is a line of its own, all of which is in memory. It comes to the same as
// readRecord, and leaves to that what is broken or may be an envelope.
func (r *recordReader) readLine(found *record) bool {
	rest := r.data[r.start:]
	text := bytes.TrimRight(rest[:max(bytes.IndexByte(rest, '\n'), 0)], " \t\r,")
	if bytes.IndexByte(text, '[') >= 0 {
		if lower := bytes.ToLower(text); bytes.Contains(lower, []byte(`records"`)) || bytes.Contains(lower, []byte(`value"`)) {
			return false
		}
	}
	reason, err := acscodes.FindReason(text)
	if err != nil {
		return false
	}
	found.text, found.reason = text, reason
	r.pos = r.start + len(text)
	return true
}

// findReason is acscodes.FindReason with an error that does not repeat the name of the command.
func findReason(text []byte) (acscodes.CallEndReason, error) {
	reason, err := acscodes.FindReason(text)
	if err != nil {
		err = brokenRecord{errors.New(strings.TrimPrefix(err.Error(), "acscodes: "))}
	}
	return reason, err
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
	if earlier := bytes.TrimRight(r.data[r.start:r.pos], white); len(earlier) > 0 {
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
	case r.lead == inLine, bytes.IndexByte([]byte(" \t\r,"), c) >= 0, r.lead == inLead && c == ']':
	case r.lead == inLead && c == '[', r.lead == afterOpen && c == '[':
		r.lead = afterOpen
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

// readObject reads what is left of an object, or of an envelope up to its records. What is in memory starts after before.
func (r *recordReader) readObject(before string) (isEnvelope bool, err error) {
	inString, escaped := false, false
	batch, isPlain := "", false // the key of an array that has just begun, and whether it can be a batch
	r.isEmptyBatch = false
	for depth := 1; r.more(); r.pos++ {
		if r.lead == inLine && !escaped && batch == "" {
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
		if batch != "" && strings.IndexByte(white, c) < 0 {
			r.isEmptyBatch = r.isEmptyBatch || c == ']'
			if c == '{' || c != ']' && batch == "records" {
				if isEnvelope, err := r.startsBatch(before); isEnvelope {
					return true, err
				}
				isPlain = true
			}
			batch = ""
		}
		switch starts := r.see(); {
		case starts && r.indent <= r.recordIndent:
			return false, r.broken(errNoEnd)
		case c == '"':
			inString = !r.passString()
		case c == '[' && depth == 1 && r.dropped == 0 && !isPlain:
			batch = r.batchKey()
		case c == '{' && depth == 1 && r.before() == '{':
			r.recordIndent = r.previousIndent
			return false, r.broken(errBracket) // the first of the two is too many
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

// white is the white space of JSON.
const white = " \t\r\n"

// batchKey returns the key before the next byte, if it is one that arrays of records have.
func (r *recordReader) batchKey() string {
	text, _ := bytes.CutSuffix(bytes.TrimRight(r.data[r.start:r.pos], white), []byte(":"))
	text = bytes.TrimRight(text, white)
	for _, key := range []string{"records", "value"} {
		start := len(text) - len(key) - len(`""`)
		if start > 0 && bytes.EqualFold(text[start:], []byte(`"`+key+`"`)) {
			if before := bytes.TrimRight(text[:start], white); bytes.HasSuffix(before, []byte("{")) || bytes.HasSuffix(before, []byte(",")) {
				return key
			}
		}
	}
	return ""
}

// startsBatch starts on the array of records of an envelope, unless the object is a record, with a reason before the array.
func (r *recordReader) startsBatch(before string) (isEnvelope bool, err error) {
	head := slices.Concat([]byte(before), r.data[r.start:r.pos], []byte("]}"))
	reason, err := findReason(head)
	if !reason.IsZero() {
		return false, nil
	}
	if json.Valid(head) {
		err = nil
	}
	r.arrays++
	r.envelope, r.recordIndent = r.arrays, -1
	return true, err
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
			return r.broken(err)
		}
	}
	return r.end(err)
}

// broken ends a broken record before the next byte.
func (r *recordReader) broken(err error) error {
	r.arrays = 0
	if r.line > r.startLine+1 {
		err = fmt.Errorf("%w; skipped to line %d", err, r.line)
	}
	return brokenRecord{err}
}

// end returns what is wrong with a record that the input ends in, unless the input failed.
func (r *recordReader) end(err error) error {
	if r.inputErr != io.EOF {
		return r.inputErr
	}
	r.arrays = 0
	return brokenRecord{fmt.Errorf("%w; skipped the rest of the input", err)}
}
