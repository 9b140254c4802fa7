package acscodes

import (
	"cmp"
	"log/slog"
	"strconv"
	"strings"
)

// Match says what a classification rests on, and so how certain it is. The values are ordered from nothing to certain: m >=
// MatchCode means that more is known than the class of the code or a SIP status.
type Match uint8

const (
	// MatchNone is the zero value: nothing is known about the reason.
	MatchNone Match = iota
	// MatchClass means that nothing is documented that fits: only the class of the code, such as 4xx, or a SIP status says
	// something.
	MatchClass
	// MatchCode means that only the code is known: an entry is documented for the code alone, or this project has a judgement
	// of its own.
	MatchCode
	// MatchSubcode means that the subcode is documented, but under another code or under none.
	MatchSubcode
	// MatchDiagnostic means that the reason's pair is not documented, but the pair of the DiagCode in its message is. Only
	// [CallEndReason.Classify] returns it.
	MatchDiagnostic
	// MatchExact means that this very pair is documented.
	MatchExact
)

var matchNames = [...]string{"None", "Class", "Code", "Subcode", "Diagnostic", "Exact"}

// String returns the name of the match without its prefix, such as "Exact", or "Match(99)" for any other value.
func (m Match) String() string {
	if int(m) < len(matchNames) {
		return matchNames[m]
	}
	return "Match(" + strconv.Itoa(int(m)) + ")"
}

// Classification is what is known about a reason, documented or not. The zero value is the classification of no reason: an
// unknown outcome and category by MatchNone. It holds numbers and documented text only, nothing of a payload.
type Classification struct {
	// Code is the reported one, NoCode when it was absent.
	Code Code
	// Subcode is the reported one, NoSubcode when it was absent.
	Subcode Subcode
	// Category is what the payload reported, or what is documented or can be inferred.
	Category Category
	// Outcome is what happened, as far as it is known.
	Outcome Outcome
	// Match is what the classification rests on.
	Match Match
	// Entry is the documented entry that fits best, as documented: its code, subcode, category and outcome may differ from
	// those above. It is the zero Entry where none fits.
	Entry Entry
}

// Classify says what is known about any pair, documented or not, from the most certain source that knows: the entry of
// this pair, then of this subcode under another code or under none, then of the code alone, then the class of the code, such
// as 4xx, or the SIP status in the subcode. NoCode and NoSubcode mean that the reason had no code or no subcode.
//
// The outcome is that of the entry; where no entry fits, it is inferred from the SIP status in the subcode or from the code.
// The category is the documented one; where none is documented, it is inferred: Success for 2xx and for a call that
// ended as intended, ExpectedError for outcomes that people cause every day, and otherwise that of the class:
// UnexpectedClientError for 4xx, UnexpectedServerError for 5xx and ExpectedError for 6xx.
//
// Subcode 0 means no particular reason, so it never gives [MatchSubcode]. A code alone says nothing about an undocumented
// subcode where the code is 0, or where the subcode is from 500000 to 599999 and so comes from telephony. And nothing that
// is inferred makes a success of a failure: from code 300 up, an entry of another pair counts only for what went wrong.
func Classify(code Code, subcode Subcode) Classification {
	return CallEndReason{notCode: ^code, notSubcode: ^subcode}.Classify()
}

// Classify says what is known about the reason, as the function [Classify] does for its pair, and with what else the
// payload says:
//
//   - Where the pair is not documented, but the message names one that is, as in "DiagCode: 408#10057.@", the entry of that
//     pair counts, with [MatchDiagnostic]. It never makes a success of a reason.
//   - The status in sipDetails decides the outcome where no entry fits, or only one for the code alone or for a subcode of the
//     telephone network: 540xxx and 560xxx.
//   - A category that the payload reports comes before the documented one, since it depends on the context. A reported
//     success counts only beside a code or subcode, and never for an outcome that is a failure.
//
// A message, SIP details and a category are only as trustworthy as whoever sent the payload. To trust none of them, use
// Classify(r.Code(), r.Subcode()).
func (r CallEndReason) Classify() Classification {
	c := Classification{Code: r.Code(), Subcode: r.Subcode()}
	c.Entry, c.Match = r.findEntry()
	if r.hasBetterSIP(c.Entry) {
		c.Outcome = sipOutcome(r.sip)
	}
	c.Outcome = cmp.Or(c.Outcome, c.Entry.Outcome)
	if c.Match == MatchNone || c.Outcome == OutcomeUnknown {
		c.inferOutcome()
	}
	c.Category = c.inferCategory(r.category)
	return c
}

