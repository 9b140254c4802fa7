package acscodes

import "strconv"

// Subcode is the particular reason why a call, or an operation on one, ended: the subCode of a callEndReason. The
// documentation lists it together with the [Code] that it comes with.
//
// The zero value is [SubcodeUnspecified]: no particular reason, so that only the code counts. A reason that came without a
// subcode has [NoSubcode] instead. Every other int32 is a valid Subcode, documented or not.
type Subcode int32

// NoSubcode marks an [Entry] that is documented for its code alone, and a reason that came without a subcode. It is not a
// wildcard.
const NoSubcode Subcode = -1

// Name returns the name of the constant without its prefix, such as "AnswerTimeout" for [SubcodeAnswerTimeout], or "" for
// NoSubcode and for a number without a constant.
func (s Subcode) Name() string { return subcodeNames[s] }

// String returns the name of the subcode, "NoSubcode", or "Subcode(5999)" for a number without a name.
func (s Subcode) String() string {
	if s == NoSubcode {
		return "NoSubcode"
	}
	if name := s.Name(); name != "" {
		return name
	}
	return "Subcode(" + strconv.Itoa(int(s)) + ")"
}

// SIPStatus returns the SIP status in the last three digits of a subcode from the telephone network: 540xxx for inbound calls
// and 560xxx for outbound ones, documented or not. In 560486 it is 486 (Busy Here). A status of 0 is normal call
// clearing, and otherwise it is from 100 to 699. For any other subcode, ok is false.
//
// Who answered with that status is not certain. The documentation of the calling codes says, as a general guideline,
// that a session border controller did; that of Teams direct routing says that all subcodes but 560xxx come from
// Microsoft's own service. Where the payload has SIP details, [CallEndReason.SIPStatus] is first-hand.
func (s Subcode) SIPStatus() (status int, ok bool) {
	if s.hasSIPStatus() {
		if status = int(s % 1000); status == 0 || isSIPStatus(status) {
			return status, true
		}
	}
	return 0, false
}

func (s Subcode) hasSIPStatus() bool { return s/1000 == 540 || s/1000 == 560 }

// isFromTelephony reports whether the subcode is in the range that the telephone network has.
func (s Subcode) isFromTelephony() bool { return 500_000 <= s && s <= 599_999 }

func isSIPStatus(status int) bool { return 100 <= status && status <= 699 }
