package acscodes

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"

	"example.com/acscodes/internal/rawjson"
)

// FindReason returns the reason in the JSON of an event, of a log record, or of a reason by itself. It looks at the object
// itself and then, breadth first and at most eight levels deep, into its members named callEndReason, reason,
// resultInformation, resultInfo, data, properties, resourceData, error, event, body, call, callEnd, endReason and
// customDimensions, in this order. A member that is a string of a JSON object counts as that object.
//
// The first object with a code and a subcode is the reason. Where there is none, it is an object with one of the two: the first
// one that is called callEndReason, reason, resultInformation or resultInfo, or else the first one.
//
// An event without any, such as the start of a call, is not an error: it gives the zero reason, for which
// [CallEndReason.IsZero] is true. An object with a broken code or subcode, such as {"code":"Unauthorized"}, is passed over; its
// error, that of [CallEndReason.UnmarshalJSON], is returned only where nothing else is found. For anything other than an object
// or null there is always an error. A batch is an error, too: an array, or an object without a reason that has an array named
// records or value. Call FindReason for each of its elements.
func FindReason(event []byte) (CallEndReason, error) {
	type place struct {
		object  []byte
		depth   int
		isNamed bool // as a reason is
	}
	const deepest = 8
	var first, firstNamed CallEndReason
	var broken error
	places := append(make([]place, 0, 16), place{object: event})
	for i := 0; i < len(places); i++ {
		var m members
		p := places[i]
		kind, err := m.read(p.object)
		if i == 0 {
			if err = cmp.Or(err, checkEvent(kind)); err != nil {
				return CallEndReason{}, err
			}
			broken = m.batchError()
		} else if err != nil {
			continue // a string that only starts like an object
		}
		reason, err := m.reason()
		hasCode, hasSubcode := reason.Code() != NoCode, reason.Subcode() != NoSubcode
		switch {
		case err != nil:
			broken = cmp.Or(broken, err)
		case hasCode && hasSubcode:
			return reason, nil
		case !hasCode && !hasSubcode:
		case p.isNamed && firstNamed.IsZero():
			firstNamed = reason
		case first.IsZero():
			first = reason
		}
		for key := reasonKeys; key < len(keys) && p.depth < deepest; key++ {
			value := m[key]
			if rawjson.KindOf(value) == rawjson.String {
				value = bytes.TrimSpace(rawjson.Unquote(value))
			}
			if rawjson.KindOf(value) == rawjson.Object {
				places = append(places, place{value, p.depth + 1, key < placeKeys})
			}
		}
	}
	if reason := cmp.Or(firstNamed, first); !reason.IsZero() {
		return reason, nil
	}
	return CallEndReason{}, broken
}

// checkEvent returns what is wrong with an event of that type.
func checkEvent(kind rawjson.Kind) error {
	switch kind {
	case rawjson.Object, rawjson.Null:
		return nil
	case rawjson.Array:
		return errors.New("acscodes: an event is an object, not an array: call FindReason for each element")
	}
	return fmt.Errorf("acscodes: an event is an object, not %s", kind)
}

// batchError returns an error where the members hold a batch, so that one does not read as an event without a reason.
func (m *members) batchError() error {
	for key := batchKeys; key < reasonKeys; key++ {
		if rawjson.KindOf(m[key]) == rawjson.Array {
			return fmt.Errorf("acscodes: key %q holds a batch: call FindReason for each element", keys[key])
		}
	}
	return nil
}
