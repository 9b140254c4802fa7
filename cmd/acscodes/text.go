package main

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"example.com/acscodes"
)

// Text pasted from a console or a log is read by a rule rather than by a list of formats. In an access log, the rule finds
// pairs that are not reasons, so it serves questions, where somebody looks at the answer, and never streams.

// A textReason is what a text says about a reason, with the keys of a payload.
type textReason struct {
	Code     string `json:"code"` // "" where the text does not say, "-1" where it says that there is none
	Subcode  string `json:"subCode"`
	Message  string `json:"message"` // a DiagCode
	Category string `json:"resultCategories"`
	SIP      struct {
		Code string `json:"code"`
	} `json:"sipDetails"`
}

// add adds what r does not say.
func (r *textReason) add(more textReason) {
	r.Code = cmp.Or(r.Code, more.Code)
	r.Subcode = cmp.Or(r.Subcode, more.Subcode)
	r.Message = cmp.Or(r.Message, more.Message)
	r.Category = cmp.Or(r.Category, more.Category)
	r.SIP = cmp.Or(r.SIP, more.SIP)
}

// reason decodes what the text says. It fails where a number is out of range.
func (r textReason) reason() (reason acscodes.CallEndReason, err error) {
	payload, _ := json.Marshal(r) // strings never fail
	err = json.Unmarshal(payload, &reason)
	return reason, err
}

// hasNumber reports whether there is a code or a subcode.
func (r textReason) hasNumber() bool { return r.Code != "" || r.Subcode != "" }

// completes reports whether one of them has only a code and the other only a subcode.
func (r textReason) completes(half textReason) bool {
	return r.hasNumber() && (r.Code == "") == (half.Code != "") && (r.Subcode == "") == (half.Subcode != "")
}

// textPatterns are compiled for the first text.
var textPatterns = sync.OnceValue(func() (p struct{ details, sip, diagCode, category, numbers *regexp.Regexp }) {
	const (
		marks = `[^\pL\d]{1,12}?`
		key   = `(?i:(sub[ _-]?code|sub[ _-]?reason|code|end[ _-]?reason)` + marks + `(?:is` + marks + `)?)`
		pair  = `(?:(0|[2-6]\d\d)(?:(?:[ \t]*[/#][ \t]*|[ \t]+)(\d{4,}|0|7)|/-1?)|-/(\d{4,}))`
		// Neither a part of a name, a path or a longer number, nor with a unit, nor within a time, a date or a version.
		start = `(?:(?:^|\D):|^|[^\pL\d_./#:-])`
		end   = `(?:$|[^\pL\d_%.:/-]|[.:/-](?:$|\D))`
	)
	p.numbers = regexp.MustCompile(`(?:` + start + `|` + key + `)` + pair + end + `|` + key + `(-?\d+|(?i:null|none|undefined))` + end)
	p.details = regexp.MustCompile(`(?i)(sip|q\.?850)[ _]?(?:details?|diagnostic\w*)(?:\.|\W{0,12}\w*[{(\[][^{}()\[\]]{0,99}?)code\W{1,12}(\d+)`)
	p.sip = regexp.MustCompile(`(?i)sip#\d+`) // what replaces the details
	p.diagCode = regexp.MustCompile(`(?i)diagcode: *(\d+)#(\d+)`)
	p.category = regexp.MustCompile(`\b(?:Success|ExpectedError|Unexpected(?:Client|Server)Error)\b`)
	return p
})

// reasonsInText returns every reason in a text.
func reasonsInText(text string) (reasons []acscodes.CallEndReason) {
	// The codes of SIP and Q.850 details must not be taken for those of other reasons.
	text = textPatterns().details.ReplaceAllString(text, ", ${1}#${2}, ")
	for _, r := range joinLines(text) {
		if diagCode := textPatterns().diagCode.FindStringSubmatch(r.Message); diagCode != nil && !r.hasNumber() {
			r.Code, r.Subcode, r.Message = diagCode[1], diagCode[2], ""
		}
		if !r.hasNumber() && r.SIP.Code == "" {
			continue // a category by itself
		}
		if reason, err := r.reason(); err == nil && !reason.IsZero() {
			reasons = append(reasons, reason)
		}
	}
	return reasons
}

