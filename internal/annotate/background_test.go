package annotate

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// TestBackground counts, with -background, how often each form stands in ordinary English, and how often it would be marked there.
func TestBackground(t *testing.T) {
	if *background == "" {
		t.Skip("run with -background FILE to count the forms in ordinary English")
	}
	packs, err := BuiltinPacks()
	if err != nil {
		t.Log(err)
	}
	e := New(packs...)
	data, err := os.ReadFile(*background)
	if err != nil {
		t.Fatal(err)
	}
	type tally struct {
		what        string
		risk        Risk
		seen, fired int
	}
	all := map[string]*tally{}
	for line := range strings.Lines(string(data)) {
		var c devCase
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		r := e.read(document.Plain([]byte(c.Text)), Options{})
		r.weigh()
		for i := range r.candidates {
			k := &r.candidates[i]
			f := &e.forms[k.form]
			key := e.rules[f.rule].Name() + " | " + strings.ToLower(strings.Join(strings.Fields(string(r.blocks[k.block].Text[k.start:k.end])), " "))
			if all[key] == nil {
				all[key] = &tally{what: key, risk: f.risk}
			}
			all[key].seen++
			if k.refused == "" && k.belief >= 0.5 {
				all[key].fired++
			}
		}
	}
	var list []*tally
	for _, x := range all {
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b *tally) int {
		if a.fired != b.fired {
			return b.fired - a.fired
		}
		return b.seen - a.seen
	})
	for _, x := range list {
		if x.fired > 0 || x.risk == Low || x.seen > 400 {
			fmt.Printf("%5d seen %4d marked  %-4s %s\n", x.seen, x.fired, x.risk, x.what)
		}
	}
}
