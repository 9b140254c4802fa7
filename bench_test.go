package acscodes_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"example.com/acscodes"
)

// Every benchmark runs beside a floor: the least that anything of its kind has to do. Absolute times depend on the
// machine; the ratio of the two, measured in turns in the same run, hardly does.

// A target is the highest ratio that the design allows, or 0 where it sets none.
type target float64

// compare reports how many times longer ours takes than floor. Both do their work n times.
func compare(b *testing.B, most target, floor, ours func(n int)) {
	b.Helper()
	const rounds = 25
	n := b.N/rounds + 1
	ratios := make([]float64, rounds)
	floor(n)
	ours(n)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range ratios {
		b.StopTimer()
		start := time.Now()
		floor(n)
		floorTime := time.Since(start)
		b.StartTimer()
		start = time.Now()
		ours(n)
		ratios[i] = float64(time.Since(start)) / float64(floorTime)
	}
	b.StopTimer()
	slices.Sort(ratios)
	b.ReportMetric(ratios[rounds/2], "x-floor")
	if most > 0 {
		b.ReportMetric(float64(most), "x-most")
	}
}

// What benchmarks compute ends here, so that the compiler cannot drop it.
var (
	sinkInt   int
	sinkErr   error
	sinkValue slog.Value
)

type pair struct {
	code    acscodes.Code
	subcode acscodes.Subcode
}

func (p pair) key() uint64 { return uint64(uint32(p.code))<<32 | uint64(uint32(p.subcode)) }

const pairCount = 1 << 10

// shuffle returns pairCount of the pairs in random order, the same in each run.
func shuffle(pairs []pair) []pair {
	random := rand.New(rand.NewSource(1))
	shuffled := make([]pair, pairCount)
	for i := range shuffled {
		shuffled[i] = pairs[random.Intn(len(pairs))]
	}
	return shuffled
}

func documentedPairs() (pairs []pair) {
	for e := range acscodes.All() {
		pairs = append(pairs, pair{e.Code, e.Subcode})
	}
	return pairs
}

// matchPairs returns pairs that Classify answers by the match.
func matchPairs(match acscodes.Match) (pairs []pair) {
	documented := documentedPairs()
	for _, p := range documented {
		for _, q := range documented {
			for _, candidate := range []pair{{p.code, q.subcode}, {p.code, q.subcode + 1}, {p.code + 1, q.subcode + 1}} {
				if _, m := acscodes.Classify(candidate.code, candidate.subcode); m == match && len(pairs) < 4*pairCount {
					pairs = append(pairs, candidate)
				}
			}
		}
	}
	return pairs
}

