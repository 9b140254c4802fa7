package acscodes

import "strconv"

// Code is the three-digit status with which a call, or an operation on one, ended: the code of a callEndReason. It reads
// like a SIP or HTTP status: 2xx is a success, 4xx a client error, 5xx a server error, 6xx a global error. A code is
// rarely the reason by itself: the [Subcode] that comes with it is.
//
// The zero value is [CodeEnded], which the platform reports where no error status applies. It does not mean success: a
// participant who is refused in the lobby ends with code 0, too. Every other int32 is a valid Code, documented or not.
//
// The names are those of SIP (RFC 3261), or of HTTP where SIP has none; where neither knows the number, they follow the
// documentation. The comment of each constant quotes the tables.
type Code int32

// NoCode means no particular code. In an [Entry], it marks an entry that is documented for its subcode alone; in a
// reason, the code was absent.
const NoCode Code = -1

// Name returns the name of the constant without its prefix, such as "RequestTerminated" for [CodeRequestTerminated], or
// "" for NoCode and for a number without a constant.
func (c Code) Name() string { return codeNames[c] }

// String returns the name of the code, "NoCode", or "Code(799)" for a number without a name.
func (c Code) String() string {
	if c == NoCode {
		return "NoCode"
	}
	if name := c.Name(); name != "" {
		return name
	}
	return "Code(" + strconv.Itoa(int(c)) + ")"
}

// Subcode is the particular reason why a call, or an operation on one, ended: the subCode of a callEndReason. The
// documentation lists it together with the [Code] that it comes with.
//
// The zero value is [SubcodeUnspecified]: no particular reason, so that only the code counts. A reason that came without a
// subcode has [NoSubcode] instead. Every other int32 is a valid Subcode, documented or not.
type Subcode int32

// NoSubcode means no particular subcode. In an [Entry], it marks an entry that is documented for its code alone; in a
// reason, the subcode was absent.
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
	status = int(s % 1000)
	if !s.isFromTelephony() || status != 0 && (status < 100 || status > 699) {
		return 0, false
	}
	return status, true
}

// isFromTelephony reports whether the subcode is 540xxx or 560xxx.
func (s Subcode) isFromTelephony() bool { return s/1000 == 540 || s/1000 == 560 }

// pairName returns the name of the subcode, or of the code where no subcode says more.
func pairName(code Code, subcode Subcode) string {
	if name := subcode.Name(); name != "" && subcode != SubcodeUnspecified {
		return name
	}
	return code.Name()
}

// pairString returns a pair as people write it: "487/10004", with "-" for what is absent.
func pairString(code Code, subcode Subcode) string {
	text := func(number int32) string {
		if number == -1 {
			return "-"
		}
		return strconv.Itoa(int(number))
	}
	return text(int32(code)) + "/" + text(int32(subcode))
}
