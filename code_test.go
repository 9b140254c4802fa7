package acscodes_test

import (
	"math"
	"testing"

	"example.com/acscodes"
)

func TestNamesAreTheRegistry(t *testing.T) {
	codes := make(map[acscodes.Code]string)
	for _, record := range readRecords(t, "data/codes.csv") {
		codes[acscodes.Code(documentedNumber(t, record[0]))] = record[1]
	}
	subcodes := make(map[acscodes.Subcode]string)
	for _, record := range readRecords(t, "data/subcodes.csv") {
		subcodes[acscodes.Subcode(documentedNumber(t, record[0]))] = record[1]
	}
	numbers := make(map[string]int) // with that name
	for _, name := range codes {
		numbers[name]++
	}
	for _, name := range subcodes {
		if numbers[name]++; numbers[name] > 1 {
			t.Errorf("%s is the name of more than one number", name)
		}
	}
	for number := int32(-2); number < 600_000; number++ {
		if code := acscodes.Code(number); code.Name() != codes[code] {
			t.Errorf("code %d has the name %q, want %q", number, code.Name(), codes[code])
		}
		if subcode := acscodes.Subcode(number); subcode.Name() != subcodes[subcode] {
			t.Errorf("subcode %d has the name %q, want %q", number, subcode.Name(), subcodes[subcode])
		}
	}
}

func TestNumberString(t *testing.T) {
	tests := []struct {
		number        int32
		code, subcode string
	}{
		{0, "Ended", "Unspecified"},
		{404, "NotFound", "UnableToAnswer"},
		{10004, "Code(10004)", "AnswerTimeout"},
		{799, "Code(799)", "Subcode(799)"},
		{-1, "NoCode", "NoSubcode"},
		{-2, "Code(-2)", "Subcode(-2)"},
		{math.MaxInt32, "Code(2147483647)", "Subcode(2147483647)"},
		{math.MinInt32, "Code(-2147483648)", "Subcode(-2147483648)"},
	}
	for _, tt := range tests {
		if got := acscodes.Code(tt.number).String(); got != tt.code {
			t.Errorf("code %d is %q, want %q", tt.number, got, tt.code)
		}
		if got := acscodes.Subcode(tt.number).String(); got != tt.subcode {
			t.Errorf("subcode %d is %q, want %q", tt.number, got, tt.subcode)
		}
	}
}

func TestSIPStatus(t *testing.T) {
	type decoded struct {
		status int
		ok     bool
	}
	tests := map[acscodes.Subcode]decoded{
		acscodes.SubcodePSTNParticipantBusy: {486, true},
		acscodes.SubcodePSTNCallerCanceled:  {487, true},
		acscodes.SubcodePSTNCallerEnded:     {0, true},
		560000:                              {0, true},
		560488:                              {488, true}, // not documented
		540100:                              {100, true},
		540699:                              {699, true},
		540001:                              {},
		540099:                              {},
		540700:                              {},
		540998:                              {},
		560700:                              {},
		550486:                              {},
		539486:                              {},
		561000:                              {},
		510403:                              {},
		486:                                 {},
		0:                                   {},
		acscodes.NoSubcode:                  {},
		-560486:                             {},
		math.MaxInt32:                       {},
		math.MinInt32:                       {},
	}
	for subcode, want := range tests {
		if status, ok := subcode.SIPStatus(); (decoded{status, ok}) != want {
			t.Errorf("%d: %d, %t, want %+v", subcode, status, ok, want)
		}
	}
}
