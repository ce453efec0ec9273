package annotate

import "testing"

// TestTables keeps the phrases of the built-in packs small enough to be read at every start.
func TestTables(t *testing.T) {
	a := Builtin().phrases[0]
	size := len(a.endAt)
	for _, t := range a.tables() {
		size += len(*t)
	}
	t.Logf("%d edges, %d entries, %d bytes", a.edges.len(), a.ends.len(), size)
	if size > 8<<20 {
		t.Errorf("the tables take %d bytes; they may have %d", size, 8<<20)
	}
}
