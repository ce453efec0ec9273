package export

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

var foreignFolder = flag.String("foreign", "", "a folder with annotations of other programs, as JSON, which are read, written and read again")

// readAll reads a file of annotations.
func readAll(name string, data []byte) (items []*item, wrong []*FileError, err error) {
	err = read(name, bytes.NewReader(data), func(it *item) error {
		items = append(items, it)
		return nil
	}, func(m *FileError) { wrong = append(wrong, m) })
	if m := (*FileError)(nil); errors.As(err, &m) {
		return items, append(wrong, m), nil
	}
	return items, wrong, err
}

// written writes what was read as W3C annotations, each on an article with nothing but the words that it is on.
func written(t *testing.T, items []*item) []byte {
	t.Helper()
	f, _ := Find("w3c")
	var b bytes.Buffer
	w, err := f.Writer(&b)
	must(t, err)
	for _, it := range items {
		a := &Article{Meta: articles.Meta{URL: it.about, ID: "x", Title: "x"}, Document: document.Plain([]byte("x"))}
		for i := range it.marks {
			a.Marks = append(a.Marks, it.marks[i].Mark)
		}
		must(t, w.Article(a))
	}
	must(t, w.Close())
	return b.Bytes()
}

// TestForeign reads what other programs wrote, writes it as W3C annotations and reads that: the same marks come back.
func TestForeign(t *testing.T) {
	folders := []string{"testdata"}
	if *foreignFolder != "" {
		folders = append(folders, *foreignFolder)
	}
	for _, folder := range folders {
		must(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.Contains(filepath.Ext(path), ".json") {
				return err
			}
			data, err := os.ReadFile(path)
			must(t, err)
			items, wrong, err := readAll(path, data)
			must(t, err)
			for _, m := range wrong {
				t.Logf("%v", m)
			}
			if len(wrong) == 0 && len(items) == 0 {
				t.Errorf("%s: nothing was read, and nothing is wrong", path)
			}
			again, wrong, err := readAll("again", written(t, items))
			must(t, err)
			if len(wrong) > 0 {
				t.Errorf("%s: what was written is wrong: %v", path, wrong)
			}
			if !reflect.DeepEqual(marksIn(items), marksIn(again)) {
				t.Errorf("%s:\n%+v\n%+v", path, marksIn(items), marksIn(again))
			}
			return nil
		}))
	}
}

// marksIn are the marks of items; positions are not written where there is no text.
func marksIn(items []*item) (all []Mark) {
	for _, it := range items {
		for i := range it.marks {
			all = append(all, it.marks[i].Mark)
		}
	}
	return all
}

// taken takes a file into a library that has the article of the tests, and returns what was noted there.
func taken(t *testing.T, name string, data []byte) (Report, []Mark, []review.Verdict) {
	t.Helper()
	ctx, l := context.Background(), open(t)
	a := article(t, "news.md", news)
	a.URL = "https://example.com/news"
	_, err := l.Put(ctx, []library.New{{Article: a}})
	must(t, err)
	r, err := (&Taker{Library: l}).File(ctx, name, bytes.NewReader(data))
	must(t, err)
	kept, err := l.Kept(ctx, a)
	must(t, err)
	return r, notesOf(kept.Marks), kept.Verdicts
}

// told says in short where marks are and what they say.
func told(marks []Mark) (all []string) {
	for i := range marks {
		m := &marks[i]
		where := "lost " + m.Exact
		switch {
		case m.Placed():
			where = news[m.Span.Start:m.Span.End]
		case m.Whole():
			where = "all"
		}
		all = append(all, strings.TrimSpace(strings.Join([]string{string(m.Kind), where, m.Body, m.Colour, strings.Join(m.Tags, ",")}, "|")))
	}
	slices.Sort(all)
	return all
}

