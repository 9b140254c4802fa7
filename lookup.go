package acscodes

import (
	"bytes"
	"encoding/json"
	"iter"
	"slices"
	"strconv"
	"strings"
)

//go:generate go run ./internal/gen

// Table is one of the documentation's tables of codes. The zero value is [TableNone].
type Table uint8

// String returns the title of the table in the documentation, "None" for [TableNone], or "Table(99)" for a number that
// is no table.
func (t Table) String() string {
	switch {
	case t == TableNone:
		return "None"
	case int(t) < len(tables):
		return tables[t].title
	}
	return "Table(" + strconv.Itoa(int(t)) + ")"
}

// URL returns the address of the page that holds the table, or "" for [TableNone] and for a number that is no table.
func (t Table) URL() string {
	if int(t) < len(tables) {
		return tables[t].url
	}
	return ""
}

// Link leads to a page: from words of a message or an advice, or to where the row comes from.
type Link struct {
	Text string `json:"text"` // the words that are linked
	URL  string `json:"url"`  // the absolute address
}

// Entry is what is known about a pair of code and subcode. Two entries are equal (==) when they are the same row.
type Entry struct {
	// Code is AnyCode where the documentation lists the subcode alone.
	Code Code
	// Subcode is AnySubcode where the documentation lists the code alone.
	Subcode Subcode
	// Category is CategoryUnknown where the documentation gives none.
	Category Category
	// Table is where the row stands.
	Table Table

	// Here rather than below, the links leave no gap, and an entry has 48 bytes. Lookup does little but copy one, and a
	// number of bytes that is no multiple of 16 takes twice the time.
	links linkRange

	// Message says what happened, in the words of the table. It may hold line breaks.
	Message string
	// Advice says what to do or to expect, in the words of the table; often empty. It may hold line breaks.
	Advice string
}

// linkRange is where the links of an entry stand in the array of all links.
type linkRange struct{ from, to uint16 }

// Links returns the links of the message and of the advice, in their order, and then the page that the row comes from where
// that is another than the table's. The slice is the caller's own, and empty where there are none.
func (e Entry) Links() []Link {
	return slices.Clone(links[e.links.from:e.links.to])
}

// String returns the entry on one line for people, such as
//
//	487/10004 AnswerTimeout (ExpectedError): Call was canceled on timeout, as …
//
// with "-" for [AnyCode] and [AnySubcode], and without what is unknown. Its form may change; do not parse it.
func (e Entry) String() string {
	var b strings.Builder
	b.WriteString(pairString(e.Code, e.Subcode))
	if name := e.Name(); name != "" {
		b.WriteString(" " + name)
	}
	if e.Category != CategoryUnknown {
		b.WriteString(" (" + e.Category.String() + ")")
	}
	if e.Message != "" {
		b.WriteString(": " + strings.Join(strings.Fields(e.Message), " "))
	}
	return b.String()
}

// Name returns the name of the subcode, such as "AnswerTimeout", or of the code where no subcode says more, or "" where
// neither has one.
func (e Entry) Name() string {
	if e.Subcode != AnySubcode && e.Subcode != SubcodeNone && e.Subcode.name() != "" {
		return e.Subcode.name()
	}
	if e.Code != AnyCode {
		return e.Code.name()
	}
	return ""
}

// pairString is how people write a pair: "487/10004", with "-" for what is absent.
func pairString(code Code, subcode Subcode) string {
	text := func(number int32) string {
		if number == -1 {
			return "-"
		}
		return strconv.Itoa(int(number))
	}
	return text(int32(code)) + "/" + text(int32(subcode))
}

