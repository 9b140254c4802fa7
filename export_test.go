package acscodes

// WithNumbers returns the reason with other numbers, for tests that walk all of them: decoding each would take minutes.
func WithNumbers(r CallEndReason, code Code, subcode Subcode) CallEndReason {
	r.notCode, r.notSubcode = ^code, ^subcode
	return r
}
