package acscodes

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
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
//   - Azure Monitor, ACSCallSummary: participantEndReason, participantEndSubCode, resultCategory
//
// A number may be a JSON number or a string of one; null, "", "null", -1 and absence mean that it is absent. The category
// is the first known one in an array, in a string, or in a string that holds a list. A message, a category or details of
// an unexpected type are ignored. Of a key that comes twice, the last one counts; code comes before participantEndReason,
// and message before phrase. null as a whole is the zero reason.
//
// An error is returned for anything other than an object or null, and for a code or subcode that is not an int32. It names
// the key and quotes nothing of the payload. The reason is then the zero reason.
func (r *CallEndReason) UnmarshalJSON(data []byte) error {
	*r = CallEndReason{}
	object, err := parseObject(data)
	if err != nil || object == nil {
		return err
	}
	m := readMembers(object)
	*r, err = m.reason()
	return err
}

// FindReason returns the reason in the JSON of an event, of a log record, or of a reason by itself. It looks at the object
// itself and then, breadth first and at most eight levels deep, at its members named callEndReason, reason,
// resultInformation, data, properties, error, event, body and call, in this order. The first object with a code or a subcode
// is the reason.
//
// An event without any, such as the start of a call, is not an error: it gives the zero reason, for which
// [CallEndReason.IsZero] is true. An object with a broken code or subcode, such as {"code":"Unauthorized"}, is passed over; its
// error, that of [CallEndReason.UnmarshalJSON], is returned only where nothing else is found. For anything other than an object or null there
// is always an error: to find the reasons in an array, call FindReason for each element.
func FindReason(event []byte) (CallEndReason, error) {
	object, err := parseObject(event)
	if err != nil || object == nil {
		return CallEndReason{}, err
	}
	const deepest = 8
	var broken error
	level := [][]byte{object}
	for depth := 0; depth <= deepest && len(level) > 0; depth++ {
		var next [][]byte
		for _, object := range level {
			m := readMembers(object)
			reason, err := m.reason()
			if err == nil && (reason.Code() != NoCode || reason.Subcode() != NoSubcode) {
				return reason, nil
			}
			broken = cmp.Or(broken, err)
			for _, value := range m.nested {
				if rawjson.KindOf(value) == rawjson.Object {
					next = append(next, value)
				}
			}
		}
		level = next
	}
	return CallEndReason{}, broken
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

// parseObject returns the object in data, nil for null, or an error that quotes nothing of it.
func parseObject(data []byte) ([]byte, error) {
	if !json.Valid(data) {
		read := int64(len(data))
		var syntax *json.SyntaxError
		if errors.As(json.Unmarshal(data, new(json.RawMessage)), &syntax) {
			read = syntax.Offset
		}
		return nil, fmt.Errorf("acscodes: not valid JSON: syntax error near byte %d", read)
	}
	data = bytes.TrimSpace(data)
	switch kind := rawjson.KindOf(data); kind {
	case rawjson.Null:
		return nil, nil
	case rawjson.Object:
		return data, nil
	default:
		return nil, fmt.Errorf("acscodes: a reason is an object, not %s", kind)
	}
}

// members holds the values of the keys that this package knows, nil where they are absent.
type members struct {
	code, endReason      []byte
	subcode, endSubcode  []byte
	message, phrase      []byte
	categories, category []byte
	sip, q850            []byte
	nested               [9][]byte // where FindReason looks, in its order
}

// readMembers reads an object that is valid JSON.
func readMembers(object []byte) (m members) {
	var buffer [len("participantendsubcode")]byte
	for name, value := range rawjson.Members(object) {
		switch string(fold(buffer[:0], name)) {
		case "code":
			m.code = value
		case "participantendreason":
			m.endReason = value
		case "subcode":
			m.subcode = value
		case "participantendsubcode":
			m.endSubcode = value
		case "message":
			m.message = value
		case "phrase":
			m.phrase = value
		case "resultcategories":
			m.categories = value
		case "resultcategory":
			m.category = value
		case "sipdetails":
			m.sip = value
		case "q850details":
			m.q850 = value
		case "callendreason":
			m.nested[0] = value
		case "reason":
			m.nested[1] = value
		case "resultinformation":
			m.nested[2] = value
		case "data":
			m.nested[3] = value
		case "properties":
			m.nested[4] = value
		case "error":
			m.nested[5] = value
		case "event":
			m.nested[6] = value
		case "body":
			m.nested[7] = value
		case "call":
			m.nested[8] = value
		}
	}
	return m
}

// fold appends the name of a key in lower case and without underscores, or nothing where it does not fit.
func fold(buffer, name []byte) []byte {
	for _, c := range name {
		switch {
		case c == '_':
			continue
		case len(buffer) == cap(buffer):
			return nil
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		buffer = append(buffer, c)
	}
	return buffer
}

// reason returns the reason that the members make.
func (m *members) reason() (CallEndReason, error) {
	code, err := number("code", m.code)
	if err == nil && code == -1 {
		code, err = number("participantEndReason", m.endReason)
	}
	if err != nil {
		return CallEndReason{}, err
	}
	subcode, err := number("subCode", m.subcode)
	if err == nil && subcode == -1 {
		subcode, err = number("participantEndSubCode", m.endSubcode)
	}
	if err != nil {
		return CallEndReason{}, err
	}
	return CallEndReason{
		notCode:    ^Code(code),
		notSubcode: ^Subcode(subcode),
		message:    cmp.Or(text(m.message), text(m.phrase)),
		category:   cmp.Or(category(m.categories), category(m.category)),
		sip:        detailsCode(m.sip),
		q850:       detailsCode(m.q850),
	}, nil
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
func category(value []byte) Category {
	if rawjson.KindOf(value) == rawjson.Array {
		for element := range rawjson.Elements(value) {
			if rawjson.KindOf(element) == rawjson.String {
				if c := category(element); c != CategoryUnknown {
					return c
				}
			}
		}
	}
	for element := range strings.SplitSeq(text(value), ",") {
		var c Category
		_ = c.UnmarshalText([]byte(strings.Trim(element, " \t\r\n[]\"'"))) // never fails
		if c != CategoryUnknown {
			return c
		}
	}
	return CategoryUnknown
}

// detailsCode returns the code in sipDetails or q850Details, or 0 where there is none.
func detailsCode(value []byte) int {
	if rawjson.KindOf(value) != rawjson.Object {
		return 0
	}
	n, _ := number("code", readMembers(value).code)
	return max(int(n), 0)
}
