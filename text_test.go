package acscodes_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"example.com/acscodes"
)

// checkTexts walks all values of a type of constants: each constant has its text and decodes from it, and any other value
// reads as the zero one. Any other text is an error that lists the texts.
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
	want := "acscodes: unknown name: write one of " + strings.Join(texts, ", ")
	for _, text := range []string{"", "success", "SUCCESS", " Success", "noanswer", "UnexpectedServrError", "PartialSuccess", "Match(99)", "\xff"} {
		decoded := T(1)
		if err := unmarshal(&decoded).UnmarshalText([]byte(text)); err == nil || err.Error() != want || decoded != 1 {
			t.Errorf("%q unmarshals as %d, %v, want 1, %s", text, decoded, err, want)
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

func TestMatchText(t *testing.T) {
	checkTexts(t, []string{
		acscodes.MatchNone:       "None",
		acscodes.MatchClass:      "Class",
		acscodes.MatchCode:       "Code",
		acscodes.MatchSubcode:    "Subcode",
		acscodes.MatchReported:   "Reported",
		acscodes.MatchDiagnostic: "Diagnostic",
		acscodes.MatchExact:      "Exact",
	}, func(m *acscodes.Match) encoding.TextUnmarshaler { return m })
}

// The titles of the tables are compared with data in TestAllYieldsTheDocumentation.
func TestTableText(t *testing.T) {
	titles := []string{"None"}
	for table := acscodes.TableCallEnd; table <= acscodes.TableReported; table++ {
		titles = append(titles, table.String())
	}
	checkTexts(t, titles, func(t *acscodes.Table) encoding.TextUnmarshaler { return t })
}

func TestGroupsOfOutcomes(t *testing.T) {
	for number := range math.MaxUint8 + 1 {
		o := acscodes.Outcome(number)
		var got string
		for group, is := range map[string]bool{"success": o.IsSuccess(), "everyday": o.IsEveryday(), "failure": o.IsFailure()} {
			if is {
				got += group
			}
		}
		want := ""
		switch o {
		case acscodes.OutcomeCompleted, acscodes.OutcomeAnsweredElsewhere:
			want = "success"
		case acscodes.OutcomeRemoved, acscodes.OutcomeCanceled, acscodes.OutcomeDeclined, acscodes.OutcomeBusy, acscodes.OutcomeNoAnswer,
			acscodes.OutcomeUnreachable, acscodes.OutcomeInvalidTarget, acscodes.OutcomeNoInput:
			want = "everyday"
		default:
			if o.String() != "Unknown" {
				want = "failure"
			}
		}
		if got != want {
			t.Errorf("%s (%d) is in the group %q, want %q", o, number, got, want)
		}
	}
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
