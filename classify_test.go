package acscodes_test

import (
	"math"
	"slices"
	"testing"

	"example.com/acscodes"
)

// answer is what Classify says of a pair; message is the start of the documented one.
type answer struct {
	category acscodes.Category
	match    acscodes.Match
	message  string
}

func TestClassify(t *testing.T) {
	const (
		unknown               = acscodes.CategoryUnknown
		success               = acscodes.CategorySuccess
		expectedError         = acscodes.CategoryExpectedError
		unexpectedClientError = acscodes.CategoryUnexpectedClientError
		unexpectedServerError = acscodes.CategoryUnexpectedServerError
	)
	tests := map[string]struct {
		code    acscodes.Code
		subcode acscodes.Subcode
		want    answer
	}{
		"exact":                                   {487, 10004, answer{expectedError, acscodes.MatchExact, "Call was canceled on timeout"}},
		"exact, subcode 0":                        {603, 0, answer{success, acscodes.MatchExact, "Call ended successfully as it was declined"}},
		"exact, both 0":                           {0, 0, answer{success, acscodes.MatchExact, "Call ended successfully by local participant."}},
		"exact, category from unlisted":           {480, anySubcode, answer{expectedError, acscodes.MatchExact, "Remote client endpoint not registered."}},
		"exact, category from the class":          {490, anySubcode, answer{unexpectedClientError, acscodes.MatchExact, "Local endpoint network issues."}},
		"exact, category from the server class":   {503, anySubcode, answer{unexpectedServerError, acscodes.MatchExact, "Communication Services infrastructure error."}},
		"code without subcode is not subcode 0":   {603, anySubcode, answer{expectedError, acscodes.MatchExact, "Call globally declined"}},
		"exact before subcode":                    {487, 540487, answer{success, acscodes.MatchExact, "Call ended successfully as caller canceled"}},
		"subcode under another code":              {200, 560000, answer{success, acscodes.MatchSubcode, "Call ended successfully by remote PSTN"}},
		"subcode before code":                     {480, 10057, answer{expectedError, acscodes.MatchSubcode, "Call failed, callee failed"}},
		"subcode before class":                    {500, 10003, answer{success, acscodes.MatchSubcode, "Call was canceled for this user endpoint"}},
		"subcode with an undocumented code":       {799, 3100, answer{unexpectedClientError, acscodes.MatchSubcode, "Call setup failed due to unexpected network"}},
		"subcode of a reason without code":        {anyCode, 7000, answer{success, acscodes.MatchSubcode, "Call was ended by Azure"}},
		"subcode 0 is no subcode":                 {480, 0, answer{expectedError, acscodes.MatchCode, "Remote client endpoint not registered."}},
		"code, category from unlisted":            {480, 1, answer{expectedError, acscodes.MatchCode, "Remote client endpoint not registered."}},
		"code, category from the class":           {404, 1, answer{unexpectedClientError, acscodes.MatchCode, "Call not found."}},
		"code, server error":                      {500, 0, answer{unexpectedServerError, acscodes.MatchCode, "Communication Services infrastructure error."}},
		"code without a row, but unlisted":        {486, 1, answer{expectedError, acscodes.MatchCode, ""}},
		"class, a code with a name":               {495, 1, answer{unexpectedClientError, acscodes.MatchClass, ""}},
		"class, success":                          {200, 1, answer{success, acscodes.MatchClass, ""}},
		"class, client error":                     {499, anySubcode, answer{unexpectedClientError, acscodes.MatchClass, ""}},
		"class, server error":                     {599, 1, answer{unexpectedServerError, acscodes.MatchClass, ""}},
		"class, global error":                     {699, 1, answer{expectedError, acscodes.MatchClass, ""}},
		"exact, documented with a code":           {404, 8522, answer{unexpectedClientError, acscodes.MatchExact, "Not found"}},
		"exact, documented with another code":     {405, 8522, answer{unexpectedClientError, acscodes.MatchExact, "Missing configuration"}},
		"subcode documented alone, too":           {400, 8522, answer{unexpectedClientError, acscodes.MatchSubcode, "Not Found"}},
		"subcode alone, a success by the class":   {200, 8531, answer{success, acscodes.MatchSubcode, "Max Digits Received"}},
		"subcode alone, of a reason without code": {anyCode, 8522, answer{unknown, acscodes.MatchExact, "Not Found"}},
		"subcode alone, no category anywhere":     {0, 5854, answer{unknown, acscodes.MatchSubcode, "Access to the Teams meeting was denied"}},
		"exact, category from the 2xx class":      {200, 5002, answer{success, acscodes.MatchExact, "The conversation ended: all other"}},
		"session border controller, exact":        {503, 560503, answer{unexpectedServerError, acscodes.MatchExact, "A service or the network"}},
		"session border controller, another code": {500, 560503, answer{unexpectedServerError, acscodes.MatchSubcode, "A service or the network"}},
		"session border controller, undocumented": {480, 560488, answer{expectedError, acscodes.MatchCode, "Remote client endpoint not registered."}},
		"core table before PSTN":                  {403, 510403, answer{expectedError, acscodes.MatchExact, "Call ended, previously marked as a spam"}},
		"core table before Call Automation":       {404, anySubcode, answer{unexpectedClientError, acscodes.MatchExact, "Call not found."}},
		"code alone of Call Automation":           {429, anySubcode, answer{unexpectedClientError, acscodes.MatchExact, "Too many requests"}},
		"nothing, code 0 alone":                   {0, anySubcode, answer{unknown, acscodes.MatchNone, ""}},
		"nothing, code 0 and a strange subcode":   {0, 5999, answer{unknown, acscodes.MatchNone, ""}},
		"nothing, no class":                       {399, 1, answer{unknown, acscodes.MatchNone, ""}},
		"nothing, absent":                         {anyCode, anySubcode, answer{unknown, acscodes.MatchNone, ""}},
		"nothing, a strange subcode alone":        {anyCode, 5999, answer{unknown, acscodes.MatchNone, ""}},
		"nothing, subcode 0 alone":                {anyCode, 0, answer{unknown, acscodes.MatchNone, ""}},
		"nothing, negative":                       {-487, -10004, answer{unknown, acscodes.MatchNone, ""}},
		"the ends of int32":                       {math.MaxInt32, math.MinInt32, answer{unknown, acscodes.MatchNone, ""}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			entry, match := acscodes.Classify(tt.code, tt.subcode)
			checkAnswer(t, entry, match, tt.want)
			if entry.Code != tt.code || entry.Subcode != tt.subcode {
				t.Errorf("the entry is of %d/%d, want %d/%d", entry.Code, entry.Subcode, tt.code, tt.subcode)
			}
		})
	}
}

