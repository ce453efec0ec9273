package document

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// objectReplacement stands in a block's text for what is no prose (code, raw HTML, an address), so that no phrase runs across it.
const objectReplacement = "\uFFFC"

// markdownBlocks collects the prose of a chunk.
func markdownBlocks(t Tree) []Block {
	w := proseWalker{source: t.Source}
	w.walk(t.Root)
	own := w.blocks[:0]
	for _, b := range w.blocks {
		if b.Span().Start < t.Lead {
			continue
		}
		for i := range b.runs {
			b.runs[i].source += t.Base
		}
		own = append(own, b)
	}
	return own
}

type proseWalker struct {
	source []byte
	blocks []Block
	now    *Block
	start  int // of the first line of the block, in the source
}

// walk goes down to the nodes that hold inline content and makes a block of each.
func (w *proseWalker) walk(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindCodeBlock, ast.KindFencedCodeBlock, ast.KindHTMLBlock, ast.KindThematicBreak:
			continue
		}
		if first := c.FirstChild(); first == nil || first.Type() != ast.TypeInline {
			w.walk(c)
			continue
		}
		w.blocks = append(w.blocks, Block{Heading: c.Kind() == ast.KindHeading})
		w.now = &w.blocks[len(w.blocks)-1]
		if lines := c.Lines(); lines != nil && lines.Len() > 0 {
			w.start = lines.At(0).Start
		}
		w.inline(c)
		if len(bytes.TrimSpace(w.now.Text)) == 0 {
			w.blocks = w.blocks[:len(w.blocks)-1]
		}
	}
}

func (w *proseWalker) inline(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.segment(c.Segment, c.IsRaw())
			if c.SoftLineBreak() || c.HardLineBreak() {
				w.put("\n", c.Segment.Stop, 1)
			}
		case *ast.String:
			w.put(string(c.Value), w.end(), 1)
		case *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML:
			w.put(objectReplacement, w.end(), 1)
		case *FootnoteMark:
			w.put(objectReplacement, c.Segment.Start, c.Segment.Len())
		case *ast.Image:
			w.put(objectReplacement, w.end(), 1)
			w.inline(c)
			w.put(objectReplacement, w.end(), 1)
		default:
			w.inline(c)
		}
	}
}

// end is the source offset behind what the block holds so far: its start where that is nothing.
func (w *proseWalker) end() int {
	if len(w.now.runs) == 0 {
		return w.start
	}
	return w.now.Span().End
}

// put adds text that stands for wide source bytes at offset, all or nothing.
func (w *proseWalker) put(s string, offset, wide int) {
	w.now.runs = append(w.now.runs, run{view: len(w.now.Text), source: offset, length: len(s), wide: min(wide, len(w.source)-offset)})
	w.now.Text = append(w.now.Text, s...)
}

// segment adds source text, decoding entities and backslash escapes unless raw.
func (w *proseWalker) segment(seg text.Segment, raw bool) {
	at, end := seg.Start, seg.Stop
	same := func(to int) {
		if to > at {
			w.now.runs = append(w.now.runs, run{view: len(w.now.Text), source: at, length: to - at})
			w.now.Text = append(w.now.Text, w.source[at:to]...)
			at = to
		}
	}
	for i := at; i < end && !raw; {
		switch c := w.source[i]; {
		case c == '\\' && i+1 < end && util.IsPunct(w.source[i+1]):
			same(i)
			w.put(string(w.source[i+1]), i, 2)
			at, i = i+2, i+2
		case c == '&':
			s, n := entity(w.source[i:end])
			if n == 0 {
				i++
				continue
			}
			same(i)
			w.put(s, i, n)
			at, i = i+n, i+n
		default:
			i++
		}
	}
	same(end)
}

// entity decodes a character reference at the start of b; n is its length in bytes, 0 where there is none.
func entity(b []byte) (s string, n int) {
	end := bytes.IndexByte(b[:min(len(b), 40)], ';')
	if end < 2 || bytes.IndexByte(b[1:end], '&') >= 0 {
		return "", 0
	}
	ref := string(b[:end+1])
	s = html.UnescapeString(ref)
	if s == ref || strings.ContainsRune(s, utf8.RuneError) {
		return "", 0
	}
	return s, end + 1
}
