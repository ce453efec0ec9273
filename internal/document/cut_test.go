package document

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"
)

// filler is as many paragraphs as make the next safe place a cut.
var filler = strings.Repeat("Some text that fills a chunk so that a cut has to come soon after it.\n\n", leastChunk/60)

// cutBlocks are blocks beside which a cut may go wrong.
var cutBlocks = []string{
	"A paragraph.\n", "Another *one*\nof two lines.\n", "# Heading\n", "Setext\n======\n", "- item\n- item\n", "- item\n\n- loose\n", "- item\nlazy\n",
	"- item\n\n  more\n", "1. one\n2. two\n", "1986\\. A great year.\n", "> quote\n", "> quote\nlazy\n", "> a\n\n> b\n", "```\ncode\n\nmore\n```\n", "```\nunclosed\n\n",
	"~~~~\n```\n\n~~~\n~~~~\n", "    indented\n\n    code\n", "Term\n: definition\n", "Term\n\n: definition\n\n  more\n", "| a | b |\n|---|---|\n| c | d |\n",
	"a | b\n---|---\nc | d\n", "<div>\nhtml\n\n</div>\n", "<!-- a\n\ncomment -->\n", "<script>\n\nx\n</script>\n", "<pre>\n\n</pre>\n", "[ref]: https://example.com/ref\n",
	"see [ref] and [other][ref]\n", "***\n", "[x]: <\n", "[^1]: A note.\n", "[^n]: A note\nthat runs on.\n\n    And more of it.\n", "> [^q]: Quoted.\n", "A word[^1], an odd one![^n] and[^q] [^none]\n", "\\# no heading\n", "中文段落。\n", "(bracketed)\n", "  two blanks\n", "\ttab\n", "&amp; entity\n",
}

// A document parsed chunk by chunk is the document parsed whole.
func TestChunksParseAsTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "parts") {
			b.WriteString(filler)
			for range rapid.IntRange(0, 6).Draw(t, "blocks") {
				b.WriteString(rapid.SampledFrom(cutBlocks).Draw(t, "block"))
				if rapid.IntRange(0, 3).Draw(t, "blank") > 0 {
					b.WriteString("\n")
				}
			}
		}
		source := []byte(b.String())
		d := Markdown(source)
		whole := parsed(source)
		want := outline(whole, 0)
		var outlines strings.Builder
		cuts := 0
		for i := 0; ; i++ {
			if _, ok := d.Chunk(i); !ok {
				break
			}
			tree := d.ParseChunk(i)
			if tree.Joined || tree.Lead > 0 {
				t.Fatalf("chunk %d is cut by force", i)
			}
			outlines.WriteString(outline(tree.Root, tree.Base))
			cuts++
		}
		if got := outlines.String(); got != want {
			t.Fatalf("%d chunks differ from the whole:\n%s\nwant\n%s", cuts, withoutFiller(got), withoutFiller(want))
		}
	})
}

// parsed is a source parsed in one piece.
func parsed(source []byte) ast.Node {
	ctx := parser.NewContext()
	ctx.Set(labelsKey, footnoteLabels(newParser().Parse(text.NewReader(source))))
	return newParser().Parse(text.NewReader(source), parser.WithContext(ctx))
}

func withoutFiller(outlined string) string {
	return strings.ReplaceAll(outlined, outline(newParser().Parse(text.NewReader([]byte(filler[:len(filler)/2]))), 0)[:21], "")
}

// outline writes a tree out, a line for each block of the document.
func outline(root ast.Node, base int) string {
	var b strings.Builder
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			fmt.Fprintf(&b, "%s ", n.Kind())
			switch n := n.(type) {
			case *ast.Text:
				if n.Segment.Len() > 0 && n.SoftLineBreak() {
					fmt.Fprintf(&b, "%d-%d ", n.Segment.Start+base, n.Segment.Stop+base)
				}
			case *ast.Link:
				fmt.Fprintf(&b, "%s ", n.Destination)
			}
			return ast.WalkContinue, nil
		})
		b.WriteString("\n")
	}
	return b.String()
}

// Chunks cover the source, none is big, and an offset leads to its chunk.
func TestChunksCoverTheSource(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"paragraphs", strings.Repeat("Ma Yun said so.\n\n", 20000)},
		{"one line", strings.Repeat("Ma Yun said so. ", 40000)},
		{"one word", strings.Repeat("x", 400000)},
		{"Chinese", strings.Repeat("马云昨日在“来往”活动现场表示。", 10000)},
		{"lines", strings.Repeat("Ma Yun said so.\n", 40000)},
		{"list", strings.Repeat("- Ma Yun said so.\n", 40000)},
		{"nested list", "- a\n" + strings.Repeat("  - Ma Yun said so.\n", 40000)},
		{"quote", strings.Repeat("> Ma Yun said so.\n", 40000)},
		{"code", "```go\n" + strings.Repeat("x := 1\n\n", 40000) + "```\n\nend\n"},
		{"table", "| a | b |\n|---|---|\n" + strings.Repeat("| c | d |\n", 40000)},
		{"empty", ""}, {"blank", "\n\n\n"},
	} {
		for _, d := range []*Document{Plain([]byte(c.text)), Markdown([]byte(c.text))} {
			at := 0
			for i := 0; ; i++ {
				s, ok := d.Chunk(i)
				if !ok {
					break
				}
				if s.Start != at || s.Empty() || s.Len() > 2*mostChunk {
					t.Fatalf("%s (%s): chunk %d is %v after %d", c.name, d.Format(), i, s, at)
				}
				if got := d.ChunkAt(s.Start + s.Len()/2); got != i {
					t.Fatalf("%s: offset in chunk %d leads to %d", c.name, i, got)
				}
				at = s.End
			}
			if at != len(c.text) {
				t.Fatalf("%s: chunks end at %d of %d", c.name, at, len(c.text))
			}
		}
	}
}

