package acscodes

import "iter"

// Lookup returns the entry of exactly this pair, or false and the zero Entry where no table has it.
//
// An entry that is documented for a code alone is found with [NoSubcode], one for a subcode alone with [NoCode]; a
// number never finds it. Where two tables have the same pair, the table that is listed first counts: [TableCallEnd]
// before [TableCallingSDK], and so on. [All] yields both.
func Lookup(code Code, subcode Subcode) (Entry, bool) {
	if e := find(code, subcode); e != nil {
		return *e, true
	}
	return Entry{}, false
}

// find returns the entry of the pair, or nil.
func find(code Code, subcode Subcode) *Entry {
	if i, ok := index[uint64(uint32(code))<<32|uint64(uint32(subcode))]; ok {
		return &entries[i]
	}
	return nil
}

// All yields every entry of every table: the tables in the order of their constants, the entries of each in
// the order of the documentation. A pair that two tables have comes twice.
func All() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, entry := range entries[:] {
			if !yield(entry) {
				return
			}
		}
	}
}
