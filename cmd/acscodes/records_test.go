package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// readRecords returns what a reader makes of a stream: "LINE: RECORD" or "LINE! ERROR".
func readRecords(t testing.TB, stream io.Reader) []string {
	t.Helper()
	var got []string
	reader := newRecordReader(stream)
	for {
		record, line, err := reader.next()
		switch {
		case err == io.EOF:
			return got
		case reader.failure() != nil:
			return append(got, fmt.Sprintf("%d! %v", line, reader.failure()))
		case err != nil:
			got = append(got, fmt.Sprintf("%d! %v", line, err))
		case !json.Valid(record):
			t.Fatalf("line %d: a record that is not JSON: %q", line, record)
		default:
			got = append(got, fmt.Sprintf("%d: %s", line, record))
		}
	}
}

func TestRecords(t *testing.T) {
	const (
		noComma  = `not JSON: invalid character '"' after object key:value pair`
		cutOff   = "not JSON: unexpected end of JSON input"
		unlikely = "refused: more brackets within each other, or a longer number, than call records have"
		noEnd    = "not JSON: the array that starts here does not end, the input may be cut off"
	)
	tests := map[string]struct {
		stream string
		want   []string
	}{
		"nothing":               {"", nil},
		"white space":           {" \r\n\t\n", nil},
		"NDJSON":                {"{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}", []string{`1: {"a":1}`, `2: {"a":2}`, `4: {"a":3}`}},
		"array":                 {`[{"a":1},{"a":2} , {}]`, []string{`1: {"a":1}`, `1: {"a":2}`, `1: {}`}},
		"array over lines":      {"[\n{\"a\":1},\n{\"a\":2}\n]\n{}", []string{`2: {"a":1}`, `3: {"a":2}`, `5: {}`}},
		"arrays in NDJSON":      {"[{\"a\":1},{\"a\":2}]\n[]\n[[{\"a\":3}]]", []string{`1: {"a":1}`, `1: {"a":2}`, `3: {"a":3}`}},
		"values in a row":       {`{"a":1}{"a":2} {"a":3},{"a":4}`, []string{`1: {"a":1}`, `1: {"a":2}`, `1: {"a":3}`, `1: {"a":4}`}},
		"over several lines":    {"{\n  \"a\": [\n    1\n  ]\n}\n{}", []string{"1: {\n  \"a\": [\n    1\n  ]\n}", "6: {}"}},
		"byte order mark":       {"\uFEFF{}", []string{"1: {}"}},
		"marks in strings":      {`{"a":"}]\"\\{["}{}`, []string{`1: {"a":"}]\"\\{["}`, "1: {}"}},
		"every kind of value":   {`{"a":[null,true,false,-1.5e+3,0,"\u00e9\n",{}],"b":{"c":[]}}`, []string{`1: {"a":[null,true,false,-1.5e+3,0,"\u00e9\n",{}],"b":{"c":[]}}`}},
		"values in an array":    {`[1, "a",null,{}]`, []string{"1: 1", `1: "a"`, "1: null", "1: {}"}},
		"a number on a line":    {"487\n{}", []string{"1: 487", "2: {}"}},
		"text on a line":        {"hello {\"a\":1} }\n{}", []string{"1! not JSON: invalid character 'h' looking for beginning of value", "2: {}"}},
		"cut off line":          {"{\"a\":1}\n{\"a\":2,\n{\"a\":3}", []string{`1: {"a":1}`, "2! not JSON: invalid character '{' looking for beginning of object key string", `3: {"a":3}`}},
		"cut off in a string":   {"{\"a\":\"b\n{\"a\":3}", []string{`1! not JSON: invalid character '\n' in string literal`, `2: {"a":3}`}},
		"cut off in an array":   {"{\"a\":[\n{\"a\":2}\n{\"a\":3}", []string{"1! not JSON: invalid character '{' after array element", `2: {"a":2}`, `3: {"a":3}`}},
		"cut off at the end":    {"{\"a\":1}\n{\"a\":", []string{`1: {"a":1}`, "2! " + cutOff}},
		"cut off, more lines":   {"{\"a\":{\n{\"a\":2}", []string{"1! not JSON: invalid character '{' looking for beginning of object key string", `2: {"a":2}`}},
		"cut off, last lines":   {"{\"a\":[\n{\"a\":2}", []string{"1! " + cutOff, `2: {"a":2}`}},
		"broken within a line":  {`{"a":1 "b":2}{"a":3}`, []string{"1! " + noComma, `1: {"a":3}`}},
		"broken in an array":    {`[{"a":},{"a":[,]},{"a":2}]`, []string{"1! not JSON: invalid character '}' looking for beginning of value", "1! not JSON: invalid character ',' looking for beginning of value", `1: {"a":2}`}},
		"broken over lines":     {"{\n  \"a\": 1\n  \"b\": {\n  }\n}\n{}", []string{"1! " + noComma, "6: {}"}},
		"broken in array lines": {"[\n  {\n    \"a\": 1\n    \"b\": [\n    ]\n  },\n  {}\n]", []string{"2! " + noComma, "7: {}"}},
		"broken last of array":  {"[\n  {\n    \"a\": 1\n    \"b\": 2\n  }\n]\n{}", []string{"2! " + noComma, "7: {}"}},
		"bad word":              {`{"a":tru}{"a":01}{"a":1.}{}`, []string{"1! not JSON: invalid character '}' in literal true (expecting 'e')", "1! not JSON: invalid character '1' after object key:value pair", "1! not JSON: invalid character '}' after decimal point in numeric literal", "1: {}"}},
		"bad escape":            {`{"a":"\x"}{"a":"\u12g4"}{}`, []string{`1! not JSON: invalid character 'x' in string escape code`, `1! not JSON: invalid character 'g' in \u hexadecimal character escape`, "1: {}"}},
		"control character":     {"{\"a\":\x00}\n{}", []string{`1! not JSON: invalid character '\x00' looking for beginning of value`, "2: {}"}},
		"stray marks":           {"{:\"a\":1}\n{\"a\"::1}\n{\"a\",1}\n{,}\n{}", []string{"1! not JSON: invalid character ':' looking for beginning of object key string", "2! not JSON: invalid character ':' looking for beginning of value", "3! not JSON: invalid character ',' after object key", "4! not JSON: invalid character ',' looking for beginning of object key string", "5: {}"}},
		"wrong bracket":         {"{\"a\":[1}}\n{}", []string{"1! not JSON: invalid character '}' after array element", "2: {}"}},
		"bracket too many":      {"{}]\n{}}\n{}", []string{"1: {}", "1! not JSON: a ] without its [", "2: {}", "2! not JSON: invalid character '}' looking for beginning of value", "3: {}"}},
		"array without end":     {"\n[{},\n{}", []string{"2: {}", "3: {}", "2! " + noEnd}},
		"word without end":      {"[{},12", []string{"1: {}", "1: 12", "1! " + noEnd}},
		"too deep":              {strings.Repeat(`{"a":`, maxDepth+1) + "1" + strings.Repeat("}", maxDepth+1) + "\n{}", []string{"1! " + unlikely, "2: {}"}},
		"arrays too deep":       {strings.Repeat("[", maxDepth+1) + "{}" + strings.Repeat("]", maxDepth), []string{"1! " + unlikely, "1: {}"}},
		"broken, deep":          {strings.Repeat(`{"a":`, maxDepth) + `1 "b"`, []string{"1! " + noComma}},
		"broken, long":          {`{"a":"\x` + strings.Repeat("x", maxWord+1) + "\"}\n{}", []string{"1! not JSON: invalid character 'x' in string escape code", "2: {}"}},
		"word too long":         {`[{"a":` + strings.Repeat("1", maxWord+1) + "},{}]", []string{"1! " + unlikely, "1: {}"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for kind, stream := range map[string]io.Reader{
				"whole":        strings.NewReader(tt.stream),
				"byte by byte": iotest.OneByteReader(strings.NewReader(tt.stream)),
				"early end":    iotest.DataErrReader(strings.NewReader(tt.stream)),
			} {
				if got := readRecords(t, stream); !slices.Equal(got, tt.want) {
					t.Errorf("%s\n%s\nwant\n%s", kind, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
				}
			}
		})
	}
}

func TestRecordsOfAnInputThatFails(t *testing.T) {
	stream := io.MultiReader(strings.NewReader("{}\n{\"a\":"), iotest.ErrReader(errors.New("disk on fire")))
	want := []string{"1: {}", "2! disk on fire"}
	if got := readRecords(t, stream); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// endless is an endless stream of a character.
type endless byte

func (c endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(c)
	}
	return len(p), nil
}

func TestLargeRecords(t *testing.T) {
	const large = 64 << 20
	tests := map[string]struct{ before, after string }{
		"text":           {`{"message":"`, `"}`},
		"white space":    {`{"a":1`, `}`},
		"within a line":  {"hello ", ""},
		"within a word":  {`{"a":1`, `}`},
		"in an array":    {`[{"message":"`, `"}`},
		"broken, a word": {`{"a":tru`, `}`},
	}
	fillers := map[string]endless{"white space": ' ', "within a word": '1'}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			filler, ok := fillers[name]
			if !ok {
				filler = 'x'
			}
			stream := io.MultiReader(strings.NewReader("{}\n"+tt.before), io.LimitReader(filler, large), strings.NewReader(tt.after+"\n{}"))
			reader := newRecordReader(stream)
			var got []string
			for {
				record, line, err := reader.next()
				if err == io.EOF {
					break
				}
				got = append(got, fmt.Sprintf("%d: %s %.60v", line, record, err))
				if len(got) > 10 {
					break
				}
			}
			if len(got) < 3 || got[0] != "1: {} <nil>" || got[2] != "3: {} <nil>" {
				t.Errorf("%q", got)
			}
			if len(reader.buffer) > 2*maxRecord {
				t.Errorf("a buffer of %d bytes", len(reader.buffer))
			}
		})
	}
}

