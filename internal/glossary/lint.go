package glossary

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Finding is what is wrong, or looks wrong, with a pack, and where.
type Finding struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Check  string `json:"check"` // what was looked for, in a word
	Rule   string `json:"rule,omitempty"`
	Text   string `json:"message"`
}

func (f Finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s (%s)", f.File, f.Line, f.Column, f.Text, f.Check)
}

// Source is a file that is to be a pack.
type Source struct {
	File string
	Data []byte
}

// linter looks through one pack.
type linter struct {
	pack   *annotate.Pack
	places places
	engine *annotate.Engine
	names  map[string]bool // ids of evidence names
	ids    []string
	found  []Finding
}

// Lint looks through packs as they work beside others, in the order of their files and lines: mistakes; phrases that stand there twice, collide with those of
// built-in rules, are ordinary English without a condition, or are found by nothing; sentences that do not come out; names that nobody has; what is missing.
func Lint(sources []Source, others []*annotate.Pack) []Finding {
	var (
		all   []Finding
		packs []*annotate.Pack
		of    []*linter
	)
	for _, s := range sources {
		p, err := annotate.ReadPack(s.File, s.Data)
		all = append(all, mistakes(s.File, err)...)
		if p != nil {
			packs = append(packs, p)
			of = append(of, &linter{pack: p, places: readPlaces(s.Data)})
		}
	}
	engine, unknown := annotate.Layered(slices.Concat(others, packs), nil)
	for _, f := range mistakes("", unknown) {
		f.Check = "off"
		if slices.ContainsFunc(packs, func(p *annotate.Pack) bool { return p.File == f.File }) {
			all = append(all, f)
		}
	}
	names, ids := nameIDs(annotate.BarePacks(), others, packs)
	for _, l := range of {
		l.engine, l.names, l.ids = engine, names, ids
		l.look()
		all = append(all, l.found...)
	}
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return all
}

// mistakes makes findings of the mistakes in a pack.
func mistakes(file string, err error) (all []Finding) {
	for _, one := range annotate.Mistakes(err) {
		m := annotate.Mistake{File: file, Line: 1, Column: 1, Text: one.Error()}
		errors.As(one, &m)
		all = append(all, Finding{File: m.File, Line: m.Line, Column: m.Column, Check: "mistake", Text: m.Text})
	}
	return all
}

func nameIDs(sets ...[]*annotate.Pack) (known map[string]bool, ids []string) {
	known = map[string]bool{}
	for _, packs := range sets {
		for _, p := range packs {
			for i := range p.Names {
				known[p.Names[i].ID] = true
				ids = append(ids, p.Names[i].ID)
			}
		}
	}
	return known, ids
}

// sayf notes a finding at an item of a field of a rule; -1 is the field itself, no field the rule.
func (l *linter) sayf(check string, r *annotate.Rule, field string, item int, format string, a ...any) {
	line, column := l.places.at(r, field, item)
	l.found = append(l.found, Finding{File: l.pack.File, Line: line, Column: column, Check: check, Rule: r.Name(), Text: fmt.Sprintf(format, a...)})
}

func (l *linter) look() {
	seen := map[string]phrasing{}
	for i := range l.pack.Rules {
		r := &l.pack.Rules[i]
		l.original(r)
		l.conditions(r)
		for k := range r.Match {
			l.form(r, k)
			l.phrases(r, k, seen)
		}
		l.sentences(r)
	}
}

// original looks at the Chinese.
func (l *linter) original(r *annotate.Rule) {
	if annotate.IsBuiltin(r.Name()) && !slices.ContainsFunc(l.pack.Off, func(o annotate.Switch) bool { return o.Name == r.Name() || o.Name == l.pack.Name }) {
		l.sayf("name", r, "id", -1, "takes the place of the built-in rule of this name")
	}
	han := strings.ContainsFunc(r.ZH, func(c rune) bool { return unicode.Is(unicode.Han, c) })
	switch {
	case !han:
	case r.Pinyin == "":
		l.sayf("pinyin", r, "zh", -1, "%s has no `pinyin`", r.ZH)
	case !strings.ContainsFunc(r.Pinyin, func(c rune) bool { return c > unicode.MaxASCII }):
		l.sayf("pinyin", r, "pinyin", -1, "the pinyin %q has no tone marks", r.Pinyin)
	}
}

