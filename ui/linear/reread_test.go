package linear

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// TestEncoding: a text is read again in another encoding and goes on from the same line; what cannot be is said, and the text stays.
func TestEncoding(t *testing.T) {
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("湖\n\nThe lake is deep.\n\n湖很深。 It is deep.\n\nIt is wide.\n"))
	if err != nil {
		t.Fatal(err)
	}
	wrong := func(o *Options) {
		a, err := articles.ReadAs("standard input", data, "windows-1252")
		if err != nil {
			t.Fatal(err)
		}
		o.Articles, o.Open = append(o.Articles, a), a
	}
	said := talk(t, wrong, "go 5", "mark here", "encoding gbk", ".", "encoding gbk", "encoding", "encoding klingon", "facts", "start", "to here")
	wants(t, said, "read as gb18030", "湖很深。 It is deep.", "it is the same text in gb18030", "it was read as gb18030; the encodings are: utf-8, ", `no encoding is called "klingon"`, "title: 湖", "encoding: gb18030")
	if _, after, _ := strings.Cut(said, "read as gb18030"); strings.Contains(after, "ºþ") {
		t.Error(said)
	}
	wants(t, talk(t, func(o *Options) {
		opened(o)
		o.ReadIn = func(context.Context, *articles.Article, string) (*articles.Article, error) {
			return nil, errors.New("it is gone")
		}
	}, "encoding big5", "n"), "it is gone; what was read before stays", "fix 1 of 19")
}

// TestPaste: what the clipboard holds is an article at once, and what goes wrong is said.
func TestPaste(t *testing.T) {
	text, failed := "The lake\n\nIt is deep.\n", error(nil)
	clip := func(o *Options) {
		o.Clipboard = func(context.Context) (string, error) { return text, failed }
	}
	wants(t, talk(t, clip, "paste", "", "q", "3"), "The lake", "It is deep.", "left: The lake")
	kept := ""
	talk(t, func(o *Options) {
		clip(o)
		o.Paste = func(_ context.Context, text string) (*articles.Article, shelf.Report, error) {
			kept = text
			a, err := articles.Pasted(text)
			return a, shelf.Report{Known: 1}, err
		}
	}, "paste")
	if kept != text {
		t.Errorf("kept %q", kept)
	}
	failed = errors.New("nobody tells")
	wants(t, talk(t, clip, "paste"), "nobody tells")
	text, failed = " ", nil
	wants(t, talk(t, clip, "paste"), "it is empty")
	wants(t, talk(t, nil, "paste"), "there is no clipboard here")
}
