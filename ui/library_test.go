package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// TestLibrary: the shelf shows the library, section by section, and where one is empty it says what to do.
func TestLibrary(t *testing.T) {
	d, m := library(t, 100, 24, 300)
	d.want("reader · All", "300 articles", "▌● Sina Weibo", "Jul 2015 · a column · 3 fixes", "a add", "S search everything")
	d.press("tab").want("reader · Unread", "300 articles")
	d.press("]").want("reader · Begun", "0 articles", "Nothing is begun.")
	d.press("tab").want("reader · Starred", "Nothing has a star. * gives one")
	d.press("[", "shift+tab", "[", "[").want("reader · Deleted", "Nothing is deleted.")
	d.press("tab", "enter", "q").want("reader · All")
	d.press("c").want("Sections", "▌ All", "300 of 300", "A feed", "feed or folder")
	d.press("/", "starr", "enter").want("reader · Starred")
	d.press("c", "esc", "c", "g", "enter").want("reader · All")
	d.press("G").want("▌● Number 299")
	d.press("tab", "[").want("▌● Number 299") // where it was left
	if len(m.asked) > 0 {
		t.Error("it was searched in")
	}
}

// TestEmptyLibrary: without articles it says how to add some, and no key does harm.
func TestEmptyLibrary(t *testing.T) {
	d := drive(t, 60, 16, onShelf(&memoryShelf{}))
	d.want("The shelf is empty. a adds a file")
	d.press("enter", "j", "G", "space", "*", "N", "A", "D", "t", "esc", "U", "V", "s", "/", "x", "enter", "esc", "F").wantBar("everything could be brought in")
	d.press("S", "x", "enter", "esc").want("The shelf is empty")
}

// TestBroken: what the library cannot do is said, and what was shown is put right.
func TestBroken(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	m.err = errDisk
	d.press("D").wantBar("the disk is full")
	m.err = nil
	d.press("tab", "[").want("5 articles", "Sina Weibo")
	m.err = errDisk
	d.press("U").wantBar("nothing to undo")
	d.press("j").want("cannot be read: the disk is full")
	d.press("enter").wantBar("the disk is full")
	d = drive(t, 100, 24, onShelf(m))
	d.wantBar("the disk is full")
}

// TestChanges: keys change the selected article, or all that are marked, on the screen and in the library, and U takes that back.
func TestChanges(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	first := &m.entries[1] // the newest
	d.press("*").want("★ Jul 2015").wantBar("starred · U undoes")
	d.press("N").want("3 fixes · read")
	if !first.Starred || first.State != shelf.Read {
		t.Errorf("the library has %+v", first)
	}
	d.press("U").wantNot("read · ")
	d.press("*").wantNot("★")
	d.press("U", "U", "U").wantNot("★")
	if first.Starred || first.State != shelf.Unread {
		t.Errorf("after undoing everything the library has %+v", first)
	}
	d.press("A").wantBar("archived").want("4 articles", "▌● Alibaba takes on")
	d.press("U").want("5 articles", "▌● Sina Weibo")
	d.press("space", "space").want("2 marked", "✓")
	d.press("D").wantBar("2 articles: deleted").want("3 articles", "▌● Number 2")
	if m.entries[0].Deleted == 0 || m.entries[1].Deleted == 0 || m.entries[2].Deleted != 0 {
		t.Error("not the marked ones are deleted")
	}
	d.press("c", "G", "enter").want("reader · Deleted", "2 articles")
	d.press("V", "D").wantBar("put back on the shelf").want("Nothing is deleted")
	d.press("c", "g", "enter").want("reader · All", "5 articles")
	d.press("V", "*").want("★ Jul 2015", "★ Nov 2013").wantBar("5 articles: starred")
	d.press("V", "V").wantNot("✓")
	d.press("space", "esc").wantNot("✓")
	d.press("*").wantBar("star taken away")
	if m.entries[3].Starred || !m.entries[2].Starred {
		t.Error("a star that all have goes away, of the selected one alone")
	}
}

// TestUndoElsewhere: a change is undone in the section that it was made in, wherever the reader is.
func TestUndoElsewhere(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	d.press("D", "tab").want("reader · Unread", "4 articles")
	d.press("U").want("5 articles")
	if m.entries[1].Deleted != 0 {
		t.Error("it is still deleted")
	}
}

