package acscodes

import (
	"log/slog"
	"slices"
	"strconv"
	"strings"
)

// CallEndReason is why a call ended, or an operation on it, as the platform reported it. It decodes from each of the forms
// in which backends receive it; see [CallEndReason.UnmarshalJSON].
//
// Decode into a *CallEndReason: it stays nil where an event has no reason, and the methods of a nil reason say so. The
// zero value is the documented pair 0/0, a success, so it must not stand for a missing reason.
//
// Message and Categories are what the payload says, and whoever can send one chooses them. Neither appears in what
// [CallEndReason.String], [CallEndReason.LogValue] and [Error.Error] return.
type CallEndReason struct {
	// Code is AnyCode when it was absent.
	Code Code
	// Subcode is AnySubcode when it was absent.
	Subcode Subcode
	// Message is the message of the payload: untrusted.
	Message string
	// Categories are the result categories of the payload. The first that is known beats that of the tables.
	Categories []Category
}

// Classify says what is known about the reason, as the function [Classify] does for its pair, with what else the payload
// says:
//
//   - Where the pair is not documented, but the message holds the DiagCode of one that is, as in "DiagCode: 408#10057.@",
//     that pair answers, with [MatchDiagnostic].
//   - A category that the payload gives replaces the one of the tables, since it depends on the context.
//
// A nil reason has no code, no subcode and [MatchNone].
func (r *CallEndReason) Classify() (Entry, Match) {
	if r == nil {
		return Classify(AnyCode, AnySubcode)
	}
	entry, match := Classify(r.Code, r.Subcode)
	if match != MatchExact {
		if diagnosed, ok := diagnose(r.Message); ok {
			entry, match = diagnosed, MatchDiagnostic
			entry.Code, entry.Subcode = r.Code, r.Subcode
		}
	}
	for _, category := range r.Categories {
		if category != CategoryUnknown {
			entry.Category = category
			break
		}
	}
	return entry, match
}

// diagnose returns the entry of the first documented pair that stands in the message as "DiagCode: 408#10057".
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
		if entry, match := Classify(Code(code), Subcode(subcode)); match == MatchExact {
			return entry, true
		}
	}
}

// leadingNumber reads the digits at the start of a text, if they are an int32.
func leadingNumber(text string) (number int32, rest string, ok bool) {
	digits := 0
	for digits < len(text) && '0' <= text[digits] && text[digits] <= '9' {
		digits++
	}
	parsed, err := strconv.ParseInt(text[:digits], 10, 32)
	return int32(parsed), text[digits:], err == nil
}

// Err returns nil when the reason classifies as a success, and otherwise an [*Error]: for every other category, for the
// unknown one too, and for a nil reason.
func (r *CallEndReason) Err() error {
	entry, match := r.Classify()
	if entry.Category == CategorySuccess {
		return nil
	}
	e := &Error{Reason: CallEndReason{Code: AnyCode, Subcode: AnySubcode}, Entry: entry, Match: match}
	if r != nil {
		e.Reason = *r
	}
	return e
}

// LogValue returns a group of code and subCode, each left out when it was absent, and of the name, category, match and
// message of [CallEndReason.Classify]. The message is the documented one, never that of the payload. Where the subcode is
// one of a session border controller, sip says in words what [Subcode.SIP] decodes. Log a *CallEndReason: of a bare
// CallEndReason, the log would show the fields.
func (r *CallEndReason) LogValue() slog.Value {
	entry, match := r.Classify()
	attrs := make([]slog.Attr, 0, 7)
	if entry.Code != AnyCode {
		attrs = append(attrs, slog.Int("code", int(entry.Code)))
	}
	if entry.Subcode != AnySubcode {
		attrs = append(attrs, slog.Int("subCode", int(entry.Subcode)))
	}
	attrs = append(attrs,
		slog.String("name", entry.Name()),
		slog.String("category", entry.Category.String()),
		slog.String("match", match.String()),
		slog.String("message", entry.Message),
	)
	if text := entry.Subcode.sipText(); text != "" {
		attrs = append(attrs, slog.String("sip", text))
	}
	return slog.GroupValue(attrs...)
}

// String returns the pair as people write it, such as "487/10004", with "-" for an absent number: "-/-" for a nil reason.
func (r *CallEndReason) String() string {
	if r == nil {
		return pairString(AnyCode, AnySubcode)
	}
	return pairString(r.Code, r.Subcode)
}

// Error is the error of a call that did not end in success. [CallEndReason.Err] returns it; errors.As finds it.
type Error struct {
	// Reason is what the platform reported, its message included: untrusted.
	Reason CallEndReason
	// Entry is what is known about it.
	Entry Entry
	// Match is how certain that is.
	Match Match
}

// Error returns one line, such as
//
//	call ended with 487/10004 AnswerTimeout (ExpectedError): Call was canceled on timeout, as …
//
// It is built from numbers and documented text only, never from the message of the payload. Its form may change; do not
// parse it.
func (e *Error) Error() string {
	switch {
	case e.Reason.Code == AnyCode && e.Reason.Subcode == AnySubcode && e.Match == MatchNone:
		return "call ended without a reason"
	case e.Match == MatchNone:
		return "call ended with " + e.Reason.String() + ", which is not documented"
	}
	return "call ended with " + e.Entry.String()
}

// HasCode reports whether err, or any error that it wraps or joins, is an [*Error] whose reason has one of the codes.
func HasCode(err error, codes ...Code) bool {
	return hasError(err, func(e *Error) bool { return slices.Contains(codes, e.Reason.Code) })
}

// HasSubcode reports whether err, or any error that it wraps or joins, is an [*Error] whose reason has one of the
// subcodes.
func HasSubcode(err error, subcodes ...Subcode) bool {
	return hasError(err, func(e *Error) bool { return slices.Contains(subcodes, e.Reason.Subcode) })
}

// HasCategory reports whether err, or any error that it wraps or joins, is an [*Error] that is classified as one of the
// categories. A success is no error, so it has none.
func HasCategory(err error, categories ...Category) bool {
	return hasError(err, func(e *Error) bool { return slices.Contains(categories, e.Entry.Category) })
}

// hasError looks at every *Error in the tree of err; errors.As would stop at the first.
func hasError(err error, matches func(*Error) bool) bool {
	if e, ok := err.(*Error); ok && e != nil && matches(e) {
		return true
	}
	switch wrapper := err.(type) {
	case interface{ Unwrap() error }:
		return hasError(wrapper.Unwrap(), matches)
	case interface{ Unwrap() []error }:
		for _, err := range wrapper.Unwrap() {
			if hasError(err, matches) {
				return true
			}
		}
	}
	return false
}
