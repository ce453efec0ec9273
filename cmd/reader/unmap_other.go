//go:build !linux

package main

// unmapProgram does nothing: only Linux tells what of the program is mapped.
func unmapProgram() {}
