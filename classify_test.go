package acscodes_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"example.com/acscodes"
)

// classified is what a classification says; message is the start of the documented one.
type classified struct {
	match    acscodes.Match
	outcome  acscodes.Outcome
	category acscodes.Category
	message  string
}

func TestClassify(t *testing.T) {
	const (
		exact, diagnostic, bySubcode   = acscodes.MatchExact, acscodes.MatchDiagnostic, acscodes.MatchSubcode
		byCode, byClass, byNothing     = acscodes.MatchCode, acscodes.MatchClass, acscodes.MatchNone
		unknown, success, expected     = acscodes.CategoryUnknown, acscodes.CategorySuccess, acscodes.CategoryExpectedError
		unexpectedClient               = acscodes.CategoryUnexpectedClientError
		unexpectedServer               = acscodes.CategoryUnexpectedServerError
		completed, elsewhere           = acscodes.OutcomeCompleted, acscodes.OutcomeAnsweredElsewhere
		removed, canceled, declined    = acscodes.OutcomeRemoved, acscodes.OutcomeCanceled, acscodes.OutcomeDeclined
		busy, noAnswer, unreachable    = acscodes.OutcomeBusy, acscodes.OutcomeNoAnswer, acscodes.OutcomeUnreachable
		invalidTarget, noInput         = acscodes.OutcomeInvalidTarget, acscodes.OutcomeNoInput
		forbidden, connectionFailure   = acscodes.OutcomeForbidden, acscodes.OutcomeConnectionFailure
		trunkFailure, limitExceeded    = acscodes.OutcomeTrunkFailure, acscodes.OutcomeLimitExceeded
		invalidRequest, serviceFailure = acscodes.OutcomeInvalidRequest, acscodes.OutcomeServiceFailure
		nothing                        = acscodes.OutcomeUnknown
	)
	tests := map[string]struct {
		payload string
		want    classified
	}{
		"exact":                                  {`{"code":487,"subCode":10004}`, classified{exact, noAnswer, expected, "Call was canceled on timeout"}},
		"exact, subcode 0":                       {`{"code":603,"subCode":0}`, classified{exact, declined, success, "Call ended successfully as it was declined"}},
		"exact, both 0":                          {`{"code":0,"subCode":0}`, classified{exact, completed, success, "Call ended successfully by local participant."}},
		"exact, answered elsewhere":              {`{"code":487,"subCode":10003}`, classified{exact, elsewhere, success, "Call was canceled for this user endpoint"}},
		"exact, code alone":                      {`{"code":480}`, classified{exact, unreachable, expected, "Remote client endpoint not registered."}},
		"exact, subcode alone":                   {`{"subCode":8522}`, classified{exact, invalidTarget, expected, "Not Found"}},
		"exact, category of 4xx":                 {`{"code":490}`, classified{exact, connectionFailure, unexpectedClient, "Local endpoint network issues."}},
		"exact, category of 5xx":                 {`{"code":503}`, classified{exact, serviceFailure, unexpectedServer, "Communication Services infrastructure error."}},
		"exact, category of 2xx":                 {`{"code":200,"subCode":5013}`, classified{exact, noAnswer, success, "The conversation ended: nobody else joined"}},
		"exact, everyday outcome under 4xx":      {`{"code":408,"subCode":560408}`, classified{exact, noAnswer, expected, "The called party did not answer"}},
		"exact, everyday outcome: wrong number":  {`{"code":404,"subCode":560404}`, classified{exact, invalidTarget, expected, "The number was not found"}},
		"exact, with another code":               {`{"code":405,"subCode":8522}`, classified{exact, invalidRequest, unexpectedClient, "Missing configuration"}},
		"exact before DiagCode":                  {`{"code":408,"subCode":10057,"message":"DiagCode: 487#10004.@"}`, classified{exact, connectionFailure, expected, "Call failed, callee failed"}},
		"code without subcode is not subcode 0":  {`{"code":603}`, classified{exact, declined, expected, "Call globally declined"}},
		"core table before Call Automation":      {`{"code":404}`, classified{exact, invalidTarget, expected, "Call not found."}},
		"DiagCode before subcode":                {`{"code":403,"subCode":8510,"message":"… DiagCode: 487#10004.@"}`, classified{diagnostic, noAnswer, expected, "Call was canceled on timeout"}},
		"DiagCode, no numbers":                   {`{"message":"DiagCode: 408#10057.@"}`, classified{diagnostic, connectionFailure, expected, "Call failed, callee failed"}},
		"DiagCode, a success by name":            {`{"code":480,"subCode":1,"message":"DiagCode: 603#0.@"}`, classified{diagnostic, declined, expected, "Call ended successfully as it was declined"}},
		"DiagCode never completes":               {`{"code":503,"subCode":9999999,"message":"DiagCode: 0#0.@"}`, classified{byCode, serviceFailure, unexpectedServer, "Communication Services infrastructure error."}},
		"DiagCode never answers elsewhere":       {`{"code":0,"subCode":5999,"message":"DiagCode: 487#10003.@"}`, classified{byNothing, nothing, unknown, ""}},
		"DiagCode that completes, passed over":   {`{"code":200,"subCode":10003,"message":"DiagCode: 0#560000.@"}`, classified{bySubcode, elsewhere, success, "Call was canceled for this user endpoint"}},
		"subcode of an everyday outcome":         {`{"code":400,"subCode":8539}`, classified{bySubcode, busy, expected, "Callee Busy"}},
		"subcode, input":                         {`{"code":500,"subCode":8532}`, classified{bySubcode, noInput, expected, "Inter Digit Timeout Reached"}},
		"subcode before code":                    {`{"code":480,"subCode":10057}`, classified{bySubcode, connectionFailure, expected, "Call failed, callee failed"}},
		"subcode with an undocumented code":      {`{"code":799,"subCode":3100}`, classified{bySubcode, connectionFailure, unexpectedClient, "Call setup failed due to unexpected network"}},
		"subcode without code":                   {`{"subCode":7000}`, classified{bySubcode, completed, success, "Call was ended by Azure"}},
		"subcode alone before other codes":       {`{"code":400,"subCode":8522}`, classified{bySubcode, invalidTarget, expected, "Not Found"}},
		"subcode, success below 300":             {`{"code":200,"subCode":10003}`, classified{bySubcode, elsewhere, success, "Call was canceled for this user endpoint"}},
		"subcode, success from 300 up":           {`{"code":500,"subCode":7000}`, classified{byCode, serviceFailure, unexpectedServer, "Communication Services infrastructure error."}},
		"subcode, success by name from 300 up":   {`{"code":503,"subCode":5000}`, classified{bySubcode, removed, expected, "Call ended for this participant."}},
		"subcode, code 0":                        {`{"code":0,"subCode":5854}`, classified{bySubcode, declined, expected, "Access to the Teams meeting was denied"}},
		"subcode, failure under 2xx":             {`{"code":200,"subCode":8516}`, classified{bySubcode, limitExceeded, unknown, "Call Throttled"}},
		"subcode 0 is not a subcode":             {`{"code":480,"subCode":0}`, classified{byCode, unreachable, expected, "Remote client endpoint not registered."}},
		"code":                                   {`{"code":480,"subCode":1}`, classified{byCode, unreachable, expected, "Remote client endpoint not registered."}},
		"code judged by this project":            {`{"code":486,"subCode":1}`, classified{byCode, busy, expected, ""}},
		"code judged, 2xx":                       {`{"code":200,"subCode":1}`, classified{byCode, completed, success, ""}},
		"code judged, canceled":                  {`{"code":487,"subCode":1}`, classified{byCode, canceled, expected, "Call canceled, locally declined"}},
		"code 0 says nothing of a subcode":       {`{"code":0,"subCode":5999}`, classified{byNothing, nothing, unknown, ""}},
		"code says nothing of telephony":         {`{"code":503,"subCode":599999}`, classified{byClass, serviceFailure, unexpectedServer, ""}},
		"code, lowest subcode of telephony":      {`{"code":404,"subCode":500000}`, classified{byClass, nothing, unexpectedClient, ""}},
		"code, below telephony":                  {`{"code":404,"subCode":499999}`, classified{byCode, invalidTarget, expected, "Call not found."}},
		"code, above telephony":                  {`{"code":404,"subCode":600000}`, classified{byCode, invalidTarget, expected, "Call not found."}},
		"code, subcode of telephony with a row":  {`{"code":503,"subCode":560000}`, classified{byCode, serviceFailure, unexpectedServer, "Communication Services infrastructure error."}},
		"SIP status in the subcode":              {`{"code":480,"subCode":560488}`, classified{byClass, trunkFailure, unexpectedClient, ""}},
		"SIP status in the subcode, everyday":    {`{"code":480,"subCode":540480}`, classified{byClass, noAnswer, expected, ""}},
		"SIP status in the subcode, no code":     {`{"subCode":560607}`, classified{byClass, forbidden, unknown, ""}},
		"SIP status below 400":                   {`{"subCode":560200}`, classified{byNothing, nothing, unknown, ""}},
		"class, 2xx":                             {`{"code":299}`, classified{byClass, completed, success, ""}},
		"class, 2xx of telephony":                {`{"code":200,"subCode":599999}`, classified{byClass, completed, success, ""}},
		"class, 4xx":                             {`{"code":499}`, classified{byClass, nothing, unexpectedClient, ""}},
		"class, 5xx":                             {`{"code":599,"subCode":1}`, classified{byClass, serviceFailure, unexpectedServer, ""}},
		"class, 6xx":                             {`{"code":699,"subCode":1}`, classified{byClass, nothing, expected, ""}},
		"nothing, not a class":                   {`{"code":399,"subCode":1}`, classified{byNothing, nothing, unknown, ""}},
		"nothing, a strange subcode alone":       {`{"subCode":5999}`, classified{byNothing, nothing, unknown, ""}},
		"nothing, subcode 0 alone":               {`{"subCode":0}`, classified{byNothing, nothing, unknown, ""}},
		"nothing, negative":                      {`{"code":-487,"subCode":-10004}`, classified{byNothing, nothing, unknown, ""}},
		"nothing, the ends of int32":             {`{"code":2147483647,"subCode":-2147483648}`, classified{byNothing, nothing, unknown, ""}},
		"nothing came":                           {`{}`, classified{byNothing, nothing, unknown, ""}},
		"sipDetails beside a telephony entry":    {`{"code":500,"subCode":560503,"sipDetails":{"code":486}}`, classified{bySubcode, busy, expected, "A service or the network"}},
		"sipDetails beside a completed entry":    {`{"code":0,"subCode":560000,"sipDetails":{"code":486}}`, classified{exact, completed, success, "Call ended successfully by remote PSTN"}},
		"sipDetails beside another entry":        {`{"code":487,"subCode":10004,"sipDetails":{"code":486}}`, classified{exact, noAnswer, expected, "Call was canceled on timeout"}},
		"sipDetails beside a code alone":         {`{"code":480,"sipDetails":{"code":603}}`, classified{exact, declined, expected, "Remote client endpoint not registered."}},
		"sipDetails that repeat the code":        {`{"code":480,"sipDetails":{"code":480}}`, classified{exact, unreachable, expected, "Remote client endpoint not registered."}},
		"sipDetails without an entry":            {`{"code":500,"subCode":599999,"sipDetails":{"code":404}}`, classified{byClass, invalidTarget, expected, ""}},
		"sipDetails before the subcode's status": {`{"code":500,"subCode":560488,"sipDetails":{"code":486}}`, classified{byClass, busy, expected, ""}},
		"sipDetails alone":                       {`{"sipDetails":{"code":486}}`, classified{byClass, busy, expected, ""}},
		"sipDetails of a success":                {`{"code":500,"subCode":560488,"sipDetails":{"code":200}}`, classified{byClass, trunkFailure, unexpectedServer, ""}},
		"sipDetails for media":                   {`{"code":410,"subCode":560410,"sipDetails":{"code":410}}`, classified{byClass, nothing, unexpectedClient, ""}},
		"reported category":                      {`{"code":480,"subCode":10076,"resultCategory":"UnexpectedClientError"}`, classified{exact, unreachable, unexpectedClient, "Target user was registered"}},
		"reported category, undocumented":        {`{"code":0,"subCode":5999,"resultCategories":["ExpectedError"]}`, classified{byNothing, nothing, expected, ""}},
		"reported success":                       {`{"code":0,"subCode":5999,"resultCategories":["Success"]}`, classified{byNothing, nothing, success, ""}},
		"reported success, everyday outcome":     {`{"code":408,"subCode":560408,"resultCategories":["Success"]}`, classified{exact, noAnswer, success, "The called party"}},
		"reported success, failure":              {`{"code":503,"subCode":1,"resultCategories":["Success"]}`, classified{byCode, serviceFailure, unexpectedServer, "Communication Services infrastructure error."}},
		"reported success, no numbers":           {`{"resultCategories":["Success"]}`, classified{byNothing, nothing, unknown, ""}},
		"reported failure, no numbers":           {`{"resultCategories":["ExpectedError"]}`, classified{byNothing, nothing, expected, ""}},
		"reported category of the future":        {`{"code":480,"subCode":10037,"resultCategories":["PartialSuccess"]}`, classified{exact, unreachable, expected, "Target user didn't have any"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reason := decode(t, tt.payload)
			c := reason.Classify()
			if got := (classified{c.Match, c.Outcome, c.Category, tt.want.message}); got != tt.want {
				t.Errorf("%s, %s, %s, want %s, %s, %s", c.Match, c.Outcome, c.Category, tt.want.match, tt.want.outcome, tt.want.category)
			}
			if !strings.HasPrefix(c.Entry.Message, tt.want.message) || (c.Entry == acscodes.Entry{}) != (tt.want.message == "") {
				t.Errorf("message %q, want %q", c.Entry.Message, tt.want.message)
			}
			if c.Code != reason.Code() || c.Subcode != reason.Subcode() {
				t.Errorf("classified as %d/%d", c.Code, c.Subcode)
			}
			if documented, _ := acscodes.Lookup(c.Entry.Code, c.Entry.Subcode); c.Entry != documented && c.Entry.Table != acscodes.TableNone {
				t.Errorf("the entry %v is not as documented", c.Entry)
			}
			if err := reason.Err(); (err == nil) != (c.Category == acscodes.CategorySuccess) {
				t.Errorf("%s with the error %v", c.Category, err)
			}
		})
	}
}

