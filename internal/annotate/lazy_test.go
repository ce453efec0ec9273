package annotate

import (
	"slices"
	"testing"
)

// TestLazy: a rule that is read when it is asked for is the one that an engine has which was built of all of them.
func TestLazy(t *testing.T) {
	b, err := builtin()
	if err != nil {
		t.Error(err)
	}
	e, _, err := readEngine(b.file)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.rules) != len(b.engine.rules) || !slices.Equal(e.ruleOf, b.engine.ruleOf) {
		t.Fatalf("%d rules with %d forms, want %d with %d", len(e.rules), len(e.ruleOf), len(b.engine.rules), len(b.engine.ruleOf))
	}
	for i := range e.rules {
		if e.rules[i].read.Load() != nil {
			t.Fatalf("rule %d was read though nobody has asked for it", i)
		}
		name := e.ruleName(i)
		got, want := e.rule(int32(i)), b.engine.rule(int32(i))
		switch {
		case name != want.Name() || got.Name() != name:
			t.Errorf("rule %d is called %s and %s, want %s", i, name, got.Name(), want.Name())
		case !slices.Equal(got.named, want.named) || got.itself != want.itself:
			t.Errorf("%s: its names are %v and %d, want %v and %d", name, got.named, got.itself, want.named, want.itself)
		case !slices.Equal(got.forms, want.forms) || got.first != want.first:
			t.Errorf("%s: its forms are %v, want %v", name, got.forms, want.forms)
		}
		got.readCues()
		for k, list := range got.cueLists() {
			if !slices.Equal(*list, *want.cueLists()[k]) {
				t.Errorf("%s: %q, want %q", name, *list, *want.cueLists()[k])
			}
		}
	}
	for i := range e.ruleOf {
		if got, want := *e.form(int32(i)), *b.engine.form(int32(i)); got != want {
			t.Fatalf("form %d is %v, want %v", i, got, want)
		}
	}
}
