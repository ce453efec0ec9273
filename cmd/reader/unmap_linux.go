package main

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
)

// unmapProgram takes out of memory what of the program's own file is mapped and was not written to: its code, its constants, the tables of phrases. Starting and
// annotating go through most of it, reading through little. What is asked for again is mapped again, a few pages at a time, and comes from the system's cache.
func unmapProgram() {
	path, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return
	}
	for line := range bytes.Lines(maps) {
		if from, to, ok := constant(line, path); ok {
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_DONTNEED) // else it stays as it was
		}
	}
}

// constant reads a line of /proc/self/maps, FROM-TO RIGHTS OFFSET DEVICE NODE PATH, and returns the addresses if they hold what nobody writes to, of that file.
func constant(line []byte, path string) (from, to uintptr, ok bool) {
	f := bytes.Fields(line)
	if len(f) < 6 || f[1][0] != 'r' || f[1][1] != '-' || !bytes.HasSuffix(bytes.TrimSpace(line), []byte(" "+path)) {
		return 0, 0, false
	}
	start, end, _ := bytes.Cut(f[0], []byte("-"))
	a, err := strconv.ParseUint(string(start), 16, 64)
	if err != nil {
		return 0, 0, false
	}
	b, err := strconv.ParseUint(string(end), 16, 64)
	return uintptr(a), uintptr(b), err == nil && a < b
}
