package main

import (
	"encoding/json"
	"errors"
	"fmt"
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
	lonePair   = regexp.MustCompile(`^(\d+|-)\s*[/#, ]\s*(\d+|-)$`)
	identifier = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*$`)
	searchable = regexp.MustCompile(`^[\pL\d -]{1,50}$`)

	// What lines of a log have: pairs as the SDKs and JSON write them or as people do, the platform's diagnostic code, and
	// categories.
	namedPair = `(?i:\b_?(?:code|participantEndReason)\W{1,4}(\d+)\W{1,4}_?(?:sub_?code|participantEndSubCode)\W{1,4}(\d+))`
	plainPair = `(?:^|[\s("'=,])(0|[2-6]\d\d)[/#](\d+|-)(?:$|[\s)"',;:.])`
	pairs     = regexp.MustCompile(namedPair + "|" + plainPair)
	diagCode  = regexp.MustCompile(`DiagCode: *(\d+)#(\d+)`)
	category  = regexp.MustCompile(`\b(?:Success|ExpectedError|Unexpected(?:Client|Server)Error)\b`)
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
	default:
		reasons, err = reasonsIn(question)
	}
	for _, reason := range reasons {
		answers = append(answers, answersToReason(reason)...)
	}
	if err != nil || len(answers) == 0 {
		return env.notUnderstood(question, err)
	}
	return env.answer(opts, answers)
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
	code, subcode := acscodes.Code(number), acscodes.Subcode(number)
	entries := entriesWhere(func(e acscodes.Entry) bool { return e.Code == code || e.Subcode == subcode })
	switch {
	case err != nil || len(entries) > 0:
		return answersOf(entries), nil, err
	case number <= 999:
		return nil, []acscodes.CallEndReason{reasonOf(code, acscodes.AnySubcode)}, nil
	}
	return nil, []acscodes.CallEndReason{reasonOf(acscodes.AnyCode, subcode)}, nil
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

// reasonsIn returns every reason in JSON, or else every pair in the lines of a log.
func reasonsIn(question string) (reasons []acscodes.CallEndReason, err error) {
	reader := newRecordReader(strings.NewReader(question))
	for record, _, err := reader.next(); err == nil; record, _, err = reader.next() {
		reason, err := acscodes.FindReason(record)
		if err != nil {
			return nil, errors.New(strings.TrimPrefix(err.Error(), "acscodes: "))
		}
		if !reason.IsZero() {
			reasons = append(reasons, reason)
		}
	}
	if len(reasons) > 0 {
		return reasons, nil
	}
	for line := range strings.Lines(question) {
		found := lonePair.FindAllStringSubmatch(question, 1)
		if found == nil {
			found = pairs.FindAllStringSubmatch(diagCode.ReplaceAllString(line, ""), -1)
		}
		if found == nil {
			found = diagCode.FindAllStringSubmatch(line, -1)
		}
		for _, match := range found {
			pair := strings.Fields(strings.Join(match[1:], " "))
			reason, err := parseReason(pair[0], pair[1], line)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(reasons, reason) {
				reasons = append(reasons, reason)
			}
		}
	}
	return reasons, nil
}

// parseReason returns the reason of a pair with what else the line says that it is in: a DiagCode, a category.
func parseReason(code, subcode, line string) (reason acscodes.CallEndReason, err error) {
	codeNumber, err := parseNumber(code)
	if err != nil {
		return reason, err
	}
	subcodeNumber, err := parseNumber(subcode)
	if err != nil {
		return reason, err
	}
	payload, _ := json.Marshal(map[string]any{ // never fails
		"code": codeNumber, "subCode": subcodeNumber, "message": line, "resultCategory": category.FindString(line),
	})
	err = json.Unmarshal(payload, &reason)
	return reason, err
}

// reasonOf returns the reason with these numbers.
func reasonOf(code acscodes.Code, subcode acscodes.Subcode) acscodes.CallEndReason {
	return acscodes.NewCallEndReason((*int32)(&code), (*int32)(&subcode), "")
}

// parseNumber reads a code or subcode. The command prints an absent one as "-", so it takes that, too.
func parseNumber(digits string) (int32, error) {
	if digits == "-" {
		return int32(acscodes.AnySubcode), nil
	}
	number, err := strconv.ParseUint(digits, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%s is not a number from 0 to %d", excerpt(digits), math.MaxInt32)
	}
	return int32(number), nil
}
