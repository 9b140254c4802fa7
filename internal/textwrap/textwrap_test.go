package textwrap

import (
	"slices"
	"testing"
)

func TestLines(t *testing.T) {
	tests := map[string]struct {
		paragraph string
		width     int
		want      []string
	}{
		"nothing":          {"", 10, []string{""}},
		"spaces only":      {" \t\n", 10, []string{""}},
		"fits exactly":     {"Call ended", 10, []string{"Call ended"}},
		"one too many":     {"Call ended.", 10, []string{"Call", "ended."}},
		"runs of spaces":   {"  Call \n ended ", 10, []string{"Call ended"}},
		"long word":        {"see https://learn.microsoft.com now", 10, []string{"see", "https://learn.microsoft.com", "now"}},
		"long first word":  {"https://learn.microsoft.com now", 10, []string{"https://learn.microsoft.com", "now"}},
		"counts runes":     {"öööö üüüüü x", 10, []string{"öööö üüüüü", "x"}},
		"no width at all":  {"a b", 0, []string{"a", "b"}},
		"a negative width": {"a b", -5, []string{"a", "b"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Lines(tt.paragraph, tt.width); !slices.Equal(got, tt.want) {
				t.Errorf("Lines(%q, %d) = %q, want %q", tt.paragraph, tt.width, got, tt.want)
			}
		})
	}
}