// TestUndoInArticle: what was done to an article on the shelf while it was open is undone there, in turn with what was done to its text.
func TestUndoInArticle(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	d.press("*", "enter", "h", "*").wantBar("star taken away", "U undoes")
	d.line("tag phones").wantBar("tagged phones")
	d.press("U").wantBar("undone: tagged phones")
	d.press("U").wantBar("undone: star taken away")
	if e := m.entries[1]; !e.Starred || len(e.Tags) != 0 {
		t.Errorf("it is %+v", e)
	}
	d.press("U").wantBar("undone: highlighted")
	d.press("U").wantBar("nothing to undo")
	d.press("*", "h", "U").wantBar("undone: highlighted")
	d.press("U").wantBar("undone: star taken away")
	d.press("q", "U").wantBar("undone: starred")
}

// TestTags: tags are given and taken on the command line, which completes them.
func TestTags(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	d.press("t", "phones, to read", "enter").wantBar("tagged phones, to read")
	if got := m.entries[1].Tags; !slices.Equal(got, []string{"phones", "to read"}) {
		t.Errorf("tags are %q", got)
	}
	d.press("j", ":", "tag ph", "tab", "enter")
	if got := m.entries[0].Tags; !slices.Equal(got, []string{"phones"}) {
		t.Errorf("tags are %q", got)
	}
	d.press("c").want("phones", "2 of 2", "to read")
	d.press("/", "phon", "enter").want("reader · phones", "2 articles")
	d.press("enter").line("untag phones").wantBar("no longer tagged phones")
	d.press("q", "tab", "[").want("1 article")
	d.line("tag").wantBar("which tags?")
}

// TestFilterLibrary: the filter finds titles, sites and authors.
func TestFilterLibrary(t *testing.T) {
	d, _ := library(t, 100, 24, 300)
	d.press("/", "wang wei").want("of 300 articles", "▌● Number 2 of")
	d.press("ctrl+u", "portal").want("▌● Alibaba takes on")
	d.press("ctrl+u", "number 17 of").want("▌● Number 17")
	d.press("enter", "esc").want("300 articles")
	d.press("s").want("last added first").want("▌● Number 17")
	d.press("g").want("▌● Number 299")
	d.press("s", "s", "g").want("by title", "▌● Alibaba takes on")
	d.press("s", "g").want("most fixes first")
	d.press("s").wantNot("first ·")
}

// TestLongLibrary: what is behind the first rows comes too, a hundred thousand of them, and only those on the screen are opened.
func TestLongLibrary(t *testing.T) {
	d, _ := library(t, 100, 24, 2*manyRows+firstRows+7)
	d.want("10,207 articles")
	d.press("G").want("▌● Number 10206")
	if n := len(d.stock.articles); n > mostStock {
		t.Errorf("%d articles are held", n)
	}
	for range 200 {
		d.press("pgup")
	}
	if n := len(d.stock.articles); n > mostStock {
		t.Errorf("%d articles are held", n)
	}
	d.press("V").want("10,207 marked")
}

// TestNews: what comes in is shown, and the cursor stays on its article, in its row where the list was scrolled.
func TestNews(t *testing.T) {
	d, m := library(t, 80, 24, 100)
	bring := func(title string) {
		m.put(shelf.Entry{Row: shelf.Row{Title: title, Published: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}})
		d.press("r")
	}
	d.options.Refresh = func(context.Context, bool, func(shelf.Progress)) (shelf.Report, error) {
		return shelf.Report{Added: []shelf.ID{1}}, nil
	}
	d.press("j")
	bring("First news")
	d.want("● First news", "▌● Alibaba takes on", "101 articles").wantBar("1 added")
	d.press("G", "k")
	before := d.frame()
	bring("More news")
	if got := d.frame(); strings.ReplaceAll(got, "102", "101") != strings.ReplaceAll(before, hint(d.keys.everywhere.Help), hint(d.keys.everywhere.Help)) && rowOf(got, "▌") != rowOf(before, "▌") {
		t.Errorf("the cursor moved:\n%s", got)
	}
	d.want("102 articles")
}

// rowOf is the first row of a frame with a sign in it.
func rowOf(frame, sign string) int {
	return slices.IndexFunc(strings.Split(frame, "\n"), func(row string) bool { return strings.Contains(row, sign) })
}

