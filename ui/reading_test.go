package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

func TestFixes(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter")
	d.wantBar("fixed · 19 fixes")
	d.press("n").wantBar("1/19")
	d.press("n", "n").wantBar("3/19", "Ma Yun → Jack Ma")
	d.press("p").wantBar("2/19", "Ali → Alibaba")
	d.press("]", "]", "[").wantBar("3/19")
	d.press("n", "n", "10n").wantBar("15/19")
	d.press("99n").wantBar("19/19")
	d.press("n").wantBar("19/19")
	d.press("g", "n").wantBar("1/19") // out of sight, n goes on from the screen
}

func TestModes(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter")
	for _, step := range []struct{ key, mode, shows string }{
		{"1", "original", `do the challenge "micro-letter"`}, {"2", "marked", `do the challenge "micro-letter"`},
		{"3", "fixed", `"WeChat" is to`}, {"4", "both", `of WeChat (micro-letter)`}, {"m", "original", `"micro-letter"`}, {"m", "marked", ""},
	} {
		d.press(step.key)
		d.wantBar(step.mode + " · ")
		d.want(step.shows)
		d.clock = d.clock.Add(time.Second)
	}
	d.press("q")
	if d.mode != render.Marked {
		t.Errorf("the shelf has mode %s", d.mode)
	}
}

func TestCounts(t *testing.T) {
	d := drive(t, 40, 10, nil)
	d.press("enter")
	at := func() int { return d.pager.Offset() }
	d.press("jjjjjjjjjj")
	ten := at()
	d.press("g", "10j")
	if at() != ten {
		t.Errorf("10j goes to %d, ten times j to %d", at(), ten)
	}
	d.wantBar("fixed") // the digit 1 picks a mode only if it stays alone
	d.press("10k")
	if at() != 0 {
		t.Errorf("10k ends at %d", at())
	}
	d.press("5j", "g", "05j")
	five := at()
	d.press("gjjjjj")
	if at() != five {
		t.Errorf("05j goes to %d, five times j to %d", five, at())
	}
	d.press("50%")
	if half := len(d.open.Document.Source()) / 2; at() < half-60 || at() > half+60 {
		t.Errorf("50%% goes to %d of %d", at(), 2*half)
	}
	d.press("G")
	d.wantBar("100%")
	end := at()
	d.press("1")
	d.clock = d.clock.Add(time.Second)
	d.press("k")
	d.wantBar("original")
	if at() >= end {
		t.Errorf("a mode picked a while ago was taken for a count")
	}
	d.press("5G") // the line of the first paragraph
	if line, _ := d.open.Document.Line(at()); line != 5 {
		t.Errorf("5G goes to line %d", line)
	}
}

func TestMovement(t *testing.T) {
	d := drive(t, 40, 12, nil)
	d.press("enter")
	for _, pair := range [][2]string{{"j", "k"}, {"down", "up"}, {"d", "u"}, {"space", "b"}, {"pgdown", "pgup"}, {"G", "g"}, {"end", "home"}} {
		d.press(pair[0])
		if d.pager.Offset() == 0 {
			t.Errorf("%s does not move", pair[0])
		}
		d.press(pair[1])
		if d.pager.Offset() != 0 {
			t.Errorf("%s does not take %s back, ends at %d", pair[1], pair[0], d.pager.Offset())
		}
	}
}

// TestPlaceKept: no resize and no change of mode moves the reader, whatever the order, and it does not drift.
func TestPlaceKept(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "8j")
	d.send(tea.WindowSizeMsg{Width: 50, Height: 12})
	d.press("6j")
	before, top := d.pager.Offset(), d.rows()[0]
	for range 5 {
		for _, size := range []tea.WindowSizeMsg{{Width: 33, Height: 9}, {Width: 120, Height: 10}, {Width: 50, Height: 12}} {
			d.send(size)
			d.press("m")
			d.clock = d.clock.Add(time.Second)
		}
		d.press("m")
	}
	if d.pager.Offset() != before {
		t.Errorf("place went from %d to %d", before, d.pager.Offset())
	}
	d.press("3")
	if got := d.rows()[0]; got != top {
		t.Errorf("first row is %q, was %q", got, top)
	}
}

