package render

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// shownMarks draws the lines of a page with the marks in them: a stretch of mark 0 in a⟨…⟩, of mark 1 in b⟨…⟩.
func shownMarks(p *Page) string {
	var b strings.Builder
	for _, line := range p.Lines(p.Top(), 100) {
		now := -1
		for x, c := range line.Cells {
			r, _ := line.RunAt(x)
			if r.Mark != now {
				if now >= 0 {
					b.WriteString("⟩")
				}
				if now = r.Mark; now >= 0 {
					b.WriteString(string(rune('a'+now)) + "⟨")
				}
			}
			b.WriteString(c.Content)
		}
		if now >= 0 {
			b.WriteString("⟩")
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String())
}

// TestMarksShown: marks stand on their words in every mode and width, over fixes, markup, line ends, tables and code; the sign of a note stands
// behind its last word; where two overlap, the shorter is on top.
func TestMarksShown(t *testing.T) {
	type given struct {
		words string
		note  bool
	}
	for name, c := range map[string]struct {
		text  string // with fixes as ⟦words=>fix⟧
		marks []given
		mode  Mode
		width int
		want  string
	}{
		"plain":                {"One two three.", []given{{"two", false}}, Marked, 40, "One a⟨two⟩ three."},
		"note":                 {"One two three.", []given{{"two", true}}, Marked, 40, "One a⟨two✎⟩ three."},
		"note on the whole":    {"One two three.", []given{{"One two three.", true}}, Marked, 40, "a⟨One two three.✎⟩"},
		"overlapping":          {"One two three four.", []given{{"One two three", true}, {"three four", false}}, Marked, 40, "a⟨One two ⟩b⟨three⟩a⟨✎⟩b⟨ four⟩."},
		"one in another":       {"One two three four.", []given{{"One two three", false}, {"two", true}}, Marked, 40, "a⟨One ⟩b⟨two✎⟩a⟨ three⟩ four."},
		"over emphasis":        {"One *two* **three** four.", []given{{"two* **three", true}}, Marked, 40, "One a⟨two three✎⟩ four."},
		"to the mark's end":    {"One **two** three.", []given{{"**two**", true}}, Marked, 40, "One a⟨two✎⟩ three."},
		"over a line end":      {"One two\nthree four.", []given{{"two\nthree", true}}, Marked, 9, "One a⟨two⟩\na⟨three✎⟩\nfour."},
		"a fix, as found":      {"The ⟦micro-letter=>WeChat⟧ here.", []given{{"micro-letter", true}}, Marked, 40, "The a⟨micro-letter✎⟩ here."},
		"a fix, fixed":         {"The ⟦micro-letter=>WeChat⟧ here.", []given{{"micro-letter", true}}, Fixed, 40, "The a⟨WeChat✎⟩ here."},
		"a fix, both":          {"The ⟦micro-letter=>WeChat⟧ here.", []given{{"micro-letter", true}}, Both, 40, "The a⟨WeChat (micro-letter)✎⟩ here."},
		"a fix, original":      {"The ⟦micro-letter=>WeChat⟧ here.", []given{{"micro-letter", true}}, Original, 40, "The a⟨micro-letter✎⟩ here."},
		"part of a fix":        {"The ⟦micro-letter=>WeChat⟧ here.", []given{{"letter", false}}, Fixed, 40, "The a⟨WeChat⟩ here."},
		"fix and more":         {"The ⟦micro-letter=>WeChat⟧ here.", []given{{"micro-letter here", true}}, Fixed, 40, "The a⟨WeChat here✎⟩."},
		"what is left out":     {"One ⟦gone=>⟧ two.", []given{{"One gone", true}}, Fixed, 40, "a⟨One ✎⟩ two."},
		"in a list":            {"- One two\n- three", []given{{"two", true}}, Marked, 40, "• One a⟨two✎⟩\n• three"},
		"in code":              {"```\nx := 1\ny := 2\n```", []given{{"x := 1", true}}, Marked, 40, "a⟨x := 1✎⟩\n  y := 2"},
		"over two blocks":      {"One.\n\nTwo.", []given{{"One.\n\nTwo", true}}, Marked, 40, "a⟨One.⟩\n\na⟨Two✎⟩."},
		"over an entity":       {"One &amp; two.", []given{{"One &amp;", true}}, Marked, 40, "a⟨One &✎⟩ two."},
		"Chinese":              {"他用微信支付。", []given{{"微信", true}}, Marked, 40, "他用a⟨微信✎⟩支付。"},
		"two notes at one end": {"One two.", []given{{"One two", true}, {"two", true}}, Marked, 40, "a⟨One ⟩b⟨two⟩a⟨✎⟩b⟨✎⟩."},
	} {
		source, anns := annotated(c.text)
		var all []Mark
		for _, g := range c.marks {
			at := strings.Index(source, g.words)
			all = append(all, Mark{Span: document.Span{Start: at, End: at + len(g.words)}, Role: RoleGreen, Note: g.note})
		}
		p := NewPage(document.Markdown([]byte(source)), anns)
		p.SetView(View{Width: c.width, Mode: c.mode})
		p.Lines(p.Top(), 10)
		p.SetMarks(all)
		if got := shownMarks(p); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
		p.SetMarks(nil)
		if got := shownMarks(p); strings.ContainsAny(got, "⟨✎") {
			t.Errorf("%s: taken away, there is still\n%s", name, got)
		}
	}
}

// annotated takes the fixes out of a text and says where they were.
func annotated(text string) (source string, anns []annotate.Annotation) {
	for {
		before, rest, ok := strings.Cut(text, "⟦")
		source += before
		if !ok {
			return source, anns
		}
		words, rest, _ := strings.Cut(rest, "=>")
		fix, rest, _ := strings.Cut(rest, "⟧")
		anns = append(anns, annotate.Annotation{Span: document.Span{Start: len(source), End: len(source) + len(words)}, Fix: fix, Kind: annotate.Term})
		source, text = source+words, rest
	}
}

// TestSections: at every place lies the shortest of the marks there, whatever they are.
func TestSections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Mark {
			start := rapid.IntRange(0, 20).Draw(t, "start")
			return Mark{Span: document.Span{Start: start, End: start + rapid.IntRange(0, 9).Draw(t, "length")}}
		}), 0, 8).Draw(t, "marks")
		cut := newMarks(all).sections
		if !slices.IsSortedFunc(cut, func(a, b section) int { return cmp.Compare(a.span.Start, b.span.Start) }) {
			t.Fatalf("not in order: %v", cut)
		}
		for at := range 30 {
			want, got := -1, -1
			for i, m := range all {
				if m.Span.Contains(at) && (want < 0 || m.Span.Len() <= all[want].Span.Len()) {
					want = i
				}
			}
			for _, s := range cut {
				if s.span.Contains(at) {
					if got >= 0 {
						t.Fatalf("two at %d: %v", at, cut)
					}
					got = s.mark
				}
			}
			if got != want {
				t.Fatalf("at %d lies %d, want %d of %v", at, got, want, all)
			}
		}
	})
}

// TestMarkLooks: a fix in a highlight keeps its line; without colours a highlight is told by line and weight, with them also by its colour.
func TestMarkLooks(t *testing.T) {
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII} {
		for _, curly := range []bool{true, false} {
			theme, _ := NewTheme("light", false)
			theme = theme.On(Terminal{Colours: profile, Curly: curly})
			plain := theme.under(RoleGreen, uv.Style{})
			if (plain.Bg == nil) != (profile == colorprofile.ASCII) || plain.Underline == uv.UnderlineNone || bare(plain) == bare(theme.Look(RoleLink, uv.Style{})) && plain.Bg == nil {
				t.Errorf("%s: a highlight looks like %+v", profile, plain)
			}
			fix := theme.Look(RoleFix, uv.Style{})
			if under := theme.under(RoleGreen, fix); under.Underline != fix.Underline || under.Bg != plain.Bg {
				t.Errorf("%s: a fix in a highlight looks like %+v", profile, under)
			}
		}
	}
}