// TestAdd: what is brought in is reported, and so is what cannot be; that is listed with its reason, tried again and forgotten.
func TestAdd(t *testing.T) {
	d, m := library(t, 100, 24, 5)
	var added []string
	failure := shelf.Failure{ID: 7, Address: "https://example.com/x", Why: "the server says 404 Not Found", Hint: "look at the address", At: 1_700_000_000, Tries: 2}
	report := func(what string) (shelf.Report, error) {
		added = append(added, what)
		if strings.Contains(what, "example") {
			m.failed = []shelf.Failure{failure}
			return shelf.Report{Failures: m.failed}, nil
		}
		if what == "broken" {
			return shelf.Report{}, errDisk
		}
		m.put(shelf.Entry{Row: shelf.Row{Title: "News of " + what, Published: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}})
		return shelf.Report{Added: []shelf.ID{6}, Known: 3}, nil
	}
	d.options.Add = func(_ context.Context, what string, tell func(shelf.Progress)) (shelf.Report, error) {
		tell(shelf.Progress{What: what, Done: 1, All: 2})
		return report(what)
	}
	d.options.Retry = func(_ context.Context, all []shelf.Failure, _ func(shelf.Progress)) (shelf.Report, error) {
		return report(all[0].Address)
	}
	d.press("a", "~/in", "enter").wantBar("1 added · 3 known already").want("News of", "6 articles")
	d.line("add broken").wantBar("the disk is full")
	d.line("add https://example.com/x").wantBar("https://example.com/x: the server says 404 Not Found · F tells more")
	d.press("F").want("Could not be added", "▌ https://example.com/x", "404 Not Found; look at the address · tried 2 times")
	d.press("enter").wantBar("404 Not Found; look at the address")
	d.press("r").want("Could not be added")
	d.press("R").want("Could not be added")
	d.press("x").wantNot("Could not be added")
	if len(m.failed) > 0 || len(added) != 5 {
		t.Errorf("%v are left, %v was asked for", m.failed, added)
	}
}

// TestStop: what takes long says how far it is, reading goes on meanwhile, and esc or ctrl+c end it and nothing else.
func TestStop(t *testing.T) {
	for _, stop := range []string{"\x1b", "\x03"} {
		told := make(chan struct{})
		term := open(t, 100, 24, func(o *Options) {
			onShelf(stocked(t, 5))(o)
			o.Add = func(ctx context.Context, what string, tell func(shelf.Progress)) (shelf.Report, error) {
				tell(shelf.Progress{What: what, Done: 3, All: 40, Added: 2})
				<-told
				<-ctx.Done()
				return shelf.Report{Added: []shelf.ID{1, 2}, Cancelled: true}, nil
			}
		})
		term.waitFor("All")
		term.typeKeys("a/feeds\r")
		term.waitFor("esc stop · adding /feeds · 3 of 40 · 2 added")
		close(told)
		term.typeKeys("j\rn")
		term.wait("article", func(s string) bool { return !strings.Contains(s, "reader · All") })
		term.typeKeys("q")
		term.waitFor("reader · All")
		term.typeKeys(stop)
		term.waitFor("2 added · called off")
	}
}

// TestQuietly: what is looked for at the start says how far it is in the corner, and only what it has brought.
func TestQuietly(t *testing.T) {
	begun, goOn := make(chan struct{}), make(chan struct{})
	m := stocked(t, 5)
	term := open(t, 100, 24, func(o *Options) {
		onShelf(m)(o)
		o.RefreshAtStart = true
		o.Refresh = func(_ context.Context, force bool, tell func(shelf.Progress)) (shelf.Report, error) {
			if force {
				return shelf.Report{}, nil
			}
			tell(shelf.Progress{What: "feeds", Done: 3, All: 40})
			close(begun)
			<-goOn
			m.put(shelf.Entry{Row: shelf.Row{Title: "The news", Published: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}})
			return shelf.Report{Added: []shelf.ID{6}}, errDisk
		}
	})
	<-begun
	term.waitFor("looking for what is new · 3 of 40 · feeds …")
	term.waitFor("enter read")
	close(goOn)
	term.waitFor("The news")
}

// TestFirstLibrary: without a library the built-in articles stand on the shelf; the first change makes one of them.
func TestFirstLibrary(t *testing.T) {
	m := stocked(t, 2)
	made := false
	all := collection(t)
	d := drive(t, 100, 24, func(o *Options) {
		onShelf(m)(o)
		o.Articles, o.Shelf = all, &unmade{m, &made}
	})
	d.want("2 articles · 22 fixes", "▌● Alibaba takes on")
	d.press("j", "*").want("reader · All", "▌● Sina Weibo", "★")
	if !made || !m.entries[1].Starred || m.entries[0].Starred {
		t.Errorf("made is %v, the library has %+v", made, m.entries)
	}
	d.press("U").wantNot("★")
}

