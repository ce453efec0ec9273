package annotate

import "testing"

// TestTables keeps the phrases of the built-in packs small enough to be read at every start.
func TestTables(t *testing.T) {
	a := Builtin().phrases[0]
	size := 8*(len(a.edges)+len(a.ends)+len(a.first)+len(a.single)+len(a.pair)+len(a.double)+len(a.triple)) + 4*len(a.endAt)
	t.Logf("%d edges, %d entries, %d bytes", len(a.edges), len(a.ends), size)
	if size > 9<<20 {
		t.Errorf("the tables take %d bytes; they may have %d", size, 9<<20)
	}
}
