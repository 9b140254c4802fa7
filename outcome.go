package acscodes

// Outcome is what happened, in the terms of telephony, so that a handler can decide (redial, tell the user, page somebody)
// without knowing every subcode. It is this project's own judgement, never Microsoft's text; [Category] is Microsoft's
// view of the same reason. An outcome does not say whether somebody had answered before: a ConnectionFailure can come while a
// call is set up or in the middle of it.
type Outcome uint8

const (
	// OutcomeUnknown is the zero value: nothing is known.
	OutcomeUnknown Outcome = iota

	// OutcomeCompleted means that the call or the operation ended as intended: hung up, transferred, played, recognized.
	OutcomeCompleted
	// OutcomeAnsweredElsewhere means that another endpoint of the callee accepted the call.
	OutcomeAnsweredElsewhere

	// OutcomeRemoved means that somebody, or a rule of the meeting, took the participant out of the call. It is the first of the
	// outcomes that happen every day: see [Outcome.IsEveryday].
	OutcomeRemoved
	// OutcomeCanceled means that the caller or the application gave up first.
	OutcomeCanceled
	// OutcomeDeclined means that the callee refused the call.
	OutcomeDeclined
	// OutcomeBusy means that the callee is in another call.
	OutcomeBusy
	// OutcomeNoAnswer means that nobody answered in time.
	OutcomeNoAnswer
	// OutcomeUnreachable means that the callee is offline or not registered, or that the call could not be routed to them.
	OutcomeUnreachable
	// OutcomeInvalidTarget means that the number, identifier, meeting, room or call does not exist or is malformed.
	OutcomeInvalidTarget
	// OutcomeNoInput means that the caller said or pressed nothing, or nothing that fits.
	OutcomeNoInput

	// OutcomeForbidden means that a policy, a license, a permission or a spam filter forbids the call. It is the first
	// of the failures: see [Outcome.IsFailure].
	OutcomeForbidden
	// OutcomeUnauthenticated means that the token or the identity is missing, expired or wrong.
	OutcomeUnauthenticated
	// OutcomeConnectionFailure means that the network or the media path to a client failed, or that the client vanished.
	OutcomeConnectionFailure
	// OutcomeDeviceFailure means that a camera, microphone or speaker failed, or that the permission to use it is missing.
	OutcomeDeviceFailure
	// OutcomeClientFailure means that the Calling SDK failed on the client in another way.
	OutcomeClientFailure
	// OutcomeTrunkFailure means that a session border controller, SIP trunk, voice route or carrier failed or is set up
	// wrongly.
	OutcomeTrunkFailure
	// OutcomeLimitExceeded means that a quota, a throttle or the longest duration of a call was exceeded.
	OutcomeLimitExceeded
	// OutcomeInvalidRequest means that the application asked for something wrong, or at the wrong time.
	OutcomeInvalidRequest
	// OutcomeServiceFailure means that the service, or one that it depends on, failed.
	OutcomeServiceFailure
)

var outcomeNames = [...]string{
	"Unknown", "Completed", "AnsweredElsewhere",
	"Removed", "Canceled", "Declined", "Busy", "NoAnswer", "Unreachable", "InvalidTarget", "NoInput",
	"Forbidden", "Unauthenticated", "ConnectionFailure", "DeviceFailure", "ClientFailure", "TrunkFailure", "LimitExceeded",
	"InvalidRequest", "ServiceFailure",
}

// String returns the name of the outcome without its prefix, such as "NoAnswer", or "Unknown" for any other value.
func (o Outcome) String() string { return nameOf(outcomeNames[:], o) }

// MarshalText returns the text of [Outcome.String]. It never fails.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText takes the text of [Outcome.String]. Any other text, such as a name that a later release adds, is an error that
// leaves the outcome as it was.
func (o *Outcome) UnmarshalText(text []byte) error { return unmarshalName(outcomeNames[:], text, o) }

// IsSuccess reports whether the call or the operation went as intended: Completed or AnsweredElsewhere. Only these make
// [Classification.Err] nil.
func (o Outcome) IsSuccess() bool { return o == OutcomeCompleted || o == OutcomeAnsweredElsewhere }

// IsEveryday reports whether people cause the outcome every day, so that nobody has to act: Removed to NoInput.
func (o Outcome) IsEveryday() bool { return OutcomeRemoved <= o && o <= OutcomeNoInput }

// IsFailure reports whether something failed and somebody can act: Forbidden to ServiceFailure. The outcome Unknown is in
// none of the three groups.
func (o Outcome) IsFailure() bool { return OutcomeForbidden <= o && o <= OutcomeServiceFailure }
