package annotate

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

var update = flag.Bool("update", false, "write the files that the tests compare with")

// TestCompiled compares the packs in the program with their YAML files.
func TestCompiled(t *testing.T) {
	all, err := BuiltinPacks()
	if err != nil {
		t.Error(err)
	}
	words := "# Words that the near lists of many rules have. Written by TestCompiled -update.\n" + strings.Join(findCommonplaces(all), "\n") + "\n"
	if *update {
		if err := os.WriteFile("packs/commonplace.txt", []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if words != commonplace {
		t.Error("packs/commonplace.txt is older than the YAML files: run `go test ./internal/annotate -run TestCompiled -update`")
	}
	want, err := compile(all)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("packs/compiled.gob", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(want, compiled) {
		t.Error("packs/compiled.gob is older than the YAML files: run `go test ./internal/annotate -run TestCompiled -update`")
	}
}

// TestPacks runs every rule's own sentences: the marks drawn into a hit must come out, a leave must stay as it is.
func TestPacks(t *testing.T) {
	all, err := BuiltinPacks()
	if err != nil {
		t.Error(err)
	}
	engine := New(all...)
	engine.temper(ordinary)
	for _, p := range all {
		t.Run(p.Name, func(t *testing.T) {
			for _, f := range TestPack(engine, p) {
				t.Errorf("%s", f)
			}
		})
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
	all, err := BuiltinPacks()
	if err != nil {
		t.Error(err)
	}
	engine := New(all...)
	engine.temper(ordinary)
	for _, p := range all {
		for i := range p.Rules {
			r := &p.Rules[i]
			for _, h := range r.Hits {
				text, _ := readMarked(h)
				fixed := Apply([]byte(text), engine.Annotate(document.Plain([]byte(text)), Options{}))
				for _, a := range engine.Annotate(document.Plain(fixed), Options{}) {
					if a.Rule == r.Name() && a.Origin == FromRule && !strings.Contains(text, string(fixed[a.Span.Start:a.Span.End])) {
						t.Errorf("packs/%s.yaml:%d: %s marks its own fix %q again in %q", p.Name, r.Line, r.ID, fixed[a.Span.Start:a.Span.End], fixed)
					}
				}
			}
		}
	}
}
