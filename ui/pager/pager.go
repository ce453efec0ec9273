// Package pager shows the open article and moves through it.
package pager

import (
	"slices"
	"time"

	"charm.land/bubbles/v2/key"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// Action is what the pager wishes of the program; see the types below.
type Action = any

// The actions of the pager.
type (
	// Close leaves the article.
	Close struct{}
	// ShowCard opens the card of an annotation, by its index.
	ShowCard struct{ Annotation int }
	// ShowCast opens the list of who and what the article names.
	ShowCast struct{}
	// ShowContents opens the list of headings.
	ShowContents struct{}
	// SetMode tells that the mode was changed.
	SetMode struct{ Mode render.Mode }
	// SetFold tells that page furniture was folded or unfolded.
	SetFold struct{ Fold bool }
	// AskSearch asks for what to search.
	AskSearch struct{}
	// Undo takes the last verdict back.
	Undo struct{}
	// Redo does again what Undo took back.
	Redo struct{}
	// Say shows a sentence.
	Say struct{ Text string }
)

// Look is how articles are looked at; it outlives the single article.
type Look struct {
	Mode    render.Mode
	Fold    bool
	Theme   *theme.Theme
	Measure int  // the most cells that a line of text takes
	Notes   bool // side notes stand in the margin, where there is room
}

// Pager is the reading view of one article.
type Pager struct {
	allKeys  KeyMap // whether or not something is searched for
	keys     KeyMap // of just now
	document *document.Document
	anns     []annotate.Annotation
	page     *render.Page
	look     Look
	now      func() time.Time

	width, height int
	columns       columns

	// anchor is the source offset that the reader keeps over a change of width, mode or annotations.
	// It changes when the reader moves, and only then, so that going back and forth between modes never drifts.
	anchor int
	blank  bool // the place is the blank line before the anchor
	top    render.Place
	lines  []render.Line // what is on the screen
	notes  []note

	beside   beside
	trail    Trail
	selected selection
	marked   markings
	putting  bool // the next selection is where a mark is to be put
	linking  linking

	selectKeys SelectKeyMap
	linkKeys   LinkKeyMap

	current int             // index of the annotation under the cursor, -1 for none
	gone    int             // where the current fix stood that was taken away, -1 for none
	awaited int             // how many fixes on the reader wants to be once there are annotations
	missing []document.Span // what was not annotated yet
	stops   []int           // the annotations that n and p stop at, by index
	peek    bool
	count   count
	half    int // lines of half a page where the reader has said how many; 0 where not
	found   found
}

// New opens a document at a source offset. The annotations are nil while they are to come.
func New(d *document.Document, anns []annotate.Annotation, look Look, offset int, now func() time.Time) *Pager {
	p := &Pager{
		allKeys: Keys(), keys: Keys().searching(false), selectKeys: SelectKeys(), linkKeys: LinkKeys(), document: d, anns: anns, page: render.NewPage(d, anns),
		look: look, now: now, anchor: offset, current: -1, gone: -1, found: found{current: -1}, marked: markings{current: -1},
	}
	p.findStops()
	return p
}

// Resize gives the pager its size.
func (p *Pager) Resize(width, height int) {
	focused := p.Current() >= 0
	p.width, p.height = width, height
	p.setView()
	p.refocus(focused)
}

// SetLook changes mode, folding or theme; the place is kept.
func (p *Pager) SetLook(look Look) {
	if look == p.look {
		return
	}
	focused := p.Current() >= 0
	p.look = look
	p.findStops()
	p.setView()
	p.refocus(focused)
}

// Shows reports whether d is the document that is shown.
func (p *Pager) Shows(d *document.Document) bool { return p.document == d }

// Look returns how the article is looked at.
func (p *Pager) Look() Look { return p.look }

// SetAnnotations changes the annotations; place and current fix are kept. Those of the missing parts of the text, in their order, are still to come.
func (p *Pager) SetAnnotations(anns []annotate.Annotation, missing []document.Span) {
	at, focused := -1, p.Current() >= 0
	if p.current >= 0 {
		at = p.anns[p.current].Span.Start
	}
	p.anns, p.missing = anns, missing
	p.findStops()
	p.current = -1
	for i := range anns {
		if at >= 0 && anns[i].Span.Start == at {
			p.current = i
		}
	}
	if at >= 0 && p.current < 0 {
		p.gone = at
	}
	p.page.SetAnnotations(anns)
	p.beside.setAnnotations(anns)
	p.restore()
	p.refocus(focused)
	if awaited := p.awaited; awaited != 0 && anns != nil {
		p.awaited = 0
		p.stepFix(awaited)
	}
}

// Annotation returns the annotation with the given index, as it is shown.
func (p *Pager) Annotation(i int) (annotate.Annotation, bool) {
	if i < 0 || i >= len(p.anns) {
		return annotate.Annotation{}, false
	}
	return p.anns[i], true
}

// Offset is the reader's place, as a source offset.
func (p *Pager) Offset() int { return p.anchor }

// End is the source offset of the last line on the screen.
func (p *Pager) End() int {
	if len(p.lines) == 0 {
		return p.anchor
	}
	return p.page.Offset(p.lines[len(p.lines)-1].Place)
}

// Awaited is how many fixes on (or, below 0, back) the reader wants to be where annotations are still to come.
func (p *Pager) Awaited() int { return p.awaited }

// Share says how much of the article has been on the screen, 0 to 1.
func (p *Pager) Share() float64 {
	if len(p.lines) == 0 || p.page.Compare(p.top, p.bottom()) >= 0 {
		return 1
	}
	return min(p.page.Share(p.lines[len(p.lines)-1].Place), 0.99)
}

// Help lists the bindings, the most wanted first: those of a search while one is live.
func (p *Pager) Help() []key.Binding {
	if p.selected.on {
		on := p.selectKeys
		on.Put.SetEnabled(p.putting)
		if p.putting {
			return append([]key.Binding{on.Put}, on.Bindings()...)
		}
		return on.Bindings()
	}
	if p.linking.on {
		return p.linkKeys.Bindings()
	}
	all := p.keys.Bindings()
	if !p.found.live() {
		return all
	}
	live := []key.Binding{p.keys.NextFound, p.keys.PrevFound, p.keys.ClearFound}
	for _, b := range all {
		if !slices.ContainsFunc(live, func(l key.Binding) bool { return l.Help() == b.Help() }) {
			live = append(live, b)
		}
	}
	return live
}

func (p *Pager) setView() {
	if p.width == 0 {
		return
	}
	p.columns = arrange(p.width, p.height, p.look.Measure, p.look.Notes)
	if p.beside.on {
		p.columns, p.beside.left = halve(p.width, p.look.Measure, p.columns)
	}
	view := render.View{Width: p.columns.text, Mode: p.look.Mode, Theme: p.look.Theme.Page, Fold: p.look.Fold}
	p.page.SetView(view)
	p.beside.setView(view)
	p.restore()
}

// restore finds the kept place again after the page was laid out anew.
func (p *Pager) restore() {
	if p.width == 0 {
		return
	}
	at := p.page.At(p.anchor)
	if before := p.page.Step(at, -1); p.blank && p.empty(before) {
		at = before
	}
	if p.anchor == 0 {
		at = p.page.Top()
	}
	p.top = p.clamp(at)
	p.fill()
}

// refocus brings the current fix back, its line a third of the way down, where another layout has pushed it off the screen. The place to be
// kept stays: back in the old layout the screen is as it was.
func (p *Pager) refocus(focused bool) {
	if !focused || p.current < 0 || p.Current() >= 0 {
		return
	}
	p.top = p.clamp(p.page.Step(p.page.At(p.anns[p.current].Span.Start), -p.rows()/3))
	p.fill()
}

// jump makes a place the top of the screen and the place to be kept.
func (p *Pager) jump(to render.Place) {
	to = p.clamp(to)
	p.awaited, p.gone = 0, -1
	p.top = to
	p.anchor, p.blank = p.page.Offset(to), p.empty(to)
	if to == p.page.Top() {
		p.anchor = 0
	}
	p.fill()
}

// empty reports whether a line shows nothing.
func (p *Pager) empty(at render.Place) bool {
	lines := p.page.Lines(at, 1)
	return len(lines) == 1 && render.Text(lines[0]) == ""
}

// fill fetches what the screen shows.
func (p *Pager) fill() {
	p.lines = p.page.Lines(p.top, p.rows())
	p.beside.fill(p.lines, p.page.Offset(p.top), p.top == p.page.Top(), p.rows())
	p.notes = p.margin()
}

func (p *Pager) bottom() render.Place { return p.page.Bottom(p.rows()) }

func (p *Pager) clamp(at render.Place) render.Place {
	if last := p.bottom(); p.page.Compare(at, last) > 0 {
		return last
	}
	return at
}

// Return goes to a source offset that was the place in an earlier session.
func (p *Pager) Return(offset int) {
	p.anchor, p.blank = offset, false
	p.restore()
}
