package acscodes

import (
	"fmt"
	"log/slog"
)

// CallEndReason is why a call, or an operation on one, ended, as the platform reported it. It is a value: decode and pass it by
// value. The zero value means that there is no reason, which is what an event without one decodes to, and never counts as a
// success. Two reasons are equal (==) when they hold the same.
//
// It decodes from each of the forms in which backends receive it; see [CallEndReason.UnmarshalJSON] and [FindReason].
// [NewCallEndReason] builds one from what another package decoded.
//
// Whoever can send a payload chooses its message and category. Printed in any way, logged with log/slog or turned into an error,
// a reason shows numbers and documented text only, with two exceptions: encoded as JSON it shows all that it holds, and
// package fmt does not call the methods of a reason in an unexported field, or for the verbs %w and %p. A slog.JSONHandler
// encodes a struct, slice or map with a reason in it as JSON. To wrap a reason with %w, wrap its Err.
type CallEndReason struct {
	// The complements of the numbers: NoCode and NoSubcode are -1, so that the zero value has neither number.
	notCode    Code
	notSubcode Subcode

	message  string
	category Category
	sip      int
	q850     int
}

// NewCallEndReason returns the reason with these numbers and this message, nil where they are absent. Azure's Go packages, such
// as azsystemevents, hold them like this.
func NewCallEndReason(code, subcode *int32, message *string) CallEndReason {
	var r CallEndReason
	if message != nil {
		r.message = string([]rune(*message)) // UTF-8, so that the reason is the same once encoded and decoded
	}
	if code != nil {
		r.notCode = ^Code(*code)
	}
	if subcode != nil {
		r.notSubcode = ^Subcode(*subcode)
	}
	return r
}

// IsZero reports whether the reason is the zero value, no reason.
func (r CallEndReason) IsZero() bool { return r == CallEndReason{} }

// Code returns the code, or NoCode when it was absent.
func (r CallEndReason) Code() Code { return ^r.notCode }

// Subcode returns the subcode, or NoSubcode when it was absent.
func (r CallEndReason) Subcode() Subcode { return ^r.notSubcode }

// ReportedMessage returns the message of the payload, or "". It is untrusted.
func (r CallEndReason) ReportedMessage() string { return r.message }

// ReportedCategory returns the first result category of the payload that is known, or CategoryUnknown. It is untrusted.
func (r CallEndReason) ReportedCategory() Category { return r.category }

// SIPStatus returns the SIP status in the payload's sipDetails, from 100 to 699, or 0 when it was absent.
func (r CallEndReason) SIPStatus() int { return r.sip }

// Q850Cause returns the ITU-T Q.850 cause in the payload's q850Details, or 0 when it was absent. It is for logs, and decides nothing.
func (r CallEndReason) Q850Cause() int { return r.q850 }

// Err returns nil only where the outcome is a success, and otherwise an [*Error]: see [Classification.Err].
func (r CallEndReason) Err() error { return r.Classify().Err() }

// String returns the pair as people write it, such as "487/10004", with "-" for an absent number: "-/-" for no reason.
func (r CallEndReason) String() string { return pairText(r.Code(), r.Subcode()) }

// Format writes the text of [CallEndReason.String] for every verb, so that not even %#v shows the payload.
func (r CallEndReason) Format(s fmt.State, verb rune) {
	fmt.Fprintf(s, fmt.FormatString(s, 's'), r.String())
}

// LogValue returns the group of [Classification.LogValue]. Nothing in it is text of the payload.
func (r CallEndReason) LogValue() slog.Value { return r.Classify().LogValue() }