// conditions looks at the words around.
func (l *linter) conditions(r *annotate.Rule) {
	for i, id := range r.Names {
		if !l.names[id] {
			text := fmt.Sprintf("nobody is called %q", id)
			if near := annotate.Nearest(id, l.ids); near != "" {
				text += fmt.Sprintf(": did you mean %q?", near)
			}
			l.sayf("names", r, "names", i, "%s", text)
		}
	}
	for _, f := range []struct {
		name string
		of   []string
	}{{"near", r.Near}, {"unless", r.Unless}} {
		for i, w := range f.of {
			if l.inEveryForm(r, folded(w)) {
				l.sayf("words", r, f.name, i, "%q is part of the form itself, and does not count there", w)
			}
		}
	}
}

// inEveryForm reports whether words stand inside every phrase of a rule, so that they overlap whatever is matched.
func (l *linter) inEveryForm(r *annotate.Rule, words string) bool {
	for i := range r.Match {
		for _, phrase := range annotate.Phrases(r.Match[i].Text) {
			if !strings.Contains(" "+folded(phrase)+" ", " "+words+" ") {
				return false
			}
		}
	}
	return words != "" && len(r.Match) > 0
}

// form looks at one form.
func (l *linter) form(r *annotate.Rule, k int) {
	f := &r.Match[k]
	fix := r.Fix
	if f.Fix != nil {
		fix = *f.Fix
	}
	phrases := annotate.Phrases(f.Text)
	switch {
	case !slices.ContainsFunc(phrases, func(p string) bool { return folded(p) != "" }):
		l.sayf("unreachable", r, "match", k, "the form %q has no words", f.Text)
		return
	case !slices.ContainsFunc(phrases, func(p string) bool { return p != fix }):
		l.sayf("unreachable", r, "match", k, "%q is its own fix: nothing would change", f.Text)
		return
	}
	if article, words, ok := strings.Cut(f.Text, " "); ok && slices.Contains([]string{"the", "a", "an"}, strings.ToLower(article)) {
		l.sayf("article", r, "match", k, "leave the article out: %q finds %q as well", words, f.Text)
	}
	risk, guarded := annotate.Ordinary(f.Text), len(r.Near)+len(r.Unless)+len(r.Before)+len(r.After)+len(r.Names) > 0
	lead, tail := annotate.Context(f.Text)
	stated := annotate.Risk(or(string(f.Risk), string(r.Risk)))
	switch {
	case risk == annotate.Low || guarded || lead != "" || tail != "" || r.Reach != annotate.ReachMatch || onlyArticles(r.Only) || onlyArticles(l.pack.Only):
	case risk == annotate.High:
		l.sayf("ordinary", r, "match", k, "%q is ordinary English: say with `near`, `before`, `after` or `unless` what tells it from that", f.Text)
	case stated == annotate.Low || stated == "":
		l.sayf("ordinary", r, "match", k, "%q stands in ordinary English too: say with `near`, `before`, `after` or `unless` what tells it from that, or give it `risk: mid`", f.Text)
	}
	if !l.reached(r, k) {
		l.sayf("unreachable", r, "match", k, "nothing finds %q: its conditions, a shield or another rule stand in the way in every sentence that was tried", f.Text)
	}
}

// onlyArticles reports whether a scope names articles and nothing else.
func onlyArticles(s *annotate.Scope) bool {
	return s != nil && len(s.Articles) > 0 && len(s.Sites)+len(s.Feeds)+len(s.Tags) == 0
}

