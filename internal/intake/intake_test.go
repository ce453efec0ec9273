package intake

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// open makes an intake into a new library, from which the built-in articles are gone.
func open(t *testing.T) *Intake {
	t.Helper()
	l := library.At(filepath.Join(t.TempDir(), "library.db"))
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := l.Fail(t.Context(), shelf.Failure{Address: "makes the file"}); err != nil {
		t.Fatal(err)
	}
	rows, err := l.Rows(t.Context(), shelf.Filter{}, shelf.Newest, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	yes := true
	for _, r := range rows {
		if _, err := l.Change(t.Context(), []shelf.ID{r.ID}, shelf.Change{Deleted: &yes}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Succeed(t.Context(), "makes the file"); err != nil {
		t.Fatal(err)
	}
	return &Intake{
		Library: l, Engine: annotate.Builtin, Rules: func() string { return "these" }, Strictness: annotate.Balanced,
		Fetch: articles.FetchOptions{Private: true},
	}
}

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// shelved lists the titles on a part of the shelf.
func shelved(t *testing.T, i *Intake, f shelf.Filter) (all []string) {
	t.Helper()
	rows, err := i.Library.Rows(t.Context(), f, shelf.ByTitle, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		all = append(all, r.Title)
	}
	return all
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// said is a report in words; an error ends the test.
func said(t *testing.T, r shelf.Report, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return r.String()
}

const story = "The micro-letter of Tencent grows\n\nTencent said that the micro-letter has 400 million users, and that micro-letter payment is on the way.\n"

func TestAddFile(t *testing.T) {
	i, ctx := open(t), t.Context()
	path := write(t, filepath.Join(t.TempDir(), "a.txt"), story)
	r, err := i.Add(ctx, path, Options{Tags: []string{"phones"}}, nil)
	want(t, "new", said(t, r, err), "1 added")
	r, err = i.Add(ctx, path, Options{}, nil)
	want(t, "again", said(t, r, err), "1 known already")
	write(t, path, story+"\nMore.\n")
	r, err = i.Add(ctx, path, Options{}, nil)
	want(t, "edited", said(t, r, err), "1 changed")
	want(t, "title as repaired", shelved(t, i, shelf.Filter{Tag: "phones"}), []string{"WeChat of Tencent grows"})
	rows, err := i.Library.Rows(ctx, shelf.Filter{}, shelf.Newest, 0, 0)
	if err != nil || len(rows) != 1 || rows[0].Fixes < 3 {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestAddWhatIsNone(t *testing.T) {
	i, ctx, dir := open(t), t.Context(), t.TempDir()
	for _, c := range []struct{ path, why string }{
		{filepath.Join(dir, "none.txt"), "does not exist"},
		{write(t, filepath.Join(dir, "empty.txt"), " \n"), "empty"},
		{write(t, filepath.Join(dir, "binary.txt"), "\x00\x01\x02"), "not text"},
		{os.DevNull, "no file"},
	} {
		r, err := i.Add(ctx, c.path, Options{}, nil)
		if err != nil || len(r.Failures) != 1 || !strings.Contains(r.Failures[0].Why, c.why) {
			t.Errorf("%s: %+v, %v", c.path, r, err)
		}
	}
	all, err := i.Library.Failures(ctx)
	if err != nil || len(all) != 4 {
		t.Fatalf("%+v, %v", all, err)
	}
	write(t, filepath.Join(dir, "none.txt"), story)
	r, err := i.Retry(ctx, all, nil)
	want(t, "tried again", said(t, r, err), "1 added · 3 failed")
}

// A folder is followed: what is new, changed, gone and back is noticed, and a folder that is away takes nothing with it.
func TestFolder(t *testing.T) {
	i, ctx, dir := open(t), t.Context(), filepath.Join(t.TempDir(), "texts")
	write(t, filepath.Join(dir, "a.txt"), "About a\n\nA text.\n")
	b := write(t, filepath.Join(dir, "deep", "b.md"), "# About b\n\nA text.\n")
	write(t, filepath.Join(dir, ".hidden", "c.txt"), "About c\n\nA text.\n")
	write(t, filepath.Join(dir, "picture.png"), "no text")
	r, err := i.Add(ctx, dir, Options{}, nil)
	want(t, "first", said(t, r, err), "2 added")
	r, err = i.Refresh(ctx, false, nil)
	want(t, "nothing new", said(t, r, err), "2 known already")
	write(t, b, "# About b, again\n\nA text that differs.\n")
	write(t, filepath.Join(dir, "d.txt"), "About d\n\nA text.\n")
	if err := os.Remove(filepath.Join(dir, "a.txt")); err != nil {
		t.Fatal(err)
	}
	r, err = i.Refresh(ctx, false, nil)
	want(t, "one of each", said(t, r, err), "1 added · 1 changed · 1 gone")
	want(t, "on the shelf", shelved(t, i, shelf.Filter{}), []string{"About b, again", "About d"})
	if err := os.Rename(dir, dir+" away"); err != nil {
		t.Fatal(err)
	}
	r, err = i.Refresh(ctx, false, nil)
	want(t, "away", said(t, r, err), "1 failed")
	want(t, "on the shelf still", shelved(t, i, shelf.Filter{}), []string{"About b, again", "About d"})
	if err := os.Rename(dir+" away", dir); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "a.txt"), "About a\n\nA text.\n")
	r, err = i.Refresh(ctx, false, nil)
	want(t, "back", said(t, r, err), "3 known already")
	want(t, "on the shelf again", shelved(t, i, shelf.Filter{}), []string{"About a", "About b, again", "About d"})
	all, err := i.Library.Failures(ctx)
	if err != nil || len(all) > 0 {
		t.Errorf("%+v, %v", all, err)
	}
}

// A long import can be called off; what was reported is there, and the next one goes on.
func TestCalledOff(t *testing.T) {
	i, dir := open(t), filepath.Join(t.TempDir(), "texts")
	for n := range 3 * batch {
		write(t, filepath.Join(dir, fmt.Sprintf("%03d.txt", n)), fmt.Sprintf("About %d\n\nA text.\n", n))
	}
	ctx, cancel := context.WithCancel(t.Context())
	r, err := i.Add(ctx, dir, Options{}, func(p shelf.Progress) {
		if p.Done > 0 {
			cancel()
		}
	})
	if err != nil || !r.Cancelled || len(r.Added) == 0 || len(r.Added) == 3*batch {
		t.Fatalf("%d added, called off %v, %v", len(r.Added), r.Cancelled, err)
	}
	want(t, "on the shelf", len(shelved(t, i, shelf.Filter{})), len(r.Added))
	more, err := i.Refresh(t.Context(), false, nil)
	want(t, "the rest", said(t, more, err), fmt.Sprintf("%d added · %d known already", 3*batch-len(r.Added), len(r.Added)))
}

// site serves a page, a feed and what goes wrong.
func site(t *testing.T) (address string, asked *atomic.Int32) {
	t.Helper()
	asked = &atomic.Int32{}
	mux := http.NewServeMux()
	serve := func(path, kind, text string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			w.Header().Set("Content-Type", kind)
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") == `"1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, strings.ReplaceAll(text, "HOST", "http://"+r.Host))
		})
	}
	page := func(title string) string {
		return "<html><head><title>" + title + "</title><link rel=alternate type='application/rss+xml' href='/feed'></head><body><article><h1>" + title + "</h1>" +
			strings.Repeat("<p>Tencent said that the micro-letter has 400 million users, and that micro-letter payment is on the way, which is a long sentence.</p>", 6) + "</article></body></html>"
	}
	serve("/page", "text/html", page("A page"))
	serve("/one", "text/html", page("One"))
	serve("/feed", "application/rss+xml", `<rss version="2.0"><channel><title>A feed</title><link>HOST/</link>
<item><title>One</title><link>HOST/one</link><guid>1</guid><description>Only how it begins [...]</description><pubDate>Tue, 28 Jul 2015 10:00:00 GMT</pubDate></item>
<item><title>Two</title><link>HOST/two</link><guid>2</guid><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[`+
		strings.Repeat("<p>The whole of a text about micro-letter by Tencent stands in the feed itself.</p>", 9)+`]]></content:encoded></item></channel></rss>`)
	serve("/broken", "application/rss+xml", "<rss><channel><item><title>never ends")
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, asked
}

func TestPage(t *testing.T) {
	i, ctx := open(t), t.Context()
	to, _ := site(t)
	r, err := i.Add(ctx, to+"/page", Options{}, nil)
	want(t, "a page", said(t, r, err), "1 added")
	r, err = i.Add(ctx, to+"/page?utm_source=x#top", Options{}, nil)
	want(t, "the same", said(t, r, err), "1 known already")
	r, err = i.Add(ctx, to+"/none", Options{}, nil)
	want(t, "no page", said(t, r, err), "1 failed")
	if len(r.Failures) != 1 || r.Failures[0].Hint == "" || r.Failures[0].Address != to+"/none" {
		t.Errorf("%+v", r.Failures)
	}
}

// A feed is followed; its items come once, whole where their pages are, and a broken feed takes nothing with it.
func TestFeed(t *testing.T) {
	i, ctx := open(t), t.Context()
	to, asked := site(t)
	r, err := i.Add(ctx, to+"/feed", Options{Tags: []string{"news"}}, nil)
	want(t, "a feed", said(t, r, err), "2 added")
	want(t, "its articles", shelved(t, i, shelf.Filter{Tag: "news"}), []string{"One", "Two"})
	sources, err := i.Library.Sources(ctx)
	if err != nil || len(sources) != 1 || sources[0].Title != "A feed" || sources[0].ETag != `"1"` || sources[0].Checked == 0 {
		t.Fatalf("%+v, %v", sources, err)
	}
	rows, err := i.Library.Rows(ctx, shelf.Filter{Source: sources[0].ID}, shelf.ByTitle, 0, 0)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%+v, %v", rows, err)
	}
	a, err := i.Library.Open(ctx, rows[0].ID)
	if err != nil || !strings.Contains(string(a.Document.Source()), "which is a long sentence") {
		t.Errorf("the page was not fetched: %v", err)
	}
	before := asked.Load()
	r, err = i.Refresh(ctx, false, nil)
	want(t, "too early", said(t, r, err), "nothing new")
	want(t, "asked", asked.Load(), before)
	r, err = i.Refresh(ctx, true, nil)
	want(t, "nothing new", said(t, r, err), "nothing new")
	_, r, err = i.FollowFeed(ctx, to+"/broken", Options{}, nil)
	want(t, "broken", said(t, r, err), "1 failed")
	s, r, err := i.FollowFeed(ctx, to+"/page", Options{}, nil)
	want(t, "by a page that names it", said(t, r, err), "nothing new")
	want(t, "the same feed", s.ID, sources[0].ID)
	want(t, "its articles still", shelved(t, i, shelf.Filter{Tag: "news"}), []string{"One", "Two"})
}
