package pager

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// The actions that are about the article's file and its neighbours.
type (
	// StepArticle opens the next article of the shelf (1), or the one before (-1).
	StepArticle struct{ By int }
	// Edit opens the article's file in an editor.
	Edit struct{ Line int } // counted from 1
	// Reload reads the article's file again.
	Reload struct{}
	// Keep puts the article into the library.
	Keep struct{}
	// Star gives the article a star, or takes it away.
	Star struct{}
	// SearchAll searches in everything.
	SearchAll struct{}
)

// fileKey answers a key that is about the article as a whole: its file, its neighbours, the library.
func (p *Pager) fileKey(k tea.KeyPressMsg) (Action, bool) {
	switch {
	case key.Matches(k, p.keys.NextArticle):
		return StepArticle{1}, true
	case key.Matches(k, p.keys.PrevArticle):
		return StepArticle{-1}, true
	case key.Matches(k, p.keys.Edit):
		return Edit{p.line()}, true
	case key.Matches(k, p.keys.Reload):
		return Reload{}, true
	case key.Matches(k, p.keys.Keep):
		return Keep{}, true
	case key.Matches(k, p.keys.Star):
		return Star{}, true
	case key.Matches(k, p.keys.SearchAll):
		return SearchAll{}, true
	}
	return nil, false
}

// Replace shows another version of the document; carry leads offsets of the old one to the new one. The place, the marks and the jumps are
// kept, and the current fix where it still is one. A search ends, as its hits are those of the old version.
func (p *Pager) Replace(d *document.Document, anns []annotate.Annotation, carry func(offset int) int) {
	current := -1
	if p.current >= 0 {
		at := carry(p.anns[p.current].Span.Start)
		current = slices.IndexFunc(anns, func(a annotate.Annotation) bool { return a.Span.Start == at })
	}
	p.document, p.anns, p.missing, p.current, p.gone = d, anns, nil, current, -1
	p.marked = markings{current: -1} // they are led over by who knows them
	p.findStops()
	p.page = render.NewPage(d, anns)
	if p.beside.on {
		p.beside.page = render.NewPage(d, anns)
	}
	if p.anchor > 0 { // the top stays the top
		p.anchor = carry(p.anchor)
	}
	p.trail.carry(carry)
	p.selected, p.peek = selection{}, false
	from := p.anchor
	if p.found.live() {
		from = carry(p.found.spans[p.found.current].Start)
	}
	p.found = found{current: -1, from: from}
	p.keys = p.allKeys.searching(false)
	p.setView()
}

func (t *Trail) carry(carry func(offset int) int) {
	for _, all := range [][]spot{t.back, t.forward} {
		for i := range all {
			all[i].offset = carry(all[i].offset)
		}
	}
	for name, at := range t.marks {
		at.offset = carry(at.offset)
		t.marks[name] = at
	}
}

// Query is what is being searched for, "" where no search is live.
func (p *Pager) Query() string {
	if !p.found.live() {
		return ""
	}
	return p.found.query
}

// line is the line of the source, counted from 1, that the reader is at: that of the current fix, or else of the top of the screen.
func (p *Pager) line() int {
	at := p.anchor
	if i := p.Current(); i >= 0 {
		at = p.anns[i].Span.Start
	}
	line, _ := p.document.Line(at)
	return line
}
