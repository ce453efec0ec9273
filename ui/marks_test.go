package ui

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// marks are the marks of the open article.
func (d *driver) marks() []review.Mark { return d.Model.reading(d.Model.open).hand.Marks() }

func (d *driver) oneMark() review.Mark {
	d.Helper()
	all := d.marks()
	if len(all) != 1 {
		d.Fatalf("there are %d marks: %+v", len(all), all)
	}
	return all[0]
}

// TestHighlight: a selection is highlighted in the colour used last, in another by name, and taken away and brought back with the verdicts in one history.
func TestHighlight(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "v", "v", "w", "h")
	if m := d.oneMark(); m.Colour != "yellow" || d.open.Document.Text(m.Span) != "Ma Yun yesterday" || m.Quote.Exact != "Ma Yun yesterday" || m.Made == 0 {
		t.Fatalf("marked %+v", m)
	}
	d.wantBar("highlighted in yellow", "U undoes")
	d.press("enter", "x", "U", "U")
	d.wantBar("undone: highlighted “Ma Yun yesterday” in yellow")
	if len(d.marks()) != 0 {
		t.Fatalf("there is still %+v", d.marks())
	}
	d.press("ctrl+r")
	d.oneMark()
	d.press("}", "enter")
	d.want("╭ highlight", "Jack Ma yesterday", "e note", "yellow")
	d.press("c", "p")
	d.want("pink")
	d.press("t").send(tea.PasteMsg{Content: "#people, Alibaba"})
	d.press("enter")
	d.want("#people #Alibaba")
	d.press("esc", "v", "s", "H")
	d.want("╭ Colour", "y yellow", "u purple")
	d.press("u")
	if all := d.marks(); len(all) != 2 || all[1].Colour != "purple" && all[0].Colour != "purple" {
		t.Fatalf("marked %+v", all)
	}
	d.press("}", "{", "enter", "x").wantBar("taken away")
	d.oneMark()
}

// TestNote: a note is typed in the bar or on the command line, shown on its card, and goes when it is emptied.
func TestNote(t *testing.T) {
	d := drive(t, 130, 24, nil)
	d.press("enter", "n", "n", "n", "enter", "N").send(tea.PasteMsg{Content: "Ma Yun, *of course*"})
	d.press("enter")
	m := d.oneMark()
	if m.Note != "Ma Yun, *of course*" || m.Colour != "" || d.open.Document.Text(m.Span) != "Ma Yun" {
		t.Fatalf("noted %+v", m)
	}
	d.want("Jack Ma✎", "✎ Ma Yun")
	d.press("n", "p", "enter").want("✎ Ma Yun, *of course*")
	d.press("N", "alt+enter", "a", "enter")
	if m = d.oneMark(); m.Note != "Ma Yun, *of course*\na" {
		t.Fatalf("noted %q", m.Note)
	}
	d.line("highlight gr")
	if m = d.oneMark(); m.Colour != "green" {
		t.Fatalf("highlighted in %q", m.Colour)
	}
	d.line("note Someone else")
	d.press("}", "{", "enter").want("highlight and note", "Someone else")
	d.press("e", "ctrl+u", "enter").want("╭ highlight ")
	for _, mode := range []string{"1", "2", "3", "4", "|"} {
		d.press("esc", mode)
	}
	d.line("highlight mauve").wantBar("no colour is called “mauve”")
	d.line("label one, two").wantBar("tagged")
}

