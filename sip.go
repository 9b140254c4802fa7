package acscodes

import "strconv"

// SIP decodes a subcode that a session border controller produced: the operator's of a phone number, or with direct
// routing your own. Its logs then say more than the platform does. Such subcodes are 540xxx for an inbound call, from the
// telephone network to Azure, and 560xxx for an outbound one, whether they are documented or not.
//
// The status is the SIP response that the controller gave, 100 to 699, as in 560486 for "486 Busy Here" on an outbound
// call, or 0 for normal call clearing. ok is false for any other subcode.
//
// The status is not the reason's [Code], and [Classify] does not use it: the controller's response and the service's code
// of the same number can mean different things, such as 491.
func (s Subcode) SIP() (status Code, outbound, ok bool) {
	status = Code(s % 1000)
	if status != 0 && (status < 100 || status > 699) {
		return 0, false, false
	}
	switch s / 1000 {
	case 540:
		return status, false, true
	case 560:
		return status, true, true
	}
	return 0, false, false
}

// sipText says in words what SIP decodes, or "" for a subcode of another kind.
func (s Subcode) sipText() string {
	status, outbound, ok := s.SIP()
	if !ok {
		return ""
	}
	direction, response := "inbound", "normal call clearing"
	if outbound {
		direction = "outbound"
	}
	if status != 0 {
		response = "SIP " + strconv.Itoa(int(status))
	}
	return "answered by the session border controller, " + direction + " call, " + response + "; see its logs"
}
