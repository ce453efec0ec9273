package render

import (
	"cmp"
	"slices"
	"sort"

	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Mark is a stretch of the source that the reader has marked. Marks may overlap; where they do, the shortest lies on top.
type Mark struct {
	Span document.Span
	Role Role // how it looks: PenCalled knows
	Note bool // a sign at its end says that there is something to read
}

// pens are the roles of highlights by the names of their colours.
var pens = map[string]Role{
	"yellow": RoleYellow, "green": RoleGreen, "blue": RoleBlue, "pink": RolePink, "orange": RoleOrange, "purple": RolePurple,
}

// PenCalled is the role of a highlight in a colour; what has none looks like a note without a highlight.
func PenCalled(colour string) Role {
	if role, ok := pens[colour]; ok {
		return role
	}
	return RoleNoted
}

// NoteSign stands at the end of what has a note.
const NoteSign = "✎"

// section is a stretch of the source with one mark on top.
type section struct {
	span document.Span
	mark int // index into the marks that were given
}

// marks are the marks of a page, ready to be found by where they stand.
type marks struct {
	roles    []Role
	sections []section // in order and apart
	notes    []noteEnd // in order
}

// noteEnd is where the sign of a note stands.
type noteEnd struct{ at, mark int }

// SetMarks changes what the reader has marked. Places are void where one of them has a note, had one, or has none any more.
func (p *Page) SetMarks(all []Mark) {
	before := p.marks.notes
	p.marks = newMarks(all)
	if !slices.EqualFunc(before, p.marks.notes, func(a, b noteEnd) bool { return a.at == b.at && a.mark == b.mark }) {
		p.laid.clear()
	}
}

func newMarks(all []Mark) marks {
	var m marks
	order := make([]int, 0, len(all))
	for i, one := range all {
		m.roles = append(m.roles, one.Role)
		if one.Span.Empty() {
			continue
		}
		order = append(order, i)
		if one.Note {
			m.notes = append(m.notes, noteEnd{one.Span.End, i})
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(all[a].Span.Start, all[b].Span.Start), cmp.Compare(a, b))
	})
	slices.SortFunc(m.notes, func(a, b noteEnd) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.mark, b.mark)) })
	m.sections = sections(all, order)
	return m
}

// sections cuts what is marked at every place where another mark lies on top. Order lists the marks by where they begin.
func sections(all []Mark, order []int) (cut []section) {
	edges := make([]int, 0, 2*len(order))
	for _, i := range order {
		edges = append(edges, all[i].Span.Start, all[i].Span.End)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var open []int
	next := 0
	for n, at := range edges {
		open = slices.DeleteFunc(open, func(i int) bool { return all[i].Span.End <= at })
		for ; next < len(order) && all[order[next]].Span.Start == at; next++ {
			open = append(open, order[next])
		}
		if len(open) == 0 {
			continue
		}
		top := slices.MinFunc(open, func(a, b int) int {
			return cmp.Or(cmp.Compare(all[a].Span.Len(), all[b].Span.Len()), cmp.Compare(b, a))
		})
		if last := len(cut) - 1; last >= 0 && cut[last].mark == top && cut[last].span.End == at {
			cut[last].span.End = edges[n+1]
			continue
		}
		cut = append(cut, section{document.Span{Start: at, End: edges[n+1]}, top})
	}
	return cut
}

// markAt returns the mark that a glyph belongs to, -1 for none. A fix that stands for words belongs to what marks one of them.
func (p *Page) markAt(g *glyph, piece *piece) int {
	if len(p.marks.sections) == 0 || g.source < 0 {
		return -1
	}
	start, end := g.source, g.source+1
	if piece != nil && piece.part == PartNote {
		return piece.note
	}
	if piece != nil && piece.annotation >= 0 && piece.part == PartFix {
		start, end = p.annotations[piece.annotation].Span.Start, p.annotations[piece.annotation].Span.End
	}
	all := p.marks.sections
	i := sort.Search(len(all), func(i int) bool { return all[i].span.End > start })
	if i < len(all) && all[i].span.Start < end {
		return all[i].mark
	}
	return -1
}

// under returns a style with the look of a mark under it: a line that is there already stays, since it tells more.
func (t *Theme) under(role Role, style uv.Style) uv.Style {
	line, colour := style.Underline, style.UnderlineColor
	style = t.Look(role, style)
	if line != uv.UnderlineNone {
		style.Underline, style.UnderlineColor = line, colour
	}
	return style
}

// notesOf are the notes whose signs stand in a leaf.
func (p *Page) notesOf(l *leaf) []noteEnd {
	all := p.marks.notes
	if len(all) == 0 {
		return nil
	}
	from := sort.Search(len(all), func(i int) bool { return all[i].at > min(l.after, l.span.Start) })
	to := sort.Search(len(all), func(i int) bool { return all[i].at > l.span.End })
	if from >= to {
		return nil
	}
	return all[from:to]
}

// signs shows the signs of the notes that end at an offset or before it, once.
func (m *composer) signs(upTo int) {
	for len(m.notes) > 0 && m.notes[0].at <= upTo {
		end := m.notes[0]
		m.notes = m.notes[1:]
		before := len(m.pieces)
		m.ours(NoteSign, end.at-1, PartNote, RoleNote, noAnnotation.annotation)
		for i := before; i < len(m.pieces); i++ {
			m.pieces[i].note = end.mark
		}
	}
}

// plain shows source text that has no annotation, with the signs of the notes that end in it.
func (m *composer) plain(at, end int, raw bool) {
	for len(m.notes) > 0 && m.notes[0].at < end {
		cut := m.whole(at, end, max(m.notes[0].at, at), raw).End
		if cut > at {
			m.asItIs(at, cut, raw, noAnnotation)
		}
		at = max(at, cut)
		m.signs(max(at, m.notes[0].at))
	}
	if at < end {
		m.asItIs(at, end, raw, noAnnotation)
	}
	m.signs(end)
}