// joinLines returns the reasons of all lines. A code and a subcode on lines that follow each other are one reason, with what
// the lines between them say.
func joinLines(text string) (reasons []textReason) {
	const reach = 8                    // lines, as in an object that is printed with a list of categories
	last, lastLine, number := -1, 0, 0 // the last of the reasons that has a number, and its line
	for line := range strings.Lines(text) {
		number++
		for _, r := range reasonsInLine(line) {
			isNear := last >= 0 && number-lastLine <= reach
			switch {
			case isNear && r.completes(reasons[last]):
				for _, more := range append(reasons[last+1:], r) {
					reasons[last].add(more)
				}
				reasons = reasons[:last+1]
			case isNear && !r.hasNumber() && r.SIP.Code != "":
				reasons[last].add(textReason{SIP: r.SIP})
			default:
				reasons = append(reasons, r)
			}
			if r.hasNumber() {
				last, lastLine = len(reasons)-1, number
			}
		}
	}
	return reasons
}

// reasonsInLine returns the reasons of a line, each with what else the line says.
func reasonsInLine(line string) (reasons []textReason) {
	patterns := textPatterns()
	rest := textReason{Message: patterns.diagCode.FindString(line), Category: patterns.category.FindString(line)}
	_, rest.SIP.Code, _ = strings.Cut(patterns.sip.FindString(line), "#")
	reasons = numbersInLine(patterns.diagCode.ReplaceAllString(line, ""))
	if len(reasons) == 0 {
		for _, diagCode := range patterns.diagCode.FindAllString(line, -1) {
			reasons = append(reasons, textReason{Message: diagCode})
		}
	}
	if len(reasons) == 0 && rest != (textReason{}) {
		reasons = []textReason{rest}
	}
	for i := range reasons {
		reasons[i].add(rest)
	}
	return reasons
}

// numbersInLine returns the pairs of a line, and codes and subcodes by their keys, in either order.
func numbersInLine(line string) (reasons []textReason) {
	for {
		at := textPatterns().numbers.FindStringSubmatchIndex(line)
		if at == nil {
			return reasons
		}
		const code, subcode, subcodeAlone, key, number = 2, 3, 4, 5, 6
		group := func(n int) string { return line[max(at[2*n], 0):max(at[2*n+1], 0)] }
		if group(key) != "" {
			reasons = addNumber(reasons, group(key), group(number))
		} else {
			reasons = append(reasons, textReason{Code: cmp.Or(group(code), "-1"), Subcode: cmp.Or(group(subcode), group(subcodeAlone), "-1")})
		}
		// What follows the number may be what the next one starts with.
		line = line[max(at[2*code+1], at[2*subcode+1], at[2*subcodeAlone+1], at[2*number+1]):]
	}
}

// addNumber adds the number of a key to the last reason if that lacks it, or else as another reason.
func addNumber(reasons []textReason, key, number string) []textReason {
	n, err := strconv.ParseInt(number, 10, 32)
	if err != nil || n < 0 {
		number = "-1" // null, none, or out of range
	}
	r := textReason{Code: number}
	switch {
	case strings.HasPrefix(strings.ToLower(key), "sub"):
		r = textReason{Subcode: number}
	case n >= 1000 && acscodes.Classify(acscodes.NoCode, acscodes.Subcode(n)).Match >= acscodes.MatchSubcode:
		return append(reasons, textReason{Code: "-1", Subcode: number}) // Graph calls some subcodes a code
	case n >= 1000:
		return reasons
	}
	if last := len(reasons) - 1; last >= 0 && r.completes(reasons[last]) {
		reasons[last].add(r)
		return reasons
	}
	return append(reasons, r)
}
