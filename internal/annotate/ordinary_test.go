package annotate

import (
	"bytes"
	"strings"
	"testing"
)

// TestUnguarded holds the built-in rules to the counts: what stands in ordinary English carries a condition.
func TestUnguarded(t *testing.T) {
	b, err := builtin()
	if err != nil {
		t.Error(err)
	}
	for _, err := range Unguarded(b.packs) {
		t.Error(err)
	}
}

// TestUnguardedBites shows that a rule without a condition is found.
func TestUnguardedBites(t *testing.T) {
	p := &Pack{Name: "x", Rules: []Rule{{Pack: "x", ID: "y", Kind: Term, Fix: "z", Match: []Form{{Text: "a {live,plastic}"}}}}}
	if got := Unguarded([]*Pack{p}); len(got) != 2 || !strings.Contains(got[0].Error(), `packs/x.yaml:0: rule "y"`) {
		t.Errorf("got %v", got)
	}
	p.Rules[0].Risk, p.Rules[0].Near = Mid, []string{"stream"}
	if got := Unguarded([]*Pack{p}); got != nil {
		t.Errorf("with a condition: %v", got)
	}
}

// TestTally counts phrases under one spelling.
func TestTally(t *testing.T) {
	c := NewTally([]*Pack{{Name: "x", Rules: []Rule{{Pack: "x", ID: "y", Kind: Term, Fix: "z", Match: []Form{{Text: "micro letter"}}}}}})
	c.Read([]byte("A micro-letter, a Micro\nletter and micro letters."))
	var b bytes.Buffer
	if err := c.Write(&b, []string{"# Texts: one."}); err != nil {
		t.Fatal(err)
	}
	want := "# Phrases of rules in 0 MB of ordinary English, and how often each stands there.\n# Texts: one.\nmicro letter\t2\nmicro letters\t1\n"
	if b.String() != want {
		t.Errorf("got %q", b.String())
	}
}
