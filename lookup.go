package acscodes

import "iter"

// Lookup returns the documented entry of exactly this pair, or false and the zero Entry where the documentation has none.
//
// An entry that is documented for a code alone is found with [NoSubcode], one for a subcode alone with [NoCode]; a
// number never finds it. Where two tables document the same pair, the table that is listed first counts: [TableCallEnd]
// before [TableCallingSDK], and so on. [All] yields both.
func Lookup(code Code, subcode Subcode) (Entry, bool) {
	i, ok := index[uint64(uint32(code))<<32|uint64(uint32(subcode))]
	if !ok {
		return Entry{}, false
	}
	return entries[i], true
}

// All yields every documented entry of every table: the tables in the order of their constants, the entries of each in
// the order of the documentation. A pair that two tables document comes twice.
func All() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, entry := range entries[:] {
			if !yield(entry) {
				return
			}
		}
	}
}
