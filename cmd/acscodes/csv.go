package main

import (
	"bufio"
	"bytes"
	"cmp"
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

var errQuote = errors.New("not valid CSV: a quote is not closed")

// A csvReader turns the rows of a CSV file into records. It finds where a row ends by counting quotes, and leaves its cells to
// encoding/csv. Of a row that is broken, only the first line is lost, so that a quote that is never closed costs no other row.
type csvReader struct {
	rows   *bufio.Scanner
	row    *bufio.Reader // of one row, for reader
	reader *csv.Reader
	keys   []string

	line       int  // where the next row starts
	rowLine    int  // where the last row started
	isTooLarge bool // whether the data is the rest of a line that is too large to keep
	cells      []string
	err        error // what is wrong with the row
}

// csvRecords returns a function that returns the rows below the header as records: objects of strings.
func csvRecords(input io.Reader) (next func() (record, error), err error) {
	r := &csvReader{rows: bufio.NewScanner(input), row: bufio.NewReader(nil), line: 1}
	r.reader = csv.NewReader(r.row)
	r.reader.FieldsPerRecord, r.reader.ReuseRecord = -1, true
	r.rows.Buffer(nil, 2*maxRecord)
	r.rows.Split(r.split)
	r.rows.Scan()
	if r.err != nil {
		return nil, fmt.Errorf("the header: %w", r.err)
	}
	r.keys = slices.Clone(r.cells)
	return r.next, checkHeader(r.keys)
}

// checkHeader says which column is missing for one of the pairs, or comes twice.
func checkHeader(keys []string) error {
	columns := make(map[string]bool)
	for _, key := range keys {
		column := strings.ToLower(key)
		if columns[column] {
			return fmt.Errorf("the column %s comes twice", excerpt(key))
		}
		columns[column] = true
	}
	missing := "participantEndReason and participantEndSubCode"
	for _, pair := range csvPairs {
		switch hasCode, hasSubcode := columns[strings.ToLower(pair[0])], columns[strings.ToLower(pair[1])]; {
		case hasCode && hasSubcode:
			return nil
		case hasCode:
			missing = pair[1]
		case hasSubcode:
			missing = pair[0]
		}
	}
	return fmt.Errorf("the header of this CSV lacks %s; for text, use acscodes -", missing)
}

func (r *csvReader) next() (record, error) {
	if !r.rows.Scan() {
		return record{line: r.line}, cmp.Or(r.rows.Err(), io.EOF)
	}
	row := record{line: r.rowLine}
	if r.err != nil {
		return row, brokenRecord{r.err}
	}
	object := make(map[string]string, len(r.keys))
	for i, key := range r.keys {
		object[key] = r.cells[i]
	}
	row.text, _ = json.Marshal(object) // strings never fail
	var err error
	row.reason, err = findReason(row.text)
	return row, err
}

// split is a bufio.SplitFunc. It ends a row at the first line break that is not within quotes, and keeps its cells, or what is
// wrong with it.
func (r *csvReader) split(data []byte, atEOF bool) (advance int, row []byte, err error) {
	end, quotes, isWhole := 0, 0, false
	for end < len(data) && !isWhole {
		line := firstLineOf(data[end:])
		end += len(line)
		quotes += bytes.Count(line, []byte(`"`))
		isWhole = quotes%2 == 0 && (atEOF || bytes.HasSuffix(line, []byte("\n")))
	}
	row = firstLineOf(data)
	isLine := atEOF || bytes.HasSuffix(row, []byte("\n"))
	isPart := r.isTooLarge
	switch r.isTooLarge = false; {
	case len(data) == 0:
		return 0, nil, nil
	case !isLine && (isPart || len(data) > maxRecord):
		r.isTooLarge = true
		return len(data), nil, nil
	case isPart:
		r.err = errTooLarge
	case isWhole && end > maxRecord:
		row, r.err = data[:end], errTooLarge
	case isWhole && len(bytes.Trim(data[:end], " \r\n")) == 0:
		r.line++
		return end, nil, nil
	case isWhole:
		if r.cells, r.err = r.parse(data[:end]); r.err == nil {
			row = data[:end]
		}
	case atEOF || len(data) > maxRecord:
		r.err = errQuote
	default:
		return 0, nil, nil
	}
	r.rowLine = r.line
	r.line += bytes.Count(row, []byte("\n"))
	return len(row), row, nil
}

// firstLineOf returns the first line of a text with its line break, or all of it where there is none.
func firstLineOf(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return text[:min(len(line)+1, len(text))]
}

// parse returns the cells of a row. The first row, the header, says what separates them.
func (r *csvReader) parse(row []byte) ([]string, error) {
	if r.keys == nil {
		for _, c := range ";\t" {
			if bytes.Count(row, []byte(string(c))) > bytes.Count(row, []byte(string(r.reader.Comma))) {
				r.reader.Comma = c
			}
		}
		r.reader.TrimLeadingSpace = r.reader.Comma != '\t' // which is a space itself
	}
	r.row.Reset(bytes.NewReader(row))
	cells, err := r.reader.Read()
	var malformed *csv.ParseError
	switch {
	case errors.As(err, &malformed):
		return nil, fmt.Errorf("not valid CSV: %w", malformed.Err) // without the line, which is that of the row
	case r.keys != nil && len(cells) != len(r.keys):
		return nil, fmt.Errorf("not valid CSV: %s below a header of %d", count(len(cells), "cell"), len(r.keys))
	}
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return cells, nil
}
