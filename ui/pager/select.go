package pager

import (
	"image"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
)

// selection is what the reader is pointing at: the unit at the head and, once it is anchored, all from the anchor to it.
type selection struct {
	on       bool
	grain    grain
	anchored bool
	anchor   document.Span
	head     document.Span
}

// The actions of a selection.
type (
	// Copy wants text in the clipboard.
	Copy struct{ Text string }
	// Quote wants text in the clipboard as a quotation with its source.
	Quote struct{ Text string }
	// AskFix asks for a fix of the reader's own for a span, beginning with the text as it is shown.
	AskFix struct {
		Span document.Span
		Text string
	}
	// AskGuess asks what Chinese the machine's words may have been.
	AskGuess struct {
		Span document.Span
		Text string // as it stands in the source
	}
)

// SelectKeyMap is every key that works while something is selected.
type SelectKeyMap struct {
	Anchor, Grain, Copy, Quote, Fix, Guess, Leave key.Binding
	Highlight, Colour, Note, Delete, Put          key.Binding
	Right, Left, Sentence, Down, Up               key.Binding
}

// SelectKeys returns the bindings as they are unless configured otherwise.
func SelectKeys() SelectKeyMap {
	return SelectKeyMap{
		Anchor: keys.Bind("v", "select from here", "v"),
		Grain:  keys.Bind("s", "by word, phrase, sentence, line, paragraph", "s"),
		Copy:   keys.Bind("y", "copy", "y"),
		Quote:  keys.Bind("Y", "copy as quotation", "Y"),
		Fix:    keys.Bind("f", "own fix", "f"),
		Guess:  keys.Bind("g", "guess the Chinese", "g"),
		Leave:  keys.Bind("esc", "leave", "esc", "q"),

		Highlight: keys.Bind("h", "highlight", "h"),
		Colour:    keys.Bind("H", "highlight in a colour", "H"),
		Note:      keys.Bind("N", "note", "N"),
		Delete:    keys.Bind("d", "leave out", "d"),
		Put:       keys.Bind("enter", "put it here", "enter"),

		Right:    keys.Bind("w", "on", "w", "right", "l"),
		Left:     keys.Bind("b", "back", "b", "left"),
		Sentence: keys.Bind(")", "on by a sentence", ")"),
		Down:     keys.Bind("j", "line down", "j", "down"),
		Up:       keys.Bind("k", "line up", "k", "up"),
	}
}

// SelectActions names the keys, in the order of the help.
func SelectActions(k *SelectKeyMap) []keys.Action {
	return []keys.Action{
		{Name: "select-from-here", Binding: &k.Anchor}, {Name: "copy", Binding: &k.Copy}, {Name: "guess", Binding: &k.Guess},
		{Name: "own-fix", Binding: &k.Fix}, {Name: "highlight", Binding: &k.Highlight}, {Name: "note", Binding: &k.Note},
		{Name: "select-by", Binding: &k.Grain}, {Name: "highlight-in", Binding: &k.Colour}, {Name: "leave-out", Binding: &k.Delete},
		{Name: "quote", Binding: &k.Quote}, {Name: "put-here", Binding: &k.Put},
		{Name: "close", Binding: &k.Leave}, {Name: "right", Binding: &k.Right}, {Name: "left", Binding: &k.Left},
		{Name: "sentence", Binding: &k.Sentence}, {Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up},
	}
}

// Bindings lists the keys in the order of the help.
func (k SelectKeyMap) Bindings() []key.Binding { return keys.Bindings(SelectActions(&k)) }

// With returns the bindings with other keys for some actions.
func (k SelectKeyMap) With(set map[string][]string) SelectKeyMap {
	keys.Set(SelectActions(&k), set)
	return k
}

// startSelection points at the current fix or, where none is on the screen, at the first word on it.
func (p *Pager) startSelection() Action {
	var head document.Span
	if i := p.Current(); i >= 0 {
		head = p.anns[i].Span
	} else {
		head = p.unitAt(p.page.Offset(p.top), byWord)
	}
	if head.Empty() {
		head = p.beyond(head, byWord, 1)
	}
	if head.Empty() {
		return Say{"there is nothing to select"}
	}
	p.selected = selection{on: true, head: head}
	p.Show(head.Start)
	return nil
}

