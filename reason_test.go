package acscodes_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"example.com/acscodes"
)

// payloads are reasons as backends receive them, by where they come from. The fuzz targets start from them, too.
var payloads = map[string]struct {
	payload string
	want    string // the pair
	outcome acscodes.Outcome
	match   acscodes.Match
}{
	"Calling SDK": {
		`{"code":487,"subCode":10004,"message":"Call was canceled on timeout.","resultCategories":["ExpectedError"]}`,
		"487/10004", acscodes.OutcomeNoAnswer, acscodes.MatchExact,
	},
	"Calling SDK, no subcode": {
		`{"code":603,"resultCategories":[]}`,
		"603/-", acscodes.OutcomeDeclined, acscodes.MatchExact,
	},
	"Calling SDK, through JSON.stringify": {
		`{"_code":0,"_subCode":5317,"_resultCategories":["ExpectedError"],"name":"CallingCommunicationError","message":"ActionNotAllowed"}`,
		"0/5317", acscodes.OutcomeRemoved, acscodes.MatchExact,
	},
	"Calling SDK on a mobile": {
		`{"code":410,"subcode":3112}`,
		"410/3112", acscodes.OutcomeConnectionFailure, acscodes.MatchExact,
	},
	"Python": {
		`{"code":500,"sub_code":10004}`,
		"500/10004", acscodes.OutcomeNoAnswer, acscodes.MatchSubcode,
	},
	"Event Grid": {
		`{"code":0,"subCode":540000,"phrase":"Call ended successfully by local PSTN caller."}`,
		"0/540000", acscodes.OutcomeCompleted, acscodes.MatchExact,
	},
	"Event Grid, nulls": {
		`{"code":null,"subCode":null,"phrase":null}`,
		"-/-", acscodes.OutcomeUnknown, acscodes.MatchNone,
	},
	"Call Automation": {
		`{"code":408,"subCode":10057,"message":"addParticipants failed. Underlying reason: Request Timeout. DiagCode: 408#10057.@"}`,
		"408/10057", acscodes.OutcomeConnectionFailure, acscodes.MatchExact,
	},
	"Call Automation, SIP details": {
		`{"Code":500,"SubCode":560503,"Message":"Unexpected server error","SipDetails":{"Code":486,"Message":"Busy Here"},"Q850Details":{"Code":17,"Message":"User busy"}}`,
		"500/560503", acscodes.OutcomeBusy, acscodes.MatchSubcode,
	},
	"Azure Monitor": {
		`{"ParticipantEndReason":"480","ParticipantEndSubCode":"10076","ResultCategory":"UnexpectedClientError"}`,
		"480/10076", acscodes.OutcomeUnreachable, acscodes.MatchExact,
	},
	"Azure Monitor, no subcode": {
		`{"participantEndReason":"0","participantEndSubCode":"null"}`,
		"0/-", acscodes.OutcomeCompleted, acscodes.MatchExact,
	},
	"Azure Monitor, Call Automation media": {
		`{"ResultCode":"400","ResultSubcode":"8510","ResultMessage":"Action failed, initial silence timeout reached."}`,
		"400/8510", acscodes.OutcomeNoInput, acscodes.MatchExact,
	},
	"Microsoft Graph": {
		`{"code":"410","subcode":"301005","message":"Call ended. DiagCode: 410#301005.@"}`,
		"410/301005", acscodes.OutcomeConnectionFailure, acscodes.MatchExact,
	},
	"Microsoft Graph, direct routing log": {
		`{"id":"1","finalSipCode":403,"callEndSubReason":510560,"finalSipCodePhrase":"Forbidden"}`,
		"403/510560", acscodes.OutcomeForbidden, acscodes.MatchExact,
	},
	"nothing":    {`{}`, "-/-", acscodes.OutcomeUnknown, acscodes.MatchNone},
	"null":       {`null`, "-/-", acscodes.OutcomeUnknown, acscodes.MatchNone},
	"other keys": {`{"reasonCode":487}`, "-/-", acscodes.OutcomeUnknown, acscodes.MatchNone},
}

