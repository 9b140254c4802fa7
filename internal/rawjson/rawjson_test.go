package rawjson

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const maxDepth = 10_000 // of encoding/json

func TestWalk(t *testing.T) {
	tests := map[string]struct {
		text string
		kind Kind
		want []string // name, value, name, value, …
	}{
		"empty object":  {`{}`, Object, nil},
		"empty array":   {` [ ] `, Array, nil},
		"white space":   {" {\n\t\"a\" : 1 , \"b\":\r2 } ", Object, []string{"a", "1", "b", "2"}},
		"every kind":    {`{"a":null,"b":true,"c":-1.5e3,"d":"x","e":[1,[2]],"f":{"g":{}},"h":false}`, Object, []string{"a", "null", "b", "true", "c", "-1.5e3", "d", `"x"`, "e", "[1,[2]]", "f", `{"g":{}}`, "h", "false"}},
		"marks in text": {`{"a":"}],\"\\","b":["]"],"}":{"{":"\\"}}`, Object, []string{"a", `"}],\"\\"`, "b", `["]"]`, "}", `{"{":"\\"}`}},
		"escaped name":  {`{"\u0061\"":1}`, Object, []string{`a"`, "1"}},
		"a name twice":  {`{"a":1,"a":2}`, Object, []string{"a", "1", "a", "2"}},
		"elements":      {` [ 1 , "a,]" , [ ] ,{"b":[2]}]`, Array, []string{"", "1", "", `"a,]"`, "", "[ ]", "", `{"b":[2]}`}},
		"deep":          {strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth), Array, []string{"", strings.Repeat("[", maxDepth-1) + strings.Repeat("]", maxDepth-1)}},
		"null":          {" null\n", Null, nil},
		"a string":      {`"{\"a\":1}"`, String, nil},
		"a number":      {`-0`, Number, nil},
		"a boolean":     {`true`, Boolean, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			kind, err := Walk([]byte(tt.text), func(name, value []byte) { got = append(got, string(name), string(value)) })
			if kind != tt.kind || err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("%s with %q, %v, want %s with %q", kind, got, err, tt.kind, tt.want)
			}
		})
	}
}

// invalid are texts that are not valid JSON, one for each rule of the grammar.
var invalid = []string{
	``, ` `, `1 2`, `{} x`, `{`, `[`, `[1,]`, `[1 2]`, `{"a":1,}`, `{"a" 1}`, `{a:1}`, `{"a":}`, `{,}`, `[,]`, `{"a":1]`, `[1}`,
	`"a`, `"a\`, `"\x"`, `"\u12"`, `"\u12g4"`, `"\u00@0"`, "\"\n\"", "\"\x00\"", "\f1", "\u00a01",
	`nul`, `truE`, `falsey`, `01`, `-`, `+1`, `1.`, `.5`, `1e`, `1e+`, `0x1`, `1_0`, `NaN`,
}

func TestWalkOverInvalidText(t *testing.T) {
	tooDeep := strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1)
	for _, text := range append(slices.Clone(invalid), tooDeep) {
		if _, err := Walk([]byte(text), nil); err == nil || json.Valid([]byte(text)) {
			t.Errorf("%.60q is valid", text)
		}
	}
	if _, err := Walk([]byte(`{"a": secret}`), nil); err == nil || err.Error() != "not valid JSON: syntax error near byte 7" {
		t.Errorf("the error is %v", err)
	}
}

// TestWalkOverEveryByte puts each byte at each place of a string that is read eight bytes at a time.
func TestWalkOverEveryByte(t *testing.T) {
	for _, fill := range []string{"a", "!", "\x7f", "\xff"} {
		for place := range 18 {
			for c := range 256 {
				text := []byte(`"` + strings.Repeat(fill, 18) + `"`)
				text[1+place] = byte(c)
				if _, err := Walk(text, nil); (err == nil) != json.Valid(text) {
					t.Errorf("%q: %v", text, err)
				}
			}
		}
	}
}

func TestWalkDoesNotAllocate(t *testing.T) {
	text := []byte(`{"a":[1,{"b":"c"}],"d":null}`)
	members := 0
	if allocations := testing.AllocsPerRun(100, func() { _, _ = Walk(text, func(_, _ []byte) { members++ }) }); allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}

func TestKindOfNothing(t *testing.T) {
	if kind := KindOf(nil); kind != Null {
		t.Errorf("nothing is %s", kind)
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

// FuzzWalk compares what is valid, and the members of any object, with what encoding/json finds.
func FuzzWalk(f *testing.F) {
	f.Add([]byte(`{"a":1,"b":[{"c":"}"}],"\u0064":"\\\"", "e" : {} }`))
	f.Add([]byte("{\"\xff\":\"\xff\"}"))
	for _, text := range invalid {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got := make(map[string]json.RawMessage)
		kind, err := Walk(text, func(name, value []byte) {
			got[string([]rune(string(name)))] = value // as encoding/json reads invalid UTF-8
			if KindOf(value) == String {
				var want string
				if err := json.Unmarshal(value, &want); err != nil || string(Unquote(value)) != want {
					t.Errorf("%s is %q, want %q, %v", value, Unquote(value), want, err)
				}
			}
		})
		if valid := json.Valid(text); valid != (err == nil) {
			t.Fatalf("valid: %t, but the error is %v", valid, err)
		}
		if err != nil {
			return
		}
		if want := KindOf(bytes.TrimSpace(text)); kind != want {
			t.Errorf("%s, want %s", kind, want)
		}
		if kind == Object {
			var want map[string]json.RawMessage
			if err := json.Unmarshal(text, &want); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%q, want %q, %v", got, want, err)
			}
		}
	})
}