// inferOutcome sets the outcome where no entry has one, and the match where no entry fits.
func (c *Classification) inferOutcome() {
	status, _ := c.Subcode.SIPStatus()
	known := cmp.Or(c.Outcome, sipOutcome(status))
	fromCode := OutcomeUnknown
	if codeApplies(c.Code, c.Subcode) {
		fromCode = codeOutcomes[c.Code]
	}
	switch {
	case c.Match != MatchNone:
	case fromCode != OutcomeUnknown:
		c.Match = MatchCode
	case known != OutcomeUnknown || c.classCategory() != CategoryUnknown:
		c.Match = MatchClass
	}
	c.Outcome = cmp.Or(known, fromCode, c.classOutcome())
}

// findEntry returns the entry that fits best, or the zero Entry and MatchNone.
func (r CallEndReason) findEntry() (Entry, Match) {
	code, subcode := r.Code(), r.Subcode()
	if entry, ok := Lookup(code, subcode); ok {
		return entry, MatchExact
	}
	if entry, ok := diagnose(r.message); ok {
		return entry, MatchDiagnostic
	}
	if i, ok := bySubcode[subcode]; ok && (code < 300 || !entries[i].Outcome.IsSuccess()) {
		return entries[i], MatchSubcode
	}
	if codeApplies(code, subcode) {
		if entry, ok := Lookup(code, NoSubcode); ok {
			return entry, MatchCode
		}
	}
	return Entry{}, MatchNone
}

// codeApplies reports whether what is known about a code alone holds for the subcode, too. Code 0 is reported for refused
// calls and for calls that ended normally, and the entries for 500, 503 and 504 alone would blame Communication Services for
// what happened in the telephone network.
func codeApplies(code Code, subcode Subcode) bool {
	if _, documented := bySubcode[subcode]; documented || subcode == NoSubcode || subcode == SubcodeUnspecified {
		return true
	}
	return code != CodeEnded && (subcode < 500_000 || subcode > 599_999)
}

// hasBetterSIP reports whether the status in sipDetails is more specific than the entry.
func (r CallEndReason) hasBetterSIP(entry Entry) bool {
	switch {
	case entry.Table == TableNone:
		return true
	case entry.Subcode == NoSubcode:
		return r.sip != int(entry.Code)
	}
	return entry.Subcode.isFromTelephony() && entry.Outcome != OutcomeCompleted
}

// sipOutcome returns the outcome that applications usually read into a SIP status.
func sipOutcome(status int) Outcome {
	switch status {
	case 486, 600:
		return OutcomeBusy
	case 408, 480:
		return OutcomeNoAnswer
	case 430:
		return OutcomeUnreachable
	case 404, 416, 484, 485, 604:
		return OutcomeInvalidTarget
	case 487:
		return OutcomeCanceled
	case 603:
		return OutcomeDeclined
	case 402, 403, 433, 607, 608:
		return OutcomeForbidden
	case 410:
		return OutcomeUnknown // Microsoft sends it for media
	}
	if 400 <= status && status <= 699 {
		return OutcomeTrunkFailure
	}
	return OutcomeUnknown
}

// inferCategory returns the first category that is known and does not contradict the outcome.
func (c Classification) inferCategory(reported Category) Category {
	if c.Code == NoCode && c.Subcode == NoSubcode && reported == CategorySuccess {
		reported = CategoryUnknown
	}
	documented := c.Entry.Category
	fromOtherPair := c.Match == MatchDiagnostic || c.Match == MatchSubcode && c.Code >= 300
	if fromOtherPair && documented == CategorySuccess {
		documented = CategoryUnknown // of another pair, such as 603/0, a success only by name
	}
	var from2xx, fromOutcome Category
	if c.Code/100 == 2 {
		from2xx = CategorySuccess
	}
	switch {
	case c.Outcome.IsEveryday():
		fromOutcome = CategoryExpectedError
	case c.Outcome.IsSuccess():
		fromOutcome = CategorySuccess
	}
	for _, category := range [...]Category{reported, documented, from2xx, fromOutcome, c.classCategory()} {
		if category != CategoryUnknown && !(category == CategorySuccess && c.Outcome.IsFailure()) {
			return category
		}
	}
	return CategoryUnknown
}

// classCategory returns the category of the class of the code, such as 4xx.
func (c Classification) classCategory() Category {
	switch c.Code / 100 {
	case 2:
		return CategorySuccess
	case 4:
		return CategoryUnexpectedClientError
	case 5:
		return CategoryUnexpectedServerError
	case 6:
		return CategoryExpectedError
	}
	return CategoryUnknown
}

