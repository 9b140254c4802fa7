package acscodes_test

import (
	"encoding/json"
	"testing"

	"example.com/acscodes"
)

// Each benchmark runs next to a baseline: the least that anything of its kind has to do.

var pairs = []pair{{487, 10004}, {0, 560000}, {480, 1}, {410, 301005}, {599, 1}, {400, 8523}, {603, 0}, {0, 5999}}

func BenchmarkLookup(b *testing.B) {
	b.Run("acscodes", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			p := pairs[i%len(pairs)]
			acscodes.Lookup(p.code, p.subcode)
		}
	})
	b.Run("map", func(b *testing.B) {
		entries := make(map[pair]*acscodes.Entry)
		for entry := range acscodes.All() {
			entries[pair{entry.Code, entry.Subcode}] = &entry
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			_ = entries[pairs[i%len(pairs)]]
		}
	})
}

func BenchmarkClassify(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p := pairs[i%len(pairs)]
		acscodes.Classify(p.code, p.subcode)
	}
}

func BenchmarkUnmarshalJSON(b *testing.B) {
	payload := []byte(`{"code":408,"subCode":10057,"message":"addParticipants failed. Underlying reason: Request Timeout. DiagCode: 408#10057.@","resultCategories":["ExpectedError"]}`)
	b.Run("acscodes", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var reason acscodes.CallEndReason
			if err := json.Unmarshal(payload, &reason); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var reason struct {
				Code, SubCode    int32
				Message          string
				ResultCategories []string
			}
			if err := json.Unmarshal(payload, &reason); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkFindReason(b *testing.B) {
	event := []byte(`{"id":"2","topic":"/subscriptions/7","subject":"call/aHR0cHM6Ly8x","eventTime":"2026-01-02T03:04:05Z","eventType":"Microsoft.Communication.CallEnded","dataVersion":"1.0","metadataVersion":"1","data":{"serverCallId":"aHR0cHM6Ly8x","durationOfCall":49.2,"reason":{"code":0,"subCode":540000,"phrase":"Call ended successfully by local PSTN caller."}}}`)
	b.Run("acscodes", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := acscodes.FindReason(event); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var decoded struct {
				Data struct {
					Reason struct {
						Code, SubCode int32
						Phrase        string
					}
				}
			}
			if err := json.Unmarshal(event, &decoded); err != nil {
				b.Fatal(err)
			}
		}
	})
}
