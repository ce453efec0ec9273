package main

import "testing"

// The descriptions in testdata were compiled by tic.
func TestSmulx(t *testing.T) {
	t.Setenv("TERMINFO", "testdata/terminfo")
	for name, want := range map[string]bool{"curly-test": true, "straight-test": false, "no-such-terminal": false, "": false, "../terminfo/c/curly-test": false} {
		if got := smulx(func(string) string { return name }); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}
