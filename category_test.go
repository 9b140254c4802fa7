package acscodes_test

import (
	"encoding/json"
	"math"
	"testing"

	"example.com/acscodes"
)

func TestCategoryText(t *testing.T) {
	spellings := map[acscodes.Category]string{
		acscodes.CategoryUnknown:               "Unknown",
		acscodes.CategorySuccess:               "Success",
		acscodes.CategoryExpectedError:         "ExpectedError",
		acscodes.CategoryUnexpectedClientError: "UnexpectedClientError",
		acscodes.CategoryUnexpectedServerError: "UnexpectedServerError",
	}
	for number := range math.MaxUint8 + 1 {
		category := acscodes.Category(number)
		want, known := spellings[category]
		if !known {
			want = "Unknown"
		}
		if category.String() != want {
			t.Errorf("Category %d is %q, want %q", number, category, want)
		}
		text, err := category.MarshalText()
		if err != nil || string(text) != want {
			t.Errorf("Category %d marshals as %q, %v", number, text, err)
		}
		if !known {
			continue
		}
		decoded := acscodes.Category(99)
		if err := decoded.UnmarshalText(text); err != nil || decoded != category {
			t.Errorf("%q unmarshals as %d, %v, want %d", text, decoded, err, category)
		}
	}
}

func TestCategoryOfTheFuture(t *testing.T) {
	for _, text := range []string{"", "success", "SUCCESS", " Success", "UnxpectedClientError", "PartialSuccess", "\xff"} {
		category := acscodes.CategorySuccess
		if err := category.UnmarshalText([]byte(text)); err != nil || category != acscodes.CategoryUnknown {
			t.Errorf("%q unmarshals as %s, %v, want Unknown", text, category, err)
		}
	}
}

func TestCategoryInJSON(t *testing.T) {
	var decoded map[acscodes.Category][]acscodes.Category
	text := `{"Success":["ExpectedError","Unknown"]}`
	if err := json.Unmarshal([]byte(text), &decoded); err != nil {
		t.Fatal(err)
	}
	if encoded, err := json.Marshal(decoded); err != nil || string(encoded) != text {
		t.Errorf("%s, %v, want %s", encoded, err, text)
	}
}

func TestCodeClass(t *testing.T) {
	tests := map[acscodes.Code]acscodes.Class{
		math.MinInt32: acscodes.ClassUnknown, -200: acscodes.ClassUnknown, acscodes.AnyCode: acscodes.ClassUnknown,
		0: acscodes.ClassUnknown, 2: acscodes.ClassUnknown, 199: acscodes.ClassUnknown,
		200: acscodes.ClassSuccess, 299: acscodes.ClassSuccess,
		300: acscodes.ClassUnknown, 399: acscodes.ClassUnknown,
		400: acscodes.ClassClientError, 499: acscodes.ClassClientError,
		500: acscodes.ClassServerError, 599: acscodes.ClassServerError,
		600: acscodes.ClassGlobalError, 699: acscodes.ClassGlobalError,
		700: acscodes.ClassUnknown, 4000: acscodes.ClassUnknown, math.MaxInt32: acscodes.ClassUnknown,
	}
	for code, want := range tests {
		if got := code.Class(); got != want {
			t.Errorf("the class of %d is %s, want %s", code, got, want)
		}
	}
}

func TestClassString(t *testing.T) {
	tests := map[acscodes.Class]string{
		acscodes.ClassUnknown:     "Unknown",
		acscodes.ClassSuccess:     "Success",
		acscodes.ClassClientError: "ClientError",
		acscodes.ClassServerError: "ServerError",
		acscodes.ClassGlobalError: "GlobalError",
		99:                        "Unknown",
	}
	for class, want := range tests {
		if got := class.String(); got != want {
			t.Errorf("Class %d is %q, want %q", class, got, want)
		}
	}
}
