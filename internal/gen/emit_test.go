package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// emitTable returns the table.go of rows.
func emitTable(t *testing.T, rows ...row) string {
	t.Helper()
	var src source
	used := map[int32]bool{}
	for _, r := range rows {
		if r.code != anyNumber && !used[r.code] {
			used[r.code] = true
			src.codes.names = append(src.codes.names, name{number: r.code, identifier: fmt.Sprintf("N%d", r.code), phrase: "x"})
		}
	}
	for _, r := range rows {
		if _, named := src.subcodes.find(r.subcode); r.subcode != anyNumber && !named {
			src.subcodes.names = append(src.subcodes.names, name{number: r.subcode, identifier: fmt.Sprintf("N%d", r.subcode)})
		}
	}
	src.tables = []table{{documentedTable: documentedTables[0], rows: rows}}
	files, err := emit(src)
	if err != nil {
		t.Fatal(err)
	}
	return string(files["table.go"])
}

func TestIndex(t *testing.T) {
	text := emitTable(
		t,
		row{code: 487, subcode: 10004, message: "one code"},
		row{code: 404, subcode: 8522, message: "two codes"},
		row{code: 405, subcode: 8522, message: "two codes"},
		row{code: anyNumber, subcode: 8522, message: "and alone"},
		row{code: 400, subcode: 8501, message: "one code"},
		row{code: anyNumber, subcode: 8501, message: "and alone"},
		row{code: 403, subcode: 7, message: "two codes"},
		row{code: 496, subcode: 7, message: "two codes"},
		row{code: anyNumber, subcode: 7500, message: "alone"},
		row{code: 603, subcode: 0, message: "no particular reason"},
		row{code: 490, subcode: anyNumber, message: "the code alone"},
		row{code: 490, subcode: anyNumber, message: "the code alone, again"},
	)
	wantIndex := []string{
		"487/10004: 1", "404/8522: 2", "405/8522: 3", "-/8522: 4", "400/8501: 5", "-/8501: 6",
		"403/7: 7", "496/7: 8", "-/7500: 9", "603/0: 10", "490/-: 11", // the first of the two
	}
	wantBySubcode := []string{
		"487/10004: 1", // the only row of 10004
		"-/8522: 4", "-/8501: 6", "-/7500: 9",
	}
	index, bySubcode, _ := strings.Cut(text[strings.Index(text, "var index"):], "var bySubcode")
	checkSlots(t, "index", index, wantIndex)
	checkSlots(t, "bySubcode", bySubcode, wantBySubcode)
	if want := "CodeN490: 11,"; !strings.Contains(bySubcode, want) {
		t.Errorf("byCode has no %s", want)
	}
}

// checkSlots compares the pairs and rows of a hash table, whatever their slots, which must differ.
func checkSlots(t *testing.T, name, text string, want []string) {
	t.Helper()
	slots := make(map[string]bool)
	var got []string
	for _, match := range regexp.MustCompile(`(?m)^\t([0-9]+): +([0-9]+), +// (\S+)$`).FindAllStringSubmatch(text, -1) {
		got = append(got, match[3]+": "+match[2])
		slots[match[1]] = true
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) || len(slots) != len(want) {
		t.Errorf("%s\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestIndexGrows(t *testing.T) {
	for count, want := range map[int]string{255: "var index = [slots]uint8{", 256: "var index = [slots]uint16{"} {
		rows := make([]row, count)
		for i := range rows {
			rows[i] = row{code: 487, subcode: int32(i), message: "x"}
		}
		if text := emitTable(t, rows...); !strings.Contains(text, want) {
			t.Errorf("no %s for %d rows", want, count)
		}
	}
}

func TestComment(t *testing.T) {
	var c comment
	c.paragraph("SubcodeX is 1.")
	c.text("Advice: ", "- One\n-Two "+strings.Repeat("words ", 20)+"\n\nLinks:\n- Three")
	c.text("Advice: ", "")
	want := "\t// SubcodeX is 1.\n\t//\n\t// Advice:\n\t//\n\t//   - One\n" +
		"\t//   - Two" + strings.Repeat(" words", 16) + "\n\t//     words" + strings.Repeat(" words", 3) + "\n" +
		"\t//\n\t// Links:\n\t//\n\t//   - Three\n"
	if got := c.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
