package acscodes

import "strconv"

// Code is the three-digit status with which a call, or an operation on one, ended: the code of a callEndReason. It reads
// like a SIP or HTTP status: 2xx is a success, 4xx a client error, 5xx a server error, 6xx a global error. A code is
// rarely the reason by itself: the [Subcode] that comes with it is.
//
// The zero value is [CodeEnded], which the platform reports where no error status applies. With a [Subcode], it does not mean
// success: a participant who is refused in the lobby ends with code 0 as well. Every other int32 is a valid Code.
//
// The names are those of SIP (RFC 3261), or of HTTP where SIP has none; where neither knows the number, they follow the
// documentation. The comment of each constant quotes the tables.
type Code int32

// NoCode marks an [Entry] that is documented for its subcode alone, and a reason that came without a code. It is not a
// wildcard.
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
