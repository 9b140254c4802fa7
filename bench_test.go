package acscodes_test

import (
	"encoding/json"
	"strings"
	"testing"

	"example.com/acscodes"
)

// Each benchmark runs next to a baseline: the least that anything of its kind has to do.

func BenchmarkLookup(b *testing.B) {
	p := pair{487, 10004}
	b.Run("acscodes", func(b *testing.B) {
		for b.Loop() {
			acscodes.Lookup(p.code, p.subcode)
		}
	})
	benchmarkMap(b, p)
}

// benchmarkMap measures a map read that returns an entry.
func benchmarkMap(b *testing.B, p pair) {
	key := func(code acscodes.Code, subcode acscodes.Subcode) uint64 {
		return uint64(uint32(code))<<32 | uint64(uint32(subcode))
	}
	entries := make(map[uint64]acscodes.Entry)
	for entry := range acscodes.All() {
		entries[key(entry.Code, entry.Subcode)] = entry
	}
	read := func(p pair) (acscodes.Entry, bool) {
		entry, ok := entries[key(p.code, p.subcode)]
		return entry, ok
	}
	b.Run("map", func(b *testing.B) {
		for b.Loop() {
			read(p)
		}
	})
}

func BenchmarkClassify(b *testing.B) {
	for name, p := range map[string]pair{
		"exact": {487, 10004}, "subcode": {500, 10004}, "code": {480, 1}, "SIP": {480, 560488}, "class": {499, 1}, "code 0": {0, 5999}, "none": {799, 1},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				acscodes.Classify(p.code, p.subcode)
			}
		})
	}
	benchmarkMap(b, pair{487, 10004})
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

// callDisconnected is an event of 1.5 KB, as Call Automation posts it.
var callDisconnected = []byte(`{"id":"5f0e2a3c-8f55-4a0e-9c3a-0f4d5b6c7d8e","source":"calling/callConnections/401f3500-3f9a-4b7c-9d6e-2a1b3c4d5e6f","type":"Microsoft.Communication.CallDisconnected","data":{"eventSource":"calling/callConnections/401f3500-3f9a-4b7c-9d6e-2a1b3c4d5e6f","operationContext":"` + strings.Repeat("campaign-2026-spring/", 10) + `","resultInformation":{"code":487,"subCode":560487,"message":"The conversation has ended. DiagCode: 487#560487.@","sipDetails":{"code":487,"message":"Request Terminated"},"q850Details":{"code":31,"message":"Normal, unspecified"}},"version":"2024-09-15","callConnectionId":"401f3500-3f9a-4b7c-9d6e-2a1b3c4d5e6f","serverCallId":"` + strings.Repeat("aHR0cHM6Ly9hcGkuZmxpZ2h0cHJveHkuc2t5cGUuY29t", 12) + `","correlationId":"c2f0a5d4-6f0b-4f2e-8f61-3f6f5a4b3c2d","publicEventType":"Microsoft.Communication.CallDisconnected"},"time":"2026-01-02T03:04:05.6789012+00:00","specversion":"1.0","datacontenttype":"application/json","subject":"calling/callConnections/401f3500-3f9a-4b7c-9d6e-2a1b3c4d5e6f"}`)

func BenchmarkFindReason(b *testing.B) {
	b.Run("acscodes", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if reason, err := acscodes.FindReason(callDisconnected); err != nil || reason.Code() != 487 {
				b.Fatal(reason, err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			type details struct {
				Code    int32
				Message string
			}
			var event struct {
				ID, Source, Type, Time, SpecVersion, DataContentType, Subject string
				Data                                                          struct {
					EventSource, OperationContext, Version, CallConnectionID, ServerCallID, CorrelationID, PublicEventType string
					ResultInformation                                                                                      struct {
						Code, SubCode           int32
						Message                 string
						SIPDetails, Q850Details details
					}
				}
			}
			if err := json.Unmarshal(callDisconnected, &event); err != nil || event.Data.ResultInformation.Code != 487 {
				b.Fatal(event, err)
			}
		}
	})
}
