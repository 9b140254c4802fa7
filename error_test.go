package acscodes_test

import (
	"errors"
	"fmt"
	"testing"

	"example.com/acscodes"
)

func TestErrorText(t *testing.T) {
	tests := map[string]struct{ payload, want string }{
		"exact":        {`{"code":480,"subCode":10037}`, "acscodes: 480/10037 NoEndpointsRegistered (Unreachable, ExpectedError): Target user didn't have any endpoints registered with ACS. Ensure that target user has at least one active endpoint and it's online."},
		"code":         {`{"code":480,"subCode":1}`, "acscodes: 480/1 TemporarilyUnavailable (Unreachable, ExpectedError, match: Code): Remote client endpoint not registered."},
		"no entry":     {`{"code":486,"subCode":1}`, "acscodes: 486/1 BusyHere (Busy, ExpectedError, match: Code)"},
		"class":        {`{"code":599}`, "acscodes: 599/- (ServiceFailure, UnexpectedServerError, match: Class)"},
		"undocumented": {`{"code":0,"subCode":5999}`, "acscodes: 0/5999 Ended (undocumented)"},
		"absent":       {`{}`, "acscodes: no reason"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := decode(t, tt.payload).Err().Error(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestHasInAnyTree(t *testing.T) {
	timeout, offline := reasonOf(487, 10004).Err(), reasonOf(480, 10076).Err()
	var typedNil *acscodes.Error
	errs := map[string]struct {
		err  error
		want bool // whether the timeout is in it
	}{
		"itself":             {timeout, true},
		"wrapped":            {fmt.Errorf("call 7: %w", timeout), true},
		"wrapped twice":      {fmt.Errorf("queue: %w", fmt.Errorf("call 7: %w", timeout)), true},
		"joined":             {errors.Join(errors.New("a"), timeout), true},
		"after another":      {errors.Join(offline, fmt.Errorf("b: %w", timeout)), true},
		"wrapped with two":   {fmt.Errorf("%w, %w", offline, timeout), true},
		"joined and wrapped": {fmt.Errorf("c: %w", errors.Join(offline, timeout)), true},
		"another":            {offline, false},
		"two others":         {errors.Join(offline, errors.New("a")), false},
		"not of a call":      {errors.New("a"), false},
		"text only":          {fmt.Errorf("a: %v", timeout), false},
		"nil":                {nil, false},
		"typed nil":          {typedNil, false},
		"zero":               {&acscodes.Error{}, false},
	}
	for name, tt := range errs {
		t.Run(name, func(t *testing.T) {
			if got := acscodes.HasCode(tt.err, 600, 487); got != tt.want {
				t.Errorf("HasCode: %t", got)
			}
			if got := acscodes.HasSubcode(tt.err, acscodes.SubcodeUnspecified, acscodes.SubcodeAnswerTimeout); got != tt.want {
				t.Errorf("HasSubcode: %t", got)
			}
			if got := acscodes.HasOutcome(tt.err, acscodes.OutcomeBusy, acscodes.OutcomeNoAnswer); got != tt.want {
				t.Errorf("HasOutcome: %t", got)
			}
			if acscodes.HasCode(tt.err) || acscodes.HasSubcode(tt.err) || acscodes.HasCategory(tt.err) || acscodes.HasOutcome(tt.err) {
				t.Error("something was found, though nothing was asked for")
			}
			if acscodes.HasCategory(tt.err, acscodes.CategorySuccess, acscodes.CategoryUnknown) || acscodes.HasOutcome(tt.err, acscodes.OutcomeUnknown) {
				t.Error("an expected error is unknown or a success")
			}
		})
	}
	for _, busy := range []error{acscodes.Classify(486, 560486).Err(), acscodes.Classify(486, 540486).Err()} {
		if !acscodes.HasOutcome(busy, acscodes.OutcomeBusy) {
			t.Errorf("%v is not Busy", busy)
		}
	}
	if !acscodes.HasCategory(fmt.Errorf("a: %w", offline), acscodes.CategorySuccess, acscodes.CategoryExpectedError) {
		t.Error("480/10076 is not an ExpectedError")
	}
}

// An error has the numbers that were reported, and those of the entry that answered.
func TestHasNumbersOfTheEntry(t *testing.T) {
	diagnosed := decode(t, `{"code":403,"subCode":8510,"message":"Rejected. DiagCode: 487#10004.@"}`).Err()
	alone := decode(t, `{"code":404,"subCode":8510}`).Err() // documented for the subcode alone
	tests := map[string]struct {
		got, want bool
	}{
		"reported code":        {acscodes.HasCode(diagnosed, 403), true},
		"code of the entry":    {acscodes.HasCode(diagnosed, 487), true},
		"another code":         {acscodes.HasCode(diagnosed, 480), false},
		"reported subcode":     {acscodes.HasSubcode(diagnosed, 8510), true},
		"subcode of the entry": {acscodes.HasSubcode(diagnosed, acscodes.SubcodeAnswerTimeout), true},
		"another subcode":      {acscodes.HasSubcode(diagnosed, 10057), false},
		"NoCode":               {acscodes.HasCode(alone, noCode), false},
		"NoSubcode":            {acscodes.HasSubcode(reasonOf(480, 1).Err(), noSubcode), false},
		"no entry, code":       {acscodes.HasCode(reasonOf(599, 1).Err(), 0), false},
		"no entry, subcode":    {acscodes.HasSubcode(reasonOf(599, 1).Err(), 0), false},
		"absent code":          {acscodes.HasCode(acscodes.CallEndReason{}.Err(), noCode), false},
		"absent subcode":       {acscodes.HasSubcode(acscodes.CallEndReason{}.Err(), noSubcode), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("%t, want %t", tt.got, tt.want)
			}
		})
	}
}
