package acscodes_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"example.com/acscodes"
)

const (
	anyCode    = acscodes.AnyCode
	anySubcode = acscodes.AnySubcode
)

// reasonCases are payloads as backends receive them, by where they come from.
var reasonCases = map[string]struct {
	payload  string
	code     acscodes.Code
	subcode  acscodes.Subcode
	category acscodes.Category
	match    acscodes.Match
}{
	"Calling SDK callEndReason": {
		`{"code":487,"subCode":10004,"message":"Call was canceled on timeout.","resultCategories":["ExpectedError"]}`,
		487, 10004, acscodes.CategoryExpectedError, acscodes.MatchExact,
	},
	"Calling SDK callEndReason without subcode": {
		`{"code":603,"resultCategories":[]}`,
		603, anySubcode, acscodes.CategoryExpectedError, acscodes.MatchExact,
	},
	"Calling SDK error through JSON.stringify": {
		`{"_code":0,"_subCode":5317,"_resultCategories":["ExpectedError"],"name":"CallingCommunicationError","message":"ActionNotAllowed"}`,
		0, 5317, acscodes.CategoryExpectedError, acscodes.MatchExact,
	},
	"Event Grid data.reason": {
		`{"code":0,"subCode":540000,"phrase":"Call ended successfully by local PSTN caller."}`,
		0, 540000, acscodes.CategorySuccess, acscodes.MatchExact,
	},
	"Event Grid data.reason with nulls": {
		`{"code":null,"subCode":null,"phrase":null}`,
		anyCode, anySubcode, acscodes.CategoryUnknown, acscodes.MatchNone,
	},
	"Call Automation resultInformation": {
		`{"code":200,"subCode":560000,"message":"The conversation has ended. DiagCode: 0#560000.@"}`,
		200, 560000, acscodes.CategorySuccess, acscodes.MatchDiagnostic,
	},
	"Call Automation resultInformation without message": {
		`{"code":200,"subCode":560000}`,
		200, 560000, acscodes.CategorySuccess, acscodes.MatchSubcode,
	},
	"Call Automation resultInformation in its event data": {
		`{"resultInformation":{"code":200,"subCode":560000,"message":"The conversation has ended. DiagCode: 0#560000.@"}}`,
		200, 560000, acscodes.CategorySuccess, acscodes.MatchDiagnostic,
	},
	"Call Automation event data without resultInformation": {
		`{"operationContext":"7","resultInformation":null}`,
		anyCode, anySubcode, acscodes.CategoryUnknown, acscodes.MatchNone,
	},
	"Call Automation addParticipants": {
		`{"code":408,"subCode":10057,"message":"addParticipants failed. Underlying reason: Request Timeout. DiagCode: 408#10057.@"}`,
		408, 10057, acscodes.CategoryExpectedError, acscodes.MatchExact,
	},
	"mobile client": {
		`{"code":410,"subcode":3112}`,
		410, 3112, acscodes.CategoryExpectedError, acscodes.MatchExact,
	},
	".NET client": {
		`{"Code":500,"SubCode":560503,"Message":"Unexpected server error","SipDetails":{"Code":486,"Message":"Busy Here"}}`,
		500, 560503, acscodes.CategoryUnexpectedServerError, acscodes.MatchSubcode,
	},
	"Azure Monitor ACSCallSummary without subcode": {
		`{"participantEndReason":"0","participantEndSubCode":"null"}`,
		0, anySubcode, acscodes.CategoryUnknown, acscodes.MatchNone,
	},
	"Azure Monitor ACSCallSummary": {
		`{"ParticipantEndReason":"480","ParticipantEndSubCode":"10076","ResultCategory":"UnexpectedClientError"}`,
		480, 10076, acscodes.CategoryUnexpectedClientError, acscodes.MatchExact,
	},
	"Azure Monitor ACSCallSummary with a list": {
		`{"participantEndReason":"","participantEndSubCode":"7000","resultCategories":["Success"]}`,
		anyCode, 7000, acscodes.CategorySuccess, acscodes.MatchSubcode,
	},
	"undocumented": {
		`{"code":0,"subCode":5999}`,
		0, 5999, acscodes.CategoryUnknown, acscodes.MatchNone,
	},
	"undocumented with a category": {
		`{"code":0,"subCode":5999,"resultCategories":["ExpectedError"]}`,
		0, 5999, acscodes.CategoryExpectedError, acscodes.MatchNone,
	},
	"category of the future, then a known one": {
		`{"code":0,"subCode":5999,"resultCategories":["PartialSuccess","UnexpectedServerError"]}`,
		0, 5999, acscodes.CategoryUnexpectedServerError, acscodes.MatchNone,
	},
	"category of the future": {
		`{"code":480,"subCode":10037,"resultCategories":["PartialSuccess"]}`,
		480, 10037, acscodes.CategoryExpectedError, acscodes.MatchExact,
	},
	"documented code, undocumented subcode": {
		`{"code":480,"subCode":1}`,
		480, 1, acscodes.CategoryExpectedError, acscodes.MatchCode,
	},
	"undocumented code": {
		`{"code":599,"subCode":1}`,
		599, 1, acscodes.CategoryUnexpectedServerError, acscodes.MatchClass,
	},
	"empty":        {`{}`, anyCode, anySubcode, acscodes.CategoryUnknown, acscodes.MatchNone},
	"null":         {`null`, anyCode, anySubcode, acscodes.CategoryUnknown, acscodes.MatchNone},
	"empty texts":  {`{"code":"","subCode":"null"}`, anyCode, anySubcode, acscodes.CategoryUnknown, acscodes.MatchNone},
	"only unknown": {`{"reasonCode":487}`, anyCode, anySubcode, acscodes.CategoryUnknown, acscodes.MatchNone},
}

