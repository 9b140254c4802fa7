package main

// What the generator refuses, and what it says.

import (
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"
)

// brokenData has three or more lines for each case: its name; a file of smallData, what to replace there => and with what,
// escaped as in Go strings; and the faults that this makes.
const brokenData = `# missing column
callend.md: | Message | => | Result category |
data/callend.md:5: the columns must be Subcode, Code, Message and, if needed, Result category, Advice and Source, each once
# unknown column
callingsdk.md: | Message | => | Message | Notes |
data/callingsdk.md:5: the columns must be Subcode, Code, Message and, if needed, Result category, Advice and Source, each once
# column twice
callend.md: | Advice | => | Message |
data/callend.md:5: the columns must be Subcode, Code, Message and, if needed, Result category, Advice and Source, each once
# too few dashes
callingsdk.md: |---|---|---| => |---|---|
data/callingsdk.md:6: the header has 3 cells, this line 2: start and end a row with a bar, write one in a text as \|, and put a blank line after the table
# too few cells
callend.md: | Ended. | Success | | => | Ended. | Success |
data/callend.md:7: the header has 5 cells, this line 4: start and end a row with a bar, write one in a text as \|, and put a blank line after the table
# too many cells
callend.md: | Ended. | => | Ended | or not. |
data/callend.md:7: the header has 5 cells, this line 6: start and end a row with a bar, write one in a text as \|, and put a blank line after the table
# text right below a table
callingsdk.md: | Network. |\n => | Network. |\nMore about networks.\n
data/callingsdk.md:8: the header has 3 cells, this line 0: start and end a row with a bar, write one in a text as \|, and put a blank line after the table
# row without a bar at its end
callingsdk.md: | | 490 | Network. | => | | 490 | Network. | More
data/callingsdk.md:7: the header has 3 cells, this line 0: start and end a row with a bar, write one in a text as \|, and put a blank line after the table
# missing line of dashes
callingsdk.md: |---|---|---|\n| | 490 | Network. |\n =>
data/callingsdk.md:5: a row outside a table: put a header and a line of dashes above it, with no blank line between
# blank line in a table
callend.md: | 10004 | => \n| 10004 |
data/callend.md:9: a row outside a table: put a header and a line of dashes above it, with no blank line between
# empty table
callingsdk.md: | | 490 | Network. |\n =>
data/callingsdk.md:1: incomplete: a file needs a "# " heading, a line "Source: <https://…>" and a table with rows
# file without a title
callend.md: # Call end => Call end
data/callend.md:1: incomplete: a file needs a "# " heading, a line "Source: <https://…>" and a table with rows
# source that is not an address
callend.md: <https://example.com/callend> => the documentation
data/callend.md:1: incomplete: a file needs a "# " heading, a line "Source: <https://…>" and a table with rows
# subcode that is not a number
callend.md: | 10004 | 487 | => | 10 004 | 487 |
data/callend.md:8: Subcode: "10 004" is not a number from 0 to 2147483647 without leading zeros
# codes that are not numbers
callend.md: | 487, 490 | => | 487, -1, 49O, 0490, |
data/callend.md:9: Code: "-1" is not a number from 0 to 2147483647 without leading zeros
data/callend.md:9: Code: "49O" is not a number from 0 to 2147483647 without leading zeros
data/callend.md:9: Code: "0490" is not a number from 0 to 2147483647 without leading zeros
data/callend.md:9: Code: "" is not a number from 0 to 2147483647 without leading zeros
# number past int32
callend.md: | 10004 | 487 | => | 2147483648 | 487 |
data/callend.md:8: Subcode: "2147483648" is not a number from 0 to 2147483647 without leading zeros
# neither code nor subcode
callingsdk.md: | 490 | => | |
data/callingsdk.md:7: neither a code nor a subcode: give one
# unknown category
callend.md: | ExpectedError | => | ExpectdError |
data/callend.md:8: unknown category "ExpectdError": write one of Success, ExpectedError, UnexpectedClientError, UnexpectedServerError, or list it in misspelledCategories in internal/gen/table.go if the page has it
# empty message
callend.md: | No answer. | => | <br> |
data/callend.md:8: empty message: say what happened
# cell that is not read
callend.md: https://example.com/retries) => https://example.com/retries
data/callend.md:8: Advice: "[retries](https://example.com/retries." is not read: write a link as [text](https://…), with the whole address
# source without a page
reported.md: [an issue](https://example.com/issue) => an issue
data/reported.md:7: Source: "an issue" is not one link: write [text](https://…)
# source with more than a page
reported.md: [an issue] => see [an issue]
data/reported.md:7: Source: "see an issue" is not one link: write [text](https://…)
# not UTF-8
callend.md: No answer. => No answer\xff.
data/callend.md:8: U+FFFD is invisible or not UTF-8: remove it
# control character
callend.md: No answer. => No \x1b[31manswer.
data/callend.md:8: U+001B is invisible or not UTF-8: remove it
# pair twice
callend.md: | 10004 | 487 | => | 0 | 0 |
data/callend.md:8: 0/0 is already documented at data/callend.md:7: keep one of the two
# reported pair that is documented
reported.md: | 10004 | 490 | => | 10004 | 487 |
data/reported.md:7: 487/10004 is already documented at data/callend.md:8: keep one of the two
# numbers without a name
callend.md: | 0 | 0 | => | 3 | 200 |
data/callend.md:7: 200 has no name: add it to data/codes.csv
data/callend.md:7: 3 has no name: add it to data/subcodes.csv
data/callend.md:7: 200/3 has no outcome: add one to data/outcomes.csv
data/codes.csv:2: no row uses 0/-: correct the number, or remove the line unless its name was released
data/subcodes.csv:2: no row uses -/0: correct the number, or remove the line unless its name was released
data/outcomes.csv:2: no row uses 0/-: correct the number, or remove the line unless its name was released
data/outcomes.csv:5: no row uses 0/0: correct the number, or remove the line unless its name was released
# name twice
subcodes.csv: AnswerTimeout => Unspecified
data/subcodes.csv:3: Unspecified is already the name at data/subcodes.csv:2: give each number its own
# name of a code as that of a subcode
subcodes.csv: AnswerTimeout => RequestTerminated
data/subcodes.csv:3: RequestTerminated is already the name at data/codes.csv:3: give each number its own
# name that is not exported
subcodes.csv: AnswerTimeout => answer timeout
data/subcodes.csv:3: "answer timeout" is not an exported Go identifier: start with a capital, then letters and digits
# number of a name
subcodes.csv: 10004, => 1e4,
data/subcodes.csv:3: "1e4" is not a number from 0 to 2147483647 without leading zeros
# name without a number
subcodes.csv: 10004, => ,
data/subcodes.csv:3: no number: give one
# number twice
codes.csv: 490, => 487,Again,Again\n490,
data/codes.csv:4: 487/- comes after 487/-: sort the lines by subcode, then by code, and keep each once
# numbers out of order
subcodes.csv: 0,Unspecified\n10004,AnswerTimeout => 10004,AnswerTimeout\n0,Unspecified
data/subcodes.csv:3: -/0 comes after -/10004: sort the lines by subcode, then by code, and keep each once
# field missing
codes.csv: NetworkIssue,Network issue => NetworkIssue
data/codes.csv:4: wrong number of fields: write code,name,phrase, and quote a field that has a comma or a quote
# stray quote
codes.csv: Network issue => Network \"issue\"
data/codes.csv:4: bare " in non-quoted-field: write code,name,phrase, and quote a field that has a comma or a quote
# quote that is not closed
codes.csv: 487,Req => 487,\"Req
data/codes.csv:3: extraneous or missing " in quoted-field: write code,name,phrase, and quote a field that has a comma or a quote
# missing header
subcodes.csv: subcode,name\n =>
data/subcodes.csv:1: the first line must be "subcode,name"
# outcome unknown
outcomes.csv: NoAnswer => NoAnswr
data/outcomes.csv:6: unknown outcome "NoAnswr": write one of Unknown, Completed, AnsweredElsewhere, Removed, Canceled, Declined, Busy, NoAnswer, Unreachable, InvalidTarget, NoInput, Forbidden, Unauthenticated, ConnectionFailure, DeviceFailure, ClientFailure, TrunkFailure, LimitExceeded, InvalidRequest, ServiceFailure
# outcome twice
outcomes.csv: ,10004,NoAnswer\n => ,10004,NoAnswer\n,10004,Busy\n
data/outcomes.csv:7: -/10004 comes after -/10004: sort the lines by subcode, then by code, and keep each once
# outcomes of nothing
outcomes.csv: ,10004,NoAnswer\n => 490,0,Busy\n,4,Busy\n,10004,NoAnswer\n
data/outcomes.csv:6: no row uses 490/0: correct the number, or remove the line unless its name was released
data/outcomes.csv:7: no row uses -/4: correct the number, or remove the line unless its name was released
# outcomes of a subcode differ
outcomes.csv: ,10004,NoAnswer\n => ,10004,NoAnswer\n490,10004,Busy\n
data/reported.md:7: the outcome of 490/10004 is Busy, but that of 487/10004 is NoAnswer: give both the same, or add a row for the subcode alone
# outcome missing
outcomes.csv: ,10004,NoAnswer\n => 487,10004,NoAnswer\n
data/reported.md:7: 490/10004 has no outcome: add one to data/outcomes.csv
# numbers that are no SIP status
sip.csv: 408,NoAnswer\n486,Busy => 48,NoAnswer\n4866,Busy
data/sip.csv:2: 48 is not a SIP status: write one from 100 to 699
data/sip.csv:3: 4866 is not a SIP status: write one from 100 to 699
# SIP status of a success
sip.csv: 408,NoAnswer\n486,Busy => 408,Completed\n486,AnsweredElsewhere
data/sip.csv:2: Completed is a success, which no SIP status makes: write Unknown, or remove the line
data/sip.csv:3: AnsweredElsewhere is a success, which no SIP status makes: write Unknown, or remove the line
# SIP outcome unknown
sip.csv: Busy => busy
data/sip.csv:3: unknown outcome "busy": write one of Unknown, Completed, AnsweredElsewhere, Removed, Canceled, Declined, Busy, NoAnswer, Unreachable, InvalidTarget, NoInput, Forbidden, Unauthenticated, ConnectionFailure, DeviceFailure, ClientFailure, TrunkFailure, LimitExceeded, InvalidRequest, ServiceFailure
# several at once
callend.md: | 0 | 0 | Ended. | Success | |\n| 10004 | => | x | 0 | | Good | [a](b |\n| 10005 |
data/callend.md:7: Advice: "[a](b" is not read: write a link as [text](https://…), with the whole address
data/callend.md:7: unknown category "Good": write one of Success, ExpectedError, UnexpectedClientError, UnexpectedServerError, or list it in misspelledCategories in internal/gen/table.go if the page has it
data/callend.md:7: empty message: say what happened
data/callend.md:7: Subcode: "x" is not a number from 0 to 2147483647 without leading zeros
data/callend.md:8: 10005 has no name: add it to data/subcodes.csv
data/callend.md:8: 487/10005 has no outcome: add one to data/outcomes.csv
`

