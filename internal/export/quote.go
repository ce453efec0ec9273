package export

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// around is how many code points of the text stand in a prefix or suffix.
const around = 32

// reading is a document as it is read: without markup, block by block, with the way back to its source.
type reading struct {
	doc    *document.Document
	text   []byte
	blocks []document.Block
	starts []int // of each block in text
}

// between stands between two blocks of a reading.
const between = '\n'

func newReading(d *document.Document) *reading {
	r := &reading{doc: d, blocks: d.Blocks()}
	if d.Format() == document.PlainText { // what is read is what is there
		r.text, r.blocks = d.Source(), nil
		return r
	}
	for i := range r.blocks {
		if i > 0 {
			r.text = append(r.text, between)
		}
		r.starts = append(r.starts, len(r.text))
		r.text = append(r.text, r.blocks[i].Text...)
	}
	return r
}

// span leads a stretch of the reading back to the source.
func (r *reading) span(start, end int) document.Span {
	if r.blocks == nil {
		return document.Span{Start: start, End: end}
	}
	return document.Span{Start: r.source(start, false), End: r.source(end-1, true)}
}

// source leads the byte at an offset of the reading back to where it begins in the source, or ends.
func (r *reading) source(at int, after bool) int {
	i := max(sort.SearchInts(r.starts, at+1)-1, 0)
	b := &r.blocks[i]
	at = min(at-r.starts[i], len(b.Text)-1)
	if at < 0 {
		return b.Span().Start
	}
	s := b.Source(at, at+1)
	if after {
		return s.End
	}
	return s.Start
}

// of leads a span of the source to the stretch of the reading that it became; ok is false where nothing of it is read.
func (r *reading) of(s document.Span) (start, end int, ok bool) {
	if r.blocks == nil {
		return s.Start, s.End, !s.Empty()
	}
	i := sort.Search(len(r.blocks), func(i int) bool { return r.blocks[i].Span().End > s.Start })
	for ; i < len(r.blocks); i++ {
		b := &r.blocks[i]
		whole := b.Span()
		if whole.Start >= s.End {
			break
		}
		from, to := max(s.Start, whole.Start), min(s.End, whole.End)
		for ; from < to; from++ {
			if at, in := b.View(from); in {
				if !ok {
					start, ok = r.starts[i]+at, true
				}
				break
			}
		}
		for ; to > from; to-- {
			if at, in := b.View(to - 1); in {
				_, n := utf8.DecodeRune(b.Text[at:])
				for at > 0 && !utf8.RuneStart(b.Text[at]) {
					at--
					_, n = utf8.DecodeRune(b.Text[at:])
				}
				end = r.starts[i] + at + n
				break
			}
		}
	}
	return start, end, ok && end > start
}

// quote is a place as words: what stands there and around it, as read.
type quote struct{ exact, prefix, suffix string }

// quoteOf quotes a place. What is not read, code and the like, is quoted from the source.
func (r *reading) quoteOf(s document.Span) quote {
	text := r.text
	start, end, ok := r.of(s)
	if !ok {
		text, start, end = r.doc.Source(), s.Start, s.End
	}
	return quote{bare(text[start:end]), bare(before(text, start)), bare(after(text, end))}
}

// noProse stands in the text of a block where something stood that is no prose.
const noProse = '\uFFFC'

func bare(text []byte) string { return strings.ReplaceAll(string(text), string(noProse), "") }

// quote returns the words of a mark: of the text where it has a place in it.
func (m *Mark) quote(r *reading) quote {
	if m.Placed() {
		return r.quoteOf(m.Span)
	}
	return quote{m.Exact, m.Prefix, m.Suffix}
}

// before returns the last code points of the text before the byte offset at.
func before(text []byte, at int) []byte {
	start := at
	for range around {
		_, n := utf8.DecodeLastRune(text[:start])
		start -= n
	}
	return text[start:at]
}

// after returns the first code points of the text from the byte offset at.
func after(text []byte, at int) []byte {
	end := at
	for range around {
		_, n := utf8.DecodeRune(text[end:])
		end += n
	}
	return text[at:end]
}

// repaired is a stretch of an article as it reads with the findings in it. Those that are only partly in it stay out.
func (a *Article) repaired(r *reading, s document.Span) string {
	text := r.text
	start, end, ok := r.of(s)
	if !ok { // it is not read as prose
		return strings.ToValidUTF8(a.Document.Text(s), "\uFFFD")
	}
	var b bytes.Buffer
	i := sort.Search(len(a.Findings), func(i int) bool { return a.Findings[i].Span.Start >= s.Start })
	for ; i < len(a.Findings) && a.Findings[i].Span.End <= s.End; i++ {
		f := &a.Findings[i]
		from, to, ok := r.of(f.Span)
		if !ok || from < start {
			continue
		}
		b.Write(text[start:from])
		b.WriteString(f.Fix)
		start = to
	}
	b.Write(text[start:end])
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}
