package acscodes_test

import (
	"math"
	"slices"
	"testing"

	"example.com/acscodes"
)

// checkEntry compares each field, so that a failure says which one is wrong.
func checkEntry(t *testing.T, got acscodes.Entry, want documentedRow) {
	t.Helper()
	if got.Code != want.code || got.Subcode != want.subcode {
		t.Errorf("pair %d/%d, want %d/%d", got.Code, got.Subcode, want.code, want.subcode)
	}
	if got.Category.String() != want.category {
		t.Errorf("category %s, want %s", got.Category, want.category)
	}
	if got.Outcome.String() != want.outcome {
		t.Errorf("outcome %s, want %s", got.Outcome, want.outcome)
	}
	if got.Message != want.message {
		t.Errorf("message\n%q, want\n%q", got.Message, want.message)
	}
	if got.Advice != want.advice {
		t.Errorf("advice\n%q, want\n%q", got.Advice, want.advice)
	}
	if !slices.Equal(got.Links(), want.links) {
		t.Errorf("links\n%q, want\n%q", got.Links(), want.links)
	}
	if got.Source() != want.source {
		t.Errorf("source\n%q, want\n%q", got.Source(), want.source)
	}
	if got.Table != want.table {
		t.Errorf("table %s, want %s", got.Table, want.table)
	}
}

func TestAllYieldsTheDocumentation(t *testing.T) {
	want := documentedRows(t)
	got := slices.Collect(acscodes.All())
	if len(got) != len(want) {
		t.Fatalf("%d entries, want %d", len(got), len(want))
	}
	for i := range want {
		t.Run(want[i].name(), func(t *testing.T) { checkEntry(t, got[i], want[i]) })
	}
}

// Where two tables document the same pair, the one that is listed first counts.
func TestLookupFindsTheFirstEntryOfEachPair(t *testing.T) {
	seen := make(map[pair]bool)
	for want := range acscodes.All() {
		p := pair{want.Code, want.Subcode}
		if got, ok := acscodes.Lookup(p.code, p.subcode); !seen[p] && (!ok || got != want) {
			t.Errorf("Lookup(%d, %d) = %v, %t, want %v", p.code, p.subcode, got, ok, want)
		}
		seen[p] = true
	}
}

func TestLookupFindsNothingElse(t *testing.T) {
	documented := make(map[[2]int64]bool)
	numbers := map[int64]bool{math.MinInt32: true, -2: true, math.MaxInt32: true}
	for _, row := range documentedRows(t) {
		code, subcode := int64(row.code), int64(row.subcode)
		documented[[2]int64{code, subcode}] = true
		for near := int64(-1); near <= 1; near++ {
			numbers[code+near], numbers[subcode+near] = true, true
		}
	}
	for code := range numbers {
		for subcode := range numbers {
			entry, ok := acscodes.Lookup(acscodes.Code(code), acscodes.Subcode(subcode))
			if ok != documented[[2]int64{code, subcode}] {
				t.Errorf("Lookup(%d, %d) = %v, %v", code, subcode, entry, ok)
			}
			if !ok && entry != (acscodes.Entry{}) {
				t.Errorf("Lookup(%d, %d) found nothing and returned %v", code, subcode, entry)
			}
		}
	}
}

// 9999 is the code of an unknown error, so its outcome is unknown, too. Every other entry has one.
func TestEveryEntryHasAnOutcome(t *testing.T) {
	for entry := range acscodes.All() {
		if isUnknown := entry.Code == noCode && entry.Subcode == 9999; (entry.Outcome == acscodes.OutcomeUnknown) != isUnknown {
			t.Errorf("%v has the outcome %s", entry, entry.Outcome)
		}
	}
}

func TestAllStopsWhenAsked(t *testing.T) {
	yielded := 0
	for range acscodes.All() {
		yielded++
		break
	}
	if yielded != 1 {
		t.Errorf("%d entries after one was enough", yielded)
	}
}

func TestLookupAndClassifyDoNotAllocate(t *testing.T) {
	code, subcode := int32(403), int32(8510)
	message := "addParticipants failed. DiagCode: 408#10057.@"
	reason := acscodes.NewCallEndReason(&code, &subcode, &message)
	allocations := testing.AllocsPerRun(100, func() {
		for _, code := range []acscodes.Code{487, 200, 480, 599, 0} {
			for _, subcode := range []acscodes.Subcode{10004, 560000, 560488, 1, noSubcode} {
				acscodes.Lookup(code, subcode)
				acscodes.Classify(code, subcode)
			}
		}
		reason.Classify()
	})
	if allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}
