package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"time"

	ahocorasick "github.com/petar-dambovaliev/aho-corasick"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// corpus is JSON Lines of some size, each with a text of two to six thousand bytes.
func corpus(size int) ([]byte, error) {
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	for i := 0; b.Len() < size; i++ {
		if err := lines.Encode(map[string]string{"id": strconv.Itoa(i), "text": string(markdown(2000 + i*37%4000))}); err != nil {
			return nil, fmt.Errorf("make a corpus: %w", err)
		}
	}
	return b.Bytes(), nil
}

// stream measures `reader annotate --jsonl` on one core and on all.
func (b *bench) stream() error {
	size := 64 << 20
	if b.quick {
		size = 8 << 20
	}
	in, err := corpus(size)
	if err != nil {
		return err
	}
	t := newTable("`reader annotate --jsonl`", "MB/s", "corpus")
	for range min(b.runs, 3) {
		for _, cores := range []int{runtime.NumCPU(), 1} {
			name := "reader"
			if cores == 1 {
				name = "reader, 1 core"
			}
			cmd := exec.Command(b.path("reader"), "annotate", "--jsonl") //nolint:gosec,noctx // our own
			cmd.Env = b.environment(fmt.Sprintf("GOMAXPROCS=%d", cores))
			cmd.Stdin, cmd.Stdout = bytes.NewReader(in), io.Discard
			started := time.Now()
			if err := cmd.Run(); err != nil {
				return fmt.Errorf("annotate: %w", err)
			}
			t.at(fmt.Sprintf("%s, %d cores", unit(size), runtime.NumCPU()), name).add(float64(len(in)) / 1e6 / time.Since(started).Seconds())
		}
	}
	b.report.add(t)
	return nil
}

// engine measures the engine with all built-in packs and a plain Aho-Corasick pass over the same phrases, on one core.
func (b *bench) engine() error {
	phrases := everyPhrase()
	build := ahocorasick.NewAhoCorasickBuilder(ahocorasick.Opts{AsciiCaseInsensitive: true, MatchKind: ahocorasick.LeftMostLongestMatch})
	plain := build.Build(phrases)
	engine := annotate.Builtin()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	t := newTable(fmt.Sprintf("The engine and a plain Aho-Corasick pass over its %s phrases, on one core", number(len(phrases))), "MB per second of processor time", "text")
	texts, err := b.texts()
	if err != nil {
		return err
	}
	for _, c := range texts {
		for range min(b.runs, 5) {
			measure := func(name string, pass func()) {
				started := busy()
				pass()
				t.at(c.name, name).add(float64(len(c.text)) / 1e6 / (busy() - started).Seconds())
			}
			measure("reader", func() { engine.Annotate(document.Plain(c.text), annotate.Options{}) })
			measure("Aho-Corasick", func() { plain.FindAll(string(c.text)) })
		}
	}
	b.report.add(t)
	return nil
}

// everyPhrase lists all phrases of the built-in packs: their forms with every brace open, names and shields.
func everyPhrase() (all []string) {
	for _, p := range annotate.BarePacks() {
		all = append(all, p.Shields...)
		for i := range p.Rules {
			for _, f := range p.Rules[i].Match {
				all = append(all, annotate.Phrases(f.Text)...)
			}
		}
		for _, n := range p.Names {
			all = append(append(append(all, n.Name), n.Spellings...), n.Weak...)
		}
	}
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	slices.Sort(all)
	return slices.Compact(all)
}

// busy is the processor time that this process has used.
func busy() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// text is what the engine reads in a benchmark.
type text struct {
	name string
	text []byte
}

// texts are the generated text, ordinary English and the built-in articles, each a megabyte.
func (b *bench) texts() ([]text, error) {
	all := []text{{"generated, every fourth clause with a glitch", markdown(1 << 20)}}
	page, err := os.ReadFile(filepath.Join("..", "ARCHITECTURE.md"))
	if err != nil {
		return nil, fmt.Errorf("read an ordinary text: %w", err)
	}
	all = append(all, text{"ordinary English (ARCHITECTURE.md)", page})
	builtin, err := articles.Builtin()
	if err != nil {
		return nil, fmt.Errorf("read the built-in articles: %w", err)
	}
	var five []byte
	for _, a := range builtin {
		five = append(append(five, a.Document.Source()...), "\n\n"...)
	}
	all = append(all, text{"the five built-in articles", five})
	for i, t := range all {
		all[i].text = bytes.Repeat(append(t.text, "\n\n"...), max(1, 1<<20/len(t.text)))
	}
	return all, nil
}
