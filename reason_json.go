package acscodes

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"example.com/acscodes/internal/rawjson"
)

// reasonKey is a key that UnmarshalJSON looks for.
type reasonKey int

const (
	keyCode reasonKey = iota
	keyPrivateCode
	keyEndReason
	keySubcode
	keyPrivateSubcode
	keyEndSubcode
	keyMessage
	keyPhrase
	keyCategories
	keyPrivateCategories
	keyCategory
	keyResultInformation
)

var reasonKeys = [...]string{
	keyCode:              "code",
	keyPrivateCode:       "_code",
	keyEndReason:         "participantEndReason",
	keySubcode:           "subCode",
	keyPrivateSubcode:    "_subCode",
	keyEndSubcode:        "participantEndSubCode",
	keyMessage:           "message",
	keyPhrase:            "phrase",
	keyCategories:        "resultCategories",
	keyPrivateCategories: "_resultCategories",
	keyCategory:          "resultCategory",
	keyResultInformation: "resultInformation",
}

// UnmarshalJSON decodes a reason from whichever form a backend receives it in. Keys count in any letter case:
//
//   - Calling SDK, callEndReason: code, subCode, message, resultCategories
//   - Calling SDK, an error that went through JSON.stringify: _code, _subCode, message, _resultCategories
//   - Event Grid, data.reason: code, subCode, phrase
//   - Call Automation, resultInformation: code, subCode, message; also the object that holds it at resultInformation
//   - Android, iOS and .NET clients: code, subcode
//   - Azure Monitor, ACSCallSummary: participantEndReason, participantEndSubCode, resultCategory or resultCategories
//
// A number may be a JSON number or a string of one. null, "", "null" and absence mean that it did not come: it becomes
// [AnyCode] or [AnySubcode]. A reason that is null as a whole came without both. A category that is none of the
// documented ones becomes [CategoryUnknown]. Other keys are ignored; of a key that stands twice, the last one counts.
//
// An error is returned for anything but an object, for a number that is no int32 and for any other type than the key
// wants. It names the key and quotes nothing of the payload; the reason is then unchanged.
func (r *CallEndReason) UnmarshalJSON(data []byte) error {
	if !json.Valid(data) {
		// Only a direct call gets here: encoding/json checks first.
		return fmt.Errorf("acscodes: reason: %w", json.Unmarshal(data, new(json.RawMessage)))
	}
	data = bytes.TrimSpace(data)
	switch rawjson.KindOf(data) {
	case rawjson.Null:
		*r = CallEndReason{Code: AnyCode, Subcode: AnySubcode}
		return nil
	case rawjson.Object:
	default:
		return fmt.Errorf("acscodes: reason is %s, want an object", rawjson.KindOf(data))
	}

	members := findMembers(data)
	if information := members[keyResultInformation]; !members.haveNumbers() {
		switch kind := rawjson.KindOf(information); kind {
		case rawjson.Null:
		case rawjson.Object:
			members = findMembers(information)
		default:
			return fmt.Errorf("acscodes: key %q is %s, want an object", reasonKeys[keyResultInformation], kind)
		}
	}
	decoded, err := members.reason()
	if err != nil {
		return fmt.Errorf("acscodes: %w", err)
	}
	*r = decoded
	return nil
}

// MarshalJSON returns the reason in the form of the Calling SDK's callEndReason, an object with code, subCode, message and
// resultCategories. What is absent is left out. It decodes back to the same reason.
func (r CallEndReason) MarshalJSON() ([]byte, error) {
	object := struct {
		Code       *Code      `json:"code,omitempty"`
		Subcode    *Subcode   `json:"subCode,omitempty"`
		Message    string     `json:"message,omitempty"`
		Categories []Category `json:"resultCategories,omitempty"`
	}{
		Message:    r.Message,
		Categories: r.Categories,
	}
	if r.Code != AnyCode {
		object.Code = &r.Code
	}
	if r.Subcode != AnySubcode {
		object.Subcode = &r.Subcode
	}
	return json.Marshal(object)
}

// reasonMembers holds the value of each known key, or nil where it is absent.
type reasonMembers [len(reasonKeys)][]byte

