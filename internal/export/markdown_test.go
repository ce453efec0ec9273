package export

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// exported writes one article.
func exported(t interface {
	Helper()
	Fatal(args ...any)
}, format string, a *Article,
) string {
	t.Helper()
	f, _ := Find(format)
	var b bytes.Buffer
	w, err := f.Writer(&b)
	if err == nil {
		err = w.Article(a)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// plainArticle is an article of plain text with what the rules find in it.
func plainArticle(text string) *Article {
	d := document.Plain([]byte(text))
	return &Article{Meta: articles.Meta{ID: "x", Title: "A title"}, Document: d, Findings: annotate.Builtin().Annotate(d, annotate.Options{})}
}

var frontOf = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)

// shownBy is the text that a reader of Markdown shows, without marks and texts of footnotes.
func shownBy(t interface {
	Helper()
	Fatal(args ...any)
}, md string,
) string {
	t.Helper()
	var b bytes.Buffer
	m := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
	if err := m.Convert([]byte(frontOf.ReplaceAllString(md, "")), &b); err != nil {
		t.Fatal(err)
	}
	return textOf(t, b.String())
}

// textOf is the text of HTML, words with a blank between them.
func textOf(t interface {
	Helper()
	Fatal(args ...any)
}, page string,
) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key == "class" && (a.Val == "footnotes" || a.Val == "card" || a.Val == "number" || a.Val == "notes") {
				return
			}
		}
		switch {
		case n.Data == "sup" || n.Data == "style" || n.Data == "header" || n.Data == "head":
			return
		case n.Data == "p" || n.Data == "br" || n.Data == "h1" || n.Data == "h2":
			b.WriteByte(' ')
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(root)
	return strings.Join(strings.Fields(b.String()), " ")
}

// awkward are pieces of plain text that are markup to somebody.
var awkward = []string{
	"1. one", "2) two", "- item", "+ more", "* star", "# head", "> quote", "=====", "-----", "```", "~~~", "    four blanks", "| a | b |", "|---|---|", ": like a definition", "% percent",
	"*emphasis*", "**strong**", "_under_", "`code`", "[link](http://example.com)", "[^1]: note", "[^r1] mark", "![picture](x.png)", "<b>tag</b>", "<!-- comment -->", "&amp; &#65; & alone",
	"$5 and $6", "a^2^ b~2~ c", "@name", "http://example.com/a_b_c?x=1&y=2", "back\\slash", "\\*", "{#id}", "1986. A year", "---", "***", "Tencent's micro-letter", "用微信 pays", "...", "a  b", "\"q\"",
}

// TestPlainStandsForItself has plain text read by a reader of Markdown: it shows the text with its fixes and nothing else.
func TestPlainStandsForItself(t *testing.T) {
	check := func(t interface {
		Helper()
		Fatal(args ...any)
	}, text string,
	) {
		a := plainArticle(text)
		want := strings.Join(strings.Fields(string(annotate.Apply([]byte(text), a.Findings))), " ")
		if strings.TrimSpace(want) == "" {
			return
		}
		md := exported(t, "md", a)
		if got := shownBy(t, md); got != want {
			t.Fatal("text:\n" + text + "\nMarkdown:\n" + md + "\nshows:\n" + got + "\nwant:\n" + want)
		}
		if page := exported(t, "html", a); textOf(t, page) != strings.Join(strings.Fields(strings.ReplaceAll(want, "⋯", "")), " ") {
			cut := 0
			for i := range a.Findings {
				if a.Findings[i].Fix == "" {
					cut++
				}
			}
			if cut == 0 {
				t.Fatal("the page shows:\n" + textOf(t, page) + "\nwant:\n" + want)
			}
		}
	}
	check(t, strings.Join(awkward, "\n"))
	check(t, strings.Join(awkward, "\n\n"))
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom(awkward), 1, 8).Draw(t, "lines")
		glue := rapid.SampledFrom([]string{"\n", "\n\n", " ", ""}).Draw(t, "glue")
		check(t, strings.Join(lines, glue))
	})
}

// TestMarkdownStays has a text that is Markdown already read by a reader of Markdown, with and without footnotes: it shows the same.
func TestMarkdownStays(t *testing.T) {
	for _, text := range []string{rich, news} {
		d := document.Markdown([]byte(text))
		found := annotate.Builtin().Annotate(d, annotate.Options{})
		a := &Article{Meta: articles.Meta{ID: "x", Title: "x"}, Document: d, Findings: found}
		md := exported(t, "md", a)
		want := shownBy(t, string(annotate.ApplyTo(d, found)))
		if got := shownBy(t, md); got != want {
			t.Errorf("%s\nshows %s\nwant  %s", md, got, want)
		}
		if n := strings.Count(md, "\n[^r"); n != len(found) {
			t.Errorf("%d footnotes for %d fixes", n, len(found))
		}
	}
}