func TestReasonShapes(t *testing.T) {
	for name, tt := range reasonCases {
		t.Run(name, func(t *testing.T) {
			reason := decodeReason(t, tt.payload)
			if reason.Code != tt.code || reason.Subcode != tt.subcode {
				t.Errorf("decoded %d/%d, want %d/%d", reason.Code, reason.Subcode, tt.code, tt.subcode)
			}
			entry, match := reason.Classify()
			if entry.Category != tt.category || match != tt.match {
				t.Errorf("classified as %s by %s, want %s by %s", entry.Category, match, tt.category, tt.match)
			}
			if entry.Code != tt.code || entry.Subcode != tt.subcode {
				t.Errorf("the entry is of %d/%d, want %d/%d", entry.Code, entry.Subcode, tt.code, tt.subcode)
			}
			if err := reason.Err(); (err == nil) != (tt.category == acscodes.CategorySuccess) {
				t.Errorf("the error of %s is %v", tt.category, err)
			}
			encoded, err := json.Marshal(reason)
			if err != nil {
				t.Fatal(err)
			}
			if again := decodeReason(t, string(encoded)); !reflect.DeepEqual(again, reason) {
				t.Errorf("%s decodes to %+v, want %+v", encoded, again, reason)
			}
		})
	}
}

func decodeReason(t testing.TB, payload string) *acscodes.CallEndReason {
	t.Helper()
	reason := new(acscodes.CallEndReason)
	if err := reason.UnmarshalJSON([]byte(payload)); err != nil {
		t.Fatalf("%s: %v", payload, err)
	}
	return reason
}

