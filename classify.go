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
	// MatchClass means that no entry fits: only the class of the code, such as 4xx, or a SIP status says something.
	MatchClass
	// MatchCode means that only the code is known: from an entry for the code alone, or from a judgement of this project.
	MatchCode
	// MatchSubcode means that the subcode is documented, but under another code or under none.
	MatchSubcode
	// MatchReported means that Microsoft does not document the reason, but that its staff or the service itself explained it:
	// the entry is one of [TableReported], whether it was found by the pair, by the subcode or by a DiagCode.
	MatchReported
	// MatchDiagnostic means that the reason's pair is not documented, but the pair of the DiagCode in its message is. Only
	// [CallEndReason.Classify] returns it.
	MatchDiagnostic
	// MatchExact means that this very pair is documented.
	MatchExact
)

var matchNames = [...]string{"None", "Class", "Code", "Subcode", "Reported", "Diagnostic", "Exact"}

// String returns the name of the match without its prefix, such as "Exact", or "None" for any other value.
func (m Match) String() string { return nameOf(matchNames[:], m) }

// MarshalText returns the text of [Match.String]. It never fails.
func (m Match) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText takes the text of [Match.String]. Any other text, such as a name that a later release adds, is an error that
// leaves the match as it was.
func (m *Match) UnmarshalText(text []byte) error { return unmarshalName(matchNames[:], text, m) }

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
	// SIP is the SIP status in the payload's sipDetails, or else in the subcode, from 100 to 699; 0 when there is none.
	SIP int
	// Entry is the entry that answered, as documented: its code, subcode, category and outcome may differ from those above.
	// It is the zero Entry where none did.
	Entry Entry
}

// Classify says what is known about any pair, documented or not, from the most certain source that knows: the entry of
// this pair, then of this subcode under another code or under none, then of the code alone, then the class of the code, such
// as 4xx, or the SIP status in the subcode. NoCode and NoSubcode mean that the reason had no code or no subcode.
//
// The outcome is that of the entry; where that is unknown, it is inferred from the SIP status in the subcode or from the code.
// The category is the documented one; where none is documented, it is inferred: ExpectedError for outcomes that people
// cause every day, Success for a call that ended as intended, and otherwise that of the class: Success for 2xx,
// UnexpectedClientError for 4xx, UnexpectedServerError for 5xx and ExpectedError for 6xx. The category Success never goes with
// an outcome that is a failure.
//
// Subcode 0 means no particular reason, so it never gives [MatchSubcode]. A code alone says nothing about an undocumented
// subcode where the code is 0, or where the subcode is from 500000 to 599999 and so comes from telephony. And nothing that
// is inferred turns a failure into a success: the entry of another pair makes one only where the code is 0, 2xx or absent.
func Classify(code Code, subcode Subcode) Classification {
	c := Classification{Code: code, Subcode: subcode}
	c.fill("", CategoryUnknown, 0)
	return c
}

// Classify says what is known about the reason, as the function [Classify] does for its pair, and with what else the
// payload says:
//
//   - Where the pair is not documented, but the message names one that is, as in "DiagCode: 408#10057.@", the entry of that
//     pair counts, with [MatchDiagnostic]. It never makes a success of a reason.
//   - The status in sipDetails decides the outcome where no entry answers, or only one for the code alone or for a subcode of
//     the telephone network: 540xxx and 560xxx. It never makes a success of a reason, either.
//   - A category that the payload reports comes before the documented one, since it depends on the context. A reported
//     success counts only beside a code or subcode, and never for an outcome that is a failure. Any other category that comes
//     with the outcome of a success contradicts it, and makes the outcome unknown.
//
// A message, SIP details and a category are only as trustworthy as whoever sent the payload. To trust none of them, use
// Classify(r.Code(), r.Subcode()).
func (r CallEndReason) Classify() Classification {
	c := Classification{Code: r.Code(), Subcode: r.Subcode()}
	c.fill(r.message, r.category, r.sip)
	return c
}

// fill fills in all but the numbers, in place, since copying a classification would take most of the time.
func (c *Classification) fill(message string, category Category, sip int) {
	entry, match, ofCode := c.findEntry(message)
	c.Match = match
	if entry != nil {
		c.Entry = *entry
		c.Outcome = entry.Outcome
	}
	if c.SIP = sip; sip == 0 {
		c.SIP, _ = c.Subcode.SIPStatus()
	} else if sipDecides(sip, entry) {
		c.Outcome = cmp.Or(sipOutcome(sip), c.Outcome)
	}
	if c.Outcome == OutcomeUnknown {
		c.Outcome = c.inferOutcome(ofCode)
	}
	if entry == nil {
		c.Match = c.inferMatch(ofCode)
	}
	if category != CategoryUnknown && category != CategorySuccess && c.Outcome.IsSuccess() {
		c.Outcome = OutcomeUnknown // the payload contradicts itself
	}
	c.Category = c.inferCategory(category)
}

