package main

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"example.com/acscodes"
)

// Text pasted from a console or a log is read by a rule rather than by a list of formats. In an access log, the rule finds
// pairs that are not reasons, so it serves questions, where somebody looks at the answer, and never streams.

// textPatterns are compiled for the first text.
var textPatterns = sync.OnceValue(func() (p struct{ details, diagCode, category, token, pair *regexp.Regexp }) {
	const (
		pair   = `(0|[2-6]\d\d|-)(?:[ \t]*[/#][ \t]*|[ \t]+)(\d{4,}|0|7|-1|-)`
		number = `(?i:(sub[ _-]?code|sub[ _-]?reason|code|end[ _-]?reason)[^\pL\d]{1,12}?(?:is[^\pL\d]{1,12}?)?(-1|\d+|null|none|undefined))`
	)
	p.details = regexp.MustCompile(`(?i)(sip|q\.?850)[ _]?(?:details?|diagnostic\w*)(?:\.|\W{0,12}\w*[{(\[][^{}()\[\]]{0,99}?)code\W{1,12}(\d+)`)
	p.diagCode = regexp.MustCompile(`(?i)diagcode: *(\d+)#(\d+)`)
	p.category = regexp.MustCompile(`\b(?:Success|ExpectedError|Unexpected(?:Client|Server)Error)\b`)
	p.token = regexp.MustCompile(pair + "|" + number)
	p.pair = regexp.MustCompile("^" + pair)
	return p
})

// A textReason is what a text says about one reason. Texts are "" where it says nothing, and a number is "-" where the text
// says that there is none.
type textReason struct {
	code, subcode           string
	diagCode, sip, category string
	line                    int
}

// reasonsInText returns every reason in a text, once.
func reasonsInText(text string) (reasons []acscodes.CallEndReason) {
	seen := map[acscodes.CallEndReason]bool{{}: true}
	for _, r := range joinLines(markDetails(text)) {
		if reason := r.decode(); !seen[reason] {
			seen[reason] = true
			reasons = append(reasons, reason)
		}
	}
	return reasons
}

// sipMark is what stands for the status in SIP details, which are found before lines are told apart.
const sipMark = "\x00sip"

// markDetails replaces the details of SIP and Q.850, so that their codes are not taken for those of other reasons.
func markDetails(text string) string {
	text = strings.ReplaceAll(text, "\x00", " ")
	return textPatterns().details.ReplaceAllStringFunc(text, func(details string) string {
		mark := strings.Repeat("\n", strings.Count(details, "\n"))
		if status := details[strings.LastIndexFunc(details, isNoDigit)+1:]; strings.EqualFold(details[:1], "s") {
			mark = sipMark + status + " " + mark
		}
		return mark
	})
}

func isNoDigit(r rune) bool { return r < '0' || '9' < r }

// joinLines returns the reasons of all lines. A code and a subcode on lines that follow each other are one reason, with what
// the lines between them say.
func joinLines(text string) (reasons []textReason) {
	const reach = 8 // lines, as in an object that is printed with a list of categories
	last := -1      // the last of the reasons that has a number
	number := 0
	for line := range strings.Lines(text) {
		number++
		for _, r := range reasonsInLine(line) {
			r.line = number
			hasNumber := r.code != "" || r.subcode != ""
			isNear := last >= 0 && number-reasons[last].line <= reach
			switch {
			case isNear && hasNumber && reasons[last].isOtherHalfOf(r):
				for _, between := range append(reasons[last+1:], r) {
					reasons[last] = reasons[last].with(between)
				}
				reasons = reasons[:last+1]
			case isNear && !hasNumber && r.sip != "":
				reasons[last].sip = cmp.Or(reasons[last].sip, r.sip)
			default:
				reasons = append(reasons, r)
				if hasNumber {
					last = len(reasons) - 1
				}
			}
		}
	}
	return reasons
}

// isOtherHalfOf reports whether one has a code alone and the other a subcode alone.
func (r textReason) isOtherHalfOf(s textReason) bool {
	return (r.code == "") != (r.subcode == "") && (r.code == "") == (s.subcode == "") && (s.code == "") != (s.subcode == "")
}

// with adds what r does not have.
func (r textReason) with(s textReason) textReason {
	return textReason{
		cmp.Or(r.code, s.code), cmp.Or(r.subcode, s.subcode),
		cmp.Or(r.diagCode, s.diagCode), cmp.Or(r.sip, s.sip), cmp.Or(r.category, s.category), max(r.line, s.line),
	}
}

