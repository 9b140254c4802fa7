package acscodes_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"example.com/acscodes"
)

func TestCallersCannotChangeTheTables(t *testing.T) {
	entry, _ := acscodes.Lookup(acscodes.CodeGone, acscodes.SubcodeMediaOfferFailed)
	text := entry.Links()[0].Text
	entry.Links()[0] = acscodes.Link{Text: "changed"}
	_ = append(entry.Links()[:1], acscodes.Link{Text: "changed"})
	entry.Message = "changed"

	after, _ := acscodes.Lookup(acscodes.CodeGone, acscodes.SubcodeMediaOfferFailed)
	if after.Links()[0].Text != text || text == "changed" || after.Message == "changed" {
		t.Errorf("a caller changed the table: %v %v", after, after.Links())
	}
	next, _ := acscodes.Lookup(acscodes.CodeGone, acscodes.SubcodeNetworkConfigurationProblem)
	if next.Links()[0].Text != "here" {
		t.Errorf("a caller changed the links of another entry: %v", next.Links())
	}
}

func TestEntryString(t *testing.T) {
	tests := map[string]struct {
		entry acscodes.Entry
		want  string
	}{
		"pair":           {lookup(t, 480, 10037), "480/10037 NoEndpointsRegistered (Unreachable, ExpectedError): Target user didn't have any endpoints registered with ACS. Ensure that target user has at least one active endpoint and it's online."},
		"subcode 0":      {lookup(t, 603, 0), "603/0 Decline (Declined, Success): Call ended successfully as it was declined from callee."},
		"code alone":     {lookup(t, 490, noSubcode), "490/- LocalNetworkIssue490 (ConnectionFailure): Local endpoint network issues."},
		"subcode alone":  {lookup(t, noCode, 5732), "-/5732 RoomNotFound (InvalidTarget): The room was not found."},
		"no name":        {acscodes.Entry{Code: 799, Subcode: 1}, "799/1"},
		"lines":          {acscodes.Entry{Code: 799, Subcode: noSubcode, Message: "two\n\nlines"}, "799/-: two lines"},
		"code's name":    {acscodes.Entry{Code: 480, Subcode: 1}, "480/1 TemporarilyUnavailable"},
		"nothing at all": {acscodes.Entry{}, "no entry"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tt.entry.String(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// lookup returns an entry that is documented.
func lookup(t *testing.T, code acscodes.Code, subcode acscodes.Subcode) acscodes.Entry {
	t.Helper()
	entry, ok := acscodes.Lookup(code, subcode)
	if !ok {
		t.Fatalf("%d/%d is not documented", code, subcode)
	}
	return entry
}

func TestEntryMarshalJSON(t *testing.T) {
	const page = "https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes"
	tests := map[string]struct {
		entry acscodes.Entry
		want  string
	}{
		"pair": {lookup(t, 400, 40613), `{"code":400,"subCode":40613,"name":"DevicePermissionDenied","outcome":"DeviceFailure","category":"ExpectedError",` +
			`"message":"Failed to obtain permission for microphone and/or camera usage, it was denied or it failed. Ensure to allow the permissions in the browser's and in the OS settings.",` +
			`"advice":"Learn more about how to best handle device permissions.",` +
			`"links":[{"text":"how to best handle device permissions","url":"https://learn.microsoft.com/azure/communication-services/concepts/best-practices?tabs=ios&pivots=platform-web#request-device-permissions"}],` +
			`"table":"Azure Communication Services Calling SDK client error codes and subcodes",` +
			`"source":{"text":"Azure Communication Services Calling SDK client error codes and subcodes","url":"` + page + `"}}`},
		"code alone": {lookup(t, 604, noSubcode), `{"code":604,"name":"DoesNotExistAnywhere","outcome":"InvalidTarget","category":"Unknown",` +
			`"message":"Doesn't exist anywhere. Requested URI doesn't exist.","advice":"Expected behavior.","links":[],` +
			`"table":"Azure Communication Services Calling SDK client error codes and subcodes",` +
			`"source":{"text":"Azure Communication Services Calling SDK client error codes and subcodes","url":"` + page + `"}}`},
		"subcode alone, another page": {lookup(t, 200, 5002), `{"code":200,"subCode":5002,"name":"AllOthersLeft","outcome":"Completed","category":"Unknown",` +
			`"message":"The conversation ended: all other participants had left.","advice":"","links":[],"table":"Codes from related pages",` +
			`"source":{"text":"Call end reason codes of Microsoft Graph","url":"https://learn.microsoft.com/graph/api/call-delete#call-end-reason-codes"}}`},
		"made by hand": {
			acscodes.Entry{Code: noCode, Subcode: 7000},
			`{"subCode":7000,"name":"EndedByCallAutomation","outcome":"Unknown","category":"Unknown","message":"","advice":"","links":[],"table":"None","source":{"text":"","url":""}}`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			encoder := json.NewEncoder(&got)
			encoder.SetEscapeHTML(false) // so that "&" stays readable
			if err := encoder.Encode(tt.entry); err != nil {
				t.Fatal(err)
			}
			if got.String() != tt.want+"\n" {
				t.Errorf("got  %s\nwant %s", got.String(), tt.want)
			}
		})
	}
}
