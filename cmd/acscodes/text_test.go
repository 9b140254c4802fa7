package main

import (
	"fmt"
	"strings"
	"testing"

	"example.com/acscodes"
)

// TestText checks the reasons that a text has: their pairs, and what came with them.
func TestText(t *testing.T) {
	for text, want := range map[string]string{
		"{code: 490, subCode: 4502}":                              "490/4502",
		"{'code': 500, 'message': 'x', 'subCode': 9999}":          "500/9999",
		"Call end reason=NoNgcEndpoint, code=480, subCode=1":      "480/1",
		"Code:->400, Subcode:->8581":                              "400/8581",
		"resultCode=500  resultSubcode=1203002":                   "500/1203002",
		"left with code 200 and subcode 5002":                     "200/5002",
		"Code    : 200\nSubcode : 5010":                           "200/5010",
		"{\n  code: 0,\n  subCode: 5003,\n  message: 'x'\n}":      "0/5003",
		"{\n code: 1,\n list: [\n 'Success'\n ],\n subCode: 2\n}": "1/2 Success",
		"(403 5222)":                                         "403/5222",
		"403 / 5828, [487#10004] 0/0 0 7":                    "403/5828; 487/10004; 0/0; 0/7",
		"ended:487/10004\n:403/5222":                         "487/10004; 403/5222",
		"ResponseCode=400, SubCode=8541":                     "400/8541",
		"CallEndSubReason = 560408":                          "-/560408",
		"c.code === 410 && c.callEndReason.subCode === 3112": "410/3112",
		"sub_code is 7, sub code: 8; participantEndReason 9": "-/7; 9/8",
		"code: 487, subCode: null; code: -1, subCode: -1":    "487/-",
		"status code 200\ncode 200, code 487 subCode 10004":  "200/-; 200/-; 487/10004",
		"status code 200\nsubCode 10004 code 487":            "200/-; 487/10004",
		"Code: 8522":                                "-/8522",
		"Code: 12345 and code 99999999999":          "",
		"469/- and -/10004, but - 10004":            "469/-; -/10004",
		"code 487 10004, end reason: 0#7000":        "487/10004; 0/7000",
		"DiagCode: 408#10057.@ DiagCode: 487#10004": "408/10057; 487/10004",
		"code=403 subCode=1 DiagCode: 408#10057.@":  "403/1 DiagCode: 408#10057",
		"{code: 500, subCode: 1, sipDetails: {message: 'Busy', code: 486}, q850Details: {code: 17}}": "500/1 SIP 486",
		"sip_details.code = 486":           "-/- SIP 486",
		"487/10004 ExpectedError\nSuccess": "487/10004 ExpectedError",
		// Ordinary lines of a log.
		"HTTP 403/404. (403/401) GET /x HTTP/1.1 404 120":     "",
		"2026-11-23T03:00:00.123Z 10.0.0.1:5060 v2.503.10004": "",
		"port 8080, took 487ms, 500 12:30, 50% of 200/1000ms": "",
		"/calls/487/10004 and a487/10004 or 1487/10004":       "",
		"exit code 1":    "1/-",
		"error code 500": "500/-",
		"code 4.5, code 5x, code 6%, code 7:30, code 8-9, code -487": "",
		"Success": "",
	} {
		t.Run(text, func(t *testing.T) {
			var got []string
			for _, reason := range reasonsInText(text) {
				line := reason.String()
				if status := reason.SIPStatus(); status != 0 {
					line = fmt.Sprintf("%s SIP %d", line, status)
				}
				if category := reason.ReportedCategory(); category != acscodes.CategoryUnknown {
					line += " " + category.String()
				}
				if message := reason.ReportedMessage(); message != "" {
					line += " " + message
				}
				got = append(got, line)
			}
			if got := strings.Join(got, "; "); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}

// FuzzText checks that no text panics, and that every number of a reason is in it.
func FuzzText(f *testing.F) {
	f.Add("code: 487,\nmessage: 'DiagCode: 408#10057',\nsubCode: 10004 sipDetails: {code: 486}")
	f.Add("403 / 5828, -/10004 469/- 0#7")
	f.Fuzz(func(t *testing.T, text string) {
		for _, reason := range reasonsInText(text) {
			for number := range strings.SplitSeq(reason.String(), "/") {
				if number != "-" && !strings.Contains(text, number) {
					t.Errorf("%s is not in %q", number, text)
				}
			}
		}
	})
}
