package acscodes

import "slices"

// Error is the error of a call, or of an operation on one, that did not end in success. [CallEndReason.Err] and
// [Classification.Err] return it as an *Error, and errors.As finds it.
type Error struct {
	Classification Classification
}

// Error returns one line, such as
//
//	acscodes: 487/10004 AnswerTimeout (NoAnswer, ExpectedError): Call was canceled on timeout, as …
//
// It is built from numbers and documented text only, never from the payload's text. Its form may change; do not parse it.
func (e *Error) Error() string { return "acscodes: " + e.Classification.String() }

// HasCode reports whether err, or any error that it wraps or joins, is an [*Error] with one of the codes: the reported one,
// or that of the entry that answered. [NoCode] never matches.
func HasCode(err error, codes ...Code) bool {
	has := func(code Code) bool { return code != NoCode && slices.Contains(codes, code) }
	return hasError(err, func(c *Classification) bool {
		return has(c.Code) || c.Entry.Table != TableNone && has(c.Entry.Code)
	})
}

// HasSubcode reports whether err, or any error that it wraps or joins, is an [*Error] with one of the subcodes: the reported
// one, or that of the entry that answered. [NoSubcode] never matches.
func HasSubcode(err error, subcodes ...Subcode) bool {
	has := func(subcode Subcode) bool { return subcode != NoSubcode && slices.Contains(subcodes, subcode) }
	return hasError(err, func(c *Classification) bool {
		return has(c.Subcode) || c.Entry.Table != TableNone && has(c.Entry.Subcode)
	})
}

// HasCategory reports whether err, or any error that it wraps or joins, is an [*Error] that is classified as one of the
// categories. That can be [CategorySuccess], too, which the documentation gives some declined and busy calls.
func HasCategory(err error, categories ...Category) bool {
	return hasError(err, func(c *Classification) bool { return slices.Contains(categories, c.Category) })
}

// HasOutcome reports whether err, or any error that it wraps or joins, is an [*Error] that is classified as one of the
// outcomes. Completed and AnsweredElsewhere are never errors.
func HasOutcome(err error, outcomes ...Outcome) bool {
	return hasError(err, func(c *Classification) bool { return slices.Contains(outcomes, c.Outcome) })
}

// hasError looks at every *Error in the tree of err; errors.As would stop at the first.
func hasError(err error, matches func(*Classification) bool) bool {
	if e, ok := err.(*Error); ok && e != nil && e.Classification != (Classification{}) && matches(&e.Classification) {
		return true
	}
	switch wrapper := err.(type) {
	case interface{ Unwrap() error }:
		return hasError(wrapper.Unwrap(), matches)
	case interface{ Unwrap() []error }:
		return slices.ContainsFunc(wrapper.Unwrap(), func(err error) bool { return hasError(err, matches) })
	}
	return false
}