func checkAnswer(t *testing.T, entry acscodes.Entry, match acscodes.Match, want answer) {
	t.Helper()
	if entry.Category != want.category || match != want.match {
		t.Errorf("%s by %s, want %s by %s", entry.Category, match, want.category, want.match)
	}
	if len(entry.Message) < len(want.message) || entry.Message[:len(want.message)] != want.message || want.message == "" && entry.Message != "" {
		t.Errorf("message %q, want %q", entry.Message, want.message)
	}
	if hasTable := entry.Table != acscodes.TableNone; hasTable != (want.message != "") {
		t.Errorf("message %q from table %s", entry.Message, entry.Table)
	}
}

// TestClassifyEveryCode tries each code that a platform may use, and some around them, against the slow reading of data.
func TestClassifyEveryCode(t *testing.T) {
	rows, unlisted := documentedRows(t), unlistedCategories(t)
	for code := acscodes.Code(-3); code < 1003; code++ {
		for _, subcode := range []acscodes.Subcode{anySubcode, 0, 1, 5999, 8522, 10004} {
			checkAgainstSlow(t, rows, unlisted, code, subcode)
		}
	}
}

// TestClassifyAgainstLookup checks that Classify infers, and that Lookup does not.
func TestClassifyAgainstLookup(t *testing.T) {
	for row := range acscodes.All() {
		documented, ok := acscodes.Lookup(row.Code, row.Subcode)
		entry, match := acscodes.Classify(row.Code, row.Subcode)
		if !ok || match != acscodes.MatchExact {
			t.Errorf("%v: found %t, match %s", row, ok, match)
		}
		if entry.Message != documented.Message || entry.Advice != documented.Advice || entry.Table != documented.Table || !slices.Equal(entry.Links(), documented.Links()) {
			t.Errorf("%v: Classify says %v", documented, entry)
		}
		if documented.Category != acscodes.CategoryUnknown && entry.Category != documented.Category {
			t.Errorf("%v became %s", documented, entry.Category)
		}
	}
	for _, subcode := range []acscodes.Subcode{7000, 10057, 560000} {
		if entry, ok := acscodes.Lookup(anyCode, subcode); ok {
			t.Errorf("Lookup infers %v", entry)
		}
	}
}

func TestClassifyKeepsTheLinksOfTheRow(t *testing.T) {
	entry, match := acscodes.Classify(500, acscodes.SubcodeNetworkConfigurationProblem)
	if links := entry.Links(); match != acscodes.MatchSubcode || len(links) != 1 || links[0].Text != "here" {
		t.Errorf("%v by %s with %v", entry, match, links)
	}
}

func TestMatchOrder(t *testing.T) {
	names := map[acscodes.Match]string{
		acscodes.MatchNone: "None", acscodes.MatchClass: "Class", acscodes.MatchCode: "Code",
		acscodes.MatchSubcode: "Subcode", acscodes.MatchDiagnostic: "Diagnostic", acscodes.MatchExact: "Exact",
		6: "Match(6)", 99: "Match(99)",
	}
	ascending := []acscodes.Match{
		acscodes.MatchNone, acscodes.MatchClass, acscodes.MatchCode,
		acscodes.MatchSubcode, acscodes.MatchDiagnostic, acscodes.MatchExact, 99,
	}
	for i, match := range ascending {
		if match.String() != names[match] {
			t.Errorf("Match %d is %q, want %q", match, match, names[match])
		}
		if i > 0 && match <= ascending[i-1] {
			t.Errorf("%s is not above %s", match, ascending[i-1])
		}
	}
}

func TestLookupAndClassifyDoNotAllocate(t *testing.T) {
	allocations := testing.AllocsPerRun(100, func() {
		for _, code := range []acscodes.Code{487, 200, 480, 599, 0} {
			for _, subcode := range []acscodes.Subcode{10004, 560000, 1, anySubcode} {
				acscodes.Lookup(code, subcode)
				acscodes.Classify(code, subcode)
			}
		}
	})
	if allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}
