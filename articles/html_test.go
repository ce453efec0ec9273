package articles

import (
	"os"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func TestLooksLikePage(t *testing.T) {
	for text, want := range map[string]bool{
		"<!DOCTYPE html><p>x": true, "\ufeff \n<!doctype HTML>": true, "<html lang=en>": true, "<HTML>": true, "<?xml version='1.0'?>\n<!-- x -->\n<html xmlns=''>": true,
		"<!-- x": false, "<htmlish>": false, "<p>a paragraph</p>": false, "The <html> element": false, "": false, "<?xml version='1.0'?><rss>": false,
	} {
		if looksLikePage([]byte(text)) != want {
			t.Errorf("%q: not %v", text, want)
		}
	}
}

// TestPageByItsBytes: what is a page is read as one whatever its name is, unless that says Markdown.
func TestPageByItsBytes(t *testing.T) {
	for name, want := range map[string]string{"standard input": "# T\n\nx\n", "saved.txt": "# T\n\nx\n", "x.html": "# T\n\nx\n", "x.md": "<!DOCTYPE html><title>T</title><p>x"} {
		a, err := Read(name, []byte("<!DOCTYPE html><title>T</title><p>x"))
		if err != nil || string(a.Document.Source()) != want || a.Made != (name != "x.md") {
			t.Errorf("%s: %v %q", name, err, a.Document.Source())
		}
	}
}

func TestEngineOfPage(t *testing.T) {
	for page, want := range map[string]string{
		`<html class="translated-ltr"><p>x`:                                                                                          "Google",
		`<html lang="en-x-mtfrom-zh-cn"><p>x`:                                                                                        "Google",
		`<html><meta name="generator" content="Youdao web translation"><p>x`:                                                         "Youdao",
		`<html><meta name="generator" content="WordPress 6"><p>x`:                                                                    "",
		`<html><meta name="translator" content="DeepL"><p>x`:                                                                         "DeepL",
		`<html><meta name="translator" content="Lin Daiyu"><p>x`:                                                                     "",
		`<html><p>Translated by Baidu Translate</p>`:                                                                                 "Baidu",
		`<html><p>translate engine: Youdao</p>`:                                                                                      "Youdao",
		`<html><p>Translated by Lin Daiyu for the Lake Daily</p>`:                                                                    "",
		`<html><p><font _mstmutation="1">x</font></p>`:                                                                               "Microsoft",
		`<html><p>Google and Baidu both said that they translated nothing.</p>`:                                                      "",
		`<html><script>"translated by google"</script><p>x`:                                                                          "",
		`<html><p><font style="vertical-align: inherit;">x</font>`:                                                                   "Google",
		`<html><meta name="ms.translationtype" content="MT"><p>x`:                                                                    "Microsoft",
		`<html><p>本文由百度翻译提供</p>`:                                                                                                     "Baidu",
		`<html><p>本文由百度百科词条编写</p>`:                                                                                                   "",
		`<html><p>翻译引擎：有道</p>`:                                                                                                       "Youdao",
		`<html><p>This page has been translated by machine.</p>`:                                                                     "machine",
		`<html><p>This article was machine translated by Tencent.</p>`:                                                               "Tencent",
		`<html><p>The company's manuals are machine translated.</p>`:                                                                 "",
		`<html><p>The content source of this page is from Internet, which doesn't represent Alibaba Cloud's opinion; and so on.</p>`: "Alibaba",
	} {
		a, err := Read("x.html", []byte(page))
		if err != nil || a.MT != want {
			t.Errorf("%s: %q, want %q (%v)", page, a.MT, want, err)
		}
	}
}

// TestDeepAndHuge: no page is too deep or too large to be read, and none of its text is lost.
func TestDeepAndHuge(t *testing.T) {
	for name, page := range map[string]string{
		"deeper than a tree":  strings.Repeat("<div>", 100_000) + "the first word" + strings.Repeat("</div>", 100_000) + "<p>the last word",
		"deeper than a page":  strings.Repeat("<blockquote>", 300) + "the first word" + strings.Repeat("</blockquote>", 300) + "<p>the last word",
		"many elements":       "<p>the first word" + strings.Repeat("<p>a paragraph", 50_000) + "<p>the last word",
		"larger than a tree":  "<p>the first word" + strings.Repeat("<p>a paragraph of some length", 400_000) + "<p>the last word",
		"one long word":       "<p>the first word<p>" + strings.Repeat("x", 1<<20) + "<p>the last word",
		"many open marks":     "<p>the first word" + strings.Repeat("<b><i>", 200) + "<p>the last word",
		"never closed script": "<p>the first word</p><p>the last word</p><script>" + strings.Repeat("x", 1000),
		"main text in much":   "<article><p>the first word" + strings.Repeat("<div><p>a paragraph, with commas, and so long that it may count<a href=x>on</a></div>", 7000) + "<p>the last word",
		"nested candidates":   "<p>the first word" + strings.Repeat(strings.Repeat("<div class=article>some text, with a comma, to count as a candidate of its own", 60)+strings.Repeat("</div>", 60), 100) + "<p>the last word",
		"wide table":          "<p>the first word<table>" + strings.Repeat("<tr>"+strings.Repeat("<td>x", 100), 250) + "</table><p>the last word",
		"many spans":          "<p>the first word<table><tr><td colspan=1000000 rowspan=1000000>x<td>y</table><p>the last word",
		"times in times":      strings.Repeat("<time>", 400) + "<p>the first word" + strings.Repeat("<p>a paragraph of some length", 20_000) + "<p>the last word",
		"many attributes":     "<p " + strings.Repeat("a=b ", 100_000) + ">the first word<p>the last word",
	} {
		t.Run(name, func(t *testing.T) {
			a, err := Read("x.html", []byte("<!DOCTYPE html><html><title>T</title>"+page))
			if err != nil {
				t.Fatal(err)
			}
			if source := string(a.Document.Source()); !strings.Contains(source, "the first word") || !strings.Contains(source, "the last word") || a.Title != "T" {
				t.Errorf("%q: %.200q", a.Title, source)
			}
		})
	}
}

// TestBareText: where there is no tree the text means what it says, and no sign in it becomes Markdown.
func TestBareText(t *testing.T) {
	got := string(bareText([]byte("<title>T</title><p># no heading<br>- no list<div>*a* [b](c) &lt;i&gt; &amp;#27; &#27;[31m</div>a<b>b</b> <i>c</i>\n<style>p{}</style>")))
	want := "\\# no heading\n\n\\- no list\n\n\\*a\\* \\[b\\](c) \\<i\\> \\&\\#27;\n\nab c\n"
	if got != want {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}

// TestHeadOfPage: a long page is read whole, since only then its text is known; a glance takes what its head says.
func TestHeadOfPage(t *testing.T) {
	path := t.TempDir() + "/long.html"
	page := "<!DOCTYPE html><title>A long one</title>" + strings.Repeat("<p>A paragraph of the long page, with commas, and more of them.</p>\n", 8000) + "<p>The end."
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := OpenHead(path, "")
	if err != nil || a.Partial || !strings.Contains(string(a.Document.Source()), "The end.") {
		t.Fatalf("%v, partial %v", err, a.Partial)
	}
	meta, err := Later(path, "").Glance()
	if err != nil || meta.Title != "A long one" || meta.ID != "" {
		t.Errorf("%v: %+v", err, meta)
	}
}

// FuzzPage: whatever a page is, its text is safe to show, and reading it twice gives the same.
func FuzzPage(f *testing.F) {
	for _, name := range []string{"news.html", "forum.htm", "rich.xhtml", "broken.html", "gbk.html", "big5.html"} {
		f.Add(sampleBytes(name))
	}
	f.Add([]byte("<table><tr><td><table><td><a href=#><img src=x alt='\x1b[31m'><li><pre>&#155;</pre>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			return
		}
		a, err := Read("x.html", data)
		if err != nil {
			return
		}
		source := string(a.Document.Source())
		if source != document.Clean(source) {
			t.Fatalf("unclean: %q", source)
		}
		for _, s := range []string{a.Title, a.Author, a.Site, a.URL, a.MT, a.Language} {
			if s != document.CleanLine(s) {
				t.Fatalf("unclean: %q", s)
			}
		}
		again, err := Read("x.html", data)
		if err != nil || string(again.Document.Source()) != source {
			t.Fatalf("read twice, it differs: %v", err)
		}
	})
}
