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

// callAutomationEvents handles the callbacks of Call Automation: a JSON array of CloudEvents.
func callAutomationEvents(logger *slog.Logger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var events []struct {
			Type string
			Data struct {
				CallConnectionID  string
				ResultInformation *acscodes.CallEndReason
			}
		}
		body := http.MaxBytesReader(w, r.Body, 1<<20)
		if err := json.NewDecoder(body).Decode(&events); err != nil {
			http.Error(w, "want a JSON array of CloudEvents", http.StatusBadRequest)
			return
		}
		for _, event := range events {
			if event.Type != "Microsoft.Communication.CallDisconnected" {
				continue
			}
			reason := event.Data.ResultInformation
			level := slog.LevelInfo
			if err := reason.Err(); err != nil && !acscodes.HasCategory(err, acscodes.CategoryExpectedError) {
				level = slog.LevelError
			}
			logger.Log(r.Context(), level, "call ended", "call", event.Data.CallConnectionID, "reason", reason)
		}
	}
}

// A handler for the events of Call Automation: it logs why each call ended, as an error only where somebody should look.
func Example_callAutomation() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey || a.Key == "message" {
				return slog.Attr{} // to keep the lines short here
			}
			return a
		},
	}))
	server := httptest.NewServer(callAutomationEvents(logger))
	defer server.Close()

	response, err := http.Post(server.URL, "application/cloudevents-batch+json", strings.NewReader(`[
		{
			"id": "1", "source": "calling/callConnections/411f0b00-1", "specversion": "1.0",
			"type": "Microsoft.Communication.CallDisconnected",
			"data": {
				"callConnectionId": "411f0b00-1", "serverCallId": "aHR0cHM6Ly8x", "correlationId": "cf0d7b8f",
				"resultInformation": {"code": 200, "subCode": 560000, "message": "The conversation has ended. DiagCode: 0#560000.@"}
			}
		},
		{
			"id": "2", "source": "calling/callConnections/411f0b00-2", "specversion": "1.0",
			"type": "Microsoft.Communication.CallDisconnected",
			"data": {
				"callConnectionId": "411f0b00-2",
				"resultInformation": {"code": 410, "subCode": 301005, "message": "DiagCode: 410#301005.@"}
			}
		},
		{
			"id": "3", "source": "calling/callConnections/411f0b00-3", "specversion": "1.0",
			"type": "Microsoft.Communication.CallDisconnected",
			"data": {"callConnectionId": "411f0b00-3"}
		}
	]`))
	if err != nil {
		fmt.Println(err)
		return
	}
	response.Body.Close()
	fmt.Println(response.Status)
	// Output:
	// level=INFO msg="call ended" call=411f0b00-1 reason.code=200 reason.subCode=560000 reason.name=PSTNParticipantEnded reason.category=Success reason.match=Diagnostic reason.sip="answered by the session border controller, outbound call, normal call clearing; see its logs"
	// level=ERROR msg="call ended" call=411f0b00-2 reason.code=410 reason.subCode=301005 reason.name=MediaConnectivityLost reason.category=UnexpectedClientError reason.match=Exact
	// level=ERROR msg="call ended" call=411f0b00-3 reason.name="" reason.category=Unknown reason.match=None
	// 200 OK
}