// findEntry returns the entry that answers, or nil and MatchNone, and the outcome of the code alone, if that holds for the
// subcode, too.
func (c *Classification) findEntry(message string) (entry *Entry, match Match, ofCode Outcome) {
	exact := find(c.Code, c.Subcode)
	if exact.isDocumented() && exact.Outcome != OutcomeUnknown {
		return exact, MatchExact, OutcomeUnknown
	}
	var diagnosed, ofSubcode *Entry
	if message != "" {
		diagnosed = diagnose(message)
	}
	if i, ok := bySubcode[c.Subcode]; ok {
		ofSubcode = &entries[i]
	}
	// Code 0 is reported for refused calls and for calls that ended normally, and the entries for 500, 503 and 504 alone would
	// blame Communication Services for what happened in the telephone network.
	codeApplies := 0 <= c.Code && int(c.Code) < len(codeOutcomes) && // where each entry for a code alone has an outcome
		(ofSubcode != nil || c.Subcode == NoSubcode || c.Code != CodeEnded && !c.Subcode.isFromTelephony())
	if codeApplies {
		ofCode = codeOutcomes[c.Code]
	}
	mayComplete := c.Code == CodeEnded || c.Code == NoCode || c.Code/100 == 2
	if ofSubcode != nil && ofSubcode.Outcome.IsSuccess() && !mayComplete {
		ofSubcode = nil
	}
	switch {
	case exact.isDocumented():
		return exact, MatchExact, ofCode
	case diagnosed.isDocumented():
		return diagnosed, MatchDiagnostic, ofCode
	case exact != nil:
		return exact, MatchReported, ofCode
	case diagnosed != nil:
		return diagnosed, MatchReported, ofCode
	case ofSubcode.isDocumented():
		return ofSubcode, MatchSubcode, ofCode
	case ofSubcode != nil:
		return ofSubcode, MatchReported, ofCode
	case codeApplies:
		if entry = find(c.Code, NoSubcode); entry != nil {
			match = MatchCode
		}
	}
	return entry, match, ofCode
}

// isDocumented reports whether there is an entry and the documentation has it.
func (e *Entry) isDocumented() bool { return e != nil && e.Table != TableReported }

// sipDecides reports whether the status in sipDetails says more than the entry.
func sipDecides(status int, entry *Entry) bool {
	switch {
	case entry == nil:
		return true
	case entry.Subcode == NoSubcode:
		return status != int(entry.Code)
	}
	return entry.Subcode.hasSIPStatus() && entry.Outcome != OutcomeCompleted
}

// sipOutcome returns the outcome that applications usually read into a SIP status; data/sip.csv lists those that are known.
func sipOutcome(status int) Outcome {
	outcome, known := sipOutcomes[status]
	if !known && 400 <= status && status <= 699 {
		return OutcomeTrunkFailure
	}
	return outcome
}

// inferOutcome returns what the SIP status in the subcode or else the code says.
func (c *Classification) inferOutcome(ofCode Outcome) Outcome {
	if status, _ := c.Subcode.SIPStatus(); status != 0 {
		if outcome := sipOutcome(status); outcome != OutcomeUnknown {
			return outcome
		}
	}
	ofClass, _ := class(c.Code)
	outcome := cmp.Or(ofCode, ofClass)
	isOpen := c.Entry.Table != TableNone || ofCode == OutcomeUnknown && c.Subcode.isFromTelephony()
	if outcome.IsSuccess() && isOpen { // by the entry, or for want of one
		return OutcomeUnknown
	}
	return outcome
}

// inferMatch returns what a classification rests on that no entry answered.
func (c *Classification) inferMatch(ofCode Outcome) Match {
	_, ofClass := class(c.Code)
	switch {
	case ofCode != OutcomeUnknown:
		return MatchCode
	case c.Outcome != OutcomeUnknown || ofClass != CategoryUnknown:
		return MatchClass
	}
	return MatchNone
}

