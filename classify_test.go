package acscodes_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
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
		reported                       = acscodes.MatchReported
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
		"exact, category of 2xx":                 {`{"code":200,"subCode":5013}`, classified{exact, noAnswer, expected, "The conversation ended: nobody else joined"}},
		"exact, everyday outcome under 4xx":      {`{"code":408,"subCode":560408}`, classified{exact, noAnswer, expected, "The called party did not answer"}},
		"exact, everyday outcome: wrong number":  {`{"code":404,"subCode":560404}`, classified{exact, invalidTarget, expected, "The number was not found"}},
		"exact, with another code":               {`{"code":405,"subCode":8522}`, classified{exact, invalidRequest, unexpectedClient, "Missing configuration"}},
		"exact, busy as a success by name":       {`{"code":486,"subCode":560486}`, classified{exact, busy, success, "Call ended because remote PSTN participant was busy."}},
		"exact, busy as a failure":               {`{"code":486,"subCode":540486}`, classified{exact, busy, expected, "The called number was busy."}},
		"exact before DiagCode":                  {`{"code":408,"subCode":10057,"message":"DiagCode: 487#10004.@"}`, classified{exact, connectionFailure, expected, "Call failed, callee failed"}},
		"code without subcode is not subcode 0":  {`{"code":603}`, classified{exact, declined, expected, "Call globally declined"}},
		"core table before Call Automation":      {`{"code":404}`, classified{exact, invalidTarget, expected, "Call not found."}},
		"DiagCode before subcode":                {`{"code":403,"subCode":8510,"message":"… DiagCode: 487#10004.@"}`, classified{diagnostic, noAnswer, expected, "Call was canceled on timeout"}},
		"DiagCode, no numbers":                   {`{"message":"DiagCode: 408#10057.@"}`, classified{diagnostic, connectionFailure, expected, "Call failed, callee failed"}},
		"DiagCode, a success by name":            {`{"code":480,"subCode":1,"message":"DiagCode: 603#0.@"}`, classified{diagnostic, declined, expected, "Call ended successfully as it was declined"}},
		"DiagCode, a success by name under 2xx":  {`{"code":200,"subCode":7,"message":"DiagCode: 487#0."}`, classified{diagnostic, canceled, expected, "Call ended successfully as caller canceled"}},
		"DiagCode never completes":               {`{"code":503,"subCode":9999999,"message":"DiagCode: 0#0.@"}`, classified{byCode, serviceFailure, unexpectedServer, "Communication Services infrastructure error."}},
		"DiagCode never answers elsewhere":       {`{"code":0,"subCode":5999,"message":"DiagCode: 487#10003.@"}`, classified{byNothing, nothing, unknown, ""}},
		"DiagCode that completes, passed over":   {`{"code":200,"subCode":10003,"message":"DiagCode: 0#560000.@"}`, classified{bySubcode, elsewhere, success, "Call was canceled for this user endpoint"}},
		"reported":                               {`{"code":403,"subCode":5222}`, classified{reported, forbidden, unexpectedClient, "The service says: the Communication Services user"}},
		"reported, by subcode":                   {`{"code":500,"subCode":5222}`, classified{reported, forbidden, unexpectedServer, "The service says: the Communication Services user"}},
		"reported, by DiagCode":                  {`{"code":480,"subCode":1,"message":"DiagCode: 1#2 DiagCode: 403#5222.@"}`, classified{reported, forbidden, unexpectedClient, "The service says: the Communication Services user"}},
		"reported, by the first of two":          {`{"code":480,"subCode":1,"message":"DiagCode: 403#5222 DiagCode: 500#2019"}`, classified{reported, forbidden, unexpectedClient, "The service says: the Communication Services user"}},
		"reported before subcode":                {`{"code":403,"subCode":8510,"message":"DiagCode: 403#5222.@"}`, classified{reported, forbidden, unexpectedClient, "The service says: the Communication Services user"}},
		"documented DiagCode before reported":    {`{"code":412,"subCode":9999,"message":"DiagCode: 403#5222 DiagCode: 480#10076.@"}`, classified{diagnostic, unreachable, expected, "Target user was registered"}},
		"reported before reported DiagCode":      {`{"code":412,"subCode":9999,"message":"DiagCode: 403#5222.@"}`, classified{reported, invalidRequest, unexpectedClient, "The service says: a phone participant"}},
		"reported, code 0":                       {`{"code":0,"subCode":5013}`, classified{reported, noAnswer, expected, "The service says: the conversation ended"}},
		"subcode of an everyday outcome":         {`{"code":400,"subCode":8539}`, classified{bySubcode, busy, expected, "Callee Busy"}},
		"subcode, input":                         {`{"code":500,"subCode":8532}`, classified{bySubcode, noInput, expected, "Inter Digit Timeout Reached"}},
		"subcode before code":                    {`{"code":480,"subCode":10057}`, classified{bySubcode, connectionFailure, expected, "Call failed, callee failed"}},
		"subcode with an undocumented code":      {`{"code":799,"subCode":3100}`, classified{bySubcode, connectionFailure, unexpectedClient, "Call setup failed due to unexpected network"}},
		"subcode without code":                   {`{"subCode":560000}`, classified{bySubcode, completed, success, "Call ended successfully by remote PSTN"}},
		"subcode alone before other codes":       {`{"code":400,"subCode":8522}`, classified{bySubcode, invalidTarget, expected, "Not Found"}},
		"subcode, success below 300":             {`{"code":200,"subCode":10003}`, classified{bySubcode, elsewhere, success, "Call was canceled for this user endpoint"}},
		"subcode, success under 1xx":             {`{"code":180,"subCode":560000}`, classified{byNothing, nothing, unknown, ""}},
		"subcode, success, negative code":        {`{"code":-5,"subCode":7000}`, classified{byNothing, nothing, unknown, ""}},
		"subcode, success from 300 up":           {`{"code":500,"subCode":7000}`, classified{byCode, serviceFailure, unexpectedServer, "Communication Services infrastructure error."}},
		"subcode, success by name from 300 up":   {`{"code":503,"subCode":5000}`, classified{bySubcode, removed, expected, "Call ended for this participant."}},
		"subcode, code 0":                        {`{"code":0,"subCode":5854}`, classified{bySubcode, declined, expected, "Access to the Teams meeting was denied"}},
		"subcode, failure under 2xx":             {`{"code":200,"subCode":8516}`, classified{bySubcode, limitExceeded, unknown, "Call Throttled"}},
		"subcode, wrong number under 2xx":        {`{"code":200,"subCode":560404}`, classified{bySubcode, invalidTarget, expected, "The number was not found"}},
		"subcode, no answer under 2xx":           {`{"code":200,"subCode":560408}`, classified{bySubcode, noAnswer, expected, "The called party"}},
		"subcode, too many hops under 2xx":       {`{"code":200,"subCode":8521}`, classified{bySubcode, unreachable, expected, "Too Many Hops"}},
		"subcode that leaves it open, code 0":    {`{"code":0,"subCode":9999}`, classified{bySubcode, nothing, unknown, "Unknown"}},
		"subcode that leaves it open, 2xx":       {`{"code":200,"subCode":9999}`, classified{bySubcode, nothing, success, "Unknown"}},
		"subcode that leaves it open, 5xx":       {`{"code":503,"subCode":9999}`, classified{bySubcode, serviceFailure, unexpectedServer, "Unknown"}},
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
		"class, 2xx of telephony":                {`{"code":200,"subCode":580999}`, classified{byClass, nothing, success, ""}},
		"class, 1xx":                             {`{"code":180}`, classified{byNothing, nothing, unknown, ""}},
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
		"sipDetails under 2xx":                   {`{"code":200,"subCode":560500,"sipDetails":{"code":404}}`, classified{bySubcode, invalidTarget, expected, "A service involved in the call"}},
		"sipDetails that are no SIP status":      {`{"code":500,"subCode":5999,"sipDetails":{"code":999999}}`, classified{byCode, serviceFailure, unexpectedServer, "Communication Services infrastructure error."}},
		"sipDetails for media":                   {`{"code":410,"subCode":560410,"sipDetails":{"code":410}}`, classified{byClass, nothing, unexpectedClient, ""}},
		"reported category":                      {`{"code":480,"subCode":10076,"resultCategory":"UnexpectedClientError"}`, classified{exact, unreachable, unexpectedClient, "Target user was registered"}},
		"reported category, undocumented":        {`{"code":0,"subCode":5999,"resultCategories":["ExpectedError"]}`, classified{byNothing, nothing, expected, ""}},
		"reported success":                       {`{"code":0,"subCode":5999,"resultCategories":["Success"]}`, classified{byNothing, nothing, success, ""}},
		"reported success, everyday outcome":     {`{"code":408,"subCode":560408,"resultCategories":["Success"]}`, classified{exact, noAnswer, success, "The called party"}},
		"reported success, failure":              {`{"code":503,"subCode":1,"resultCategories":["Success"]}`, classified{byCode, serviceFailure, unexpectedServer, "Communication Services infrastructure error."}},
		"reported failure, success":              {`{"code":0,"subCode":0,"resultCategories":["UnexpectedServerError"]}`, classified{exact, nothing, unexpectedServer, "Call ended successfully by local participant."}},
		"reported expected error, success":       {`{"code":200,"subCode":1,"resultCategories":["ExpectedError"]}`, classified{byCode, nothing, expected, ""}},
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
			if err := reason.Err(); (err == nil) != c.Outcome.IsSuccess() {
				t.Errorf("%s with the error %v", c.Outcome, err)
			}
		})
	}
}

