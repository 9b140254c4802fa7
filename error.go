package acscodes

import "slices"

// Error is the error of a call that did not end in success. [CallEndReason.Err] and [Classification.Err] return it as an
// *Error, and errors.As finds it.
type Error struct {
	Classification Classification
}

// Error returns one line, such as
//
//	call ended with 487/10004 AnswerTimeout (NoAnswer, ExpectedError): Call was canceled on timeout, as …
//
// It is built from numbers and documented text only, never from the payload's text. Its form may change; do not parse it.
func (e *Error) Error() string {
	if e.Classification.isNoReason() {
		return "call ended without a reason"
	}
	return "call ended with " + e.Classification.String()
}

// HasCode reports whether err, or any error that it wraps or joins, is an [*Error] with one of the codes: the reported one,
// or that of the entry that fits.
func HasCode(err error, codes ...Code) bool {
	return hasError(err, func(c Classification) bool {
		documented := c.Entry.Table != TableNone && c.Entry.Code != NoCode
		return slices.Contains(codes, c.Code) || documented && slices.Contains(codes, c.Entry.Code)
	})
}

// HasSubcode reports whether err, or any error that it wraps or joins, is an [*Error] with one of the subcodes: the reported
// one, or that of the entry that fits.
func HasSubcode(err error, subcodes ...Subcode) bool {
	return hasError(err, func(c Classification) bool {
		documented := c.Entry.Table != TableNone && c.Entry.Subcode != NoSubcode
		return slices.Contains(subcodes, c.Subcode) || documented && slices.Contains(subcodes, c.Entry.Subcode)
	})
}

// HasCategory reports whether err, or any error that it wraps or joins, is an [*Error] that is classified as one of the
// categories. A success is not an error, so it has none.
func HasCategory(err error, categories ...Category) bool {
	return hasError(err, func(c Classification) bool { return slices.Contains(categories, c.Category) })
}

// HasOutcome reports whether err, or any error that it wraps or joins, is an [*Error] that is classified as one of the
// outcomes. The documentation counts some calls with outcomes such as Busy or Declined as a success: then err is nil, and only
// the [Classification] has the outcome.
func HasOutcome(err error, outcomes ...Outcome) bool {
	return hasError(err, func(c Classification) bool { return slices.Contains(outcomes, c.Outcome) })
}

// hasError looks at every *Error in the tree of err; errors.As would stop at the first.
func hasError(err error, matches func(Classification) bool) bool {
	if e, ok := err.(*Error); ok && e != nil && e.Classification != (Classification{}) && matches(e.Classification) {
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
