package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// reading is what the program knows of an article: what the engine said, what the reader decided, where the reader was.
type reading struct {
	annotated bool
	anns      []annotate.Annotation // the engine's
	shown     []annotate.Annotation // with the reader's verdicts
	cast      []annotate.Member
	verdicts  verdicts
	place     Place
	trail     pager.Trail  // of this session
	recalled  bool         // the Keeper was asked
	preview   *render.Page // for the shelf
}

// reading returns what is known of an article, which may be nothing yet.
func (m *Model) reading(a *articles.Article) *reading {
	r := m.readings[a]
	if r == nil {
		r = &reading{}
		m.readings[a] = r
	}
	return r
}

// rule applies the verdicts anew wherever the annotations are shown.
func (m *Model) rule(a *articles.Article) {
	r := m.reading(a)
	r.shown = r.verdicts.apply(r.anns)
	if r.shown == nil && r.annotated {
		r.shown = []annotate.Annotation{} // nil would mean that they are still to come
	}
	r.preview = nil
	if a == m.open && m.pager != nil {
		m.pager.SetAnnotations(r.shown)
	}
	m.refreshItem(a)
}

func (m *Model) listLook() list.Look { return list.Look{Mode: m.mode, Fold: m.fold, Theme: m.theme} }

// items makes the shelf's rows.
func (m *Model) items() []list.Item {
	items := make([]list.Item, len(m.options.Articles))
	for i, a := range m.options.Articles {
		items[i] = m.item(a)
	}
	return items
}

func (m *Model) item(a *articles.Article) list.Item {
	r := m.reading(a)
	fixes := -1
	if r.annotated {
		fixes = fixesIn(r.shown)
	}
	return list.Item{
		Title:     document.CleanLine(a.Title),
		Site:      document.CleanLine(a.Site),
		Published: a.Published,
		Fixes:     fixes,
		Read:      r.place.Share,
		Begun:     r.place.Begun,
	}
}

func (m *Model) refreshItem(a *articles.Article) {
	if i := slices.Index(m.options.Articles, a); i >= 0 {
		m.list.SetItem(i, m.item(a))
		m.list.DropPreview(i)
	}
}

// preview makes what stands beside the shelf.
func (m *Model) preview(index int) *list.Preview {
	a := m.options.Articles[index]
	r := m.reading(a)
	if r.preview == nil {
		r.preview = render.NewPage(a.Document, r.shown)
	}
	p := &list.Preview{Index: index, Page: r.preview}
	if r.annotated {
		p.Summary, p.Cast = summary(r.shown), castLine(r.cast)
	}
	return p
}

// fixesIn counts what the reader would call a fix: everything but page furniture.
func fixesIn(anns []annotate.Annotation) int {
	n := 0
	for i := range anns {
		if anns[i].Kind != annotate.Boilerplate {
			n++
		}
	}
	return n
}

// kindOrder is the order of the summary: names first, what the machine did to sentences last.
var kindOrder = []annotate.Kind{
	annotate.Person, annotate.Organisation, annotate.Brand, annotate.Product, annotate.Term, annotate.Idiom,
	annotate.Grammar, annotate.Artifact,
}

// kindNames says kinds in the plural; those missing take an s.
var kindNames = map[annotate.Kind][2]string{
	annotate.Person:   {"person", "people"},
	annotate.Grammar:  {"point of grammar", "points of grammar"},
	annotate.Artifact: {"artefact", "artefacts"},
}

// summary says how many fixes of which kinds there are.
func summary(anns []annotate.Annotation) string {
	all := fixesIn(anns)
	if all == 0 {
		return "nothing to fix"
	}
	count := map[annotate.Kind]int{}
	for i := range anns {
		count[anns[i].Kind]++
	}
	var parts []string
	for _, kind := range kindOrder {
		if n := count[kind]; n > 0 {
			names, ok := kindNames[kind]
			if !ok {
				names = [2]string{string(kind), string(kind) + "s"}
			}
			parts = append(parts, plural(n, names[0], names[1]))
		}
	}
	return plural(all, "fix", "fixes") + ": " + strings.Join(parts, ", ")
}

// longestName is what the shelf still takes for a name, in cells.
const longestName = 28

// castLine names who and what an article names, the most often named first.
func castLine(cast []annotate.Member) []string {
	var all []string
	for _, c := range cast {
		entry := document.CleanLine(c.Name)
		if theme.Width(entry) > longestName {
			continue
		}
		if c.ZH != "" {
			entry += " (" + document.CleanLine(c.ZH) + ")"
		}
		if n := len(c.Places); n > 1 {
			entry += fmt.Sprintf(" ×%d", n)
		}
		all = append(all, entry)
	}
	return all
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
