package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestColumns(t *testing.T) {
	for setting, want := range map[string]int{"": 80, "wide": 80, "0": 80, "-5": 80, "1": 24, "42": 42, "200": 200} {
		if got := columns(setting); got != want {
			t.Errorf("COLUMNS=%q is %d, want %d", setting, got, want)
		}
	}
}

func TestIsTerminal(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	file, err := os.Create(filepath.Join(t.TempDir(), "file"))
	if err != nil {
		t.Fatal(err)
	}
	if !isTerminal(null) {
		t.Error("the null device, which counts as a terminal, is none")
	}
	if isTerminal(file) {
		t.Error("a file is a terminal")
	}
	file.Close()
	if isTerminal(file) {
		t.Error("a closed file is a terminal")
	}
}

func TestPaintFor(t *testing.T) {
	tests := map[string]struct {
		isTerminal    bool
		noColor, term string
		want          paint
	}{
		"terminal":          {true, "", "xterm", true},
		"terminal, refused": {true, "1", "xterm", false},
		"dumb terminal":     {true, "", "dumb", false},
		"pipe":              {false, "", "xterm", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			settings := map[string]string{"NO_COLOR": tt.noColor, "TERM": tt.term}
			if got := paintFor(tt.isTerminal, func(name string) string { return settings[name] }); got != tt.want {
				t.Errorf("%t, want %t", got, tt.want)
			}
		})
	}
}

func TestPaint(t *testing.T) {
	var plain, painted strings.Builder
	for _, p := range []struct {
		out   *strings.Builder
		paint paint
	}{{&plain, false}, {&painted, true}} {
		for _, args := range [][]string{{"487", "10004"}, {"-list"}, {"-summary"}, {"-classify"}, {"-json", "487"}} {
			env := environment{stdin: strings.NewReader(threeRecords), stdout: p.out, stderr: new(strings.Builder), columns: 80, paint: p.paint}
			run(t.Context(), env, args)
		}
	}
	if strings.Contains(plain.String(), "\x1b") || !strings.Contains(painted.String(), "\x1b[33mExpectedError\x1b[0m") {
		t.Error("colours where there should be none, or none where there should be some")
	}
	stripped := painted.String()
	for _, attribute := range []string{"\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[33m"} {
		stripped = strings.ReplaceAll(stripped, attribute, "")
	}
	if stripped != plain.String() {
		t.Error("colours change the layout")
	}
}

func TestProgress(t *testing.T) {
	var out strings.Builder
	p := progress{w: &out, shown: true}
	for records := range 1<<13 + 1 {
		p.show(records)
	}
	if got := out.String(); !strings.HasPrefix(got, "\r0 records") {
		t.Errorf("%q", got)
	}
	p.last = time.Time{}
	p.show(1 << 12)
	p.clear()
	p.clear()
	if got := out.String(); !strings.HasSuffix(got, "\r4096 records\r\x1b[K") {
		t.Errorf("%q", got)
	}
	out.Reset()
	hidden := progress{w: &out}
	hidden.show(0)
	hidden.clear()
	if out.Len() > 0 {
		t.Errorf("%q", out.String())
	}
}

func TestPrintable(t *testing.T) {
	if got, want := printable("é \x1b[31m\n\u202e\xff"), "é \\x1b[31m\\n\\u202e\uFFFD"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := excerpt("a\nb"); got != `"a\nb"` {
		t.Errorf("%s", got)
	}
}