// reasonsInLine returns the reasons of a line, each with what else the line says.
func reasonsInLine(line string) (reasons []textReason) {
	patterns := textPatterns()
	rest := textReason{category: patterns.category.FindString(line)}
	if _, status, found := strings.Cut(line, sipMark); found {
		rest.sip = status[:strings.IndexFunc(status, isNoDigit)]
	}
	diagCodes := patterns.diagCode.FindAllString(line, -1)
	if diagCodes != nil {
		rest.diagCode = diagCodes[0]
		line = patterns.diagCode.ReplaceAllString(line, "")
	}
	reasons = numbersInLine(line)
	for i := range reasons {
		reasons[i] = reasons[i].with(rest)
	}
	switch {
	case len(reasons) > 0:
	case diagCodes != nil:
		for _, rest.diagCode = range diagCodes {
			reasons = append(reasons, rest)
		}
	case rest != textReason{}:
		reasons = []textReason{rest}
	}
	return reasons
}

// numbersInLine returns the pairs of a line, and codes and subcodes by their keys, in either order.
func numbersInLine(line string) (reasons []textReason) {
	for pos := 0; ; {
		at := textPatterns().token.FindStringSubmatchIndex(line[pos:])
		if at == nil {
			return reasons
		}
		for i := range at {
			at[i] += pos // -1 becomes pos-1, which nothing below looks at
		}
		start, number := at[0], at[0]
		isKey := at[6] >= pos
		if isKey {
			number = at[8]
		}
		pos = at[1]
		pair, length := pairAt(line[number:])
		switch {
		case length > 0 && (isKey || startsPair(line[:start])):
			reasons = append(reasons, pair)
			pos = number + length
		case isKey && endsNumber(line[pos:]):
			reasons = addNumber(reasons, strings.ToLower(line[at[6]:at[7]]), line[number:pos])
		case !isKey:
			pos = at[3] // the second number may be the first of a pair
		}
	}
}

// pairAt returns the pair that a text starts with, and its length, or 0 if it starts with none.
func pairAt(text string) (pair textReason, length int) {
	at := textPatterns().pair.FindStringSubmatchIndex(text)
	if at == nil || !endsNumber(text[at[1]:]) {
		return pair, 0
	}
	pair = textReason{code: text[at[2]:at[3]], subcode: text[at[4]:at[5]]}
	isAbsent := pair.code == "-" || strings.HasPrefix(pair.subcode, "-")
	if isAbsent && (text[at[3]:at[4]] != "/" || pair.code == "-" && len(pair.subcode) < 4) {
		return pair, 0 // a dash
	}
	return pair, at[1]
}

// startsPair reports whether a pair can follow what comes before it: not a part of a longer number, a name or a path.
func startsPair(before string) bool {
	r, size := utf8.DecodeLastRuneInString(before)
	if r == ':' {
		r, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
		return !unicode.IsDigit(r)
	}
	return !isWordRune(r) && !strings.ContainsRune("_./#-", r)
}

// endsNumber reports whether a number ends before the rest: not before a unit, and not within a time, a date or a version.
func endsNumber(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(".:-/", r) {
		r, _ = utf8.DecodeRuneInString(rest[size:])
		return !unicode.IsDigit(r)
	}
	return !isWordRune(r) && r != '_' && r != '%'
}

// addNumber adds the number of a key to the last reason if that lacks it, or else a reason.
func addNumber(reasons []textReason, key, number string) []textReason {
	n, err := strconv.ParseInt(number, 10, 32)
	if err != nil || n < 0 {
		number = "-" // null, none, or out of range
	}
	r := textReason{code: number}
	switch {
	case strings.HasPrefix(key, "sub"):
		r = textReason{subcode: number}
	case n >= 1000 && acscodes.Classify(acscodes.NoCode, acscodes.Subcode(n)).Match >= acscodes.MatchSubcode:
		return append(reasons, textReason{code: "-", subcode: number}) // Graph calls some subcodes a code
	case n >= 1000:
		return reasons
	}
	if last := len(reasons) - 1; last >= 0 && reasons[last].isOtherHalfOf(r) {
		reasons[last] = reasons[last].with(r)
		return reasons
	}
	return append(reasons, r)
}

// decode returns the reason as a payload would give it.
func (r textReason) decode() (reason acscodes.CallEndReason) {
	if r.code == "" && r.subcode == "" && r.diagCode != "" {
		r.code, r.subcode, _ = strings.Cut(strings.TrimLeftFunc(r.diagCode, isNoDigit), "#")
		r.diagCode = ""
	}
	if r.code == "" && r.subcode == "" && r.sip == "" {
		return reason // a category alone
	}
	absent := strings.NewReplacer("-1", "", "-", "")
	payload, _ := json.Marshal(map[string]any{
		"code": absent.Replace(r.code), "subCode": absent.Replace(r.subcode), "message": r.diagCode,
		"resultCategories": r.category, "sipDetails": map[string]string{"code": r.sip},
	})
	if json.Unmarshal(payload, &reason) != nil {
		return acscodes.CallEndReason{} // a number that is out of range
	}
	return reason
}
