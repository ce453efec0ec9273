package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// TestPasteFromTerminal: what the terminal tells becomes an article that is kept; an address alone is opened; what comes unasked is nothing.
func TestPasteFromTerminal(t *testing.T) {
	kept := ""
	d := drive(t, 100, 30, func(o *Options) {
		pagesOf(map[string]string{"https://lake.example/a": "# A page\n\nof the lake\n"}, nil)(o)
		o.Paste = func(_ context.Context, text string) (*articles.Article, shelf.Report, error) {
			kept = text
			a, err := articles.Pasted(text)
			return a, shelf.Report{Known: 1}, err
		}
	})
	d.send(tea.ClipboardMsg{Content: "nobody asked"})
	d.want("2 articles")
	d.runLine("paste")
	d.wantBar("reading the clipboard …")
	d.send(tea.ClipboardMsg{}) // a terminal that will not tell
	d.wantBar("reading the clipboard …")
	d.send(tea.ClipboardMsg{Content: "The lake\n\nIt is \x1b[31mdeep.\n"})
	d.want("The lake", "It is deep.")
	d.wantBar("pasted: The lake")
	if !strings.HasPrefix(kept, "The lake") {
		t.Errorf("kept %q", kept)
	}
	d.press("q")
	d.want("3 articles", "The lake")
	d.runLine("paste")
	d.send(tea.ClipboardMsg{Content: " https://lake.example/a\n"})
	d.want("of the lake")
}

// TestPasteByProgram: where the terminal says nothing in time a program is asked, and what goes wrong is said; what comes late is dropped.
func TestPasteByProgram(t *testing.T) {
	text, failed := "Of the program", error(nil)
	d := drive(t, 100, 30, func(o *Options) {
		o.Clipboard = func(context.Context) (string, error) { return text, failed }
	})
	d.runLine("paste")
	first := d.pasting
	d.runLine("paste")
	d.send(terminalSilent{first}) // another was asked for since
	d.want("2 articles")
	second := d.pasting
	d.send(terminalSilent{second})
	d.want("Of the program")
	for _, late := range []tea.Msg{terminalSilent{second}, clipboardRead{second, "late", nil}, tea.ClipboardMsg{Content: "late"}} {
		d.send(late)
	}
	d.wantNot("late")
	for _, c := range []struct {
		text   string
		failed error
		want   string
	}{
		{" \n", nil, "the clipboard holds no text"},
		{"", errors.New("read the clipboard: nobody has it"), "read the clipboard: nobody has it"},
		{"%PDF-1.7 and so on", nil, "it looks like a PDF file"},
	} {
		text, failed = c.text, c.failed
		d.runLine("paste")
		d.send(terminalSilent{d.pasting})
		d.wantBar(c.want)
	}
	d = drive(t, 100, 30, nil)
	d.runLine("paste")
	d.send(terminalSilent{d.pasting})
	d.wantBar("the terminal does not tell what its clipboard holds")
}

// TestEncoding: the open text is read in another encoding at the same line, also where it came from no file, and what cannot be is said.
func TestEncoding(t *testing.T) {
	lines := "湖\n\n" + strings.Repeat("湖很深。 The lake is deep.\n\n", 60) + "水在这里。 Here is the water.\n\n" + strings.Repeat("湖很深。 The lake is deep.\n\n", 60)
	data := encodedText(t, lines)
	d := drive(t, 100, 30, func(o *Options) {
		wrong, err := articles.ReadAs("standard input", data, "windows-1252")
		if err != nil {
			t.Fatal(err)
		}
		o.Articles = append(o.Articles, wrong)
		o.Open = wrong
	})
	d.line("118")
	d.want("Here is the water.")
	d.wantNot("水在这里")
	top := strings.Count(string(d.open.Document.Source()[:d.pager.Offset()]), "\n")
	d.line("encoding gbk").wantBar("read as gb18030")
	d.want("水在这里。")
	if got := strings.Count(string(d.open.Document.Source()[:d.pager.Offset()]), "\n"); got != top {
		t.Errorf("line %d is line %d", top, got)
	}
	d.line("encoding gb18030").wantBar("it is the same text in gb18030")
	d.line("encoding").wantBar("it was read as gb18030")
	d.line("encoding klingon").wantBar(`no encoding is called "klingon"`)
	d.press(":", "encoding koi", "tab")
	d.want("koi8-r", "koi8-u")
	d.press("esc")
	d = drive(t, 100, 30, func(o *Options) {
		o.ReadIn = func(context.Context, *articles.Article, string) (*articles.Article, error) {
			return nil, errors.New("read it as big5: its bytes were not kept")
		}
	})
	d.line("encoding big5").wantBar("open an article first")
	d.press("enter")
	d.line("encoding big5").wantBar("read it as big5: its bytes were not kept · what was read before stays")
}

// encodedText is a text in GB 18030.
func encodedText(t *testing.T, text string) []byte {
	t.Helper()
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestFacts: the card tells what is known, of the open article or of the selected one, and fits every window.
func TestFacts(t *testing.T) {
	d := drive(t, 100, 30, func(o *Options) {
		a := o.Articles[0]
		a.Author, a.MT, a.Language, a.URL = "Lin\x1b[31m Daiyu", "Youdao", "en", "https://lake.example/a"
	})
	d.press("i")
	d.want("This article", "author      Lin Daiyu", "site        a portal", "published   22 November 2013", "translated  by Youdao", "language    en", "address     https://lake.example/a", "encoding    utf-8", "laiwang.txt")
	d.press("y")
	if d.copied != "https://lake.example/a" {
		t.Errorf("copied %q", d.copied)
	}
	d.press("enter", "i")
	d.want("Alibaba takes on WeChat", "Youdao")
	for _, size := range [][2]int{{30, 8}, {12, 4}, {200, 60}, {1, 1}} {
		d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		d.press("j", "j", "k")
	}
	d.send(tea.WindowSizeMsg{Width: 40, Height: 9})
	d.wantNot("encoding")
	d.press("j", "j", "j", "j", "j", "j", "j", "j", "j").want("encoding")
	d.press("esc")
	d.wantNot("This article")
}
