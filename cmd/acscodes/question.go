package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/acscodes"
)

var (
	loneNumber = regexp.MustCompile(`^\d+$`)
	lonePair   = regexp.MustCompile(`^(?:0*(\d+)|-1?)\s*[/#, ]\s*(?:0*(\d+)|-1?)$`) // the command prints an absent number as "-"
)

var errRange = fmt.Errorf("a code or subcode is a number from 0 to %d", math.MaxInt32)

// ask answers a question: numbers, a name, JSON, text with numbers in it, or words to search for.
func ask(env environment, opts options, words []string) (exitStatus int) {
	question := strings.TrimSpace(strings.Join(words, " "))
	if question == "-" {
		text, err := readQuestion(env.stdin)
		if err != nil {
			env.diagnose("standard input: %v", err)
			return exitWrongUsage
		}
		question = text
	}
	answers, err := answersTo(question)
	if len(answers) == 0 {
		return env.notUnderstood(question, err)
	}
	if opts.json {
		exitStatus = env.print(renderJSON(answers))
	} else {
		exitStatus = env.print(renderAnswers(answers, env))
	}
	if exitStatus != exitFound {
		return exitStatus
	}
	if !slices.ContainsFunc(answers, func(a answer) bool { return a.Entry.Table != acscodes.TableNone }) {
		err = errors.Join(err, errors.New("this is not documented"))
	}
	if err == nil {
		return exitFound
	}
	for fault := range strings.SplitSeq(err.Error(), "\n") {
		env.diagnose("%s", fault)
	}
	return exitNothing
}

// readQuestion reads a question of at most 1 MiB.
func readQuestion(input io.Reader) (string, error) {
	const most = 1 << 20
	text, err := io.ReadAll(io.LimitReader(input, most+1))
	if err == nil && len(text) > most {
		err = fmt.Errorf("a question has at most %d MiB; for a stream of records, use acscodes classify", most>>20)
	}
	return strings.TrimSpace(strings.TrimPrefix(string(text), "\uFEFF")), err
}

// answersTo returns the answers to a question, and what is wrong with a part of it.
func answersTo(question string) (answers []answer, err error) {
	if loneNumber.MatchString(question) {
		return answersToNumber(question)
	}
	if pair := lonePair.FindStringSubmatch(question); pair != nil {
		reason, err := textReason{Code: pair[1], Subcode: pair[2]}.reason()
		if err != nil {
			return nil, errRange
		}
		return answersToReasons(reason), nil
	}
	if answers := answersToName(question); len(answers) > 0 {
		return answers, nil
	}
	if strings.HasPrefix(question, "{") || strings.HasPrefix(question, "[") {
		var reasons []acscodes.CallEndReason
		if reasons, err = reasonsInJSON(question); len(reasons) > 0 {
			return answersToReasons(reasons...), err
		}
	}
	if reasons := reasonsInText(question); len(reasons) > 0 {
		return answersToReasons(reasons...), nil
	}
	return answersOf(search(question)), err
}

// notUnderstood says what is wrong with a question, and suggests what was perhaps meant.
func (env *environment) notUnderstood(question string, err error) (exitStatus int) {
	if info, statErr := os.Stat(question); statErr == nil && info.Mode().IsRegular() {
		return env.wrongUsage(fmt.Errorf("%s is a file", excerpt(question)), "acscodes classify "+shellQuote(question))
	}
	if err != nil {
		fault, _, _ := strings.Cut(err.Error(), "\n")
		return env.wrongUsage(errors.New(fault), help)
	}
	env.diagnose("nothing is known about %s; try: %s", excerpt(question), help)
	return exitNothing
}

// answersToReasons returns what is known about reasons, with every entry of a pair.
func answersToReasons(reasons ...acscodes.CallEndReason) (answers []answer) {
	for _, reason := range reasons {
		a := answer{reason.Classify(), reason}
		entries := []acscodes.Entry{a.Entry}
		if first, ok := acscodes.Lookup(a.Code, a.Subcode); ok && a.Entry == first {
			entries = entriesWhere(func(e acscodes.Entry) bool { return e.Code == a.Code && e.Subcode == a.Subcode })
		}
		for _, a.Entry = range entries {
			answers = append(answers, a)
		}
	}
	return answers
}

// answersOf returns what is known about the pair of each entry, with that entry.
func answersOf(entries []acscodes.Entry) (answers []answer) {
	for _, e := range entries {
		reason := reasonOf(e.Code, e.Subcode)
		a := answer{reason.Classify(), reason}
		a.Entry = e
		answers = append(answers, a)
	}
	return answers
}

func entriesWhere(matches func(acscodes.Entry) bool) (entries []acscodes.Entry) {
	for e := range acscodes.All() {
		if matches(e) {
			entries = append(entries, e)
		}
	}
	return entries
}

// answersToNumber returns every entry that has the number as its code or its subcode, or else what is known about the number.
func answersToNumber(digits string) ([]answer, error) {
	number, err := strconv.ParseInt(digits, 10, 32)
	if err != nil {
		return nil, errRange
	}
	code, subcode := acscodes.Code(number), acscodes.Subcode(number)
	entries := entriesWhere(func(e acscodes.Entry) bool { return e.Code == code || e.Subcode == subcode })
	switch {
	case len(entries) > 0:
		return answersOf(entries), nil
	case number <= 999:
		subcode = acscodes.NoSubcode
	default:
		code = acscodes.NoCode
	}
	return answersToReasons(reasonOf(code, subcode)), nil
}

// answersToName returns every entry with a code, a subcode, an outcome or a category of that name, with its prefix or without,
// in any letter case.
func answersToName(name string) []answer {
	return slices.DeleteFunc(answersOf(slices.Collect(acscodes.All())), func(a answer) bool {
		for prefix, known := range map[string]string{
			"Code": a.Code.Name(), "Subcode": a.Subcode.Name(), "Outcome": a.Outcome.String(), "Category": a.Category.String(),
		} {
			if known != "" && (strings.EqualFold(name, known) || strings.EqualFold(name, prefix+known)) {
				return false
			}
		}
		return true
	})
}

// reasonsInJSON returns every reason, and what is wrong with records that are broken, of which it names a few. It returns no
// reason where there is text outside of the JSON.
func reasonsInJSON(question string) (reasons []acscodes.CallEndReason, err error) {
	const named = 10
	var broken []error
	reader := newRecordReader(strings.NewReader(question))
	for {
		record, err := reader.next()
		switch {
		case err == io.EOF:
			return reasons, errors.Join(broken[:min(len(broken), named)]...)
		case errors.Is(err, errStray):
			return nil, err
		case err != nil:
			broken = append(broken, err)
		case !record.reason.IsZero():
			reasons = append(reasons, record.reason)
		}
	}
}

// reasonOf returns the reason with these numbers.
func reasonOf(code acscodes.Code, subcode acscodes.Subcode) acscodes.CallEndReason {
	return acscodes.NewCallEndReason((*int32)(&code), (*int32)(&subcode), nil)
}