// classOutcome returns the outcome of the class of the code.
func (c Classification) classOutcome() Outcome {
	switch c.Code / 100 {
	case 2:
		return OutcomeCompleted
	case 5:
		return OutcomeServiceFailure
	}
	return OutcomeUnknown
}

// Name returns the name of the entry, such as "AnswerTimeout", or of the reported numbers where no entry fits, or "" where
// these have none. There are as many names as constants, so a name is safe as a label of a metric.
func (c Classification) Name() string {
	switch {
	case c.Entry.Table != TableNone:
		return c.Entry.Name()
	case c.isNoReason():
		return ""
	}
	return pairName(c.Code, c.Subcode)
}

// Err returns nil where the category is [CategorySuccess]. Otherwise it returns an [*Error], also for [CategoryUnknown] and so
// for the zero Classification.
func (c Classification) Err() error {
	if c.Category == CategorySuccess {
		return nil
	}
	return &Error{c}
}

// String returns the classification on one line for people, such as
//
//	480/1 TemporarilyUnavailable (Unreachable, ExpectedError, match: Code): Remote client endpoint not registered.
//
// with "-" for an absent number, and without what is unknown. Its form may change; do not parse it.
func (c Classification) String() string {
	if c.isNoReason() {
		return "no reason"
	}
	notes := []string{c.Outcome.String(), c.Category.String()}
	switch c.Match {
	case MatchExact:
	case MatchNone:
		notes = append(notes, "undocumented")
	default:
		notes = append(notes, "match: "+c.Match.String())
	}
	return oneLine(c.Code, c.Subcode, c.Name(), c.Entry.Message, notes...)
}

// isNoReason reports the zero Classification, and that of a reason with nothing in it.
func (c Classification) isNoReason() bool {
	return c == Classification{} || c == Classification{Code: NoCode, Subcode: NoSubcode}
}

// LogValue returns a group of code and subCode (each left out when it was absent), name, outcome, category, match, message
// (the documented one) and sip, the SIP status in the subcode (left out where there is none).
func (c Classification) LogValue() slog.Value { return c.logValue(0) }

// logValue takes the status in sipDetails, or 0.
func (c Classification) logValue(sip int) slog.Value {
	attrs := make([]slog.Attr, 0, 8)
	if c == (Classification{}) {
		c.Code, c.Subcode = NoCode, NoSubcode
	}
	if c.Code != NoCode {
		attrs = append(attrs, slog.Int("code", int(c.Code)))
	}
	if c.Subcode != NoSubcode {
		attrs = append(attrs, slog.Int("subCode", int(c.Subcode)))
	}
	attrs = append(attrs,
		slog.String("name", c.Name()),
		slog.String("outcome", c.Outcome.String()),
		slog.String("category", c.Category.String()),
		slog.String("match", c.Match.String()),
		slog.String("message", c.Entry.Message),
	)
	if sip == 0 {
		sip, _ = c.Subcode.SIPStatus()
	}
	if sip != 0 {
		attrs = append(attrs, slog.Int("sip", sip))
	}
	return slog.GroupValue(attrs...)
}

// MarshalJSON returns the object of [Entry.MarshalJSON] with one more key, match: the numbers, name, outcome and category
// are the classification's, the rest is the entry's.
func (c Classification) MarshalJSON() ([]byte, error) {
	object := c.Entry.json()
	if c != (Classification{}) {
		object.pairJSON = newPairJSON(c.Code, c.Subcode)
	}
	object.Name, object.Outcome, object.Category, object.Match = c.Name(), c.Outcome, c.Category, c.Match.String()
	return object.marshal()
}

// diagnose returns the entry of the first pair in the message, as in "DiagCode: 408#10057", that is documented and
// is not a success.
func diagnose(message string) (Entry, bool) {
	for {
		_, rest, found := strings.Cut(message, "DiagCode:")
		if !found {
			return Entry{}, false
		}
		message = rest
		code, rest, ok := leadingNumber(strings.TrimLeft(rest, " "))
		if !ok || !strings.HasPrefix(rest, "#") {
			continue
		}
		subcode, _, ok := leadingNumber(rest[1:])
		if !ok {
			continue
		}
		if entry, ok := Lookup(Code(code), Subcode(subcode)); ok && !entry.Outcome.IsSuccess() {
			return entry, true
		}
	}
}

// leadingNumber reads the digits at the start of a text, if they are an int32.
func leadingNumber(text string) (number int32, rest string, ok bool) {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	parsed, err := strconv.ParseInt(text[:digits], 10, 32)
	return int32(parsed), text[digits:], err == nil
}