// reached reports whether a form is found in a sentence: one of the rule's own, with the form in the place of what is marked there, or one that is made of it.
func (l *linter) reached(r *annotate.Rule, k int) bool {
	one := *r
	one.Match = r.Match[k : k+1]
	lead, tail := annotate.Context(r.Match[k].Text)
	for _, phrase := range annotate.Phrases(r.Match[k].Text) {
		for _, h := range r.Hits {
			before, rest, _ := strings.Cut(h, "[")
			_, after, marked := strings.Cut(rest, "]")
			if marked && phrase != "" && l.marks(r, unmarked(before)+lead, phrase, tail+unmarked(after)) {
				return true
			}
		}
	}
	return hit(l.engine, l.pack, &one) != ""
}

// marks reports whether the rule marks a phrase, the whole of it, between what stands before and after.
func (l *linter) marks(r *annotate.Rule, before, phrase, after string) bool {
	if before != "" && !strings.HasSuffix(before, " ") {
		before += " "
	}
	if after != "" && !strings.ContainsAny(after[:1], " .,;:!?'’”\")") {
		after = " " + after
	}
	o := annotate.Inside(l.pack.Only, r.Only)
	if r.Date.From != 0 {
		o.Published = strconv.Itoa(r.Date.From)
	}
	for _, a := range l.engine.Annotate(document.Plain([]byte(before+phrase+after)), o) {
		if a.Rule == r.Name() && a.Span.Start <= len(before) && a.Span.End >= len(before)+len(phrase) {
			return true
		}
	}
	return false
}

// unmarked is a piece of a sentence without its marks.
func unmarked(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "[")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inside, after, _ := strings.Cut(rest, "]")
		words, _, _ := strings.Cut(inside, "=>")
		b.WriteString(words)
		s = after
	}
}

// phrases looks for the phrases of a form elsewhere: in the pack, and among the built-in rules. Each two forms are told once.
func (l *linter) phrases(r *annotate.Rule, k int, seen map[string]phrasing) {
	one := *r
	one.Match = r.Match[k : k+1]
	said := map[string]bool{}
	once := func(about string) bool {
		was := said[about]
		said[about] = true
		return !was
	}
	eachPhrase(&one, func(phrase string, x phrasing) {
		x.rule = r
		switch other, twice := seen[phrase]; {
		case !twice:
			seen[phrase] = x
		case !once(other.rule.ID):
		case other.rule == r && other.fix == x.fix:
			l.sayf("duplicate", r, "match", k, "%q stands in this rule twice", phrase)
		case other.fix == x.fix:
			l.sayf("duplicate", r, "match", k, "%q stands in the rule %s too, with the same fix", phrase, other.rule.ID)
		default:
			l.sayf("duplicate", r, "match", k, "%q stands in the rule %s too, where its fix is %q", phrase, other.rule.ID, other.fix)
		}
		for _, b := range l.engine.Claims(phrase) {
			switch {
			case b.Layer > 0 || !once(b.Rule):
			case b.Fix == x.fix:
				l.sayf("built-in", r, "match", k, "%q is known already: the built-in rule %s has the same fix", phrase, b.Rule)
			default:
				l.sayf("built-in", r, "match", k, "%q collides with the built-in rule %s, where its fix is %q: yours stands before it", phrase, b.Rule, b.Fix)
			}
		}
	})
}

// sentences runs those of a rule.
func (l *linter) sentences(r *annotate.Rule) {
	try := func(field string, i int, hits, leaves []string) {
		one := *r
		one.Hits, one.Leaves = hits, leaves
		for _, f := range annotate.TestPack(l.engine, &annotate.Pack{Name: l.pack.Name, Only: l.pack.Only, Rules: []annotate.Rule{one}}) {
			l.sayf("sentence", r, field, i, "%s", f.Text)
		}
	}
	for i := range r.Hits {
		try("hits", i, r.Hits[i:i+1], nil)
	}
	for i := range r.Leaves {
		try("leaves", i, nil, r.Leaves[i:i+1])
	}
}