// findMembers reads an object that is valid JSON.
func findMembers(object []byte) (found reasonMembers) {
	for name, value := range rawjson.Members(object) {
		for key, known := range reasonKeys {
			if rawjson.IsKey(name, known) {
				found[key] = value
			}
		}
	}
	return found
}

func (m *reasonMembers) haveNumbers() bool {
	for _, key := range []reasonKey{keyCode, keyPrivateCode, keyEndReason, keySubcode, keyPrivateSubcode, keyEndSubcode} {
		if rawjson.KindOf(m[key]) != rawjson.Null {
			return true
		}
	}
	return false
}

func (m *reasonMembers) reason() (CallEndReason, error) {
	code, err := m.number(keyCode, keyPrivateCode, keyEndReason)
	if err != nil {
		return CallEndReason{}, err
	}
	subcode, err := m.number(keySubcode, keyPrivateSubcode, keyEndSubcode)
	if err != nil {
		return CallEndReason{}, err
	}
	message, err := m.text(keyMessage, keyPhrase)
	if err != nil {
		return CallEndReason{}, err
	}
	categories, err := m.categories(keyCategories, keyPrivateCategories, keyCategory)
	if err != nil {
		return CallEndReason{}, err
	}
	return CallEndReason{Code: Code(code), Subcode: Subcode(subcode), Message: message, Categories: categories}, nil
}

// number returns the first of the numbers that came, or -1, which is AnyCode and AnySubcode.
func (m *reasonMembers) number(keys ...reasonKey) (int32, error) {
	for _, key := range keys {
		value := m[key]
		switch kind := rawjson.KindOf(value); kind {
		case rawjson.Null:
			continue
		case rawjson.String:
			text := rawjson.Unquote(value)
			if isAbsent(text) {
				continue
			}
			value = []byte(text)
		case rawjson.Number:
		default:
			return 0, fmt.Errorf("key %q is %s, want an int32", reasonKeys[key], kind)
		}
		number, err := strconv.ParseInt(string(value), 10, 32)
		if err != nil {
			return 0, fmt.Errorf("key %q is %s that is no int32", reasonKeys[key], rawjson.KindOf(m[key]))
		}
		return int32(number), nil
	}
	return -1, nil
}

// text returns the first of the texts that came, or "".
func (m *reasonMembers) text(keys ...reasonKey) (string, error) {
	for _, key := range keys {
		switch kind := rawjson.KindOf(m[key]); kind {
		case rawjson.Null:
		case rawjson.String:
			return rawjson.Unquote(m[key]), nil
		default:
			return "", fmt.Errorf("key %q is %s, want a string", reasonKeys[key], kind)
		}
	}
	return "", nil
}

// categories returns the first list of categories that came, or nil. A lone string is a list of one.
func (m *reasonMembers) categories(keys ...reasonKey) ([]Category, error) {
	for _, key := range keys {
		var list []Category
		switch kind := rawjson.KindOf(m[key]); kind {
		case rawjson.Null:
		case rawjson.String:
			list = appendCategory(list, m[key])
		case rawjson.Array:
			for element := range rawjson.Elements(m[key]) {
				if kind := rawjson.KindOf(element); kind != rawjson.String && kind != rawjson.Null {
					return nil, fmt.Errorf("key %q holds %s, want strings", reasonKeys[key], kind)
				}
				list = appendCategory(list, element)
			}
		default:
			return nil, fmt.Errorf("key %q is %s, want an array of strings", reasonKeys[key], kind)
		}
		if list != nil {
			return list, nil
		}
	}
	return nil, nil
}

func appendCategory(list []Category, value []byte) []Category {
	if rawjson.KindOf(value) == rawjson.Null {
		return list
	}
	text := rawjson.Unquote(value)
	if isAbsent(text) {
		return list
	}
	var category Category
	_ = category.UnmarshalText([]byte(text)) // never fails
	return append(list, category)
}

// isAbsent reports a string that stands for no value: Azure Monitor has no other way to say so.
func isAbsent(text string) bool {
	return text == "" || text == "null"
}