func TestReasonDecoding(t *testing.T) {
	tests := map[string]struct {
		payload string
		want    acscodes.CallEndReason
	}{
		"white space":          {" \t\r\n{ \"code\" : 1 , \"subCode\" : 2 } \n", acscodes.CallEndReason{Code: 1, Subcode: 2}},
		"key twice":            {`{"code":1,"code":2,"subCode":3,"SUBCODE":4}`, acscodes.CallEndReason{Code: 2, Subcode: 4}},
		"key twice, last null": {`{"code":1,"code":null,"subCode":3}`, acscodes.CallEndReason{Code: anyCode, Subcode: 3}},
		"key with escapes":     {`{"c\u006fde":1,"sub\u0043ode":2}`, acscodes.CallEndReason{Code: 1, Subcode: 2}},
		"documented key first": {`{"_code":1,"code":2,"participantEndReason":3,"_subCode":4,"subCode":5}`, acscodes.CallEndReason{Code: 2, Subcode: 5}},
		"null key passed over": {`{"_code":1,"code":null,"subCode":5}`, acscodes.CallEndReason{Code: 1, Subcode: 5}},
		"the ends of int32":    {`{"code":2147483647,"subCode":"-2147483648"}`, acscodes.CallEndReason{Code: 2147483647, Subcode: -2147483648}},
		"number with escapes":  {`{"code":"\u0034\u0038\u0037","subCode":"\u006eull"}`, acscodes.CallEndReason{Code: 487, Subcode: anySubcode}},
		"message":              {`{"code":1,"subCode":2,"message":"a\n\"b\" \u00e9"}`, acscodes.CallEndReason{Code: 1, Subcode: 2, Message: "a\n\"b\" é"}},
		"phrase":               {`{"code":1,"subCode":2,"message":null,"phrase":"a"}`, acscodes.CallEndReason{Code: 1, Subcode: 2, Message: "a"}},
		"invalid UTF-8":        {"{\"code\":1,\"subCode\":2,\"message\":\"a\xff\",\"\xff\":3}", acscodes.CallEndReason{Code: 1, Subcode: 2, Message: "a\uFFFD"}},
		"lone category": {
			`{"code":1,"subCode":2,"resultCategories":"Success"}`,
			acscodes.CallEndReason{Code: 1, Subcode: 2, Categories: []acscodes.Category{acscodes.CategorySuccess}},
		},
		"categories": {
			`{"code":1,"subCode":2,"resultCategories":["Success",null,"","Later" , "ExpectedError"]}`,
			acscodes.CallEndReason{Code: 1, Subcode: 2, Categories: []acscodes.Category{
				acscodes.CategorySuccess, acscodes.CategoryUnknown, acscodes.CategoryExpectedError,
			}},
		},
		"no category": {`{"code":1,"subCode":2,"resultCategories":"null","resultCategory":""}`, acscodes.CallEndReason{Code: 1, Subcode: 2}},
		"other keys of every type": {
			`{"a":null,"b":true,"c":[1,{"code":9}],"d":{"code":9,"e":"}]\""},"code":1,"f":-1.5e3,"subCode":2}`,
			acscodes.CallEndReason{Code: 1, Subcode: 2},
		},
		"numbers beside resultInformation": {
			`{"code":1,"resultInformation":{"code":3,"subCode":4}}`,
			acscodes.CallEndReason{Code: 1, Subcode: anySubcode},
		},
		"numbers beside another resultInformation": {
			`{"code":1,"resultInformation":"text"}`,
			acscodes.CallEndReason{Code: 1, Subcode: anySubcode},
		},
		"resultInformation only one level deep": {
			`{"resultInformation":{"resultInformation":{"code":3}}}`,
			acscodes.CallEndReason{Code: anyCode, Subcode: anySubcode},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := decodeReason(t, tt.payload); !reflect.DeepEqual(*got, tt.want) {
				t.Errorf("got %+v, want %+v", *got, tt.want)
			}
		})
	}
}

