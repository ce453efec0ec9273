package export

import (
	"bytes"
	"context"
	"image"
	_ "image/png" // what the browser writes
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// marked is an article with everything that a page can show.
func marked(t *testing.T) *Article {
	t.Helper()
	l := stocked(t)
	e, err := l.Find(context.Background(), article(t, "news.md", news))
	must(t, err)
	a, err := gatherer(l).Entry(context.Background(), e)
	must(t, err)
	return a
}

// rich is Markdown of every kind, some of it hostile.
const rich = `---
title: no part of the text
---
# Head of Tencent

A *word*, a **strong micro-letter**, ~~gone~~, ` + "`code <b>`" + `, an entity &eacute; and &lt;script&gt;, <b>raw</b> <script>alert(1)</script> tags<br>here.

- one micro-letter
- [x] done
  1. inner

> quoted micro-
> letter

| a | b |
|---|--:|
| micro-letter | 2 |

![a picture](https://example.com/x.png) [words](https://example.com/a?b=1&c="2) [bad](javascript:alert(1)) [file](file:///etc/passwd) <https://example.com/auto> [note][^1]

<div onclick="alert(1)">In a block</div>

[^1]: A footnote on micro-letter.

` + "```go\nmicro-letter := 1 < 2\n```\n"

func TestPage(t *testing.T) {
	d := document.Markdown([]byte(rich))
	a := &Article{Meta: articles.Meta{ID: "x", Title: "T <i>"}, Document: d, Findings: annotate.Builtin().Annotate(d, annotate.Options{})}
	page := exported(t, "html", a)
	for _, want := range []string{
		"<title>T &lt;i&gt;</title>", "<em>word</em>", "<s>gone</s>", "<code>code &lt;b&gt;</code>", "é and &lt;script&gt;", "raw", "tags<br>", "☑", `<ol>`, "<blockquote>", `class="right">2`,
		"[picture: a picture]", `<a href="https://example.com/a?b=1&amp;c=%222"`, `<a href="https://example.com/auto"`, "In a block", `id="foot-1"`, "micro-letter := 1 &lt; 2",
		`<strong>strong <span class="at"><a class="fix"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if own := exported(t, "html", marked(t)); strings.Count(own, "<h1>") != 1 || !strings.Contains(own, `<h1>Tencent and <strong>`) && !strings.Contains(own, `<h1>Tencent and <span class="at">`) {
		t.Errorf("the title is not that of the text: %s", own)
	}
	for _, never := range []string{"<script", "onclick", "javascript:", "file://", "<img", "no part of the text", "<link", "@import", "url("} {
		if strings.Contains(page, never) {
			t.Errorf("there is %s", never)
		}
	}
	if t.Failed() {
		t.Log(page)
	}
}

// TestWellFormed parses pages as a browser does: no element is where the parser would have to move or to close it.
func TestWellFormed(t *testing.T) {
	d := document.Markdown([]byte(rich))
	pages := []*Article{marked(t), {Meta: articles.Meta{ID: "x", Title: "x"}, Document: d, Findings: annotate.Builtin().Annotate(d, annotate.Options{})}}
	builtin, err := articles.Builtin()
	must(t, err)
	for _, b := range builtin {
		pages = append(pages, plainArticle(string(b.Document.Source())))
	}
	for _, a := range pages {
		var open []string
		z := html.NewTokenizer(strings.NewReader(exported(t, "html", a)))
		for {
			kind := z.Next()
			if kind == html.ErrorToken {
				break
			}
			name, _ := z.TagName()
			tag := string(name)
			switch kind {
			case html.StartTagToken:
				if tag == "meta" || tag == "br" || tag == "hr" {
					continue
				}
				for _, outer := range open {
					if outer == "p" && (tag == "p" || tag == "div" || tag == "ul" || tag == "ol" || tag == "pre") || outer == "a" && tag == "a" {
						t.Errorf("%s: <%s> in <%s>", a.Title, tag, outer)
					}
				}
				open = append(open, tag)
			case html.EndTagToken:
				if len(open) == 0 || open[len(open)-1] != tag {
					t.Fatalf("%s: </%s> ends %v", a.Title, tag, open)
				}
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			t.Errorf("%s: %v are left open", a.Title, open)
		}
	}
}

func TestMarksOnThePage(t *testing.T) {
	page := exported(t, "html", marked(t))
	for _, want := range []string{
		`<mark class="mark c-green">Users of Tencent</mark>`,
		`<mark class="mark">pay with micro-letter</mark>`,
		`<span class="card" aria-hidden="true"><span class="words">Really? *Ask.*</span> <span class="tag">#money</span></span>`,
		`<div class="words"><p>Really?</p>` + "\n" + `<p><em>Ask.</em></p></div>`,
		`<a class="fix own"`,
		`says &lt;e&gt; &amp; &#34;more&#34;`,
		`<li>“micro-letter” stays, and is not “WeChat”</li>`,
		`On words that are not in the text, “words that went”: <div class="words"><p>Lost.</p></div>`,
		`On words that are not in the text, “another that went” → gone too`,
		`On the whole: <div class="words"><p>On all of it.</p></div>`,
		`2 marks of the reader · #phones #微信`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if t.Failed() {
		t.Log(page)
	}
}

// browser finds a Chromium, and skips the test where there is none.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no Chromium on this machine: the pages were not opened in a browser")
	return ""
}

// TestBrowser opens a page in a browser, which shows it without asking anybody for anything, and prints it.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	path, dir := browser(t), t.TempDir()
	file := filepath.Join(dir, "page.html")
	page := exported(t, "html", marked(t))
	must(t, os.WriteFile(file, []byte(page), 0o600))
	run := func(args ...string) []byte {
		ctx, stop := context.WithTimeout(context.Background(), 2*time.Minute)
		defer stop()
		all := append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + filepath.Join(dir, "profile"), "--window-size=900,1200"}, args...)
		cmd := exec.CommandContext(ctx, path, append(all, "file://"+filepath.ToSlash(file))...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Skipf("%s does not run here: %v\n%s", path, err, errs.String())
		}
		return out
	}
	if dom := run("--dump-dom"); textOf(t, string(dom)) != textOf(t, page) {
		t.Errorf("the browser shows %s\nwant %s", textOf(t, string(dom)), textOf(t, page))
	}
	run("--screenshot=" + filepath.Join(dir, "page.png"))
	shot, err := os.Open(filepath.Join(dir, "page.png"))
	must(t, err)
	defer shot.Close()
	picture, _, err := image.Decode(shot)
	must(t, err)
	colours := map[[3]uint32]bool{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, g, b, _ := picture.At(x, y).RGBA()
			colours[[3]uint32{r >> 12, g >> 12, b >> 12}] = true
		}
	}
	if len(colours) < 8 { // paper, ink, fixes, marks and the shades between
		t.Errorf("the page has %d colours", len(colours))
	}
	run("--no-pdf-header-footer", "--print-to-pdf="+filepath.Join(dir, "page.pdf"))
	pdf, err := os.ReadFile(filepath.Join(dir, "page.pdf"))
	must(t, err)
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || bytes.Count(pdf, []byte("/Type /Page\n")) < 2 {
		t.Errorf("the notes stand on no page of their own: %.20q, %d pages", pdf, bytes.Count(pdf, []byte("/Type /Page\n")))
	}
}