func TestPlaceKeptOverTheShelf(t *testing.T) {
	d := drive(t, 60, 14, nil)
	d.press("enter", "10j")
	at := d.pager.Offset()
	d.press("q")
	d.want("%")
	d.press("j", "k", "enter")
	if d.pager.Offset() != at {
		t.Errorf("back at %d, left at %d", d.pager.Offset(), at)
	}
	for range 10 { // blank lines are places too
		before := d.press("j").frame()
		if d.press("q", "enter"); d.frame() != before {
			t.Errorf("back at\n%s\nleft at\n%s", d.frame(), before)
		}
	}
}

func TestSearch(t *testing.T) {
	d := drive(t, 80, 14, nil)
	d.press("enter", "/", "micro-letter", "enter") // original words, with the fixes shown
	d.wantBar("/micro-letter 1 of 5")
	d.press("n", "n").wantBar("3 of 5")
	d.press("N").wantBar("2 of 5")
	d.press("04n").wantBar("1 of 5") // round the end
	d.press("N").wantBar("5 of 5")
	d.press("]").wantBar("19/19") // fixes still have a key
	d.press("esc")
	d.wantBar("fix")
	d.press("g", "/", "wechat have", "enter") // shown words, across a fix
	d.wantBar("1 of 1")
	d.press("/", "nobody gives bread", "enter")
	d.wantBar("1 of 1")
	d.press("/", "no such words", "enter")
	d.wantBar("no “no such words” here")
	d.press("/", "Wechat", "enter") // a capital makes capitals matter
	d.wantBar("no “Wechat” here")
	d.press("/", "马云", "enter") // the Chinese behind a fix
	d.wantBar("of 5")
}

func TestPrompt(t *testing.T) {
	d := drive(t, 80, 14, nil)
	d.press("enter", "/", "abcd", "left", "left", "X", "backspace", "home", ">", "end", "<")
	d.wantBar("/>abcd<")
	d.press("ctrl+w")
	d.wantBar("/")
	d.send(tea.PasteMsg{Content: "two\nlines\x1b[31m"})
	d.wantBar("/two lines")
	if v := d.View(newCanvas(d)); v.Cursor == nil || v.Cursor.X != 11 || v.Cursor.Y != 13 {
		t.Errorf("cursor is %v", v.Cursor)
	}
	d.press("esc")
	d.wantBar("fixed")
}

func TestCard(t *testing.T) {
	d := drive(t, 80, 30, nil)
	d.press("enter", "enter") // the first fix on the screen
	d.want("Alibaba takes on WeChat ─", "grammar")
	d.press("right", "right")
	d.want("╭ Jack Ma ─", "Ma Yun  →  Jack Ma", "person", "马云 Mǎ Yún", "4 times in this article", "a accept")
	d.press("left")
	d.want("╭ Alibaba ─")
	d.press("esc")
	d.wantNot("╭")
	d.wantBar("2/19")
}

func TestVerdicts(t *testing.T) {
	d := drive(t, 80, 30, nil)
	d.press("enter", "n", "n", "n", "enter", "x")
	d.want("Alibaba Group Chairman Ma Yun yesterday")
	d.wantBar("rejected: Jack Ma", "U undoes")
	d.press("U")
	d.want("Chairman Jack Ma yesterday")
	d.press("ctrl+r")
	d.want("Chairman Ma Yun yesterday")
	d.press("U", "g", "n", "n", "n", "enter", "e", "backspace", "backspace", "Yun Ma", "enter")
	d.want("Jack Yun Ma yesterday")
	d.press("n", "p", "enter")
	d.want("your own verdict")
	d.press("esc", "U")
	d.want("Chairman Jack Ma yesterday")
	d.press("enter", "a")
	d.wantBar("accepted: Jack Ma")
	d.press("U", "U")
	d.wantBar("nothing to undo")
}

func TestCast(t *testing.T) {
	d := drive(t, 80, 30, nil)
	d.press("enter", "w")
	d.want("Who's who", "Alibaba", "阿里", "×6")
	d.press("j", "x")
	d.want("off", "Chairman Ma Yun yesterday")
	d.press("x", "enter")
	d.wantNot("Who's who")
	d.want("Chairman Jack Ma yesterday")
	d.wantBar("3/19")
}

func TestContents(t *testing.T) {
	d := drive(t, 60, 9, nil)
	d.press("j", "enter", "t")
	d.want("Sina Weibo and the e-commerce", "What comes next")
	d.press("G", "enter")
	d.want("What comes next", "The end.")
}

