package glossary

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

const handWritten = `# My rules.
pack: mine   # the name
rules:
    # the first one
    -   id: hongniu
        fix:   Hongniu
        kind: brand
        match: [ vermilion cow ]   # more to come
        hits: [ "A [vermilion cow=>Hongniu]." ]
        leaves: [ "A cow." ]
    # the end

# What follows is something else.
shields: [ red cow of the sea ]
`

// TestCorrection: what a reader puts right becomes a rule that comes out in its sentence, and undoing it leaves the file as it was.
func TestCorrection(t *testing.T) {
	for _, before := range []string{"", handWritten, "pack: mine\n", strings.ReplaceAll(handWritten, "\n", "\r\n"), strings.TrimSuffix("pack: mine\nrules:\n  - "+strings.TrimPrefix(strings.TrimSpace(RuleYAML(&annotate.Rule{
		ID: "x", Fix: "X", Kind: annotate.Brand, Match: []annotate.Form{{Text: "xx"}}, Hits: []string{"[xx=>X]"}, Leaves: []string{"z"},
	}, "  ")), "- "), "\n")} {
		c := Correction{Words: "the Zorb\nquux's", Fix: "Zuobu", ZH: "佐布", Sentence: "In Shenzhen,  the Zorb quux's shop\nopened.", Only: &annotate.Scope{Sites: []string{"example.com"}}}
		r, err := c.Rule()
		if err != nil {
			t.Fatal(err)
		}
		a, err := AddRule("mine.yaml", "mine", []byte(before), r, nil)
		if err != nil {
			t.Errorf("%q: %v", before, err)
			continue
		}
		if a.Rule.ID != "zuobu" || !slices.Equal(a.Rule.Hits, []string{"In Shenzhen, the [Zorb quux=>Zuobu]'s shop opened."}) || a.Rule.Kind != annotate.Brand {
			t.Errorf("%+v", a.Rule)
		}
		p, err := annotate.ReadPack("mine.yaml", a.After)
		if err != nil || p.Rules[len(p.Rules)-1].Only.String() != "site example.com" {
			t.Errorf("%v\n%s", err, a.After)
		}
		if back, err := a.Undo("mine.yaml", a.After); err != nil || string(back) != before {
			t.Errorf("undone: %v\n%q\nwant\n%q", err, back, before)
		}
		more := append(slices.Clip(a.After), "# a line more\n"...)
		if back, err := a.Undo("mine.yaml", more); err != nil || strings.Contains(string(back), "zuobu") || !strings.Contains(string(back), "# a line more") {
			t.Errorf("undone in an edited file: %v\n%s", err, back)
		}
	}
}