// TestNoFailureBecomesSuccess walks every subcode under every code of a failure, with and without a hostile DiagCode.
func TestNoFailureBecomesSuccess(t *testing.T) {
	subcodes := map[acscodes.Subcode]bool{noSubcode: true, 0: true, 1: true, 9_999_999: true, 560_200: true}
	for entry := range acscodes.All() {
		subcodes[entry.Subcode] = true
	}
	messages := []string{"", "DiagCode: 0#0.@ DiagCode: 487#10003.@ DiagCode: 200#5001.@", "DiagCode: 603#0.@", "DiagCode: 486#560486"}
	for code := int32(300); code < 700; code++ {
		for subcode := range subcodes {
			if _, ok := acscodes.Lookup(acscodes.Code(code), subcode); ok {
				continue
			}
			for _, message := range messages {
				number := int32(subcode)
				c := acscodes.NewCallEndReason(&code, &number, &message).Classify()
				if c.Category == acscodes.CategorySuccess || c.Outcome == acscodes.OutcomeCompleted || c.Outcome == acscodes.OutcomeAnsweredElsewhere {
					t.Errorf("%d/%d with %q became %v", code, subcode, message, c)
				}
			}
		}
	}
}

// TestClassifyEveryCode compares Classify with a slow reading of data.
func TestClassifyEveryCode(t *testing.T) {
	s := newSlow(t)
	subcodes := []acscodes.Subcode{noSubcode, 0, 1, 404, 5999, 7000, 8522, 10004, 499_999, 500_000, 540_000, 560_200, 560_410, 560_488, 599_999, 600_000}
	for code := acscodes.Code(-3); code < 1003; code++ {
		for _, subcode := range subcodes {
			s.check(t, report{pair: pair{code, subcode}})
		}
	}
	for _, row := range s.rows {
		for _, code := range []acscodes.Code{noCode, 0, 200, 299, 300, 400, 480, 486, 503, 603, 799, row.code} {
			for _, sip := range []int{0, 200, 404, 408, 410, 430, 480, 486, 487, 488, 600, 603, 607, 699, 700} {
				s.check(t, report{pair: pair{code, row.subcode}, sip: sip})
			}
			for _, category := range []string{"Success", "UnexpectedClientError"} {
				s.check(t, report{pair: pair{code, row.subcode}, reported: category})
			}
			s.check(t, report{pair: pair{code, 5999}, diagnosed: row.pair})
			s.check(t, report{pair: pair{code, 8510}, diagnosed: row.pair, reported: "Success", sip: 404})
		}
	}
}

