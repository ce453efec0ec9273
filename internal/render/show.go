package render

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// look is what a stretch of text is shown as.
type look struct {
	annotation int
	part       Part
	role       Role
	hidden     bool
}

var noAnnotation = look{annotation: -1}

// lookOf returns how the source text of annotation i is shown.
func (m *composer) lookOf(i int) look {
	a, mode := &m.page.annotations[i], m.page.view.Mode.info()
	l := look{annotation: i, part: PartGlitch}
	switch {
	case mode.Mode == Original:
	case boilerplate(a):
		l.role, l.hidden = RoleDim, m.page.view.Fold
	case m.code == inCode:
		l.role = glitchRole(a)
	case !mode.glitch:
		l.hidden = true
	case mode.fix && a.Fix != "":
		l.role = RoleOriginal
	default:
		l.role = glitchRole(a)
	}
	return l
}

func glitchRole(a *annotate.Annotation) Role {
	switch {
	case a.Fix == "":
		return RoleDeleted
	case a.Origin == annotate.FromReader:
		return RoleOwn
	}
	return RoleGlitch
}

func fixRole(a *annotate.Annotation) Role {
	if a.Origin == annotate.FromReader {
		return RoleOwnFix
	}
	if a.Kind == annotate.Grammar || a.Kind == annotate.Artifact {
		return RoleRewrite
	}
	return RoleFix
}

func boilerplate(a *annotate.Annotation) bool { return a.Kind == annotate.Boilerplate }

// annotated shows the source bytes [at, to), which lie inside annotation i.
func (m *composer) annotated(i, at, to int, raw bool) {
	a, mode := &m.page.annotations[i], m.page.view.Mode.info()
	l := m.lookOf(i)
	if m.bracket != i {
		m.closeBracket()
	}
	switch {
	case m.code == inCode || mode.Mode == Original:
	case boilerplate(a):
		if l.hidden && m.begins(i) {
			m.ours(foldSign, at, PartFold, RoleDim, i)
		}
	case mode.fix && a.Fix != "" && m.begins(i):
		var within *link
		if a.Span.End > to { // markup stands in it
			within = m.linkIn(a.Span)
		}
		m.withLink(within, func() { m.ours(a.Fix, a.Span.Start, PartFix, fixRole(a), i) })
		if mode.glitch && at < to {
			m.ours(" (", a.Span.Start, PartBracket, RoleBracket, i)
			m.bracket = i
		}
	case mode.fix && mode.glitch && a.Fix != "" && m.bracket != i:
		m.ours("(", at, PartBracket, RoleBracket, i)
		m.bracket = i
	case !mode.fix && m.page.view.Theme.Brackets && at < to && m.bracket != i:
		m.ours("[", at, PartBracket, RoleBracket, i)
		m.bracket = i
	}
	if l.hidden {
		m.deleted = m.deleted || a.Fix == ""
		return
	}
	m.asItIs(at, to, raw, l)
	if m.bracket == i && to >= a.Span.End {
		m.closeBracket()
	}
}

const foldSign = "⋯"

// begins reports, once, that annotation i begins in this leaf.
func (m *composer) begins(i int) bool {
	if m.started[i] || m.page.annotations[i].Span.Start < m.leaf.after {
		return false
	}
	m.started[i] = true
	return true
}

// closeBracket closes the bracket that is open.
func (m *composer) closeBracket() {
	if i := m.bracket; i >= 0 {
		m.bracket = -1
		due := m.due
		m.due = nil
		sign := ")"
		if !m.page.view.Mode.info().fix {
			sign = "]"
		}
		m.ours(sign, min(m.page.annotations[i].Span.End, m.leaf.span.End)-1, PartBracket, RoleBracket, i)
		m.due = due
	}
}

// ours shows text that is not in the source at an offset of it: a fix, a bracket. A fix is spread over what it stands for in this leaf.
func (m *composer) ours(s string, at int, part Part, role Role, annotation int) {
	s = document.Clean(s)
	m.settle(s)
	stride := func(int) int { return at }
	if part == PartFix && !m.page.view.Mode.info().glitch {
		n := max(1, min(m.page.annotations[annotation].Span.End, m.leaf.span.End)-at)
		stride = func(i int) int { return at + i*n/len(s) }
	}
	m.pieceOf(look{annotation: annotation, part: part, role: role}, func() {
		for i := 0; i < len(s); {
			c := cluster(s[i:])
			switch c {
			case "\n":
				m.glyph(sign{text: breakHere}, stride(i))
			case "\t":
				m.glyph(sign{" ", 1}, stride(i))
			default:
				m.glyph(m.page.signs.of(c), stride(i))
			}
			i += len(c)
		}
	})
}

