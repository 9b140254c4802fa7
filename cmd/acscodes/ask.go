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

// ask answers a question: a pair, a number, a Go name, JSON, or lines of a log.
func ask(env environment, opts options, words []string) (exitStatus int) {
	question := strings.TrimSpace(strings.Join(words, " "))
	var answers []answer
	var err error
	switch {
	case loneNumber.MatchString(question):
		answers, err = answerNumber(question)
	case identifier.MatchString(question):
		answers = answerName(question)
	case lonePair.MatchString(question):
		pair := lonePair.FindStringSubmatch(question)
		answers, err = answerPair(pair[1], pair[2], "")
	default:
		answers, err = answerText(question)
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

// answerReason returns what is known about a reason, with every entry of its pair.
func answerReason(reason acscodes.CallEndReason) []answer {
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

// answerNumber returns every entry that has the number as its code or its subcode, or else what its digits say.
func answerNumber(digits string) ([]answer, error) {
	number, err := parseNumber(digits)
	if err != nil {
		return nil, err
	}
	entries := entriesWhere(func(e acscodes.Entry) bool {
		return e.Code == acscodes.Code(number) || e.Subcode == acscodes.Subcode(number)
	})
	switch {
	case len(entries) > 0:
		return answersOf(entries), nil
	case number > 999:
		return answerPair("-", digits, "")
	}
	return answerPair(digits, "-", "")
}

// answerName returns every entry with a code or subcode of that name, with its prefix or without, in any letter case.
func answerName(name string) []answer {
	return answersOf(entriesWhere(func(e acscodes.Entry) bool {
		for prefix, known := range map[string]string{"Code": e.Code.Name(), "Subcode": e.Subcode.Name()} {
			if known != "" && (strings.EqualFold(name, known) || strings.EqualFold(name, prefix+known)) {
				return true
			}
		}
		return false
	}))
}

// answerText answers for every reason in JSON, or for every pair in the lines of a log.
func answerText(question string) (answers []answer, err error) {
	reader := newRecordReader(strings.NewReader(question))
	for record, _, err := reader.next(); err == nil; record, _, err = reader.next() {
		reason, err := acscodes.FindReason(record)
		if err != nil {
			return nil, errors.New(strings.TrimPrefix(err.Error(), "acscodes: "))
		}
		if !reason.IsZero() {
			answers = append(answers, answerReason(reason)...)
		}
	}
	if len(answers) > 0 {
		return answers, nil
	}
	for line := range strings.Lines(question) {
		found, err := answerLine(line)
		if err != nil {
			return nil, err
		}
		answers = append(answers, found...)
	}
	return answers, nil
}

// answerLine returns an answer for each pair in a line of a log. A DiagCode beside a pair is for Classify to use.
func answerLine(line string) (answers []answer, err error) {
	found := pairs.FindAllStringSubmatch(diagCode.ReplaceAllString(line, ""), -1)
	if len(found) == 0 {
		found = diagCode.FindAllStringSubmatch(line, -1)
	}
	seen := make(map[string]bool)
	for _, match := range found {
		pair := strings.Fields(strings.Join(match[1:], " "))
		if seen[pair[0]+"/"+pair[1]] {
			continue
		}
		seen[pair[0]+"/"+pair[1]] = true
		more, err := answerPair(pair[0], pair[1], line)
		if err != nil {
			return nil, err
		}
		answers = append(answers, more...)
	}
	return answers, nil
}

// reasonOf returns the reason with these numbers.
func reasonOf(code acscodes.Code, subcode acscodes.Subcode) acscodes.CallEndReason {
	return acscodes.NewCallEndReason((*int32)(&code), (*int32)(&subcode), "")
}

// answerPair answers for a pair with what else the line says that it is from.
func answerPair(code, subcode, line string) ([]answer, error) {
	codeNumber, err := parseNumber(code)
	if err != nil {
		return nil, err
	}
	subcodeNumber, err := parseNumber(subcode)
	if err != nil {
		return nil, err
	}
	payload, _ := json.Marshal(map[string]any{ // never fails
		"code": codeNumber, "subCode": subcodeNumber, "message": line, "resultCategory": category.FindString(line),
	})
	var reason acscodes.CallEndReason
	if err := json.Unmarshal(payload, &reason); err != nil {
		return nil, err
	}
	return answerReason(reason), nil
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
