package acscodes_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode"

	"example.com/acscodes"
)

// FuzzUnmarshalJSON checks that no payload panics, and that what decodes, encodes and decodes to the same.
func FuzzUnmarshalJSON(f *testing.F) {
	for _, tt := range payloads {
		f.Add([]byte(tt.payload))
	}
	f.Add([]byte(`{"code":1,"message":"DiagCode: 408#10057.@ DiagCode: 99999999999#1","resultCategories":"x"}`))
	f.Add([]byte(`{"\u0063ode":"\ud800","a":[{"b":"]}\\\""}],"code":-0}`))
	f.Add([]byte("{\"message\":\"\xff\",\"phrase\":1e400}"))
	f.Fuzz(func(t *testing.T, payload []byte) {
		var reason acscodes.CallEndReason
		if err := reason.UnmarshalJSON(payload); err != nil {
			if len(err.Error()) > 100 || !reason.IsZero() {
				t.Errorf("an error that quotes the payload, or leaves a reason: %v, %v", err, reason)
			}
			return
		}
		if !json.Valid(payload) {
			t.Errorf("decoded from what is not JSON: %q", payload)
		}
		checkReason(t, reason)
	})
}

// FuzzFindReason checks the same of what is found in an event, and that a reason is found as UnmarshalJSON decodes it.
func FuzzFindReason(f *testing.F) {
	for _, tt := range payloads {
		f.Add([]byte(tt.payload))
		f.Add([]byte(`{"a":[],"data":{"properties":null,"Reason":` + tt.payload + `}}`))
	}
	f.Fuzz(func(t *testing.T, event []byte) {
		found, err := acscodes.FindReason(event)
		if err != nil {
			if len(err.Error()) > 100 || !found.IsZero() {
				t.Errorf("an error that quotes the event, or leaves a reason: %v, %v", err, found)
			}
			return
		}
		checkReason(t, found)
		var decoded acscodes.CallEndReason
		if err := decoded.UnmarshalJSON(event); err == nil && decoded.Code() != noCode && decoded.Subcode() != noSubcode && decoded != found {
			t.Errorf("found %v in %q, which decodes to %v", found, event, decoded)
		}
	})
}

// checkReason checks what holds for every reason, wherever it comes from.
func checkReason(t *testing.T, reason acscodes.CallEndReason) {
	t.Helper()
	encoded, err := json.Marshal(reason)
	if err != nil {
		t.Fatalf("%v: %v", reason, err)
	}
	var again acscodes.CallEndReason
	if err := json.Unmarshal(encoded, &again); err != nil || again != reason {
		t.Errorf("%v encodes as %s, which decodes to %v, %v", reason, encoded, again, err)
	}
	c := reason.Classify()
	if err := c.Err(); (err == nil) != c.Outcome.IsSuccess() {
		t.Errorf("%v with the error %v", c, err)
	}
	if c.Category == acscodes.CategorySuccess && c.Outcome >= acscodes.OutcomeForbidden {
		t.Errorf("a success with an outcome that is a failure: %v", c)
	}
	if reason.Code() == noCode && reason.Subcode() == noSubcode && c.Category == acscodes.CategorySuccess {
		t.Errorf("a success without numbers: %s", encoded)
	}
	_, _ = reason.LogValue(), c.String()
}

// FuzzUnmarshalNumbers compares the numbers of plain payloads with what encoding/json reads.
func FuzzUnmarshalNumbers(f *testing.F) {
	f.Add([]byte(`{"code":487,"subCode":10004}`))
	f.Add([]byte(` { "a" : [ { } , "]" ] , "CODE" : 487 , "b" : "\\" , "subCODE":null, "c": {"code":1} } `))
	f.Add([]byte(`{"code":1,"code":2,"subCode":3,"SubCode":-4}`))
	f.Fuzz(func(t *testing.T, payload []byte) {
		if bytes.ContainsFunc(payload, func(r rune) bool { return r > unicode.MaxASCII || r == '\\' || r == '_' }) {
			return // encoding/json takes other letters than ours for an s or a k, and no underscores
		}
		plain := struct{ Code, SubCode int32 }{-1, -1}
		if json.Unmarshal(payload, &plain) != nil || plain.Code == -1 || plain.SubCode == -1 || bytes.Contains(payload, []byte("null")) {
			return // other keys count where one of these two is absent
		}
		var reason acscodes.CallEndReason
		if err := reason.UnmarshalJSON(payload); err != nil {
			t.Fatalf("%q: %v", payload, err)
		}
		if int32(reason.Code()) != plain.Code || int32(reason.Subcode()) != plain.SubCode {
			t.Errorf("%s decodes to %v, want %d/%d", payload, reason, plain.Code, plain.SubCode)
		}
	})
}

// FuzzClassify compares Classify with a slow reading of data.
func FuzzClassify(f *testing.F) {
	s := newSlow(f)
	for _, row := range s.rows {
		f.Add(int32(row.code), int32(row.subcode), int32(487), int32(10004), 486, "Success")
		f.Add(int32(200), int32(row.subcode), int32(0), int32(0), 0, "")
	}
	categories := map[string]bool{"": true, "Success": true, "ExpectedError": true, "UnexpectedClientError": true, "UnexpectedServerError": true}
	f.Fuzz(func(t *testing.T, code, subcode, diagnosedCode, diagnosedSubcode int32, sip int, reported string) {
		if !categories[reported] || sip < 0 || sip > 1000 {
			return
		}
		diagnosed := pair{acscodes.Code(diagnosedCode), acscodes.Subcode(diagnosedSubcode)}
		s.check(t, report{pair{acscodes.Code(code), acscodes.Subcode(subcode)}, diagnosed, reported, sip})
	})
}
