package articles

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestStamp(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	if s := StampOf(file); s != (Stamp{}) {
		t.Errorf("a file that is not there has the stamp %v", s)
	}
	if err := os.WriteFile(file, []byte("A text."), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if a.Stamp != StampOf(file) || a.Stamp == (Stamp{}) {
		t.Errorf("read with the stamp %v, the file has %v", a.Stamp, StampOf(file))
	}
	if err := os.Chtimes(file, time.Time{}, time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	if a.Stamp == StampOf(file) {
		t.Error("the stamp of a file with another time is the same")
	}
}
