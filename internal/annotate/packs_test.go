package annotate

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

var update = flag.Bool("update", false, "write the files that the tests compare with")

// builtin is what the YAML files of the built-in packs say: read and compiled once for all tests.
var builtin = sync.OnceValues(func() (b struct {
	packs  []*Pack
	engine *Engine
	file   []byte
}, err error,
) {
	packs, err := BuiltinPacks()
	var wrong error
	b.packs, wrong = withLexicon(packs)
	err = errors.Join(err, wrong)
	b.engine, b.file = compile(b.packs)
	return b, err
})

// TestCompiled compares the packs in the program with their YAML files.
func TestCompiled(t *testing.T) {
	b, err := builtin()
	if err != nil {
		t.Error(err)
	}
	words := "# Words that the near lists of many rules have. Written by TestCompiled -update.\n" + strings.Join(findCommonplaces(b.packs), "\n") + "\n"
	if *update {
		if err := os.WriteFile("packs/commonplace.txt", []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if words != commonplace {
		t.Error("packs/commonplace.txt is older than the YAML files: run `go test ./internal/annotate -run TestCompiled -update`")
	}
	want := b.file
	if *update {
		if err := os.WriteFile("packs/compiled.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(want, compiled) {
		t.Error("packs/compiled.bin is older than the YAML files: run `go test ./internal/annotate -run TestCompiled -update`")
	}
}

// TestPacks runs every rule's own sentences: the marks drawn into a hit must come out, a leave must stay as it is.
func TestPacks(t *testing.T) {
	b, err := builtin()
	if err != nil {
		t.Error(err)
	}
	for _, p := range b.packs {
		if want := "packs/" + p.Name + ".yaml"; p.File != want && p.Name != lexiconPack {
			t.Errorf("%s belongs into %s, where BuiltinPack looks for it", p.File, want)
		}
		t.Run(p.Name, func(t *testing.T) {
			for _, f := range TestPack(b.engine, p) {
				t.Errorf("%s", f)
			}
		})
	}
}

// TestLexicon keeps the lexicon free of what the packs have.
func TestLexicon(t *testing.T) {
	b, err := builtin()
	if err != nil {
		t.Error(err)
	}
	known := map[string]string{}
	for _, p := range b.packs {
		for i := range p.Rules {
			r := &p.Rules[i]
			if other, ok := known[r.ZH]; ok && p.Name == lexiconPack {
				t.Errorf("packs/lexicon.tsv:%d: %s is in %s already", r.Line, r.ZH, other)
			}
			known[r.ZH] = r.Name()
		}
	}
}

// TestMarked pins the notation of hits.
func TestMarked(t *testing.T) {
	text, marks := readMarked("a [micro-letter=>WeChat] app, [x] and [y=>]")
	if text != "a micro-letter app, [x] and y" || fmt.Sprint(marks) != "[{2-14 WeChat} {28-29 }]" {
		t.Errorf("%q %v", text, marks)
	}
}

// TestFixesHold applies the fixes of all hits and annotates again: nothing new may be found in what the rule itself put there.
func TestFixesHold(t *testing.T) {
	b, err := builtin()
	if err != nil {
		t.Error(err)
	}
	for _, p := range b.packs {
		for i := range p.Rules {
			r := &p.Rules[i]
			for _, h := range r.Hits {
				text, _ := readMarked(h)
				fixed := Apply([]byte(text), b.engine.Annotate(document.Plain([]byte(text)), Options{}))
				for _, a := range b.engine.Annotate(document.Plain(fixed), Options{}) {
					if a.Rule == r.Name() && a.Origin == FromRule && !strings.Contains(text, string(fixed[a.Span.Start:a.Span.End])) {
						t.Errorf("packs/%s.yaml:%d: %s marks its own fix %q again in %q", p.Name, r.Line, r.ID, fixed[a.Span.Start:a.Span.End], fixed)
					}
				}
			}
		}
	}
}
