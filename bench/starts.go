package main

import (
	"errors"
	"strings"
	"time"
)

// screen is the size of the terminal unless a part says otherwise.
const (
	columns = 120
	rows    = 40
)

// shelf measures the time from the start of a program to the first shelf on the screen.
func (b *bench) shelf() error {
	counts := []int{5, 1000, 10000}
	if b.quick {
		counts = []int{5, 200}
	}
	t := newTable("Start to first painted shelf", "ms", "files in the folder")
	builtin := &program{name: "reader", path: b.path("reader")}
	for range b.runs {
		if err := b.once(t, "five built-in articles", builtin, nil, has("Jack Ma: Laiwang takes on WeChat")); err != nil {
			return err
		}
	}
	for _, n := range counts {
		progressf("shelf: %d files", n)
		dir, err := b.folder(n)
		if err != nil {
			return err
		}
		for range b.runs {
			for _, p := range b.programs {
				if p.shelf == nil {
					continue
				}
				args, err := p.shelf(b, n, dir)
				if err != nil {
					return err
				}
				if err := b.once(t, number(n), p, args, has(p.item)); err != nil {
					return err
				}
			}
		}
	}
	b.report.add(t)
	b.report.add(t.memory("Peak memory at the first painted shelf"))
	return nil
}

// article measures the time from the start of a program to the first screenful of an article.
func (b *bench) article() error {
	t := newTable("Start to first screenful of an article", "ms", "article")
	fixed := newTable("Start to first screenful with its fixes in place", "ms", "article")
	for _, size := range b.sizes() {
		progressf("article: %s", unit(size))
		file, err := b.articleFile(size)
		if err != nil {
			return err
		}
		for run := range b.times(size) {
			for _, p := range b.programs {
				if !p.opens(size, run) {
					continue
				}
				if err := b.once(t, unit(size), p, p.article(file), screenful); err != nil {
					return err
				}
				if p.name == "reader" {
					if err := b.once(fixed, unit(size), p, p.article(file), has("WeChat", "Jack Ma", "e-commerce", "Weibo")); err != nil {
						return err
					}
				}
			}
		}
	}
	b.report.add(t)
	b.report.add(t.memory("Peak memory at the first screenful"))
	b.report.add(fixed)
	b.report.add(fixed.memory("Peak memory when the fixes are in place"))
	return nil
}

// once starts a program, waits for its screen and files the time and the memory that it took.
func (b *bench) once(t *table, row string, p *program, args []string, wanted func(string) bool) error {
	if t.gaveUp(row, p.name) {
		return nil
	}
	s, err := b.open(p, columns, rows, args...)
	if err != nil {
		return err
	}
	defer s.stop()
	at, err := s.wait(patience, wanted)
	switch {
	case errors.Is(err, errPatience):
		progressf("GAVE UP: %s, %s: %s took more than %v", t.title, row, p.name, patience)
		t.giveUp(row, p.name)
		return nil
	case err != nil:
		return err
	}
	t.at(row, p.name).addTime(at.Sub(s.started))
	t.memoryAt(row, p.name).add(float64(s.peak()) / (1 << 20))
	return nil
}

// sizes are those of the articles, in bytes.
func (b *bench) sizes() []int {
	if b.quick {
		return []int{10 << 10, 1 << 20}
	}
	return []int{10 << 10, 1 << 20, 10 << 20, 100 << 20}
}

// times is how often an article of so many bytes is opened. A long one takes long, and its figures spread less.
func (b *bench) times(size int) int {
	switch {
	case size > 10<<20:
		return 1
	case size > 1<<20:
		return min(b.runs, 3)
	}
	return b.runs
}

// has wants one of the words on the screen.
func has(words ...string) func(string) bool {
	return func(screen string) bool {
		for _, w := range words {
			if strings.Contains(screen, w) {
				return true
			}
		}
		return false
	}
}

// screenful wants the first words of an article, and text in most rows below.
func screenful(screen string) bool {
	_, below, found := strings.Cut(screen, opening)
	filled := 0
	for line := range strings.Lines(below) {
		if len(strings.TrimSpace(line)) > 8 {
			filled++
		}
	}
	return found && filled >= rows/3
}

// limit is how long a key may take.
const limit = 60 * time.Second
