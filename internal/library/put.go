package library

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// New is an article to be put on the shelf, read whole.
type New struct {
	Article   *articles.Article
	Source    shelf.SourceID // the feed or folder it came from; 0 for none
	GUID      string         // what the feed calls it
	Tags      []string
	Hidden    bool // it stands on no shelf but that of its source
	Shortened bool // only the beginning came
	Seen      bool // it was opened, and is not to be on the shelf for that
}

// Outcome is what became of a New.
type Outcome struct {
	ID  shelf.ID
	How How
}

// How says whether an article was there already.
type How int

// What can become of a New.
const (
	Added   How = iota
	Known       // it was there
	Changed     // it was there with another text, which is kept as a version; what was decided was led over
)

// largestText is the longest text that the library keeps a copy of, in bytes; a longer one stays in its file.
const largestText = 16 << 20

// Put puts articles on the shelf, all or none. An article is known by the file it is in, by what its feed calls it, by its address, and by its text.
func (l *Library) Put(ctx context.Context, all []New) (outcomes []Outcome, err error) {
	outcomes = make([]Outcome, len(all))
	err = l.write(ctx, func(tx *writer) error {
		for i := range all {
			if outcomes[i], err = put(ctx, tx, &all[i]); err != nil {
				return fmt.Errorf("%s: %w", all[i].Article.Title, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

// known is an entry that may be the one that a New is.
type known struct {
	id      int64
	article string
	text    string
	path    string
	kept    bool
	deleted bool
}

func put(ctx context.Context, tx *writer, n *New) (Outcome, error) {
	is, err := find(ctx, tx, n)
	if errors.Is(err, sql.ErrNoRows) {
		id, err := insert(ctx, tx, n)
		return Outcome{shelf.ID(id), Added}, err
	}
	if err != nil {
		return Outcome{}, err
	}
	o := Outcome{shelf.ID(is.id), Known}
	if hash, _ := hashOf(n.Article); hash != is.text {
		o.How = Changed
		if is.article == n.Article.ID {
			o.How = Known // other white space
		}
		if err := replace(ctx, tx, is, n); err != nil {
			return Outcome{}, err
		}
	}
	if n.Article.Path != "" && is.path != "" { // its file is there, as it is now
		if _, err := tx.ExecContext(ctx, "UPDATE entries SET gone = 0, stamp = ?, source = coalesce(source, nullif(?, 0)) WHERE n = ?",
			stampText(n.Article.Stamp), int64(n.Source), is.id); err != nil {
			return Outcome{}, err
		}
	}
	if n.Seen || is.deleted && n.Source != 0 { // what the reader deleted does not come back by itself
		return o, nil
	}
	if !is.kept {
		o.How = Added
	}
	if _, err := tx.ExecContext(ctx, "UPDATE entries SET kept = 1, deleted = 0, added = iif(kept, added, ?) WHERE n = ? AND (kept = 0 OR deleted > 0)", time.Now().Unix(), is.id); err != nil {
		return Outcome{}, err
	}
	if n.Article.Path != "" && is.path == "" { // a copy in a file of what came from elsewhere
		if _, err := tx.ExecContext(ctx, "UPDATE entries SET path = ?, stamp = ? WHERE n = ?", absolute(n.Article.Path), stampText(n.Article.Stamp), is.id); err != nil {
			return Outcome{}, err
		}
	}
	return o, addTags(ctx, tx, is.id, n.Tags)
}

// find looks for the entry that an article is already.
func find(ctx context.Context, from asker, n *New) (is known, err error) {
	a := n.Article
	err = sql.ErrNoRows
	for _, way := range []struct {
		where string
		args  []any
		ok    bool
	}{
		{"path = ? AND path <> ''", []any{absolute(a.Path)}, a.Path != ""},
		{"source = ? AND guid = ?", []any{int64(n.Source), n.GUID}, n.Source != 0 && n.GUID != ""},
		{"address = ? AND address <> ''", []any{address.Key(a.URL)}, address.Key(a.URL) != "" && a.Path == ""},
		{"article = ?", []any{a.ID}, true},
	} {
		if !way.ok {
			continue
		}
		err = from.QueryRowContext(ctx, "SELECT n, article, text, path, kept, deleted > 0 FROM entries WHERE "+way.where+" ORDER BY deleted > 0, n LIMIT 1", way.args...).
			Scan(&is.id, &is.article, &is.text, &is.path, &is.kept, &is.deleted)
		if !errors.Is(err, sql.ErrNoRows) {
			return is, err
		}
	}
	return is, err
}

func insert(ctx context.Context, tx *writer, n *New) (int64, error) {
	a := n.Article
	hash, err := keepText(ctx, tx, a)
	if err != nil {
		return 0, err
	}
	name, err := freeName(ctx, tx, a.ID)
	if err != nil {
		return 0, err
	}
	title := document.CleanLine(a.Title)
	done, err := tx.ExecContext(ctx, `INSERT INTO entries (name, article, text, source, guid, title, original, site, author, url, address, path, stamp, mt, language, note,
		published, added, words, kept, hidden, shortened) VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		name, a.ID, hash, int64(n.Source), n.GUID, title, title, a.Site, a.Author, a.URL, address.Key(a.URL), absolute(a.Path), stampText(a.Stamp), a.MT, a.Language, a.Note,
		unixTime(a.Published), time.Now().Unix(), countWords(a.Document.Source()), !n.Seen, n.Hidden, n.Shortened)
	if err != nil {
		return 0, err
	}
	id, err := done.LastInsertId()
	if err != nil {
		return 0, err
	}
	// What was kept before the article was on the shelf.
	if _, err := tx.ExecContext(ctx, `UPDATE entries SET share = was.share, state = iif(was.share >= 1, 2, was.begun), opened = was.kept
		FROM articles AS was WHERE was.id = entries.article AND entries.n = ?`, id); err != nil {
		return 0, err
	}
	return id, addTags(ctx, tx, id, n.Tags)
}

// replace gives an entry another text and what is known of it now, and leads over what was kept of the text before.
func replace(ctx context.Context, tx *writer, is known, n *New) error {
	a := n.Article
	before, err := textOf(ctx, tx, is.text)
	if err != nil {
		return err
	}
	hash, err := keepText(ctx, tx, a)
	if err != nil {
		return err
	}
	if len(before.Source) > 0 {
		err := carry(ctx, tx, is.article, a.ID, document.Compare(before.Source, a.Document.Source()))
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO versions (entry, text, article, until) VALUES (?, ?, ?, ?)", is.id, is.text, is.article, time.Now().Unix()); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM repairs WHERE entry = ?", is.id); err != nil { // they were of the text before
		return err
	}
	title := document.CleanLine(a.Title)
	_, err = tx.ExecContext(ctx, `UPDATE entries SET article = ?, text = ?, title = ?, original = ?, site = ?, author = ?, url = ?, address = ?, stamp = ?, mt = ?, language = ?,
		published = coalesce(?, published), words = ?, shortened = ?, indexed = '' WHERE n = ?`,
		a.ID, hash, title, title, a.Site, a.Author, a.URL, address.Key(a.URL), stampText(a.Stamp), a.MT, a.Language, unixTime(a.Published), countWords(a.Document.Source()), n.Shortened, is.id)
	return err
}

// freeName makes a name of an article's ID that no entry has.
func freeName(ctx context.Context, tx *writer, id string) (string, error) {
	for name, i := id, 2; ; i++ {
		var taken bool
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM entries WHERE name = ?)", name).Scan(&taken); err != nil || !taken {
			return name, err
		}
		name = id + "-" + strconv.Itoa(i)
	}
}

func addTags(ctx context.Context, tx *writer, id int64, tags []string) error {
	for _, tag := range tags {
		if tag = document.CleanLine(strings.TrimSpace(tag)); tag == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO tags (entry, tag) VALUES (?, ?)", id, tag); err != nil {
			return err
		}
	}
	return nil
}

// hashOf names the bytes of an article's text, and says whether the library keeps them.
func hashOf(a *articles.Article) (hash string, kept bool) {
	source := a.Document.Source()
	sum := sha256.Sum256(source)
	return hex.EncodeToString(sum[:16]), len(source) <= largestText || a.Path == ""
}

func absolute(path string) string {
	if path == "" {
		return ""
	}
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return filepath.Clean(path)
}

func stampText(s articles.Stamp) string {
	if s == (articles.Stamp{}) {
		return ""
	}
	return strconv.FormatInt(s.Size, 10) + " " + strconv.FormatInt(s.Modified, 10)
}

// unixTime is a time as the file has it; nil for none.
func unixTime(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}

// countWords counts the words of a text between white space, and the characters of Chinese.
func countWords(source []byte) int {
	n, inside := 0, false
	for _, r := range string(source) {
		switch {
		case unicode.Is(unicode.Han, r):
			n, inside = n+1, false
		case r <= ' ' || !document.Ink(r):
			inside = false
		case !inside:
			n, inside = n+1, true
		}
	}
	return n
}