func TestFold(t *testing.T) {
	d := drive(t, 80, 40, nil)
	d.press("enter")
	d.want("⋯ 1 line of page furniture")
	d.wantNot("Home News Body")
	d.press("z")
	d.want("Home News Body")
	d.wantNot("⋯")
	d.press("n", "n").wantBar("2/21") // what is shown is stopped at
}

func TestBeside(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "|")
	d.want("Ali Group Chairman Ma Yun yesterday", "Alibaba Group Chairman Jack Ma")
	d.press("j", "n", "n", "enter")
	d.want("Ma Yun  →  Jack Ma")
	d.press("esc", "|")
	d.wantNot("Ali Group Chairman")
	d.send(tea.WindowSizeMsg{Width: 50, Height: 24})
	d.press("|").wantBar("too narrow")
}

func TestSelect(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "v")
	d.wantBar("point", "y copy")
	d.press("v", "l", "l", "y")
	if want := "Jack Ma yesterday in"; d.copied != want {
		t.Errorf("copied %q, want %q", d.copied, want)
	}
	d.wantBar("copied 4 words")
	d.press("n", "p", "v", "s", "s", "Y")
	if want := "“Alibaba Group Chairman Jack Ma yesterday"; !strings.HasPrefix(d.copied, want) {
		t.Errorf("copied %q, want %q…", d.copied, want)
	}
	if want := "opened.”\n— Alibaba takes on WeChat, a portal, 22 November 2013"; !strings.HasSuffix(d.copied, want) {
		t.Errorf("copied %q, want …%q", d.copied, want)
	}
	d.press("n", "p", "v", "l", ")", "y")
	if want := "yesterday in the"; !strings.HasPrefix(d.copied, want) || !strings.HasSuffix(d.copied, "opened.") {
		t.Errorf("copied %q, want from %q to the end of the sentence", d.copied, want)
	}
	one := len(d.copied)
	d.press("n", "p", "v", "l", ")", ")", "y")
	if len(d.copied) <= one {
		t.Errorf("two sentences are %q", d.copied)
	}
	d.press("n", "p")
	d.press("v", "l", "f")
	d.wantBar("own fix: yesterday")
	d.press("ctrl+w", "the other day", "enter")
	d.want("Jack Ma the other day in")
	d.press("n", "enter", "a")
	d.wantBar("your own already")
	d.press("U")
	d.want("Jack Ma yesterday in")
	d.press("g", "n", "v", "f")
	d.wantBar("own fix: Alibaba takes on WeChat") // as it is shown
	d.press("esc")
	d.press("g", "v", "j", "j", "b", "k", "s", "s", "s", "s", "s", "esc")
	d.wantBar("fixed")
	d.press("v", "?")
	d.want("select from here")
}

func TestTrail(t *testing.T) {
	d := drive(t, 40, 10, nil)
	d.press("enter", "5j", "Ma")
	d.wantBar("marked a")
	at := d.pager.Offset()
	d.press("G", "'a")
	if d.pager.Offset() != at {
		t.Errorf("'a goes to %d, not %d", d.pager.Offset(), at)
	}
	end := d.press("ctrl+o").pager.Offset()
	d.press("ctrl+o")
	if d.pager.Offset() != at || end <= at {
		t.Errorf("ctrl+o twice goes to %d and %d", end, d.pager.Offset())
	}
	d.press("tab")
	if d.pager.Offset() != end {
		t.Errorf("tab goes to %d, not %d", d.pager.Offset(), end)
	}
	d.press("'x").wantBar("no place is marked x")
	for range 3 { // to and fro
		d.press("''")
		if d.pager.Offset() != at {
			t.Errorf("'' goes to %d, not back to %d", d.pager.Offset(), at)
		}
		d.press("''")
		if d.pager.Offset() != end {
			t.Errorf("'' again goes to %d, not to %d", d.pager.Offset(), end)
		}
	}
	d.press("'^")
	if d.pager.Offset() != 0 {
		t.Errorf("'^ goes to %d", d.pager.Offset())
	}
	d.press("'$")
	d.wantBar("100%")
	d.press("ctrl+o")
	if d.pager.Offset() != 0 {
		t.Errorf("ctrl+o after '$ goes to %d", d.pager.Offset())
	}
}

