package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// bufferSize is how much is read at a time, in bytes.
const bufferSize = 256 << 10

// records returns a function that returns the next record of an input, an object of JSON, as [recordReader.next] does.
// The input is JSON in any form that a recordReader takes, or CSV, and either may be compressed with gzip.
func records(input io.Reader) (next func() (record []byte, line int, err error), err error) {
	b := bufio.NewReaderSize(input, 64<<10)
	if head, _ := b.Peek(2); string(head) == "\x1f\x8b" {
		unzipped, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		b = bufio.NewReaderSize(unzipped, 64<<10)
	}
	if head, _ := b.Peek(2); len(head) == 2 && (head[0] == 0 || head[1] == 0 || head[0] >= 0xFE && head[1] >= 0xFE) {
		return nil, errors.New("this is UTF-16: convert it to UTF-8")
	}
	if head, _ := b.Peek(3); string(head) == "\uFEFF" {
		_, _ = b.Discard(3)
	}
	if isCSV(b) {
		return csvRecords(b)
	}
	return newRecordReader(b).next, nil
}

// isCSV looks for a header that names what the Log Analytics portal exports. It waits for the first line only.
func isCSV(b *bufio.Reader) bool {
	blank := true
	for size := 1; size <= b.Size(); size++ {
		head, err := b.Peek(size)
		if err != nil || head[size-1] == '\n' {
			head = bytes.ToLower(head)
			return bytes.Contains(head, []byte("participantendreason")) && bytes.Contains(head, []byte("participantendsubcode"))
		}
		if c := head[size-1]; blank && (c == '{' || c == '[') {
			return false
		} else if c > ' ' {
			blank = false
		}
	}
	return false
}

// csvRecords returns the rows below the header as objects of strings.
func csvRecords(input io.Reader) (next func() (record []byte, line int, err error), err error) {
	limited := &limitedReader{input, maxRecord}
	reader := csv.NewReader(limited)
	reader.ReuseRecord = true
	header, err := reader.Read()
	if err != nil {
		return nil, err
	}
	keys := slices.Clone(header)
	object := make(map[string]string)
	return func() (record []byte, line int, err error) {
		limited.left = maxRecord
		fields, err := reader.Read()
		var malformed *csv.ParseError
		if errors.As(err, &malformed) {
			err := fmt.Errorf("not valid CSV: %w", malformed.Err)
			if malformed.Line > malformed.StartLine {
				err = fmt.Errorf("%w; read up to line %d for the end of it", err, malformed.Line)
			}
			return nil, malformed.StartLine, brokenRecord{err}
		} else if err != nil {
			return nil, 0, err
		}
		line, _ = reader.FieldPos(0)
		for i, key := range keys {
			object[key] = fields[i]
		}
		record, err = json.Marshal(object)
		return record, line, err
	}, nil
}

// limitedReader fails where a record takes more than is left, such as one with a quote that is never closed.
type limitedReader struct {
	io.Reader
	left int
}

func (r *limitedReader) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, errTooLarge
	}
	n, err := r.Reader.Read(p)
	r.left -= n
	return n, err
}
