package main

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"example.com/acscodes"
)

// Text pasted from a console or a log is read by a rule rather than by a list of formats. In an access log, the rule finds
// pairs that are not reasons, so it serves questions, where somebody looks at the answer, and never streams.

// textPatterns are compiled for the first text.
var textPatterns = sync.OnceValue(func() (p struct{ details, sip, diagCode, category, pair, token *regexp.Regexp }) {
	const (
		pair   = `(0|[2-6]\d\d|-)(?:[ \t]*[/#][ \t]*|[ \t]+)(\d{4,}|0|7|-1|-)`
		number = `(?i:(sub[ _-]?code|sub[ _-]?reason|code|end[ _-]?reason)[^\pL\d]{1,12}?(?:is[^\pL\d]{1,12}?)?(-1|\d+|null|none|undefined))`
	)
	p.details = regexp.MustCompile(`(?i)(sip|q\.?850)[ _]?(?:details?|diagnostic\w*)(?:\.|\W{0,12}\w*[{(\[][^{}()\[\]]{0,99}?)code\W{1,12}(\d+)`)
	p.sip = regexp.MustCompile(`(?i)\x00sip(\d+)`) // what replaces the details
	p.diagCode = regexp.MustCompile(`(?i)diagcode: *(\d+)#(\d+)`)
	p.category = regexp.MustCompile(`\b(?:Success|ExpectedError|Unexpected(?:Client|Server)Error)\b`)
	p.pair = regexp.MustCompile("^" + pair)
	p.token = regexp.MustCompile(pair + "|" + number)
	return p
})

// A textReason is what a text says about one reason, under the keys of a payload.
type textReason map[string]string

// add adds what r does not have.
func (r textReason) add(more textReason) {
	for key, value := range more {
		if _, has := r[key]; !has {
			r[key] = value
		}
	}
}

// has reports whether there is a code, and whether there is a subcode.
func (r textReason) has() (code, subcode bool) {
	_, code = r["code"]
	_, subcode = r["subCode"]
	return code, subcode
}

// completes reports whether one of them is a code alone and the other a subcode alone.
func (r textReason) completes(half textReason) bool {
	code, subcode := r.has()
	halfCode, halfSubcode := half.has()
	return code != subcode && halfCode == subcode && halfSubcode == code
}

// reasonsInText returns every reason in a text, once.
func reasonsInText(text string) (reasons []acscodes.CallEndReason) {
	seen := map[acscodes.CallEndReason]bool{{}: true}
	// The details of SIP and Q.850 come first, so that their codes are not taken for those of other reasons.
	text = textPatterns().details.ReplaceAllString(strings.ReplaceAll(text, "\x00", " "), "\x00${1}${2} ")
	for _, r := range joinLines(text) {
		var reason acscodes.CallEndReason
		code, subcode := r.has()
		switch diagCode := textPatterns().diagCode.FindStringSubmatch(r["message"]); {
		case !code && !subcode && diagCode != nil:
			r["code"], r["subCode"], r["message"] = diagCode[1], diagCode[2], ""
		case !code && !subcode && r["sip"] == "":
			continue // a category alone
		}
		payload, _ := json.Marshal(map[string]any{
			"code": r["code"], "subCode": r["subCode"], "message": r["message"], "resultCategories": r["resultCategories"],
			"sipDetails": map[string]string{"code": r["sip"]},
		})
		if json.Unmarshal(payload, &reason) == nil && !seen[reason] { // else a number is out of range
			seen[reason] = true
			reasons = append(reasons, reason)
		}
	}
	return reasons
}

func isNoDigit(r rune) bool { return r < '0' || '9' < r }

// joinLines returns the reasons of all lines. A code and a subcode on lines that follow each other are one reason, with what
// the lines between them say.
func joinLines(text string) (reasons []textReason) {
	const reach = 8                    // lines, as in an object that is printed with a list of categories
	last, lastLine, number := -1, 0, 0 // the last of the reasons that has a number, and its line
	for line := range strings.Lines(text) {
		number++
		for _, r := range reasonsInLine(line) {
			code, subcode := r.has()
			isNear := last >= 0 && number-lastLine <= reach
			switch {
			case isNear && r.completes(reasons[last]):
				for _, between := range reasons[last+1:] {
					reasons[last].add(between)
				}
				reasons[last].add(r)
				reasons = reasons[:last+1]
			case isNear && !code && !subcode && r["sip"] != "":
				reasons[last].add(textReason{"sip": r["sip"]})
			default:
				reasons = append(reasons, r)
			}
			if code || subcode {
				last, lastLine = len(reasons)-1, number
			}
		}
	}
	return reasons
}

