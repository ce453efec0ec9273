package pager

import "github.com/seed-0d8bf4ce/reader/internal/document"

// sentence is the one to be copied where nothing is selected: that of the current fix or, where none is on the screen, the first on it.
func (p *Pager) sentence() (document.Span, bool) {
	at := p.page.Offset(p.top)
	if i := p.Current(); i >= 0 {
		at = p.anns[i].Span.Start
	}
	span := p.unitAt(at, bySentence)
	if span.Empty() || !p.visible(span.Start) && !p.visible(span.End-1) {
		return document.Span{}, false
	}
	return span, true
}

// yank wants that sentence in the clipboard, as a quotation or as it is.
func (p *Pager) yank(quoted bool) Action {
	span, ok := p.sentence()
	text := ""
	if ok {
		text = Shown(p.document, p.anns, span, p.look.Mode)
	}
	switch {
	case text == "":
		return Say{"no sentence on this screen to copy"}
	case quoted:
		return Quote{text}
	}
	return Copy{text}
}