// A giant block that is cut goes on as what it is.
func TestGiantBlocksGoOn(t *testing.T) {
	for _, c := range []struct {
		name, text string
		kind       string
	}{
		{"code", "```go\n" + strings.Repeat("x := *1*\n\n", 40000) + "```\n", "FencedCodeBlock"},
		{"table", "| a | b |\n|---|---|\n" + strings.Repeat("| c | d |\n", 40000), "Table"},
		{"list", strings.Repeat("- Ma Yun said so.\n", 40000), "List"},
	} {
		d := Markdown([]byte(c.text))
		for i := 0; ; i++ {
			if _, ok := d.Chunk(i); !ok {
				break
			}
			tree := d.ParseChunk(i)
			if n := tree.Root.FirstChild(); n.Kind().String() != c.kind || n.NextSibling() != nil {
				t.Fatalf("%s: chunk %d is %s", c.name, i, outline(tree.Root, 0)[:80])
			}
			if i > 0 && c.name != "list" && tree.Lead == 0 {
				t.Fatalf("%s: chunk %d repeats nothing", c.name, i)
			}
		}
	}
}

func TestReferencesFromAfar(t *testing.T) {
	text := "See [a] and [b][].\n\n" + filler + "[a]: https://example.com/a\n\n" + filler + "> [b]:\n> https://example.com/b 'title'\n"
	tree := Markdown([]byte(text)).ParseChunk(0)
	got := outline(tree.Root, 0)
	if !strings.HasPrefix(got, "Paragraph Text Link https://example.com/a Text Text Link https://example.com/b Text") {
		t.Fatalf("%.120s", got)
	}
}

// What looks like a definition in code or in raw HTML defines nothing for the chunks before it.
func TestCodeDefinesNoReferences(t *testing.T) {
	const definition = "[a]: https://example.com/a\n"
	for _, c := range []struct {
		name, rest string
		defined    bool
	}{
		{"by itself", definition, true},
		{"fence", "```\n\n" + definition + "```\n", false},
		{"fence without an end", "```\n\n" + definition, false},
		{"behind a fence", "```\n\n```\n\n" + definition, true},
		{"behind an address on a line of its own", "[b]:\nhttps://example.com/b\n" + definition, true},
		{"going on from what is none", "[b]: <\n" + definition, false},
		{"going on from text", "[b]: https://example.com/b\ntext\n" + definition, false},
		{"comment", "<!--\n\n" + definition + "-->\n", false},
		{"behind a comment", "<!--\n\n-->\n\n" + definition, true},
		{"at the end of a comment", "<!--\n\n-->\n" + definition, true},
		{"behind a list whose fence has no end", "- a\n  ```\n  b\n\nc\n\n" + definition, true},
	} {
		source := []byte("See [a].\n\n" + filler + c.rest)
		got := strings.HasPrefix(outline(Markdown(source).ParseChunk(0).Root, 0), "Paragraph Text Link ")
		whole := strings.HasPrefix(outline(newParser().Parse(text.NewReader(source)), 0), "Paragraph Text Link ")
		if got != c.defined || got != whole {
			t.Errorf("%s: defined is %v, want %v; the whole document says %v", c.name, got, c.defined, whole)
		}
	}
}

func TestDeepQuotesAreCutShort(t *testing.T) {
	source := []byte(strings.Repeat(">", 20000) + " deep\n")
	tree := Markdown(source).ParseChunk(0)
	if bytes.Count(tree.Source, []byte(">")) != deepestQuote || len(tree.Source) != len(source) || source[19999] != '>' {
		t.Fatal("quotes are not cut short in a copy")
	}
}

func TestShapes(t *testing.T) {
	prose := "Ali Group Chairman Ma Yun yesterday in the activity site, said Ali to do\nthe challenge is to make it impossible, for the industry to bring more\ncompetition, the mobile industry opened."
	long := strings.Repeat("A long paragraph. ", 20)
	for _, c := range []struct{ name, text, want string }{
		{"wrapped prose", prose, "Paragraph Text Text Text"},
		{"one line", "One line.", "Paragraph Text"},
		{"long lines", long + "\nAI will change everything\n" + long, "Paragraph Text|Paragraph Text|Paragraph Text"},
		{"menu", "Home\nNews\nSports", "Paragraph Text|TextBlock Text|TextBlock Text"},
		{"headlines", "Jack Ma: Laiwang takes on WeChat in earnest\nWeibo and Alibaba\nTencent opens up its platform to others\nA short one", "Paragraph Text|TextBlock Text|TextBlock Text|TextBlock Text"},
		{"Chinese prose", "马云昨日在“来往”活动现场表示，阿里做微信的挑战是把不可能\n变成可能，为行业带来更多的竞争，移动行业才刚刚打开，他说。", "Paragraph Text Text"},
		{"signs of Markdown", "# no heading\n\n* no item\n\n    no code\n\n1. no number", "Paragraph Text|Paragraph Text|Paragraph Text|Paragraph Text"},
	} {
		root, _ := plainTree([]byte(c.text))
		var got []string
		for n := root.FirstChild(); n != nil; n = n.NextSibling() {
			kinds := []string{n.Kind().String()}
			for k := n.FirstChild(); k != nil; k = k.NextSibling() {
				kinds = append(kinds, k.Kind().String())
			}
			got = append(got, strings.Join(kinds, " "))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %s, want %s", c.name, strings.Join(got, "|"), c.want)
		}
	}
}