// report is what a payload says.
type report struct {
	pair
	diagnosed pair // of a DiagCode, unless zero
	reported  string
	sip       int
}

// slow is a slow reading of data that follows the design rule by rule.
type slow struct {
	rows     []documentedRow
	outcomes map[pair]string
}

func newSlow(t testing.TB) slow { return slow{documentedRows(t), documentedOutcomes(t)} }

func (s slow) check(t *testing.T, r report) {
	t.Helper()
	payload := map[string]any{"code": r.code, "subCode": r.subcode, "resultCategory": r.reported, "sipDetails": map[string]int{"code": r.sip}}
	if r.diagnosed != (pair{}) {
		payload["message"] = fmt.Sprintf("DiagCode: %d#%d.@", r.diagnosed.code, r.diagnosed.subcode)
	}
	encoded, err := json.Marshal(payload)
	if err != nil {
		t.Fatal(err)
	}
	c := decode(t, string(encoded)).Classify()
	row, match := s.row(r)
	outcome := s.outcome(r, row, match)
	category := s.category(r, row, match, outcome)
	if c.Match != match || c.Outcome.String() != outcome || c.Category.String() != category {
		t.Errorf("%s: %s, %s, %s, want %s, %s, %s", encoded, c.Match, c.Outcome, c.Category, match, outcome, category)
	}
	if c.Entry.Code != row.code || c.Entry.Subcode != row.subcode || c.Entry.Message != row.message || c.Entry.Table != row.table {
		t.Errorf("%s: %v, want %+v", encoded, c.Entry, row)
	}
	if r == (report{pair: r.pair}) && acscodes.Classify(r.code, r.subcode) != c {
		t.Errorf("%s: the function says %v, the method %v", encoded, acscodes.Classify(r.code, r.subcode), c)
	}
}

