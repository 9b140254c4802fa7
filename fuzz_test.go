package acscodes_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"unicode"

	"example.com/acscodes"
)

// FuzzUnmarshalReason checks that no payload panics, and that what decodes, encodes and decodes to the same.
func FuzzUnmarshalReason(f *testing.F) {
	for _, tt := range reasonCases {
		f.Add([]byte(tt.payload))
	}
	f.Add([]byte(`{"code":1,"message":"DiagCode: 408#10057.@ DiagCode: 99999999999#1","resultCategories":"x"}`))
	f.Add([]byte(`{"\u0063ode":"\ud800","a":[{"b":"]}\\\""}],"code":-0}`))
	f.Add([]byte("{\"message\":\"\xff\",\"phrase\":1e400}"))
	f.Fuzz(func(t *testing.T, payload []byte) {
		var reason acscodes.CallEndReason
		if err := reason.UnmarshalJSON(payload); err != nil {
			if len(err.Error()) > 200 {
				t.Errorf("an error that quotes the payload: %v", err)
			}
			return
		}
		if !json.Valid(payload) {
			t.Errorf("decoded from what is no JSON: %q", payload)
		}
		encoded, err := json.Marshal(reason)
		if err != nil {
			t.Fatalf("%+v: %v", reason, err)
		}
		var again acscodes.CallEndReason
		if err := json.Unmarshal(encoded, &again); err != nil || !reflect.DeepEqual(again, reason) {
			t.Errorf("%+v encodes as %s, which decodes to %+v, %v", reason, encoded, again, err)
		}
		entry, match := reason.Classify()
		if err := reason.Err(); (err == nil) != (entry.Category == acscodes.CategorySuccess) {
			t.Errorf("%v by %s with error %v", entry, match, err)
		}
		_, _, _ = reason.String(), reason.LogValue(), entry.String()
	})
}

// FuzzUnmarshalNumbers compares the numbers of plain payloads with what encoding/json reads.
func FuzzUnmarshalNumbers(f *testing.F) {
	f.Add([]byte(`{"code":487,"subCode":10004}`))
	f.Add([]byte(` { "a" : [ { } , "]" ] , "CODE" : 487 , "b" : "\\" , "subCODE":null, "c": {"code":1} } `))
	f.Add([]byte(`{"code":1,"code":2,"subCode":3,"SubCode":-4}`))
	f.Fuzz(func(t *testing.T, payload []byte) {
		if bytes.ContainsFunc(payload, func(r rune) bool { return r > unicode.MaxASCII || r == '\\' }) {
			return // encoding/json takes other letters than ours for an s or a k
		}
		var plain struct {
			Code    *int32
			SubCode *int32

			// Keys that only UnmarshalJSON knows.
			A any `json:"_code"`
			B any `json:"_subCode"`
			C any `json:"participantEndReason"`
			D any `json:"participantEndSubCode"`
			E any `json:"resultInformation"`
		}
		if json.Unmarshal(payload, &plain) != nil || plain.A != nil || plain.B != nil || plain.C != nil || plain.D != nil || plain.E != nil {
			return
		}
		var reason acscodes.CallEndReason
		if err := reason.UnmarshalJSON(payload); err != nil {
			return // a fault of another key, or a payload that is no object
		}
		wantCode, wantSubcode := anyCode, anySubcode
		if plain.Code != nil {
			wantCode = acscodes.Code(*plain.Code)
		}
		if plain.SubCode != nil {
			wantSubcode = acscodes.Subcode(*plain.SubCode)
		}
		if reason.Code != wantCode || reason.Subcode != wantSubcode {
			t.Errorf("%s decodes to %s, want %d/%d", payload, &reason, wantCode, wantSubcode)
		}
	})
}

// FuzzClassify compares Classify with a slow reading of data/*.md that follows the definition of each Match.
func FuzzClassify(f *testing.F) {
	rows := documentedRows(f)
	for _, row := range rows {
		f.Add(int32(row.code), int32(row.subcode))
		f.Add(int32(200), int32(row.subcode))
		f.Add(int32(row.code), int32(1))
	}
	unlisted := unlistedCategories(f)
	f.Fuzz(func(t *testing.T, number, subnumber int32) {
		checkAgainstSlow(t, rows, unlisted, acscodes.Code(number), acscodes.Subcode(subnumber))
	})
}

