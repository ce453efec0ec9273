package ui

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// linkedShelf opens the program on an article that leads on to others.
func linkedShelf(tb testing.TB) func(*Options) {
	tb.Helper()
	first, err := articles.Open("testdata/linked/first.md")
	if err != nil {
		tb.Fatal(err)
	}
	first.Own = []byte("article: first.md\nannotations:\n" +
		"  - {exact: \"Ma Yun\", nth: all, fix: \"Jack Ma\", kind: person}\n  - {exact: \"micro-letter\", nth: all, fix: \"WeChat\", kind: brand}\n")
	first.OwnText = first.Document.Source()
	return func(o *Options) {
		o.Articles, o.Open = []*articles.Article{first}, first
		o.OpenFile = articles.Open
	}
}

// toLink chooses the link on the screen whose address, as the bar tells it, has the words in it.
func (d *driver) toLink(words string) *driver {
	d.Helper()
	d.press("l")
	for range 60 {
		if strings.Contains(d.bar(), words) {
			return d
		}
		d.press("tab")
	}
	d.Fatalf("no link on the screen leads to %q\n%s", words, d.frame())
	return d
}

func TestChooseLink(t *testing.T) {
	d := drive(t, 140, 36, linkedShelf(t))
	d.press("l").wantBar("link 1 of", "→ more/second.md", "enter follow")
	d.press("tab").wantBar("→ more/second.md#the-part")
	d.press("shift+tab", "shift+tab").wantBar("→ https://example.com/note")
	d.press("esc").wantBar("fixed · 4 fixes")
	d.wantNot("link 1 of")
	d.press("l", "a") // its letter follows the first
	d.want("The second text", "Back to the first")
	d.press("q")
	d.want("A text that leads on")
	d.press("l", "B").wantBar("fixed") // no letter of a link, nor a key of anything then
	d.press("esc", "/", "further", "enter", "G", "l")
	d.wantBar("link 1 of")
	d.press("esc", "esc")
	d.want("So is the end")
}

func TestNoLinkOnTheScreen(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "l").wantBar("no link on this screen; L lists")
	d.press("L").wantBar("this article has no links")
}

// TestFollowFiles: a link to a text opens it, and leaving it comes back to the very screen.
func TestFollowFiles(t *testing.T) {
	d := drive(t, 100, 14, linkedShelf(t))
	d.press("jj")
	before := d.frame()
	d.toLink("second.md#the-part").press("enter")
	d.want("The part", "That was meant")
	if !strings.Contains(d.rows()[0], "The part") {
		t.Errorf("the part is not at the top\n%s", d.frame())
	}
	d.press("ctrl+o")
	if d.frame() != before {
		t.Errorf("one key does not go back to where the link stood\n%s", d.frame())
	}
	d.press("tab")
	d.want("That was meant")
	d.press("g").toLink("third.txt").press("enter")
	d.want("It is plain")
	if got := d.open.Path; got != filepath.FromSlash("testdata/linked/more/third.txt") {
		t.Errorf("opened %s", got)
	}
	d.press("q")
	d.want("Back to the first")
	d.press("q")
	if d.frame() != before {
		t.Errorf("not back where the link stood\n%s\nwas\n%s", d.frame(), before)
	}
	d.press("tab")
	d.want("Back to the first")
	d.press("tab")
	d.want("It is plain")
	d.press("tab").wantBar("no further jump to retrace")
	d.press("ctrl+o", "ctrl+o", "ctrl+o")
	d.wantBar("fixed", "fixes")
	d.press("ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o").wantBar("no further jump to retrace")
	if d.frame() == before || d.open != d.options.Open {
		t.Errorf("not back at the start\n%s", d.frame())
	}
	d.press("q")
	if !d.quit {
		t.Error("leaving the first article does not end the program")
	}
}

// TestFollowInACircle: a text that is known is opened as what it is, with all that was decided about it.
func TestFollowInACircle(t *testing.T) {
	d := drive(t, 100, 30, linkedShelf(t))
	first := d.open
	d.toLink("second.md").press("enter").toLink("../first.md").press("enter")
	if d.open != first {
		t.Error("the first text was opened as another")
	}
	d.want("Jack Ma said so")
	d.press("q")
	d.want("The second text")
	d.press("q", "q")
	if !d.quit {
		t.Error("the way back does not end")
	}
}

