// Package linear is the program in plain lines, for screen readers and terminals that draw nothing: it reads commands line by line
// and answers in sentences. Nothing that was written is ever changed.
package linear

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sync"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/card"
)

// Options says what the program starts with.
type Options struct {
	config.Settings

	Articles []*articles.Article     // the shelf
	Open     *articles.Article       // opened at once; leaving it ends the program
	Engine   func() *annotate.Engine // called once, when the first article is opened; nil annotates nothing
	Trouble  func() string           // called after Engine: what is wrong with the rules, "" if nothing; nil asks nobody
	Fold     bool                    // page furniture starts folded
	Keeper   review.Keeper           // nil remembers for the session only
	Notice   string                  // said at the start: what is wrong with the settings

	// The library and the ways into it, as those of the full-screen program.
	Shelf   shelf.Shelf
	Find    func(ctx context.Context, a *articles.Article) (row shelf.Row, ok bool, err error)
	Named   bool // the articles were named; else they stand for the library while there is none
	Add     func(ctx context.Context, what string, tell func(shelf.Progress)) (shelf.Report, error)
	Refresh func(ctx context.Context, force bool, tell func(shelf.Progress)) (shelf.Report, error)
	Retry   func(ctx context.Context, all []shelf.Failure, tell func(shelf.Progress)) (shelf.Report, error)

	Lookup func(zh string) ([]card.Word, error) // finds the words of Chinese text; nil looks nothing up
	Guess  func(phrase string) []review.Source  // proposes what Chinese a phrase was made of; nil guesses nothing

	// ReadIn reads an article again in another encoding; nil is the article's own method.
	ReadIn func(ctx context.Context, a *articles.Article, charset string) (*articles.Article, error)
	// Clipboard reads what the clipboard holds; nil reads none.
	Clipboard func(ctx context.Context) (string, error)
	// Paste makes an article of a text and keeps it; nil keeps nothing.
	Paste func(ctx context.Context, text string) (*articles.Article, shelf.Report, error)
	// OpenFile and OpenPage open what links lead to: a text in a file, and a page of the web, which may be private where that is allowed. Where one is nil,
	// such links are told and not followed.
	OpenFile func(path string) (*articles.Article, error)
	OpenPage func(ctx context.Context, address string, private bool) (*articles.Article, error)

	Width, Height int  // of what is written to, in cells and lines; 0 takes the measure, and 24
	ASCII         bool // signs of the program's own are in ASCII
	Prompt        bool // somebody types: a sign says when a line is awaited

	In  io.Reader // commands, one a line
	Out io.Writer
}

// session is the state of the program.
type session struct {
	Options

	ctx    context.Context //nolint:containedctx // it ends with Run
	engine func() *annotate.Engine
	out    *bufio.Writer
	failed error // of the last write
	theme  *render.Theme
	width  int

	open     *reading            // nil on the shelf
	left     []*articles.Article // by links, to come back to
	readings map[*articles.Article]*reading
	listed   listing
	books    holdings
	troubled bool // what is wrong with the rules has been said
	ended    bool
}

// leastWidth is the narrowest that lines are broken to, in cells.
const leastWidth = 20

// Run reads commands until the last is read, one ends the program, or the context ends. The place that was reached is kept in any case.
func Run(ctx context.Context, o Options) error {
	theme, err := render.NewTheme("notty", true)
	if err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	theme.Brackets = true
	s := &session{Options: o, ctx: ctx, out: bufio.NewWriter(o.Out), theme: theme, width: o.Measure, readings: map[*articles.Article]*reading{}}
	if o.Width > 0 {
		s.width = min(s.width, o.Width)
	}
	s.width = max(s.width, leastWidth)
	if o.Engine != nil {
		s.engine = sync.OnceValue(o.Engine)
	}
	s.openLibrary()
	s.start()                    //nolint:contextcheck // the session holds it
	s.converse(lines(ctx, o.In)) //nolint:contextcheck // the same
	s.keepPlace()                //nolint:contextcheck // the same
	s.flush()
	return s.failed
}

// start says where the reader is.
func (s *session) start() {
	if s.Notice != "" {
		s.say("note: " + s.Notice)
	}
	if s.Open != nil {
		s.openArticle(s.Open)
		return
	}
	s.showShelf("")
}

// converse obeys one line after another.
func (s *session) converse(typed <-chan string) {
	for !s.ended && s.failed == nil {
		s.prompt()
		select {
		case line, more := <-typed:
			if !more {
				s.leaveLine()
				return
			}
			s.obey(line)
		case <-s.ctx.Done():
			s.leaveLine()
			return
		}
	}
}

// lines reads lines until there are no more or the context ends.
func lines(ctx context.Context, in io.Reader) <-chan string {
	typed := make(chan string)
	go func() {
		defer close(typed)
		all := bufio.NewReader(in)
		for {
			line, err := all.ReadString('\n')
			if line == "" && err != nil {
				return
			}
			select {
			case typed <- line:
			case <-ctx.Done():
				return
			}
		}
	}()
	return typed
}
