package acscodes_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"example.com/acscodes"
)

// callAutomationEvents handles the callbacks of Call Automation: a JSON array of CloudEvents. It reads one event at a time, so
// that a bad one does not cost the others, and a call that ended with a broken reason still counts as ended.
func callAutomationEvents(logger *slog.Logger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var events []json.RawMessage
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&events); err != nil {
			http.Error(w, "want a JSON array of CloudEvents", http.StatusBadRequest)
			return
		}
		for _, data := range events {
			var event struct {
				Type string
				Data json.RawMessage
			}
			if err := json.Unmarshal(data, &event); err != nil {
				logger.Warn("skipping a malformed event", "err", err)
				continue
			}
			switch event.Type {
			case "Microsoft.Communication.CallDisconnected", "Microsoft.Communication.CreateCallFailed", "Microsoft.Communication.AnswerFailed":
			default:
				continue
			}
			var call struct{ CallConnectionID string }
			_ = json.Unmarshal(event.Data, &call) // without its ID, the call still counts
			reason, err := acscodes.FindReason(event.Data)
			if err != nil {
				logger.Warn("a call ended with a broken reason", "call", call.CallConnectionID, "err", err)
			}
			level := slog.LevelInfo
			if c := reason.Classify(); c.Outcome.IsFailure() {
				level = slog.LevelError
			}
			logger.Log(r.Context(), level, "call ended", "call", call.CallConnectionID, "reason", reason)
		}
	}
}

// shortLogger leaves out what would make the lines of an example long.
func shortLogger() *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey || a.Key == "message" {
				return slog.Attr{}
			}
			return a
		},
	}))
}

// A handler for the events of Call Automation: it logs why each call ended, as an error only where somebody can act.
func Example_callAutomation() {
	server := httptest.NewServer(callAutomationEvents(shortLogger()))
	defer server.Close()

	response, err := http.Post(server.URL, "application/cloudevents-batch+json", strings.NewReader(`[
		{
			"id": "1", "source": "calling/callConnections/call-1", "specversion": "1.0",
			"type": "Microsoft.Communication.CallDisconnected",
			"data": {
				"callConnectionId": "call-1", "serverCallId": "aHR0cHM6Ly8x", "correlationId": "cf0d7b8f",
				"resultInformation": {"code": 200, "subCode": 560000, "message": "The conversation has ended. DiagCode: 0#560000.@"}
			}
		},
		{
			"id": "2", "type": "Microsoft.Communication.CallDisconnected",
			"data": {"callConnectionId": "call-2", "resultInformation": {"code": 500, "subCode": 560503, "sipDetails": {"code": 486, "message": "Busy Here"}}}
		},
		{
			"id": "3", "type": "Microsoft.Communication.CallDisconnected",
			"data": {"callConnectionId": "call-3", "resultInformation": {"code": 410.5}}
		},
		{
			"id": "4", "type": "Microsoft.Communication.CallDisconnected",
			"data": {"callConnectionId": "call-4", "resultInformation": {"code": 410, "subCode": 301005, "message": "DiagCode: 410#301005.@"}}
		}
	]`))
	if err != nil {
		fmt.Println(err)
		return
	}
	response.Body.Close()
	fmt.Println(response.Status)
	// Output:
	// level=INFO msg="call ended" call=call-1 reason.code=200 reason.subCode=560000 reason.name=PSTNParticipantEnded reason.outcome=Completed reason.category=Success reason.match=Exact
	// level=INFO msg="call ended" call=call-2 reason.code=500 reason.subCode=560503 reason.name=PSTNServiceUnavailable reason.outcome=Busy reason.category=ExpectedError reason.match=Subcode reason.sip=486
	// level=WARN msg="a call ended with a broken reason" call=call-3 err="acscodes: key \"code\" is a number, not a 32-bit integer"
	// level=INFO msg="call ended" call=call-3 reason.name="" reason.outcome=Unknown reason.category=Unknown reason.match=None
	// level=ERROR msg="call ended" call=call-4 reason.code=410 reason.subCode=301005 reason.name=MediaConnectivityLost reason.outcome=ConnectionFailure reason.category=UnexpectedClientError reason.match=Exact
	// 200 OK
}