// selectKey answers a key while something is selected. No other key means anything then.
func (p *Pager) selectKey(k tea.KeyPressMsg) (Action, bool) {
	s, on := &p.selected, p.selectKeys
	switch {
	case p.putting && key.Matches(k, on.Put):
		return p.leaveWith(Put{s.span()}), true
	case key.Matches(k, on.Anchor):
		s.anchored, s.anchor = !s.anchored, s.head
	case key.Matches(k, on.Grain):
		s.grain = (s.grain + 1) % grains
		s.head = p.unitAt(s.head.Start, s.grain)
	case key.Matches(k, on.Right):
		p.point(p.beyond(s.head, s.grain, 1))
	case key.Matches(k, on.Left):
		p.point(p.beyond(s.head, s.grain, -1))
	case key.Matches(k, on.Sentence):
		p.takeSentence()
	case key.Matches(k, on.Down):
		p.pointLine(1)
	case key.Matches(k, on.Up):
		p.pointLine(-1)
	case key.Matches(k, on.Copy):
		return p.leaveWith(Copy{p.selectedText()}), true
	case key.Matches(k, on.Quote):
		return p.leaveWith(Quote{p.selectedText()}), true
	case key.Matches(k, on.Fix):
		return p.leaveWith(AskFix{p.selected.span(), p.selectedText()}), true
	case key.Matches(k, on.Guess):
		span := s.span()
		return AskGuess{span, p.document.Text(span)}, true
	case key.Matches(k, on.Highlight, on.Colour):
		return p.leaveWith(Highlight{p.selected.span(), key.Matches(k, on.Colour)}), true
	case key.Matches(k, on.Note):
		return p.leaveWith(AskNote{p.selected.span()}), true
	case key.Matches(k, on.Delete):
		return p.leaveWith(Delete{p.selected.span()}), true
	case key.Matches(k, on.Leave):
		p.selected, p.putting = selection{}, false
	default:
		return nil, false
	}
	return nil, true
}

// StartPutting has the reader select where a mark is to be put.
func (p *Pager) StartPutting() Action {
	action := p.startSelection()
	p.putting = p.selected.on
	return action
}

// Selected is what is selected, empty where nothing is.
func (p *Pager) Selected() document.Span {
	if !p.selected.on {
		return document.Span{}
	}
	return p.selected.span()
}

// selectedSpot is the cells of what is selected, as far as they are on the screen: the columns of its first line, the rows of all.
func (p *Pager) selectedSpot() image.Rectangle {
	var spot image.Rectangle
	span := p.selected.span()
	for y, line := range p.lines {
		for x := range line.Cells {
			at, ok := p.page.SourceAt(line, x)
			if !ok || !span.Contains(at) {
				continue
			}
			cell := image.Rect(p.columns.left+x, p.columns.head+y, p.columns.left+x+1, p.columns.head+y+1)
			if spot.Empty() {
				spot = cell
			}
			if cell.Min.Y == spot.Min.Y {
				spot.Max.X = cell.Max.X
			}
			spot.Max.Y = cell.Max.Y
		}
	}
	return spot
}

// Deselect leaves the selection.
func (p *Pager) Deselect() { p.selected = selection{} }

func (p *Pager) leaveWith(a Action) Action {
	p.selected, p.putting = selection{}, false
	return a
}

// span is all that is selected.
func (s selection) span() document.Span {
	if !s.anchored {
		return s.head
	}
	return document.Span{Start: min(s.anchor.Start, s.head.Start), End: max(s.anchor.End, s.head.End)}
}

// point moves the head.
func (p *Pager) point(to document.Span) {
	if !to.Empty() {
		p.selected.head = to
		p.Show(to.Start)
	}
}

// takeSentence selects on to the end of the sentence, or to the end of the next one where that is selected already.
func (p *Pager) takeSentence() {
	s := &p.selected
	if !s.anchored {
		s.anchored, s.anchor = true, s.head
	}
	sentence := p.unitAt(s.head.Start, bySentence)
	if s.span().End >= sentence.End {
		sentence = p.beyond(sentence, bySentence, 1)
	}
	p.point(sentence)
	if s.anchor.Start > s.head.Start && s.anchor.Start < s.head.End { // what stands before the anchor stays out
		s.head.Start = s.anchor.Start
	}
}

// pointLine moves the head to the next line above or below that has text, as far to the right as it was.
func (p *Pager) pointLine(by int) {
	y, x := p.cellOf(p.selected.head.Start)
	for y += by; ; y += by {
		if y < 0 || y >= len(p.lines) {
			was := p.top
			p.scroll(by)
			if p.top == was {
				return
			}
			y -= by
			continue
		}
		if offset, ok := p.offsetNear(y, x); ok {
			p.point(p.unitAt(offset, p.selected.grain))
			return
		}
	}
}

// cellOf returns the row and column on the screen of a source offset.
func (p *Pager) cellOf(offset int) (y, x int) {
	for y, line := range p.lines {
		for x := range line.Cells {
			if at, ok := p.page.SourceAt(line, x); ok && at >= offset {
				return y, x
			}
		}
	}
	return 0, 0
}

// offsetNear returns the source offset of the word at a column of a row, or of the last before it.
func (p *Pager) offsetNear(y, x int) (int, bool) {
	line := p.lines[y]
	for ; x >= 0; x-- {
		if at, ok := p.page.SourceAt(line, x); ok && !p.unitAt(at, byWord).Empty() {
			return at, true
		}
	}
	return 0, false
}

// selectedText is what is selected, as it is shown.
func (p *Pager) selectedText() string {
	return Shown(p.document, p.anns, p.selected.span(), p.look.Mode)
}