// first returns the first row that matches.
func (s slow) first(matches func(documentedRow) bool) (documentedRow, bool) {
	for _, row := range s.rows {
		if matches(row) {
			return row, true
		}
	}
	return documentedRow{}, false
}

func (s slow) find(p pair) (documentedRow, bool) {
	return s.first(func(row documentedRow) bool { return row.pair == p })
}

func (r documentedRow) completes() bool {
	return r.outcome == "Completed" || r.outcome == "AnsweredElsewhere"
}

// row returns the row that fits best.
func (s slow) row(r report) (documentedRow, acscodes.Match) {
	if row, ok := s.find(r.pair); ok {
		return row, acscodes.MatchExact
	}
	if row, ok := s.find(r.diagnosed); ok && r.diagnosed != (pair{}) && r.diagnosed.code >= 0 && r.diagnosed.subcode >= 0 && !row.completes() {
		return row, acscodes.MatchDiagnostic
	}
	row, ok := s.ofSubcode(r.subcode)
	if ok && (r.code < 300 || !row.completes()) {
		return row, acscodes.MatchSubcode
	}
	if s.codeAlone(r) {
		if row, ok := s.find(pair{r.code, noSubcode}); ok {
			return row, acscodes.MatchCode
		}
		if _, ok := s.outcomes[pair{r.code, noSubcode}]; ok {
			return documentedRow{}, acscodes.MatchCode
		}
	}
	if s.hundreds(r) != "Unknown" || sipOutcome(r.sip) != "Unknown" || s.inSubcode(r) != "Unknown" {
		return documentedRow{}, acscodes.MatchClass
	}
	return documentedRow{}, acscodes.MatchNone
}