// TestNoFailureBecomesSuccess walks every subcode under every code, with and without what a hostile payload adds.
func TestNoFailureBecomesSuccess(t *testing.T) {
	subcodes := map[acscodes.Subcode]bool{noSubcode: true, 0: true, 1: true, 9_999_999: true, 560_200: true, 580_999: true}
	for entry := range acscodes.All() {
		subcodes[entry.Subcode] = true
	}
	var hostile []acscodes.CallEndReason // with the numbers still to come
	for _, payload := range []string{
		`{"message":"DiagCode: 0#0.@ DiagCode: 487#10003.@ DiagCode: 200#5001.@"}`,
		`{"message":"DiagCode: 603#0.@","resultCategory":"Success"}`,
		`{"message":"DiagCode: 486#560486","sipDetails":{"code":200},"resultCategory":"Success"}`,
		`{"sipDetails":{"code":486},"resultCategory":"Success"}`,
		`{"resultCategory":"ExpectedError"}`,
	} {
		hostile = append(hostile, decode(t, payload))
	}
	for code := acscodes.Code(200); code < 700; code++ {
		for subcode := range subcodes {
			trusted := acscodes.Classify(code, subcode)
			for _, reason := range hostile {
				c := acscodes.WithNumbers(reason, code, subcode).Classify()
				if (c.Err() == nil) != (c.Outcome == acscodes.OutcomeCompleted || c.Outcome == acscodes.OutcomeAnsweredElsewhere) {
					t.Errorf("%v has the error %v", c, c.Err())
				}
				if c.Err() == nil && trusted.Err() != nil {
					t.Errorf("%d/%d became a success by %v", code, subcode, reason)
				}
				if _, documented := acscodes.Lookup(code, subcode); c.Err() == nil && code >= 300 && !documented {
					t.Errorf("%d/%d is a success, which no table says", code, subcode)
				}
				if c.Category == acscodes.CategorySuccess && c.Outcome >= acscodes.OutcomeForbidden {
					t.Errorf("%v is a success by category", c)
				}
			}
		}
	}
}

