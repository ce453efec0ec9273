package annotate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Member is somebody or something that an article names: one line of its who's who.
type Member struct {
	ID        string // of the evidence name, or of the rule, or the fix itself
	Name      string // as it is to be shown
	ZH        string
	Pinyin    string
	Note      string
	Kind      Kind
	Spellings []Spelling // as the text has it, the most frequent first
	Places    []document.Span
}

// Spelling is one way in which a text writes a name.
type Spelling struct {
	Text  string
	Count int
}

// First is the first place where the member is named.
func (m *Member) First() document.Span { return m.Places[0] }

// Cast lists who and what the text names, by what the annotations put right and by the evidence names that it has right itself;
// the most often named first. Kinds that are no names (terms, idioms) are listed where an annotation has their original.
func (e *Engine) Cast(d *document.Document, all []Annotation) []Member {
	return e.Start(d, Options{}).Cast(all)
}

// Cast is that of Engine for the document of the work.
func (w *Work) Cast(all []Annotation) []Member {
	c := casting{engine: w.engine, doc: w.doc, byKey: map[string]*Member{}}
	for _, a := range all {
		c.annotation(a)
	}
	sure := false
	for i := range w.passages {
		r := w.passage(i)
		r.sure = sure
		r.skim()
		sure = r.sure
		for _, n := range r.names {
			c.naming(r.blocks[n.block].Source(int(n.start), int(n.end)), &w.engine.names[n.name], all)
		}
	}
	return c.members()
}

type casting struct {
	engine *Engine
	doc    *document.Document
	order  []*Member
	byKey  map[string]*Member
}

// annotation adds what a fix names: the original of a name or term, and every evidence name in the words put in place.
func (c *casting) annotation(a Annotation) {
	named := c.namesIn(a.Fix)
	if a.ZH != "" && a.Fix != "" && ownLine[a.Kind] && strings.Count(a.Fix, " ") < 5 && (len(named) == 0 || c.whole(named, a)) {
		m := c.member(a.ZH, bareName(a.Fix), a.Kind)
		m.Pinyin, m.Note = first(m.Pinyin, a.Pinyin), first(m.Note, a.Note)
		m.add(c.doc, a.Span, true)
		return
	}
	for _, n := range named {
		c.evidence(n).add(c.doc, a.Span, len(named) == 1 && ownLine[a.Kind] && a.Kind != Term)
	}
}

// ownLine are the kinds whose original is a line of the who's who.
var ownLine = map[Kind]bool{Person: true, Organisation: true, Brand: true, Product: true, Term: true}

// whole reports whether the fix is one name and no more.
func (c *casting) whole(named []*Name, a Annotation) bool {
	n, ok := c.engine.byText[bareName(a.Fix)]
	return ok && len(named) == 1 && &c.engine.names[n] == named[0]
}

// bareName takes the article and the possessive off a fix.
func bareName(fix string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(fix, "'s"), "’s")
	for _, article := range []string{"a ", "an ", "the ", "A ", "An ", "The "} {
		name = strings.TrimPrefix(name, article)
	}
	return name
}

// namesIn lists the evidence names that words say, in order, each once.
func (c *casting) namesIn(words string) (all []*Name) {
	tokens := tokenize([]byte(words), 0, nil)
	var found []naming
	c.engine.scan(tokens, func(at, to int, e entry) {
		if e.kind == nameEntry && !e.weak {
			found = append(found, naming{name: e.index, from: int32(at), to: int32(to)})
		}
	})
	slices.SortStableFunc(found, func(a, b naming) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) }) // the longest from a word first
	next := int32(0)
	for _, f := range found {
		if f.from < next {
			continue
		}
		next = f.to
		if n := &c.engine.names[f.name]; !slices.Contains(all, n) && n.Kind != "place" && tokens[f.to-1].shape != lowerShape {
			all = append(all, n)
		}
	}
	return all
}

func (c *casting) evidence(n *Name) *Member {
	m := c.member(first(n.ZH, n.Name), n.Name, kindOfName(n.Kind))
	m.Pinyin, m.Note = first(m.Pinyin, n.Pinyin), first(m.Note, n.Note)
	m.Name = n.Name
	return m
}

func (c *casting) naming(s document.Span, n *Name, all []Annotation) {
	i, _ := slices.BinarySearchFunc(all, s.Start, func(a Annotation, at int) int { return a.Span.End - at - 1 })
	if i < len(all) && all[i].Span.Overlaps(s) || n.Kind == "place" {
		return
	}
	c.evidence(n).add(c.doc, s, true)
}

// member returns the line of an original, which may have been opened under another of its names.
func (c *casting) member(zh, name string, kind Kind) *Member {
	if n, ok := c.engine.byText[name]; ok && c.engine.names[n].ZH != "" {
		zh = c.engine.names[n].ZH
	}
	if m := c.byKey[zh]; m != nil {
		return m
	}
	m := &Member{ID: zh, Name: name, ZH: zh, Kind: kind}
	c.byKey[zh] = m
	c.order = append(c.order, m)
	return m
}

// add counts a place; with spelled set the words there are a spelling of the name.
func (m *Member) add(d *document.Document, s document.Span, spelled bool) {
	m.Places = append(m.Places, s)
	if !spelled {
		return
	}
	text := strings.Join(strings.Fields(d.Text(s)), " ")
	for i := range m.Spellings {
		if m.Spellings[i].Text == text {
			m.Spellings[i].Count++
			return
		}
	}
	m.Spellings = append(m.Spellings, Spelling{text, 1})
}

func (c *casting) members() []Member {
	out := make([]Member, 0, len(c.order))
	for _, m := range c.order {
		slices.SortFunc(m.Places, func(a, b document.Span) int { return a.Start - b.Start })
		slices.SortStableFunc(m.Spellings, func(a, b Spelling) int { return b.Count - a.Count })
		out = append(out, *m)
	}
	slices.SortStableFunc(out, func(a, b Member) int {
		if n := len(b.Places) - len(a.Places); n != 0 {
			return n
		}
		return a.First().Start - b.First().Start
	})
	return out
}
