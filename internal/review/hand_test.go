package review

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func spanOf(text, words string) document.Span {
	at := strings.Index(text, words)
	return document.Span{Start: at, End: at + len(words)}
}

// TestHandBack: whatever was ruled, marked, changed and erased, undoing all leads back and redoing all forth; what was kept act by act is what the hand has.
func TestHandBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h Hand
		kept := Kept{}
		states := []Kept{h.Kept()}
		for range rapid.IntRange(0, 10).Draw(t, "steps") {
			id := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "id")
			start := rapid.SampledFrom([]int{0, 10, 20}).Draw(t, "start")
			var act Act
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				act = h.Rule(verdict(start, Ruling(rapid.IntRange(0, 3).Draw(t, "ruling"))))
			case 1, 2:
				act = h.Mark(Mark{ID: id, Span: verdict(start, 0).Span, Colour: rapid.SampledFrom(Colours).Draw(t, "colour")})
			case 3:
				act = h.Erase(id)
			}
			kept = kept.With(act)
			if !act.Empty() {
				states = append(states, h.Kept())
			}
		}
		if !reflect.DeepEqual(kept, h.Kept()) {
			t.Fatalf("kept %+v, it is %+v", kept, h.Kept())
		}
		for i := len(states) - 2; i >= 0; i-- {
			act, ok := h.Undo()
			if kept = kept.With(act); !ok || !reflect.DeepEqual(h.Kept(), states[i]) || !reflect.DeepEqual(kept, states[i]) {
				t.Fatalf("undone to %+v, want %+v", h.Kept(), states[i])
			}
		}
		for _, want := range states[1:] {
			if _, ok := h.Redo(); !ok || !reflect.DeepEqual(h.Kept(), want) {
				t.Fatalf("done again to %+v, want %+v", h.Kept(), want)
			}
		}
	})
}

// TestFixOverFix: a fix of the reader's own takes the place of those that it touches, as one act; a rejection does not.
func TestFixOverFix(t *testing.T) {
	const text = "the old cat sat on the mat"
	var h Hand
	h.Rule(Verdict{Span: spanOf(text, "old cat"), Ruling: Edited, Fix: "Tom"})
	h.Rule(Verdict{Span: spanOf(text, "mat"), Ruling: Edited, Fix: "rug"})
	h.Rule(Verdict{Span: spanOf(text, "cat"), Ruling: Rejected})
	before := h.Kept()
	act := h.Rule(Verdict{Span: spanOf(text, "the old cat sat"), Ruling: Edited})
	if anns := h.Apply(nil); len(anns) != 2 || anns[0].Span != spanOf(text, "the old cat sat") || anns[1].Fix != "rug" {
		t.Errorf("it reads %+v", anns)
	}
	if len(act.Verdicts) != 2 || act.Verdicts[1].After.Ruling != Undecided {
		t.Errorf("the act is %+v", act)
	}
	if h.Undo(); !reflect.DeepEqual(h.Kept(), before) {
		t.Errorf("undone to %+v, want %+v", h.Kept(), before)
	}
}

func TestMarkNothingNew(t *testing.T) {
	var h Hand
	m := Mark{ID: "a", Span: document.Span{End: 3}, Note: "n"}
	h.Mark(m)
	if act := h.Mark(m); !act.Empty() {
		t.Errorf("the same mark again is an act: %+v", act)
	}
	if act := h.Erase("b"); !act.Empty() {
		t.Errorf("taking away nothing is an act: %+v", act)
	}
}

// TestHandCarried: marks and verdicts follow their words; what has none is an orphan with its words; a fix of the reader's own is never lost.
func TestHandCarried(t *testing.T) {
	before := "Jack Ma spoke of micro-letter users today. Sina sold its stake for a song, people say. The cat sat on the mat all day long."
	var h Hand
	h.Rule(Verdict{Span: spanOf(before, "micro-letter"), Ruling: Rejected}, Verdict{Span: spanOf(before, "cat"), Ruling: Edited, Fix: "Tmall"},
		Verdict{Span: spanOf(before, "mat"), Ruling: Accepted})
	h.Mark(Mark{ID: "a", Span: spanOf(before, "sold its stake for a song"), Colour: "green"}, Mark{ID: "b", Span: spanOf(before, "sat on"), Note: "what?"})
	after := "News. Jack Ma spoke of micro-letter users today. Sina sold all its stake for a song, people say."
	there := h.Carried(document.Compare([]byte(before), []byte(after)))
	if len(there.Verdicts()) != 1 || there.VerdictOn(spanOf(after, "micro-letter")).Ruling != Rejected {
		t.Errorf("verdicts %+v", there.Verdicts())
	}
	marks := there.Marks()
	if len(marks) != 3 || marks[0].ID != "a" || after[marks[0].Span.Start:marks[0].Span.End] != "sold all its stake for a song" {
		t.Fatalf("marks %+v", marks)
	}
	var own, note Mark
	for _, m := range marks[1:] {
		if m.Fix != nil {
			own = m
		} else {
			note = m
		}
	}
	if !own.Orphan() || own.Fix == nil || *own.Fix != "Tmall" || own.Quote.Exact != "cat" || !note.Orphan() || note.Quote.Exact != "sat on" {
		t.Errorf("orphans %+v %+v", own, note)
	}
	again := h.Carried(document.Compare([]byte(before), []byte(after)))
	if !reflect.DeepEqual(again.Marks(), marks) {
		t.Error("leading it over again makes other marks")
	}

	back := there.Carried(document.Compare([]byte(after), []byte(before)))
	if m, _ := back.MarkCalled("b"); before[m.Span.Start:m.Span.End] != "sat on" {
		t.Errorf("the words are back, the note is at %v", m.Span)
	}
	back.Put(own.ID, spanOf(before, "cat"), []byte(before))
	if v := back.VerdictOn(spanOf(before, "cat")); v.Ruling != Edited || v.Fix != "Tmall" {
		t.Errorf("put by hand: %+v", v)
	}
	if _, there := back.MarkCalled(own.ID); there {
		t.Error("it is still homeless")
	}
	if _, ok := back.Undo(); !ok || back.VerdictOn(spanOf(before, "cat")).Ruling != Undecided {
		t.Error("putting it cannot be undone")
	}
}

func TestColourCalled(t *testing.T) {
	for name, want := range map[string]Colour{"yellow": "yellow", "G": "green", "pu": "purple", "": "", "mauve": ""} {
		if got, ok := ColourCalled(name); got != want || ok != (want != "") {
			t.Errorf("%q: %q", name, got)
		}
	}
}
