package review

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// found are annotations as the engine makes them: sorted and apart.
func found(starts ...int) (all []annotate.Annotation) {
	for _, s := range starts {
		all = append(all, annotate.Annotation{Span: document.Span{Start: s, End: s + 5}, Fix: "fix", Origin: annotate.FromRule})
	}
	return all
}

func verdict(start int, r Ruling) Verdict {
	return Verdict{Span: document.Span{Start: start, End: start + 5}, Ruling: r, Fix: "mine"}
}

// said is what annotations amount to: where each stands, its fix, whose it is.
func said(all []annotate.Annotation) (list []string) {
	for _, a := range all {
		list = append(list, string(rune('a'+a.Span.Start/10))+" "+a.Fix+" "+string(a.Origin))
	}
	return list
}

func TestApply(t *testing.T) {
	for name, c := range map[string]struct {
		verdicts []Verdict
		want     []string
	}{
		"none":                         {nil, []string{"a fix rule", "b fix rule", "c fix rule"}},
		"accepted":                     {[]Verdict{verdict(10, Accepted)}, []string{"a fix rule", "b fix reader", "c fix rule"}},
		"rejected":                     {[]Verdict{verdict(10, Rejected)}, []string{"a fix rule", "c fix rule"}},
		"edited":                       {[]Verdict{verdict(10, Edited)}, []string{"a fix rule", "b mine reader", "c fix rule"}},
		"own, between others":          {[]Verdict{verdict(15, Edited)}, []string{"a fix rule", "b fix rule", "b mine reader", "c fix rule"}},
		"own, over another":            {[]Verdict{verdict(12, Edited)}, []string{"a fix rule", "b mine reader", "c fix rule"}},
		"own, behind all":              {[]Verdict{verdict(40, Edited)}, []string{"a fix rule", "b fix rule", "c fix rule", "e mine reader"}},
		"rejected where there is none": {[]Verdict{verdict(40, Rejected)}, []string{"a fix rule", "b fix rule", "c fix rule"}},
	} {
		var v Hand
		v.Rule(c.verdicts...)
		if got := said(v.Apply(found(0, 10, 20))); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestUndo: undoing all leads back to the start, redoing all to the end, step by step.
func TestUndo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var v Hand
		states := [][]Verdict{v.Verdicts()}
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			var all []Verdict
			for _, start := range rapid.SliceOfNDistinct(rapid.SampledFrom([]int{0, 10, 20, 30}), 1, 3, rapid.ID).Draw(t, "starts") {
				all = append(all, verdict(start, Ruling(rapid.IntRange(0, 3).Draw(t, "ruling"))))
			}
			v.Rule(all...)
			states = append(states, v.Verdicts())
		}
		for i := len(states) - 2; i >= 0; i-- {
			if _, ok := v.Undo(); !ok || !reflect.DeepEqual(v.Verdicts(), states[i]) {
				t.Fatalf("undone to %v, want %v", v.Verdicts(), states[i])
			}
		}
		if _, ok := v.Undo(); ok {
			t.Fatal("more was undone than was done")
		}
		for _, want := range states[1:] {
			if _, ok := v.Redo(); !ok || !reflect.DeepEqual(v.Verdicts(), want) {
				t.Fatalf("done again to %v, want %v", v.Verdicts(), want)
			}
		}
		if _, ok := v.Redo(); ok {
			t.Fatal("more was done again than was undone")
		}
	})
}

// TestRecall: what an earlier session decided cannot be undone, and gives way to what this one decided.
func TestRecall(t *testing.T) {
	var v Hand
	v.Recall(Kept{Verdicts: []Verdict{verdict(10, Rejected)}})
	if _, ok := v.Undo(); ok || v.Of(verdict(10, Undecided).Span) != Rejected {
		t.Error("a recalled verdict was undone")
	}
	v.Rule(verdict(30, Accepted))
	v.Recall(Kept{Verdicts: []Verdict{verdict(20, Rejected)}})
	if v.Of(verdict(20, Undecided).Span) != Undecided {
		t.Error("a recall is taken after something was decided")
	}
}

func TestRejected(t *testing.T) {
	var v Hand
	spans := Touching(found(0, 10, 20), []document.Span{{Start: 22, End: 23}, {Start: 1, End: 2}, {Start: 6, End: 9}})
	if len(spans) != 2 || spans[0].Start != 0 || spans[1].Start != 20 {
		t.Fatalf("touching are %v", spans)
	}
	v.Rule(verdict(0, Rejected))
	if v.Rejected(spans) || v.Rejected(nil) {
		t.Error("not all are rejected")
	}
	v.Rule(verdict(20, Rejected))
	if !v.Rejected(spans) {
		t.Error("all are rejected")
	}
}

func TestSummary(t *testing.T) {
	all := found(0, 10, 20, 30)
	all[0].Kind, all[1].Kind, all[2].Kind, all[3].Kind = annotate.Person, annotate.Grammar, annotate.Person, annotate.Boilerplate
	if got, want := Summary(all), "3 fixes: 2 people, 1 point of grammar"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Summary(all[3:]); got != "nothing to fix" {
		t.Errorf("%q", got)
	}
}