// ofSubcode returns the row of a subcode under any code.
func (s slow) ofSubcode(subcode acscodes.Subcode) (documentedRow, bool) {
	if subcode == 0 || subcode == noSubcode {
		return documentedRow{}, false
	}
	if row, ok := s.find(pair{noCode, subcode}); ok {
		return row, true
	}
	return s.first(func(row documentedRow) bool { return row.subcode == subcode })
}

// codeAlone reports whether the code alone says something.
func (s slow) codeAlone(r report) bool {
	_, hasRow := s.first(func(row documentedRow) bool { return row.subcode == r.subcode })
	if hasRow || r.subcode == noSubcode {
		return true
	}
	return r.code != 0 && (r.subcode < 500000 || r.subcode > 599999)
}

func (s slow) outcome(r report, row documentedRow, match acscodes.Match) string {
	telephony := row.subcode/1000 == 540 || row.subcode/1000 == 560
	switch {
	case match <= acscodes.MatchClass, row.message == "",
		row.subcode == noSubcode && int(row.code) != r.sip,
		telephony && row.outcome != "Completed":
		if outcome := sipOutcome(r.sip); outcome != "Unknown" {
			return outcome
		}
	}
	if row.outcome != "" && row.outcome != "Unknown" {
		return row.outcome
	}
	if outcome := s.inSubcode(r); outcome != "Unknown" {
		return outcome
	}
	if outcome := s.outcomes[pair{r.code, noSubcode}]; outcome != "" && s.codeAlone(r) {
		return outcome
	}
	switch s.hundreds(r) {
	case "Success":
		return "Completed"
	case "UnexpectedServerError":
		return "ServiceFailure"
	}
	return "Unknown"
}

