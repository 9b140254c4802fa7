package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"example.com/acscodes"
)

var (
	loneNumber = regexp.MustCompile(`^[0-9]+$`)
	twoNumbers = regexp.MustCompile(`^([0-9]+)(?:/|#|,? )([0-9]+|-)$`)
	identifier = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*$`)
	// What log lines hold: the platform's diagnostic code, and the pair as the SDKs and JSON write it.
	diagCode  = regexp.MustCompile(`DiagCode: *([0-9]+)#([0-9]+)`)
	namedPair = regexp.MustCompile(`(?i)\b_?code["']?\s*[:=]\s*["']?([0-9]+)["']?\s*[,;]?\s*["']?_?subcode["']?\s*[:=]\s*["']?([0-9]+)`)
)

// An answer is an entry with how certain it is.
type answer struct {
	acscodes.Entry
	match acscodes.Match
}

// ask answers a question: a pair, a number, a Go name, or a line of a log that holds a pair.
func ask(env environment, opts options, words []string) (exitStatus int) {
	question := strings.TrimSpace(strings.Join(words, " "))
	if loneNumber.MatchString(question) {
		number, err := parseNumber(question)
		if err != nil {
			return env.wrongUsage(err)
		}
		return env.answer(opts, answerNumber(number), fmt.Sprintf("%d is not documented, neither as a code nor as a subcode", number))
	}
	if identifier.MatchString(question) {
		answers := answerName(question)
		if len(answers) == 0 {
			return env.wrongUsage(fmt.Errorf("%q is no number and no name of a code or subcode", question))
		}
		return env.answer(opts, answers, "")
	}
	reason, err := reasonIn(question)
	if err != nil {
		return env.wrongUsage(err)
	}
	return env.answer(opts, answerReason(reason), fmt.Sprintf("%s is not documented", reason))
}

// answer prints the answers. Unless a documented row is among them, it also says that nothing is documented.
func (env *environment) answer(opts options, answers []answer, nothing string) (exitStatus int) {
	if len(answers) > 0 {
		text := render(answers, env.columns, env.paint)
		if opts.json {
			text = renderJSON(answers)
		}
		if exitStatus := env.print(text); exitStatus != exitSuccess {
			return exitStatus
		}
		if answers[0].Table != acscodes.TableNone {
			return exitSuccess
		}
	}
	env.complain("%s", nothing)
	return exitFailure
}

// answerReason returns what is documented of the pair in every table, or else the best that Classify knows.
func answerReason(reason *acscodes.CallEndReason) []answer {
	answers := documented(func(e acscodes.Entry) bool {
		return e.Code == reason.Code && e.Subcode == reason.Subcode
	})
	if len(answers) > 0 {
		return answers
	}
	entry, match := reason.Classify()
	if match == acscodes.MatchNone {
		return nil
	}
	return []answer{{entry, match}}
}

// answerNumber returns every row that has the number as its code or its subcode.
func answerNumber(number int32) []answer {
	return documented(func(e acscodes.Entry) bool {
		return e.Code == acscodes.Code(number) || e.Subcode == acscodes.Subcode(number)
	})
}

// answerName returns every row with a code or subcode of that name, with its prefix or without, in any letter case.
func answerName(name string) []answer {
	return documented(func(e acscodes.Entry) bool {
		for prefix, known := range map[string]string{"Code": e.Code.String(), "Subcode": e.Subcode.String()} {
			if strings.EqualFold(name, known) || strings.EqualFold(name, prefix+known) {
				return true
			}
		}
		return false
	})
}

// documented returns the rows that match, as they stand in the documentation.
func documented(matches func(acscodes.Entry) bool) []answer {
	var answers []answer
	for e := range acscodes.All() {
		if matches(e) {
			answers = append(answers, answer{e, acscodes.MatchExact})
		}
	}
	return answers
}

// reasonIn finds a pair in a question: the whole of it, or what a line of a log says. A DiagCode beside a pair is for
// Classify to use.
func reasonIn(question string) (*acscodes.CallEndReason, error) {
	if pair := twoNumbers.FindStringSubmatch(question); pair != nil {
		return parseReason(pair[1], pair[2], "")
	}
	if pair := namedPair.FindStringSubmatch(question); pair != nil {
		return parseReason(pair[1], pair[2], question)
	}
	if pair := diagCode.FindStringSubmatch(question); pair != nil {
		return parseReason(pair[1], pair[2], "")
	}
	return nil, fmt.Errorf("%s holds neither a pair of code and subcode nor a DiagCode", excerpt(question))
}

func parseReason(code, subcode, message string) (*acscodes.CallEndReason, error) {
	codeNumber, err := parseNumber(code)
	if err != nil {
		return nil, err
	}
	subcodeNumber, err := parseNumber(subcode)
	if err != nil {
		return nil, err
	}
	return &acscodes.CallEndReason{
		Code:    acscodes.Code(codeNumber),
		Subcode: acscodes.Subcode(subcodeNumber),
		Message: message,
	}, nil
}

// parseNumber reads a code or subcode. The command prints an absent one as "-", so it takes that, too.
func parseNumber(digits string) (int32, error) {
	if digits == "-" {
		return int32(acscodes.AnySubcode), nil
	}
	number, err := strconv.ParseInt(digits, 10, 32)
	if err != nil {
		return 0, fmt.Errorf("%s is out of range, codes go from 0 to %d", excerpt(digits), math.MaxInt32)
	}
	return int32(number), nil
}

// excerpt quotes the start of a text.
func excerpt(text string) string {
	const most = 60
	for i := range text {
		if i >= most {
			return fmt.Sprintf("%q…", text[:i])
		}
	}
	return fmt.Sprintf("%q", text)
}