func TestFaults(t *testing.T) {
	for section := range strings.SplitSeq(strings.TrimPrefix(brokenData, "# "), "\n# ") {
		lines := strings.SplitN(strings.TrimSuffix(section, "\n"), "\n", 3)
		name, edit, want := lines[0], unescape(t, lines[1]), lines[2]
		t.Run(name, func(t *testing.T) {
			file, edit, _ := strings.Cut(edit, ": ")
			before, after, _ := strings.Cut(edit, " =>")
			if strings.Count(smallData[file], before) != 1 {
				t.Fatalf("%q must be in %s once", before, file)
			}
			files := maps.Clone(smallData)
			files[file] = strings.Replace(files[file], before, strings.TrimPrefix(after, " "), 1)
			inPackage(t, files)
			if err := generate(); err == nil || err.Error() != want {
				t.Errorf("faults\n%v\nwant\n%s", err, want)
			}
			for _, name := range []string{"codes.go", "subcodes.go", "table.go"} {
				if _, err := os.Stat(name); err == nil {
					t.Errorf("%s was written", name)
				}
			}
		})
	}
}

func unescape(t *testing.T, text string) string {
	t.Helper()
	unescaped, err := strconv.Unquote(`"` + text + `"`)
	if err != nil {
		t.Fatal(err)
	}
	return unescaped
}
