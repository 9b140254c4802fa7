package acscodes

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Table is one of the tables of codes in the documentation. The zero value is [TableNone].
type Table uint8

// String returns the title of the table, "None" for [TableNone], or "Table(99)" for any other value.
func (t Table) String() string {
	if int(t) < len(tables) {
		return tables[t].title
	}
	return "Table(" + strconv.Itoa(int(t)) + ")"
}

// URL returns the address of the page that the table comes from, or "" for [TableNone] and for any other value. Some tables
// collect entries from several pages; [Entry.Source] is exact.
func (t Table) URL() string {
	if int(t) < len(tables) {
		return tables[t].url
	}
	return ""
}

// Link is a link to a page.
type Link struct {
	Text string `json:"text"` // the words that are linked
	URL  string `json:"url"`  // the absolute address
}

// Entry is what is documented about a code and subcode. The zero Entry means no entry: its Table is [TableNone]. Entries can be
// compared with ==.
type Entry struct {
	// Code is NoCode where the documentation lists the subcode alone.
	Code Code
	// Subcode is NoSubcode where the documentation lists the code alone.
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
	case e.Table == TableNone:
		return Link{}
	}
	return Link{Text: e.Table.String(), URL: e.Table.URL()}
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
	return oneLine(e.Code, e.Subcode, e.Name(), e.Message, e.Outcome.String(), e.Category.String())
}

// oneLine returns a line for people, with the notes that are not "Unknown" in parentheses.
func oneLine(code Code, subcode Subcode, name, message string, notes ...string) string {
	line := pairString(code, subcode)
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

// MarshalJSON returns an object with the keys code and subCode (each absent where it is Any), name, outcome, category,
// message, advice, links (an array of objects with text and url), table (its title) and source (an object with text and
// url).
func (e Entry) MarshalJSON() ([]byte, error) {
	return e.json().marshal()
}

// entryJSON is the JSON of an Entry and of a Classification.
type entryJSON struct {
	pairJSON
	Name     string   `json:"name"`
	Outcome  Outcome  `json:"outcome"`
	Category Category `json:"category"`
	Match    string   `json:"match,omitempty"`
	Message  string   `json:"message"`
	Advice   string   `json:"advice"`
	Links    []Link   `json:"links"`
	Table    string   `json:"table"`
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
		Table:    e.Table.String(),
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