// inferCategory returns the first category that is known and does not contradict the outcome.
func (c *Classification) inferCategory(reported Category) Category {
	if reported == CategorySuccess && c.Code == NoCode && c.Subcode == NoSubcode {
		reported = CategoryUnknown
	}
	documented := c.Entry.Category
	if isOther := c.Entry.Code != c.Code || c.Entry.Subcode != c.Subcode; isOther && documented == CategorySuccess && !c.Entry.Outcome.IsSuccess() {
		documented = CategoryUnknown // such as that of 603/0, Declined, a success only by name
	}
	_, ofClass := class(c.Code)
	ofOutcome := CategoryUnknown
	if c.Outcome.IsEveryday() {
		ofOutcome = CategoryExpectedError
	} else if c.Outcome.IsSuccess() {
		ofOutcome = CategorySuccess
	}
	for _, category := range [...]Category{reported, documented, ofOutcome, ofClass} {
		if category != CategoryUnknown && !(category == CategorySuccess && c.Outcome.IsFailure()) {
			return category
		}
	}
	return CategoryUnknown
}

// class returns what the class of the code says, such as 4xx.
func class(code Code) (Outcome, Category) {
	switch code / 100 {
	case 2:
		return OutcomeCompleted, CategorySuccess
	case 4:
		return OutcomeUnknown, CategoryUnexpectedClientError
	case 5:
		return OutcomeServiceFailure, CategoryUnexpectedServerError
	case 6:
		return OutcomeUnknown, CategoryExpectedError
	}
	return OutcomeUnknown, CategoryUnknown
}

// Name returns the name of the entry, such as "AnswerTimeout", or of the reported numbers where no entry answered, or "" where
// these have none. The set of names is that of the constants, so a name is safe as the label of a metric.
func (c Classification) Name() string {
	switch {
	case c.Entry.Table != TableNone:
		return c.Entry.Name()
	case c.isNoReason():
		return ""
	}
	return pairName(c.Code, c.Subcode)
}

// Pair returns the reported pair as people write it, such as "487/10004", with "-" for an absent number: "-/-" for no reason.
func (c Classification) Pair() string {
	if c == (Classification{}) {
		return pairText(NoCode, NoSubcode)
	}
	return pairText(c.Code, c.Subcode)
}

// Err returns nil only where the outcome is a success: [OutcomeCompleted] or [OutcomeAnsweredElsewhere]. Otherwise it returns
// an [*Error], also for [OutcomeUnknown] and so for the zero Classification, and also where the documentation calls a busy or
// declined call a success.
func (c Classification) Err() error {
	if c.Outcome.IsSuccess() {
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
	return oneLine(c.Pair(), c.Name(), c.Entry.Message, notes...)
}

// isNoReason reports the zero Classification, and that of a reason with nothing in it.
func (c *Classification) isNoReason() bool {
	return *c == Classification{} || *c == Classification{Code: NoCode, Subcode: NoSubcode}
}

// LogValue returns a group of code and subCode (each left out when it was absent), name, outcome, category, match, message
// (the documented one) and sip (left out when it is 0).
func (c Classification) LogValue() slog.Value {
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
	if c.SIP != 0 {
		attrs = append(attrs, slog.Int("sip", c.SIP))
	}
	return slog.GroupValue(attrs...)
}

// MarshalJSON returns the object of [Entry.MarshalJSON] with the keys match and sip (left out when it is 0) in addition: the
// numbers, name, outcome and category are the classification's, the rest is the entry's.
func (c Classification) MarshalJSON() ([]byte, error) {
	object := c.Entry.json()
	if c != (Classification{}) {
		object.pairJSON = newPairJSON(c.Code, c.Subcode)
	}
	object.Name, object.Outcome, object.Category, object.Match, object.SIP = c.Name(), c.Outcome, c.Category, &c.Match, c.SIP
	return object.marshal()
}

// diagnose returns the entry of the first pair in the message, as in "DiagCode: 408#10057", that is documented, or else the
// first that is reported. It passes over successes, since no text may make one of a reason.
func diagnose(message string) (reported *Entry) {
	for {
		_, rest, found := strings.Cut(message, "DiagCode:")
		if !found {
			return reported
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
		entry := find(Code(code), Subcode(subcode))
		switch {
		case entry == nil || entry.Outcome.IsSuccess():
		case entry.isDocumented():
			return entry
		default:
			reported = cmp.Or(reported, entry)
		}
	}
}

// leadingNumber reads the digits at the start of a text, if they are an int32.
func leadingNumber(text string) (number int32, rest string, ok bool) {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	parsed, err := strconv.ParseInt(text[:digits], 10, 32)
	return int32(parsed), text[digits:], err == nil
}
