package library

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

var update = flag.Bool("update", false, "write the file of the present version anew")

// The files in testdata are libraries as each version of the program has left them.
func golden(version int) string {
	return filepath.Join("testdata", "version"+strconv.Itoa(version)+".db.gz")
}

// TestGolden makes the file of the present version. Those of earlier ones never change.
func TestGolden(t *testing.T) {
	all, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	path := golden(len(all))
	if !*update {
		if _, err := os.Stat(path); err != nil {
			t.Fatalf("%v: go test -update writes it", err)
		}
		return
	}
	ctx, l := t.Context(), bookcase(t)
	for _, err := range []error{
		l.KeepPlace(ctx, text("a"), place), l.Keep(ctx, text("a"), ruled(ruling)), l.KeepSearch(ctx, "of mine", "weixin"),
		l.Fail(ctx, shelf.Failure{Address: "https://news.example/404", Why: "there is no such page"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := l.Backup(ctx, to); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := gzip.NewWriterLevel(file, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	_, err = packed.Write(data)
	if err := errors.Join(err, packed.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
}

// unpacked puts a copy of the library of a version into a folder of its own.
func unpacked(t *testing.T, version int) string {
	t.Helper()
	file, err := os.Open(golden(version))
	if err != nil {
		t.Fatal(err)
	}
	packed, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(packed)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "library.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Whatever version wrote a library, this one has all that was in it and the tables of a new one, and leaves a copy of how it was.
func TestEveryVersion(t *testing.T) {
	all, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	for version := 1; version <= len(all); version++ {
		if version == 2 { // it was never on any disk but ours
			continue
		}
		t.Run(strconv.Itoa(version), func(t *testing.T) {
			ctx, path := t.Context(), unpacked(t, version)
			l, fresh := At(path), open(t)
			if kept, err := l.Kept(ctx, text("a")); err != nil || kept.Place != place || !reflect.DeepEqual(kept.Verdicts, ruling) {
				t.Errorf("%+v, %v", kept, err)
			}
			if version > 1 {
				for query, want := range map[string]int{"weixin tag:phones": 1, "payment": 3, "is:archived": 1, "feed:krypton": 1} {
					if hits, err := l.Search(ctx, query, 0); err != nil || len(hits) < want {
						t.Errorf("%s: %d hits, %v", query, len(hits), err)
					}
				}
			}
			if err := fresh.Make(ctx); err != nil {
				t.Fatal(err)
			}
			const schema = "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name"
			is, err := texts(ctx, l.db, schema)
			if err != nil {
				t.Fatal(err)
			}
			if want, err := texts(ctx, fresh.db, schema); err != nil || !slices.Equal(is, want) {
				t.Errorf("its tables are\n%s\n%v, those of a new one\n%s", strings.Join(is, "\n"), err, strings.Join(want, "\n"))
			}
			shelve(t, l, shelved{meta: articles.Meta{ID: "new", Title: "New"}, text: "The micro-letter."})
			if hits, err := l.Search(ctx, "title:new wechat", 0); err != nil || len(hits) != 1 {
				t.Errorf("what is added is not found: %v, %v", hits, err)
			}
			if wrong, err := l.Check(ctx); err != nil || len(wrong) > 0 {
				t.Errorf("%v, %v", wrong, err)
			}
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			old := fmt.Sprintf("%s.v%d", path, version)
			if _, err := os.Stat(old); (err == nil) != (version < len(all)) {
				t.Errorf("a copy of version %d: %v", version, err)
			}
		})
	}
}

// The steps of importing, for programs that do nothing else.
const (
	fillEnv  = "LIBRARY_TO_IMPORT_INTO" // the file
	fillFrom = "LIBRARY_IMPORT_FROM"    // the number of the first article
	perBatch = 7
)

// imported imports batch after batch without end, and says of each when it is on the disk.
func imported(path string, from int) {
	ctx, l, p := context.Background(), At(path), newPress()
	for ; ; from += perBatch {
		var all []New
		var index []Indexed
		for n := range perBatch {
			w := p.article(from + n)
			w.Source = 0
			all, index = append(all, w.New), append(index, w.Indexed)
		}
		outcomes, err := l.Put(ctx, all)
		if err == nil {
			fmt.Println("put", from)
			for i := range outcomes {
				index[i].ID = outcomes[i].ID
			}
			err = l.Index(ctx, "rules", index)
		}
		if err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
		fmt.Println("indexed", from)
	}
}

// importing starts a program that imports from the n-th article on.
func importing(t *testing.T, path string, from int) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	program := exec.Command(os.Args[0], "-test.run=^TestImportKilled$")
	program.Env = append(os.Environ(), fillEnv+"="+path, fillFrom+"="+strconv.Itoa(from))
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	return program, bufio.NewScanner(out)
}

// acknowledged reads what an import says until it has said so much, kills it, and returns which batches were put and indexed.
func acknowledged(t *testing.T, program *exec.Cmd, out *bufio.Scanner, lines int) (put, indexed []int) {
	t.Helper()
	for n := 0; out.Scan(); n++ {
		what, number, _ := strings.Cut(out.Text(), " ")
		from, err := strconv.Atoi(number)
		switch {
		case err != nil:
			t.Fatal(out.Text())
		case what == "put":
			put = append(put, from)
		default:
			indexed = append(indexed, from)
		}
		if n == lines {
			if err := program.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = program.Wait() // it was killed
	return put, indexed
}

// checkImport sees whether all that was acknowledged is there.
func checkImport(t *testing.T, l *Library, put, indexed []int) {
	t.Helper()
	ctx, p := t.Context(), newPress()
	for _, from := range put {
		for n := range perBatch {
			if e, err := l.Named(ctx, p.article(from+n).New.Article.ID); err != nil {
				t.Errorf("article %d: %v", from+n, err)
			} else if e.Fixes < 0 && slices.Contains(indexed, from) {
				t.Errorf("article %d is not in the index", from+n)
			}
		}
	}
	if wrong, err := l.Check(ctx); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
	if hits, err := l.Search(ctx, "the", 0); err != nil || len(hits) < len(indexed)*perBatch {
		t.Errorf("%d are found, %v, %d batches were indexed", len(hits), err, len(indexed))
	}
}

// TestImportKilled kills imports in their middle, one after the other: what they said to be on the disk is there.
func TestImportKilled(t *testing.T) {
	if path := os.Getenv(fillEnv); path != "" {
		from, _ := strconv.Atoi(os.Getenv(fillFrom))
		imported(path, from)
		return
	}
	path := filepath.Join(t.TempDir(), "library.db")
	var put, indexed []int
	for round, lines := range []int{0, 3, 8, 13} {
		program, out := importing(t, path, round*10_000)
		p, i := acknowledged(t, program, out, lines)
		put, indexed = append(put, p...), append(indexed, i...)
		l := At(path)
		checkImport(t, l, put, indexed)
		if round%2 == 0 { // the next one finds what this one leaves, with or without a log
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
		}
		t.Cleanup(func() { _ = l.Close() })
	}
}

// TestTwoImports has two programs import at once, and this one keep places and search beside them.
func TestTwoImports(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	ctx, l := t.Context(), At(path)
	t.Cleanup(func() { _ = l.Close() })
	one, outOfOne := importing(t, path, 10_000)
	two, outOfTwo := importing(t, path, 20_000)
	type said struct{ put, indexed []int }
	done := make(chan said)
	for program, out := range map[*exec.Cmd]*bufio.Scanner{one: outOfOne, two: outOfTwo} {
		go func() {
			put, indexed := acknowledged(t, program, out, 20)
			done <- said{put, indexed}
		}()
	}
	var all said
	places := 0
	for running := 2; running > 0; {
		select {
		case s := <-done:
			all.put, all.indexed = append(all.put, s.put...), append(all.indexed, s.indexed...)
			running--
		default:
			if err := l.KeepPlace(ctx, text(strconv.Itoa(places)), review.Place{Offset: places, Begun: true}); err != nil {
				t.Fatal(err)
			}
			places++
			if _, err := l.Search(ctx, "the company", 10); err != nil {
				t.Fatal(err)
			}
			if _, err := l.Sections(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(all.put) < 20 {
		t.Errorf("%d batches were put", len(all.put))
	}
	for i := range places {
		if kept, err := l.Kept(ctx, text(strconv.Itoa(i))); err != nil || kept.Place.Offset != i {
			t.Errorf("place %d: %+v, %v", i, kept, err)
		}
	}
	checkImport(t, l, all.put, all.indexed)
}

// A full disk is said to be full; what was there is there, and when there is room again things go on.
func TestFullDisk(t *testing.T) {
	ctx, l, p := t.Context(), open(t), newPress()
	if err := l.Make(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := l.db.ExecContext(ctx, "PRAGMA max_page_count = 200"); err != nil {
		t.Fatal(err)
	}
	kept := 0
	var failed error
	for ; failed == nil && kept < 1000; kept++ {
		w := p.article(kept)
		w.Source = 0
		var outcomes []Outcome
		if outcomes, failed = l.Put(ctx, []New{w.New}); failed == nil {
			w.ID = outcomes[0].ID
			failed = l.Index(ctx, "rules", []Indexed{w.Indexed})
		}
	}
	if failed == nil || !strings.Contains(failed.Error(), "no room left on the disk") || !strings.Contains(failed.Error(), l.Path()) {
		t.Fatalf("after %d articles: %v", kept, failed)
	}
	if err := l.Backup(ctx, filepath.Join(t.TempDir(), "no", "such", "folder", "copy.db")); err == nil {
		t.Error("a copy in no folder")
	}
	if wrong, err := l.Check(ctx); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
	for n := range kept - 1 {
		if _, err := l.Named(ctx, p.article(n).New.Article.ID); err != nil {
			t.Errorf("article %d: %v", n, err)
		}
	}
	if _, err := l.db.ExecContext(ctx, "PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	add(t, l, New{Article: text("there is room again")})
}

// Check tells what is wrong with the index and with what is counted; a copy has both.
func TestCheckIndex(t *testing.T) {
	ctx, l := t.Context(), bookcase(t)
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := l.Backup(ctx, to); err != nil {
		t.Fatal(err)
	}
	for what, damage := range map[string]string{
		"counted wrongly": "UPDATE sections SET unread = unread + 1 WHERE kind = 0",
		"index has lost":  "DELETE FROM found WHERE rowid = (SELECT n FROM entries WHERE name = 'letter')",
		"corruption":      "DELETE FROM found_data WHERE id = (SELECT max(id) FROM found_data)",
		"not there":       "INSERT INTO found (rowid, fixed) VALUES (12345, 'of nothing')",
	} {
		c := At(filepath.Join(t.TempDir(), "damaged.db"))
		data, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(c.Path(), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if wrong, err := c.Check(ctx); err != nil || len(wrong) > 0 {
			t.Fatalf("the copy: %v, %v", wrong, err)
		}
		if hits, err := c.Search(ctx, "weixin", 0); err != nil || len(hits) != 1 {
			t.Errorf("in the copy: %v, %v", hits, err)
		}
		if _, err := c.db.ExecContext(ctx, damage); err != nil {
			t.Fatal(err)
		}
		if wrong, err := c.Check(ctx); err != nil || !strings.Contains(strings.Join(wrong, "\n"), what) {
			t.Errorf("%s: %q, %v", damage, wrong, err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Of a log that was cut off or damaged, as by a power cut, what was committed first is there, and nothing in parts.
func TestTornLog(t *testing.T) {
	ctx, l, p := t.Context(), open(t), newPress()
	const puts = 12
	for n := range puts {
		w := p.article(n)
		w.Source = 0
		id := add(t, l, w.New)[0]
		w.ID = id
		if err := l.Index(ctx, "rules", []Indexed{w.Indexed}); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(l.Path())
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(l.Path() + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	random, some := rand.New(rand.NewPCG(3, 4)), 0
	for range 25 {
		torn, at := slices.Clone(log), random.IntN(len(log))
		if random.IntN(2) == 0 {
			torn = torn[:at]
		} else {
			torn[at] ^= 1 << random.IntN(8)
		}
		c := At(filepath.Join(t.TempDir(), "library.db"))
		if err := errors.Join(os.WriteFile(c.Path(), file, 0o600), os.WriteFile(c.Path()+"-wal", torn, 0o600)); err != nil {
			t.Fatal(err)
		}
		if wrong, err := c.Check(ctx); err != nil || len(wrong) > 0 {
			t.Errorf("at %d: %v, %v", at, wrong, err)
		}
		there, gap := 0, false
		for n := range puts {
			_, err := c.Named(ctx, p.article(n).New.Article.ID)
			if err == nil && gap {
				t.Errorf("at %d: article %d is there, one before it is not", at, n)
			}
			if gap = gap || err != nil; err == nil {
				there++
			}
		}
		if there > 0 && there < puts {
			some++
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	if some == 0 {
		t.Error("nothing was ever torn")
	}
}