// TestLookHolds: what was changed meanwhile holds in the article that one comes back to.
func TestLookHolds(t *testing.T) {
	d := drive(t, 100, 30, linkedShelf(t))
	d.toLink("second.md").press("enter", "2")
	d.send(tea.WindowSizeMsg{Width: 70, Height: 24})
	d.press("q")
	d.wantBar("marked")
	d.want("Ma Yun said so")
	if d.pager.Look().Mode != d.mode {
		t.Errorf("mode is %s", d.pager.Look().Mode)
	}
}

func TestAnchors(t *testing.T) {
	d := drive(t, 100, 16, linkedShelf(t))
	d.toLink("#further-down").press("enter")
	d.want("The WeChat is here")
	d.press("ctrl+o")
	d.want("A text that leads on")
	d.press("jjj").toLink("#nowhere").press("enter")
	d.wantBar("nothing in this article is called #nowhere")
}

func TestRefusedLinks(t *testing.T) {
	d := drive(t, 140, 36, linkedShelf(t))
	for _, c := range []struct{ to, says string }{
		{"“javascript:”", "only http, https and mailto"},
		{"→ more  ", "follow the link: open testdata/linked/more: it is a directory"},
		{"img/ma.jpg", "pictures are not shown"},
	} {
		d.toLink(c.to).press("enter").wantBar(c.says)
	}
	d.open.Path = ""
	d.open.URL = ""
	d.toLink("second.md").press("enter")
	d.wantBar("this article is no file")
}

// TestRelativeToAPage: what leads to no file may lead to a page beside the one that the text came from.
func TestRelativeToAPage(t *testing.T) {
	d := drive(t, 140, 36, linkedShelf(t))
	d.toLink("missing.md").press("enter")
	d.want("https://example.com/news/missing.md", "enter open in the browser")
	d.press("esc")
	d.open.Path = ""
	d.press("l").wantBar("→ https://example.com/news/more/second.md")
}

// TestWebLinks: an address is shown whole, with what deceives about it, before anything is opened.
func TestWebLinks(t *testing.T) {
	var opened []string
	d := drive(t, 140, 36, func(o *Options) {
		linkedShelf(t)(o)
		o.Browser = func(address string) (Browser, error) {
			opened = append(opened, address)
			return Browser{Command: itself("-test.run=^$")}, nil
		}
	})
	d.toLink("wechat?a=1&b=2").press("enter")
	d.want("a page", "https://example.com/wechat?a=1&b=2", "enter open in the browser", "y copy")
	if opened != nil {
		t.Fatal("opened before it was shown")
	}
	d.press("enter")
	d.wantNot("enter open in the browser")
	if strings.Join(opened, " ") != "https://example.com/wechat?a=1&b=2" {
		t.Errorf("opened %q", opened)
	}
	d.toLink("evil.example").press("enter")
	d.want("the text says bank.com, the host is evil.example")
	d.press("esc").toLink("bank.com@").press("enter")
	d.want("“bank.com” is only a user name: the host is evil.example")
	d.press("y").wantBar("copied the address")
	if d.copied != "https://bank.com@evil.example/" || len(opened) != 1 {
		t.Errorf("copied %q, opened %q", d.copied, opened)
	}
	d.toLink("mailto:").press("enter")
	d.want("enter write a mail")
}

// itself is a program that every system has: the one that runs the tests.
func itself(flag string) *exec.Cmd { return exec.Command(os.Args[0], flag) }

