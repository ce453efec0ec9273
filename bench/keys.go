package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
)

// inside measures what can be done in an open article: pages, the end, a search, another mode.
func (b *bench) inside() error {
	things := []string{"page down", "jump to end", "search from the start to the end", "change of mode"}
	tables := map[string]*table{}
	for _, thing := range things {
		tables[thing] = newTable("Key to frame: "+thing, "ms", "article")
	}
	for _, size := range b.sizes() {
		progressf("inside: %s", unit(size))
		file, err := b.articleFile(size)
		if err != nil {
			return err
		}
		for run := range min(b.times(size), 3) {
			for _, p := range b.programs {
				if !p.opens(size, run) {
					continue
				}
				err := b.visit(p, file, uint64(run), func(thing string, ms float64) { tables[thing].at(unit(size), p.name).add(ms) })
				if errors.Is(err, errPatience) {
					progressf("GAVE UP: %s: %v", unit(size), err)
				} else if err != nil {
					return err
				}
			}
		}
	}
	for _, thing := range things {
		b.report.add(tables[thing])
	}
	return nil
}

// visit opens an article and does everything in it once.
func (b *bench) visit(p *program, file string, seed uint64, say func(thing string, ms float64)) error {
	s, err := b.open(p, columns, rows, p.article(file)...)
	if err != nil {
		return err
	}
	defer s.stop()
	if err := s.opened(p); err != nil {
		return fmt.Errorf("%s opens an article: %w", p.name, err)
	}
	random := rand.New(rand.NewPCG(2, seed)) //nolint:gosec // a pause
	do := func(thing, keys string, wanted func(string) bool) error {
		s.settle()
		s.pause(random)
		took, _, err := s.press(keys, limit, wanted)
		if err == nil && thing != "" {
			say(thing, took.Seconds()*1000)
		}
		if err != nil {
			return fmt.Errorf("%s: %s: %w", p.name, thing, err)
		}
		return nil
	}
	for range 2 {
		if err := do("page down", p.page, nil); err != nil {
			return err
		}
	}
	if err := do("jump to end", p.end, has(closing)); err != nil {
		return err
	}
	if err := do("", "g", has(opening)); err != nil {
		return err
	}
	if p.search != "" {
		if err := do("", p.search+"zzyzx", has("/zzyzx", "zzyzx")); err != nil {
			return err
		}
		if err := do("search from the start to the end", "\r", has(closing)); err != nil {
			return err
		}
	}
	if p.name != "reader" {
		return nil
	}
	for _, key := range []string{"\x1b", "g"} {
		s.settle()
		if _, err := s.pty.WriteString(key); err != nil {
			return fmt.Errorf("type %q: %w", key, err)
		}
	}
	for _, mode := range []string{"1", "4", "2", "3"} {
		if err := do("change of mode", mode, nil); err != nil {
			return err
		}
	}
	return nil
}

// keys measures many single keys on a large terminal: how long until the frame is there, and how many bytes it takes.
func (b *bench) keys() error {
	const width, height = 200, 60
	size, presses := 10<<20, 240
	if b.quick {
		size, presses = 1<<20, 30
	}
	file, err := b.articleFile(size)
	if err != nil {
		return err
	}
	times := newTable(fmt.Sprintf("Key to frame at %dx%d in an article of %s", width, height, unit(size)), "ms", "key")
	times.tail = true
	written := newTable(fmt.Sprintf("Bytes written for that frame at %dx%d", width, height), "bytes", "key")
	open := map[*program]*terminal{}
	for _, p := range b.programs {
		if p.article == nil {
			continue
		}
		progressf("keys: %s opens", p.name)
		s, err := b.open(p, width, height, p.article(file)...)
		if err != nil {
			return err
		}
		defer s.stop()
		if err := s.opened(p); errors.Is(err, errPatience) {
			progressf("GAVE UP: keys: %s", p.name)
			continue
		} else if err != nil {
			return err
		}
		open[p] = s
	}
	random := rand.New(rand.NewPCG(3, 3)) //nolint:gosec // a pause
	for i := range presses {
		for _, p := range b.programs {
			s := open[p]
			if s == nil {
				continue
			}
			row, key := "line down", p.down
			if i%3 == 2 {
				row, key = "page down", p.page
			}
			s.settle()
			s.pause(random)
			took, bytes, err := s.press(key, limit, nil)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", p.name, row, err)
			}
			times.at(row, p.name).addTime(took)
			written.at(row, p.name).add(float64(bytes))
		}
	}
	b.report.add(times)
	b.report.add(written)
	return nil
}

// opened waits for an article to be on the screen, and for what goes on behind it unless that takes too long.
func (t *terminal) opened(p *program) error {
	if _, err := t.wait(patience, screenful); err != nil {
		return err
	}
	if p.ready != nil {
		switch _, err := t.wait(patience, p.ready); {
		case errors.Is(err, errPatience):
			progressf("%s is still at work after %v; its keys are measured all the same", p.name, patience)
		case err != nil:
			return err
		}
	}
	t.settle()
	return nil
}
