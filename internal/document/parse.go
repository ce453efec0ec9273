package document

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// newParser returns the one Markdown parser of the module: CommonMark with the GFM extensions, definition lists and footnotes,
// and nothing else, since the page renderer knows no other nodes.
func newParser() parser.Parser { return sharedParser() }

var sharedParser = sync.OnceValue(func() parser.Parser {
	p := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.DefinitionList)).Parser()
	addFootnotes(p)
	return p
})

// Tree is a chunk of the document, parsed. It belongs to whoever asked for it.
type Tree struct {
	Root   *ast.Document
	Source []byte // what the segments of the nodes point into
	Base   int    // source offset = Base + offset into Source
	Lead   int    // so many bytes of Source are repeated from elsewhere; nothing of them is to be shown
	Joined bool   // the chunk begins in the middle of a block
}

// ParseChunk parses the i-th chunk.
//
// Plain text becomes paragraphs of raw text nodes: a Paragraph for each paragraph of the page, and a TextBlock for each line
// that is to stand below the line before without a blank line between.
func (d *Document) ParseChunk(i int) Tree {
	s, ok := d.Chunk(i)
	if !ok {
		return Tree{Root: ast.NewDocument()}
	}
	d.layout.mu.Lock()
	c := d.layout.chunks[i]
	d.layout.mu.Unlock()
	t := Tree{Source: d.source[s.Start:s.End:s.End], Base: s.Start, Joined: c.joined}
	if d.format == PlainText {
		root, first := plainTree(t.Source)
		t.Root = root
		if first == paragraphs && d.source[s.Start-min(s.Start, 1)] == '\n' {
			t.Joined = false
		}
		return t
	}
	if c.lead != nil {
		t.Source = append(append([]byte{}, c.lead...), t.Source...)
		t.Lead = len(c.lead)
		t.Base -= t.Lead
	}
	t.Source = shallow(t.Source)
	if n := d.frontMatter() - s.Start; n > 0 && t.Lead == 0 {
		t.Source = blanked(t.Source, min(n, len(t.Source)))
	}
	ctx := parser.NewContext()
	if refers(t.Source) {
		references, notes := d.defined()
		for _, r := range references {
			ctx.AddReference(r)
		}
		ctx.Set(labelsKey, notes)
	}
	t.Root = newParser().Parse(text.NewReader(t.Source), parser.WithContext(ctx)).(*ast.Document) //nolint:forcetypeassert // the root is always one
	return t
}

// deepestQuote is how many quotation marks may stand before a line: the parser's time grows with their square.
const deepestQuote = 64

// shallow blanks quotation marks in a row beyond deepestQuote out, in a copy.
func shallow(source []byte) []byte {
	copied := false
	for at := 0; at < len(source); {
		end := lineEnd(source, at)
		marks := 0
		for i := at; i < end && (source[i] == '>' || source[i] == ' ' || source[i] == '\t'); i++ {
			if source[i] != '>' {
				continue
			}
			if marks++; marks <= deepestQuote {
				continue
			}
			if !copied {
				source, copied = bytes.Clone(source), true
			}
			source[i] = ' '
		}
		at = end
	}
	return source
}

// refers reports whether there may be a link by reference or a footnote in the text: brackets without an address behind them.
func refers(source []byte) bool {
	if bytes.Contains(source, []byte("[^")) {
		return true
	}
	for at := 0; ; {
		i := bytes.IndexByte(source[at:], ']')
		if i < 0 {
			return false
		}
		at += i + 1
		if at >= len(source) || source[at] != '(' {
			return true
		}
	}
}

// defined returns the link references, and the labels of the footnotes, that the document defines, wherever it does.
func (d *Document) defined() ([]parser.Reference, map[string]bool) {
	d.layout.referencesOnce.Do(func() {
		ctx := parser.NewContext()
		root := newParser().Parse(text.NewReader(definitions(d.source)), parser.WithContext(ctx))
		d.layout.references, d.layout.footnotes = ctx.References(), footnoteLabels(root)
	})
	return d.layout.references, d.layout.footnotes
}

// definitions collects the lines of the source that look like definitions of link references or footnotes, each with what may decide about it: the
// lines from the last block's end on, and the line behind it, where an address or a title may stand. Code and raw HTML define nothing.
func definitions(source []byte) []byte {
	var (
		lines []byte
		state cutState
		block int  // where the block begins that holds what is looked at
		seen  int  // how far state has come
		last  int  // end of what was collected last
		bare  bool // lines lose what stands before them, which may belong to a list or a quotation that began long ago
	)
	for at := 0; ; {
		i := bytes.Index(source[at:], []byte("]:"))
		if i < 0 {
			return lines
		}
		colon := at + i
		start := bytes.LastIndexByte(source[:colon], '\n') + 1
		at = lineEnd(source, colon)
		if end := state.pass(source[seen:start]); end > 0 {
			block = seen + end
		}
		if seen = start; !state.closed() || !bytes.HasPrefix(unquoted(source[start:at]), []byte("[")) {
			continue
		}
		from := max(block, last)
		if from != last {
			lines = append(lines, '\n')
			bare = from == start || state.list
		}
		lines = append(lines, source[from:start]...)
		end := at
		if next := unquoted(source[at:lineEnd(source, at)]); len(next) > 0 && next[0] != '[' {
			end = lineEnd(source, at)
		}
		for last = start; last < end; last = lineEnd(source, last) {
			line := source[last:lineEnd(source, last)]
			if bare {
				line = unquoted(line)
			}
			lines = append(lines, line...)
		}
	}
}

// unquoted is a line without the quotation marks before it.
func unquoted(line []byte) []byte { return bytes.TrimLeft(line, " >\t") }