// TestHalfPage: a number makes half a page so many lines, from then on.
func TestHalfPage(t *testing.T) {
	d := drive(t, 40, 12, nil)
	d.press("enter", "7j")
	seven := d.pager.Offset()
	d.press("g", "7d")
	if d.pager.Offset() != seven {
		t.Errorf("7d goes to %d, 7j to %d", d.pager.Offset(), seven)
	}
	d.press("d", "u")
	if d.pager.Offset() != seven {
		t.Errorf("d and u after 7d end at %d, not at %d", d.pager.Offset(), seven)
	}
	d.press("u")
	if d.pager.Offset() != 0 {
		t.Errorf("u after 7d ends at %d", d.pager.Offset())
	}
}

// TestTrailStays: marks and jumps are there again when the reader comes back to an article, exact to the line, blank ones too.
func TestTrailStays(t *testing.T) {
	d := drive(t, 40, 8, nil)
	d.press("enter")
	var tops []string
	for _, mark := range []string{"a", "b", "c", "d", "e", "f"} {
		d.press("j", "M"+mark, "left")
		tops = append(tops, strings.Join(d.rows()[:6], "\n"))
	}
	d.press("G", "J", "Mx", "K")
	for i, mark := range []string{"a", "b", "c", "d", "e", "f"} {
		d.press("'" + mark)
		if got := strings.Join(d.rows()[:6], "\n"); got != tops[i] {
			t.Errorf("'%s shows\n%s\nand not\n%s", mark, got, tops[i])
		}
	}
	d.press("q", "enter", "ctrl+o")
	if got := strings.Join(d.rows()[:6], "\n"); got != tops[4] {
		t.Errorf("ctrl+o shows\n%s\nand not\n%s", got, tops[4])
	}
	d.press("'x").wantBar("no place is marked x") // that is of the other article
	d.press("G", "G", "''")
	if got := strings.Join(d.rows()[:6], "\n"); got != tops[4] {
		t.Errorf("'' after G twice shows\n%s\nand not\n%s", got, tops[4])
	}
}

// TestNextAfterVerdict: who rejects a fix goes on from there.
func TestNextAfterVerdict(t *testing.T) {
	d := drive(t, 80, 30, nil)
	d.press("enter", "n", "n", "n", "n", "enter", "x", "n").wantBar("4/18")
	d.press("p", "enter", "x", "p").wantBar("2/17")
	d.press("n", "enter", "x", "g", "n").wantBar("1/16") // but not after a jump
}

// TestPercentOfShort: shares of a text of a few bytes are no shares of hundreds.
func TestPercentOfShort(t *testing.T) {
	a, err := articles.Read("short.txt", []byte("a\n\nb\n\nc\n\nd\n\ne\n\nf\n\ng\n\nh\n\ni\n\nj\n"))
	if err != nil {
		t.Fatal(err)
	}
	d := drive(t, 20, 4, func(o *Options) { o.Articles = []*articles.Article{a} })
	d.press("enter", "50%")
	d.want("f")
	d.wantNot("a")
}

func TestPeek(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "o")
	d.want("do the chal Ma Yun eChat")
	d.press("o")
	d.wantNot("do the chal Ma Yun eChat")
	d.press("o", "j")
	d.wantNot("do the chal Ma Yun eChat")
}

// TestNoHeadings: where there is nothing to list, the bar says so and the text stays as it is.
func TestNoHeadings(t *testing.T) {
	d := drive(t, 60, 20, nil)
	d.press("enter", "t")
	d.wantBar("this article has no headings")
	if len(d.overlays) > 0 {
		t.Error("an empty list stands over the text")
	}
}

// TestSmallCard: a card that is cut off says that there is more, and the bar names the keys that it has no room for.
func TestSmallCard(t *testing.T) {
	d := drive(t, 60, 7, nil)
	d.press("enter", "n", "enter")
	d.want("↓")
	d.wantBar("a accept", "x reject")
	d.press("99j")
	d.want("↑")
	d.wantNot("↓")
	d.send(tea.WindowSizeMsg{Width: 60, Height: 24})
	d.wantNot("↓", "↑")
	if strings.Contains(d.bar(), "a accept") {
		t.Errorf("bar says again what the card says: %q", d.bar())
	}
}
