// Acscodes explains the codes with which Azure Communication Services calls end: one pair, a list, or a stream of call
// records. Run it with -h for its usage.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
)

const usage = `Usage: acscodes [-json] QUESTION
       acscodes [-json | -csv] -list [FILTER...]
       acscodes [-json] -search 'WORDS' [FILTER...]
       acscodes [-json] [-summary] [FILTER...] [-classify FILE...] < RECORDS

Explains the codes with which Azure Communication Services calls end.

Questions:
  487/10004                     a code and a subcode; also 487 10004, 487#10004,
                                and - for one that is absent, as in -/10004
  10004                         every entry with that code or subcode
  AnswerTimeout                 every entry with that Go name
  '{"code":487,"subCode":10004}'
                                a reason, an event or a log record in JSON
  'addParticipants failed. DiagCode: 408#10057.@'
                                lines of a log: every pair in them

Lists:
  -list                         every entry as a table; with -json in full, with
                                -csv for a spreadsheet or a join
  -search 'token expired'       every entry that has all the words in its names,
                                its message or its advice, the best first

Streams of call records:
  acscodes < calls.ndjson       a line for each record
  -classify a.ndjson b.csv.gz   the same for files
  -json                         each record with an added key, acscodes
  -summary                      counts by category and reason
  The input is NDJSON, JSON arrays, {"records":[...]}, JSON values in a row, or
  CSV with the columns ParticipantEndReason and ParticipantEndSubCode; each may
  be compressed with gzip. Broken records are named on stderr, the rest is read.

Filters:
  -category ExpectedError       of that category; in lists, the documented one
  -outcome NoAnswer             of that outcome
  -code 487                     of that code
  -table pstn                   from a table that has this in its title

Answers, lists and summaries are fitted to COLUMNS, or to 80 columns.

Exit status: 0 if everything was read and something was found; 1 if nothing is
documented, no record has a reason, or a record could not be read; 2 for wrong
usage, or if a file could not be read.
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
type options struct {
	json     bool
	csv      bool
	summary  bool
	list     bool
	classify bool
	search   string
	filter   filter
}

func run(env environment, args []string) (exitStatus int) {
	opts, words, err := parseFlags(args)
	if errors.Is(err, flag.ErrHelp) {
		return env.print(usage)
	}
	if err == nil {
		err = opts.check(words)
	}
	switch {
	case err != nil:
		return env.wrongUsage(err, "acscodes 487 10004, or acscodes -h")
	case opts.list || opts.search != "":
		return list(env, opts)
	case len(words) > 0 && !opts.classify && !opts.summary:
		return ask(env, opts, words)
	case len(words) == 0 && env.stdinIsTerminal:
		return env.wrongUsage(errors.New("nothing to explain"), "acscodes 487 10004, or acscodes -h")
	}
	return classify(env, opts, words)
}

// absentNumber matches -1, and a pair such as -/10004, which look like flags.
var absentNumber = regexp.MustCompile(`^-(?:1?[/#,]|1$)`)

// parseFlags finds flags before and after the other words, as people type them.
func parseFlags(args []string) (opts options, words []string, err error) {
	flags := flag.NewFlagSet("acscodes", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&opts.json, "json", false, "")
	flags.BoolVar(&opts.csv, "csv", false, "")
	flags.BoolVar(&opts.summary, "summary", false, "")
	flags.BoolVar(&opts.list, "list", false, "")
	flags.BoolVar(&opts.classify, "classify", false, "")
	flags.Func("search", "", func(text string) error {
		opts.search = strings.TrimSpace(text)
		if opts.search == "" {
			return errors.New("want words")
		}
		return nil
	})
	opts.filter.register(flags)
	for len(args) > 0 {
		if !absentNumber.MatchString(args[0]) {
			if err := flags.Parse(args); err != nil {
				return options{}, nil, err
			}
			args = flags.Args()
		}
		if len(args) > 0 {
			words = append(words, args[0])
			args = args[1:]
		}
	}
	return opts, words, nil
}

// check finds flags that do not go together.
func (opts *options) check(words []string) error {
	listing := opts.list || opts.search != ""
	classifying := opts.classify || opts.summary
	switch {
	case listing && classifying:
		return errors.New("-list and -search do not go with -classify and -summary")
	case listing && len(words) > 0:
		return fmt.Errorf("%s is one word too many: -list takes none, and -search takes one, quoted", excerpt(words[0]))
	case opts.csv && (!opts.list || opts.json):
		return errors.New("-csv goes with -list, and without -json")
	case !listing && !classifying && len(words) > 0 && !opts.filter.isEmpty():
		return errors.New("-category, -outcome, -code and -table go with lists and streams")
	}
	return nil
}