// checkAgainstSlow compares Classify and Lookup with the slow reading.
func checkAgainstSlow(t *testing.T, rows []documentedRow, unlisted map[acscodes.Code]string, code acscodes.Code, subcode acscodes.Subcode) {
	t.Helper()
	wantRow, wantMatch := slowRow(rows, code, subcode)
	wantCategory := wantRow.category
	if wantCategory == "" {
		inferred, match := slowCategory(unlisted, code)
		wantCategory, wantMatch = inferred, max(wantMatch, match)
	}
	entry, match := acscodes.Classify(code, subcode)
	if entry.Category.String() != wantCategory || match != wantMatch {
		t.Errorf("%d/%d: %s by %s, want %s by %s", code, subcode, entry.Category, match, wantCategory, wantMatch)
	}
	if entry.Message != wantRow.message || entry.Advice != wantRow.advice || entry.Table != wantRow.table || !slices.Equal(entry.Links(), wantRow.links) {
		t.Errorf("%d/%d: %v, want %+v", code, subcode, entry, wantRow)
	}
	if entry.Code != code || entry.Subcode != subcode {
		t.Errorf("%d/%d: the entry is of %d/%d", code, subcode, entry.Code, entry.Subcode)
	}
	if _, ok := acscodes.Lookup(code, subcode); ok != (match == acscodes.MatchExact) {
		t.Errorf("%d/%d: found %t, but %s", code, subcode, ok, match)
	}
}

// slowRow finds the row that answers, layer by layer.
func slowRow(rows []documentedRow, code acscodes.Code, subcode acscodes.Subcode) (documentedRow, acscodes.Match) {
	find := func(matches func(documentedRow) bool) (found []documentedRow) {
		for _, row := range rows {
			if matches(row) {
				found = append(found, row)
			}
		}
		return found
	}
	if exact := find(func(r documentedRow) bool { return r.code == code && r.subcode == subcode }); len(exact) > 0 {
		return exact[0], acscodes.MatchExact
	}
	if subcode != 0 && subcode != anySubcode {
		if alone := find(func(r documentedRow) bool { return r.code == anyCode && r.subcode == subcode }); len(alone) > 0 {
			return alone[0], acscodes.MatchSubcode
		}
		under := find(func(r documentedRow) bool { return r.subcode == subcode })
		if len(under) > 0 && !slices.ContainsFunc(under, func(r documentedRow) bool { return r.code != under[0].code }) {
			return under[0], acscodes.MatchSubcode
		}
	}
	if alone := find(func(r documentedRow) bool { return r.code == code && r.subcode == anySubcode }); len(alone) > 0 {
		return alone[0], acscodes.MatchCode
	}
	return documentedRow{}, acscodes.MatchNone
}

// slowCategory infers a category from a code.
func slowCategory(unlisted map[acscodes.Code]string, code acscodes.Code) (string, acscodes.Match) {
	if category, ok := unlisted[code]; ok {
		return category, acscodes.MatchCode
	}
	switch {
	case 200 <= code && code <= 299:
		return "Success", acscodes.MatchClass
	case 400 <= code && code <= 499:
		return "UnexpectedClientError", acscodes.MatchClass
	case 500 <= code && code <= 599:
		return "UnexpectedServerError", acscodes.MatchClass
	case 600 <= code && code <= 699:
		return "ExpectedError", acscodes.MatchClass
	}
	return "Unknown", acscodes.MatchNone
}

// FuzzCategoryText checks that every text is a category, and that documented ones stay what they are.
func FuzzCategoryText(f *testing.F) {
	for _, text := range []string{"", "Unknown", "Success", "ExpectedError", "UnexpectedClientError", "UnexpectedServerError", "success", "\xff"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var category, again acscodes.Category
		if err := category.UnmarshalText(text); err != nil {
			t.Fatal(err)
		}
		if category != acscodes.CategoryUnknown && category.String() != string(text) {
			t.Errorf("%q became %s", text, category)
		}
		encoded, err := category.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.UnmarshalText(encoded); err != nil || again != category {
			t.Errorf("%s became %s, %v", category, again, err)
		}
	})
}
