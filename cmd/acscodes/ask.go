package main

import (
	"cmp"
	"encoding/json"
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
	lonePair   = regexp.MustCompile(`^\s*(\d+|-1?)\s*[/#, ]\s*(\d+|-1?)\s*$`)
	identifier = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*$`)
	searchable = regexp.MustCompile(`^[\pL\d -]{1,50}$`)

	// What lines of a log have: pairs as the SDKs and JSON write them or as people do, the platform's diagnostic code, and
	// categories.
	namedPair = `(?i:\b_?(?:code|participantEndReason)[^\w-]{1,4}(-?\d+)\W{1,4}_?(?:sub_?code|participantEndSubCode)[^\w-]{1,4}(-?\d+))`
	plainPair = `(?:^|[\s("'=,;|])(0|[2-6]\d\d)[/#](\d+\b|-)`
	pairs     = regexp.MustCompile(namedPair + "|" + plainPair)
	diagCode  = regexp.MustCompile(`DiagCode: *(\d+)#(\d+)`)
	reported  = regexp.MustCompile(`\b(?:Success|ExpectedError|Unexpected(?:Client|Server)Error)\b`)
)

// ask answers a question: a number, a Go name, a pair, JSON, or lines of a log.
func ask(env environment, opts options, words []string) (exitStatus int) {
	question := strings.TrimSpace(strings.Join(words, " "))
	var answers []answer
	var reasons []acscodes.CallEndReason
	var err error
	switch {
	case loneNumber.MatchString(question):
		answers, reasons, err = answersToNumber(question)
	case identifier.MatchString(question):
		answers = answersToName(question)
	case strings.HasPrefix(question, "{") || strings.HasPrefix(question, "["):
		reasons, err = reasonsInJSON(question)
	default:
		reasons, err = reasonsInLines(question)
	}
	for _, reason := range reasons {
		answers = append(answers, answersToReason(reason)...)
	}
	if len(answers) == 0 {
		return env.notUnderstood(question, err)
	}
	exitStatus = env.answer(opts, answers)
	if err != nil && exitStatus == exitFound {
		env.diagnose("%v", err)
		return exitNothing
	}
	return exitStatus
}

// notUnderstood says what is wrong with a question, and suggests what was perhaps meant.
func (env *environment) notUnderstood(question string, err error) (exitStatus int) {
	if err == nil {
		err = fmt.Errorf("%s has no code, subcode or name", excerpt(question))
	}
	if info, statErr := os.Stat(question); statErr == nil && info.Mode().IsRegular() {
		return env.wrongUsage(fmt.Errorf("%s is a file", excerpt(question)), "acscodes -classify "+question)
	}
	if searchable.MatchString(question) && len(searchEntries(question, nil)) > 0 {
		return env.wrongUsage(err, "acscodes -search '"+question+"'")
	}
	return env.wrongUsage(err, "acscodes 487 10004, or acscodes -h")
}

// answer prints the answers. Unless an entry is among them, nothing is documented.
func (env *environment) answer(opts options, answers []answer) (exitStatus int) {
	text := ""
	if opts.json {
		classifications := make([]acscodes.Classification, len(answers))
		for i, a := range answers {
			classifications[i] = a.Classification
		}
		text = renderJSON(classifications)
	} else {
		text = render(answers, env.columns)
	}
	if exitStatus := env.print(text); exitStatus != exitFound {
		return exitStatus
	}
	exitStatus = exitNothing
	for _, a := range answers {
		if a.Entry.Table != acscodes.TableNone {
			exitStatus = exitFound
		} else {
			env.diagnose("%s is not documented", a.reason)
		}
	}
	return exitStatus
}

// answersToReason returns what is known about a reason, with every entry of its pair.
func answersToReason(reason acscodes.CallEndReason) []answer {
	c := reason.Classify()
	if c.Match != acscodes.MatchExact {
		return []answer{{c, reason}}
	}
	var answers []answer
	for _, c.Entry = range entriesWhere(func(e acscodes.Entry) bool { return e.Code == c.Code && e.Subcode == c.Subcode }) {
		answers = append(answers, answer{c, reason})
	}
	return answers
}

// answersOf returns what is known about the pair of each entry, with that entry.
func answersOf(entries []acscodes.Entry) []answer {
	answers := make([]answer, len(entries))
	for i, e := range entries {
		reason := reasonOf(e.Code, e.Subcode)
		answers[i] = answer{reason.Classify(), reason}
		answers[i].Entry = e
	}
	return answers
}

// entriesWhere returns the entries that match.
func entriesWhere(matches func(acscodes.Entry) bool) []acscodes.Entry {
	return slices.DeleteFunc(slices.Collect(acscodes.All()), func(e acscodes.Entry) bool { return !matches(e) })
}

// answersToNumber returns every entry that has the number as its code or its subcode, or else the reason that it makes.
func answersToNumber(digits string) ([]answer, []acscodes.CallEndReason, error) {
	number, err := parseNumber(digits)
	if err != nil {
		return nil, nil, err
	}
	code, subcode := acscodes.Code(number), acscodes.Subcode(number)
	entries := entriesWhere(func(e acscodes.Entry) bool { return e.Code == code || e.Subcode == subcode })
	switch {
	case len(entries) > 0:
		return answersOf(entries), nil, nil
	case number <= 999:
		return nil, []acscodes.CallEndReason{reasonOf(code, acscodes.NoSubcode)}, nil
	}
	return nil, []acscodes.CallEndReason{reasonOf(acscodes.NoCode, subcode)}, nil
}

// answersToName returns every entry with a code or subcode of that name, with its prefix or without, in any letter case.
func answersToName(name string) []answer {
	return answersOf(entriesWhere(func(e acscodes.Entry) bool {
		code, subcode := e.Code.Name(), e.Subcode.Name()
		return slices.ContainsFunc([]string{code, "Code" + code, subcode, "Subcode" + subcode}, func(known string) bool {
			return strings.EqualFold(name, known)
		})
	}))
}

// reasonsInJSON returns every reason, and what is wrong with the first record that is broken.
func reasonsInJSON(question string) (reasons []acscodes.CallEndReason, broken error) {
	reader := newRecordReader(strings.NewReader(question))
	for {
		record, _, err := reader.next()
		if err == io.EOF {
			return reasons, broken
		}
		var reason acscodes.CallEndReason
		if err == nil {
			reason, err = findReason(record)
		}
		if broken = cmp.Or(broken, err); !reason.IsZero() {
			reasons = append(reasons, reason)
		}
	}
}

// findReason is acscodes.FindReason with an error that does not repeat the name of the command.
func findReason(record []byte) (acscodes.CallEndReason, error) {
	reason, err := acscodes.FindReason(record)
	if err != nil {
		err = brokenRecord{errors.New(strings.TrimPrefix(err.Error(), "acscodes: "))}
	}
	return reason, err
}

// reasonsInLines returns every pair in the lines of a log, each with what else its line says: a DiagCode, a category.
func reasonsInLines(question string) (reasons []acscodes.CallEndReason, err error) {
	seen := make(map[acscodes.CallEndReason]bool)
	for line := range strings.Lines(question) {
		found := lonePair.FindAllStringSubmatch(line, 1)
		if found == nil {
			found = pairs.FindAllStringSubmatch(diagCode.ReplaceAllString(line, ""), -1)
		}
		if found == nil {
			found = diagCode.FindAllStringSubmatch(line, -1)
		}
		diagnosis, category := diagCode.FindString(line), reported.FindString(line)
		for _, match := range found {
			pair := strings.Fields(strings.Join(match[1:], " "))
			reason, err := parseReason(pair[0], pair[1], diagnosis, category)
			if err != nil {
				return nil, err
			}
			if !seen[reason] {
				seen[reason] = true
				reasons = append(reasons, reason)
			}
		}
	}
	return reasons, nil
}

func parseReason(code, subcode, message, category string) (reason acscodes.CallEndReason, err error) {
	codeNumber, err := parseNumber(code)
	if err != nil {
		return reason, err
	}
	subcodeNumber, err := parseNumber(subcode)
	if err != nil {
		return reason, err
	}
	payload, _ := json.Marshal(map[string]any{"code": codeNumber, "subCode": subcodeNumber, "message": message, "resultCategory": category})
	err = json.Unmarshal(payload, &reason)
	return reason, err
}

// reasonOf returns the reason with these numbers.
func reasonOf(code acscodes.Code, subcode acscodes.Subcode) acscodes.CallEndReason {
	return acscodes.NewCallEndReason((*int32)(&code), (*int32)(&subcode), nil)
}

// parseNumber reads a code or subcode. The command prints an absent one as "-" and payloads have -1, so it takes both.
func parseNumber(digits string) (int32, error) {
	if digits == "-" || digits == "-1" {
		return int32(acscodes.NoSubcode), nil
	}
	number, err := strconv.ParseUint(digits, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%s is not a number from 0 to %d", excerpt(digits), math.MaxInt32)
	}
	return int32(number), nil
}