func TestReasonDecodingErrors(t *testing.T) {
	deep := strings.Repeat("[", 20000) + strings.Repeat("]", 20000)
	tests := map[string]struct{ payload, want string }{
		"fraction":                {`{"code":487.5}`, `acscodes: key "code" is a number that is no int32`},
		"fraction that is whole":  {`{"code":487.0}`, `acscodes: key "code" is a number that is no int32`},
		"exponent":                {`{"code":1e2}`, `acscodes: key "code" is a number that is no int32`},
		"past int32":              {`{"subCode":2147483648}`, `acscodes: key "subCode" is a number that is no int32`},
		"past int32, negative":    {`{"subCode":-2147483649}`, `acscodes: key "subCode" is a number that is no int32`},
		"far past int32":          {`{"_code":` + strings.Repeat("9", 1000) + `}`, `acscodes: key "_code" is a number that is no int32`},
		"text":                    {`{"_subCode":"evil"}`, `acscodes: key "_subCode" is a string that is no int32`},
		"text with a space":       {`{"code":" 487"}`, `acscodes: key "code" is a string that is no int32`},
		"boolean":                 {`{"participantEndReason":true}`, `acscodes: key "participantEndReason" is a boolean, want an int32`},
		"array":                   {`{"participantEndSubCode":[1]}`, `acscodes: key "participantEndSubCode" is an array, want an int32`},
		"object":                  {`{"CODE":{"a":1}}`, `acscodes: key "code" is an object, want an int32`},
		"message":                 {`{"message":1}`, `acscodes: key "message" is a number, want a string`},
		"phrase":                  {`{"phrase":["a"]}`, `acscodes: key "phrase" is an array, want a string`},
		"categories":              {`{"resultCategories":true}`, `acscodes: key "resultCategories" is a boolean, want an array of strings`},
		"category":                {`{"_resultCategories":["Success",1]}`, `acscodes: key "_resultCategories" holds a number, want strings`},
		"lone category":           {`{"resultCategory":{}}`, `acscodes: key "resultCategory" is an object, want an array of strings`},
		"resultInformation":       {`{"resultInformation":[]}`, `acscodes: key "resultInformation" is an array, want an object`},
		"within resultInfomation": {`{"resultInformation":{"code":false}}`, `acscodes: key "code" is a boolean, want an int32`},
		"no object":               {`[487,10004]`, `acscodes: reason is an array, want an object`},
		"a number":                {`487`, `acscodes: reason is a number, want an object`},
		"a text":                  {`"487/10004"`, `acscodes: reason is a string, want an object`},
		"a boolean":               {`true`, `acscodes: reason is a boolean, want an object`},
		"nothing":                 {``, `acscodes: reason: unexpected end of JSON input`},
		"broken":                  {`{"code":`, `acscodes: reason: unexpected end of JSON input`},
		"no JSON":                 {"\x1b[31m", `acscodes: reason: invalid character '\x1b' looking for beginning of value`},
		"too deep":                {`{"a":` + deep + `}`, `acscodes: reason: invalid character '[' exceeded max depth`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reason := acscodes.CallEndReason{Code: 1, Subcode: 2, Message: "before"}
			err := reason.UnmarshalJSON([]byte(tt.payload))
			if err == nil || err.Error() != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
			if reason.Code != 1 || reason.Subcode != 2 || reason.Message != "before" {
				t.Errorf("the reason became %+v", reason)
			}
		})
	}
}

func TestReasonWithinAnEvent(t *testing.T) {
	var event struct{ Absent, Null, Empty, Given *acscodes.CallEndReason }
	payload := `{"null":null,"empty":{},"given":{"code":0,"subCode":0}}`
	if err := json.Unmarshal([]byte(payload), &event); err != nil {
		t.Fatal(err)
	}
	if event.Absent != nil || event.Null != nil || event.Empty == nil || event.Given == nil {
		t.Fatalf("%+v", event)
	}
	if event.Absent.Err() == nil || event.Null.Err() == nil || event.Empty.Err() == nil {
		t.Error("an event without a reason is a success")
	}
	if err := event.Given.Err(); err != nil {
		t.Errorf("0/0 is an error: %v", err)
	}
}

