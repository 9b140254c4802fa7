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

// A csvReader turns the rows of a CSV file into records. It finds where a row ends by counting quotes, and leaves its cells to
// encoding/csv. Of a row that is broken, only the first line is lost, so that a quote that is never closed costs no other row.
type csvReader struct {
	rows  *bufio.Scanner
	comma rune
	row   *bufio.Reader // what encoding/csv reads
	keys  []string
	line  int // where the next row starts

	first, end, quotes int      // where the first line of the row ends, where its next one starts, and how many quotes come before that
	isTooLarge         bool     // whether the data is the rest of a line that is too large to keep
	values             []string // of the row that was scanned
	err                error    // what is wrong with it
}

// csvRecords returns a function that returns the rows below the header as records: objects of strings.
func csvRecords(input io.Reader, header []byte) (next func() (record, error), err error) {
	r := &csvReader{rows: bufio.NewScanner(io.MultiReader(input, strings.NewReader("\n"))), comma: ',', row: bufio.NewReader(nil), line: 1}
	for _, comma := range ";\t" {
		if bytes.Count(header, []byte(string(comma))) > bytes.Count(header, []byte(string(r.comma))) {
			r.comma = comma
		}
	}
	r.rows.Buffer(nil, maxRecord)
	r.rows.Split(r.split)
	first, err := r.next()
	if err := cmp.Or(first.fault, err); err != nil {
		return nil, fmt.Errorf("the header: %w", err)
	}
	return r.next, checkHeader(r.keys)
}

// checkHeader says which column is missing for one of the pairs, or comes twice.
func checkHeader(keys []string) error {
	columns := make(map[string]string) // by their names without underscores, which FindReason ignores
	for _, key := range keys {
		column := strings.ToLower(key)
		name := strings.ReplaceAll(column, "_", "")
		if _, seen := columns[name]; seen {
			return fmt.Errorf("the column %.60q comes twice", key)
		}
		columns[name] = column
	}
	missing := "participantEndReason and participantEndSubCode"
	for _, pair := range csvPairs {
		lacking := slices.DeleteFunc(pair[:], func(column string) bool {
			return columns[strings.ToLower(column)] == strings.ToLower(column)
		})
		switch len(lacking) {
		case 0:
			return nil
		case 1:
			missing = lacking[0]
		}
	}
	return fmt.Errorf("the header of this CSV lacks %s; for text, use acscodes -", missing)
}

// next returns the next row that is not empty. The first one is the header, of which it keeps the keys.
func (r *csvReader) next() (record, error) {
	for r.rows.Scan() {
		row := record{line: r.line, fault: r.err}
		r.line += bytes.Count(r.rows.Bytes(), []byte("\n"))
		switch {
		case r.err == io.EOF:
			continue
		case r.err != nil:
		case r.keys == nil:
			r.keys = r.values
		case len(r.values) != len(r.keys):
			row.fault = fmt.Errorf("not valid CSV: %d instead of %d cells", len(r.values), len(r.keys))
		default:
			object := make(map[string]string, len(r.keys))
			for i, key := range r.keys {
				object[key] = r.values[i]
			}
			row.text, _ = json.Marshal(object) // strings never fail
			row.reason, row.fault = findReason(row.text)
		}
		return row, nil
	}
	return record{}, cmp.Or(r.rows.Err(), io.EOF)
}

// split is a bufio.SplitFunc. It ends a row at the first line break that is not within quotes, and keeps its values, or what is
// wrong with it.
func (r *csvReader) split(data []byte, atEOF bool) (advance int, row []byte, err error) {
	for r.first == 0 || r.quotes%2 == 1 {
		line, _, isLine := bytes.Cut(data[r.end:], []byte("\n"))
		if !isLine {
			break
		}
		r.quotes += bytes.Count(line, []byte(`"`))
		r.end += len(line) + 1
		r.first = cmp.Or(r.first, r.end)
	}
	isAll := atEOF || len(data) == maxRecord
	advance = r.first
	switch {
	case advance == 0 && isAll:
		r.isTooLarge = true
		return len(data), nil, nil
	case advance > 0 && r.isTooLarge:
		r.isTooLarge, r.err = false, errTooLarge
	case advance > 0 && r.quotes%2 == 0:
		if r.err = r.parse(data[:r.end]); r.err == nil {
			advance = r.end
		}
	case advance > 0 && isAll:
		r.err = errors.New("not valid CSV: a quote is not closed")
	default:
		return 0, nil, nil // until there is more
	}
	r.first, r.end, r.quotes = 0, 0, 0
	return advance, data[:advance], nil
}

// parse keeps the values of a row. Its error for an empty row is io.EOF.
func (r *csvReader) parse(row []byte) (err error) {
	r.row.Reset(bytes.NewReader(row))
	cells := csv.NewReader(r.row)
	cells.Comma, cells.TrimLeadingSpace = r.comma, r.comma != '\t' // which is a space itself
	r.values, err = cells.Read()
	if malformed := (*csv.ParseError)(nil); errors.As(err, &malformed) {
		return fmt.Errorf("not valid CSV: %w", malformed.Err) // without the line, which is that of the row
	}
	for i, value := range r.values {
		r.values[i] = strings.TrimSpace(value)
	}
	return err
}
