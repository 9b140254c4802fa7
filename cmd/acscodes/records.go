package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxRecord is the size of the largest record that is read, in bytes, so that no input takes all memory.
const maxRecord = 16 << 20

var (
	errTooLarge = fmt.Errorf("refused: larger than %d MiB", maxRecord>>20)
	errUnlikely = errors.New("refused: more brackets within each other, or a longer number, than call records have")
)

// A recordReader cuts a stream into records: the objects of NDJSON, of JSON arrays and of JSON values in a row, over one
// line or several. Its memory does not grow with the stream.
//
// After a broken record, reading goes on behind its last bracket or on the next line, or, where it had several lines, at
// the next line that can start a record.
type recordReader struct {
	input    io.Reader
	inputErr error

	buffer     []byte
	start, end int // the unread input is buffer[start:end]

	line   int   // the line of buffer[start]
	column int   // how many bytes of that line stand before it
	arrays []int // the lines of the brackets of the arrays around the next record

	// lost is set after a broken record of several lines: what follows is passed over up to a line that can start a
	// record, which is one with a bracket, no further to the right than the broken one.
	lost       bool
	lostColumn int
}

func newRecordReader(input io.Reader) *recordReader {
	return &recordReader{input: input, buffer: make([]byte, 64<<10), line: 1}
}

// next returns the next record and the line that it starts on. The record is valid JSON, until the next call. After the
// last one, the error is io.EOF. After another error, reading can go on, unless there is a failure.
func (r *recordReader) next() (record []byte, line int, err error) {
	for r.skipSpace() && (!r.lost || r.findStart()) {
		line = r.line
		switch first := r.buffer[r.start]; {
		case first == '[' && len(r.arrays) == maxDepth:
			r.advance(1)
			return nil, line, errUnlikely
		case first == '[':
			r.advance(1)
			r.arrays = append(r.arrays, line)
		case first == ']' && len(r.arrays) == 0:
			r.advance(1)
			return nil, line, errors.New("not JSON: a ] without its [")
		case first == ']':
			r.advance(1)
			r.arrays = r.arrays[:len(r.arrays)-1]
		case first == '{' || len(r.arrays) > 0:
			record, err = r.value()
			return record, line, err
		default:
			record, err = r.stray()
			return record, line, err
		}
	}
	if err := r.failure(); err != nil {
		return nil, 0, err
	}
	if open := len(r.arrays); open > 0 {
		line, r.arrays = r.arrays[open-1], nil
		return nil, line, errors.New("not JSON: the array that starts here does not end, the input may be cut off")
	}
	return nil, 0, io.EOF
}

// failure returns why the input ended before its end, if it did.
func (r *recordReader) failure() error {
	if r.inputErr == io.EOF {
		return nil
	}
	return r.inputErr
}

// value returns the value at the start of the unread input.
func (r *recordReader) value() (value []byte, err error) {
	var s structure
	scan := s.scan
	length := 0
	for {
		n, outcome := scan(r.buffer[r.start+length : r.end])
		length += n
		if length > maxRecord {
			err = errTooLarge
		}
		if outcome == more {
			if err == errTooLarge {
				r.advance(length)
				length = 0
			}
			if r.fill() {
				continue
			}
			length = r.end - r.start
			if json.Valid(r.buffer[r.start:r.end]) {
				outcome = done // a number, which nothing ends
			}
		}
		if outcome != done && err == nil {
			err = r.fault(length, outcome)
		}
		if outcome != done && err != errTooLarge && bytes.IndexByte(r.buffer[r.start:r.start+length], '\n') >= 0 {
			r.lost, r.lostColumn = true, r.column
			r.skipLine()
			return nil, err
		}
		if outcome == broken || outcome == unlikely {
			scan = s.scanBroken
			continue
		}
		value = r.buffer[r.start : r.start+length]
		r.advance(length)
		return value, err
	}
}

// fault says what is wrong behind the first length bytes of the unread input.
func (r *recordReader) fault(length int, outcome outcome) error {
	if outcome == unlikely {
		return errUnlikely
	}
	end := r.start + length
	end += wordLength(r.buffer[end:r.end])
	return syntaxError(r.buffer[r.start:min(end+1, r.end)])
}

// stray returns the rest of a line outside of arrays that does not start with an object, so that it holds no record.
func (r *recordReader) stray() (rest []byte, err error) {
	length := 0
	for {
		unread := r.buffer[r.start+length : r.end]
		if end := bytes.IndexByte(unread, '\n'); end >= 0 {
			length += end
			break
		}
		length += len(unread)
		if length > maxRecord || !r.fill() {
			break
		}
	}
	rest = r.buffer[r.start : r.start+length]
	if len(rest) > maxRecord {
		err = errTooLarge
	} else if !json.Valid(rest) {
		err = syntaxError(rest)
	}
	r.skipLine()
	return rest, err
}

// syntaxError says what is wrong with a text that is not JSON.
func syntaxError(text []byte) error {
	return fmt.Errorf("not JSON: %w", json.Unmarshal(text, new(json.RawMessage)))
}

// skipSpace passes over white space and commas. It returns false at the end of the input.
func (r *recordReader) skipSpace() bool {
	for {
		if r.line == 1 && r.column == 0 {
			r.skipByteOrderMark()
		}
		unread := bytes.TrimLeft(r.buffer[r.start:r.end], " \t\r\n,")
		r.advance(r.end - r.start - len(unread))
		if len(unread) > 0 {
			return true
		}
		if !r.fill() {
			return false
		}
	}
}

func (r *recordReader) skipByteOrderMark() {
	mark := []byte("\uFEFF")
	for r.end-r.start < len(mark) && r.fill() {
	}
	if bytes.HasPrefix(r.buffer[r.start:r.end], mark) {
		r.advance(len(mark))
	}
}

// findStart passes over lines up to one that can start a record. It returns false at the end of the input.
func (r *recordReader) findStart() bool {
	for {
		first := r.buffer[r.start]
		if r.column <= r.lostColumn && (first == '{' || first == '[' || first == ']' && len(r.arrays) > 0) {
			r.lost = false
			return true
		}
		r.skipLine()
		if !r.skipSpace() {
			return false
		}
	}
}

// skipLine moves on to the next line, or to the end of the input.
func (r *recordReader) skipLine() {
	for {
		if end := bytes.IndexByte(r.buffer[r.start:r.end], '\n'); end >= 0 {
			r.advance(end + 1)
			return
		}
		r.advance(r.end - r.start)
		if !r.fill() {
			return
		}
	}
}

// advance moves on by n bytes.
func (r *recordReader) advance(n int) {
	passed := r.buffer[r.start : r.start+n]
	r.start += n
	r.column += n
	if lines := bytes.Count(passed, []byte("\n")); lines > 0 {
		r.line += lines
		r.column = n - bytes.LastIndexByte(passed, '\n') - 1
	}
}

// fill reads more input behind what is unread. It returns false at the end of the input.
func (r *recordReader) fill() bool {
	if r.inputErr != nil {
		return false
	}
	if r.start > 0 {
		copy(r.buffer, r.buffer[r.start:r.end])
		r.start, r.end = 0, r.end-r.start
	}
	if r.end == len(r.buffer) {
		r.buffer = append(r.buffer, make([]byte, len(r.buffer))...)
	}
	for r.inputErr == nil {
		n, err := r.input.Read(r.buffer[r.end:])
		r.end += n
		r.inputErr = err
		if n > 0 {
			return true
		}
	}
	return false
}
