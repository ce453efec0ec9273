package articles

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadIn: a text that was read in the wrong encoding is read in the right one, from its file or, where there is none, from the bytes that it must have been.
func TestReadIn(t *testing.T) {
	const text = "微信\n\nThe lake, they say, is deep.\n"
	data := encoded(t, text, "gb18030")
	path := filepath.Join(t.TempDir(), "lake.txt")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := OpenAs(path, "windows-1252")
	if err != nil {
		t.Fatal(err)
	}
	piped, err := ReadAs("standard input", data, "windows-1252")
	if err != nil {
		t.Fatal(err)
	}
	piped.Site = "The Lake"
	for name, a := range map[string]*Article{"file": file, "pipe": piped} {
		fresh, err := a.ReadIn("GBK")
		if err != nil || string(fresh.Document.Source()) != text || fresh.Charset != "gb18030" || fresh.WantedCharset() != "gb18030" || fresh.Title != "微信" || fresh.ID == a.ID || fresh.Site != a.Site {
			t.Errorf("%s: %v %+v", name, err, fresh)
		}
	}
	if _, err := file.ReadIn("klingon"); !errors.As(err, new(*CharsetError)) {
		t.Errorf("a wrong name: %v", err)
	}
	page, err := Read("x.html", []byte("<p>The lake"))
	if err != nil {
		t.Fatal(err)
	}
	lossy, err := ReadAs("x", []byte("The lake \x81\x8d"), "utf-16le")
	if err != nil {
		t.Fatal(err)
	}
	lossy.Charset = "windows-1252" // in which it cannot have been
	for name, a := range map[string]*Article{"page": page, "lossy": lossy, "nothing": {}} {
		if _, err := a.ReadIn("big5"); !errors.Is(err, ErrNoBytes) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPasted: pasted text is an article with a title, whatever it is.
func TestPasted(t *testing.T) {
	for text, want := range map[string]string{
		"The lake\n\nIt is deep.":                                         "The lake",
		"\n  It is deep, they say. And wide.\nVery.":                      "It is deep, they say. And wide.",
		strings.Repeat("The lake is deep and nobody knows how deep. ", 9): "The lake is deep and nobody knows how deep.",
		"<!DOCTYPE html><title>A page</title><p>It is deep.":              "A page",
	} {
		a, err := Pasted(text)
		if err != nil || a.Title != want || a.ID == "" {
			t.Errorf("%q: %v %q", text, err, a.Title)
		}
	}
	if _, err := Pasted(" \n "); !errors.Is(err, ErrEmpty) {
		t.Errorf("nothing: %v", err)
	}
}
