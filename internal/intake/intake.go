// Package intake brings articles from files, folders, pages and feeds into a library, and has them found as repaired.
package intake

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Intake is a way into a library. Its fields do not change once it is used; its methods may be called at the same time.
type Intake struct {
	Library    *library.Library
	Engine     func() *annotate.Engine // of the rules that hold; called when it is needed
	Rules      func() string           // names the rules that hold: another name has everything indexed anew
	Strictness annotate.Strictness
	Charset    string // of files and pages, "" to guess
	Fetch      articles.FetchOptions
}

// Tell is told how far a task has come, often, and returns at once. It may be nil, and be called at the same time.
type Tell func(shelf.Progress)

func (tell Tell) at(p shelf.Progress) {
	if tell != nil {
		tell(p)
	}
}

// Options say how an article is put on the shelf.
type Options struct {
	Tags []string
}

// Add brings in what is named: a file, a folder or a feed, which are followed from then on, or the page at an address. What cannot be
// brought in stands in the report and is remembered; the error is of the library, or of a context that has ended. What was reported is on the disk.
func (i *Intake) Add(ctx context.Context, what string, o Options, tell Tell) (shelf.Report, error) {
	r, err := i.bring(ctx, what, o, tell)
	if err != nil {
		return r, err
	}
	return r, i.Index(ctx, tell)
}

func (i *Intake) bring(ctx context.Context, what string, o Options, tell Tell) (shelf.Report, error) {
	if IsAddress(what) {
		return i.addPage(ctx, what, o, tell)
	}
	info, err := os.Stat(what)
	switch {
	case err == nil && info.IsDir():
		return i.addFolder(ctx, what, o, tell)
	case err == nil && !info.Mode().IsRegular():
		err = errors.New("it is no file with a text in it")
	case err == nil:
		var a *articles.Article
		if a, err = articles.OpenAs(what, i.Charset); err == nil {
			return i.put(ctx, library.New{Article: a, Tags: o.Tags})
		}
	}
	return i.failed(ctx, what, err)
}

// AddArticle puts an article on the shelf that was read already.
func (i *Intake) AddArticle(ctx context.Context, a *articles.Article, o Options) (shelf.Report, error) {
	r, err := i.put(ctx, library.New{Article: a, Tags: o.Tags})
	if err != nil {
		return r, err
	}
	return r, i.Index(ctx, nil)
}

// IsAddress reports whether what somebody named is an address of the web. No file is called so.
func IsAddress(what string) bool {
	scheme, _, found := strings.Cut(what, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// addPage fetches a page.
func (i *Intake) addPage(ctx context.Context, to string, o Options, tell Tell) (shelf.Report, error) {
	tell.at(shelf.Progress{What: document.CleanLine(to), All: 1})
	fetch := i.Fetch
	fetch.Charset = i.Charset
	a, err := articles.Fetch(ctx, to, fetch)
	if errors.Is(err, articles.ErrKind) || err == nil && looksLikeFeed(a) {
		_, r, following := i.follow(ctx, to, o, tell)
		return r, following
	}
	if err != nil {
		return i.failed(ctx, to, err)
	}
	return i.put(ctx, library.New{Article: a, Tags: o.Tags})
}

// put puts one article on the shelf.
func (i *Intake) put(ctx context.Context, n library.New) (shelf.Report, error) {
	outcomes, err := i.Library.Put(ctx, []library.New{n})
	if err != nil {
		return shelf.Report{}, err
	}
	var r shelf.Report
	count(&r, outcomes)
	return r, i.Library.Succeed(ctx, origin(n.Article))
}

// origin is what an article is called where it failed before.
func origin(a *articles.Article) string {
	if a.Path != "" {
		return a.Path
	}
	return a.URL
}

func count(r *shelf.Report, outcomes []library.Outcome) {
	for _, o := range outcomes {
		switch o.How {
		case library.Added:
			r.Added = append(r.Added, o.ID)
		case library.Changed:
			r.Changed++
		case library.Known:
			r.Known++
		}
	}
}

// failed remembers what could not be brought in. What the user called off did not fail.
func (i *Intake) failed(ctx context.Context, what string, err error) (shelf.Report, error) {
	if ctx.Err() != nil {
		return shelf.Report{Cancelled: true}, nil //nolint:nilerr // to be called off is no failure
	}
	f := failure(what, err)
	return shelf.Report{Failures: []shelf.Failure{f}}, i.Library.Fail(ctx, f)
}

func failure(what string, err error) shelf.Failure {
	f := shelf.Failure{Address: what, Why: articles.Reason(err).Error(), At: time.Now().Unix(), Tries: 1}
	if e := (*articles.FetchError)(nil); errors.As(err, &e) {
		f.Why, f.Hint = e.Why, e.Hint
	}
	f.Why, f.Hint = document.CleanLine(f.Why), document.CleanLine(f.Hint)
	return f
}

// add adds what another task came to.
func add(r *shelf.Report, more shelf.Report) {
	r.Added = append(r.Added, more.Added...)
	r.Known, r.Changed, r.Gone = r.Known+more.Known, r.Changed+more.Changed, r.Gone+more.Gone
	r.Failures = append(r.Failures, more.Failures...)
	r.Cancelled = r.Cancelled || more.Cancelled
}