func TestWebAnnotations(t *testing.T) {
	data, err := os.ReadFile("testdata/annotations.jsonld")
	must(t, err)
	r, marks, verdicts := taken(t, "annotations.jsonld", data)
	want := []string{
		"highlight|Users of Tencent||green|",
		"note|pay with micro-letter|Who says so?\n\n— mei||doubt",
		"note|lost nobody wrote these words|Nice & **short**||",
		"note|all|A page of its time.||",
	}
	slices.Sort(want)
	if got := told(marks); !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if len(verdicts) != 1 || verdicts[0].Fix != "WeChat" || verdicts[0].Span != spanOf(t, news, "micro-letter", 1) || verdicts[0].Ruling != review.Edited {
		t.Errorf("verdicts: %+v", verdicts)
	}
	if len(r.Missing) != 1 || r.Missing[0].Address != "https://example.org/elsewhere" || len(r.Lost) != 1 {
		t.Errorf("%+v", r)
	}
	if len(r.Mistakes) != 1 || r.Mistakes[0].Error() != "annotations.jsonld:36:7: the annotation has no target" {
		t.Errorf("mistakes: %v", r.Mistakes)
	}
}

func TestHypothesis(t *testing.T) {
	data, err := os.ReadFile("testdata/hypothesis.json")
	must(t, err)
	want := []string{
		"highlight|Users of Tencent||yellow|",
		"note|pay with micro-letter|They **do**.\n\nacct:bo@hypothes.is: Since 2014.||apps,payment",
		"note|all|On the page.\n\n— acct:bo@hypothes.is||read",
	}
	slices.Sort(want)
	var wrapped struct {
		Annotations json.RawMessage `json:"annotations"`
	}
	must(t, json.Unmarshal(data, &wrapped))
	rows := append(append([]byte(`{"total": 4, "rows": `), wrapped.Annotations...), '}')
	for i, form := range [][]byte{data, rows, wrapped.Annotations} {
		r, marks, _ := taken(t, "hypothesis.json", form)
		if i == 1 { // nobody says who exported it
			last := len(want) - 1
			want[last] = strings.Replace(want[last], "Since 2014.", "Since 2014.\n\n— acct:lan@hypothes.is", 1)
		}
		slices.Sort(want)
		if got := told(marks); !slices.Equal(got, want) {
			t.Errorf("%q\nwant %q", got, want)
		}
		if len(r.Mistakes)+len(r.Lost)+len(r.Missing) > 0 {
			t.Errorf("%+v", r)
		}
	}
}

// TestMarksLeaveAndComeBack writes marks in the forms of other programs and takes them into a library that has the article without them.
func TestMarksLeaveAndComeBack(t *testing.T) {
	for _, format := range []string{"w3c", "hypothesis"} {
		l := stocked(t)
		out := everything(t, l, format)
		r, marks, verdicts := taken(t, format, out)
		if len(r.Mistakes)+len(r.Missing) > 0 || len(r.Lost) != 2 {
			t.Errorf("%s: %+v\n%s", format, r, out)
		}
		a := article(t, "news.md", news)
		before, err := l.Kept(context.Background(), a)
		must(t, err)
		for i := range before.Verdicts {
			before.Verdicts[i].Rule = "" // what a rule says is ours
		}
		if format == "hypothesis" { // it has no place for the Chinese
			last := &before.Verdicts[2]
			last.ZH, last.Pinyin, last.Literal = "", "", ""
		}
		if !slices.Equal(verdicts, before.Verdicts) {
			t.Errorf("%s: %+v\nwere %+v", format, verdicts, before.Verdicts)
		}
		wanted := notesOf(before.Marks)
		if format == "hypothesis" {
			for i := range wanted {
				if wanted[i].Colour = ""; wanted[i].Kind == Highlight {
					wanted[i].Colour = "yellow"
				}
			}
		}
		if got := told(marks); !slices.Equal(got, told(wanted)) {
			t.Errorf("%s: %q\nwere %q", format, got, told(wanted))
		}
	}
}
