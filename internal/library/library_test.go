package library

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

func open(t *testing.T) *Library {
	t.Helper()
	l := At(filepath.Join(t.TempDir(), "a folder with ? and #", "library.db"))
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// text is an article with a short text of its own, which is its ID as well.
func text(id string) *articles.Article {
	return articles.Restored(articles.Meta{ID: id, Title: "Title of " + id}, articles.Text{Source: []byte("The text of " + id + ".\n"), Charset: "utf-8"})
}

var (
	place  = review.Place{Offset: 1234, Share: 0.5, Begun: true}
	ruling = []review.Verdict{
		{Span: document.Span{Start: 3, End: 9}, Ruling: review.Accepted},
		{Span: document.Span{Start: 12, End: 20}, Ruling: review.Edited, Fix: "WeChat", ZH: "微信", Pinyin: "Wēixìn", Literal: "微 micro + 信 letter"},
		{Span: document.Span{Start: 30, End: 31}, Ruling: review.Rejected},
	}
)

// ruled is the act of deciding something; back takes it back.
func ruled(all []review.Verdict) review.Act { var h review.Hand; return h.Rule(all...) }

func back(all []review.Verdict) review.Act { act := ruled(all); return act.Back() }

func TestKept(t *testing.T) {
	ctx, l := t.Context(), open(t)
	if kept, err := l.Kept(ctx, text("a")); err != nil || !reflect.DeepEqual(kept, review.Kept{}) {
		t.Errorf("of an article that nobody opened: %+v, %v", kept, err)
	}
	if _, err := os.Stat(filepath.Dir(l.Path())); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("looking made something: %v", err)
	}
	for _, err := range []error{l.Keep(ctx, text("a"), ruled(ruling[:1])), l.KeepPlace(ctx, text("a"), place), l.Keep(ctx, text("a"), ruled(ruling)), l.KeepPlace(ctx, text("b"), review.Place{Begun: true})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	want := review.Kept{Place: place, Verdicts: ruling}
	if kept, err := At(l.Path()).Kept(ctx, text("a")); err != nil || !reflect.DeepEqual(kept, want) {
		t.Errorf("another session: %+v, %v, want %+v", kept, err, want)
	}
	if err := l.Keep(ctx, text("a"), back(ruling)); err != nil {
		t.Fatal(err)
	}
	if kept, err := l.Kept(ctx, text("a")); err != nil || len(kept.Verdicts) != 0 || kept.Place != place {
		t.Errorf("all taken back: %+v, %v", kept, err)
	}
}

// Two programs at once wait for one another; nothing is lost and nothing fails.
func TestTwoPrograms(t *testing.T) {
	const each = 40
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "library.db")
	var all sync.WaitGroup
	for program := range 3 {
		all.Go(func() {
			l := At(path)
			for i := range each {
				if err := l.KeepPlace(ctx, text(fmt.Sprintf("%d-%d", program, i)), place); err != nil {
					t.Error(err)
				}
				if err := l.Keep(ctx, text("shared"), ruled(ruling[:1])); err != nil {
					t.Error(err)
				}
			}
			if err := l.Close(); err != nil { //nolint:contextcheck // to close takes none
				t.Error(err)
			}
		})
	}
	all.Wait()
	l := At(path)
	for program := range 3 {
		for i := range each {
			if kept, err := l.Kept(ctx, text(fmt.Sprintf("%d-%d", program, i))); err != nil || kept.Place != place {
				t.Fatalf("%d-%d: %+v, %v", program, i, kept, err)
			}
		}
	}
	if wrong, err := l.Check(ctx); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNewerLibrary(t *testing.T) {
	ctx, l := t.Context(), open(t)
	if err := l.KeepPlace(ctx, text("a"), place); err != nil {
		t.Fatal(err)
	}
	if _, err := l.db.ExecContext(ctx, "PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := l.Kept(ctx, text("a"))
	var newer TooNewError
	if !errors.As(err, &newer) || newer.Version != 99 || !strings.Contains(err.Error(), l.Path()) {
		t.Errorf("a library of tomorrow: %v", err)
	}
}

func TestDamagedLibrary(t *testing.T) {
	ctx, l := t.Context(), open(t)
	if err := os.MkdirAll(filepath.Dir(l.Path()), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(l.Path(), []byte(strings.Repeat("no database\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := l.KeepPlace(ctx, text("a"), place); err == nil || !strings.Contains(err.Error(), l.Path()) {
		t.Errorf("what is no library: %v", err)
	}
	if data, err := os.ReadFile(l.Path()); err != nil || !strings.HasPrefix(string(data), "no database") {
		t.Errorf("a foreign file was changed: %v", err)
	}
}

func TestBackup(t *testing.T) {
	ctx, l := t.Context(), open(t)
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := l.Backup(ctx, to); err == nil {
		t.Error("a library that is not there was copied")
	}
	if wrong, err := l.Check(ctx); err != nil || wrong != nil {
		t.Errorf("no library: %v, %v", wrong, err)
	}
	if err := l.KeepPlace(ctx, text("a"), place); err != nil {
		t.Fatal(err)
	}
	if err := l.Backup(ctx, to); err != nil {
		t.Fatal(err)
	}
	if err := l.Backup(ctx, to); err == nil {
		t.Error("a file was written over")
	}
	c := At(to)
	if kept, err := c.Kept(ctx, text("a")); err != nil || kept.Place != place {
		t.Errorf("the copy has %+v, %v", kept, err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// Each step of the way up works on a file of the version before, and leaves a copy of that.
func TestMigrate(t *testing.T) {
	ctx, l := t.Context(), open(t)
	db, err := l.open(ctx, true)
	if err != nil {
		t.Fatal(err)
	}
	all, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	if version, err := versionOf(ctx, db); err != nil || version != len(all) || version == 0 {
		t.Errorf("version %d of %d, %v", version, len(all), err)
	}
	next := slices.Concat(all, []string{"ALTER TABLE articles ADD COLUMN more TEXT"})
	if version, err := step(ctx, db, next); err != nil || version != len(next) {
		t.Fatalf("version %d, %v", version, err)
	}
	broken := slices.Concat(next, []string{"ALTER TABLE articles ADD COLUMN yet TEXT; ALTER TABLE nothing ADD COLUMN x"})
	if _, err := step(ctx, db, broken); err == nil {
		t.Error("a step that fails is taken")
	}
	if version, err := versionOf(ctx, db); err != nil || version != len(next) {
		t.Errorf("after a step that failed: version %d, %v", version, err)
	}
	if found, err := texts(ctx, db, "SELECT name FROM pragma_table_info('articles') WHERE name IN ('more', 'yet')"); err != nil || len(found) != 1 {
		t.Errorf("half of a step stayed: %v, %v", found, err)
	}
	to := l.Path() + ".old"
	for range 2 {
		if err := keepOld(ctx, db, to); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(to); err != nil {
		t.Error(err)
	}
}

// TestKilled kills a program in the middle of its work: what it was told to be kept is there.
func TestKilled(t *testing.T) {
	if path := os.Getenv("LIBRARY_TO_FILL"); path != "" {
		fill(path)
		return
	}
	path := filepath.Join(t.TempDir(), "library.db")
	program := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	program.Env = append(os.Environ(), "LIBRARY_TO_FILL="+path)
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	kept := 0
	for lines := bufio.NewScanner(out); kept < 25 && lines.Scan(); kept++ {
		if lines.Text() != strconv.Itoa(kept) {
			t.Fatal(lines.Text())
		}
	}
	if err := program.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = program.Wait() // it was killed
	l := At(path)
	for i := range kept {
		if k, err := l.Kept(t.Context(), text(strconv.Itoa(i))); err != nil || k.Place.Offset != i || len(k.Verdicts) != len(ruling) {
			t.Errorf("%d: %+v, %v", i, k, err)
		}
	}
	if wrong, err := l.Check(t.Context()); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// fill keeps one thing after the other and says so, without end.
func fill(path string) {
	ctx, l := context.Background(), At(path)
	for i := 0; ; i++ {
		if l.KeepPlace(ctx, text(strconv.Itoa(i)), review.Place{Offset: i}) != nil || l.Keep(ctx, text(strconv.Itoa(i)), ruled(ruling)) != nil {
			os.Exit(1)
		}
		fmt.Println(i)
	}
}
