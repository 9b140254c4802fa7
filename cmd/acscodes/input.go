package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"

	"example.com/acscodes"
)

// A record is an object of JSON in a stream, and the reason that it has, if any.
type record struct {
	line   int    // where it starts
	text   []byte // valid until the next record is read
	reason acscodes.CallEndReason
	fault  error // what is wrong with the record, if it is broken
}

// bufferSize is how much is read at a time, in bytes.
const bufferSize = 256 << 10

// maxRecord is the size of the largest record that is read, in bytes, so that no input takes all memory.
const maxRecord = 16 << 20

var errTooLarge = fmt.Errorf("the record is larger than %d MiB", maxRecord>>20)

// records returns a function that returns the next record of an input, which is JSON in any form that a recordReader takes, or
// CSV, each perhaps compressed with gzip. Reading can go on after a broken record. After the last record, the error is io.EOF;
// any other error is the input's.
func records(input io.Reader) (next func() (record, error), err error) {
	b := bufio.NewReaderSize(input, bufferSize)
	if head, _ := b.Peek(2); string(head) == "\x1f\x8b" {
		unzipped, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		b = bufio.NewReaderSize(unzipped, bufferSize)
	}
	if head, _ := b.Peek(2); len(head) == 2 && (head[0] == 0 || head[1] == 0 || head[0] >= 0xFE && head[1] >= 0xFE) {
		return nil, errors.New("this is UTF-16: convert it to UTF-8")
	}
	if head, _ := b.Peek(3); string(head) == "\uFEFF" {
		_, _ = b.Discard(3)
	}
	if line := firstLine(b); csvColumn.Match(line) {
		return csvRecords(b, line)
	}
	return newRecordReader(b).next, nil
}

// firstLine returns the first line of an input, or only the first bracket of JSON, and waits for no more of the input.
func firstLine(b *bufio.Reader) []byte {
	blank := true
	for size := 1; ; size++ {
		head, err := b.Peek(size)
		if err != nil || !blank && head[size-1] == '\n' || blank && strings.IndexByte("{[", head[size-1]) >= 0 {
			return head
		}
		blank = blank && head[size-1] <= ' '
	}
}