// inSubcode returns the outcome of the SIP status in the subcode.
func (s slow) inSubcode(r report) string {
	if r.subcode/1000 == 540 || r.subcode/1000 == 560 {
		return sipOutcome(int(r.subcode % 1000))
	}
	return "Unknown"
}

var sipOutcomes = map[int]string{
	486: "Busy", 600: "Busy", 408: "NoAnswer", 480: "NoAnswer", 430: "Unreachable",
	404: "InvalidTarget", 416: "InvalidTarget", 484: "InvalidTarget", 485: "InvalidTarget", 604: "InvalidTarget",
	487: "Canceled", 603: "Declined", 402: "Forbidden", 403: "Forbidden", 433: "Forbidden", 607: "Forbidden", 608: "Forbidden",
	410: "Unknown",
}

func sipOutcome(status int) string {
	if outcome, ok := sipOutcomes[status]; ok {
		return outcome
	}
	if status >= 400 && status <= 699 {
		return "TrunkFailure"
	}
	return "Unknown"
}

func (s slow) category(r report, row documentedRow, match acscodes.Match, outcome string) string {
	order := "Unknown Completed AnsweredElsewhere | Removed Canceled Declined Busy NoAnswer Unreachable InvalidTarget NoInput | " +
		"Forbidden Unauthenticated ConnectionFailure DeviceFailure ClientFailure TrunkFailure LimitExceeded InvalidRequest ServiceFailure"
	groups := strings.Split(order, " | ")
	everyday, failure := strings.Contains(groups[1], outcome), strings.Contains(groups[2], outcome)

	reported := cmp.Or(r.reported, "Unknown")
	if reported == "Success" && r.code == noCode && r.subcode == noSubcode {
		reported = "Unknown"
	}
	documented := cmp.Or(row.category, "Unknown")
	if documented == "Success" && (match == acscodes.MatchDiagnostic || match == acscodes.MatchSubcode && r.code >= 300) {
		documented = "Unknown"
	}
	inferred := "Unknown"
	switch {
	case s.hundreds(r) == "Success" && !failure:
		inferred = "Success"
	case everyday:
		inferred = "ExpectedError"
	case outcome == "Completed" || outcome == "AnsweredElsewhere":
		inferred = "Success"
	}
	for _, category := range []string{reported, documented, inferred, s.hundreds(r)} {
		if category != "Unknown" && !(category == "Success" && failure) {
			return category
		}
	}
	return "Unknown"
}

func (s slow) hundreds(r report) string {
	switch {
	case 200 <= r.code && r.code <= 299:
		return "Success"
	case 400 <= r.code && r.code <= 499:
		return "UnexpectedClientError"
	case 500 <= r.code && r.code <= 599:
		return "UnexpectedServerError"
	case 600 <= r.code && r.code <= 699:
		return "ExpectedError"
	}
	return "Unknown"
}

