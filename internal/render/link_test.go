package render

import (
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// TestLinks: where the first link of a text leads, for the reader and for the terminal.
func TestLinks(t *testing.T) {
	for _, c := range []struct{ text, to, terminal string }{
		{"[a](https://example.com/x)", "https://example.com/x", "https://example.com/x"},
		{"[a](https://example.com/?a=b&amp;c=\\*)", "https://example.com/?a=b&c=*", "https://example.com/?a=b&c=*"},
		{"[a](https://example.com/\u202e中)", "https://example.com/\u202e中", "https://example.com/%E4%B8%AD"},
		{"<me@example.com>", "mailto:me@example.com", "mailto:me@example.com"},
		{"www.example.com", "http://www.example.com", "http://www.example.com"},
		{"[a][b]\n\n[b]: https://example.com/b", "https://example.com/b", "https://example.com/b"},
		{"[a](javascript:alert(1))", "javascript:alert(1)", ""},
		{"[a](file:///etc/passwd)", "file:///etc/passwd", ""},
		{"[a](/relative)", "/relative", ""},
		{"[a](#part)", "#part", ""},
		{"[a]()", "", ""},
		{"<a href='https://example.com/x?a&amp;b'>a</a>", "https://example.com/x?a&b", "https://example.com/x?a&b"},
		{"<a href=javascript:alert(1)>a</a>", "javascript:alert(1)", ""},
		{"[^a]\n\n[^a]: x", "a", ""},
		{"[^a]: x", "", ""},
		{"![a](p.png)", "p.png", ""},
		{"[![a](https://example.com/p.png)](https://example.com/page)", "https://example.com/page", "https://example.com/page"},
		{"[a](https://example.com/" + strings.Repeat("x", 3000) + ")", "https://example.com/" + strings.Repeat("x", 3000), ""},
	} {
		lines := allLines(page(c.text, View{Width: 40}))
		to := ""
		for _, r := range lines[0].Runs {
			if r.Link != nil {
				to = r.Link.To
			}
		}
		if to != c.to || lines[0].Cells[0].Link.URL != c.terminal {
			t.Errorf("%s: link %q and %q, want %q and %q", c.text, to, lines[0].Cells[0].Link.URL, c.to, c.terminal)
		}
	}
}

// linked is what a page shows of each of its links, in order, with a bar where a line ends within one.
func linked(lines []Line) []string {
	var (
		all  []string
		last *document.Link
	)
	for _, l := range lines {
		fresh := true
		for _, r := range l.Runs {
			if r.Link == nil {
				continue
			}
			switch {
			case r.Link != last:
				all, last = append(all, ""), r.Link
			case fresh:
				all[len(all)-1] += "|"
			}
			fresh = false
			for x := r.X0; x < r.X1; x++ {
				all[len(all)-1] += l.Cells[x].Content
			}
		}
	}
	return all
}

// TestLinksAndAnnotations: a fix in a link belongs to it, and a fix that stands for a link leads where it led.
func TestLinksAndAnnotations(t *testing.T) {
	for _, c := range []struct {
		text string
		mode Mode
		want string
	}{
		{"see [the ⟦Contacts=>Laiwang⟧ page](x) now", Fixed, "the Laiwang page"},
		{"see [the ⟦Contacts=>Laiwang⟧ page](x) now", Both, "the Laiwang (Contacts) page"},
		{"see [the ⟦Contacts=>Laiwang⟧ page](x) now", Marked, "the Contacts page"},
		{"see ⟦the [Contacts](x) page=>Laiwang⟧ now", Fixed, "Laiwang"},
		{"see ⟦the [Contacts](x) page=>Laiwang⟧ now", Original, "Contacts"},
		{"see ⟦the [Contacts](x) page=>Laiwang⟧ now", Both, "LaiwangContacts"},
		{"see ⟦[Contacts](x)=>Laiwang⟧ now", Fixed, "Laiwang"},
		{"see [the ⟦Contacts](x) page=>Laiwang⟧ now", Fixed, "the Laiwang"},
		{"see ⟦the [Contacts=>Laiwang⟧ page](x) now", Fixed, "Laiwang page"},
		{"| ⟦a=>b⟧ | see ⟦[Contacts](x)=>Laiwang⟧ |\n|-|-|\n", Fixed, "Laiwang"},
		{"see ⟦Contacts=>Laiwang⟧ and [this](x)", Fixed, "this"},
		{"see <a href=x>the ⟦Contacts=>Laiwang⟧ *page*</a> now", Fixed, "the Laiwang page"},
		{"see ⟦the <a href=x>Contacts</a> page=>Laiwang⟧ now", Fixed, "Laiwang"},
		{"see <a href=x>[this](y) and", Fixed, "this and"},
		{"see </a> <a>no</a> <a href=x>this</a></a> and", Fixed, "this"},
		{"see [an <a href=y>odd](x) one</a>", Fixed, "an odd"},
		{"see <https://⟦micro-letter=>WeChat⟧.com>", Original, "https://micro-letter.com"},
	} {
		got := strings.Join(linked(allLines(page(c.text, View{Width: 60, Mode: c.mode}))), " / ")
		if strings.Split(got, " / ")[0] != c.want {
			t.Errorf("%s in %s: link shows %q, want %q", c.text, c.mode, got, c.want)
		}
	}
}

// TestLinkOverLines: every line of a link has the address, and terminals are told that it is one link; two links to one address are two.
func TestLinkOverLines(t *testing.T) {
	lines := allLines(page("[some words that need more than one line](https://example.com/) [and](https://example.com/)", View{Width: 20}))
	if got := strings.Join(linked(lines), " / "); got != "some words that need|more than one line / and" {
		t.Errorf("links show %q", got)
	}
	first, second, third := lines[0].Cells[0].Link, lines[1].Cells[0].Link, lines[2].Cells[0].Link
	if first.URL == "" || first.Params == "" || first.URL != second.URL || id(first) != id(second) || third.URL != first.URL || id(third) == id(first) {
		t.Errorf("the terminal is given %+v, %+v and %+v", first, second, third)
	}
}

// TestLinkAfterALine: the blank that stands for a line end belongs to a link only where the line ends in it.
func TestLinkAfterALine(t *testing.T) {
	lines := allLines(page("and\n[a\nlink](x)\nhere", View{Width: 60}))
	if got := linked(lines); len(got) != 1 || got[0] != "a link" {
		t.Errorf("links show %q", got)
	}
}

// id is by what a terminal tells links apart.
func id(l uv.Link) string {
	for part := range strings.SplitSeq(l.Params, ":") {
		if name, ok := strings.CutPrefix(part, "id="); ok {
			return name
		}
	}
	return ""
}

func TestPictures(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"![a photo](p.png)", "[image: a photo]"},
		{"![](img/ma%20yun.jpg?w=1)", "[image: ma yun.jpg]"},
		{"![](https://example.com/p.png#x)", "[image: p.png]"},
		{"![](data:image/png;base64,AAAA)", "[image: no description]"},
		{"![]()", "[image: no description]"},
		{"![a *photo*](p.png)", "[image: a photo]"},
		{"x <img src=\"a/p.png\" alt='a &lt;photo\x1b[1m'>", "x [image: a <photo]"},
		{"x <img src=\"a/p.png\"/>", "x [image: p.png]"},
		{"x <img>", "x"},
	} {
		if got := Text(allLines(page(c.text, View{Width: 60}))[0]); got != c.want {
			t.Errorf("%s shows %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFootnotes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Said.[^1]\n\n[^1]: So it is.", "Said.[1]\n\n[1] So it is.\n"},
		{"Said![^1]\n\n[^1]: So it is.", "Said![1]\n\n[1] So it is.\n"},
		{"Said.[^2]\n\n[^1]: So it is.", "Said.[^2]\n\n[1] So it is.\n"},
		{"[^a]: One.\n[^b]: Two.\n\n    More.\n\nEnd.", "[a] One.\n[b] Two.\n\n    More.\n\nEnd.\n"},
		{"[^a]:\n\nEnd.", "[a]\n\nEnd.\n"},
		{"[^a very long label of a note]: One.", "[a very long lab…] One.\n"},
		{"> [^q]: Quoted.", "│ [q] Quoted.\n"},
		{"```\n[^1]: code\n```\n\nSaid.[^1]", "  [^1]: code\n\nSaid.[^1]\n"},
		{"[^\x1bc1]: x\n\nSaid[^\x1bc1]", "[1] x\n\nSaid[1]\n"},
	} {
		got := strings.ReplaceAll(texts(allLines(page(c.text, View{Width: 40}))), "\u00a0", " ")
		if got != c.want {
			t.Errorf("%q shows %q, want %q", c.text, got, c.want)
		}
	}
}
