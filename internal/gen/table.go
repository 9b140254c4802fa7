package main

import (
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// column is what the cells below a header hold.
type column string

const (
	subcodeColumn  column = "Subcode"
	codeColumn     column = "Code"
	messageColumn  column = "Message"
	categoryColumn column = "Result category"
	adviceColumn   column = "Advice"
	// sourceColumn holds where a row comes from, if that is not the page of its table. Its links become the row's.
	sourceColumn column = "Source"
)

// columnNames maps the headers that the documentation uses, in lower case.
var columnNames = map[string]column{
	"subcode":           subcodeColumn,
	"code":              codeColumn,
	"status code":       codeColumn,
	"message":           messageColumn,
	"description":       messageColumn,
	"result category":   categoryColumn,
	"result categories": categoryColumn,
	"advice":            adviceColumn,
	"mitigation":        adviceColumn,
	"source":            sourceColumn,
}

var requiredColumns = []column{subcodeColumn, codeColumn, messageColumn}

// categories are the result categories that the documentation knows, in its spelling.
var categories = []string{"Success", "ExpectedError", "UnexpectedClientError", "UnexpectedServerError"}

// misspelledCategories are corrected on the way into the package; data keeps what the documentation says.
var misspelledCategories = map[string]string{
	// The call end table lost a letter in the rows 410/3100, 410/3101 and 410/3111. The text above the table and the
	// SDK spell it in full.
	"UnxpectedClientError": "UnexpectedClientError",
}

var (
	// delimiterRow is the line below a table's header. One without a bar is a heading or a thematic break.
	delimiterRow = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)
	// strayRow is a line that only makes sense as a row: its first cell is empty or a number.
	strayRow   = regexp.MustCompile(`^[\d, ]*\|`)
	sourceLine = regexp.MustCompile(`^Source: <?(https?://[^\s<>]+)`)
	// blockStart is a line that ends a table without a blank line before it.
	blockStart = regexp.MustCompile("^(#{1,6}\\s|>|<|:::|```|~~~|[-*+]\\s|-{3,}|\\*{3,}|_{3,})")
	// hidden is what a page does not show as a table: comments and code blocks.
	hidden = regexp.MustCompile("(?s)<!--.*?-->|(?m:^ *```).*?(?m:^ *```)")
)

// parse reads a page in the documentation's Markdown: its first heading, its Source line and all its pipe tables.
// Everything else on the page is passed over.
func (t *table) parse(lines []string) {
	lines = strings.Split(hidden.ReplaceAllStringFunc(strings.Join(lines, "\n"), lineEnds), "\n")
	t.blocks = 0
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		switch {
		case t.title == "" && strings.HasPrefix(line, "# "):
			t.title = strings.TrimSpace(line[len("# "):])
		case t.url == "" && strings.HasPrefix(line, "Source:"):
			t.parseSource(i+1, line)
		case startsTable(lines[i:]):
			t.blocks++
			i = t.parseTable(lines, i)
		case strayRow.MatchString(line):
			t.fault(i+1, "a row outside a table: put a header and a line of dashes above it, with no blank line between")
			for i+1 < len(lines) && strings.Contains(lines[i+1], "|") {
				i++
			}
		}
	}
	if t.blocks == 0 {
		t.fault(1, "no table: add a pipe table with the columns Subcode, Code and Message")
	}
}

func (t *table) fault(line int, format string, args ...any) {
	t.faults.add(t.path, line, format, args...)
}

// lineEnds returns the line ends of a text, so that what follows keeps its line number.
func lineEnds(text string) string { return strings.Repeat("\n", strings.Count(text, "\n")) }

func (t *table) parseSource(line int, text string) {
	match := sourceLine.FindStringSubmatch(text)
	if match == nil {
		t.fault(line, "no address of a page: write Source: <https://…>")
		match = []string{"", "unknown"} // so that it is not missed, too
	}
	t.url = match[1]
}

// startsTable reports whether lines start with a header and its line of dashes.
func startsTable(lines []string) bool {
	return len(lines) > 1 && len(splitRow(lines[0])) > 1 && strings.Contains(lines[1], "|") && delimiterRow.MatchString(lines[1])
}

// parseTable reads the table whose header is lines[start] and returns the index of its last line.
func (t *table) parseTable(lines []string, start int) (last int) {
	columns, ok := t.parseHeader(start+1, lines[start], lines[start+1])
	i := start + 2
	for ; i < len(lines) && !endsTable(lines[i]); i++ {
		if ok {
			t.parseRow(i+1, columns, splitRow(lines[i]))
		}
	}
	if i == start+2 {
		t.fault(start+1, "empty table: add rows below it, or remove it")
	}
	return i - 1
}

func endsTable(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || blockStart.MatchString(line) && !strings.Contains(line, "|")
}

// parseHeader returns the columns of a table, "" for an unknown one. ok is false where its rows cannot be read.
func (t *table) parseHeader(line int, header, delimiter string) (columns []column, ok bool) {
	cells := splitRow(header)
	if dashes := len(splitRow(delimiter)); dashes != len(cells) {
		t.fault(line+1, "%s of dashes below %s", count(dashes, "cell"), count(len(cells), "column"))
	}
	ok = true
	for _, cell := range cells {
		title, _ := parseCell(cell, t.resolve)
		name := columnNames[strings.ToLower(title.plain)]
		if name == "" {
			t.fault(line, "unknown column %q: the columns are Subcode, Code, Message, Result category, Advice and Source", title.plain)
		} else if slices.Contains(columns, name) {
			t.fault(line, "column %s comes twice: remove one", name)
			ok = false
		}
		columns = append(columns, name)
	}
	for _, name := range requiredColumns {
		if !slices.Contains(columns, name) {
			t.fault(line, "missing column %s: add it", name)
			ok = false
		}
	}
	return columns, ok
}

