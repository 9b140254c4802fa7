package acscodes_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"example.com/acscodes"
)

// checkTexts walks all values of a type of constants: each constant has its text and decodes from it, and any other value
// reads as the zero one.
func checkTexts[T ~uint8](t *testing.T, texts []string, unmarshal func(*T) encoding.TextUnmarshaler) {
	t.Helper()
	for number := range math.MaxUint8 + 1 {
		value := T(number)
		want := texts[0]
		if number < len(texts) {
			want = texts[number]
		}
		if got := fmt.Sprint(value); got != want {
			t.Errorf("value %d is %q, want %q", number, got, want)
		}
		text, err := any(value).(encoding.TextMarshaler).MarshalText()
		if err != nil || string(text) != want {
			t.Errorf("value %d marshals as %q, %v", number, text, err)
		}
		decoded := T(99)
		if err := unmarshal(&decoded).UnmarshalText([]byte(want)); err != nil || number < len(texts) && decoded != value {
			t.Errorf("%q unmarshals as %d, %v, want %d", want, decoded, err, number)
		}
	}
	for _, text := range []string{"", "success", "SUCCESS", " Success", "noanswer", "UnxpectedClientError", "PartialSuccess", "\xff"} {
		decoded := T(1)
		if err := unmarshal(&decoded).UnmarshalText([]byte(text)); err != nil || decoded != 0 {
			t.Errorf("%q unmarshals as %d, %v, want 0", text, decoded, err)
		}
	}
}

func TestCategoryText(t *testing.T) {
	checkTexts(t, []string{
		acscodes.CategoryUnknown:               "Unknown",
		acscodes.CategorySuccess:               "Success",
		acscodes.CategoryExpectedError:         "ExpectedError",
		acscodes.CategoryUnexpectedClientError: "UnexpectedClientError",
		acscodes.CategoryUnexpectedServerError: "UnexpectedServerError",
	}, func(c *acscodes.Category) encoding.TextUnmarshaler { return c })
}

func TestOutcomeText(t *testing.T) {
	checkTexts(t, []string{
		acscodes.OutcomeUnknown:           "Unknown",
		acscodes.OutcomeCompleted:         "Completed",
		acscodes.OutcomeAnsweredElsewhere: "AnsweredElsewhere",
		acscodes.OutcomeRemoved:           "Removed",
		acscodes.OutcomeCanceled:          "Canceled",
		acscodes.OutcomeDeclined:          "Declined",
		acscodes.OutcomeBusy:              "Busy",
		acscodes.OutcomeNoAnswer:          "NoAnswer",
		acscodes.OutcomeUnreachable:       "Unreachable",
		acscodes.OutcomeInvalidTarget:     "InvalidTarget",
		acscodes.OutcomeNoInput:           "NoInput",
		acscodes.OutcomeForbidden:         "Forbidden",
		acscodes.OutcomeUnauthenticated:   "Unauthenticated",
		acscodes.OutcomeConnectionFailure: "ConnectionFailure",
		acscodes.OutcomeDeviceFailure:     "DeviceFailure",
		acscodes.OutcomeClientFailure:     "ClientFailure",
		acscodes.OutcomeTrunkFailure:      "TrunkFailure",
		acscodes.OutcomeLimitExceeded:     "LimitExceeded",
		acscodes.OutcomeInvalidRequest:    "InvalidRequest",
		acscodes.OutcomeServiceFailure:    "ServiceFailure",
	}, func(o *acscodes.Outcome) encoding.TextUnmarshaler { return o })
}

// Both are keys and values of JSON, as somebody who counts calls would write it.
func TestConstantsInJSON(t *testing.T) {
	var decoded map[acscodes.Category][]acscodes.Outcome
	text := `{"Success":["Completed","Unknown"]}`
	if err := json.Unmarshal([]byte(text), &decoded); err != nil {
		t.Fatal(err)
	}
	if encoded, err := json.Marshal(decoded); err != nil || string(encoded) != text {
		t.Errorf("%s, %v, want %s", encoded, err, text)
	}
}
