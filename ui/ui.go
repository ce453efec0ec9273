// Package ui is the program on the terminal: it routes messages, keeps the focus and waits on the world.
package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
	"github.com/seed-0d8bf4ce/reader/ui/screen"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// Options says what the program starts with. With the default settings and nothing else it shows an empty shelf.
type Options struct {
	config.Settings

	Articles []*articles.Article     // the shelf
	Open     *articles.Article       // opened at once; leaving it ends the program
	Engine   func() *annotate.Engine // called in a command, again after the rules were changed (Enact); nil annotates nothing
	Trouble  func() string           // called after Engine, in a command: what is wrong with the rules, "" if nothing; nil asks nobody
	Rest     func()                  // called in a command when an article has been annotated: what that took can be given back; may be nil
	Fold     bool                    // page furniture starts folded
	Keeper   review.Keeper           // nil remembers for the session only

	// Shelf is the reader's library. It is asked in commands, save for the first rows of the shelf, which the first frame has to show. Nil has none.
	Shelf shelf.Shelf
	// Find tells the row of an article from elsewhere in that library; ok is false where it has none. It is called in a command; nil knows of none.
	Find func(ctx context.Context, a *articles.Article) (row shelf.Row, ok bool, err error)
	// Named says that the articles were named by the user: they are shown first, whatever is in the library. Else they stand for it while
	// there is none.
	Named bool
	// Add brings something into the library: a file, a folder, the address of a page or of a feed. What was reported is kept. It is called in a
	// command; nil adds nothing.
	Add func(ctx context.Context, what string, tell func(shelf.Progress)) (shelf.Report, error)
	// Refresh looks for what is new in folders and feeds; with force also in feeds whose time has not come. It is called in a command; nil
	// looks for nothing.
	Refresh func(ctx context.Context, force bool, tell func(shelf.Progress)) (shelf.Report, error)
	// Retry tries again what could not be brought in. It is called in a command; nil tries nothing.
	Retry func(ctx context.Context, all []shelf.Failure, tell func(shelf.Progress)) (shelf.Report, error)

	// Section is the part of the library that the shelf opens on; all of it where its name is "", or where nothing stands there any more.
	// KeepSection is told, in a command, which one the reader left; nil is not.
	Section     shelf.Section
	KeepSection func(shelf.Section)

	Notice string // said at the start: what is wrong with the settings
	// Notes lists highlights and notes in all articles, those changed last first; a limit of 0 is none. It is called in a command; nil knows of none.
	Notes func(ctx context.Context, query string, limit int) ([]review.Noted, error)
	// Standing is how often the reader has accepted and rejected what a rule proposed. It is called in a command; nil knows nothing of that.
	Standing func(ctx context.Context, rule string) (accepted, rejected int, err error)
	// Foresee finds out what a ruling that goes beyond the article would do, before it is kept; nil has it kept unseen.
	Foresee func(ctx context.Context, w Wide) (Outlook, error)
	// Enact keeps such a ruling, says what was done and how it is taken back. After it, and after what takes it back, Engine is called again. Both
	// are called in commands; without Enact rulings go no further than the article.
	Enact func(ctx context.Context, w Wide) (text string, undo func(context.Context) error, err error)
	// Watch waits until the settings have changed, or the context has ended, and returns them, with what is to be said of them. With an
	// error the old ones stay. It is called in a command, again and again; nil watches nothing.
	Watch func(context.Context) (settings config.Settings, notice string, err error)
	// Read opens the article in a file, in a command; nil is articles.Open.
	Read func(path string) (*articles.Article, error)
	// WatchFile waits until a file is another than when it was seen, and has rested for a moment, or until the context has ended, which is
	// an error. It is called in a command, again and again; nil watches nothing.
	WatchFile func(ctx context.Context, path string, seen articles.Stamp) error

	// Lookup finds the words of Chinese text. It may wait on the world and is called in a command; nil looks nothing up.
	Lookup func(zh string) ([]card.Word, error)
	// Guess proposes what Chinese a phrase was made of, the likeliest first. It is called in a command; nil guesses nothing.
	Guess func(phrase string) []review.Source

	// OpenFile opens a text that a link of an article leads to. It is called in a command; nil opens none.
	OpenFile func(path string) (*articles.Article, error)
	// OpenPage opens a page of the web as an article, by an address of http or https, which may be private where that is allowed. It is called in a
	// command; nil leaves pages to the browser.
	OpenPage func(ctx context.Context, address string, private bool) (*articles.Article, error)
	// ReadIn reads an article again in another encoding. It is called in a command; nil is the article's own method.
	ReadIn func(ctx context.Context, a *articles.Article, charset string) (*articles.Article, error)
	// Clipboard reads what the clipboard holds where the terminal does not tell it. It is called in a command; nil reads none.
	Clipboard func(ctx context.Context) (string, error)
	// Paste makes an article of a text and puts it into the library; the report says whether it was there. It is called in a command; nil keeps nothing.
	Paste func(ctx context.Context, text string) (*articles.Article, shelf.Report, error)
	// Browser readies the command that opens an address of http, https or mailto, or says ErrNoBrowser. It is called in a command; nil has none.
	Browser func(address string) (Browser, error)

	Smulx         bool // the terminal's description knows curly underlines
	Width, Height int  // of a terminal that cannot tell its size; 0 asks it

	In  io.Reader // nil is the terminal
	Out io.Writer // nil is the terminal
	Env []string  // nil is the environment of the process
	Now func() time.Time
}