func (t *table) parseRow(line int, columns []column, cells []string) {
	if len(cells) != len(columns) {
		t.fault(line, `%s where the header has %d: write a bar in a text as \|, and put a blank line after the table`,
			count(len(cells), "cell"), len(columns))
		return
	}
	texts := make(map[column]text)
	for i, name := range columns {
		if name != "" {
			texts[name] = t.parseText(line, name, cells[i])
		}
	}
	r := row{
		line:     line,
		block:    t.blocks,
		category: t.parseCategory(line, texts[categoryColumn].plain),
		message:  texts[messageColumn].plain,
		advice:   texts[adviceColumn].plain,
		links:    slices.Concat(texts[messageColumn].links, texts[adviceColumn].links),
	}
	if links := texts[sourceColumn].links; len(links) > 0 {
		r.source = links[0]
	}
	if r.message == "" {
		t.fault(line, "empty message: say what happened")
	}
	subcodes := t.parseNumbers(line, subcodeColumn, []string{texts[subcodeColumn].plain})
	codes := t.parseNumbers(line, codeColumn, strings.Split(texts[codeColumn].plain, ","))
	for _, r.subcode = range subcodes {
		for _, r.code = range codes {
			if r.code == noNumber && r.subcode == noNumber {
				t.fault(line, "neither a code nor a subcode: give one")
				continue
			}
			t.rows = append(t.rows, r)
		}
	}
}

func (t *table) parseText(line int, name column, cell string) text {
	txt, problems := parseCell(cell, t.resolve)
	for _, problem := range problems {
		t.fault(line, "%s: %s", name, problem)
	}
	if len(txt.links) > 0 && name != messageColumn && name != adviceColumn && name != sourceColumn {
		t.fault(line, "%s: a link here would be lost: move it to the message or the advice", name)
	}
	if name == sourceColumn && txt.plain != "" && len(txt.links) == 0 {
		t.fault(line, "%s: %q names no page: write [text](address)", name, txt.plain)
	}
	return txt
}

// parseNumbers reads the numbers of a cell; an empty cell stands for any number.
func (t *table) parseNumbers(line int, name column, fields []string) []int32 {
	if len(fields) == 1 && fields[0] == "" {
		return []int32{noNumber}
	}
	var numbers []int32
	for _, field := range fields {
		number, err := parseNumber(strings.TrimSpace(field))
		if err != nil {
			t.fault(line, "%s: %v", name, err)
			continue
		}
		numbers = append(numbers, number)
	}
	return numbers
}

func (t *table) parseCategory(line int, category string) string {
	if corrected, ok := misspelledCategories[category]; ok {
		return corrected
	}
	if category != "" && !slices.Contains(categories, category) {
		t.fault(line, "unknown category %q: %s, or nothing; a misspelling belongs in misspelledCategories in internal/gen/table.go",
			category, strings.Join(categories, ", "))
	}
	return category
}

// splitRow cuts a line at the bars that no backslash escapes. The bars at its ends are optional.
func splitRow(line string) []string {
	line = strings.TrimPrefix(strings.TrimSpace(line), "|")
	var cells []string
	start := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			cells = append(cells, line[start:i])
			start = i + 1
		}
	}
	if start < len(line) {
		cells = append(cells, line[start:])
	}
	return cells
}

const (
	// includesFolder is where the documentation keeps the tables of its page: relative addresses in them start there.
	includesFolder = pageFolder + "includes/codes/"
	// pageFolder is where the page itself is, and relative addresses on it start.
	pageFolder = "https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/"
)

// resolve makes the address of a link absolute.
func (t *table) resolve(address string) (link, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return link{}, err
	case u.Scheme == "http" && u.Host != "", u.Scheme == "https" && u.Host != "":
		return link{URL: address}, nil
	case u.Scheme != "" || u.Host != "":
		return link{}, errors.New("neither http:// nor https:// with a host")
	case u.Path == "" && u.Fragment == "":
		return link{}, errors.New("no address")
	case u.Path == "":
		// A place on the same page: the page, that is, which includes the table.
		return link{URL: t.url + "#" + u.EscapedFragment()}, nil
	case strings.HasPrefix(u.Path, "~"):
		return link{}, errors.New("a path from the root of the documentation's repository: write the address of the page")
	case strings.Count(u.Path, "../") > strings.Count(includesFolder, "/")-3:
		return link{}, errors.New("a path above the root of the documentation")
	case !strings.HasPrefix(u.Path, "/"):
		u.Path = strings.TrimSuffix(u.Path, ".md")
	}
	l := link{URL: resolveIn(includesFolder, u), fromPage: resolveIn(pageFolder, u)}
	if strings.HasPrefix(u.Path, "../../../") && !strings.HasPrefix(u.Path, "../../../../") {
		l.URL = l.fromPage // only a whole page has a reason to go up three folders
	}
	return l, nil
}

func resolveIn(folder string, relative *url.URL) string {
	base, _ := url.Parse(folder) // a constant
	return base.ResolveReference(relative).String()
}