// reasonsInLine returns the reasons of a line, each with what else the line says.
func reasonsInLine(line string) (reasons []textReason) {
	patterns := textPatterns()
	rest := textReason{}
	if category := patterns.category.FindString(line); category != "" {
		rest["resultCategories"] = category
	}
	if status := patterns.sip.FindStringSubmatch(line); status != nil {
		rest["sip"] = status[1]
	}
	diagCodes := patterns.diagCode.FindAllString(line, -1)
	reasons = numbersInLine(patterns.diagCode.ReplaceAllString(line, ""))
	for i, diagCode := range diagCodes {
		if i == 0 && len(reasons) > 0 {
			rest["message"] = diagCode
			break
		}
		reasons = append(reasons, textReason{"message": diagCode})
	}
	if len(reasons) == 0 && len(rest) > 0 {
		reasons = []textReason{{}}
	}
	for _, r := range reasons {
		r.add(rest)
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
		isKey := at[6] >= 0
		start, end := pos+at[0], pos+at[1]
		number := start
		if isKey {
			number = pos + at[8]
		}
		pair, length := pairAt(line[number:])
		switch {
		case length > 0 && (isKey || startsPair(line[:start])):
			reasons = append(reasons, pair)
			end = number + length
		case isKey && endsNumber(line[end:]):
			reasons = addNumber(reasons, line[pos+at[6]], line[number:end])
		case !isKey:
			end = pos + at[3] // the second number may be the first of a pair
		}
		pos = end
	}
}

// pairAt returns the pair that a text starts with, and its length, or 0 if it starts with none.
func pairAt(text string) (pair textReason, length int) {
	at := textPatterns().pair.FindStringSubmatchIndex(text)
	if at == nil || !endsNumber(text[at[1]:]) {
		return nil, 0
	}
	code, separator, subcode := text[:at[3]], text[at[3]:at[4]], text[at[4]:at[1]]
	if isDash := code == "-" || subcode[0] == '-'; isDash && (separator != "/" || code == "-" && len(subcode) < 4) {
		return nil, 0
	}
	absent := strings.NewReplacer("-1", "", "-", "")
	return textReason{"code": absent.Replace(code), "subCode": absent.Replace(subcode)}, at[1]
}

// startsPair reports whether a pair can follow what comes before it: not a part of a longer number, a name or a path.
func startsPair(before string) bool {
	r, size := utf8.DecodeLastRuneInString(before)
	if r == ':' {
		r, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
		return isNoDigit(r)
	}
	return !isWordRune(r) && !strings.ContainsRune("_./#-", r)
}

// endsNumber reports whether a number ends before the rest: not before a unit, and not within a time, a date or a version.
func endsNumber(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(".:-/", r) {
		r, _ = utf8.DecodeRuneInString(rest[size:])
		return isNoDigit(r)
	}
	return !isWordRune(r) && r != '_' && r != '%'
}

// addNumber adds the number of a key, of which it takes the first letter, to the last reason if that lacks it, or else a reason.
func addNumber(reasons []textReason, key byte, number string) []textReason {
	n, err := strconv.ParseInt(number, 10, 32)
	if err != nil || n < 0 {
		number = "" // null, none, -1, or out of range
	}
	r := textReason{"code": number}
	switch {
	case key == 's' || key == 'S':
		r = textReason{"subCode": number}
	case n >= 1000 && acscodes.Classify(acscodes.NoCode, acscodes.Subcode(n)).Match >= acscodes.MatchSubcode:
		return append(reasons, textReason{"code": "", "subCode": number}) // Graph calls some subcodes a code
	case n >= 1000:
		return reasons
	}
	if last := len(reasons) - 1; last >= 0 && r.completes(reasons[last]) {
		reasons[last].add(r)
		return reasons
	}
	return append(reasons, r)
}
