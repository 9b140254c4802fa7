package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"runtime"
	"testing"
	"time"

	"example.com/acscodes"
)

// recordBlock returns NDJSON of call records as Event Grid and Call Automation write them.
func recordBlock(records int) []byte {
	random := rand.New(rand.NewSource(1))
	var rows []acscodes.Entry
	for e := range acscodes.All() {
		rows = append(rows, e)
	}
	var block bytes.Buffer
	for i := range records {
		e := rows[random.Intn(len(rows))]
		fmt.Fprintf(&block, `{"id":"c0ffee00-%06d","source":"calling/callConnections/411f0b00-%06d","type":"Microsoft.Communication.CallDisconnected",`+
			`"time":"2026-01-02T03:04:05.678Z","specversion":"1.0","data":{"callConnectionId":"411f0b00-%06d","serverCallId":"aHR0cHM6Ly8x",`+
			`"resultInformation":{"code":%d,"subCode":%d,"message":"The conversation has ended. DiagCode: %d#%d.@"}}}`+"\n",
			i, i, i, e.Code, e.Subcode, e.Code, e.Subcode)
	}
	return block.Bytes()
}

// repeated is a stream of the same block, so that no benchmark measures the memory of its own input.
func repeated(block []byte, times int) io.Reader {
	readers := make([]io.Reader, times)
	for i := range readers {
		readers[i] = bytes.NewReader(block)
	}
	return io.MultiReader(readers...)
}

// BenchmarkStream classifies a million records. It reports how many times longer that takes than decoding them with
// encoding/json into a struct with the fields needed, and the memory in use in the end.
func BenchmarkStream(b *testing.B) {
	const blockRecords = 10_000
	block := recordBlock(blockRecords)
	for _, blocks := range []int{1, 100} {
		for name, opts := range map[string]options{"lines": {}, "json": {json: true}, "summary": {summary: true}} {
			b.Run(fmt.Sprintf("%d/%s", blocks*blockRecords, name), func(b *testing.B) {
				var floor, ours time.Duration
				for range b.N {
					start := time.Now()
					decodeStream(b, repeated(block, blocks), blocks*blockRecords)
					floor += time.Since(start)

					start = time.Now()
					env := environment{stdin: repeated(block, blocks), stdout: io.Discard, stderr: io.Discard, columns: 80}
					if exitStatus := classify(context.Background(), env, opts, nil); exitStatus != exitSuccess {
						b.Fatalf("exit status %d", exitStatus)
					}
					ours += time.Since(start)
				}
				runtime.GC()
				var memory runtime.MemStats
				runtime.ReadMemStats(&memory)
				b.ReportMetric(float64(ours)/float64(floor), "x-floor")
				b.ReportMetric(1.5, "x-most")
				b.ReportMetric(float64(memory.HeapAlloc)/(1<<20), "heap-MiB")
				b.ReportMetric(float64(memory.Sys)/(1<<20), "peak-MiB")
			})
		}
	}
}

func decodeStream(b *testing.B, stream io.Reader, records int) {
	decoder := json.NewDecoder(stream)
	for range records {
		var record struct {
			Data struct {
				ResultInformation struct {
					Code, SubCode int
					Message       string
				}
			}
		}
		if err := decoder.Decode(&record); err != nil {
			b.Fatal(err)
		}
	}
}
