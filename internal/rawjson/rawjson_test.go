package rawjson

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"testing"
)

func TestMembers(t *testing.T) {
	tests := map[string]struct {
		object string
		want   []string // name, value, name, value, …
	}{
		"empty":         {`{}`, nil},
		"white space":   {" {\n\t\"a\" : 1 , \"b\":\r2 } ", []string{"a", "1", "b", "2"}},
		"every kind":    {`{"a":null,"b":true,"c":-1.5e3,"d":"x","e":[1,[2]],"f":{"g":{}}}`, []string{"a", "null", "b", "true", "c", "-1.5e3", "d", `"x"`, "e", "[1,[2]]", "f", `{"g":{}}`}},
		"marks in text": {`{"a":"}],\"\\","b":["]"],"}":{"{":"\\"}}`, []string{"a", `"}],\"\\"`, "b", `["]"]`, "}", `{"{":"\\"}`}},
		"escaped name":  {`{"\u0061\"":1}`, []string{`a"`, "1"}},
		"a name twice":  {`{"a":1,"a":2}`, []string{"a", "1", "a", "2"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for name, value := range Members([]byte(tt.object)) {
				got = append(got, string(name), string(value))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestElements(t *testing.T) {
	tests := map[string][]string{
		`[]`:                             nil,
		` [ 1 , "a,]" , [ ] ,{"b":[2]}]`: {"1", `"a,]"`, "[ ]", `{"b":[2]}`},
	}
	for array, want := range tests {
		var got []string
		for value := range Elements([]byte(array)) {
			got = append(got, string(value))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has %q, want %q", array, got, want)
		}
	}
}

func TestStopping(t *testing.T) {
	for name := range Members([]byte(`{"a":1,"b":2}`)) {
		if string(name) != "a" {
			t.Errorf("went on to %s", name)
		}
		break
	}
	for value := range Elements([]byte(`[1,2]`)) {
		if string(value) != "1" {
			t.Errorf("went on to %s", value)
		}
		break
	}
}

func TestKindOf(t *testing.T) {
	tests := map[string]Kind{
		"": Null, "null": Null, `""`: String, "0": Number, "-1": Number,
		"true": Boolean, "false": Boolean, "[]": Array, "{}": Object,
	}
	for value, want := range tests {
		if got := KindOf([]byte(value)); got != want {
			t.Errorf("%q is %s, want %s", value, got, want)
		}
	}
}

func TestUnquote(t *testing.T) {
	tests := map[string]string{`""`: "", `"a b"`: "a b", `"\u00e9\n\"\\"`: "é\n\"\\", `"\ud800"`: "\uFFFD", "\"\xff\"": "\uFFFD"}
	for quoted, want := range tests {
		if got := string(Unquote([]byte(quoted))); got != want {
			t.Errorf("%s is %q, want %q", quoted, got, want)
		}
	}
}

// TestCutOffValues checks that even JSON that is not valid makes nothing panic.
func TestCutOffValues(t *testing.T) {
	for _, text := range []string{``, `12`, `"a`, `"a\`, `[1`, `{"a"`} {
		if length := valueLength([]byte(text)); length != len(text) {
			t.Errorf("%q has length %d", text, length)
		}
	}
}

// FuzzMembers compares the members of any object with those that encoding/json finds.
func FuzzMembers(f *testing.F) {
	f.Add([]byte(`{"a":1,"b":[{"c":"}"}],"\u0064":"\\\"", "e" : {} }`))
	f.Add([]byte("{\"\xff\":\"\xff\"}"))
	f.Fuzz(func(t *testing.T, object []byte) {
		object = bytes.TrimSpace(object)
		var want map[string]json.RawMessage
		if KindOf(object) != Object || json.Unmarshal(object, &want) != nil {
			return
		}
		got := make(map[string]json.RawMessage)
		for name, value := range Members(object) {
			got[string([]rune(string(name)))] = value // as encoding/json reads invalid UTF-8
			if KindOf(value) == String {
				var text string
				if err := json.Unmarshal(value, &text); err != nil || string(Unquote(value)) != text {
					t.Errorf("%s is %q, want %q, %v", value, Unquote(value), text, err)
				}
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	})
}