// TestLargestRecord checks that the size that is refused is the record's, not that of what the reader holds of the input.
func TestLargestRecord(t *testing.T) {
	ofSize := func(size int) string { return `{"a":"` + strings.Repeat("x", size-len(`{"a":""}`)) + `"}` }
	largest := ofSize(maxRecord)
	tests := map[string]struct {
		record string
		want   error
	}{
		"largest":       {largest, nil},
		"too large":     {ofSize(maxRecord + 1), errTooLarge},
		"broken":        {`{"b" ` + largest[1:], errTooLarge},
		"broken behind": {largest[:len(largest)-1] + "\n  1}", errTooLarge},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for kind, stream := range map[string]io.Reader{
				"whole":     strings.NewReader(tt.record + "{}"),
				"in halves": iotest.HalfReader(strings.NewReader(tt.record + "{}")),
			} {
				reader := newRecordReader(stream)
				if _, line, err := reader.next(); line != 1 || err != tt.want {
					t.Errorf("%s: line %d, %v; want %v", kind, line, err, tt.want)
				}
				if record, line, err := reader.next(); line != 1+strings.Count(tt.record, "\n") || string(record) != "{}" || err != nil {
					t.Errorf("%s: then line %d, %q, %v", kind, line, record, err)
				}
			}
		})
	}
}

