package acscodes_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"example.com/acscodes"
)

// eventGridEvents handles what an Event Grid subscription delivers: a JSON array of events, the first of which asks
// whether the address wants them.
func eventGridEvents(ended func(serverCallID string, err error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var events []struct {
			EventType string
			Data      struct {
				ValidationCode string
				ServerCallID   string
				Reason         *acscodes.CallEndReason
			}
		}
		body := http.MaxBytesReader(w, r.Body, 1<<20)
		if err := json.NewDecoder(body).Decode(&events); err != nil {
			http.Error(w, "want a JSON array of Event Grid events", http.StatusBadRequest)
			return
		}
		for _, event := range events {
			switch event.EventType {
			case "Microsoft.EventGrid.SubscriptionValidationEvent":
				w.Header().Set("Content-Type", "application/json")
				_ = json.NewEncoder(w).Encode(map[string]string{"validationResponse": event.Data.ValidationCode})
			case "Microsoft.Communication.CallEnded":
				ended(event.Data.ServerCallID, event.Data.Reason.Err())
			}
		}
	}
}

// A handler for the CallEnded events of Event Grid, with the handshake that a new subscription starts with.
func Example_eventGrid() {
	server := httptest.NewServer(eventGridEvents(func(serverCallID string, err error) {
		if err != nil {
			fmt.Printf("call %s: %v\n", serverCallID, err)
		} else {
			fmt.Printf("call %s: success\n", serverCallID)
		}
	}))
	defer server.Close()

	for _, request := range []string{
		`[{
			"id": "1", "topic": "/subscriptions/7", "subject": "", "eventTime": "2026-01-02T03:04:05Z",
			"eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "dataVersion": "2", "metadataVersion": "1",
			"data": {"validationCode": "0000000A-0000-0000-0000-00000000000A", "validationUrl": "https://example.com/validate"}
		}]`,
		`[{
			"id": "2", "topic": "/subscriptions/7", "subject": "call/aHR0cHM6Ly8x", "eventTime": "2026-01-02T03:04:05Z",
			"eventType": "Microsoft.Communication.CallEnded", "dataVersion": "1.0", "metadataVersion": "1",
			"data": {"serverCallId": "aHR0cHM6Ly8x", "durationOfCall": 49.2, "reason": {"code": 0, "subCode": 540000, "phrase": "…"}}
		}, {
			"id": "3", "topic": "/subscriptions/7", "subject": "call/aHR0cHM6Ly8y", "eventTime": "2026-01-02T03:04:05Z",
			"eventType": "Microsoft.Communication.CallEnded", "dataVersion": "1.0", "metadataVersion": "1",
			"data": {"serverCallId": "aHR0cHM6Ly8y", "reason": {"code": 600, "subCode": null, "phrase": null}}
		}]`,
	} {
		response, err := http.Post(server.URL, "application/json", strings.NewReader(request))
		if err != nil {
			fmt.Println(err)
			return
		}
		answer, _ := io.ReadAll(response.Body)
		response.Body.Close()
		fmt.Print(response.Status, " ", string(answer), "\n")
	}
	// Output:
	// 200 OK {"validationResponse":"0000000A-0000-0000-0000-00000000000A"}
	//
	// call aHR0cHM6Ly8x: success
	// call aHR0cHM6Ly8y: call ended with 600/- BusyEverywhere (ExpectedError): Busy everywhere. Participant contacted successfully but returned busy signal.
	// 200 OK
}