// TestClassifyEveryCode compares Classify with a slow reading of data.
func TestClassifyEveryCode(t *testing.T) {
	s := newSlow(t)
	subcodes := []acscodes.Subcode{noSubcode, 0, 1, 404, 5999, 7000, 8522, 9999, 10004, 499_999, 500_000, 540_000, 560_200, 560_410, 560_488, 599_999, 600_000}
	for code := acscodes.Code(-3); code < 1003; code++ {
		for _, subcode := range subcodes {
			s.check(t, report{pair: pair{code, subcode}})
		}
	}
	for status := range 1000 {
		s.check(t, report{pair: pair{799, 1}, sip: status})
	}
	for _, row := range s.rows {
		for _, code := range []acscodes.Code{noCode, 0, 180, 200, 300, 480, 503, 799, row.code} {
			for _, sip := range []int{0, 99, 200, 404, 410, 480, 486, 488, 700} {
				s.check(t, report{pair: pair{code, row.subcode}, sip: sip})
			}
			for _, category := range []string{"Success", "UnexpectedClientError"} {
				s.check(t, report{pair: pair{code, row.subcode}, reported: category})
			}
			s.check(t, report{pair: pair{code, 5999}, diagnosed: row.pair})
			s.check(t, report{pair: pair{code, row.subcode}, diagnosed: pair{412, 9999}})
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
	first    map[pair]documentedRow             // of each pair
	subcodes map[acscodes.Subcode]documentedRow // the first of each subcode under whichever code
	outcomes map[pair]string
	sip      map[int]string
}

func newSlow(t testing.TB) slow {
	t.Helper()
	s := slow{documentedRows(t), make(map[pair]documentedRow), make(map[acscodes.Subcode]documentedRow), documentedOutcomes(t), make(map[int]string)}
	for _, row := range s.rows {
		if _, known := s.first[row.pair]; !known {
			s.first[row.pair] = row
		}
		if _, known := s.subcodes[row.subcode]; !known {
			s.subcodes[row.subcode] = row
		}
	}
	for _, record := range readRecords(t, "data/sip.csv") {
		s.sip[documentedNumber(t, record[0])] = record[1]
	}
	return s
}

func (s slow) check(t *testing.T, r report) {
	t.Helper()
	encoded := fmt.Sprintf(`{"code":%d,"subCode":%d,"resultCategory":%q,"sipDetails":{"code":%d}`, int(r.code), int(r.subcode), r.reported, r.sip)
	if r.diagnosed != (pair{}) {
		encoded += fmt.Sprintf(`,"message":"DiagCode: %d#%d.@"`, int(r.diagnosed.code), int(r.diagnosed.subcode))
	}
	encoded += "}"
	c := decode(t, encoded).Classify()
	if r.sip < 100 || r.sip > 699 {
		r.sip = 0 // it did not come
	}
	row, match := s.row(r)
	outcome := s.outcome(r, row)
	category := s.category(r, row, outcome)
	if isSuccess(outcome) && r.reported != "" && r.reported != "Success" {
		outcome = "Unknown" // the payload contradicts itself
	}
	sip := r.sip
	if sip == 0 && (r.subcode/1000 == 540 || r.subcode/1000 == 560) && r.subcode%1000 >= 100 && r.subcode%1000 <= 699 {
		sip = int(r.subcode % 1000)
	}
	if c.Match != match || c.Outcome.String() != outcome || c.Category.String() != category || c.SIP != sip {
		t.Errorf("%s: %s, %s, %s, SIP %d, want %s, %s, %s, SIP %d", encoded, c.Match, c.Outcome, c.Category, c.SIP, match, outcome, category, sip)
	}
	if c.Entry.Code != row.code || c.Entry.Subcode != row.subcode || c.Entry.Message != row.message || c.Entry.Table != row.table {
		t.Errorf("%s: %v, want %+v", encoded, c.Entry, row)
	}
	if r == (report{pair: r.pair}) && acscodes.Classify(r.code, r.subcode) != c {
		t.Errorf("%s: the function says %v, the method %v", encoded, acscodes.Classify(r.code, r.subcode), c)
	}
}

func (s slow) find(p pair) (documentedRow, bool) {
	row, ok := s.first[p]
	return row, ok
}

func isSuccess(outcome string) bool { return outcome == "Completed" || outcome == "AnsweredElsewhere" }

// row returns the row that answers: the documented ones by how they were found, the reported ones between.
func (s slow) row(r report) (documentedRow, acscodes.Match) {
	exact, isExact := s.find(r.pair)
	diagnosed, isDiagnosed := s.find(r.diagnosed)
	isDiagnosed = isDiagnosed && r.diagnosed != (pair{}) && r.diagnosed.code >= 0 && r.diagnosed.subcode >= 0 && !isSuccess(diagnosed.outcome)
	ofSubcode, isOfSubcode := s.ofSubcode(r.subcode)
	isOfSubcode = isOfSubcode && (!isSuccess(ofSubcode.outcome) || r.code == 0 || r.code == noCode || 200 <= r.code && r.code <= 299)
	ofCode, isOfCode := s.find(pair{r.code, noSubcode})
	isReported := func(row documentedRow) bool { return row.table == acscodes.TableReported }
	switch {
	case isExact && !isReported(exact):
		return exact, acscodes.MatchExact
	case isDiagnosed && !isReported(diagnosed):
		return diagnosed, acscodes.MatchDiagnostic
	case isExact:
		return exact, acscodes.MatchReported
	case isDiagnosed:
		return diagnosed, acscodes.MatchReported
	case isOfSubcode && isReported(ofSubcode):
		return ofSubcode, acscodes.MatchReported
	case isOfSubcode:
		return ofSubcode, acscodes.MatchSubcode
	case s.codeAlone(r) && isOfCode:
		return ofCode, acscodes.MatchCode
	case s.codeAlone(r) && s.outcomes[pair{r.code, noSubcode}] != "":
		return documentedRow{}, acscodes.MatchCode
	case s.hundreds(r) != "Unknown" || s.sipOutcome(r.sip) != "Unknown" || s.inSubcode(r) != "Unknown":
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
	row, ok := s.subcodes[subcode]
	return row, ok
}

func (s slow) hasRow(subcode acscodes.Subcode) bool {
	_, hasRow := s.subcodes[subcode]
	return hasRow
}

// codeAlone reports whether the code alone says something.
func (s slow) codeAlone(r report) bool {
	return s.hasRow(r.subcode) || r.subcode == noSubcode || r.code != 0 && (r.subcode < 500000 || r.subcode > 599999)
}

func (s slow) outcome(r report, row documentedRow) string {
	isRow := row.message != ""
	telephony := row.subcode/1000 == 540 || row.subcode/1000 == 560
	var candidates []string
	if !isRow || row.subcode == noSubcode && int(row.code) != r.sip || telephony && row.outcome != "Completed" {
		candidates = append(candidates, s.sipOutcome(r.sip))
	}
	candidates = append(candidates, cmp.Or(row.outcome, "Unknown"), s.inSubcode(r))
	var ofCode []string
	if s.codeAlone(r) {
		ofCode = append(ofCode, cmp.Or(s.outcomes[pair{r.code, noSubcode}], "Unknown"))
	}
	switch s.hundreds(r) {
	case "Success":
		ofCode = append(ofCode, "Completed")
	case "UnexpectedServerError":
		ofCode = append(ofCode, "ServiceFailure")
	}
	for _, outcome := range ofCode {
		leftOpen := isRow || 500000 <= r.subcode && r.subcode <= 599999 && !s.hasRow(r.subcode)
		if !(isSuccess(outcome) && leftOpen) {
			candidates = append(candidates, outcome)
		}
	}
	for _, outcome := range candidates {
		if outcome != "Unknown" {
			return outcome
		}
	}
	return "Unknown"
}

// inSubcode returns the outcome of the SIP status in the subcode.
func (s slow) inSubcode(r report) string {
	if r.subcode/1000 == 540 || r.subcode/1000 == 560 {
		return s.sipOutcome(int(r.subcode % 1000))
	}
	return "Unknown"
}

func (s slow) sipOutcome(status int) string {
	if outcome, ok := s.sip[status]; ok {
		return outcome
	}
	if status >= 400 && status <= 699 {
		return "TrunkFailure"
	}
	return "Unknown"
}

// category takes the outcome before a contradiction made it unknown: then the payload has a category, which comes first.
func (s slow) category(r report, row documentedRow, outcome string) string {
	order := "Unknown Completed AnsweredElsewhere | Removed Canceled Declined Busy NoAnswer Unreachable InvalidTarget NoInput | " +
		"Forbidden Unauthenticated ConnectionFailure DeviceFailure ClientFailure TrunkFailure LimitExceeded InvalidRequest ServiceFailure"
	groups := strings.Split(order, " | ")
	everyday, failure := strings.Contains(groups[1], outcome), strings.Contains(groups[2], outcome)

	reported := cmp.Or(r.reported, "Unknown")
	if reported == "Success" && r.code == noCode && r.subcode == noSubcode {
		reported = "Unknown"
	}
	documented := cmp.Or(row.category, "Unknown")
	if documented == "Success" && row.pair != r.pair && !isSuccess(row.outcome) {
		documented = "Unknown"
	}
	byOutcome := "Unknown"
	switch {
	case everyday:
		byOutcome = "ExpectedError"
	case isSuccess(outcome):
		byOutcome = "Success"
	}
	for _, category := range []string{reported, documented, byOutcome, s.hundreds(r)} {
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

func TestPair(t *testing.T) {
	entry := lookup(t, 487, 10004)
	tests := map[string]struct{ got, want string }{
		"classification":              {acscodes.Classify(503, 10004).Pair(), "503/10004"},
		"classification, code alone":  {acscodes.Classify(604, noSubcode).Pair(), "604/-"},
		"classification, no numbers":  {acscodes.Classify(noCode, noSubcode).Pair(), "-/-"},
		"classification, zeros":       {acscodes.Classify(0, 0).Pair(), "0/0"},
		"classification, zero":        {acscodes.Classification{}.Pair(), "-/-"},
		"entry":                       {entry.Pair(), "487/10004"},
		"entry for the subcode alone": {lookup(t, noCode, 8522).Pair(), "-/8522"},
		"entry for zeros":             {lookup(t, 0, 0).Pair(), "0/0"},
		"entry, zero":                 {acscodes.Entry{}.Pair(), "-/-"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("%q, want %q", tt.got, tt.want)
			}
		})
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
		"SIP status": {
			acscodes.Classify(480, 560488),
			`{"code":480,"subCode":560488,"name":"TemporarilyUnavailable","outcome":"TrunkFailure","category":"UnexpectedClientError","match":"Class","sip":488,`,
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

// TestJSONDecodesBack decodes the JSON of entries and classifications into a struct with the package's types.
func TestJSONDecodesBack(t *testing.T) {
	type decoded struct {
		Code     *acscodes.Code
		Subcode  *acscodes.Subcode
		Category acscodes.Category
		Outcome  acscodes.Outcome
		Match    acscodes.Match
		SIP      int
		Table    acscodes.Table
		Links    []acscodes.Link
		Source   acscodes.Link
		Message  string
	}
	reencode := func(value any) (d decoded) {
		t.Helper()
		encoded, err := json.Marshal(value)
		if err == nil {
			err = json.Unmarshal(encoded, &d)
		}
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for entry := range acscodes.All() {
		c := acscodes.Classify(entry.Code, entry.Subcode)
		d, e := reencode(c), reencode(entry)
		if d.Category != c.Category || d.Outcome != c.Outcome || d.Match != c.Match || d.SIP != c.SIP || d.Table != c.Entry.Table || d.Message != c.Entry.Message || d.Source != c.Entry.Source() {
			t.Errorf("%v decodes to %+v", c, d)
		}
		if e.Table != entry.Table || e.Match != acscodes.MatchNone || !slices.Equal(e.Links, entry.Links()) {
			t.Errorf("%v decodes to %+v", entry, e)
		}
		for _, d := range []decoded{d, e} {
			if (d.Code == nil) != (entry.Code == noCode) || d.Code != nil && *d.Code != entry.Code ||
				(d.Subcode == nil) != (entry.Subcode == noSubcode) || d.Subcode != nil && *d.Subcode != entry.Subcode {
				t.Errorf("%v decodes to %v and %v", entry, d.Code, d.Subcode)
			}
		}
	}
}
