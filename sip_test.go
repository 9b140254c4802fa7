package acscodes_test

import (
	"math"
	"testing"

	"example.com/acscodes"
)

func TestSIP(t *testing.T) {
	type decoded struct {
		status       acscodes.Code
		outbound, ok bool
	}
	tests := map[acscodes.Subcode]decoded{
		acscodes.SubcodePSTNParticipantBusy: {486, true, true},
		acscodes.SubcodePSTNCallerCanceled:  {487, false, true},
		acscodes.SubcodePSTNCallerEnded:     {0, false, true},
		560000:                              {0, true, true},
		560488:                              {488, true, true}, // not documented
		540100:                              {100, false, true},
		540699:                              {699, false, true},
		540001:                              {},
		540099:                              {},
		540700:                              {},
		540998:                              {},
		560700:                              {},
		550486:                              {},
		539486:                              {},
		561000:                              {},
		acscodes.SubcodeBlockedAsSpam:       {}, // 510403
		486:                                 {},
		0:                                   {},
		acscodes.AnySubcode:                 {},
		-560486:                             {},
		math.MaxInt32:                       {},
		math.MinInt32:                       {},
	}
	for subcode, want := range tests {
		if status, outbound, ok := subcode.SIP(); (decoded{status, outbound, ok}) != want {
			t.Errorf("%d: %d, %t, %t, want %+v", subcode, status, outbound, ok, want)
		}
	}
}
