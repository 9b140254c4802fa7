package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"example.com/acscodes"
	"example.com/acscodes/internal/rawjson"
)

// A classifier classifies streams of call records: a line out for each record, or a summary at the end.
type classifier struct {
	env    environment
	stdout *bufio.Writer
	line   func(number int, a answer) []byte
	// summary is nil where lines are wanted.
	summary  *summary
	progress progress

	records int
	bad     int
}

// classify reads the files, or standard input where there are none.
func classify(ctx context.Context, env environment, opts options, files []string) (exitStatus int) {
	c := classifier{env: env, stdout: bufio.NewWriterSize(env.stdout, 64<<10)}
	switch {
	case opts.summary:
		c.summary = newSummary()
	case opts.json:
		c.line = jsonLines()
	default:
		c.line = textLines(env.paint)
	}
	c.progress = progress{w: env.stderr, shown: env.stderrIsTerminal && (opts.summary || !env.stdoutIsTerminal)}

	failed := false
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, file := range files {
		if err := c.file(ctx, file); errors.Is(err, errOutput) {
			return c.env.printed(c.stdout.Flush())
		} else if err != nil && ctx.Err() == nil {
			c.env.complain("%v", err)
			failed = true
		}
	}
	c.progress.clear()
	if opts.summary {
		c.stdout.WriteString(c.summary.render(c.records, c.bad, env.columns, env.paint))
	}
	if err := c.stdout.Flush(); err != nil {
		return c.env.printed(err)
	}
	switch {
	case ctx.Err() != nil:
		return exitInterrupted
	case failed || c.bad > 0:
		return exitFailure
	}
	return exitSuccess
}

// errOutput says that the output takes no more, so that reading on is pointless. Flushing it tells why.
var errOutput = errors.New("the output is closed")

func (c *classifier) file(ctx context.Context, name string) error {
	input, label := c.env.stdin, "standard input"
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		input, label = f, name
	}
	return c.stream(ctx, flushingReader{interruptible(ctx, input), c.stdout}, label)
}

func (c *classifier) stream(ctx context.Context, input io.Reader, label string) error {
	reader := newRecordReader(input)
	for {
		record, line, err := reader.next()
		if err == io.EOF {
			return nil
		} else if ctx.Err() != nil {
			return ctx.Err()
		} else if readErr := reader.failure(); err != nil && readErr != nil {
			return fmt.Errorf("%s: %w", label, readErr) // not the fault of the record that it cut off
		}
		c.records++
		var reason *acscodes.CallEndReason
		if err == nil {
			reason, err = decodeRecord(record)
		}
		if err != nil {
			c.bad++
			c.progress.clear()
			c.env.complain("%s:%d: record %d: %s", label, line, c.records, strings.TrimPrefix(err.Error(), "acscodes: "))
			continue
		}
		if err := c.report(reason); err != nil {
			return err
		}
	}
}

func (c *classifier) report(reason *acscodes.CallEndReason) error {
	entry, match := reason.Classify()
	c.progress.show(c.records)
	if c.summary != nil {
		c.summary.add(entry)
		return nil
	}
	if _, err := c.stdout.Write(c.line(c.records, answer{entry, match})); err != nil {
		return errOutput
	}
	return nil
}

// decodeRecord finds the reason in a record, which is valid JSON.
func decodeRecord(record []byte) (*acscodes.CallEndReason, error) {
	if rawjson.KindOf(record) == rawjson.Object {
		record = findReason(record)
	}
	reason := new(acscodes.CallEndReason)
	return reason, reason.UnmarshalJSON(record)
}

// findReason returns the part of a record that is the reason: what stands where the platform's events and logs have one,
// or else the record itself.
func findReason(record []byte) []byte {
	var callEndReason, reason, resultInformation, dataReason, dataResultInformation, properties []byte
	for name, value := range rawjson.Members(record) {
		if rawjson.KindOf(value) != rawjson.Object {
			continue
		}
		switch {
		case rawjson.IsKey(name, "callEndReason"):
			callEndReason = value
		case rawjson.IsKey(name, "reason"):
			reason = value
		case rawjson.IsKey(name, "resultInformation"):
			resultInformation = value
		case rawjson.IsKey(name, "properties"):
			properties = value
		case rawjson.IsKey(name, "data"):
			for name, value := range rawjson.Members(value) {
				switch {
				case rawjson.KindOf(value) != rawjson.Object:
				case rawjson.IsKey(name, "reason"):
					dataReason = value
				case rawjson.IsKey(name, "resultInformation"):
					dataResultInformation = value
				}
			}
		}
	}
	for _, found := range [][]byte{callEndReason, reason, resultInformation, dataReason, dataResultInformation, properties} {
		if found != nil {
			return found
		}
	}
	return record
}

// textLines returns lines for people: record, pair, category, match, name and message.
func textLines(paint paint) func(int, answer) []byte {
	var line []byte
	rest := cached(func(a answer) []byte {
		text := fmt.Sprintf("  %-16s  %s  %-10s", pairText(a.Entry), paint.category(fmt.Sprintf("%-21s", a.Category), a.Category), a.match)
		words := strings.Join(strings.Fields(a.Message), " ")
		switch name := a.Name(); {
		case words == "":
			words = name
		case name != "":
			words = name + ": " + words
		}
		return []byte(strings.TrimRight(text+"  "+words, " ") + "\n")
	})
	return func(number int, a answer) []byte {
		line = line[:0]
		digits := strconv.Itoa(number)
		for range 7 - len(digits) {
			line = append(line, ' ')
		}
		line = append(line, digits...)
		return append(line, rest(a)...)
	}
}

// recordJSON is what a line of NDJSON says after the number of the record.
type recordJSON struct {
	Code     *acscodes.Code    `json:"code,omitempty"`
	Subcode  *acscodes.Subcode `json:"subCode,omitempty"`
	Name     string            `json:"name"`
	Category acscodes.Category `json:"category"`
	Match    string            `json:"match"`
	Message  string            `json:"message"`
	Advice   string            `json:"advice"`
}

// jsonLines returns NDJSON.
func jsonLines() func(int, answer) []byte {
	var line []byte
	rest := cached(func(a answer) []byte {
		object := recordJSON{
			Name:     a.Name(),
			Category: a.Category,
			Match:    a.match.String(),
			Message:  a.Message,
			Advice:   a.Advice,
		}
		if a.Code != acscodes.AnyCode {
			object.Code = &a.Code
		}
		if a.Subcode != acscodes.AnySubcode {
			object.Subcode = &a.Subcode
		}
		text, _ := json.Marshal(object) // never fails
		text[0] = ','
		return append(text, '\n')
	})
	return func(number int, a answer) []byte {
		line = append(line[:0], `{"record":`...)
		line = strconv.AppendInt(line, int64(number), 10)
		return append(line, rest(a)...)
	}
}

// cached keeps what format returned for the same answer: streams hold few different reasons.
func cached(format func(answer) []byte) func(answer) []byte {
	const most = 10_000
	type key struct {
		code     acscodes.Code
		subcode  acscodes.Subcode
		category acscodes.Category
		match    acscodes.Match
	}
	kept := make(map[key][]byte)
	return func(a answer) []byte {
		if a.match == acscodes.MatchDiagnostic {
			return format(a) // the answer depends on the message, too
		}
		k := key{a.Code, a.Subcode, a.Category, a.match}
		text, ok := kept[k]
		if !ok {
			text = format(a)
			if len(kept) < most {
				kept[k] = text
			}
		}
		return text
	}
}