func TestPayloads(t *testing.T) {
	for name, tt := range payloads {
		t.Run(name, func(t *testing.T) {
			reason := decode(t, tt.payload)
			if got := reason.String(); got != tt.want {
				t.Errorf("decoded %s, want %s", got, tt.want)
			}
			if c := reason.Classify(); c.Outcome != tt.outcome || c.Match != tt.match {
				t.Errorf("%s by %s, want %s by %s", c.Outcome, c.Match, tt.outcome, tt.match)
			}
		})
	}
}

func TestDecoding(t *testing.T) {
	const pair = `"code":1,"subCode":2`
	tests := map[string]struct {
		payload string
		want    string // as MarshalJSON writes it
	}{
		"white space":               {" \t\r\n{ \"code\" : 1 , \"subCode\" : 2 } \n", `{` + pair + `}`},
		"key twice":                 {`{"code":3,"code":1,"subCode":4,"SUBCODE":2}`, `{` + pair + `}`},
		"key twice, last null":      {`{"code":1,"code":null,"subCode":3}`, `{"subCode":3}`},
		"key with escapes":          {`{"c\u006fde":1,"sub\u0043ode":2}`, `{` + pair + `}`},
		"keys with underscores":     {`{"_code":1,"SUB_CODE":2,"__result_categories__":"Success"}`, `{` + pair + `,"resultCategories":["Success"]}`},
		"longer keys":               {`{"code":1,"codes":3,"participantEndSubCodes":3,"subCodes":3}`, `{"code":1}`},
		"other letters":             {`{"code":1,"subCode":2,"\u017fubCode":3}`, `{` + pair + `}`},
		"code before the long key":  {`{"participantEndReason":3,"code":1,"participantEndSubCode":"4","subCode":2}`, `{` + pair + `}`},
		"long key, code null":       {`{"participantEndReason":1,"code":null,"participantEndSubCode":"2","subCode":""}`, `{` + pair + `}`},
		"long key, code alone":      {`{"code":200,"resultCode":487,"resultSubcode":10004}`, `{"code":487,"subCode":10004}`},
		"two codes alone":           {`{"participantEndReason":3,"resultCode":4,"code":1}`, `{"code":1}`},
		"two halves":                {`{"code":1,"resultSubcode":4}`, `{"code":1}`},
		"subcode alone":             {`{"callEndSubReason":2,"subCode":null}`, `{"subCode":2}`},
		"broken long key, unused":   {`{"participantEndReason":[],"code":1,"subCode":2}`, `{` + pair + `}`},
		"absent":                    {`{"code":"","subCode":"null"}`, `{}`},
		"absent as -1":              {`{"code":-1,"subCode":"-1"}`, `{}`},
		"the ends of int32":         {`{"code":2147483647,"subCode":"-2147483648"}`, `{"code":2147483647,"subCode":-2147483648}`},
		"number with escapes":       {`{"code":"\u0034\u0038\u0037","subCode":"\u006eull"}`, `{"code":487}`},
		"negative zero":             {`{"code":-0}`, `{"code":0}`},
		"message":                   {`{` + pair + `,"message":"a\n\"b\" \u00e9"}`, `{` + pair + `,"message":"a\n\"b\" é"}`},
		"phrase":                    {`{` + pair + `,"phrase":"a"}`, `{` + pair + `,"message":"a"}`},
		"message before phrase":     {`{` + pair + `,"phrase":"b","message":"a"}`, `{` + pair + `,"message":"a"}`},
		"messages of logs":          {`{` + pair + `,"finalSipCodePhrase":"b","resultMessage":"a","phrase":"","message":null}`, `{` + pair + `,"message":"a"}`},
		"message of another type":   {`{` + pair + `,"message":7,"phrase":["a"]}`, `{` + pair + `}`},
		"text that is not UTF-8":    {"{" + pair + ",\"message\":\"a\xff\",\"\xff\":3}", `{` + pair + ",\"message\":\"a\uFFFD\"}"},
		"categories":                {`{` + pair + `,"resultCategories":["Later",null,"","ExpectedError" , "Success"]}`, `{` + pair + `,"resultCategories":["ExpectedError"]}`},
		"category":                  {`{` + pair + `,"resultCategory":"Success"}`, `{` + pair + `,"resultCategories":["Success"]}`},
		"categories in a string":    {`{` + pair + `,"resultCategories":"[\"Later\", \"Success\"]"}`, `{` + pair + `,"resultCategories":["Success"]}`},
		"categories, bare list":     {`{` + pair + `,"resultCategories":"Later, ExpectedError"}`, `{` + pair + `,"resultCategories":["ExpectedError"]}`},
		"category of the future":    {`{` + pair + `,"resultCategories":["Partial Success","NotSuccess"],"resultCategory":"null"}`, `{` + pair + `}`},
		"known category second":     {`{` + pair + `,"resultCategories":["Later"],"resultCategory":"Success"}`, `{` + pair + `,"resultCategories":["Success"]}`},
		"categories of other types": {`{` + pair + `,"resultCategories":{"a":"Success"},"resultCategory":[1,["Success"],{"a":["x","Success"]}]}`, `{` + pair + `}`},
		"categories with escapes":   {`{` + pair + `,"resultCategories":["\u0053uccess"]}`, `{` + pair + `,"resultCategories":["Success"]}`},
		"details":                   {`{` + pair + `,"sipDetails":{"code":"486","message":"Busy Here"},"q850Details":{"code":17}}`, `{` + pair + `,"sipDetails":{"code":486},"q850Details":{"code":17}}`},
		"details of other types":    {`{` + pair + `,"sipDetails":"486","q850Details":{"code":[17]}}`, `{` + pair + `}`},
		"details, no SIP status":    {`{` + pair + `,"sipDetails":{"code":999999},"q850Details":{"code":0}}`, `{` + pair + `}`},
		"details, ends of SIP":      {`{` + pair + `,"sipDetails":{"code":99,"code":699}}`, `{` + pair + `,"sipDetails":{"code":699}}`},
		"details, below SIP":        {`{` + pair + `,"sipDetails":{"code":99}}`, `{` + pair + `}`},
		"details, negative":         {`{` + pair + `,"sipDetails":{"code":-486},"q850Details":{"code":-1}}`, `{` + pair + `}`},
		"other keys of every type": {
			`{"a":null,"b":true,"c":[1,{"code":9}],"d":{"code":9,"e":"}]\""},"code":1,"f":-1.5e3,"subCode":2}`, `{` + pair + `}`,
		},
		"a reason within": {`{"resultInformation":{"code":3}}`, `{}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reason := decode(t, tt.payload)
			encoded, err := json.Marshal(reason)
			if err != nil || string(encoded) != tt.want {
				t.Errorf("encoded %s, %v, want %s", encoded, err, tt.want)
			}
			if again := decode(t, string(encoded)); again != reason {
				t.Errorf("%s decodes to another reason", encoded)
			}
		})
	}
}

func TestDecodingErrors(t *testing.T) {
	tests := map[string]struct{ payload, want string }{
		"fraction":               {`{"code":487.5}`, `acscodes: key "code" is a number, not a 32-bit integer`},
		"fraction that is whole": {`{"code":487.0}`, `acscodes: key "code" is a number, not a 32-bit integer`},
		"exponent":               {`{"code":4.87e2}`, `acscodes: key "code" is a number, not a 32-bit integer`},
		"past int32":             {`{"subCode":2147483648}`, `acscodes: key "subCode" is a number, not a 32-bit integer`},
		"past int32, negative":   {`{"subCode":-2147483649}`, `acscodes: key "subCode" is a number, not a 32-bit integer`},
		"far past int32":         {`{"_code":` + strings.Repeat("9", 1000) + `}`, `acscodes: key "code" is a number, not a 32-bit integer`},
		"text":                   {`{"sub_code":"evil"}`, `acscodes: key "subCode" is a string, not a 32-bit integer`},
		"text with a space":      {`{"code":" 487"}`, `acscodes: key "code" is a string, not a 32-bit integer`},
		"blank":                  {`{"code":" "}`, `acscodes: key "code" is a string, not a 32-bit integer`},
		"text with a plus":       {`{"code":"+487"}`, `acscodes: key "code" is a string, not a 32-bit integer`},
		"text with zeros":        {`{"code":"0487"}`, `acscodes: key "code" is a string, not a 32-bit integer`},
		"boolean":                {`{"participantEndReason":true}`, `acscodes: key "participantEndReason" is a boolean, not a 32-bit integer`},
		"array":                  {`{"participantEndSubCode":[1]}`, `acscodes: key "participantEndSubCode" is an array, not a 32-bit integer`},
		"object":                 {`{"CODE":{"a":1}}`, `acscodes: key "code" is an object, not a 32-bit integer`},
		"a list":                 {`[487,10004]`, `acscodes: a reason is an object, not an array`},
		"a number":               {`487`, `acscodes: a reason is an object, not a number`},
		"a text":                 {`"487/10004"`, `acscodes: a reason is an object, not a string`},
		"a boolean":              {`true`, `acscodes: a reason is an object, not a boolean`},
		"nothing":                {``, `acscodes: not valid JSON`},
		"broken":                 {`{"code":`, `acscodes: not valid JSON`},
		"not JSON":               {"\x1b[31m", `acscodes: not valid JSON`},
		"too deep":               {`{"a":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`, `acscodes: not valid JSON`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reason := reasonOf(0, 0)
			err := reason.UnmarshalJSON([]byte(tt.payload))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("error %v, want %s", err, tt.want)
			}
			if !reason.IsZero() || reason.Err() == nil {
				t.Errorf("after an error, the reason is %v", reason)
			}
		})
	}
}

func TestNewCallEndReason(t *testing.T) {
	code, subcode, absent := int32(487), int32(10004), int32(-1)
	tests := map[string]struct {
		code, subcode *int32
		message       string
		want          string
	}{
		"both":          {&code, &subcode, "", `{"code":487,"subCode":10004}`},
		"code":          {&code, nil, "", `{"code":487}`},
		"subcode":       {nil, &subcode, "", `{"subCode":10004}`},
		"absent":        {&absent, &absent, "", `{}`},
		"message":       {nil, nil, "DiagCode: 1#2", `{"message":"DiagCode: 1#2"}`},
		"invalid UTF-8": {&code, nil, "a\uFFFD\uFFFD", "{\"code\":487,\"message\":\"a\xff\xfe\"}"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reason := acscodes.NewCallEndReason(tt.code, tt.subcode, &tt.message)
			if decode(t, tt.want) != reason || reason.ReportedMessage() != tt.message {
				t.Errorf("%v with the message %q, want %s", reason, reason.ReportedMessage(), tt.want)
			}
			broken := "a\xff\xfe"
			if repaired := acscodes.NewCallEndReason(nil, nil, &broken); repaired.ReportedMessage() != "a\uFFFD\uFFFD" {
				t.Errorf("the message is %q", repaired.ReportedMessage())
			}
		})
	}
}

func TestAccessors(t *testing.T) {
	r := decode(t, `{"code":500,"subCode":560503,"message":"a","resultCategory":"Success","sipDetails":{"code":486},"q850Details":{"code":17}}`)
	if r.Code() != 500 || r.Subcode() != 560503 || r.ReportedMessage() != "a" || r.ReportedCategory() != acscodes.CategorySuccess || r.SIPStatus() != 486 || r.Q850Cause() != 17 || r.IsZero() {
		t.Errorf("%v, %q, %s, %d, %d", r, r.ReportedMessage(), r.ReportedCategory(), r.SIPStatus(), r.Q850Cause())
	}
	var zero acscodes.CallEndReason
	if zero.Code() != noCode || zero.Subcode() != noSubcode || zero.ReportedMessage() != "" || zero.ReportedCategory() != 0 || zero.SIPStatus() != 0 || zero.Q850Cause() != 0 || !zero.IsZero() {
		t.Errorf("the zero reason is %v", zero)
	}
}

// TestZeroValuesAreNoSuccess checks that what is missing or broken never counts as a success.
func TestZeroValuesAreNoSuccess(t *testing.T) {
	var event struct {
		Data struct {
			Absent, Null, Empty, Broken acscodes.CallEndReason
			Pointer                     *acscodes.CallEndReason
		}
	}
	for _, payload := range []string{
		`{"data":{}}`, `{"data":{"null":null,"empty":{}}}`, `{"data":{"broken":{"code":"x"}}}`, `{"data":{"pointer":{"code":"x"}}}`, `{"data":`,
	} {
		_ = json.Unmarshal([]byte(payload), &event)
	}
	if event.Data.Pointer == nil {
		t.Fatal("encoding/json allocates a pointer before it decodes")
	}
	for _, reason := range []acscodes.CallEndReason{event.Data.Absent, event.Data.Null, event.Data.Empty, event.Data.Broken, *event.Data.Pointer} {
		if c := reason.Classify(); !reason.IsZero() || reason.Err() == nil || c.Outcome != acscodes.OutcomeUnknown || c.Match != acscodes.MatchNone {
			t.Errorf("%v is %v", reason, c)
		}
	}
	if (acscodes.Classification{}).Err() == nil {
		t.Error("the zero Classification is a success")
	}
	var ended *acscodes.Error
	if err := (acscodes.CallEndReason{}).Err(); !errors.As(err, &ended) || ended.Error() != "acscodes: no reason" {
		t.Errorf("the zero reason gives %v", err)
	}
	if got := (&acscodes.Error{}).Error(); got != "acscodes: no reason" {
		t.Errorf("the zero Error says %q", got)
	}
	var zero acscodes.Classification
	const nothing = `"name":"","outcome":"Unknown","category":"Unknown","match":"None","message":""`
	if encoded, err := json.Marshal(zero); err != nil || !strings.HasPrefix(string(encoded), "{"+nothing) || zero.String() != "no reason" || zero.Name() != "" {
		t.Errorf("the zero Classification is %q, named %q, and encodes as %s, %v", zero, zero.Name(), encoded, err)
	}
	if got := logged(t, zero); got != "{"+nothing+"}" {
		t.Errorf("the zero Classification logs %s", got)
	}
	if encoded, err := json.Marshal(acscodes.Entry{}); err != nil || !strings.HasPrefix(string(encoded), `{"name":"",`) {
		t.Errorf("the zero Entry encodes as %s, %v", encoded, err)
	}
}

// TestPayloadNeverShows prints, logs and wraps what attackers send, in every way that comes to mind.
func TestPayloadNeverShows(t *testing.T) {
	const mark = "EVIL"
	hostile := map[string]string{
		"message":         `{"code":480,"subCode":1,"message":"EVIL\n\u001b[31m","phrase":"EVIL"}`,
		"categories":      `{"code":480,"subCode":1,"resultCategories":["EVIL","ExpectedError"]}`,
		"undocumented":    `{"code":0,"subCode":5999,"message":"EVIL"}`,
		"without numbers": `{"message":"EVIL","resultCategory":"EVIL"}`,
		"DiagCode":        `{"code":480,"subCode":1,"message":"EVIL DiagCode: 408#10057.@EVIL"}`,
		"details":         `{"code":480,"subCode":1,"message":"EVIL","sipDetails":{"code":486,"message":"EVIL"}}`,
		"other keys":      `{"EVIL":"EVIL","code":480,"name":"EVIL","message":"EVIL"}`,
		"wrong number":    `{"code":"EVIL"}`,
		"wrong type":      `{"code":["EVIL"]}`,
		"a list":          `["EVIL"]`,
		"escapes":         `{"c\u004fde":"EVIL"}`,
		"broken JSON":     `{"code":480,"message":"EVIL`,
		"no JSON":         `EVIL`,
	}
	for name, payload := range hostile {
		t.Run(name, func(t *testing.T) {
			var shown strings.Builder
			var reason acscodes.CallEndReason
			if err := reason.UnmarshalJSON([]byte(payload)); err != nil {
				shown.WriteString(err.Error())
			}
			if _, err := acscodes.FindReason([]byte(payload)); err != nil {
				shown.WriteString(err.Error())
			}
			classification, err := reason.Classify(), reason.Err()
			var ended *acscodes.Error
			errors.As(err, &ended)
			values := []any{
				reason, &reason, classification, &classification, err, ended, fmt.Errorf("call: %w", err),
				struct{ Reason acscodes.CallEndReason }{reason},
				[]acscodes.CallEndReason{reason},
				map[string]any{"reason": &reason},
			}
			for _, value := range values {
				for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%-20.30v"} {
					// What fmt says in hexadecimal would hide the mark.
					fmt.Fprintln(&shown, strings.ReplaceAll(fmt.Sprintf(verb, value), fmt.Sprintf("%x", mark), mark))
				}
				slog.New(slog.NewJSONHandler(&shown, nil)).Info("call ended", "value", noJSON{value})
				slog.New(slog.NewTextHandler(&shown, nil)).Info("call ended", "value", value)
			}
			slog.New(slog.NewJSONHandler(&shown, nil)).Info("call ended", "reason", reason, "pointer", &reason, "c", classification, "err", err)
			if strings.Contains(shown.String(), mark) {
				t.Errorf("the payload shows in %.300q", shown.String()[strings.Index(shown.String(), mark)-50:])
			}
			if err != nil && strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' }) {
				t.Errorf("control characters in %q", err)
			}
		})
	}
}

// noJSON hides the MarshalJSON of a value, which shows the payload on purpose.
type noJSON struct{ value any }

func (n noJSON) String() string               { return fmt.Sprint(n.value) }
func (n noJSON) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// TestHostilePayloads takes what would take long if time were not linear in the payload.
func TestHostilePayloads(t *testing.T) {
	const size = 2 << 20 // a scan of quadratic time would take hours
	repeat := func(text string) string { return strings.Repeat(text, size/len(text)) }
	for name, payload := range map[string]string{
		"DiagCodes":      `{"code":480,"subCode":1,"message":"` + repeat("DiagCode: 99999999999#1 ") + `"}`,
		"open DiagCodes": `{"code":480,"subCode":1,"message":"` + repeat("DiagCode:") + `"}`,
		"digits":         `{"code":480,"subCode":1,"message":"DiagCode: ` + repeat("9") + `"}`,
		"spaces":         `{"code":480,"subCode":1,"message":"DiagCode:` + repeat(" ") + `"}`,
		"categories":     `{"code":480,"subCode":1,"resultCategories":[` + repeat(`"x",`) + `"x"]}`,
		"escapes":        `{"code":480,"subCode":1,"a":"` + repeat(`\"`) + `"}`,
		"members":        `{` + repeat(`"data":{},`) + `"code":480,"subCode":1}`,
		"strings":        `{"data":"` + repeat(`{`) + `","error":"` + repeat(`\"`) + `","code":480,"subCode":1}`,
		"nested":         `{"data":` + strings.Repeat(`{"a":`, 5000) + `1` + strings.Repeat(`}`, 5000) + `,"code":480,"subCode":1}`,
		"names":          `{"` + repeat("_") + `":1,"code":480,"subCode":1}`,
		"a late reason":  `{"data":{"event":{"body":{"a":"` + repeat("x") + `","code":480,"subCode":1}}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			reason, err := acscodes.FindReason([]byte(payload))
			if c := reason.Classify(); err != nil || c.Outcome != acscodes.OutcomeUnreachable || c.Match != acscodes.MatchCode {
				t.Errorf("%v, %v", c, err)
			}
		})
	}
}

func TestFormat(t *testing.T) {
	reason := decode(t, `{"code":487,"message":"secret"}`)
	tests := map[string]string{"%v": "487/-", "%+v": "487/-", "%#v": "487/-", "%d": "487/-", "%8s": "   487/-", "%-8v|": "487/-   |", "%.3v": "487"}
	for verb, want := range tests {
		if got := fmt.Sprintf(verb, reason); got != want {
			t.Errorf("%s prints %q, want %q", verb, got, want)
		}
	}
}

func TestLogValue(t *testing.T) {
	tests := map[string]struct{ payload, want string }{
		"exact": {
			`{"code":480,"subCode":10037,"message":"evil"}`,
			`{"code":480,"subCode":10037,"name":"NoEndpointsRegistered","outcome":"Unreachable","category":"ExpectedError","match":"Exact","message":"Target user didn't have any endpoints registered with ACS. Ensure that target user has at least one active endpoint and it's online."}`,
		},
		"no subcode":               {`{"code":604}`, `{"code":604,"name":"DoesNotExistAnywhere","outcome":"InvalidTarget","category":"ExpectedError","match":"Exact","message":"Doesn't exist anywhere. Requested URI doesn't exist."}`},
		"no code, normal clearing": {`{"subCode":540000}`, `{"subCode":540000,"name":"PSTNCallerEnded","outcome":"Completed","category":"Success","match":"Subcode","message":"Call ended successfully by local PSTN caller."}`},
		"status in the subcode":    {`{"code":480,"subCode":560488}`, `{"code":480,"subCode":560488,"name":"TemporarilyUnavailable","outcome":"TrunkFailure","category":"UnexpectedClientError","match":"Class","message":"","sip":488}`},
		"status in sipDetails":     {`{"code":480,"subCode":560488,"sipDetails":{"code":486}}`, `{"code":480,"subCode":560488,"name":"TemporarilyUnavailable","outcome":"Busy","category":"ExpectedError","match":"Class","message":"","sip":486}`},
		"undocumented":             {`{"code":799,"subCode":1}`, `{"code":799,"subCode":1,"name":"","outcome":"Unknown","category":"Unknown","match":"None","message":""}`},
		"nothing":                  {`{}`, `{"name":"","outcome":"Unknown","category":"Unknown","match":"None","message":""}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reason := decode(t, tt.payload)
			if got := logged(t, reason); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if got := logged(t, reason.Classify()); got != tt.want {
				t.Errorf("the classification logs %s\nwant %s", got, tt.want)
			}
		})
	}
}

// logged returns what slog makes of a value.
func logged(t *testing.T, value any) string {
	t.Helper()
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("", "reason", value)
	var record struct{ Reason json.RawMessage }
	if err := json.Unmarshal(log.Bytes(), &record); err != nil {
		t.Fatal(err)
	}
	return string(record.Reason)
}

func TestFindReason(t *testing.T) {
	nest := func(levels int, inner string) string {
		return strings.Repeat(`{"data":`, levels) + inner + strings.Repeat(`}`, levels)
	}
	tests := map[string]struct {
		event string
		want  string // the reason as MarshalJSON writes it
	}{
		"a reason":             {`{"code":487,"subCode":10004}`, `{"code":487,"subCode":10004}`},
		"Event Grid":           {`{"eventType":"Microsoft.Communication.CallEnded","data":{"reason":{"code":0,"subCode":540000,"phrase":"x"}}}`, `{"code":0,"subCode":540000,"message":"x"}`},
		"Call Automation":      {`{"type":"Microsoft.Communication.CallDisconnected","data":{"callConnectionId":"1","resultInformation":{"code":200,"subCode":560000}}}`, `{"code":200,"subCode":560000}`},
		"Azure Monitor":        {`{"category":"CallSummary","properties":{"participantEndReason":"487","participantEndSubCode":"10004"}}`, `{"code":487,"subCode":10004}`},
		"a log of the SDK":     {`{"level":"info","call":{"callEndReason":{"code":0,"subCode":0}}}`, `{"code":0,"subCode":0}`},
		"Service Bus":          {`{"body":{"event":{"data":{"_reason":{"CODE":1}}}}}`, `{"code":1}`},
		"unrelated properties": {`{"properties":{"userId":"x"},"code":487,"subCode":10004}`, `{"code":487,"subCode":10004}`},
		"unrelated reason":     {`{"reason":{"text":"…"},"data":{"code":487}}`, `{"code":487}`},
		"breadth first":        {`{"callEndReason":{"reason":{"code":3,"subCode":4}},"call":{"code":1,"subCode":2}}`, `{"code":1,"subCode":2}`},
		"both before one":      {`{"code":200,"data":{"resultInformation":{"code":503,"subCode":560503}}}`, `{"code":503,"subCode":560503}`},
		"both before a name":   {`{"reason":{"code":200},"call":{"endReason":{"code":503,"subCode":560503}}}`, `{"code":503,"subCode":560503}`},
		"one with a name":      {`{"code":200,"data":{"resultInfo":{"code":503}}}`, `{"code":503}`},
		"two with a name":      {`{"call":{"resultInfo":{"code":3}},"callEndReason":{"reason":{"subCode":1}}}`, `{"subCode":1}`},
		"first without a name": {`{"call":{"code":2},"body":{"subCode":1}}`, `{"subCode":1}`},
		"Graph notification":   {`{"changeType":"deleted","resourceData":{"@odata.type":"#microsoft.graph.call","state":"terminated","resultInfo":{"code":410,"subcode":301005,"message":"x"}}}`, `{"code":410,"subCode":301005,"message":"x"}`},
		"Graph call":           {`{"id":"1","resultInfo":{"code":410,"subcode":301005}}`, `{"code":410,"subCode":301005}`},
		"media log":            {`{"ResultCode":"400","ResultSubcode":"8510"}`, `{"code":400,"subCode":8510}`},
		"direct routing log":   {`{"finalSipCode":403,"callEndSubReason":510560}`, `{"code":403,"subCode":510560}`},
		"callEnd":              {`{"callEnd":{"code":0,"subCode":5003}}`, `{"code":0,"subCode":5003}`},
		"JSON in a string":     {`{"properties":"{\"code\":487,\"subCode\":10004}"}`, `{"code":487,"subCode":10004}`},
		"JSON in JSON strings": {`{"customDimensions":" {\"callEndReason\":\"{\\\"code\\\":487}\"} "}`, `{"code":487}`},
		"strings without JSON": {`{"reason":"hung up","error":"{not JSON}","body":"[{\"code\":1}]","data":"{\"code\":1","call":{"code":2}}`, `{"code":2}`},
		"a batch with one":     {`{"records":[],"data":{"code":1}}`, `{"code":1}`},
		"records of a type":    {`{"records":7,"value":{"code":1}}`, `{}`},
		"a batch within":       {`{"data":{"records":[{"code":1}]}}`, `{}`},
		"a broken code":        {`{"code":"BadRequest","error":{"code":403,"subCode":7504}}`, `{"code":403,"subCode":7504}`},
		"a broken subcode":     {`{"code":403,"subCode":"x","data":{"code":1}}`, `{"code":1}`},
		"a member twice":       {`{"data":{"code":1},"data":{"code":2}}`, `{"code":2}`},
		"eight levels":         {nest(8, `{"code":1}`), `{"code":1}`},
		"nine levels":          {nest(9, `{"code":1}`), `{}`},
		"no reason":            {`{"eventType":"Microsoft.Communication.CallStarted","data":{"startedBy":{}}}`, `{}`},
		"null":                 {` null `, `{}`},
		"a reason of nulls":    {`{"data":{"reason":{"code":null,"subCode":null,"phrase":"x"}}}`, `{}`},
		"members of types":     {`{"data":[{"code":1}],"reason":"x","error":null,"event":7,"body":true}`, `{}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reason, err := acscodes.FindReason([]byte(tt.event))
			if err != nil {
				t.Fatal(err)
			}
			if reason != decode(t, tt.want) {
				encoded, _ := reason.MarshalJSON()
				t.Errorf("found %s, want %s", encoded, tt.want)
			}
		})
	}
	// Whatever comes first in this order is the reason, wherever it is in the event.
	members := []string{
		"callEndReason", "reason", "resultInformation", "resultInfo", "data", "properties", "resourceData", "error", "event", "body", "call",
		"callEnd", "endReason", "customDimensions",
	}
	forward, backward := "", ""
	for i := len(members) - 1; i >= 0; i-- {
		member := fmt.Sprintf(`"%s":{"code":%d},`, members[i], i+1)
		forward, backward = member+forward, backward+member
		for _, event := range []string{forward, backward} {
			if reason, err := acscodes.FindReason([]byte("{" + event + `"a":1}`)); err != nil || int(reason.Code()) != i+1 {
				t.Errorf("found %v, %v, want that of %s", reason, err, members[i])
			}
		}
	}
	failures := map[string]struct{ event, want string }{
		"a broken code": {`{"data":{"reason":{"code":"x"},"error":{"subCode":[]}}}`, `acscodes: key "code" is a string, not a 32-bit integer`},
		"an array":      {`[{"code":1}]`, `acscodes: an event is an object, not an array: call FindReason for each element`},
		"a string":      {`"x"`, `acscodes: an event is an object, not a string`},
		"records":       {`{"time":"t","Records":[{"code":1}]}`, `acscodes: key "records" holds a batch: call FindReason for each element`},
		"no records":    {`{"records":[]}`, `acscodes: key "records" holds a batch: call FindReason for each element`},
		"value":         {`{"value":[{"resourceData":{"resultInfo":{"code":410,"subcode":301005}}}]}`, `acscodes: key "value" holds a batch: call FindReason for each element`},
		"not JSON":      {`{"code":1`, `acscodes: not valid JSON`},
	}
	for name, tt := range failures {
		t.Run(name, func(t *testing.T) {
			reason, err := acscodes.FindReason([]byte(tt.event))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) || !reason.IsZero() {
				t.Errorf("%v, %v; want %s", reason, err, tt.want)
			}
		})
	}
}
