//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

// play needs the pseudo-terminals of Linux. The scripts skip it elsewhere.
func play(ts *testscript.TestScript, _ bool, _ []string) { ts.Fatalf("play: only on Linux") }
