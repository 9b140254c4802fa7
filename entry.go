package acscodes

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Table is one of the tables in data: all but [TableReported] are from the documentation. The zero value is [TableNone].
type Table uint8

func tableTitles() []string {
	titles := make([]string, len(tables))
	for i, table := range tables {
		titles[i] = table.title
	}
	return titles
}

// String returns the title of the table, or "None" for [TableNone] and for any other value.
func (t Table) String() string { return nameOf(tableTitles(), t) }

// MarshalText returns the text of [Table.String]. It never fails.
func (t Table) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText takes the text of [Table.String]. Any other text, such as a title that a later release adds, is an error that
// leaves the table as it was.
func (t *Table) UnmarshalText(text []byte) error { return unmarshalName(tableTitles(), text, t) }

// Link is a link to a page.
type Link struct {
	Text string `json:"text"` // the words that are linked
	URL  string `json:"url"`  // the absolute address
}

// Entry is what is known of a code and a subcode: a row of one of the tables. The zero Entry means no entry: its Table is
// [TableNone]. Entries can be compared with ==.
type Entry struct {
	// Code is NoCode where the table lists the subcode alone.
	Code Code
	// Subcode is NoSubcode where the table lists the code alone.
	Subcode Subcode
	// Category is the documented one: CategoryUnknown where the documentation gives none.
	Category Category
	// Outcome is this project's judgement of what happened.
	Outcome Outcome
	// Table is the table that the entry is in.
	Table Table

	source uint8     // where the page is in sources; 0 is the page of the table
	links  linkRange // where the links are in links

	// Message says what happened, in the words of the table. It may have line breaks.
	Message string
	// Advice says what to do or to expect, in the words of the table; often empty. It may have line breaks.
	Advice string
}

type linkRange struct{ from, to uint16 }

// Name returns the name of the subcode, such as "AnswerTimeout", or of the code where no subcode says more, or "" where
// neither has a name.
func (e Entry) Name() string {
	if e == (Entry{}) {
		return ""
	}
	return pairName(e.Code, e.Subcode)
}

// pairName returns the name of the subcode, or of the code where no subcode says more.
func pairName(code Code, subcode Subcode) string {
	if name := subcode.Name(); name != "" && subcode != SubcodeUnspecified {
		return name
	}
	return code.Name()
}

// Pair returns the pair as people write it, such as "487/10004", with "-" for [NoCode] and [NoSubcode]. That of the zero Entry
// is "-/-".
func (e Entry) Pair() string {
	if e == (Entry{}) {
		return pairText(NoCode, NoSubcode)
	}
	return pairText(e.Code, e.Subcode)
}

func pairText(code Code, subcode Subcode) string {
	text := func(number int32) string {
		if number == -1 {
			return "-"
		}
		return strconv.Itoa(int(number))
	}
	return text(int32(code)) + "/" + text(int32(subcode))
}

// Links returns the links in the message and the advice, in their order. The slice is the caller's own, and empty where
// there are none.
func (e Entry) Links() []Link {
	return slices.Clone(links[e.links.from:e.links.to])
}

// Source returns the page that the entry comes from. That of the zero Entry is the zero Link.
func (e Entry) Source() Link {
	switch {
	case e.source > 0:
		return sources[e.source]
	case e.Table == TableNone || int(e.Table) >= len(tables):
		return Link{}
	}
	return Link{Text: tables[e.Table].title, URL: tables[e.Table].url}
}

// String returns the entry on one line for people, such as
//
//	487/10004 AnswerTimeout (NoAnswer, ExpectedError): Call was canceled on timeout, as …
//
// with "-" for [NoCode] and [NoSubcode], and without what is unknown. Its form may change; do not parse it.
func (e Entry) String() string {
	if e == (Entry{}) {
		return "no entry"
	}
	return oneLine(e.Pair(), e.Name(), e.Message, e.Outcome.String(), e.Category.String())
}

// oneLine returns a line for people, with the notes that are not "Unknown" in parentheses.
func oneLine(pair, name, message string, notes ...string) string {
	line := pair
	if name != "" {
		line += " " + name
	}
	if notes = slices.DeleteFunc(notes, func(note string) bool { return note == "Unknown" }); len(notes) > 0 {
		line += " (" + strings.Join(notes, ", ") + ")"
	}
	if message != "" {
		line += ": " + strings.Join(strings.Fields(message), " ")
	}
	return line
}

// MarshalJSON returns an object with the keys code and subCode (absent for [NoCode] and [NoSubcode], and both for the zero
// Entry), name, outcome, category, message, advice, links (an array of objects with text and url), table (its title) and
// source (an object with text and url). A struct with fields of this package's types decodes it; decode the numbers into
// pointers, since an absent one is not 0.
func (e Entry) MarshalJSON() ([]byte, error) { return e.json().marshal() }

// entryJSON is the JSON of an Entry, and with match and sip that of a Classification.
type entryJSON struct {
	pairJSON
	Name     string   `json:"name"`
	Outcome  Outcome  `json:"outcome"`
	Category Category `json:"category"`
	Match    *Match   `json:"match,omitempty"`
	SIP      int      `json:"sip,omitempty"`
	Message  string   `json:"message"`
	Advice   string   `json:"advice"`
	Links    []Link   `json:"links"`
	Table    Table    `json:"table"`
	Source   Link     `json:"source"`
}

func (e Entry) json() entryJSON {
	object := entryJSON{
		Name:     e.Name(),
		Outcome:  e.Outcome,
		Category: e.Category,
		Message:  e.Message,
		Advice:   e.Advice,
		Links:    e.Links(),
		Table:    e.Table,
		Source:   e.Source(),
	}
	if e != (Entry{}) {
		object.pairJSON = newPairJSON(e.Code, e.Subcode)
	}
	return object
}

// pairJSON is a pair in JSON, without what is absent.
type pairJSON struct {
	Code    *Code    `json:"code,omitempty"`
	Subcode *Subcode `json:"subCode,omitempty"`
}

func newPairJSON(code Code, subcode Subcode) (pair pairJSON) {
	if code != NoCode {
		pair.Code = &code
	}
	if subcode != NoSubcode {
		pair.Subcode = &subcode
	}
	return pair
}

// marshal leaves "&" as it is, which addresses hold and json.Marshal would make unreadable.
func (object entryJSON) marshal() ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(object)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
