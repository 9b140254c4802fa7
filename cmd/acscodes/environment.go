package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"unicode"
)

// environment is the input, the output and the terminal of the command.
type environment struct {
	stdin           io.Reader
	stdout          *bufio.Writer // keeps its first error, which run reports
	stderr          io.Writer
	stdinIsTerminal bool
	columns         int // the width of prose
	width           int // where tables are cut
}

// newEnvironment returns the environment of this process.
func newEnvironment() environment {
	env := environment{os.Stdin, bufio.NewWriterSize(os.Stdout, 64<<10), os.Stderr, isTerminal(os.Stdin), 80, 80}
	if columns, _ := strconv.Atoi(os.Getenv("COLUMNS")); columns > 0 {
		env.columns = min(max(columns, 40), 200) // within what text can be laid out in
		env.width = env.columns
	} else if !isTerminal(os.Stdout) {
		env.width = math.MaxInt // other programs must not lose anything
	}
	return env
}

// isTerminal takes every character device but the null device for a terminal.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	null, _ := os.Stat(os.DevNull)
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && !os.SameFile(info, null)
}

// diagnose prints one line of diagnostics after the output so far, or nothing if that cannot be written. It may quote untrusted
// input, so it replaces control characters and has a limit.
func (env *environment) diagnose(format string, args ...any) {
	if env.stdout.Flush() == nil {
		fmt.Fprintf(env.stderr, "acscodes: %.1000s\n", printable(fmt.Sprintf(format, args...)))
	}
}

// wrongUsage says on one line what is wrong, and what works.
func (env *environment) wrongUsage(err error, suggestion string) (exitStatus int) {
	env.diagnose("%v; try: %s", err, suggestion)
	return exitWrongUsage
}

// printable replaces characters that would break the line or steer the terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

// shellQuote returns a word as a shell takes it.
func shellQuote(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }
