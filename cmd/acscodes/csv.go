package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// csvPairs are the columns of a code and a subcode in the logs that have both.
var csvPairs = [][2]string{
	{"participantEndReason", "participantEndSubCode"}, {"resultCode", "resultSubcode"}, {"finalSipCode", "callEndSubReason"},
}

// csvColumn matches what is meant as one of these columns.
var csvColumn = regexp.MustCompile(`(?i)participantEnd(?:Reason|SubCode)|result(?:Code|Subcode)|finalSipCode|callEndSubReason`)

// A csvReader turns the rows of a CSV file into records. It finds where a row ends by counting quotes, and leaves its cells to
// encoding/csv. Of a row that is broken, only the first line is lost, so that a quote that is never closed costs no other row.
type csvReader struct {
	input    io.Reader
	inputErr error
	data     []byte // what was read and not returned yet
	line     int    // of the first byte of data
	keys     []string
	cells    *csv.Reader
	row      bytes.Buffer // what cells reads
}

// csvRecords returns a function that returns the rows below the header as records: objects of strings.
func csvRecords(input io.Reader) (next func() (record, error), err error) {
	r := &csvReader{input: input, line: 1}
	header, err := r.nextRow()
	if err != nil {
		return nil, fmt.Errorf("the header: %w", err)
	}
	comma := rune(',')
	for _, c := range ";\t" {
		if bytes.Count(header, []byte(string(c))) > bytes.Count(header, []byte(string(comma))) {
			comma = c
		}
	}
	r.setComma(comma)
	keys, err := r.parse(header)
	if err != nil {
		return nil, fmt.Errorf("the header: %w", err)
	}
	r.keys = slices.Clone(keys)
	r.pass(header)
	return r.next, checkHeader(keys)
}

// checkHeader says which column is missing for one of the pairs, or comes twice.
func checkHeader(keys []string) error {
	columns := make(map[string]bool)
	for _, key := range keys {
		column := strings.ToLower(strings.ReplaceAll(key, "_", ""))
		if columns[column] {
			return fmt.Errorf("the column %s comes twice", excerpt(key))
		}
		columns[column] = true
	}
	hasColumn := func(want string) bool {
		return slices.ContainsFunc(keys, func(key string) bool { return strings.EqualFold(key, want) })
	}
	missing := ""
	for _, pair := range csvPairs {
		hasCode, hasSubcode := hasColumn(pair[0]), hasColumn(pair[1])
		switch {
		case hasCode && hasSubcode:
			return nil
		case hasCode:
			missing = pair[1]
		case hasSubcode:
			missing = pair[0]
		}
	}
	if missing == "" {
		return fmt.Errorf("the header of this CSV has no column %s", csvPairs)
	}
	return fmt.Errorf("the header of this CSV has no column %s", missing)
}

// setComma starts to read cells, or starts again after a fault.
func (r *csvReader) setComma(comma rune) {
	r.row.Reset()
	r.cells = csv.NewReader(&r.row)
	r.cells.Comma = comma
	r.cells.TrimLeadingSpace = comma != '\t' // which is a space itself
	r.cells.FieldsPerRecord = len(r.keys)
	r.cells.ReuseRecord = true
}

// next returns the next row that is not blank.
func (r *csvReader) next() (record, error) {
	for {
		next := record{line: r.line}
		row, err := r.nextRow()
		if err == nil && len(bytes.Trim(row, " \r\n")) == 0 {
			r.pass(row)
			continue
		}
		if err == nil {
			if next.text, err = r.object(row); err != nil {
				r.setComma(r.cells.Comma)
				row = firstLineOf(row)
			}
		}
		r.pass(row)
		if err == nil {
			next.reason, err = findReason(next.text)
		}
		return next, err
	}
}

// nextRow returns the next row. Where it returns a brokenRecord, it returns what is to be passed over.
func (r *csvReader) nextRow() (row []byte, err error) {
	end, scanned, quotes := 0, 0, 0 // end is that of the last line
	for {
		if i := bytes.IndexByte(r.data[scanned:], '\n'); i >= 0 {
			line := r.data[end : scanned+i+1]
			end += len(line)
			scanned = end
			if quotes += bytes.Count(line, quote); quotes%2 == 0 {
				return r.data[:end], nil
			}
			continue
		}
		scanned = len(r.data)
		switch {
		case scanned > maxRecord && end == 0:
			r.skipLine()
			return nil, brokenRecord{errTooLarge}
		case scanned > maxRecord:
			return firstLineOf(r.data), brokenRecord{errQuote}
		case r.inputErr == nil:
			r.read()
		case r.inputErr != io.EOF || scanned == 0:
			return nil, r.inputErr
		case (quotes+bytes.Count(r.data[end:], quote))%2 == 0:
			return r.data, nil
		default:
			return firstLineOf(r.data), brokenRecord{errQuote}
		}
	}
}

var (
	quote    = []byte(`"`)
	errQuote = errors.New("not valid CSV: a quote is not closed")
)

// read reads more of the input.
func (r *csvReader) read() {
	r.data = slices.Grow(r.data, bufferSize)
	var n int
	n, r.inputErr = r.input.Read(r.data[len(r.data):cap(r.data)])
	r.data = r.data[:len(r.data)+n]
}

// skipLine passes over a line that is too large to keep.
func (r *csvReader) skipLine() {
	for bytes.IndexByte(r.data, '\n') < 0 && r.inputErr == nil {
		r.data = r.data[:0]
		r.read()
	}
	r.pass(firstLineOf(r.data))
}

// pass passes over what the data starts with.
func (r *csvReader) pass(row []byte) {
	r.line += bytes.Count(row, []byte("\n"))
	r.data = r.data[len(row):]
}

// firstLineOf returns the first line of a text with its line break, or all of it where there is none.
func firstLineOf(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1]
	}
	return text
}

// parse returns the cells of a row.
func (r *csvReader) parse(row []byte) (cells []string, err error) {
	r.row.Write(row)
	cells, err = r.cells.Read()
	if err != nil {
		var malformed *csv.ParseError
		if errors.As(err, &malformed) {
			err = malformed.Err // without the line, which is that of the row
		}
		return nil, brokenRecord{fmt.Errorf("not valid CSV: %w", err)}
	}
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return cells, nil
}

// object returns a row as an object of JSON.
func (r *csvReader) object(row []byte) ([]byte, error) {
	cells, err := r.parse(row)
	if err != nil {
		return nil, err
	}
	object := make(map[string]string, len(cells))
	for i, key := range r.keys {
		object[key] = cells[i]
	}
	return json.Marshal(object)
}
