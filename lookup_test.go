package acscodes_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"html"
	"maps"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/acscodes"
)

// documentedRow is a row of a page in data. The tests read these pages with the few lines below, so that neither the
// generator nor what it wrote is a witness in its own case.
type documentedRow struct {
	code     acscodes.Code
	subcode  acscodes.Subcode
	category string
	message  string
	advice   string
	links    []acscodes.Link
	table    acscodes.Table
}

func (r documentedRow) pair() string { return fmt.Sprintf("%d,%d", r.code, r.subcode) }

// documentedPages is in the order of precedence.
var documentedPages = []struct {
	file  string
	table acscodes.Table
}{
	{"callend.md", acscodes.TableCallEnd},
	{"callingsdk.md", acscodes.TableCallingSDK},
	{"pstn.md", acscodes.TablePSTN},
	{"callautomation.md", acscodes.TableCallAutomation},
	{"related.md", acscodes.TableRelated},
}

// documentedRows reads all pages in data, a row for each code.
func documentedRows(t testing.TB) []documentedRow {
	t.Helper()
	var rows []documentedRow
	for _, page := range documentedPages {
		var header []string
		for _, line := range strings.Split(readFile(t, filepath.Join("data", page.file)), "\n") {
			line = strings.TrimSpace(strings.ReplaceAll(line, `\|`, "&#124;"))
			if !strings.HasPrefix(line, "|") || strings.Trim(line, "|:- ") == "" {
				continue
			}
			cells := strings.Split(line, "|")
			if strings.Contains(line, "Subcode") {
				header = cells
				continue
			}
			if len(cells) != len(header) {
				t.Fatalf("%s: %d bars in %q", page.file, len(cells)-1, line)
			}
			cell := make(map[string]string)
			for i, name := range header {
				cell[strings.TrimSpace(name)] = cells[i]
			}
			row := documentedRow{
				subcode:  acscodes.Subcode(documentedNumber(t, cell["Subcode"])),
				category: strings.Replace(strings.TrimSpace(cell["Result category"]+cell["Result Categories"]), "Unxp", "Unexp", 1),
				table:    page.table,
			}
			var messageLinks, adviceLinks []acscodes.Link
			row.message, messageLinks = documentedText(cell["Message"])
			row.advice, adviceLinks = documentedText(cell["Advice"])
			_, sourceLinks := documentedText(cell["Source"])
			row.links = slices.Concat(messageLinks, adviceLinks, sourceLinks)
			for _, code := range strings.Split(cell["Code"], ",") {
				row.code = acscodes.Code(documentedNumber(t, code))
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// unlistedCategories reads the last column of data/codes.csv.
func unlistedCategories(t testing.TB) map[acscodes.Code]string {
	t.Helper()
	unlisted := make(map[acscodes.Code]string)
	for _, record := range registryRecords(t, "data/codes.csv") {
		if category := record[3]; category != "" {
			unlisted[acscodes.Code(documentedNumber(t, record[0]))] = category
		}
	}
	return unlisted
}

// registryRecords reads a file of names, without its header.
func registryRecords(t testing.TB, path string) [][]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(readFile(t, path))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records[1:]
}

func documentedNumber(t testing.TB, cell string) int {
	t.Helper()
	cell = strings.TrimSpace(cell)
	if cell == "" {
		return -1
	}
	number, err := strconv.Atoi(cell)
	if err != nil {
		t.Fatal(err)
	}
	return number
}

var (
	markdownLink = regexp.MustCompile(`\[([^\[\]]+)\]\(([^()]+)\)`)
	lineBreak    = regexp.MustCompile(` *<br ?/?> *`)
	markdownMark = regexp.MustCompile("`|\\*\\*|</?(?:li|ul|ol|p)>")
)

// documentedText reads a cell of the documentation's Markdown, as far as the pages in data go.
func documentedText(cell string) (text string, links []acscodes.Link) {
	const folder = "https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/includes/codes/"
	for _, match := range markdownLink.FindAllStringSubmatch(cell, -1) {
		address := match[2]
		if !strings.HasPrefix(address, "https://") {
			base, _ := url.Parse(folder)
			relative, _ := base.Parse(strings.Replace(address, ".md", "", 1))
			address = relative.String()
		}
		links = append(links, acscodes.Link{Text: markdownMark.ReplaceAllString(match[1], ""), URL: address})
	}
	text = markdownLink.ReplaceAllString(strings.TrimSpace(cell), "$1")
	text = lineBreak.ReplaceAllString(markdownMark.ReplaceAllString(text, ""), "\n")
	return html.UnescapeString(strings.TrimSpace(text)), links
}

func readFile(t testing.TB, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// checkEntry compares each field, so that a failure says which one is wrong.
func checkEntry(t *testing.T, got acscodes.Entry, want documentedRow) {
	t.Helper()
	if got.Code != want.code || got.Subcode != want.subcode {
		t.Errorf("pair %d/%d, want %d/%d", got.Code, got.Subcode, want.code, want.subcode)
	}
	wantCategory := want.category
	if wantCategory == "" {
		wantCategory = "Unknown"
	}
	if got.Category.String() != wantCategory {
		t.Errorf("category %s, want %s", got.Category, wantCategory)
	}
	if got.Message != want.message {
		t.Errorf("message\n%q, want\n%q", got.Message, want.message)
	}
	if got.Advice != want.advice {
		t.Errorf("advice\n%q, want\n%q", got.Advice, want.advice)
	}
	if !slices.Equal(got.Links(), want.links) {
		t.Errorf("links\n%q, want\n%q", got.Links(), want.links)
	}
	if got.Table != want.table {
		t.Errorf("table %s, want %s", got.Table, want.table)
	}
}

func TestAllYieldsTheDocumentation(t *testing.T) {
	want := documentedRows(t)
	got := slices.Collect(acscodes.All())
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i := range want {
		t.Run(want[i].pair(), func(t *testing.T) { checkEntry(t, got[i], want[i]) })
	}
}

func TestDocumentationIsComplete(t *testing.T) {
	type counts struct{ rows, withSubcode, links int }
	want := map[acscodes.Table]counts{
		acscodes.TableCallEnd:        {51, 37, 17},
		acscodes.TableCallingSDK:     {59, 45, 39},
		acscodes.TablePSTN:           {15, 15, 4},
		acscodes.TableCallAutomation: {150, 130, 2},
		acscodes.TableRelated:        {36, 36, 36},
	}
	got := make(map[acscodes.Table]counts)
	for _, row := range documentedRows(t) {
		c := got[row.table]
		c.rows++
		c.links += len(row.links)
		if row.subcode != acscodes.AnySubcode {
			c.withSubcode++
		}
		got[row.table] = c
	}
	if !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestLookupFindsEveryDocumentedRow(t *testing.T) {
	seen := make(map[string]bool)
	for _, want := range documentedRows(t) {
		if seen[want.pair()] {
			continue // a table listed before has this pair
		}
		seen[want.pair()] = true
		t.Run(want.pair(), func(t *testing.T) {
			got, ok := acscodes.Lookup(want.code, want.subcode)
			if !ok {
				t.Fatal("not found")
			}
			checkEntry(t, got, want)
		})
	}
}

func TestLookupFindsNothingElse(t *testing.T) {
	documented := make(map[[2]int64]bool)
	numbers := map[int64]bool{math.MinInt32: true, -2: true, math.MaxInt32: true}
	for _, row := range documentedRows(t) {
		code, subcode := int64(row.code), int64(row.subcode)
		documented[[2]int64{code, subcode}] = true
		for near := int64(-1); near <= 1; near++ {
			numbers[code+near], numbers[subcode+near] = true, true
		}
	}
	for code := range numbers {
		for subcode := range numbers {
			entry, ok := acscodes.Lookup(acscodes.Code(code), acscodes.Subcode(subcode))
			if ok != documented[[2]int64{code, subcode}] {
				t.Errorf("Lookup(%d, %d) = %v, %v", code, subcode, entry, ok)
			}
			if !ok && entry != (acscodes.Entry{}) {
				t.Errorf("Lookup(%d, %d) found nothing and returned %v", code, subcode, entry)
			}
		}
	}
}

// TestPrecedence checks that the table listed first answers Lookup, and that the rows of the others stay in All.
func TestPrecedence(t *testing.T) {
	const (
		callEnd        = acscodes.TableCallEnd
		callingSDK     = acscodes.TableCallingSDK
		pstn           = acscodes.TablePSTN
		callAutomation = acscodes.TableCallAutomation
	)
	tests := map[pair][]acscodes.Table{
		{403, 510403}:     {callEnd, pstn},
		{404, anySubcode}: {callEnd, callAutomation},
		{480, anySubcode}: {callEnd, callingSDK},
		{481, anySubcode}: {callEnd, callingSDK, callAutomation},
		{487, anySubcode}: {callingSDK, callAutomation},
		{490, anySubcode}: {callEnd, callingSDK},
		{491, anySubcode}: {callEnd, callingSDK},
		{496, anySubcode}: {callEnd, callingSDK},
		{497, anySubcode}: {callEnd, callingSDK},
		{498, anySubcode}: {callEnd, callingSDK},
		{503, anySubcode}: {callEnd, callingSDK, callAutomation},
		{504, anySubcode}: {callEnd, callingSDK, callAutomation},
	}
	for p, want := range tests {
		t.Run(fmt.Sprintf("%d,%d", p.code, p.subcode), func(t *testing.T) {
			entry, _ := acscodes.Lookup(p.code, p.subcode)
			var got []acscodes.Table
			for e := range acscodes.All() {
				if e.Code == p.code && e.Subcode == p.subcode {
					got = append(got, e.Table)
				}
			}
			if entry.Table != want[0] || !slices.Equal(got, want) {
				t.Errorf("Lookup answers from %s, All yields rows of %v, want %v", entry.Table, got, want)
			}
		})
	}
}

func TestAllStopsWhenAsked(t *testing.T) {
	yielded := 0
	for range acscodes.All() {
		yielded++
		break
	}
	if yielded != 1 {
		t.Errorf("%d entries after one was enough", yielded)
	}
}

// packageConstants returns the value of each constant in a file of the package, by name.
func packageConstants(t *testing.T, file string) map[string]int64 {
	t.Helper()
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	// Constants need no import, so errors about the rest of the package do not matter.
	config := types.Config{Error: func(error) {}}
	pkg, _ := config.Check("acscodes", fset, []*ast.File{parsed}, nil)
	values := make(map[string]int64)
	for _, name := range pkg.Scope().Names() {
		if c, ok := pkg.Scope().Lookup(name).(*types.Const); ok {
			values[name], _ = constant.Int64Val(c.Val())
		}
	}
	return values
}

func TestConstantsAreTheRegistry(t *testing.T) {
	tests := map[string]struct {
		file, registry, prefix string
		any                    int64
		text                   func(int64) string
	}{
		"codes": {
			"codes.go", "data/codes.csv", "Code", int64(acscodes.AnyCode),
			func(n int64) string { return acscodes.Code(n).String() },
		},
		"subcodes": {
			"subcodes.go", "data/subcodes.csv", "Subcode", int64(acscodes.AnySubcode),
			func(n int64) string { return acscodes.Subcode(n).String() },
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want := map[string]int64{"Any" + tt.prefix: tt.any}
			for _, record := range registryRecords(t, tt.registry) {
				number := int64(documentedNumber(t, record[0]))
				want[tt.prefix+record[1]] = number
				if got := tt.text(number); got != record[1] {
					t.Errorf("%s(%d).String() = %q, want %q", tt.prefix, number, got, record[1])
				}
			}
			got := packageConstants(t, tt.file)
			for name, value := range want {
				if actual, ok := got[name]; !ok || actual != value {
					t.Errorf("%s = %d (declared: %v), want %d", name, actual, ok, value)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d constants, want %d", len(got), len(want))
			}
		})
	}
}

func TestNumbersWithoutName(t *testing.T) {
	tests := []struct {
		number        int32
		code, subcode string
	}{
		{799, "Code(799)", "Subcode(799)"},
		{5999, "Code(5999)", "Subcode(5999)"},
		{-1, "AnyCode", "AnySubcode"},
		{-2, "Code(-2)", "Subcode(-2)"},
		{math.MaxInt32, "Code(2147483647)", "Subcode(2147483647)"},
		{math.MinInt32, "Code(-2147483648)", "Subcode(-2147483648)"},
	}
	for _, tt := range tests {
		if got := acscodes.Code(tt.number).String(); got != tt.code {
			t.Errorf("Code %d is %q, want %q", tt.number, got, tt.code)
		}
		if got := acscodes.Subcode(tt.number).String(); got != tt.subcode {
			t.Errorf("Subcode %d is %q, want %q", tt.number, got, tt.subcode)
		}
	}
}

func TestTable(t *testing.T) {
	for _, page := range documentedPages {
		content := readFile(t, filepath.Join("data", page.file))
		title := regexp.MustCompile(`(?m)^# (.+)$`).FindStringSubmatch(content)[1]
		source := regexp.MustCompile(`(?m)^Source: <(.+)>$`).FindStringSubmatch(content)[1]
		if page.table.String() != title || page.table.URL() != source {
			t.Errorf("%s: table %q at %q, want %q at %q", page.file, page.table, page.table.URL(), title, source)
		}
	}
	if acscodes.TableNone.String() != "None" || acscodes.TableNone.URL() != "" {
		t.Errorf("TableNone is %q at %q", acscodes.TableNone, acscodes.TableNone.URL())
	}
	for number := len(documentedPages) + 1; number <= math.MaxUint8; number++ {
		if got := acscodes.Table(number); got.String() != fmt.Sprintf("Table(%d)", number) || got.URL() != "" {
			t.Errorf("Table(%d) is %q at %q", number, got, got.URL())
		}
	}
}

func TestCallersCannotChangeTheTables(t *testing.T) {
	entry, _ := acscodes.Lookup(acscodes.CodeGone, acscodes.SubcodeMediaOfferFailed)
	before := entry.Links()
	entry.Links()[0] = acscodes.Link{Text: "changed"}
	_ = append(entry.Links()[:1], acscodes.Link{Text: "changed"})
	entry.Message = "changed"

	after, _ := acscodes.Lookup(acscodes.CodeGone, acscodes.SubcodeMediaOfferFailed)
	if !slices.Equal(after.Links(), before) || after.Message == "changed" {
		t.Errorf("a caller changed the table: %v %v", after, after.Links())
	}
	next, _ := acscodes.Lookup(acscodes.CodeGone, acscodes.SubcodeNetworkConfigurationProblem)
	if next.Links()[0].Text != "here" {
		t.Errorf("a caller changed the links of another row: %v", next.Links())
	}
}

func TestEntryString(t *testing.T) {
	tests := map[string]struct {
		code    acscodes.Code
		subcode acscodes.Subcode
		want    string
	}{
		"a pair":         {480, 10037, "480/10037 NoEndpointsRegistered (ExpectedError): Target user didn't have any endpoints registered with ACS. Ensure that target user has at least one active endpoint and it's online."},
		"subcode 0":      {603, 0, "603/0 Decline (Success): Call ended successfully as it was declined from callee."},
		"the code alone": {490, acscodes.AnySubcode, "490/- LocalNetworkIssue490: Local endpoint network issues."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			entry, _ := acscodes.Lookup(tt.code, tt.subcode)
			if got := entry.String(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
	made := map[string]acscodes.Entry{
		"0/0 None":                     {},
		"-/1":                          {Code: acscodes.AnyCode, Subcode: 1},
		"799/1":                        {Code: 799, Subcode: 1},
		"799/-: two lines":             {Code: 799, Subcode: acscodes.AnySubcode, Message: "two\n\nlines"},
		"480/1 TemporarilyUnavailable": {Code: 480, Subcode: 1},
	}
	for want, entry := range made {
		if got := entry.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEntryMarshalJSON(t *testing.T) {
	pair, _ := acscodes.Lookup(acscodes.CodeRequestTimeout, acscodes.SubcodeInfrastructureUnreachable)
	codeAlone, _ := acscodes.Lookup(acscodes.CodeDoesNotExistAnywhere, acscodes.AnySubcode)
	several, _ := acscodes.Lookup(acscodes.CodeForbidden, acscodes.SubcodeVideoPermissionDenied)
	tests := map[string]struct {
		entry acscodes.Entry
		want  string
	}{
		"a pair": {pair, `{"code":408,"subCode":40114,"name":"InfrastructureUnreachable","category":"UnexpectedClientError",` +
			`"message":"Failed to connect to Azure Communication Services infrastructure. Try again and check the browser's network requests. If the requests keep failing, gather browser console logs, .HAR file, and contact Azure Communication Services support.",` +
			`"advice":"For more information, see network requirements.",` +
			`"links":[{"text":"network requirements","url":"https://learn.microsoft.com/azure/communication-services/concepts/voice-video-calling/network-requirements"}],` +
			`"table":"Azure Communication Services Calling SDK client error codes and subcodes"}`},
		"the code alone": {codeAlone, `{"code":604,"name":"DoesNotExistAnywhere","category":"Unknown",` +
			`"message":"Doesn't exist anywhere. Requested URI doesn't exist.","advice":"Expected behavior.","links":[],` +
			`"table":"Azure Communication Services Calling SDK client error codes and subcodes"}`},
		"the subcode alone": {
			acscodes.Entry{Code: acscodes.AnyCode, Subcode: 7000},
			`{"subCode":7000,"name":"EndedByCallAutomation","category":"Unknown","message":"","advice":"","links":[],"table":"None"}`,
		},
		"zero": {acscodes.Entry{}, `{"code":0,"subCode":0,"name":"None","category":"Unknown","message":"","advice":"","links":[],"table":"None"}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := json.Marshal(tt.entry)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}

	var readable bytes.Buffer
	encoder := json.NewEncoder(&readable)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(several); err != nil {
		t.Fatal(err)
	}
	if address := "best-practices?tabs=ios&pivots=platform-web"; !strings.Contains(readable.String(), address) {
		t.Errorf("%s does not hold %s", readable.String(), address)
	}
}
