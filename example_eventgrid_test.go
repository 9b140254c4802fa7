package acscodes_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"

	"example.com/acscodes"
)

// eventGridEvents handles what an Event Grid subscription delivers: a JSON array of events, the first of which asks
// whether the endpoint wants them. It reads one event at a time, so that a bad one does not cost the others, and a call that
// ended with a broken reason still counts as ended.
func eventGridEvents(logger *slog.Logger, ended func(serverCallID string, reason acscodes.CallEndReason)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var events []json.RawMessage
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&events); err != nil {
			http.Error(w, "want a JSON array of Event Grid events", http.StatusBadRequest)
			return
		}
		for _, text := range events {
			var event struct {
				EventType string
				Data      json.RawMessage
			}
			if err := json.Unmarshal(text, &event); err != nil {
				logger.Warn("skipping a malformed event", "err", err)
				continue
			}
			var data struct{ ValidationCode, ServerCallID string }
			_ = json.Unmarshal(event.Data, &data) // without its ID, the call still counts
			switch event.EventType {
			case "Microsoft.EventGrid.SubscriptionValidationEvent":
				w.Header().Set("Content-Type", "application/json")
				_ = json.NewEncoder(w).Encode(map[string]string{"validationResponse": data.ValidationCode})
			case "Microsoft.Communication.CallEnded":
				reason, err := acscodes.FindReason(event.Data)
				if err != nil {
					logger.Warn("a call ended with a broken reason", "call", data.ServerCallID, "err", err)
				}
				ended(data.ServerCallID, reason)
			}
		}
	}
}

// next decides what to do after a call.
func next(outcome acscodes.Outcome) string {
	switch outcome {
	case acscodes.OutcomeBusy, acscodes.OutcomeNoAnswer, acscodes.OutcomeUnreachable:
		return "redial later"
	case acscodes.OutcomeDeclined, acscodes.OutcomeInvalidTarget:
		return "do not redial"
	case acscodes.OutcomeServiceFailure, acscodes.OutcomeTrunkFailure, acscodes.OutcomeLimitExceeded, acscodes.OutcomeUnauthenticated:
		return "page somebody"
	case acscodes.OutcomeUnknown:
		return "look into it"
	}
	if outcome.IsFailure() {
		return "open a ticket"
	}
	return "nothing"
}

// A handler for the CallEnded events of Event Grid, with the handshake that a new subscription starts with. It counts
// calls by name, and decides by the outcome.
func Example_eventGrid() {
	calls := make(map[string]int)
	server := httptest.NewServer(eventGridEvents(shortLogger(), func(serverCallID string, reason acscodes.CallEndReason) {
		c := reason.Classify()
		calls[c.Name()]++
		fmt.Printf("%s: %s, %s: %s\n", serverCallID, reason, c.Outcome, next(c.Outcome))
	}))
	defer server.Close()

	for _, batch := range []string{
		`[{
			"id": "1", "topic": "/subscriptions/7", "subject": "", "eventTime": "2026-01-02T03:04:05Z",
			"eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "dataVersion": "2", "metadataVersion": "1",
			"data": {"validationCode": "0000000A-0000-0000-0000-00000000000A", "validationUrl": "https://example.com/validate"}
		}]`,
		`[{
			"id": "2", "topic": "/subscriptions/7", "subject": "call/call-1", "eventTime": "2026-01-02T03:04:05Z",
			"eventType": "Microsoft.Communication.CallEnded", "dataVersion": "1.0", "metadataVersion": "1",
			"data": {"serverCallId": "call-1", "durationOfCall": 49.2, "reason": {"code": 0, "subCode": 540000, "phrase": "…"}}
		}, {
			"id": "3", "eventType": "Microsoft.Communication.CallEnded",
			"data": {"serverCallId": "call-2", "reason": {"code": "broken"}}
		}, {
			"id": "4", "eventType": "Microsoft.Communication.CallEnded",
			"data": {"serverCallId": "call-3", "reason": {"code": 486, "subCode": 560486, "phrase": null}}
		}, {
			"id": "5", "eventType": "Microsoft.Communication.CallEnded",
			"data": {"serverCallId": "call-4", "reason": {"code": 504, "subCode": null, "phrase": null}}
		}, {
			"id": "6", "eventType": "Microsoft.Communication.CallEnded",
			"data": {"serverCallId": "call-5"}
		}]`,
	} {
		response, err := http.Post(server.URL, "application/json", strings.NewReader(batch))
		if err != nil {
			fmt.Println(err)
			return
		}
		response.Body.Close()
		fmt.Println(response.Status)
	}
	fmt.Println(calls)
	// Output:
	// 200 OK
	// call-1: 0/540000, Completed: nothing
	// level=WARN msg="a call ended with a broken reason" call=call-2 err="acscodes: key \"code\" is a string, not a 32-bit integer"
	// call-2: -/-, Unknown: look into it
	// call-3: 486/560486, Busy: redial later
	// call-4: 504/-, ServiceFailure: page somebody
	// call-5: -/-, Unknown: look into it
	// 200 OK
	// map[:2 PSTNCallerEnded:1 PSTNParticipantBusy:1 ServerTimeout:1]
}