// TestConditionError: for ordinary words a condition is asked for, but not where the reader names the articles.
func TestNeedsCondition(t *testing.T) {
	c := Correction{Words: "contacts", Fix: "Laiwang", Sentence: "Alibaba's chat app contacts has few users."}
	needs := (*ConditionError)(nil)
	if _, err := c.Rule(); !errors.As(err, &needs) || needs.Risk != annotate.High {
		t.Fatalf("%v", err)
	}
	near := ProposeNear("He has contacts.\n\nAlibaba's chat app contacts has few users, says Alibaba. Zorbcorp of Hangzhou left contacts for Alibaba.", c.Words)
	if len(near) == 0 || near[0] != "Alibaba" || slices.Contains(near, "contacts") || slices.Contains(near, "has") {
		t.Errorf("proposed: %q", near)
	}
	c.Near = []string{"chat app", "Alibaba", "users"}
	r, err := c.Rule()
	if err != nil || r.Risk != annotate.High {
		t.Fatalf("%+v, %v", r, err)
	}
	a, err := AddRule("mine.yaml", "mine", nil, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := annotate.ReadPack("mine.yaml", a.After)
	e, _ := annotate.Layered([]*annotate.Pack{p}, nil)
	if failed := annotate.TestPack(e, p); len(failed) > 0 {
		t.Error(failed)
	}
	c.Near, c.Only = nil, &annotate.Scope{Articles: []string{"one"}}
	if r, err = c.Rule(); err != nil || r.Risk != annotate.Low {
		t.Fatalf("in one article: %+v, %v", r, err)
	}
	if _, err := AddRule("mine.yaml", "mine", nil, r, nil); err != nil {
		t.Error(err)
	}
}

// TestAddRefuses: nothing is added where a rule would be wrong.
func TestAddRefuses(t *testing.T) {
	rule := func(c Correction) annotate.Rule {
		r, err := c.Rule()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	failed := (*SentencesError)(nil)
	if _, err := AddRule("m.yaml", "mine", nil, rule(Correction{Words: "zorb quux", Fix: "Z", Sentence: "Nothing of it."}), nil); !errors.As(err, &failed) {
		t.Errorf("a sentence without the words: %v", err)
	}
	if _, err := AddRule("m.yaml", "mine", []byte("pack: mine\ncolour: x\n"), rule(Correction{Words: "zorb quux", Fix: "Z"}), nil); !errors.Is(err, ErrMistakes) || !strings.Contains(err.Error(), "m.yaml:2:1") {
		t.Errorf("a broken file: %v", err)
	}
	if _, err := AddRule("m.yaml", "mine", []byte("pack: mine\nrules: []\n"), rule(Correction{Words: "zorb quux", Fix: "Z"}), nil); !errors.Is(err, errNoPlace) {
		t.Errorf("no place: %v", err)
	}
	for _, words := range []string{"", " ", "a (b)", "x {y"} {
		if _, err := (&Correction{Words: words, Fix: "Z"}).Rule(); !errors.Is(err, errWords) {
			t.Errorf("%q: %v", words, err)
		}
	}
}

// TestRemove: any rule can be taken out of a pack, and everything else stays as it is.
func TestRemove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
		lines := []string{"# head", "pack: mine", "rules:"}
		n := rapid.IntRange(1, 4).Draw(t, "rules")
		gone := rapid.IntRange(0, n-1).Draw(t, "removed")
		keep := slices.Clone(lines)
		for i := range n {
			id := string(rune('a' + i))
			var item []string
			switch rapid.IntRange(0, 2).Draw(t, "form") {
			case 0:
				item = []string{"  - {id: " + id + ", fix: X, kind: brand, match: [x" + id + `], hits: ["[x` + id + `=>X]"], leaves: [z]}   # flow`}
			case 1:
				item = []string{"  - id: " + id, "    fix: X", "    # inside", "    kind: brand", "    match: [x" + id + "]", `    hits: ["[x` + id + `=>X]"]`, "    leaves:", "      - z"}
			default:
				item = []string{"  -", "    id: " + id, "    note: >", "      # no comment", "    fix: X", "    kind: brand", "    match: [x" + id + "]", `    hits: ["[x` + id + `=>X]"]`, "    leaves: [z]"}
			}
			if i > 0 && rapid.Bool().Draw(t, "blank") {
				lines = append(lines, "")
				if i != gone {
					keep = append(keep, "")
				}
			}
			if rapid.Bool().Draw(t, "comment") {
				lines, keep = append(lines, "  # about "+id), append(keep, "  # about "+id)
				if len(lines) > 1 && lines[len(lines)-2] == "" && i == gone { // the blank is not directly before the rule
					keep = slices.Insert(keep, len(keep)-1, "")
				}
			}
			lines = append(lines, item...)
			if i != gone {
				keep = append(keep, item...)
			}
		}
		tail := rapid.SampledFrom([][]string{nil, {"", "# end"}, {"shields: [a b]"}, {"  # end", "", "about: x"}}).Draw(t, "tail")
		text := strings.Join(append(lines, tail...), end) + end
		want := strings.Join(append(keep, tail...), end) + end
		out, err := Remove("m.yaml", []byte(text), string(rune('a'+gone)))
		if err != nil || string(out) != want {
			t.Fatalf("%v\n%s\nis\n%q\nwant\n%q", err, text, out, want)
		}
	})
	for text, want := range map[string]error{"pack: m\nrules: [{id: a, fix: X, kind: brand, match: [x], hits: [\"[x=>X]\"], leaves: [z]}]\n": errStays} {
		if _, err := Remove("m.yaml", []byte(text), "a"); !errors.Is(err, want) {
			t.Errorf("%v", err)
		}
	}
	if _, err := Remove("m.yaml", []byte("pack: m\n"), "a"); err == nil || !strings.Contains(err.Error(), "no rule called") {
		t.Errorf("%v", err)
	}
}
