package main

import (
	"bytes"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	clock := time.Unix(100, 0)
	p := &progress{out: &out, now: func() time.Time { return clock }, next: clock.Add(progressAfter)}
	for lines := range 5 {
		p.at(lines)
		clock = clock.Add(time.Second)
	}
	p.end()
	if want := "\rreader: 2 lines done\rreader: 3 lines done\rreader: 4 lines done\r\x1b[K"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}

	out.Reset()
	quick := &progress{out: &out, now: func() time.Time { return clock }, next: clock.Add(progressAfter)}
	quick.at(1)
	quick.end()
	newProgress(&streams{err: &out}).at(1_000_000)
	newProgress(&streams{err: &out, watched: true, terminal: true}).at(1_000_000)
	if out.Len() > 0 {
		t.Errorf("a quick run, a pipe or a terminal that shows the output: %q", out.String())
	}
}