func TestDiagCode(t *testing.T) {
	tests := map[string]struct {
		message string
		match   acscodes.Match
		want    string // the start of the entry's message
	}{
		"documented":               {"Failed. DiagCode: 408#10057.@", acscodes.MatchDiagnostic, "Call failed, callee failed"},
		"without a space":          {"DiagCode:408#10057", acscodes.MatchDiagnostic, "Call failed, callee failed"},
		"the second is documented": {"DiagCode: 1#2.@ DiagCode: 487#10004.@", acscodes.MatchDiagnostic, "Call was canceled on timeout"},
		"two documented":           {"DiagCode: 408#10057.@ DiagCode: 487#10004.@", acscodes.MatchDiagnostic, "Call failed, callee failed"},
		"undocumented":             {"DiagCode: 799#1.@", acscodes.MatchCode, "Remote client endpoint"},
		"the code alone":           {"DiagCode: 490.@", acscodes.MatchCode, "Remote client endpoint"},
		"no subcode":               {"DiagCode: 408#.@", acscodes.MatchCode, "Remote client endpoint"},
		"no number":                {"DiagCode: #5317.@", acscodes.MatchCode, "Remote client endpoint"},
		"past int32":               {"DiagCode: 408#99999999999.@", acscodes.MatchCode, "Remote client endpoint"},
		"negative":                 {"DiagCode: -1#8522.@", acscodes.MatchCode, "Remote client endpoint"},
		"other letters":            {"diagcode: 408#10057.@", acscodes.MatchCode, "Remote client endpoint"},
		"at the end":               {"DiagCode:", acscodes.MatchCode, "Remote client endpoint"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			code, subcode := int32(480), int32(1)
			c := acscodes.NewCallEndReason(&code, &subcode, &tt.message).Classify()
			if c.Match != tt.match || !strings.HasPrefix(c.Entry.Message, tt.want) {
				t.Errorf("%s, %s; want %s, %s", c.Match, c.Entry.Message, tt.match, tt.want)
			}
		})
	}
}

func TestMatch(t *testing.T) {
	ascending := []acscodes.Match{
		acscodes.MatchNone, acscodes.MatchClass, acscodes.MatchCode,
		acscodes.MatchSubcode, acscodes.MatchDiagnostic, acscodes.MatchExact, 6, 99,
	}
	names := []string{"None", "Class", "Code", "Subcode", "Diagnostic", "Exact", "Match(6)", "Match(99)"}
	for i, match := range ascending {
		if match.String() != names[i] {
			t.Errorf("match %d is %q, want %q", match, match, names[i])
		}
		if i > 0 && match <= ascending[i-1] {
			t.Errorf("%s is not above %s", match, ascending[i-1])
		}
	}
}

func TestClassificationName(t *testing.T) {
	tests := map[pair]string{
		{487, 10004}:  "AnswerTimeout",          // of the entry
		{500, 10004}:  "AnswerTimeout",          // of the entry of another code
		{503, 7000}:   "ServiceUnavailable",     // of the entry for the code alone
		{603, 0}:      "Decline",                // subcode 0 says no more than the code
		{486, 1}:      "BusyHere",               // of the code: no entry
		{480, 560488}: "TemporarilyUnavailable", // of the code, again
		{799, 1}:      "",
	}
	for p, want := range tests {
		if got := acscodes.Classify(p.code, p.subcode).Name(); got != want {
			t.Errorf("%d/%d is %q, want %q", p.code, p.subcode, got, want)
		}
	}
}

func TestClassificationMarshalJSON(t *testing.T) {
	tests := map[string]struct {
		classification acscodes.Classification
		want           string
	}{
		"entry of another code": {
			acscodes.Classify(480, 5732),
			`{"code":480,"subCode":5732,"name":"RoomNotFound","outcome":"InvalidTarget","category":"ExpectedError","match":"Subcode",` +
				`"message":"The room was not found.","advice":"","links":[],"table":"Codes from related pages",`,
		},
		"no entry": {
			acscodes.Classify(599, noSubcode),
			`{"code":599,"name":"","outcome":"ServiceFailure","category":"UnexpectedServerError","match":"Class","message":"","advice":"",` +
				`"links":[],"table":"None","source":{"text":"","url":""}}`,
		},
		"nothing came": {
			acscodes.Classify(noCode, noSubcode),
			`{"name":"","outcome":"Unknown","category":"Unknown","match":"None","message":"","advice":"","links":[],"table":"None","source":{"text":"","url":""}}`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := json.Marshal(tt.classification)
			if err != nil || !strings.HasPrefix(string(got), tt.want) {
				t.Errorf("got  %s, %v\nwant %s", got, err, tt.want)
			}
		})
	}
}
