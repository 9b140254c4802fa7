package acscodes_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestREADME compiles the Go code of the README as it is printed and runs it.
func TestREADME(t *testing.T) {
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for _, match := range regexp.MustCompile("(?ms)^```go\n(.*?)^```$").FindAllStringSubmatch(readFile(t, "README.md"), -1) {
		blocks = append(blocks, match[1])
	}
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod":                           "module example.com/reader\n\ngo 1.24\n\nrequire example.com/acscodes v0.0.0\n\nreplace example.com/acscodes => " + root + "\n",
		"azsystemevents/azsystemevents.go": azsystemevents,
		"main.go":                          readmeProgram + strings.Join(blocks, "\n"),
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := exec.Command("go", "run", ".")
	run.Dir = dir
	run.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off")
	output, err := run.CombinedOutput()
	const want = "count NoAnswer AnswerTimeout\nredial\n" +
		"count TrunkFailure PSTNServiceUnavailable\npage true\n" +
		"count ConnectionFailure MediaConnectivityLost\nticket true\n" +
		"count Unknown \nticket true\n" +
		"count Completed Ended\n" +
		"-/- 487/10004\n"
	if err != nil || string(output) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, output, want)
	}
}

// azsystemevents has what the README needs of Microsoft's package, with the same types.
const azsystemevents = `package azsystemevents

type ACSCallEndReasonProperties struct {
	Code, SubCode *int32
	Phrase        *string
}

type ACSCallEndedEventData struct{ Reason *ACSCallEndReasonProperties }
`

// readmeProgram is what the README leaves to the reader.
const readmeProgram = `package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"

	"example.com/acscodes"
	"example.com/reader/azsystemevents"
)

func count(outcome, name string) { fmt.Println("count", outcome, name) }
func redialLater()               { fmt.Println("redial") }
func doNotRedial()               { fmt.Println("do not redial") }
func page(err error)             { fmt.Println("page", err != nil) }
func openTicket(err error)       { fmt.Println("ticket", err != nil) }

func main() {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	body := "[" +
		event("{\"code\":487,\"subCode\":10004}") + ",7," +
		event("{\"code\":503,\"subCode\":560503}") + "," +
		event("{\"code\":410,\"subCode\":301005}") + "," +
		event("{\"code\":\"broken\"}") + "," +
		event("{\"code\":0,\"subCode\":0}") + "]"
	handle(httptest.NewRecorder(), httptest.NewRequest("POST", "/", strings.NewReader(body)))
	code, subcode := int32(487), int32(10004)
	fmt.Println(reasonOf(azsystemevents.ACSCallEndedEventData{}), reasonOf(azsystemevents.ACSCallEndedEventData{
		Reason: &azsystemevents.ACSCallEndReasonProperties{Code: &code, SubCode: &subcode},
	}))
	_ = store
}

func event(reason string) string {
	return "{\"type\":\"Microsoft.Communication.CallDisconnected\",\"data\":{\"resultInformation\":" + reason + "}}"
}

`