// unmade is a library that is made by the first change.
type unmade struct {
	*memoryShelf

	made *bool
}

func (u *unmade) Rows(ctx context.Context, f shelf.Filter, o shelf.Order, from, limit int) ([]shelf.Row, error) {
	if !*u.made {
		return nil, nil
	}
	return u.memoryShelf.Rows(ctx, f, o, from, limit)
}

func (u *unmade) Change(ctx context.Context, ids []shelf.ID, c shelf.Change) (shelf.Undo, error) {
	*u.made = true
	return u.memoryShelf.Change(ctx, ids, c)
}

// TestNamed: articles that were named stand before the library, which is a section away, and can be added to it.
func TestNamed(t *testing.T) {
	m := stocked(t, 5)
	var added []string
	d := drive(t, 100, 24, func(o *Options) {
		onShelf(m)(o)
		o.Articles, o.Named = collection(t), true
		o.Add = func(_ context.Context, what string, _ func(shelf.Progress)) (shelf.Report, error) {
			added = append(added, what)
			return shelf.Report{Added: []shelf.ID{1}}, nil
		}
	})
	d.want("2 articles · 22 fixes")
	d.press("*").wantBar("in no library")
	d.press("enter", "*").wantBar("in no library")
	d.press("a").wantBar("1 added")
	d.press("*").wantBar("starred")
	if !m.entries[0].Starred {
		t.Error("what was added gets no star")
	}
	if len(added) != 1 || !strings.HasSuffix(added[0], "laiwang.txt") {
		t.Errorf("added %q", added)
	}
	d.press("q", "tab").want("reader · All", "5 articles")
	d.press("shift+tab").want("2 articles · 22 fixes")
	d.press("c").want("▌ Named on the command line")
}

// TestNamedAndKnown: a file that was named and stands in the library already is one of its articles.
func TestNamedAndKnown(t *testing.T) {
	m := stocked(t, 5)
	d := drive(t, 100, 24, func(o *Options) {
		onShelf(m)(o)
		o.Articles, o.Named, o.Keeper = collection(t), true, &memory{kept: map[string]review.Kept{}}
		o.Find = func(context.Context, *articles.Article) (shelf.Row, bool, error) { return m.entries[0].Row, true, nil }
	})
	d.press("enter", "*").wantBar("starred")
	d.press("U").wantBar("undone: starred")
	d.line("tag phones").wantBar("tagged phones")
	if e := m.entries[0]; e.Starred || !slices.Equal(e.Tags, []string{"phones"}) {
		t.Errorf("it is %+v", e)
	}
}

// TestLeft: the section that was left is the one that the next session opens on, if something stands in it still.
func TestLeft(t *testing.T) {
	m := stocked(t, 5)
	m.entries[0].Starred = true
	var left shelf.Section
	start := func() *driver {
		return drive(t, 100, 24, func(o *Options) {
			onShelf(m)(o)
			o.Section, o.KeepSection = left, func(s shelf.Section) { left = s }
		})
	}
	d := start()
	d.press("tab", "tab", "tab", "q")
	if left.Name != "Starred" {
		t.Fatalf("left %+v", left)
	}
	start().want("reader · Starred", "1 article")
	m.entries[0].Starred = false
	start().want("reader · All", "5 articles")
}

// TestReadOnShelf: what is read in an article is seen on the shelf, and what is opened of the library is watched and kept as any article.
func TestReadOnShelf(t *testing.T) {
	d, _ := library(t, 120, 36, 5)
	d.want("1 brand, 2 terms")
	d.press("enter", "G", "q").want("3 fixes · read")
	d.press("j", "j", "enter").want("The text of Number 2")
	d.press("J").want("The text of Number 3").wantBar("4 of 5")
	d.press("*").wantBar("starred")
	d.press("q").want("★ May 2012")
}

var _ shelf.Shelf = (*memoryShelf)(nil)

// TestLateRows: rows of a section that was left again come to nothing.
func TestLateRows(t *testing.T) {
	d, _ := library(t, 100, 24, 5)
	cmd := d.openSection(shelf.Section{Name: "Starred", Filter: shelf.Filter{Starred: true}})
	d.want("Reading the library")
	d.run(d.openSection(everything))
	d.run(cmd)
	d.want("reader · All", "5 articles")
	d.send(rowsRead{load: &load{}, rows: []shelf.Row{{ID: 99, Title: "late"}}, err: errors.New("late")})
	d.wantNot("late")
	d.send(fileOpened{path: "x", article: &articles.Article{}})
}
