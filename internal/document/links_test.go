package document

import (
	"fmt"
	"strings"
	"testing"
)

const linked = "# A [first](one.md) one\n\nSee ![a *photo*](p.png) and <https://example.com/x>.[^1]\n\n" +
	"A [second][by name] <a id=\"spot\">spot</a>, [no address]() and [![badge](b.png)](https://example.com/c?a=1&amp;b=\\*).\n\n" +
	"## A `code`, *first* one!\n\n## A code, first one\n\n```\n[not](a.link)\n```\n\n<div name='block'>x</div>\n\n" +
	"An <A class=x HREF='tag.md?a&amp;b'>old *link*</a> and <img alt=\"a map\" src=map.png>, <a name=none>none</a>, <a href=\"\">empty</a>.\n\n" +
	"[by name]: two.md\n[^1]: A note\n\n    of [two](three.md) paragraphs.\n[^1]: again\n"

func TestLinks(t *testing.T) {
	d := Markdown([]byte(linked))
	var got []string
	for _, l := range d.Links() {
		got = append(got, fmt.Sprintf("%d %q %s", l.Kind, d.Text(l.Words), l.To))
		if begin := d.source[l.At]; strings.IndexByte("![<h", begin) < 0 {
			t.Errorf("%s begins at %q", l.To, begin)
		}
	}
	want := []string{
		`0 "first" one.md`, `1 "a *photo" p.png`, `0 "https://example.com/x" https://example.com/x`, `2 "[^1]" 1`, `0 "second" two.md`,
		`0 "badge" https://example.com/c?a=1&b=*`, `1 "badge" b.png`, `0 "old *link" tag.md?a&b`, `1 "" map.png`, `0 "two" three.md`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("links are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAnchorsAndFootnotes(t *testing.T) {
	d := Markdown([]byte(linked))
	for _, c := range []struct{ name, at string }{
		{"a-first-one", "A [first]"}, {"a-code-first-one", "A `code`"}, {"a-code-first-one-1", "A code,"}, {"A-Code-First-One", "A `code`"},
		{"user-content-a-first-one", "A [first]"}, {"spot", "spot\">"}, {"block", "block'"}, {"nowhere", ""}, {"", ""},
	} {
		offset, ok := d.Anchor(c.name)
		if ok != (c.at != "") || ok && !strings.HasPrefix(linked[offset:], c.at) {
			t.Errorf("%q leads to %d, %v; want %q", c.name, offset, ok, c.at)
		}
	}
	note, ok := d.Footnote("1")
	if !ok || d.Text(note) != "A note\n\n    of [two](three.md) paragraphs." {
		t.Errorf("the footnote is %q, %v", d.Text(note), ok)
	}
	if _, ok := d.Footnote("2"); ok {
		t.Error("there is a footnote that nobody wrote")
	}
}

// TestLinksOfLongText: what a document refers to is the same however it is cut, and nothing is found twice.
func TestLinksOfLongText(t *testing.T) {
	long := Markdown([]byte("See [one](1) and a note[^n].\n\n" + strings.Repeat(filler, 3) + "## Far on\n\n[two](2)\n\n" + strings.Repeat(filler, 3) +
		"| [head](h) | b |\n|---|---|\n" + strings.Repeat("| c | d |\n", 30000) + "\n[^n]: The note.\n"))
	var got []string
	for _, l := range long.Links() {
		got = append(got, l.To)
	}
	if strings.Join(got, " ") != "1 n 2 h" {
		t.Errorf("links are %v", got)
	}
	if at, ok := long.Anchor("far-on"); !ok || !strings.HasPrefix(string(long.source[at:]), "Far on") {
		t.Errorf("the heading is found at %d, %v", at, ok)
	}
	if s, ok := long.Footnote("n"); !ok || long.Text(s) != "The note." {
		t.Errorf("the footnote is found at %v, %v", s, ok)
	}
}

// TestFootnoteMarksAreNoProse: rules see nothing of a mark, and what stands round it is whole.
func TestFootnoteMarksAreNoProse(t *testing.T) {
	d := Markdown([]byte("Said so.[^1] And more.\n\n[^1]: A note."))
	var got []string
	for _, b := range d.Blocks() {
		got = append(got, string(b.Text))
	}
	if strings.Join(got, "|") != "Said so.\uFFFC And more.|A note." {
		t.Errorf("blocks are %q", got)
	}
}
