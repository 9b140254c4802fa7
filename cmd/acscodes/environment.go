package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	"example.com/acscodes"
)

// environment is what the command has to do with the world outside.
type environment struct {
	stdin            io.Reader
	stdout, stderr   io.Writer
	stdinIsTerminal  bool
	stdoutIsTerminal bool
	stderrIsTerminal bool
	columns          int
	paint            paint
}

// newEnvironment connects the process.
func newEnvironment() environment {
	env := environment{
		stdin:            os.Stdin,
		stdout:           os.Stdout,
		stderr:           os.Stderr,
		stdinIsTerminal:  isTerminal(os.Stdin),
		stdoutIsTerminal: isTerminal(os.Stdout),
		stderrIsTerminal: isTerminal(os.Stderr),
		columns:          columns(os.Getenv("COLUMNS")),
	}
	env.paint = paintFor(env.stdoutIsTerminal, os.Getenv)
	return env
}

// paintFor tells whether to colour: on a terminal that can, for a user who did not refuse.
func paintFor(isTerminal bool, getenv func(string) string) paint {
	return paint(isTerminal && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb")
}

// isTerminal also takes the null device for a terminal, which has nothing to read and shows nothing.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// columns is the width that text is wrapped to.
func columns(setting string) int {
	const usual, fewest = 80, 2 * labelWidth
	if n, err := strconv.Atoi(setting); err == nil && n > 0 {
		return max(n, fewest)
	}
	return usual
}

// complain prints one line of diagnostics. It may quote what came from outside, so it shows no control character.
func (env *environment) complain(format string, args ...any) {
	fmt.Fprintf(env.stderr, "acscodes: %s\n", printable(fmt.Sprintf(format, args...)))
}

// print writes an answer and returns the exit status.
func (env *environment) print(text string) (exitStatus int) {
	_, err := io.WriteString(env.stdout, text)
	return env.printed(err)
}

// printed is the exit status after printing. A reader that has seen enough, such as head, is no failure to talk about.
func (env *environment) printed(err error) (exitStatus int) {
	if err == nil {
		return exitSuccess
	}
	if !errors.Is(err, syscall.EPIPE) {
		env.complain("%v", err)
	}
	return exitFailure
}

// printable escapes characters that would break the line or steer the terminal.
func printable(text string) string {
	var out strings.Builder
	for _, r := range text {
		if unicode.IsPrint(r) {
			out.WriteRune(r)
		} else {
			out.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return out.String()
}

// paint says whether text is coloured.
type paint bool

func (p paint) bold(text string) string {
	return p.wrap("1", text)
}

// category colours a text as befits what it tells.
func (p paint) category(text string, category acscodes.Category) string {
	switch category {
	case acscodes.CategorySuccess:
		return p.wrap("32", text)
	case acscodes.CategoryExpectedError:
		return p.wrap("33", text)
	case acscodes.CategoryUnexpectedClientError, acscodes.CategoryUnexpectedServerError:
		return p.wrap("31", text)
	}
	return text
}

func (p paint) wrap(attribute, text string) string {
	if !p || text == "" {
		return text
	}
	return "\x1b[" + attribute + "m" + text + "\x1b[0m"
}

// progress tells somebody at a terminal how far a long run is.
type progress struct {
	w     io.Writer
	shown bool
	last  time.Time
	dirty bool
}

func (p *progress) show(records int) {
	const often = 1 << 12 // looking at the clock for each record would take longer than the record
	if !p.shown || records%often != 0 || time.Since(p.last) < time.Second/5 {
		return
	}
	p.last, p.dirty = time.Now(), true
	fmt.Fprintf(p.w, "\r%d records", records)
}

func (p *progress) clear() {
	if p.dirty {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.dirty = false
	}
}

// interruptible returns a reader that ends with the context, even while it waits for input.
func interruptible(ctx context.Context, input io.Reader) io.Reader {
	reader, writer := io.Pipe()
	go func() {
		_, err := io.Copy(writer, input)
		writer.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { writer.CloseWithError(ctx.Err()) })
	return reader
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
