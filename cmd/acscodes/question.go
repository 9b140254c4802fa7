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

// lonePair matches a pair of numbers, each of which may be absent: - or -1.
var lonePair = regexp.MustCompile(`^(?:0*(\d+)|-1?)\s*[/#, ]\s*(?:0*(\d+)|-1?)$`)

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
	reasons, faults := reasonsFor(question)
	if len(reasons) == 0 {
		return env.notUnderstood(question, faults)
	}
	answers := answersTo(reasons)
	if opts.json {
		env.stdout.WriteString(renderJSON(answers))
	} else {
		env.stdout.WriteString(renderAnswers(answers, env))
	}
	if !slices.ContainsFunc(answers, func(a answer) bool { return a.Entry.Table != acscodes.TableNone }) {
		faults = append(faults, errors.New("this is not documented"))
	}
	for _, fault := range faults {
		env.diagnose("%v", fault)
		exitStatus = exitNothing
	}
	return exitStatus
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

// reasonsFor returns the reasons that a question is about, and what is wrong with a part of it.
func reasonsFor(question string) (reasons []acscodes.CallEndReason, faults []error) {
	switch number, err := strconv.ParseUint(question, 10, 31); {
	case err == nil:
		return reasonsWithNumber(number), nil
	case errors.Is(err, strconv.ErrRange) && strings.Trim(question, "0123456789") == "":
		return nil, []error{errRange}
	}
	if pair := lonePair.FindStringSubmatch(question); pair != nil {
		reason, err := textReason{Code: pair[1], Subcode: pair[2]}.reason()
		if err != nil {
			return nil, []error{errRange}
		}
		return []acscodes.CallEndReason{reason}, nil
	}
	if reasons := reasonsWithName(question); len(reasons) > 0 {
		return reasons, nil
	}
	if strings.HasPrefix(question, "{") || strings.HasPrefix(question, "[") {
		if reasons, faults = reasonsInJSON(question); len(reasons) > 0 {
			return reasons, faults
		}
	}
	if reasons := reasonsInText(question); len(reasons) > 0 {
		return reasons, nil
	}
	return search(question), faults
}

// notUnderstood says what is wrong with a question, and suggests what was perhaps meant.
func (env *environment) notUnderstood(question string, faults []error) (exitStatus int) {
	if info, err := os.Stat(question); err == nil && info.Mode().IsRegular() {
		return env.wrongUsage(fmt.Errorf("%.60q is a file", question), "acscodes classify "+shellQuote(question))
	}
	if len(faults) > 0 {
		return env.wrongUsage(faults[0], help)
	}
	env.diagnose("nothing is known about %.60q; try: %s", question, help)
	return exitNothing
}

// reasonsWhere returns the pairs of the entries that match.
func reasonsWhere(matches func(acscodes.Entry) bool) (reasons []acscodes.CallEndReason) {
	for e := range acscodes.All() {
		if matches(e) {
			reasons = append(reasons, reasonOf(e.Code, e.Subcode))
		}
	}
	return reasons
}

// reasonsWithNumber returns every pair that has the number as its code or its subcode, or else the number by itself.
func reasonsWithNumber(number uint64) []acscodes.CallEndReason {
	code, subcode := acscodes.Code(number), acscodes.Subcode(number)
	reasons := reasonsWhere(func(e acscodes.Entry) bool { return e.Code == code || e.Subcode == subcode })
	switch {
	case len(reasons) > 0:
	case number <= 999:
		reasons = append(reasons, reasonOf(code, acscodes.NoSubcode))
	default:
		reasons = append(reasons, reasonOf(acscodes.NoCode, subcode))
	}
	return reasons
}

// reasonsWithName returns every pair with a code, a subcode, an outcome or a category of that name, with its prefix or without,
// in any letter case.
func reasonsWithName(name string) []acscodes.CallEndReason {
	return reasonsWhere(func(e acscodes.Entry) bool {
		c := acscodes.Classify(e.Code, e.Subcode)
		for prefix, known := range map[string]string{
			"Code": c.Code.Name(), "Subcode": c.Subcode.Name(), "Outcome": c.Outcome.String(), "Category": c.Category.String(),
		} {
			if known != "" && (strings.EqualFold(name, known) || strings.EqualFold(name, prefix+known)) {
				return true
			}
		}
		return false
	})
}

// reasonsInJSON returns every reason, and what is wrong with records that are broken, of which it names a few. It returns no
// reason where there is text outside of the JSON.
func reasonsInJSON(question string) (reasons []acscodes.CallEndReason, faults []error) {
	const named = 10
	reader := newRecordReader(strings.NewReader(question))
	for {
		record, err := reader.next()
		switch {
		case err != nil: // io.EOF
			return reasons, faults
		case errors.Is(record.fault, errStray):
			return nil, []error{record.fault}
		case record.fault != nil && len(faults) < named:
			faults = append(faults, record.fault)
		case !record.reason.IsZero():
			reasons = append(reasons, record.reason)
		}
	}
}

// reasonOf returns the reason with these numbers.
func reasonOf(code acscodes.Code, subcode acscodes.Subcode) acscodes.CallEndReason {
	return acscodes.NewCallEndReason((*int32)(&code), (*int32)(&subcode), nil)
}