// TestNoBrowser: where no browser can be seen, or it fails, the address is copied.
func TestNoBrowser(t *testing.T) {
	for _, c := range []struct {
		name    string
		browser func(string) (Browser, error)
		says    string
	}{
		{"none", nil, "copied the address: “https://example.com/wechat?a=1&…”; there is no browser here"},
		{"not found", func(string) (Browser, error) { return Browser{}, ErrNoBrowser }, "copied the address: “https://example.com/wechat?a=1&…”; there is no browser here"},
		{"fails", func(string) (Browser, error) { return Browser{Command: itself("-no-such-flag")}, nil }, "”; the browser failed (exit status 2)"},
		{"is none", func(string) (Browser, error) { return Browser{Command: exec.Command("no-such-command")}, nil }, "the browser failed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := drive(t, 140, 36, func(o *Options) { linkedShelf(t)(o); o.Browser = c.browser })
			d.toLink("wechat?a=1").press("enter", "enter")
			d.wantBar(c.says)
			if d.copied != "https://example.com/wechat?a=1&b=2" {
				t.Errorf("copied %q", d.copied)
			}
		})
	}
}

// TestPagesInside: where the program opens pages itself, it does, and the browser is a key further away.
func TestPagesInside(t *testing.T) {
	fail := error(nil)
	d := drive(t, 140, 36, func(o *Options) {
		linkedShelf(t)(o)
		o.OpenPage = func(_ context.Context, address string, _ bool) (*articles.Article, error) {
			if fail != nil {
				return nil, fail
			}
			a, err := articles.Read("page.md", []byte("# A page\n\nof "+address+"\n\n[on](next.html)"))
			a.URL = address
			return a, err
		}
	})
	d.toLink("wechat?a=1").press("enter")
	d.want("enter read it here", "b in the browser")
	d.press("enter")
	d.want("A page", "of https://example.com/wechat?a=1&b=2")
	d.press("l", "tab").wantBar("→ https://example.com/next.html")
	d.press("esc", "q")
	d.want("A text that leads on")
	fail = errors.New("fetch https://example.com: no such host")
	d.toLink("wechat?a=1").press("enter", "enter").wantBar("no such host")
	d.want("A text that leads on")
}

func TestFootnote(t *testing.T) {
	d := drive(t, 100, 20, linkedShelf(t))
	d.want("as well.[1] There")
	d.toLink("footnote [1]").press("enter")
	d.want("╭ [1] ", "The WeChat said so, and in a page of its own.", "enter go there")
	d.press("enter")
	d.want("[1] The WeChat said so")
	d.press("ctrl+o")
	d.want("A text that leads on")
	d.toLink("footnote [1]").press("enter", "y").wantBar("copied the footnote: “The WeChat")
	d.press("1")
	d.toLink("footnote [1]").press("enter")
	d.want("The micro-letter said so, and")
}

func TestListOfLinks(t *testing.T) {
	d := drive(t, 120, 30, linkedShelf(t))
	d.press("L")
	d.want("╭ Links", "the second text", "more/second.md", "[1]", "footnote: The WeChat said so", "not opened: javascript", "image: the man himself")
	d.press("/", "thi")
	d.want("Links · 1 of", "there", "more/third.txt")
	d.wantNot("the second text  ")
	d.press("enter")
	d.want("It is plain")
	d.press("q", "L", "/", "bank")
	d.want("Links · 2 of", "the text says bank.com, the host is evil.example")
	d.press("down")
	d.want("is only a user name")
	d.press("backspace", "backspace", "backspace", "backspace", "zzz", "enter").wantBar("nothing in the list")
	d.press("/", "esc")
	d.want("the second text")
	d.press("y").wantBar("copied the address: “more/second.md”")
	d.press("G", "s")
	d.want("of its own", "So is the end")
	d.wantNot("╭ Links")
}

