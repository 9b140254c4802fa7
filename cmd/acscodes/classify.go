package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"example.com/acscodes"
)

// A classifier classifies streams of call records: a line out for each record, or a summary at the end.
type classifier struct {
	environment
	opts    options
	kept    map[acscodes.Classification][]byte // what formatted returned
	prefix  string                             // of a line: the file, where there are several
	summary summary                            // nil where lines are wanted

	records       int // that were read
	withoutReason int // of these
	broken        int
}

// classify reads the files, or standard input where there are none.
func classify(env environment, opts options, summarize bool, files []string) (exitStatus int) {
	c := classifier{environment: env, opts: opts, kept: make(map[acscodes.Classification][]byte)}
	if summarize {
		c.summary = make(summary)
	}
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, file := range files {
		if len(files) > 1 {
			c.prefix = printable(file) + ":"
		}
		if err := c.file(file); err != nil {
			env.diagnose("%v", err)
			exitStatus = exitWrongUsage
		}
	}
	if c.summary != nil {
		c.stdout.WriteString(c.summary.render(&c))
	}
	switch {
	case exitStatus == exitFound && c.records == 0:
		env.diagnose("no record was read")
	case c.withoutReason > 0 && c.summary == nil:
		env.diagnose("records without a reason: %d of %d", c.withoutReason, c.records)
	}
	if exitStatus == exitFound && (c.records == c.withoutReason || c.broken > 0) {
		return exitNothing
	}
	return exitStatus
}

// file classifies the records of a file, or of standard input under the name -.
func (c *classifier) file(name string) error {
	input, label := c.stdin, "standard input"
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		input, label = f, name
	}
	const named = 10
	before, broken, onlyStrays := c.records, 0, true
	next, err := records(flushingReader{input, c.stdout})
	for err == nil {
		var r record
		r, err = next()
		switch {
		case err != nil:
		case r.fault == nil:
			c.record(r)
		default:
			onlyStrays = onlyStrays && errors.Is(r.fault, errStray)
			if broken++; broken <= named {
				c.diagnose("%s:%d: %v", label, r.line, r.fault)
			}
		}
	}
	c.broken += broken
	if broken > named {
		c.diagnose("%s: more broken records: %d", label, broken-named)
	}
	switch {
	case err != io.EOF:
		return fmt.Errorf("%s: %w", label, err)
	case broken > 0 && onlyStrays && c.records == before:
		return fmt.Errorf("%s: this is neither JSON nor CSV with the columns of a log; for text, use acscodes -", label)
	}
	return nil
}

// record classifies a record. An error of the output shows when more of the input is read.
func (c *classifier) record(r record) {
	c.records++
	if r.reason.IsZero() {
		c.withoutReason++
		if c.opts.json && c.summary == nil {
			c.stdout.Write(compact(r.text))
			c.stdout.WriteByte('\n')
		}
		return
	}
	classification := r.reason.Classify()
	switch {
	case c.summary != nil:
		c.summary.add(classification)
	case c.opts.json:
		text := withoutAnswer(compact(r.text))
		c.stdout.Write(text[:len(text)-1])
		c.stdout.Write(c.formatted(classification))
	default:
		number := strconv.Itoa(r.line)
		c.stdout.WriteString(c.prefix + "      "[min(len(number), 7)-1:] + number) // to seven columns
		c.stdout.Write(c.formatted(classification))
	}
}

// compact returns a record that is valid JSON as it is, or compact where it has line breaks.
func compact(record []byte) []byte {
	if bytes.IndexByte(record, '\n') < 0 {
		return record
	}
	var out bytes.Buffer
	_ = json.Compact(&out, record)
	return out.Bytes()
}

// withoutAnswer returns a record without the member that an earlier run added to it.
func withoutAnswer(record []byte) []byte {
	if !bytes.Contains(record, []byte(`scodes"`)) { // rare letters first are found faster
		return record
	}
	var members []byte
	decoder := json.NewDecoder(bytes.NewReader(record))
	_, _ = decoder.Token() // the bracket; the record is valid JSON
	end := decoder.InputOffset()
	for decoder.More() {
		start := end
		key, _ := decoder.Token()
		var value json.RawMessage
		_ = decoder.Decode(&value)
		if end = decoder.InputOffset(); key != "acscodes" {
			members = append(members, record[start:end]...)
		}
	}
	return slices.Concat([]byte("{"), bytes.TrimLeft(members, " \t,"), record[end:])
}

// nameAndMessage returns what there is of both, on one line.
func nameAndMessage(c acscodes.Classification) string {
	return strings.TrimSuffix(strings.TrimPrefix(c.Name()+": "+oneLine(c.Entry.Message), ": "), ": ")
}

// mostKept is how many different classifications are kept, so that no stream takes all memory.
const mostKept = 10_000

// formatted returns the end of the line for a record: for people what follows its number, in JSON the member that is added. It
// keeps the text, since streams have few different ones.
func (c *classifier) formatted(a acscodes.Classification) []byte {
	if text, ok := c.kept[a]; ok {
		return text
	}
	text := fmt.Sprintf("  %-14s  %-17s  %-21s  %-10s  %s", a.Pair(), a.Outcome, a.Category, a.Match, nameAndMessage(a))
	if c.opts.json {
		answer, _ := a.MarshalJSON() // never fails
		text = fmt.Sprintf(`,"acscodes":%s}`, answer)
	}
	line := []byte(strings.TrimRight(text, " ") + "\n")
	if len(c.kept) < mostKept {
		c.kept[a] = line
	}
	return line
}

// flushingReader shows what there is before it waits for more.
type flushingReader struct {
	io.Reader
	output *bufio.Writer
}

func (r flushingReader) Read(p []byte) (int, error) {
	if err := r.output.Flush(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
