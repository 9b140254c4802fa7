package acscodes

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/acscodes/internal/rawjson"
)

// UnmarshalJSON decodes a reason from whichever form a backend receives it in. Keys count in any letter case and without
// their underscores, so that subCode, subcode, _subCode and sub_code are one key:
//
//   - Calling SDK, callEndReason, also through JSON.stringify: code, subCode, message, resultCategories
//   - Event Grid, data.reason: code, subCode, phrase
//   - Call Automation, resultInformation: code, subCode, message, sipDetails, q850Details
//   - Microsoft Graph, resultInfo: code, subcode, message
//   - Azure Monitor, ACSCallSummary: participantEndReason, participantEndSubCode, resultCategory
//   - Azure Monitor, ACSCallAutomationMediaSummary: resultCode, resultSubcode, resultMessage
//   - Microsoft Graph, directRoutingLogRow: finalSipCode, callEndSubReason, finalSipCodePhrase
//
// A number may be a JSON number or a string of one; null, "", "null", -1 and absence mean that it is absent. Both numbers come
// from one line of this list: the first that has both, or else the first that has one. Of the messages, the first in the order
// of the list that is not empty counts. The category is the first known one in an array, in a string, or in a string that holds
// a list. A message, a category or details of an unexpected type are ignored. Of a key that comes twice, the last one counts.
// null as a whole is the zero reason.
//
// An error is returned for anything other than an object or null, and for a code or subcode that is not an int32, unless an
// earlier line has both. It names the key and quotes nothing of the payload. The reason is then the zero reason.
func (r *CallEndReason) UnmarshalJSON(data []byte) error {
	var m members
	*r = CallEndReason{}
	kind, err := m.read(data)
	switch {
	case err != nil:
		return err
	case kind != rawjson.Object && kind != rawjson.Null:
		return fmt.Errorf("acscodes: a reason is an object, not %s", kind)
	}
	*r, err = m.reason()
	return err
}

// MarshalJSON returns all that the reason holds: code, subCode, message, resultCategories, sipDetails and q850Details, each
// left out when it was absent. The message is the payload's, and untrusted. The JSON decodes back to an equal reason.
func (r CallEndReason) MarshalJSON() ([]byte, error) {
	type details struct {
		Code int `json:"code"`
	}
	object := struct {
		pairJSON
		Message    string     `json:"message,omitempty"`
		Categories []Category `json:"resultCategories,omitempty"`
		SIP        details    `json:"sipDetails,omitzero"`
		Q850       details    `json:"q850Details,omitzero"`
	}{newPairJSON(r.Code(), r.Subcode()), r.message, nil, details{r.sip}, details{r.q850}}
	if r.category != CategoryUnknown {
		object.Categories = []Category{r.category}
	}
	return json.Marshal(object)
}

// keys are the keys that count. Of those for the same thing, the first ones come first.
var keys = [...]string{
	numberKeys: "code", "subCode", "participantEndReason", "participantEndSubCode", "resultCode", "resultSubcode",
	"finalSipCode", "callEndSubReason", // pairs of a code and a subcode
	messageKeys: "message", "phrase", "resultMessage", "finalSipCodePhrase",
	categoryKeys: "resultCategories", "resultCategory",
	sipKey:    "sipDetails",
	q850Key:   "q850Details",
	batchKeys: "records", "value",
	reasonKeys: "callEndReason", "reason", "resultInformation", "resultInfo",
	placeKeys: "data", "properties", "resourceData", "error", "event", "body", "call", "callEnd", "endReason",
	"customDimensions",
}

// Where the keys for a thing start.
const (
	numberKeys   = 0
	messageKeys  = 8
	categoryKeys = 12
	sipKey       = 14
	q850Key      = 15
	batchKeys    = 16
	reasonKeys   = 18 // members that FindReason takes for a reason by their name
	placeKeys    = 22 // other members that FindReason looks into
)

