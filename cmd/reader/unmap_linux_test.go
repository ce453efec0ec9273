package main

import (
	"os"
	"regexp"
	"strconv"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

func TestConstant(t *testing.T) {
	const path = "/opt/my tools/reader"
	for _, test := range []struct {
		line     string
		from, to uintptr
	}{
		{"00400000-00f9e000 r-xp 00000000 fe:00 1234                       /opt/my tools/reader\n", 0x400000, 0xf9e000},
		{"00f9e000-023c8000 r--p 00b9e000 fe:00 1234                       /opt/my tools/reader\n", 0xf9e000, 0x23c8000},
		{"023c8000-03147000 rw-p 01fc8000 fe:00 1234                       /opt/my tools/reader\n", 0, 0},
		{"00400000-00f9e000 r-xp 00000000 fe:00 1234                       /opt/other/reader\n", 0, 0},
		{"00400000-00f9e000 ---p 00000000 fe:00 1234                       /opt/my tools/reader\n", 0, 0},
		{"c000000000-c004000000 rw-p 00000000 00:00 0 \n", 0, 0},
		{"\n", 0, 0},
	} {
		from, to, ok := constant([]byte(test.line), path)
		if from != test.from || to != test.to || ok != (to > 0) {
			t.Errorf("%q: %x to %x, %v", test.line, from, to, ok)
		}
	}
}

func TestUnmapProgram(t *testing.T) {
	name := annotate.Fingerprint() // which goes through all tables
	before := mapped(t)
	unmapProgram()
	if after := mapped(t); after > before-8<<10 {
		t.Errorf("%d kB of files mapped before, %d kB after", before, after)
	}
	again, err := annotate.BuiltinPack("brands")
	if err != nil || name == "" {
		t.Errorf("what was unmapped is gone: %v, %v", again, err)
	}
}

// mapped is how much of files is mapped and in memory, in kB.
func mapped(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	m := regexp.MustCompile(`RssFile:\s*(\d+) kB`).FindSubmatch(status)
	if m == nil {
		t.Skip("the system does not tell")
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}