// TestNoteInEditor: ctrl+e takes the note to the editor; several lines come back.
func TestNoteInEditor(t *testing.T) {
	script := filepath.Join(t.TempDir(), "editor")
	if err := os.WriteFile(script, []byte("#!/bin/sh\ncat \"$1\" > "+script+".seen\nprintf 'one\\n\\n- two\\n' > \"$1\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	term := open(t, 100, 30, func(o *Options) {
		o.Env = []string{"EDITOR=" + script, "TERM=xterm-256color", "PATH=" + os.Getenv("PATH")}
		keys, typed, err := os.Pipe() // a child process inherits a file; for a pipe of Go it would wait
		if err != nil {
			t.Fatal(err)
		}
		in := o.In
		go func() { _, _ = io.Copy(typed, in) }()
		o.In = keys
	})
	term.waitFor("Alibaba takes on WeChat")
	term.typeKeys("\r")
	term.waitFor("19 fixes")
	term.typeKeys("nnnN")
	term.waitFor("note: ")
	term.typeKeys("begun\x05")
	term.waitFor("noted")
	seen, err := os.ReadFile(script + ".seen")
	if err != nil || string(seen) != "begun\n" {
		t.Errorf("the editor saw %q, %v", seen, err)
	}
	term.typeKeys("{\r")
	term.waitFor("• two")
	term.typeKeys("q")
	term.waitFor("mark 1/1")
	term.typeKeys("q")
	term.waitFor("enter read")
	term.typeKeys("q") // a program that is killed leaves its file of keys behind in a race
	if err := <-term.ended; err != nil {
		t.Error(err)
	}
}

// TestDeleteWords: what is selected is left out, as an own fix to nothing.
func TestDeleteWords(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "v", "w", "d")
	d.wantBar("left out", "U undoes")
	all := d.Model.reading(d.Model.open).hand.Verdicts()
	if len(all) != 1 || all[0].Ruling != review.Edited || all[0].Fix != "" || d.open.Document.Text(all[0].Span) != "yesterday" {
		t.Fatalf("decided %+v", all)
	}
	if strings.Contains(d.frame(), "Jack Ma yesterday") {
		t.Error("it is still shown")
	}
}

// TestUnits: the selection goes by word, phrase, sentence, line and paragraph.
func TestUnits(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "v", "w")
	for _, want := range []string{
		"yesterday", "Ali Group Chairman Ma Yun yesterday in the",
		"Ali Group Chairman Ma Yun yesterday in the \"Contacts\" activity site, said Ali to do the challenge \"micro-letter\" is to \"make it impossible\", for the industry",
		"Ali Group Chairman Ma Yun yesterday in the \"Contacts\" activity site, said",
	} {
		if got := d.open.Document.Text(d.pager.Selected()); !strings.HasPrefix(got, want) || len(got) > len(want)+100 {
			t.Errorf("selected %q, want %q", got, want)
		}
		d.press("s")
	}
	d.press("s", "w", "s", "s", "s", "j")
	if got := d.open.Document.Text(d.pager.Selected()); got != "Ali to do the challenge \"micro-letter\" is to \"make it impossible\", for the" {
		t.Errorf("a line down is %q", got)
	}
	d.press("b")
	if got := d.open.Document.Text(d.pager.Selected()); !strings.HasPrefix(got, "Ali Group Chairman") {
		t.Errorf("a line back is %q", got)
	}
}

// TestMarksFollow: marks follow the text when its file changes, and stay through sizes, modes and the strictness of the rules.
func TestMarksFollow(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n", "n", "n", "v", "v", "w", "h")
	d.send(tea.WindowSizeMsg{Width: 44, Height: 20})
	d.press("|", "1", "2", "3", "4", ":").send(tea.PasteMsg{Content: "set strictness eager"})
	d.press("enter")
	d.oneMark()
	old := d.open
	fresh := *old
	fresh.Document = document.Plain(append([]byte("A new line before all.\n\n"), old.Document.Source()...))
	d.Model.replace(&fresh, document.Compare(old.Document.Source(), fresh.Document.Source()))
	if m := d.oneMark(); fresh.Document.Text(m.Span) != "Ma Yun yesterday" {
		t.Fatalf("it stands on %q", fresh.Document.Text(m.Span))
	}
	d.press("g", "}")
	if m := d.pager.CurrentMark(); m == nil || pager.Shown(fresh.Document, nil, m.Span, d.mode) == "" {
		t.Error("it cannot be stepped to")
	}
}