// Model is the state of the program: a few facts that do not depend on one another.
type Model struct {
	options Options
	keys    keymaps
	engine  func() *annotate.Engine
	now     func() time.Time
	ctx     context.Context //nolint:containedctx // commands take it by value; it ends with Run

	width, height int
	leaving       bool // the program is about to end
	theme         *theme.Theme
	terminal      render.Terminal // what it shows, as far as it has told
	look          look            // what the theme was made of
	mode          render.Mode
	fold          bool
	mouse         bool
	press         press
	pen           review.Colour // of the last highlight
	putting       string        // the ID of the mark that is to be put somewhere
	ascii         bool          // signs of the program's own are in ASCII

	list     *list.List
	pager    *pager.Pager // nil while the shelf has the focus
	open     *articles.Article
	overlays []overlay // the last is on top and gets the keys
	notice   notice

	readings map[*articles.Article]*reading
	inFlight map[*articles.Article]bool // being annotated
	rules    int                        // how often they were changed
	query    string                     // being searched for

	keeping   *keeping      // what the Keeper is to be told
	where     where         // in the library
	stock     stock         // of it
	undos     []*alteration // of its rows, the last one last
	tasks     []*task       // what is being brought in
	refreshed bool          // what is new was looked for

	saved      config.Settings // as the file has them; what holds may have been set since
	typedLines history         // on the command line
	searches   history
	sought     history // in everything

	first      tea.Cmd                      // what the article wants that was opened at once
	firstLoad  tea.Cmd                      // what the shelf wants behind its first rows
	wanted     string                       // the ID of a mark to be shown in the article that was opened for it
	hit        hit                          // to be shown in an article that was opened for it
	foundBy    *finding                     // the search that leaving the article leads back to, nil for the shelf
	toOpen     *articles.Article            // to be opened when its head has been read
	wantedFile string                       // to be opened when it has been read
	held       []tea.KeyPressMsg            // typed before what they are meant for was there
	unanswered int                          // questions whose answers the next keys are meant for
	glancing   bool                         // at files of the shelf
	glancedTo  int                          // so many articles of the shelf have been looked at
	arrived    *fileRead                    // to be shown when nothing stands over the text
	unwatch    context.CancelFunc           // ends the wait for the open article's file
	visits     visits                       // articles left by links
	linked     map[string]*articles.Article // opened by links, by path
	fetch      *fetch                       // a page on its way, nil for none
	pasting    *pasting                     // the clipboard on its way, nil for none
	turn       int                          // of the links that were followed: the last one counts
	warned     bool                         // of what stands between the program and the clipboard
	troubled   bool                         // what is wrong with the rules has been said
}

// notice is a sentence that stands in the bar until the next key.
type notice struct {
	text  string
	wrong bool
}

