package document

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// FootnoteMark is an inline node: the mark of a footnote in the text, [^label].
type FootnoteMark struct {
	ast.BaseInline

	Label   string
	Segment text.Segment // with its brackets
}

// KindFootnoteMark is the kind of FootnoteMark.
var KindFootnoteMark = ast.NewNodeKind("FootnoteMark")

// Kind implements ast.Node.
func (n *FootnoteMark) Kind() ast.NodeKind { return KindFootnoteMark }

// Dump implements ast.Node.
func (n *FootnoteMark) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Label": n.Label}, nil)
}

// addFootnotes makes a parser know footnotes. Unlike goldmark's own extension it leaves them where they stand, numbers nothing, and knows the
// footnotes of the whole document in each of its chunks.
func addFootnotes(p parser.Parser) {
	p.AddOptions(
		parser.WithBlockParsers(util.Prioritized(footnoteBlock{extension.NewFootnoteBlockParser()}, 999)),
		parser.WithInlineParsers(util.Prioritized(footnoteInline{}, 101)), // before links
	)
}

// footnoteBlock makes a footnote a block in its place.
type footnoteBlock struct{ parser.BlockParser }

// Close implements parser.BlockParser.
func (footnoteBlock) Close(ast.Node, text.Reader, parser.Context) {}

// labelsKey is where a parser's context holds the labels of the document's footnotes.
var labelsKey = parser.NewContextKey()

type footnoteInline struct{}

// Trigger implements parser.InlineParser.
func (footnoteInline) Trigger() []byte { return []byte{'!', '['} }

// Parse implements parser.InlineParser: a label that no footnote has is text like any other.
func (footnoteInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	labels, _ := pc.Get(labelsKey).(map[string]bool)
	if labels == nil {
		return nil
	}
	line, segment := block.PeekLine()
	start := 0
	if line[0] == '!' { // an exclamation mark before a footnote's mark opens no picture
		start = 1
	}
	if !bytes.HasPrefix(line[start:], []byte("[^")) {
		return nil
	}
	label := line[start+2 : min(len(line), start+2+longestLabel)]
	n := bytes.IndexAny(label, "[]")
	if n < 0 || label[n] == '[' {
		return nil
	}
	label = label[:n]
	end := start + 2 + n
	if !labels[labelKey(label)] {
		return nil
	}
	if start > 0 {
		parent.AppendChild(parent, ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1)))
	}
	block.Advance(end + 1)
	return &FootnoteMark{Label: string(label), Segment: text.NewSegment(segment.Start+start, segment.Start+end+1)}
}

// longestLabel is how many bytes a label may have, as in CommonMark.
const longestLabel = 1000

// labelKey is what two spellings of one label have in common.
func labelKey(label []byte) string { return util.ToLinkReference(label) }

// footnoteLabels collects the labels of the footnotes below a node.
func footnoteLabels(root ast.Node) map[string]bool {
	labels := map[string]bool{}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if f, ok := n.(*extast.Footnote); ok && entering {
			labels[labelKey(f.Ref)] = true
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return labels
}