func TestReasonEncoding(t *testing.T) {
	tests := map[string]struct {
		reason acscodes.CallEndReason
		want   string
	}{
		"everything": {
			acscodes.CallEndReason{
				Code: 480, Subcode: 10037, Message: "a",
				Categories: []acscodes.Category{acscodes.CategoryExpectedError, acscodes.CategoryUnknown},
			},
			`{"code":480,"subCode":10037,"message":"a","resultCategories":["ExpectedError","Unknown"]}`,
		},
		"zero numbers": {acscodes.CallEndReason{}, `{"code":0,"subCode":0}`},
		"nothing":      {acscodes.CallEndReason{Code: anyCode, Subcode: anySubcode}, `{}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := json.Marshal(tt.reason)
			if err != nil || string(got) != tt.want {
				t.Errorf("got %s, %v, want %s", got, err, tt.want)
			}
		})
	}
}

func TestDiagCode(t *testing.T) {
	tests := map[string]struct {
		message string
		match   acscodes.Match
		want    string // the start of the answer's message
	}{
		"documented":               {"Failed. DiagCode: 408#10057.@", acscodes.MatchDiagnostic, "Call failed, callee failed"},
		"without a space":          {"DiagCode:408#10057", acscodes.MatchDiagnostic, "Call failed, callee failed"},
		"the second is documented": {"DiagCode: 1#2.@ DiagCode: 487#10004.@", acscodes.MatchDiagnostic, "Call was canceled on timeout"},
		"two documented":           {"DiagCode: 408#10057.@ DiagCode: 487#10004.@", acscodes.MatchDiagnostic, "Call failed, callee failed"},
		"undocumented":             {"DiagCode: 799#1.@", acscodes.MatchCode, "Remote client endpoint"},
		"the code alone":           {"DiagCode: 490.@", acscodes.MatchCode, "Remote client endpoint"},
		"no subcode":               {"DiagCode: 408#.@", acscodes.MatchCode, "Remote client endpoint"},
		"negative":                 {"DiagCode: -1#7000.@", acscodes.MatchCode, "Remote client endpoint"},
		"past int32":               {"DiagCode: 408#4294977353.@", acscodes.MatchCode, "Remote client endpoint"},
		"code past int32":          {"DiagCode: 99999999999999999999408#10057.@", acscodes.MatchCode, "Remote client endpoint"},
		"another spelling":         {"diagcode: 408#10057.@", acscodes.MatchCode, "Remote client endpoint"},
		"cut off":                  {"DiagCode:", acscodes.MatchCode, "Remote client endpoint"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reason := acscodes.CallEndReason{Code: 480, Subcode: 1, Message: tt.message}
			entry, match := reason.Classify()
			if match != tt.match || !strings.HasPrefix(entry.Message, tt.want) {
				t.Errorf("%q by %s, want %q by %s", entry.Message, match, tt.want, tt.match)
			}
			if entry.Code != 480 || entry.Subcode != 1 {
				t.Errorf("the entry is of %d/%d, want 480/1", entry.Code, entry.Subcode)
			}
		})
	}
	t.Run("a documented pair needs none", func(t *testing.T) {
		reason := acscodes.CallEndReason{Code: 480, Subcode: 10037, Message: "DiagCode: 0#0.@"}
		if entry, match := reason.Classify(); match != acscodes.MatchExact || entry.Category != acscodes.CategoryExpectedError {
			t.Errorf("%v by %s", entry, match)
		}
	})
	t.Run("the category of the payload wins", func(t *testing.T) {
		reason := acscodes.CallEndReason{
			Code: 480, Subcode: 1, Message: "DiagCode: 0#0.@",
			Categories: []acscodes.Category{acscodes.CategoryUnexpectedServerError},
		}
		if entry, match := reason.Classify(); match != acscodes.MatchDiagnostic || entry.Category != acscodes.CategoryUnexpectedServerError {
			t.Errorf("%v by %s", entry, match)
		}
	})
}

func TestNilReason(t *testing.T) {
	var reason *acscodes.CallEndReason
	entry, match := reason.Classify()
	if entry.Code != anyCode || entry.Subcode != anySubcode || entry.Category != acscodes.CategoryUnknown || match != acscodes.MatchNone {
		t.Errorf("%+v by %s", entry, match)
	}
	if got := reason.String(); got != "-/-" {
		t.Errorf("String: %q", got)
	}
	var e *acscodes.Error
	if err := reason.Err(); !errors.As(err, &e) || e.Reason.Code != anyCode || e.Reason.Subcode != anySubcode || err.Error() != "call ended without a reason" {
		t.Errorf("Err: %v", err)
	}
	if got, want := reason.LogValue().String(), "[name= category=Unknown match=None message=]"; got != want {
		t.Errorf("LogValue: %s, want %s", got, want)
	}
}

func TestErrorText(t *testing.T) {
	tests := map[string]struct{ payload, want string }{
		"exact":        {`{"code":480,"subCode":10037}`, "call ended with 480/10037 NoEndpointsRegistered (ExpectedError): Target user didn't have any endpoints registered with ACS. Ensure that target user has at least one active endpoint and it's online."},
		"code":         {`{"code":480,"subCode":1}`, "call ended with 480/1 TemporarilyUnavailable (ExpectedError): Remote client endpoint not registered."},
		"unlisted":     {`{"code":486,"subCode":1}`, "call ended with 486/1 BusyHere (ExpectedError)"},
		"class":        {`{"code":599}`, "call ended with 599/- (UnexpectedServerError)"},
		"undocumented": {`{"code":0,"subCode":5999}`, "call ended with 0/5999, which is not documented"},
		"absent":       {`{}`, "call ended without a reason"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := decodeReason(t, tt.payload).Err().Error(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestHas(t *testing.T) {
	timeout := (&acscodes.CallEndReason{Code: 487, Subcode: 10004}).Err()
	offline := (&acscodes.CallEndReason{Code: 480, Subcode: 10076}).Err()
	var typedNil *acscodes.Error
	errs := map[string]struct {
		err  error
		want bool // whether a timeout is in it
	}{
		"itself":             {timeout, true},
		"wrapped":            {fmt.Errorf("call 7: %w", timeout), true},
		"wrapped twice":      {fmt.Errorf("queue: %w", fmt.Errorf("call 7: %w", timeout)), true},
		"joined":             {errors.Join(errors.New("a"), timeout), true},
		"behind another":     {errors.Join(offline, fmt.Errorf("b: %w", timeout)), true},
		"wrapped with two":   {fmt.Errorf("%w, %w", offline, timeout), true},
		"joined and wrapped": {fmt.Errorf("c: %w", errors.Join(offline, timeout)), true},
		"another":            {offline, false},
		"two others":         {errors.Join(offline, errors.New("a")), false},
		"no call's":          {errors.New("a"), false},
		"text only":          {fmt.Errorf("a: %v", timeout), false},
		"nil":                {nil, false},
		"typed nil":          {typedNil, false},
	}
	for name, tt := range errs {
		t.Run(name, func(t *testing.T) {
			if got := acscodes.HasCode(tt.err, 600, 487); got != tt.want {
				t.Errorf("HasCode: %t", got)
			}
			if got := acscodes.HasSubcode(tt.err, acscodes.SubcodeNone, acscodes.SubcodeAnswerTimeout); got != tt.want {
				t.Errorf("HasSubcode: %t", got)
			}
			if acscodes.HasCode(tt.err) || acscodes.HasSubcode(tt.err) || acscodes.HasCategory(tt.err) {
				t.Error("an error has one of nothing")
			}
			if acscodes.HasCategory(tt.err, acscodes.CategorySuccess, acscodes.CategoryUnknown) {
				t.Error("an expected error has another category")
			}
		})
	}
	if !acscodes.HasCategory(fmt.Errorf("a: %w", offline), acscodes.CategorySuccess, acscodes.CategoryExpectedError) {
		t.Error("480/10076 is no ExpectedError")
	}
}

// TestPayloadNeverReachesTheLog gives each part of the payload that an attacker writes a mark, and looks for it.
func TestPayloadNeverReachesTheLog(t *testing.T) {
	const mark = "EVIL"
	payloads := map[string]string{
		"message":            `{"code":480,"subCode":1,"message":"EVIL\n\u001b[31m","phrase":"EVIL"}`,
		"categories":         `{"code":480,"subCode":1,"resultCategories":["EVIL","ExpectedError"]}`,
		"undocumented":       `{"code":0,"subCode":5999,"message":"EVIL"}`,
		"without numbers":    `{"message":"EVIL","resultCategory":"EVIL"}`,
		"with a DiagCode":    `{"code":480,"subCode":1,"message":"EVIL DiagCode: 408#10057.@EVIL"}`,
		"other keys":         `{"EVIL":"EVIL","code":480,"name":"EVIL"}`,
		"wrong number":       `{"code":"EVIL"}`,
		"wrong type":         `{"code":["EVIL"]}`,
		"wrong message":      `{"message":{"EVIL":1}}`,
		"wrong category":     `{"resultCategories":[["EVIL"]]}`,
		"wrong reason":       `["EVIL"]`,
		"escapes in a key":   `{"c\u004fde":"EVIL"}`,
		"megabyte of text":   `{"code":480,"message":"` + strings.Repeat(mark, 1<<18) + `"}`,
		"broken JSON":        `{"code":480,"message":"EVIL`,
		"ten thousand":       `{"code":480,"resultCategories":[` + strings.Repeat(`"EVIL",`, 9999) + `"EVIL"]}`,
		"many DiagCodes":     `{"code":480,"subCode":1,"message":"` + strings.Repeat("DiagCode: 99999999999#EVIL ", 10000) + `"}`,
		"digits of DiagCode": `{"code":480,"subCode":1,"message":"DiagCode: ` + strings.Repeat("9", 1<<20) + `"}`,
	}
	for name, payload := range payloads {
		t.Run(name, func(t *testing.T) {
			var shown strings.Builder
			var reason acscodes.CallEndReason
			if err := reason.UnmarshalJSON([]byte(payload)); err != nil {
				shown.WriteString(err.Error())
			}
			err := reason.Err()
			fmt.Fprint(&shown, &reason, err)
			var log bytes.Buffer
			slog.New(slog.NewJSONHandler(&log, nil)).Info("call ended", "reason", &reason)
			slog.New(slog.NewTextHandler(&log, nil)).Info("call ended", "reason", &reason)
			shown.Write(log.Bytes())
			if strings.Contains(shown.String(), mark) {
				t.Errorf("the payload shows in %.200q", shown.String())
			}
			if err != nil && strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' }) {
				t.Errorf("control characters in %q", err)
			}
		})
	}
}

func TestLogValue(t *testing.T) {
	tests := map[string]struct{ payload, want string }{
		"exact": {
			`{"code":480,"subCode":10037,"message":"evil"}`,
			`{"code":480,"subCode":10037,"name":"NoEndpointsRegistered","category":"ExpectedError","match":"Exact","message":"Target user didn't have any endpoints registered with ACS. Ensure that target user has at least one active endpoint and it's online."}`,
		},
		"code":    {`{"code":604}`, `{"code":604,"name":"DoesNotExistAnywhere","category":"ExpectedError","match":"Exact","message":"Doesn't exist anywhere. Requested URI doesn't exist."}`},
		"subcode": {`{"subCode":540000}`, `{"subCode":540000,"name":"PSTNCallerEnded","category":"Success","match":"Subcode","message":"Call ended successfully by local PSTN caller.","sip":"answered by the session border controller, inbound call, normal call clearing; see its logs"}`},
		"session border controller, undocumented": {`{"code":480,"subCode":560488}`, `{"code":480,"subCode":560488,"name":"TemporarilyUnavailable","category":"ExpectedError","match":"Code","message":"Remote client endpoint not registered.","sip":"answered by the session border controller, outbound call, SIP 488; see its logs"}`},
		"undocumented":    {`{"code":799,"subCode":1}`, `{"code":799,"subCode":1,"name":"","category":"Unknown","match":"None","message":""}`},
		"without numbers": {`{}`, `{"name":"","category":"Unknown","match":"None","message":""}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			slog.New(slog.NewJSONHandler(&log, nil)).Info("", "reason", decodeReason(t, tt.payload))
			var record struct{ Reason json.RawMessage }
			if err := json.Unmarshal(log.Bytes(), &record); err != nil {
				t.Fatal(err)
			}
			if string(record.Reason) != tt.want {
				t.Errorf("got  %s\nwant %s", record.Reason, tt.want)
			}
		})
	}
}

func TestReasonString(t *testing.T) {
	tests := map[string]string{
		`{"code":487,"subCode":10004}`: "487/10004",
		`{"code":0,"subCode":0}`:       "0/0",
		`{"code":490}`:                 "490/-",
		`{"subCode":7000}`:             "-/7000",
		`{}`:                           "-/-",
		`{"code":-5,"subCode":-6}`:     "-5/-6",
	}
	for payload, want := range tests {
		if got := decodeReason(t, payload).String(); got != want {
			t.Errorf("%s is %q, want %q", payload, got, want)
		}
	}
}