// mapFloor reads documented pairs from a map of the same kind as the package's, with the same keys.
func mapFloor() func(n int) {
	index := make(map[uint64]uint16)
	for i, p := range documentedPairs() {
		index[p.key()] = uint16(i)
	}
	pairs := shuffle(documentedPairs())
	return func(n int) {
		for i := range n {
			row, ok := index[pairs[i%pairCount].key()]
			if ok {
				sinkInt += int(row)
			}
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	lookup := func(pairs []pair) func(n int) {
		return func(n int) {
			for i := range n {
				p := pairs[i%pairCount]
				entry, ok := acscodes.Lookup(p.code, p.subcode)
				if ok {
					sinkInt += int(entry.Category)
				}
			}
		}
	}
	b.Run("hit", func(b *testing.B) { compare(b, 1.8, mapFloor(), lookup(shuffle(documentedPairs()))) })
	b.Run("miss", func(b *testing.B) { compare(b, 1.8, mapFloor(), lookup(shuffle(matchPairs(acscodes.MatchClass)))) })
}

func BenchmarkClassify(b *testing.B) {
	for _, match := range []acscodes.Match{
		acscodes.MatchExact, acscodes.MatchSubcode, acscodes.MatchCode, acscodes.MatchClass, acscodes.MatchNone,
	} {
		b.Run(match.String(), func(b *testing.B) {
			pairs := shuffle(matchPairs(match))
			compare(b, 4, mapFloor(), func(n int) {
				for i := range n {
					p := pairs[i%pairCount]
					entry, m := acscodes.Classify(p.code, p.subcode)
					sinkInt += int(entry.Category) + int(m)
				}
			})
		})
	}
	b.Run("Diagnostic", func(b *testing.B) {
		reason := &acscodes.CallEndReason{Code: 200, Subcode: 8888, Message: "The conversation has ended. DiagCode: 0#560000.@"}
		compare(b, 0, mapFloor(), func(n int) {
			for range n {
				entry, m := reason.Classify()
				sinkInt += int(entry.Category) + int(m)
			}
		})
	})
}

// BenchmarkTwoGoroutines reports how many times as much two goroutines classify as one in the same time.
func BenchmarkTwoGoroutines(b *testing.B) {
	pairs := shuffle(documentedPairs())
	classify := func(n int) (sum int) {
		for i := range n {
			p := pairs[i%pairCount]
			entry, _ := acscodes.Classify(p.code, p.subcode)
			sum += int(entry.Category)
		}
		return sum
	}
	if runtime.GOMAXPROCS(0) < 2 {
		b.Fatal("two goroutines need two processors")
	}
	const rounds = 25
	n := b.N/rounds + 1
	ratios := make([]float64, rounds)
	for i := range ratios {
		start := time.Now()
		sinkInt += classify(n)
		one := time.Since(start)

		var both sync.WaitGroup
		start = time.Now()
		for range 2 {
			both.Add(1)
			go func() {
				defer both.Done()
				if classify(n) < 0 {
					panic("a negative category")
				}
			}()
		}
		both.Wait()
		ratios[i] = 2 * float64(one) / float64(time.Since(start))
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[rounds/2], "x-floor")
	b.ReportMetric(1.8, "x-least")
}

const benchmarkPayload = `{"code":408,"subCode":10057,"message":"addParticipants failed. Underlying reason: Request Timeout. DiagCode: 408#10057.@","resultCategories":["ExpectedError"]}`

// plainReason is what UnmarshalJSON is measured against.
type plainReason struct {
	Code             int
	SubCode          int
	Message          string
	ResultCategories []string
}

func BenchmarkUnmarshalJSON(b *testing.B) {
	payload := []byte(benchmarkPayload)
	floor := func(n int) {
		for range n {
			var reason plainReason
			sinkErr = json.Unmarshal(payload, &reason)
		}
	}
	b.Run("direct", func(b *testing.B) {
		compare(b, 1.7, floor, func(n int) {
			for range n {
				var reason acscodes.CallEndReason
				sinkErr = reason.UnmarshalJSON(payload)
			}
		})
	})
	b.Run("within", func(b *testing.B) {
		compare(b, 1.7, floor, func(n int) {
			for range n {
				var reason acscodes.CallEndReason
				sinkErr = json.Unmarshal(payload, &reason)
			}
		})
	})
}

// BenchmarkErr is measured against an error of the same size that nobody has to look up.
func BenchmarkErr(b *testing.B) {
	reason := &acscodes.CallEndReason{Code: 480, Subcode: 10037}
	ready := acscodes.Error{Reason: *reason, Match: acscodes.MatchExact}
	compare(
		b, 0,
		func(n int) {
			for range n {
				e := ready
				sinkErr = &e
			}
		},
		func(n int) {
			for range n {
				sinkErr = reason.Err()
			}
		},
	)
}

// BenchmarkHasSubcode is measured against errors.As.
func BenchmarkHasSubcode(b *testing.B) {
	err := fmt.Errorf("call 7: %w", (&acscodes.CallEndReason{Code: 480, Subcode: 10037}).Err())
	compare(
		b, 0,
		func(n int) {
			for range n {
				var e *acscodes.Error
				if errors.As(err, &e) && (e.Reason.Subcode == 10004 || e.Reason.Subcode == 10037) {
					sinkInt++
				}
			}
		},
		func(n int) {
			for range n {
				if acscodes.HasSubcode(err, 10004, 10037) {
					sinkInt++
				}
			}
		},
	)
}

// BenchmarkLogValue is measured against a group of the same attributes that nobody has to look up.
func BenchmarkLogValue(b *testing.B) {
	reason := &acscodes.CallEndReason{Code: 480, Subcode: 10037}
	compare(
		b, 0,
		func(n int) {
			for range n {
				sinkValue = slog.GroupValue(
					slog.Int("code", 480), slog.Int("subCode", 10037), slog.String("name", "NoEndpointsRegistered"),
					slog.String("category", "ExpectedError"), slog.String("match", "Exact"), slog.String("message", "…"),
				)
			}
		},
		func(n int) {
			for range n {
				sinkValue = reason.LogValue()
			}
		},
	)
}

// BenchmarkHandler is the whole way from the bytes of a request to a decision, measured against one that decodes the same
// events into plain structs and decides by their code.
func BenchmarkHandler(b *testing.B) {
	body := []byte(`[{"id":"1","type":"Microsoft.Communication.CallDisconnected","data":{"callConnectionId":"411f0b00-1","resultInformation":` + benchmarkPayload + `}}]`)
	serve := func(handler http.Handler) func(n int) {
		return func(n int) {
			for range n {
				request := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
				handler.ServeHTTP(httptest.NewRecorder(), request)
			}
		}
	}
	plain := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var events []struct {
			Type string
			Data struct {
				CallConnectionID  string
				ResultInformation *plainReason
			}
		}
		if err := json.NewDecoder(r.Body).Decode(&events); err != nil {
			b.Error(err)
		}
		for _, event := range events {
			slog.New(slog.NewTextHandler(io.Discard, nil)).Info("call ended", "call", event.Data.CallConnectionID,
				"code", event.Data.ResultInformation.Code)
		}
	})
	compare(b, 0, serve(plain), serve(callAutomationEvents(slog.New(slog.NewTextHandler(io.Discard, nil)))))
}