// New makes the program's state. The context ends its commands.
func New(ctx context.Context, o Options) (*Model, error) {
	if o.Env == nil {
		o.Env = os.Environ()
	}
	o.Articles = slices.Clone(o.Articles) // it changes when files do
	terminal := theme.Terminal(o.Env, o.Smulx)
	t, err := theme.New(o.Theme, o.Style, terminal)
	if t == nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	m := &Model{
		options: o, keys: newKeymaps(o.Keys), now: o.Now, ctx: ctx, theme: t, terminal: terminal, look: look{o.Theme, o.Style}, mode: o.Mode, fold: o.Fold,
		width: 80, height: 24, // until the terminal tells
		mouse: o.Mouse, ascii: o.Signs.ASCII(theme.OnlyASCII(o.Env)), notice: notice{text: document.CleanLine(o.Notice), wrong: true},
		saved: o.Settings, unwatch: func() {}, keeping: &keeping{}, pen: review.Colours[0],
		readings: map[*articles.Article]*reading{}, inFlight: map[*articles.Article]bool{},
		linked: map[string]*articles.Article{}, stock: newStock(),
	}
	if m.ascii {
		m.keys.spellOut()
	}
	if m.now == nil {
		m.now = time.Now
	}
	if o.Engine != nil {
		m.engine = sync.OnceValue(o.Engine)
	}
	m.list = list.New(nil, m.listLook())
	m.list.Replace(m.namedRows())
	m.list.SetKeys(m.keys.shelf)
	m.list.Allow(list.Powers{Library: o.Shelf != nil, Add: o.Add != nil, Refresh: o.Refresh != nil})
	m.resize(m.width, m.height)
	if o.Open != nil {
		m.first = m.openArticle(o.Open) //nolint:contextcheck // the model holds it
	} else {
		m.openLibrary() //nolint:contextcheck // the model holds it
	}
	return m, nil
}

// Run shows the program until the reader leaves it.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p, err := start(ctx, o)
	if err != nil {
		return err
	}
	return p.run()
}

// running is a program that can be run once.
type running struct {
	*tea.Program

	program *program
}

// ErrPanic is in the error of Run where the program itself is at fault; the terminal is as it was, and where it happened stands on it.
var ErrPanic = tea.ErrProgramPanic

// run shows the program until it ends, and gives the terminal back. A terminal that is closed ends it, too.
func (r running) run() error {
	hangUp := make(chan os.Signal, 1)
	signal.Notify(hangUp, syscall.SIGHUP)
	ended := make(chan struct{})
	go func() {
		select {
		case <-hangUp:
			r.Quit()
		case <-ended:
		}
	}()
	_, err := r.Run()
	close(ended)
	signal.Stop(hangUp)
	if shut := r.program.screen.Close(); err == nil {
		err = shut
	}
	if failed, ok := r.program.keeping.now().(keepingFailed); ok && err == nil { // what was still on its way
		err = failed.err
	}
	if r.program.broken != nil {
		err = r.program.broken
	}
	if err != nil && !errors.Is(err, tea.ErrInterrupted) {
		return fmt.Errorf("run: %w", err)
	}
	return nil
}

// profile says that a terminal has no colours where the environment does.
func profile(env []string) []tea.ProgramOption {
	if colours := theme.Terminal(env, false).Colours; colours == colorprofile.ASCII {
		return []tea.ProgramOption{tea.WithColorProfile(colours)}
	}
	return nil
}

// start makes the Bubble Tea program.
func start(ctx context.Context, o Options, more ...tea.ProgramOption) (running, error) {
	m, err := New(ctx, o)
	if err != nil {
		return running{}, err
	}
	if o.Out == nil {
		o.Out = os.Stdout
	}
	p := &program{Model: m, canvas: lipgloss.NewCanvas(m.width, m.height), screen: screen.New(o.Out)}
	options := append([]tea.ProgramOption{
		tea.WithContext(ctx), tea.WithFPS(modeRate), tea.WithFilter(p.filter), tea.WithOutput(p.screen.Output()),
	}, profile(m.options.Env)...)
	options = append(options, more...)
	if o.Width > 0 && o.Height > 0 {
		options = append(options, tea.WithWindowSize(o.Width, o.Height))
	}
	if o.In != nil {
		options = append(options, tea.WithInput(o.In))
	}
	if o.Env != nil {
		options = append(options, tea.WithEnvironment(o.Env))
	}
	return running{tea.NewProgram(p, options...), p}, nil
}
