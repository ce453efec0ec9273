package ui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/ui/card"
)

func TestWords(t *testing.T) {
	d := drive(t, 80, 30, nil)
	d.press("enter", "n", "n", "n", "enter")
	d.want("d words")
	d.press("d")
	d.want("马 mǎ: horse; horse or cavalry", "云 yún: cloud", "Two words ")
	d.press("d")
	d.wantNot("cloud")
	d.press("d", "right")
	d.wantNot("cloud")
	d.press("d")
	d.want("no dictionary has these words")
	d = drive(t, 80, 30, func(o *Options) { o.Lookup = nil })
	d.press("enter", "n", "n", "n", "enter", "d")
	d.wantNot("d words", "cloud")
	d = drive(t, 80, 30, func(o *Options) {
		o.Lookup = func(string) ([]card.Word, error) { return nil, errors.New("the disk is on fire") }
	})
	d.press("enter", "n", "n", "n", "enter", "d")
	d.want("look up: the disk is on fire")
}

func TestGuesses(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "v", "v", "l", "g")
	d.want("╭ What could “Ma Yun yesterday” have been? ─", "▌ 马云 Mǎ Yún  Jack Ma", "97 │", "马 horse + 云 cloud")
	d.press("esc")
	d.wantNot("What could")
	d.wantBar("select") // and the words stay selected
	d.press("g", "j", "j", "j", "k", "k", "y")
	if d.copied != "马云 Mǎ Yún Jack Ma" {
		t.Errorf("copied %q", d.copied)
	}
	d.press("enter")
	d.want("Alibaba Group Chairman Jack Ma in the")
	d.wantBar("own fix: Jack Ma · U undoes")
	d.press("n", "p", "enter")
	d.want("Ma Yun yesterday  →  Jack Ma", "马云 Mǎ Yún", "word for word: 马 horse + 云 cloud", "your own verdict")
	d.press("esc", "U")
	d.want("Chairman Jack Ma yesterday")
}

// TestGuessWithoutName: where nobody knows the English the reader is asked for it.
func TestGuessWithoutName(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "v", "g", "j", "enter")
	d.wantBar("own fix for 昨天的马云: zuótiān de Mǎ Yún")
	d.press("ctrl+w", "ctrl+w", "ctrl+w", "ctrl+w", "the Jack Ma of yesterday", "enter")
	d.want("Chairman the Jack Ma of yesterday")
}

func TestNoGuess(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "v", "l", "g")
	d.wantBar("nothing explains “yesterday”")
	d = drive(t, 80, 24, func(o *Options) { o.Guess = nil })
	d.press("enter", "n", "v", "g")
	d.wantBar("there is nothing to guess")
}

// TestLateGuess: guesses that come when the reader has moved on are dropped.
func TestLateGuess(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "v")
	late := d.Update(tea.KeyPressMsg{Code: 'g', Text: "g"})
	d.press("l")
	d.run(late)
	d.wantNot("What could")
	late = d.Update(tea.KeyPressMsg{Code: 'g', Text: "g"})
	d.press("esc", "q")
	d.run(late)
	d.wantNot("What could")
}

func TestGuessClick(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("alt+m", "enter", "n", "n", "n", "v", "g")
	x, y := find(d, "昨天")
	d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	d.want("▌ 昨天的马云")
	d.send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp})
	d.want("▌ 马云")
	x, y = find(d, "马云 Mǎ")
	d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	d.wantNot("What could")
	if !strings.Contains(d.bar(), "own fix: Jack Ma") {
		t.Errorf("bar is %q", d.bar())
	}
}
