package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// marked makes a snippet of text with what was looked for in brackets.
func marked(text string) shelf.Snippet {
	var s shelf.Snippet
	for part := range strings.SplitAfterSeq(text, "]") {
		before, hit, _ := strings.Cut(part, "[")
		s.Text += before
		if hit, found := strings.CutSuffix(hit, "]"); found {
			s.Marks = append(s.Marks, [2]int{len(s.Text), len(s.Text) + len(hit)})
			s.Text += hit
		}
	}
	return s
}

// finds has a shelf find the articles of the tests by “wechat”, and say what is wrong with “tag:”.
func finds(m *memoryShelf) {
	m.hits = func(query string) ([]shelf.Hit, error) {
		if at := strings.Index(query, "tag:"); at >= 0 {
			return nil, &shelf.QueryError{Query: query, Why: "tag: name a tag", At: at + len("tag:")}
		}
		if first, _, _ := strings.Cut(query, " "); first != "wechat"[:min(len(first), len("wechat"))] {
			return nil, nil
		}
		return []shelf.Hit{
			{Row: m.entries[0].Row, Snippets: []shelf.Snippet{
				marked("A spokesman said that letter and voice have been their strong points, and in the [WeChat] camp everything is possible, as ever before."),
				marked("takes on [WeChat]"),
			}},
			{Row: m.entries[1].Row, Snippets: []shelf.Snippet{marked("users of [WeChat], 中文 and the [WeChat] of others")}},
			{Row: m.entries[2].Row},
		}, nil
	}
}

// TestFinding: what is typed is searched for at once, the hits stand under it with what they say, and enter reads an article at the hit.
func TestFinding(t *testing.T) {
	d, m := library(t, 100, 36, 5)
	finds(m)
	d.press("S").want("search:", "WeChat, micro-letter, 微信 and weixin find the same articles")
	d.press("w").want("3 articles", "▌ Alibaba takes on WeChat", "in the WeChat camp", "a portal · Nov 2013")
	d.press("echat")
	if !slices.Equal(m.asked, []string{"w", "we", "wec", "wech", "wecha", "wechat"}) {
		t.Errorf("asked %q", m.asked)
	}
	d.press("down", "down", "up", "up", "enter")
	d.wantBar("/WeChat").want("A spokesman said")
	if at := d.pager.Status(); strings.Contains(at, " 1 of") {
		t.Errorf("it is at the first hit: %s", at)
	}
	d.press("n").wantBar("/WeChat")
	d.press("esc", "q").want("search: wechat", "3 articles", "▌ Alibaba takes on WeChat")
	d.press("down", "down", "enter").want("The text of Number 2")
	d.press("S").want("search:").press("we", "enter").want("Alibaba takes on")
	d.press("esc", "q").want("The text of Number 2") // by the way back
	d.press("q").want("search: wechat")
	d.press("esc").want("reader · All")
}

// TestQueryMistake: what is wrong with a query is said under its place, and what was found before stays.
func TestQueryMistake(t *testing.T) {
	d, m := library(t, 60, 20, 5)
	finds(m)
	d.press("S", "we").want("Sina Weibo")
	d.press(" tag:")
	rows := d.rows()
	if !strings.HasPrefix(rows[1], strings.Repeat(" ", len(" search: we tag:"))+"^ tag: name a tag") {
		t.Errorf("row under the query is %q", rows[1])
	}
	d.want("Sina Weibo")
	d.press("ctrl+u", "nothing").want("Nothing is found by that.")
	m.hits = func(string) ([]shelf.Hit, error) { return nil, errDisk }
	d.press("x").want("the disk is full")
}

// TestKeepSearch: a search is kept as a section, which finds anew, and is taken off the shelf again.
func TestKeepSearch(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	finds(m)
	d.press("S", "wechat", "ctrl+s").wantBar("keep as: wechat")
	d.press("ctrl+u", "Messengers", "enter").wantBar("kept as “Messengers” · c lists it")
	d.press("esc", "c").want("Messengers  search")
	d.press("/", "mess", "enter").want("reader · Messengers", "3 articles", "● Sina Weibo")
	d.press("c").want("everything that is found by: wechat").press("x").wantBar("taken off the shelf: Messengers")
	if len(m.searches) > 0 {
		t.Errorf("the library has %v", m.searches)
	}
	d.press("c").wantNot("Messengers  search")
}

// TestOlderSearches: what was searched for comes back.
func TestOlderSearches(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	finds(m)
	d.press("S", "we", "enter", "q", "ctrl+u", "wechat", "enter", "q", "esc", "S", "alt+up").want("search: wechat")
	d.press("alt+up").want("search: we ", "3 articles")
	d.press("alt+down", "alt+down").want("Words are looked for")
}

// TestLateFinding: one question is asked at a time, what was typed meanwhile is asked for then, and an answer that nobody waits for is dropped.
func TestLateFinding(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	finds(m)
	d.press("S")
	f := d.finding()
	first := d.Update(keysNamed("w")[0])
	for _, k := range keysNamed("echat") {
		d.run(d.Update(k))
	}
	if len(m.asked) > 0 {
		t.Errorf("asked %q before the first answer", m.asked)
	}
	d.run(first)
	if !slices.Equal(m.asked, []string{"w", "wechat"}) || f.answered != "wechat" {
		t.Errorf("asked %q, answered %q", m.asked, f.answered)
	}
	late := d.Update(keysNamed("x")[0])
	d.press("esc")
	d.run(late)
	d.want("reader · All")
}

// TestHitInMachineWords: a hit in what the reader sees repaired is found where the machine's words stand, and of many the one that is meant.
func TestHitInMachineWords(t *testing.T) {
	d, m := library(t, 80, 14, 5)
	m.hits = func(string) ([]shelf.Hit, error) {
		return []shelf.Hit{{Row: m.entries[0].Row, Snippets: []shelf.Snippet{marked("The biggest problem of Laiwang is that most people have settled with their [WeChat] friends")}}}, nil
	}
	d.press("S", "x", "enter").wantBar("/WeChat")
	hit := d.pager.Status()
	if strings.Contains(hit, " 1 of") {
		t.Errorf("it is at the first hit: %q", hit)
	}
	d.press("esc", "q", "esc", "j", "enter").wantBar("fixed")
}

// TestMouseInFinding: the wheel moves the selection, a click selects and opens, and a list is clicked alike.
func TestMouseInFinding(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	finds(m)
	d.press("alt+m", "S", "we")
	d.clickOn("Number 2 of")
	d.want("▌ Number 2 of")
	d.clickOn("Number 2 of")
	d.want("The text of Number 2")
	d.press("q", "esc")
	d.clickOn("All")
	d.want("Sections")
	d.clickOn("Starred")
	d.want("reader · Starred")
}

// clickOn clicks on words.
func (d *driver) clickOn(words string) {
	d.Helper()
	x, y := find(d, words)
	d.clock = d.clock.Add(time.Second) // no double click
	d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
}
