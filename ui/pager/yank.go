package pager

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Yank wants the sentence copied that is read, as a quotation or as it is: that of the current fix or, where none is on the screen, the
// first on it.
type Yank struct {
	At, End int // source offsets: where it is looked for, and where the screen ends
	Quoted  bool
}

func (p *Pager) yank(quoted bool) Yank {
	at := p.page.Offset(p.top)
	if i := p.Current(); i >= 0 {
		at = p.anns[i].Span.Start
	}
	end := p.page.Offset(p.page.Step(p.top, p.rows()))
	if p.top == p.bottom() {
		end = len(p.document.Source())
	}
	return Yank{At: at, End: end, Quoted: quoted}
}

// Yank wants that sentence in the clipboard, as it is shown.
func (p *Pager) Yank(y Yank) Action {
	span, text := p.unitAt(y.At, bySentence), ""
	if span.Start < y.End {
		text = oneLine(Shown(p.document, p.anns, span, p.look.Mode))
	}
	switch {
	case text == "":
		return Say{"no sentence on this screen to copy"}
	case y.Quoted:
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