// isLikely reports whether a text stays within the limits of call records, however it is read.
func isLikely(text []byte) bool {
	return len(text) <= maxWord && bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) <= maxDepth
}

// FuzzStructure compares the check for JSON that comes in pieces with the one of encoding/json.
func FuzzStructure(f *testing.F) {
	for _, seed := range []string{`{"a":[1,-2.5e3,true,null,"\u00e9\\"],"b":{}}`, `[{},[]]`, `"a"`, `{"a" 1}`, `[1,]`, `{,}`, `{"a":1}x`, `01`, "\x0e"} {
		f.Add([]byte(seed), 3)
	}
	f.Fuzz(func(t *testing.T, text []byte, size int) {
		if !isLikely(text) || bytes.TrimSpace(text) == nil {
			return
		}
		valid := json.Valid(text)
		var s structure
		size = max(1, size&15)
		for start := 0; start < len(text); {
			piece := text[start:min(start+size, len(text))]
			length, outcome := s.scan(piece)
			start += length
			switch outcome {
			case broken:
				if valid {
					t.Errorf("broken at %d: %q", start, text)
				}
				return
			case done:
				if rest := bytes.Trim(text[start:], " \t\r\n"); valid != (len(rest) == 0 && json.Valid(text[:start])) || !json.Valid(text[:start]) {
					t.Errorf("done at %d: %q", start, text)
				}
				return
			}
			if length == 0 && size > len(text) {
				return // a word without an end
			} else if length == 0 {
				size *= 2 // the piece was too short for a word
			}
		}
	})
}

// FuzzRecords checks that no stream hangs or panics, and that its pieces do not matter.
func FuzzRecords(f *testing.F) {
	f.Add([]byte("{\"a\":1}\n{\"a\":2,\n[{\"a\":[\n{}\n]}]\nhello\n"))
	f.Add([]byte("[\n  {\n    \"a\": 1\n    \"b\": 2\n  }\n]\n{}"))
	f.Fuzz(func(t *testing.T, stream []byte) {
		whole := readRecords(t, bytes.NewReader(stream))
		if pieces := readRecords(t, iotest.OneByteReader(bytes.NewReader(stream))); !slices.Equal(whole, pieces) {
			t.Errorf("%q\n%q byte by byte, for\n%q", whole, pieces, stream)
		}
		// NDJSON loses no line: every line that is an object by itself, after lines that are, is a record.
		for i, line := range bytes.Split(stream, []byte("\n")) {
			if !json.Valid(line) || line[0] != '{' || !isLikely(line) {
				return
			}
			if want := fmt.Sprintf("%d: %s", i+1, bytes.TrimRight(line, " \t\r")); !slices.Contains(whole, want) {
				t.Errorf("%q is not among %q", want, whole)
			}
		}
	})
}