// MarshalJSON returns an object with the keys code and subCode (each absent where it is Any), name, category, message,
// advice, links (an array of objects with text and url) and table (its title).
func (e Entry) MarshalJSON() ([]byte, error) {
	object := struct {
		Code     *Code    `json:"code,omitempty"`
		Subcode  *Subcode `json:"subCode,omitempty"`
		Name     string   `json:"name"`
		Category Category `json:"category"`
		Message  string   `json:"message"`
		Advice   string   `json:"advice"`
		Links    []Link   `json:"links"`
		Table    string   `json:"table"`
	}{
		Name:     e.Name(),
		Category: e.Category,
		Message:  e.Message,
		Advice:   e.Advice,
		Links:    e.Links(),
		Table:    e.Table.String(),
	}
	if e.Code != AnyCode {
		object.Code = &e.Code
	}
	if e.Subcode != AnySubcode {
		object.Subcode = &e.Subcode
	}
	// The addresses of links hold "&", which json.Marshal would make unreadable.
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(object)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// Lookup returns the documented row of exactly this pair, or false and the zero Entry when the documentation has none.
//
// Rows that are documented for a code alone are found with [AnySubcode], those for a subcode alone with [AnyCode]; a
// number never finds them. Where two tables document the same pair, the row of the table that is listed first is
// returned: that of [TableCallEnd] before that of [TableCallingSDK], and these before the wider tables. [All] yields the
// other one too.
func Lookup(code Code, subcode Subcode) (Entry, bool) {
	if row := findRow(code, subcode); row != nil {
		return *row, true
	}
	return Entry{}, false
}

// findRow returns the row of a pair, or nil.
func findRow(code Code, subcode Subcode) *Entry {
	for i := slot(code, subcode); index[i] != 0; i = (i + 1) % slots {
		if row := &rows[index[i]-1]; row.Code == code && row.Subcode == subcode {
			return row
		}
	}
	return nil
}

// findSubcode returns the row that tells what a subcode means whatever the code, or nil.
func findSubcode(subcode Subcode) *Entry {
	for i := slot(AnyCode, subcode); bySubcode[i] != 0; i = (i + 1) % slots {
		if row := &rows[bySubcode[i]-1]; row.Subcode == subcode {
			return row
		}
	}
	return nil
}

// Match says how certain an answer of [Classify] is and what it rests on. The values are ordered from nothing to certain,
// so that m >= MatchCode means that more than the class of the code is known.
type Match uint8

const (
	// MatchNone means that nothing is known about the reason. It is the zero value.
	MatchNone Match = iota
	// MatchClass means that neither the pair, nor the subcode, nor the code is documented: only the class of the code,
	// its hundreds, gives a category.
	MatchClass
	// MatchCode means that the subcode is not documented, and that the answer is what is known of the code whatever the
	// subcode.
	MatchCode
	// MatchSubcode means that the subcode is documented, but under another code or under none. The message is that of
	// the subcode.
	MatchSubcode
	// MatchDiagnostic means that the reason's pair is not documented, but the pair of the DiagCode in its message is.
	// Only [CallEndReason.Classify] returns it.
	MatchDiagnostic
	// MatchExact means that the documentation has a row for this very pair. Where that row gives no category, the
	// category is inferred from the code.
	MatchExact
)

// String returns the name of the match without its prefix, such as "Exact", or "Match(99)" for a number that is none.
func (m Match) String() string {
	names := [...]string{"None", "Class", "Code", "Subcode", "Diagnostic", "Exact"}
	if int(m) < len(names) {
		return names[m]
	}
	return "Match(" + strconv.Itoa(int(m)) + ")"
}

// Classify says what is known about any pair, documented or not, from the most certain source that knows, and says which
// source that was. AnyCode and AnySubcode stand for what a reason came without.
//
// The entry carries the pair that was asked, and the message, the advice, the links and the table of the row that
// answered; these are empty when only the code's class is known. Where that row gives no category, or no row answered,
// the category is inferred: for codes such as 480 and 487, which people cause every day, it is ExpectedError; otherwise
// it is that of the code's class, so Success for 2xx, UnexpectedClientError for 4xx, UnexpectedServerError for 5xx and
// ExpectedError for 6xx. It stays [CategoryUnknown] where none of these applies, such as for an undocumented subcode of
// code 0.
//
// Subcode 0 means no particular reason, so it is no ground for [MatchSubcode]; neither is a subcode that is documented
// under several codes but not on its own.
func Classify(code Code, subcode Subcode) (Entry, Match) {
	var entry Entry
	row, match := closestRow(code, subcode)
	if row != nil {
		entry = *row
	}
	entry.Code, entry.Subcode = code, subcode
	if entry.Category == CategoryUnknown {
		var inferred Match
		entry.Category, inferred = inferCategory(code)
		match = max(match, inferred)
	}
	return entry, match
}

// closestRow returns nil with MatchNone.
func closestRow(code Code, subcode Subcode) (*Entry, Match) {
	if row := findRow(code, subcode); row != nil {
		return row, MatchExact
	}
	if row := findSubcode(subcode); row != nil {
		return row, MatchSubcode
	}
	if uint(code) < uint(len(byCode)) && byCode[code] != 0 {
		return &rows[byCode[code]-1], MatchCode
	}
	return nil, MatchNone
}

func inferCategory(code Code) (Category, Match) {
	if uint(code) < uint(len(unlisted)) && unlisted[code] != CategoryUnknown {
		return unlisted[code], MatchCode
	}
	switch code.Class() {
	case ClassSuccess:
		return CategorySuccess, MatchClass
	case ClassClientError:
		return CategoryUnexpectedClientError, MatchClass
	case ClassServerError:
		return CategoryUnexpectedServerError, MatchClass
	case ClassGlobalError:
		return CategoryExpectedError, MatchClass
	}
	return CategoryUnknown, MatchNone
}

// All yields every documented row of every table: the tables in the order of their constants, the rows of each in the
// order of the documentation. A pair that two tables document comes twice.
func All() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, row := range rows[:] {
			if !yield(row) {
				return
			}
		}
	}
}