// pieceOf puts what do shows into a piece with its mark.
func (m *composer) pieceOf(l look, do func()) {
	id, start, open := len(m.pieces), len(m.arena), m.open
	from := len(m.shown)
	var stop int
	if open != nil {
		stop = open.Segment.Stop
	}
	m.write(fmt.Sprintf("\x1b[58;2;%d;%d;%dm", 0x80|id>>16, id>>8&0xff, id&0xff))
	role := l.role
	if role == RolePlain && m.link != nil {
		role = RoleLink
	}
	m.pieces = append(m.pieces, piece{from: from, annotation: l.annotation, part: l.part, role: role, link: m.link, cell: m.cell})
	do()
	if len(m.shown) == from {
		m.arena, m.pieces, m.open = m.arena[:start], m.pieces[:id], open
		if open != nil {
			open.Segment.Stop = stop
		}
		return
	}
	m.pieces[id].to = len(m.shown)
	m.write("\x1b[59m")
}

// asItIs shows source bytes.
func (m *composer) asItIs(at, end int, raw bool, l look) {
	if m.bracket >= 0 && m.bracket != l.annotation {
		m.closeBracket()
	}
	s := string(m.tree.Source[at-m.tree.Base : end-m.tree.Base])
	clean := document.Clean(s)
	m.settle(clean)
	where := func(i int) int { return at + i }
	if clean != s {
		offsets := align(s, clean)
		where = func(i int) int { return at + offsets[i] }
	}
	m.pieceOf(l, func() { m.text(clean, where, raw) })
}

// text shows clean text; where leads its bytes back to the source.
func (m *composer) text(s string, where func(int) int, raw bool) {
	for i := 0; i < len(s); {
		c, n := s[i], 1
		switch {
		case c == '\n':
			if m.code != inCode {
				m.glyph(sign{" ", 1}, where(i))
			}
		case c == '\t':
			m.tab(where(i))
		case c == '\\' && !raw && i+1 < len(s) && util.IsPunct(s[i+1]):
			m.glyph(sign{ascii[s[i+1]], 1}, where(i))
			n = 2
		case c == '&' && !raw:
			n = m.entity(s[i:], where(i))
		case c < utf8.RuneSelf && (i+1 == len(s) || s[i+1] < utf8.RuneSelf):
			m.glyph(sign{ascii[c], 1}, where(i))
		default:
			sign := cluster(s[i:])
			m.glyph(m.page.signs.of(sign), where(i))
			n = len(sign)
		}
		i += n
	}
}

func (m *composer) tab(at int) {
	m.glyph(sign{" ", 1}, at)
	for m.code == inCode && m.column%4 != 0 {
		m.glyph(sign{" ", 1}, at)
	}
}

// entity shows a character reference at the start of s as its character, and returns its length: 1 where it is only an ampersand.
// What it stands for is cleaned like everything else: a reference can spell a control character.
func (m *composer) entity(s string, at int) int {
	n := referenceLength(s[:min(len(s), longestEntity)])
	if n == 0 {
		m.glyph(sign{"&", 1}, at)
		return 1
	}
	decoded := html.UnescapeString(s[:n])
	for rest := document.CleanLine(decoded); rest != ""; {
		c := cluster(rest)
		m.glyph(m.page.signs.of(c), at)
		rest = rest[len(c):]
	}
	if decoded == "\u00a0" {
		m.glyph(sign{"\u00a0", 1}, at)
	}
	return n
}

// glyph shows one sign. A blank left over by what was taken away is not shown.
func (m *composer) glyph(s sign, at int) {
	if s.text == "" {
		return
	}
	if m.deleted {
		last := len(m.shown) - 1
		if s.text == " " && (last < 0 || m.shown[last].text == " " || m.shown[last].text == breakHere) {
			return
		}
		m.deleted = false
	}
	m.column += int(s.width)
	m.shown = append(m.shown, glyph{text: s.text, source: at, piece: len(m.pieces) - 1, width: s.width})
	switch {
	case s.text == "&" && m.code != inCode:
		m.write("&amp;")
	case s.text == `\` && m.code != inSpan:
		m.write(`\\`)
	default:
		m.write(s.text)
	}
}

// align leads each byte of clean, made from s by document.Clean, back to a byte of s.
func align(s, clean string) []int {
	const farthest = 4096
	offsets := make([]int, len(clean)+1)
	at := 0
	for i, r := range clean {
		for j := at; j < len(s) && j < at+farthest; {
			got, n := utf8.DecodeRuneInString(s[j:])
			if got == r || r == '\n' && strings.ContainsRune("\r\u0085\u2028\u2029", got) {
				offsets[i], at = j, j+n
				break
			}
			j += n
		}
		if offsets[i] == 0 {
			offsets[i] = at
		}
		for k := i + 1; k < i+utf8.RuneLen(r); k++ {
			offsets[k] = offsets[i]
		}
	}
	offsets[len(clean)] = len(s)
	return offsets
}