// keyIndex returns the index of the key that a member's name means, or -1.
func keyIndex(name []byte) int {
	if bytes.IndexByte(name, '_') >= 0 {
		name = bytes.ReplaceAll(name, []byte("_"), nil)
	}
	for i, key := range &keys {
		if len(key) == len(name) && key[0]|' ' == name[0]|' ' && strings.EqualFold(key, string(name)) { // the first letter first is faster
			return i
		}
	}
	return -1
}

// members holds the values of the keys that count, nil where they are absent.
type members [len(keys)][]byte

// read reads the members of an object. It returns what kind of value the text is.
func (m *members) read(text []byte) (rawjson.Kind, error) {
	kind, err := rawjson.Walk(text, func(name, value []byte) {
		if i := keyIndex(name); i >= 0 {
			m[i] = value
		}
	})
	if err != nil {
		err = fmt.Errorf("acscodes: %w", err)
	}
	return kind, err
}

// reason returns the reason that the members make.
func (m *members) reason() (r CallEndReason, err error) {
	code, subcode := int32(NoCode), int32(NoSubcode)
	for i := numberKeys; i < messageKeys; i += 2 {
		c, err := number(keys[i], m[i])
		if err != nil {
			return CallEndReason{}, err
		}
		s, err := number(keys[i+1], m[i+1])
		if err != nil {
			return CallEndReason{}, err
		}
		hasBoth, isFirst := c != -1 && s != -1, code == -1 && subcode == -1
		if hasBoth || isFirst {
			code, subcode = c, s
		}
		if hasBoth {
			break
		}
	}
	r.notCode, r.notSubcode = ^Code(code), ^Subcode(subcode)
	for i := messageKeys; i < categoryKeys && r.message == ""; i++ {
		r.message = text(m[i])
	}
	r.category = cmp.Or(category(m[categoryKeys]), category(m[categoryKeys+1]))
	if status := detailsCode(m[sipKey]); isSIPStatus(status) {
		r.sip = status
	}
	r.q850 = detailsCode(m[q850Key])
	return r, nil
}

// number returns the number in a value, or -1, which is NoCode and NoSubcode, where it is absent.
func number(key string, value []byte) (int32, error) {
	kind := rawjson.KindOf(value)
	if kind == rawjson.String {
		value = rawjson.Unquote(value)
	}
	digits := string(value)
	if kind == rawjson.Null || kind == rawjson.String && (digits == "" || digits == "null") {
		return -1, nil
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	unsigned := strings.TrimPrefix(digits, "-")
	if err != nil || unsigned[0] == '+' || unsigned[0] == '0' && len(unsigned) > 1 { // as in JSON, no "+1" and no "01"
		return -1, fmt.Errorf("acscodes: key %q is %s, not a 32-bit integer", key, kind)
	}
	return int32(n), nil
}

// text returns the text of a string, or "" for any other value.
func text(value []byte) string {
	if rawjson.KindOf(value) != rawjson.String {
		return ""
	}
	return string(rawjson.Unquote(value))
}

// category returns the first known category in an array, in a string, or in a string that holds a list.
func category(value []byte) (first Category) {
	if rawjson.KindOf(value) == rawjson.Array {
		_, _ = rawjson.Walk(value, func(_, element []byte) {
			if first == CategoryUnknown && rawjson.KindOf(element) == rawjson.String {
				first = category(element)
			}
		})
		return first
	}
	for element := range strings.SplitSeq(text(value), ",") {
		i := slices.Index(categoryNames[:], strings.Trim(element, " \t\r\n[]\"'"))
		if i > 0 {
			return Category(i)
		}
	}
	return CategoryUnknown
}

// detailsCode returns the code in sipDetails or q850Details, or 0 where there is none.
func detailsCode(value []byte) int {
	if rawjson.KindOf(value) != rawjson.Object {
		return 0
	}
	var m members
	_, _ = m.read(value)
	n, _ := number(keys[numberKeys], m[numberKeys])
	return max(int(n), 0)
}
