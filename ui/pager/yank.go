package pager

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

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
		text = oneLine(Shown(p.document, p.anns, span, p.look.Mode))
	}
	switch {
	case text == "":
		return Say{"no sentence on this screen to copy"}
	case quoted:
		return Quote{text}
	}
	return Copy{text}
}

// oneLine joins the lines of a sentence, which the file may have broken anywhere: with a blank, or in Chinese without.
func oneLine(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		before, _ := utf8.DecodeLastRuneInString(b.String())
		after, _ := utf8.DecodeRuneInString(line)
		if b.Len() > 0 && line != "" && (!chinese(before) || !chinese(after)) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

// chinese reports whether a sign is one that stands without blanks beside others of its sort.
func chinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xff61
}
