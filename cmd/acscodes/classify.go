package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"example.com/acscodes"
)

// A classifier classifies streams of call records: a line out for each record, or a summary at the end.
type classifier struct {
	env     environment
	opts    options
	stdout  *bufio.Writer
	format  func(c acscodes.Classification) []byte
	prefix  string   // of a line: the file, where there are several
	summary *summary // nil where lines are wanted

	records       int // that were read
	withoutReason int // of these
	matched       int // of those with a reason, what the filters let through
	broken        int
}

// classify reads the files, or standard input where there are none.
func classify(env environment, opts options, files []string) (exitStatus int) {
	c := classifier{env: env, opts: opts, stdout: bufio.NewWriterSize(env.stdout, 64<<10)}
	switch {
	case opts.summary:
		c.summary = newSummary()
	case opts.json:
		c.format = cached(func(c acscodes.Classification) []byte {
			text, _ := c.MarshalJSON() // never fails
			return text
		})
	default:
		c.format = cached(textLine)
	}
	if len(files) == 0 {
		files = []string{"-"}
	}
	failed := false
	for _, file := range files {
		if len(files) > 1 {
			c.prefix = printable(file) + ":"
		}
		if err := c.file(file); errors.Is(err, errOutput) {
			return c.env.printed(c.stdout.Flush())
		} else if err != nil {
			c.env.diagnose("%v", err)
			failed = true
		}
	}
	if c.summary != nil {
		c.stdout.WriteString(c.summary.render(&c))
	}
	if exitStatus := c.env.printed(c.stdout.Flush()); exitStatus != exitFound {
		return exitStatus
	}
	switch {
	case c.records == c.withoutReason:
		env.diagnose("no record has a reason (%s read)", count(c.records, "record"))
	case c.matched == 0:
		env.diagnose("no record meets all conditions")
	case c.withoutReason > 0 && c.summary == nil:
		env.diagnose("%d of %s without a reason", c.withoutReason, count(c.records, "record"))
	}
	switch {
	case failed:
		return exitWrongUsage
	case c.matched == 0 || c.broken > 0:
		return exitNothing
	}
	return exitFound
}

// errOutput says that the output takes no more, so that reading on is pointless. Flushing it tells why.
var errOutput = errors.New("the output is closed")

func (c *classifier) file(name string) error {
	input, label := c.env.stdin, "standard input"
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		input, label = f, name
	}
	next, err := records(flushingReader{input, c.stdout})
	if err != nil {
		return fmt.Errorf("%s: %w", label, err)
	}
	const named = 10
	broken := 0
	for {
		record, line, err := next()
		if err == nil {
			err = c.record(record, line)
		}
		var bad brokenRecord
		switch {
		case errors.As(err, &bad):
			broken++
			if broken <= named {
				c.env.diagnose("%s:%d: %v", label, line, bad)
			}
			continue
		case err == nil:
			continue
		case errors.Is(err, io.EOF):
			err = nil
		case !errors.Is(err, errOutput):
			err = fmt.Errorf("%s: %w", label, err)
		}
		if broken > named {
			c.env.diagnose("%s: %s", label, count(broken-named, "more broken record"))
		}
		c.broken += broken
		return err
	}
}

// record classifies a record.
func (c *classifier) record(record []byte, line int) error {
	reason, err := findReason(record)
	if err != nil {
		return err
	}
	c.records++
	hasReason := reason.Code() != acscodes.NoCode || reason.Subcode() != acscodes.NoSubcode
	if !hasReason {
		c.withoutReason++
		if c.opts.json && c.summary == nil && c.opts.filter.isEmpty() {
			return c.write(compact(record), []byte("\n"))
		}
		return nil
	}
	classification := reason.Classify()
	if !c.opts.filter.match(classification) {
		return nil
	}
	c.matched++
	switch {
	case c.summary != nil:
		c.summary.add(classification)
		return nil
	case c.opts.json:
		record = compact(record)
		return c.write(record[:len(record)-1], []byte(`,"acscodes":`), c.format(classification), []byte("}\n"))
	}
	number := strconv.Itoa(line)
	number = "      "[min(len(number), 7)-1:] + number // to seven columns
	return c.write([]byte(c.prefix), []byte(number), c.format(classification))
}

func (c *classifier) write(parts ...[]byte) error {
	for _, part := range parts {
		if _, err := c.stdout.Write(part); err != nil {
			return errOutput
		}
	}
	return nil
}

// compact returns a record that is valid JSON as it is, or compact where it has line breaks.
func compact(record []byte) []byte {
	if bytes.IndexByte(record, '\n') < 0 && bytes.IndexByte(record, '\r') < 0 {
		return record
	}
	var out bytes.Buffer
	_ = json.Compact(&out, record)
	return out.Bytes()
}

// textLine returns a line for people, after the number: pair, outcome, category, match, name and message.
func textLine(c acscodes.Classification) []byte {
	line := fmt.Sprintf("  %-14s  %-17s  %-21s  %-10s  %s", reasonOf(c.Code, c.Subcode), c.Outcome, c.Category, c.Match, nameAndMessage(c))
	return []byte(strings.TrimRight(line, " ") + "\n")
}

// nameAndMessage returns what there is of both, on one line.
func nameAndMessage(c acscodes.Classification) string {
	text := c.Name()
	if c.Entry.Message != "" {
		text += ": " + strings.Join(strings.Fields(c.Entry.Message), " ")
	}
	return strings.TrimPrefix(text, ": ")
}

// classificationKey tells classifications apart that look different.
type classificationKey struct {
	code, entryCode       acscodes.Code
	subcode, entrySubcode acscodes.Subcode
	category              acscodes.Category
	outcome               acscodes.Outcome
	match                 acscodes.Match
}

func keyOf(c acscodes.Classification) classificationKey {
	return classificationKey{c.Code, c.Entry.Code, c.Subcode, c.Entry.Subcode, c.Category, c.Outcome, c.Match}
}

// mostKept is how many different classifications are kept, so that no stream takes all memory.
const mostKept = 10_000

// cached keeps what format returned for the same classification: streams have few different ones.
func cached(format func(acscodes.Classification) []byte) func(acscodes.Classification) []byte {
	kept := make(map[classificationKey][]byte)
	return func(c acscodes.Classification) []byte {
		key := keyOf(c)
		text, ok := kept[key]
		if !ok {
			text = format(c)
			if len(kept) < mostKept {
				kept[key] = text
			}
		}
		return text
	}
}

// flushingReader shows what there is before it waits for more.
type flushingReader struct {
	io.Reader
	output *bufio.Writer
}

func (r flushingReader) Read(p []byte) (int, error) {
	if r.output.Flush() != nil {
		return 0, errOutput
	}
	return r.Reader.Read(p)
}

// count is a number of things in words: "1 record", "2 records".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
