package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"syscall"
	"unicode"
)

// environment is the input, the output and the terminal of the command.
type environment struct {
	stdin           io.Reader
	stdout, stderr  io.Writer
	stdinIsTerminal bool
	columns         int // the width of prose
	width           int // where tables are cut
}

// newEnvironment returns the environment of this process.
func newEnvironment() environment {
	env := environment{os.Stdin, os.Stdout, os.Stderr, isTerminal(os.Stdin), 80, 80}
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

// print writes a text and returns the exit status.
func (env *environment) print(text string) (exitStatus int) {
	_, err := io.WriteString(env.stdout, text)
	return env.printed(err)
}

// printed returns the exit status after printing. A reader that has seen enough, such as head, is not an error worth reporting.
func (env *environment) printed(err error) (exitStatus int) {
	if err == nil {
		return exitFound
	}
	if !errors.Is(err, syscall.EPIPE) {
		env.diagnose("%v", err)
	}
	return exitWrongUsage
}

// diagnose prints one line of diagnostics. It may quote untrusted input, so it replaces control characters and has a limit.
func (env *environment) diagnose(format string, args ...any) {
	fmt.Fprintf(env.stderr, "acscodes: %.1000s\n", printable(fmt.Sprintf(format, args...)))
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
