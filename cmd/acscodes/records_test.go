package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"example.com/acscodes"
)

// readAll returns what a reader makes of a stream: "LINE: RECORD" or "LINE! ERROR".
func readAll(t testing.TB, stream io.Reader) []string {
	t.Helper()
	return readNext(t, newRecordReader(stream).next)
}

func readNext(t testing.TB, next func() (record, error)) []string {
	t.Helper()
	var got []string
	for {
		record, err := next()
		switch {
		case err == io.EOF:
			return got
		case err != nil:
			return append(got, "! "+err.Error())
		case record.fault != nil:
			text, _, _ := strings.Cut(record.fault.Error(), ": syntax error") // which says where
			got = append(got, fmt.Sprintf("%d! %s", record.line, text))
		default:
			got = append(got, fmt.Sprintf("%d: %s", record.line, record.text))
		}
	}
}

func TestRecords(t *testing.T) {
	const (
		noEnd   = "not valid JSON: the record has no closing bracket"
		newline = "not valid JSON: a line break in a string"
		noArray = "an array does not end: the input may be cut off"
	)
	tests := map[string]struct {
		stream string
		want   []string
	}{
		"nothing":                {"", nil},
		"white space":            {" \r\n\t\n", nil},
		"NDJSON":                 {"{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}", []string{`1: {"a":1}`, `2: {"a":2}`, `4: {"a":3}`}},
		"array":                  {`[{"a":1},{"a":2} , {}]`, []string{`1: {"a":1}`, `1: {"a":2}`, `1: {}`}},
		"array over lines":       {"[\n{\"a\":1},\n{\"a\":2}\n]\n{}", []string{`2: {"a":1}`, `3: {"a":2}`, `5: {}`}},
		"array, commas first":    {"[ {}\n, {}\n, {}\n]", []string{"1: {}", "2: {}", "3: {}"}},
		"arrays in NDJSON":       {"[{\"a\":1},{\"a\":2}]\n[]\n[[{\"a\":3}]]", []string{`1: {"a":1}`, `1: {"a":2}`, `3: {"a":3}`}},
		"values in a row":        {`{"a":1}{"a":2} {"a":3},{"a":4}`, []string{`1: {"a":1}`, `1: {"a":2}`, `1: {"a":3}`, `1: {"a":4}`}},
		"over several lines":     {"{\n  \"a\": [\n    1\n  ]\n}\n{}", []string{"1: {\n  \"a\": [\n    1\n  ]\n}", "6: {}"}},
		"marks in strings":       {`{"a":"}]\"\\{["}{}`, []string{`1: {"a":"}]\"\\{["}`, "1: {}"}},
		"envelope":               {`{"records":[{"a":1},{"a":2}]}`, []string{`1: {"a":1}`, `1: {"a":2}`}},
		"envelopes":              {"{ \"records\" : [\n  {\"a\":1}\n]}\n{\"records\":[]}\n{\"records\":[{}],\"a\":{\"b\":\"}\"}}{}", []string{`2: {"a":1}`, "5: {}", "5: {}"}},
		"envelope with garbage":  {"{\"records\":[{}],{}}\n{\"records\":[{}] x}\n{\"RECORDS\":[{}]}", []string{"1: {}", "1! not valid JSON", "2: {}", "2! not valid JSON", "3: {}"}},
		"strays in an envelope":  {"{\"records\": [\n    null,\n    {},\n    {}\n]}", []string{"2! not a record", "3: {}", "4: {}"}},
		"almost an envelope":     {`{"records":{"a":[1]}}{"record":[{}]}`, []string{`1: {"records":{"a":[1]}}`, `1: {"record":[{}]}`}},
		"envelope without end":   {"{\"records\":[{}]\n{}", []string{"1: {}", "1! " + noEnd, "2: {}"}},
		"envelope cut off":       {`{"records":[{},{}`, []string{"1: {}", "1: {}", "1! " + noArray}},
		"nested array cut off":   {"[[{}],{}", []string{"1: {}", "1: {}", "1! " + noArray}},
		"array cut off":          {"[{},\n{},\n", []string{"1: {}", "2: {}", "3! " + noArray}},
		"members around records": {"{\"time\":\"t\",\"records\":[{\"a\":1}],\"b\":[2]}\n{\"value\":[{}]}", []string{`1: {"a":1}`, "2: {}"}},
		"two batches":            {`{"value":[{"a":1}],"records":[{"a":2}]}{}`, []string{`1: {"a":1}`, `1: {"a":2}`, `1: {}`}},
		"empty batches":          {`{"value":[],"records": [ ]}{"a":1,"value":[]}{"value":[],}{}`, []string{"1! not valid JSON", "1: {}"}},
		"a reason, then a batch": {`{"code":487,"value":[{}],"records":[{}]}`, []string{`1: {"code":487,"value":[{}],"records":[{}]}`}},
		"a batch, then a reason": {`{"value":[{}],"code":487}`, []string{"1: {}", "1! not read: a reason that comes after an array of records"}},
		"not a batch":            {`{"code":487,"value":[1,{}]}{"a":"value","b":[{}]}`, []string{`1: {"code":487,"value":[1,{}]}`, `1: {"a":"value","b":[{}]}`}},
		"broken before a batch":  {`{"a" 1,"records":[{}]}`, []string{"1! not valid JSON", "1: {}"}},
		"cut off before arrays":  {"{\"a\":1,\"b\":2\n[{\"a\":3}]\n[{\"a\":4}]", []string{"1! " + noEnd, `2: {"a":3}`, `3: {"a":4}`}},
		"brackets":               {strings.Repeat("[", 1000) + strings.Repeat("]", 2000) + "{}", []string{"1: {}"}},
		"text":                   {"hello {\"a\":1} }\n{}", []string{"1! not a record", "2: {}"}},
		"texts":                  {"487\n\"a\"\nnull\n  {}\nend", []string{"1! not a record; skipped to line 4", "4: {}", "5! not a record; skipped the rest of the input"}},
		"bracket too many":       {"{}}{}\n{}", []string{"1: {}", "1! not a record", "2: {}"}},
		"comma missing":          {`[{} x {}]`, []string{"1: {}", "1! not a record; skipped the rest of the input"}},
		"broken, closed":         {"{\"a\":1,}{\"a\":2}\n{\"a\"}", []string{"1! not valid JSON", `1: {"a":2}`, "2! not valid JSON"}},
		"broken in }, { arrays":  {"[{\n  \"a\": 1,\n}, {\n  \"a\": 2\n}, {\n  \"a\": [\n}, {\n  \"a\": 4\n}]", []string{"1! not valid JSON", "3: {\n  \"a\": 2\n}", "5! not valid JSON", "7: {\n  \"a\": 4\n}"}},
		"unclosed in }, {":       {"[{\n  \"a\": {\n}, {\n  \"a\": 2\n}, {\n  \"a\": \"\n}, {\n  \"a\": 4\n}]", []string{"1! " + noEnd + "; skipped to line 3", "3: {\n  \"a\": 2\n}", "5! " + newline + "; skipped to line 7", "7: {\n  \"a\": 4\n}"}},
		"cut off line":           {"{\"a\":1}\n{\"a\":2,\n{\"a\":3}", []string{`1: {"a":1}`, "2! " + noEnd, `3: {"a":3}`}},
		"cut off in a string":    {"{\"a\":\"b\n{\"a\":3}", []string{"1! " + newline, `2: {"a":3}`}},
		"cut off in an escape":   {"{\"a\":\"b\\\n{\"a\":3}", []string{"1! " + newline, `2: {"a":3}`}},
		"cut off at the end":     {"{\"a\":1}\n{\"a\":", []string{`1: {"a":1}`, "2! " + noEnd + "; skipped the rest of the input"}},
		"unclosed in a line":     {"[{\"a\":1,{\"a\":2}]\n{\"a\":3}", []string{"1! " + noEnd, `2: {"a":3}`}},
		"unclosed, indented":     {"[\n  {\n    \"a\": {\n  },\n  {\n    \"a\": [\n      {\n      }\n    ]\n  }\n]", []string{"2! " + noEnd + "; skipped to line 5", "5: {\n    \"a\": [\n      {\n      }\n    ]\n  }"}},
		"quote missing":          {"[\n  {\n    \"a: 1,\n    \"b\": [\n      {}\n    ]\n  },\n  {}\n]", []string{"2! " + newline + "; skipped to line 8", "8: {}"}},
		"bracket twice":          {"[\n  {},\n  {{\n    \"a\": 1\n  },\n  {}\n]", []string{"2: {}", "3! " + noEnd + "; skipped to line 6", "6: {}"}},
		"bracket twice, within":  {"{\"a\":{{}}}{}\n{}", []string{"1! not valid JSON", "1: {}", "2: {}"}},
		"in an envelope":         {"{\"records\":[{\"a\":[}]},\n{}]}\n{}", []string{"1! not valid JSON", "2: {}", "2! not a record", "3: {}"}},
		"] of an envelope lost":  {"{\"records\":[{\"a\":\"}]\n}\n{}", []string{"1! " + newline + "; skipped to line 3", "3: {}"}},
		"} of an envelope alone": {"{\"records\":[\n{},\n}\n{}", []string{"2: {}", "3! not a record", "4: {}"}},
		"objects after records":  {"{\"value\": [\n    {}\n  ],\n  \"a\": [\n    {\n    }\n  ]\n}\n{}", []string{"2: {}", "9: {}"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for kind, stream := range pieces(tt.stream) {
				if got := readAll(t, stream); !slices.Equal(got, tt.want) {
					t.Errorf("%s\n%s\nwant\n%s", kind, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
				}
			}
		})
	}
}

// pieces returns readers that cut a stream in different ways.
func pieces(stream string) map[string]io.Reader {
	return map[string]io.Reader{
		"whole":        strings.NewReader(stream),
		"byte by byte": iotest.OneByteReader(strings.NewReader(stream)),
		"early end":    iotest.DataErrReader(strings.NewReader(stream)),
	}
}

func TestRecordsOfAnInputThatFails(t *testing.T) {
	stream := io.MultiReader(strings.NewReader("{}\n{\"a\":"), iotest.ErrReader(errors.New("disk on fire")))
	want := []string{"1: {}", "! disk on fire"}
	if got := readAll(t, stream); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLargestRecord checks that what is refused is the size of the record, not that of what the reader holds of the input.
func TestLargestRecord(t *testing.T) {
	ofSize := func(size int) string { return `{"a":"` + strings.Repeat("x", size-len(`{"a":""}`)) + `"}` }
	for size, want := range map[int]error{maxRecord: nil, maxRecord + 1: errTooLarge} {
		reader := newRecordReader(iotest.HalfReader(strings.NewReader(ofSize(size) + "{}")))
		if record, err := reader.next(); record.line != 1 || record.fault != want || err != nil {
			t.Errorf("%d bytes: line %d, %v, %v; want %v", size, record.line, record.fault, err, want)
		}
		if record, err := reader.next(); record.line != 1 || string(record.text) != "{}" || record.fault != nil || err != nil {
			t.Errorf("%d bytes: then line %d, %q, %v", size, record.line, record.text, cmp.Or(record.fault, err))
		}
		if cap(reader.data) > 2*maxRecord {
			t.Errorf("%d bytes: kept %d", size, cap(reader.data))
		}
	}
}

// layout is a way to write records.
type layout struct {
	open, separator, close string
	prefix, indent         string // of each record that is indented
	isRobust               bool   // a broken record costs no other
}

var layouts = []layout{
	{"", "\n", "\n", "", "", true},
	{"", "\r\n", "", "", "", true},
	{"", "\n\n", "\n", "", "  ", true},
	{"[\n  ", ",\n  ", "\n]\n", "  ", "  ", true},
	{"[\r\n\t", ",\r\n\t", "\r\n]", "\t", "\t", true},
	{"[\n", ",\n", "\n]\n", "", "", true},
	{"[", ",", "]\n", "", "", false},
	{"[", ", ", "]", "", "  ", false},
	{"[", ",\n ", "]\n", " ", " ", false},
	{"[ ", "\n, ", "\n]\n", "  ", "", false},
	{"", "", "\n", "", "", false},
	{"{\"records\":[", ",", "]}\n", "", "", false},
	{"{\n  \"records\": [\n    ", ",\n    ", "\n  ]\n}\n", "    ", "  ", false},
}

// write returns a stream of records, and its records with their lines, as readAll returns them.
func (l layout) write(random *rand.Rand, records int) (stream string, want []string) {
	stream = l.open
	for i := range records {
		if i > 0 {
			stream += l.separator
		}
		value := map[string]any{
			"id": i, "text": [...]string{"", "a \"b\" \\", "}, {", "[{\n"}[random.Intn(4)],
			"list": []any{map[string]any{"a": 1.5}, "x"},
		}
		var text []byte
		if l.indent == "" {
			text, _ = json.Marshal(value)
		} else {
			text, _ = json.MarshalIndent(value, l.prefix, l.indent)
			if strings.Contains(l.separator, "\r") {
				text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
			}
		}
		want = append(want, fmt.Sprintf("%d: %s", 1+strings.Count(stream, "\n"), text))
		stream += string(text)
	}
	return stream + l.close, want
}

func TestRandomLayouts(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 300 {
		var stream string
		var want []string
		for range 1 + random.Intn(3) {
			part, written := layouts[random.Intn(len(layouts))].write(random, random.Intn(5))
			before := strings.Count(stream, "\n")
			for _, record := range written {
				number, text, _ := strings.Cut(record, ": ")
				var line int
				fmt.Sscan(number, &line)
				want = append(want, fmt.Sprintf("%d: %s", before+line, text))
			}
			stream += part
		}
		mark := [...]string{"", "\uFEFF"}[random.Intn(2)]
		for kind, input := range pieces(mark + stream) {
			next, err := records(input)
			if err != nil {
				t.Fatal(err)
			}
			if got := readNext(t, next); !slices.Equal(got, want) {
				t.Fatalf("%s, %q\n%s\nwant\n%s", kind, stream, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
	}
}

// TestOneBrokenByte breaks each byte of a stream in several ways. Every loss is reported, however the input is cut, and in
// NDJSON and indented arrays nothing is lost but what the byte is in.
func TestOneBrokenByte(t *testing.T) {
	const records = 2
	for _, l := range layouts {
		random := rand.New(rand.NewSource(1))
		stream, whole := l.write(random, records)
		for at := range len(stream) {
			if at < len(l.open) && strings.Contains(l.open, "records") {
				continue // without its key, an envelope is one record
			}
			for _, c := range []byte("{}[]\"\\\nx") {
				text := []byte(stream)
				text[at] = c
				got := readAll(t, bytes.NewReader(text))
				if pieces := readAll(t, iotest.OneByteReader(bytes.NewReader(text))); !slices.Equal(got, pieces) {
					t.Fatalf("%q\n%q\n%q byte by byte", text, got, pieces)
				}
				lost := 0
				for _, record := range whole {
					_, want, _ := strings.Cut(record, ": ")
					if !slices.ContainsFunc(got, func(g string) bool { return strings.HasSuffix(g, ": "+want) }) {
						lost++
					}
				}
				reported := slices.ContainsFunc(got, func(g string) bool { return strings.Contains(g, "! ") })
				isFurtherLeft := c == '{' && strings.IndexByte(" \t\r\n[", stream[at]) >= 0 // than any record, so that the next one seems to be part of it
				if lost > 1 && l.isRobust && !isFurtherLeft || lost > 0 && !reported && len(got) < records {
					t.Fatalf("%q at %d: lost %d, with\n%s", text, at, lost, strings.Join(got, "\n"))
				}
			}
		}
	}
}

// FuzzRecords checks that no stream hangs or panics, that its pieces do not matter, and that NDJSON loses no line.
func FuzzRecords(f *testing.F) {
	for _, l := range layouts {
		stream, _ := l.write(rand.New(rand.NewSource(1)), 2)
		f.Add([]byte(stream))
	}
	f.Add([]byte("{\"a\":1}\n{\"a\":2,\n[{\"a\":[\n{}\n]}]\nhello\n"))
	f.Fuzz(func(t *testing.T, stream []byte) {
		whole := readAll(t, bytes.NewReader(stream))
		if pieces := readAll(t, iotest.OneByteReader(bytes.NewReader(stream))); !slices.Equal(whole, pieces) {
			t.Errorf("%q\n%q byte by byte, for\n%q", whole, pieces, stream)
		}
		for i, line := range bytes.Split(stream, []byte("\n")) {
			if _, err := acscodes.FindReason(line); err != nil || line[0] != '{' || bytes.Contains(bytes.ToLower(line), []byte(`value"`)) || bytes.Contains(bytes.ToLower(line), []byte(`records"`)) {
				return
			}
			if want := fmt.Sprintf("%d: %s", i+1, bytes.TrimRight(line, " \t\r")); !slices.Contains(whole, want) {
				t.Errorf("%q is not among %q", want, whole)
			}
		}
	})
}
