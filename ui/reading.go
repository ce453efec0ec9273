package ui

import (
	"fmt"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// reading is what the program knows of an article: what the engine said, what the reader decided, where the reader was.
type reading struct {
	annotated bool                  // all of it
	long      *long                 // nil for a text that is annotated at once
	anns      []annotate.Annotation // the engine's
	shown     []annotate.Annotation // with the reader's verdicts
	cast      []annotate.Member
	hand      review.Hand
	decreed   []decreed // what went beyond the article
	place     review.Place
	trail     pager.Trail  // of this session
	recalled  bool         // the Keeper was asked
	opening   bool         // the file is being read
	failed    error        // why it could not be read
	preview   *render.Page // for the shelf
}

// unread is what is known of an article before it comes into view.
var unread reading

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
	r.shown = r.hand.Apply(r.anns)
	if r.shown == nil && r.annotated {
		r.shown = []annotate.Annotation{} // nil would mean that they are still to come
	}
	r.preview = nil
	if a == m.open && m.pager != nil {
		m.pager.SetAnnotations(r.shown, r.missing())
	}
	m.refreshRow(a)
}

// missing lists what was not annotated yet of a long text; nil where nothing is.
func (r *reading) missing() []document.Span {
	if r.long == nil || r.annotated {
		return nil
	}
	return r.long.missing()
}

func (m *Model) listLook() list.Look { return list.Look{Mode: m.mode, Fold: m.fold, Theme: m.theme} }

// preview makes what stands beside the shelf.
func (m *Model) preview(id shelf.ID) *list.Preview {
	a := m.article(id)
	r := m.reading(a)
	if r.preview == nil && a.Document != nil {
		r.preview = render.NewPage(a.Document, r.shown)
	}
	p := &list.Preview{ID: id, Page: r.preview}
	if r.annotated {
		p.Summary, p.Cast = review.Summary(r.shown), castLine(r.cast)
	}
	return p
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
