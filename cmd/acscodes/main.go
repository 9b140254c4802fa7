// Acscodes explains the codes with which Azure Communication Services calls end: a question, a list, or a stream of call
// records. Run it with -h for its usage.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"syscall"
)

const usage = `Usage: acscodes [-json] QUESTION...
       acscodes list [-json | -csv]
       acscodes classify [-json] [FILE...]
       acscodes summary [-json] [FILE...]

Explains the codes with which Azure Communication Services calls end.

A question is what you have in hand:
  487/10004                     a code and a subcode, - for an absent one
  10004                         every entry with that code or subcode
  AnswerTimeout                 a Go name, an outcome or a category
  '{"code":487,"subCode":10004}'
                                a reason, an event or a log record in JSON
  'ended with code 487, subCode 10004'
                                text from a console or a log
  token expired                 words to find in names, messages and advice
  -                             a question from standard input

list writes every pair that is known, with -csv for a spreadsheet or a join.

classify writes a line for each call record, or with -json the record with an
added key, acscodes. summary counts by outcome, category, SIP status and reason.
Without a FILE, they read standard input; acscodes alone is acscodes classify:
  acscodes summary night.ndjson.gz
  acscodes -json < calls.json | jq 'select(.acscodes.outcome == "Busy")'
Records are NDJSON, JSON arrays, JSON values in a row, {"records":[...]} or
{"value":[...]}, or CSV with ParticipantEndReason and ParticipantEndSubCode;
each may be compressed with gzip. Broken records are named on standard error,
and the rest is read.

COLUMNS is the width of text. Where it is not set, only a terminal cuts tables.

Exit status: 0 if everything was read and something was found; 1 if nothing was
found, or if a record could not be read; 2 for wrong usage, or if a file could
not be read.
`

const (
	exitFound      = 0
	exitNothing    = 1
	exitWrongUsage = 2
)

func main() {
	os.Exit(run(newEnvironment(), os.Args[1:]))
}

// options are the flags of the command line.
type options struct{ json, csv bool }

// help is what to try when the command line is wrong.
const help = "acscodes 487 10004, or acscodes -h"

// run does what the arguments say. A reader that has seen enough, such as head, is not an error worth reporting.
func run(env environment, args []string) (exitStatus int) {
	exitStatus = dispatch(env, args)
	err := env.stdout.Flush()
	if err != nil && !errors.Is(err, syscall.EPIPE) {
		fmt.Fprintf(env.stderr, "acscodes: %v\n", err)
	}
	if err != nil {
		return exitWrongUsage
	}
	return exitStatus
}

// dispatch runs the subcommand that the arguments name, or answers a question.
func dispatch(env environment, args []string) (exitStatus int) {
	opts, words, err := parseFlags(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		env.stdout.WriteString(usage)
		return exitFound
	case err != nil:
		return env.wrongUsage(err, help)
	case len(words) == 0 && env.stdinIsTerminal:
		return env.wrongUsage(errors.New("nothing to explain"), help)
	case len(words) == 0:
		words = []string{"classify"}
	}
	switch command, isList := words[0], slices.Equal(words, []string{"list"}); {
	case opts.csv && (!isList || opts.json):
		return env.wrongUsage(errors.New("-csv goes with list only, and not with -json"), "acscodes list -csv")
	case isList:
		env.stdout.WriteString(list(opts, env.width))
		return exitFound
	case command == "classify", command == "summary":
		return classify(env, opts, command == "summary", words[1:])
	}
	return ask(env, opts, words) // such as "list" with more words to search for
}

// flagWord matches a flag, but not -1, a pair such as -/10004, or text.
var flagWord = regexp.MustCompile(`^--?[[:alpha:]]\S*$`)

// parseFlags finds flags before and after the other words, as people type them.
func parseFlags(args []string) (opts options, words []string, err error) {
	flags := flag.NewFlagSet("acscodes", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&opts.json, "json", false, "")
	flags.BoolVar(&opts.csv, "csv", false, "")
	for i, arg := range args {
		switch {
		case arg == "--":
			return opts, append(words, args[i+1:]...), err
		case !flagWord.MatchString(arg):
			words = append(words, arg)
		default:
			err = cmp.Or(err, flags.Parse([]string{arg})) // no flag takes a value
		}
	}
	return opts, words, err
}