// TestLongText: what needs the whole of a long text comes later, and the next keys are for it.
func TestLongText(t *testing.T) {
	source := "[^1]: It is long.\n\n# Start\n\nSee [the end](#end) and[^1] [more](more.md).\n\n" + strings.Repeat("Words that fill it.\n\n", 15000) + "# End\n"
	a, err := articles.Read("long.md", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	d := drive(t, 100, 24, func(o *Options) { o.Open, o.Engine = a, nil })
	d.press("L")
	d.want("╭ Links", "the end")
	d.press("q")
	late := d.Update(keysNamed("L")[0])
	d.wantBar("reading the whole text")
	d.Update(keysNamed("j")[0])
	d.wantNot("╭ Links")
	d.run(late)
	d.want("╭ Links", "▌ [1]")
	d.press("q", "g").toLink("#end").press("enter")
	d.want("End")
	d.press("ctrl+o").toLink("footnote").press("enter")
	d.want("It is long.")
	d.press("esc", "g", "y")
	if d.copied != "It is long." {
		t.Errorf("copied %q, not what was read", d.copied)
	}
}

func TestYank(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "y")
	want := "Alibaba Group Chairman Jack Ma yesterday in the \"Laiwang\" activity site, said Alibaba to do the challenge \"WeChat\" is to \"make the impossible possible\", for the industry to bring more competition, the mobile IM industry has just opened."
	if !strings.HasPrefix(d.copied, "Alibaba Group Chairman Jack Ma") {
		t.Errorf("copied %q, want something like %q", d.copied, want)
	}
	d.wantBar("copied ", " words: “Alibaba Group Chairman")
	d.press("1", "y")
	if !strings.HasPrefix(d.copied, "Ali Group Chairman Ma Yun") || strings.Contains(d.copied, "WeChat") {
		t.Errorf("mode original copies %q", d.copied)
	}
	d.press("3", "Y")
	if !strings.HasPrefix(d.copied, "“Alibaba Group Chairman Jack Ma") || !strings.HasSuffix(d.copied, "”\n— Alibaba takes on WeChat, a portal, 22 November 2013") {
		t.Errorf("the quotation is %q", d.copied)
	}
	d.press("jjjjjjjj")
	top := strings.TrimSpace(d.rows()[1])
	d.press("y")
	if words := strings.Fields(top); len(words) < 4 || !strings.Contains(d.copied, strings.Join(words[:4], " ")) {
		t.Errorf("copied %q, the top of the screen is %q", d.copied, top)
	}
}

// TestYankLeavesMarkupOut: what is copied is what is read: no marks of footnotes, no markup.
func TestYankLeavesMarkupOut(t *testing.T) {
	d := drive(t, 140, 36, linkedShelf(t))
	d.press("n", "y")
	if want := "Jack Ma said so in the second text, which has a part of its own; he said it further down as well."; d.copied != want {
		t.Errorf("copied %q, want %q", d.copied, want)
	}
}

func TestClipboardLimits(t *testing.T) {
	d := drive(t, 140, 36, func(o *Options) { linkedShelf(t)(o); o.Env = []string{"TMUX=/x,1,0", "TERM=tmux-256color"} })
	d.press("n", "y").wantBar("; tmux needs `set -g set-clipboard on`")
	d.press("y").wantBar("copied")
	if strings.Contains(d.bar(), "tmux") {
		t.Errorf("said twice: %s", d.bar())
	}
	d.run(d.copyText(strings.Repeat("many words ", 10000)))
	d.wantBar("copied 20000 words", "110 kB are more than many terminals take")
}

// TestClickLink: with the mouse, a link is followed where it stands; a fix in it is a fix first.
func TestClickLink(t *testing.T) {
	d := drive(t, 100, 30, linkedShelf(t))
	x, y := find(d, "the second text")
	d.send(tea.MouseClickMsg{X: x + 2, Y: y, Button: tea.MouseLeft})
	d.want("Back to the first")
	d.press("q")
	x, y = find(d, "Jack Ma said")
	d.send(tea.MouseClickMsg{X: x + 2, Y: y, Button: tea.MouseLeft})
	d.want("Ma Yun  →  Jack Ma")
}

// TestContentsAsRead: a heading stands in the contents as it is read, with its code and without the marks of footnotes.
func TestContentsAsRead(t *testing.T) {
	a, err := articles.Read("a.md", []byte("# One `two`[^1] [three](x)\n\ntext\n\n[^1]: A note.\n"))
	if err != nil {
		t.Fatal(err)
	}
	d := drive(t, 80, 24, func(o *Options) { o.Open, o.Engine = a, nil })
	d.press("t")
	d.want("▌ One two three ")
}
