// Acscodes explains the codes with which Azure Communication Services calls end: one pair, a list, or a stream of call
// records. Run it with -h for its usage.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

const usage = `Usage: acscodes [-json] CODE SUBCODE | CODE/SUBCODE | NUMBER | NAME | LOG LINE
       acscodes [-json] -search WORDS [filters]
       acscodes [-json | -markdown] -list [filters]
       acscodes [-json | -summary] [-classify FILE...] < records

Explains the codes with which Azure Communication Services calls end.

Ask:
  acscodes 487 10004            what is documented for a code and a subcode,
  acscodes 487/10004            or, if nothing is, what can be told from either
  acscodes 10004                every row with that code or subcode
  acscodes AnswerTimeout        every row with that Go name
  acscodes 'addParticipants failed. DiagCode: 408#10057.@'
  acscodes 'ended: code=480, subCode=10037'
  acscodes -search 'token expired'
                                every row that has all the words in its message,
                                its advice or its Go names

List:
  acscodes -list                every documented row as a table
  acscodes -list -json          as a JSON array, complete with links
  acscodes -list -markdown      as a page
  Filters, also for -search:
    -category ExpectedError     rows of that category (Unknown: of none)
    -code 487                   rows of that code
    -table pstn                 rows of that table, one of:
      %s

Classify a stream:
  acscodes < calls.ndjson       a line for each record
  acscodes -classify a.ndjson b.json
  acscodes -json < calls.ndjson > classified.ndjson
  acscodes -summary < calls.ndjson
                                how many of which category and reason
  The input is NDJSON, a JSON array, or JSON values in a row. A record is a
  reason, or has one at callEndReason, reason, resultInformation, data.reason,
  data.resultInformation or properties. One that cannot be read, or is larger
  than %d MiB, is named on stderr, and the rest goes on.

Text is wrapped to COLUMNS, or to 80 columns where that is not set. NO_COLOR
turns colours off; they are used on a terminal only.

Exit status: 0 found, or all records read; 1 nothing documented, or some record
or file not read; 2 wrong usage; 130 interrupted.
`

const (
	exitSuccess     = 0
	exitFailure     = 1
	exitWrongUsage  = 2
	exitInterrupted = 130
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // so that a second interrupt ends it at once
	exitStatus := run(ctx, newEnvironment(), os.Args[1:])
	os.Exit(exitStatus)
}

// options are the flags of the command line.
type options struct {
	json     bool
	markdown bool
	summary  bool
	list     bool
	classify bool
	search   string
	filters  filters
}

func run(ctx context.Context, env environment, args []string) (exitStatus int) {
	opts, words, err := parseFlags(args)
	if errors.Is(err, flag.ErrHelp) {
		return env.print(fmt.Sprintf(usage, tableNames(), maxRecord>>20))
	}
	if err == nil {
		err = opts.check(words)
	}
	switch {
	case err != nil:
		return env.wrongUsage(err)
	case opts.search != "":
		return search(env, opts)
	case opts.list:
		return list(env, opts)
	case opts.classify || opts.summary:
		return classify(ctx, env, opts, words)
	case len(words) > 0:
		return ask(env, opts, words)
	case env.stdinIsTerminal:
		return env.wrongUsage(errors.New("nothing to explain"))
	}
	return classify(ctx, env, opts, nil)
}

// wrongUsage says on one line what is wrong, and what works.
func (env *environment) wrongUsage(err error) (exitStatus int) {
	env.complain("%v; try: acscodes 487 10004, or acscodes -h", err)
	return exitWrongUsage
}

// parseFlags finds flags before and after the other words, as people type them.
func parseFlags(args []string) (opts options, words []string, err error) {
	flags := flag.NewFlagSet("acscodes", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&opts.json, "json", false, "")
	flags.BoolVar(&opts.markdown, "markdown", false, "")
	flags.BoolVar(&opts.summary, "summary", false, "")
	flags.BoolVar(&opts.list, "list", false, "")
	flags.BoolVar(&opts.classify, "classify", false, "")
	flags.StringVar(&opts.search, "search", "", "")
	opts.filters.register(flags)
	for {
		if err := flags.Parse(args); err != nil {
			return options{}, nil, err
		}
		if flags.NArg() == 0 {
			return opts, words, nil
		}
		words = append(words, flags.Arg(0))
		args = flags.Args()[1:]
	}
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
	case opts.markdown && (!opts.list || opts.json):
		return errors.New("-markdown goes with -list, and without -json")
	case opts.summary && opts.json:
		return errors.New("-summary does not go with -json")
	case !listing && len(opts.filters) > 0:
		return errors.New("-category, -code and -table go with -list or -search")
	}
	return nil
}
