package main

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestClipboardAnswer: the answer of a terminal is found wherever it is cut, and where it gives none that is seen by the next answer.
func TestClipboardAnswer(t *testing.T) {
	coded := base64.StdEncoding.EncodeToString([]byte("微信 is WeChat"))
	for answer, want := range map[string]string{
		"\x1b]52;c;" + coded + "\x07\x1b[?62;22c":   "微信 is WeChat",
		"\x1b]52;;" + coded + "\x1b\\\x1b[?1;2c":    "微信 is WeChat",
		"x\x1b]52;c;" + coded + "\x1b\\\x1b[?1;2cy": "微信 is WeChat",
		"\x1b[?62;22c":                                     "",
		"\x1b]52;c;\x07\x1b[?6c":                           "",
		"\x1b]52;c;no base64 at all\x07\x1b[?6c":           "",
		"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?64;1;2;22c": "",
	} {
		for i := range answer {
			got, done := readClipboardAnswer([]byte(answer[:i]))
			if done && strings.Contains(answer[i:], "c") && !strings.HasSuffix(answer, "y") || done && got != want {
				t.Errorf("%q: done with %q", answer[:i], got)
			}
		}
		if got, done := readClipboardAnswer([]byte(answer)); got != want || !done {
			t.Errorf("%q: %q, %v", answer, got, done)
		}
	}
}

// TestClipboardPrograms: the first program that has text is believed, and what the last one said is told where none has.
func TestClipboardPrograms(t *testing.T) {
	folder := program(t, "none")
	write := func(name, script string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	write("wl-paste", "echo of wayland")
	write("xclip", `echo "$*" | { read -r all; echo "of X: $all"; }`)
	write("xsel", "echo no such display >&2; exit 1")
	t.Setenv("PATH", folder)
	for _, c := range []struct {
		environ []string
		want    string
	}{
		{[]string{"WAYLAND_DISPLAY=0", "DISPLAY=:0"}, "of wayland\n"},
		{[]string{"DISPLAY=:0"}, "of X: -selection clipboard -out\n"},
		{nil, "no program that does is installed"},
	} {
		got, err := programClipboard(&streams{environ: c.environ})(t.Context())
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%v: %q, want %q", c.environ, got, c.want)
		}
	}
	write("xclip", "")
	if _, err := programClipboard(&streams{environ: []string{"DISPLAY=:0"}})(t.Context()); err == nil || !strings.Contains(err.Error(), "xsel: no such display") {
		t.Errorf("%v", err)
	}
	write("xsel", "")
	if _, err := programClipboard(&streams{environ: []string{"DISPLAY=:0"}})(t.Context()); err == nil || !strings.Contains(err.Error(), "there is no text in it") {
		t.Errorf("%v", err)
	}
}
