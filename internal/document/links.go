package document

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// LinkKind says what a link is in the text.
type LinkKind int

// The kinds of links.
const (
	TextLink     LinkKind = iota // words that lead to an address
	ImageLink                    // a picture
	FootnoteLink                 // the mark of a footnote
)

// Link is a place of a text that leads elsewhere.
type Link struct {
	Kind  LinkKind
	At    int    // source offset where its markup begins; no two links have the same
	Words Span   // source from the first to the last sign of its text; empty, at At, where it shows none
	To    string // the address as it is meant, escapes undone; of a footnote, its label
}

// LinkOf returns the link that a node of a tree is, if it is one.
func (t *Tree) LinkOf(n ast.Node) (Link, bool) {
	l := Link{At: n.Pos() + t.Base}
	switch n := n.(type) {
	case *ast.Link:
		l.To = meant(n.Destination)
	case *ast.Image:
		l.Kind, l.To = ImageLink, meant(n.Destination)
	case *ast.AutoLink:
		l.To = string(n.URL(t.Source))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(l.To), "mailto:") {
			l.To = "mailto:" + l.To
		}
		if s, ok := AutoLinkLabel(n, t.Source); ok {
			l.At = s.Start + t.Base
			l.Words = Span{s.Start + t.Base, s.Stop + t.Base}
		}
		return l, true
	case *ast.RawHTML:
		return t.htmlLink(n)
	case *FootnoteMark:
		l.Kind, l.To = FootnoteLink, n.Label
		l.At = n.Segment.Start + t.Base
		l.Words = Span{l.At, n.Segment.Stop + t.Base}
		return l, true
	default:
		return Link{}, false
	}
	l.Words = Span{l.At, l.At}
	if words, ok := textBelow(n); ok {
		l.Words = Span{words.Start + t.Base, words.Stop + t.Base}
	}
	return l, true
}

// meant undoes escapes and character references in an address.
func meant(destination []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(destination))))
}

// textBelow returns the segment from the first to the last sign of text below a node.
func textBelow(n ast.Node) (s text.Segment, ok bool) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, isText := n.(*ast.Text); isText && entering && t.Segment.Len() > 0 {
			if !ok {
				s, ok = t.Segment, true
			}
			s.Stop = max(s.Stop, t.Segment.Stop)
		}
		return ast.WalkContinue, nil
	})
	return s, ok
}

// AutoLinkLabel returns where the label of an autolink stands in source; goldmark tells its bytes only, but they are those of the source.
func AutoLinkLabel(n *ast.AutoLink, source []byte) (text.Segment, bool) {
	label := n.Label(source)
	start := cap(source) - cap(label)
	if start < 0 || start+len(label) > len(source) || !bytes.Equal(source[start:start+len(label)], label) {
		return text.Segment{}, false
	}
	return text.NewSegment(start, start+len(label)), true
}

// references is what a document refers to, and the places in it that can be referred to. They are found once, by parsing all of it.
type references struct {
	once    sync.Once
	links   []Link
	notes   map[string]Span
	anchors map[string]int
	slugs   map[string]int // how often each name of a heading was given
}

// Links returns every link of the document in order. The first call of Links, Footnote or Anchor parses the whole document, which takes
// its time where that is long.
func (d *Document) Links() []Link { return d.refs().links }

// Footnote returns the source of a footnote, its label not included.
func (d *Document) Footnote(label string) (Span, bool) {
	s, ok := d.refs().notes[labelKey([]byte(label))]
	return s, ok
}

// Anchor returns the source offset of the place that a fragment of an address names: a heading, by the name that is made of its words, or
// an element of HTML with a name.
func (d *Document) Anchor(name string) (offset int, ok bool) {
	r := d.refs()
	for _, n := range []string{name, strings.TrimPrefix(name, "user-content-"), slug(name)} {
		if offset, ok = r.anchors[n]; ok {
			return offset, true
		}
	}
	return 0, false
}

func (d *Document) refs() *references {
	r := &d.references
	r.once.Do(func() {
		r.notes, r.anchors, r.slugs = map[string]Span{}, map[string]int{}, map[string]int{}
		for i := 0; ; i++ {
			if _, ok := d.Chunk(i); !ok {
				return
			}
			tree := d.ParseChunk(i)
			r.collect(&tree)
		}
	})
	return r
}

// collect takes what a chunk of the document has.
func (r *references) collect(t *Tree) {
	_ = ast.Walk(t.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			r.heading(t, n)
		case *extast.Footnote:
			if words, ok := textBelow(n); ok && words.Start >= t.Lead {
				if key := labelKey(n.Ref); r.notes[key] == (Span{}) {
					r.notes[key] = Span{words.Start + t.Base, words.Stop + t.Base}
				}
			}
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				r.named(t, n.Segments.At(i))
			}
			r.link(t, n)
		case *ast.HTMLBlock:
			for i := range n.Lines().Len() {
				r.named(t, n.Lines().At(i))
			}
		default:
			r.link(t, n)
		}
		return ast.WalkContinue, nil
	})
}

func (r *references) link(t *Tree, n ast.Node) {
	if l, ok := t.LinkOf(n); ok && l.To != "" && l.At >= t.Base+t.Lead {
		r.links = append(r.links, l)
	}
}

func (r *references) heading(t *Tree, n *ast.Heading) {
	words, ok := textBelow(n)
	if !ok || words.Start < t.Lead {
		return
	}
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t1, isText := n.(*ast.Text); isText && entering {
			b.WriteString(meant(t1.Segment.Value(t.Source)))
			if t1.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	name := slug(b.String())
	if n := r.slugs[name]; n > 0 {
		r.slugs[name]++
		name += "-" + strconv.Itoa(n)
	} else {
		r.slugs[name] = 1
	}
	r.anchor(name, words.Start+t.Base)
}

func (r *references) anchor(name string, offset int) {
	if _, taken := r.anchors[name]; !taken && name != "" {
		r.anchors[name] = offset
	}
}

var htmlName = regexp.MustCompile(`(?i)<[a-z][^>]*\s(?:id|name)\s*=\s*["']?([^"'\s>]+)`)

// named takes the names that elements of HTML have.
func (r *references) named(t *Tree, s text.Segment) {
	for _, m := range htmlName.FindAllSubmatchIndex(s.Value(t.Source), -1) {
		if at := s.Start + m[2]; at >= t.Lead {
			r.anchor(string(t.Source[at:s.Start+m[3]]), at+t.Base)
		}
	}
}

// slug is the name that a heading has in addresses, as GitHub makes it of its words.
func slug(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(heading)) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}
