package annotate

import (
	"reflect"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// plainProse is ordinary English, long enough for several passages.
var plainProse = strings.Repeat("The river rose for nine days, and the farmers moved their cattle to the hills before the road was under water.\n\n", 3*passageSize/100)

// What a passage says counts in all others, before it and behind it.
func TestWorkHeedsTheWholeText(t *testing.T) {
	const glitch, names = "She sent him a red envelope through the micro-letter wallet.\n\n", "Tencent and Alibaba fight over WeChat and Taobao, say Pony Ma and Jack Ma.\n\n"
	e := Builtin()
	for name, text := range map[string]string{
		"names behind": glitch + plainProse + names,
		"names before": names + plainProse + glitch,
	} {
		d := document.Plain([]byte(text))
		w := e.Start(d, Options{})
		if w.Passages() < 3 {
			t.Fatalf("%s: %d passages", name, w.Passages())
		}
		at := strings.Index(text, "micro-letter")
		i := w.PassageAt(at)
		alone := w.Explain(document.Span{Start: at, End: at + 12})
		w.SurveyAll()
		inLight := w.Explain(document.Span{Start: at, End: at + 12})
		if alone.Stands == nil || inLight.Stands == nil {
			t.Fatalf("%s: %v, then %v", name, alone, inLight)
		}
		told := func(x Explanation) bool {
			for _, r := range x.Candidates[0].Reasons {
				if r.What == featureWords[manyNames] {
					return true
				}
			}
			return false
		}
		if told(alone) || !told(inLight) {
			t.Errorf("%s: names elsewhere count %v without a survey, %v with one", name, told(alone), told(inLight))
		}
		if got := w.Annotate(i); len(got) != 1 || got[0].Fix != "WeChat" {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A text read in passages has the annotations that it has when it is read at once.
func TestWorkIsTheWhole(t *testing.T) {
	e := Builtin()
	article := "The \"micro-letter\" red envelope war of the e-commerce electricity supplier.\n\nMa Huateng of Tencent said that pay treasure is in trouble, 3.5 one hundred million yuan were lost.\n\n" +
		"Weibo CEO Wang fly sold Taobao's the cat to Jingdong.\n\n"
	for _, text := range []string{strings.Repeat(article, 2*passageSize/len(article)), article + plainProse + article, plainProse, ""} {
		d := document.Markdown([]byte(text))
		r := e.read(d)
		r.weigh()
		want, got := r.resolve(), e.Annotate(d, Options{})
		if len(want) != len(got) {
			t.Fatalf("%d annotations, want %d", len(got), len(want))
		}
		for i := range want {
			want[i].Evidence, got[i].Evidence = nil, nil
			if !reflect.DeepEqual(want[i], got[i]) {
				t.Fatalf("%+v, want %+v", got[i], want[i])
			}
		}
	}
}

// Passages cover the text without a gap, and surveying one twice counts it once.
func TestWorkPassages(t *testing.T) {
	d := document.Plain([]byte(plainProse + "Tencent owns WeChat."))
	w := Builtin().Start(d, Options{})
	at := 0
	for i := range w.Passages() {
		s := w.Passage(i)
		if s.Start != at || w.PassageAt(s.Start) != i || w.PassageAt(s.End-1) != i {
			t.Fatalf("passage %d is %v, the one before ends at %d", i, s, at)
		}
		at = s.End
	}
	if at != len(d.Source()) {
		t.Errorf("the passages end at %d of %d", at, len(d.Source()))
	}
	w.SurveyAll()
	once := w.known.clone()
	w.SurveyAll()
	if !reflect.DeepEqual(once, w.known) {
		t.Error("a passage was counted twice")
	}
}
