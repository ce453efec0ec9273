// Package ui is the program on the terminal: it routes messages, keeps the focus and waits on the world.
package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// fps is how often the screen is written at most: twice for each frame of a usual screen, so that a key is never late
// for the next one. A program that changes nothing writes nothing.
const fps = 120

// Options says what the program starts with. With the default settings and nothing else it shows an empty shelf.
type Options struct {
	config.Settings

	Articles []*articles.Article     // the shelf
	Open     *articles.Article       // opened at once; leaving it ends the program
	Engine   func() *annotate.Engine // called in a command, once; nil annotates nothing
	Trouble  func() string           // called after Engine, in a command: what is wrong with the rules, "" if nothing; nil asks nobody
	Fold     bool                    // page furniture starts folded
	Keeper   Keeper                  // nil remembers for the session only
	Notice   string                  // said at the start: what is wrong with the settings
	// Watch waits until the settings have changed, or the context has ended, and returns them, with what is to be said of them. With an
	// error the old ones stay. It is called in a command, again and again; nil watches nothing.
	Watch func(context.Context) (settings config.Settings, notice string, err error)

	// Lookup finds the words of Chinese text. It may wait on the world and is called in a command; nil looks nothing up.
	Lookup func(zh string) ([]card.Word, error)
	// Guess proposes what Chinese a phrase was made of, the likeliest first. It is called in a command; nil guesses nothing.
	Guess func(phrase string) []Source

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
	sized         bool // the terminal has told its size
	theme         *theme.Theme
	terminal      render.Terminal // what it shows, as far as it has told
	look          look            // what the theme was made of
	mode          render.Mode
	fold          bool
	mouse         bool

	list     *list.List
	pager    *pager.Pager // nil while the shelf has the focus
	open     *articles.Article
	overlays []overlay // the last is on top and gets the keys
	notice   notice

	readings map[*articles.Article]*reading
	inFlight map[*articles.Article]bool // being annotated
	query    string                     // being searched for
	troubled bool                       // what is wrong with the rules has been said
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
	terminal := theme.Terminal(o.Env, o.Smulx)
	t, err := theme.New(o.Theme, o.Style, terminal)
	if t == nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	m := &Model{
		options: o, keys: newKeymaps(o.Keys), now: o.Now, ctx: ctx, theme: t, terminal: terminal, look: look{o.Theme, o.Style}, mode: o.Mode, fold: o.Fold,
		width: 80, height: 24, // until the terminal tells
		mouse: o.Mouse, notice: notice{text: document.CleanLine(o.Notice), wrong: true},
		readings: map[*articles.Article]*reading{}, inFlight: map[*articles.Article]bool{},
	}
	if m.now == nil {
		m.now = time.Now
	}
	if o.Engine != nil {
		m.engine = sync.OnceValue(o.Engine)
	}
	m.list = list.New(m.items(), m.listLook())
	m.list.SetKeys(m.keys.shelf)
	m.resize(m.width, m.height)
	if o.Open != nil {
		m.openArticle(o.Open) //nolint:contextcheck // the model holds it
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
	if _, err := p.Run(); err != nil && !errors.Is(err, tea.ErrInterrupted) {
		return fmt.Errorf("run: %w", err)
	}
	return nil
}

// start makes the Bubble Tea program.
func start(ctx context.Context, o Options, more ...tea.ProgramOption) (*tea.Program, error) {
	m, err := New(ctx, o)
	if err != nil {
		return nil, err
	}
	options := append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(fps)}, more...)
	if o.Width > 0 && o.Height > 0 {
		options = append(options, tea.WithWindowSize(o.Width, o.Height))
	}
	if o.In != nil {
		options = append(options, tea.WithInput(o.In))
	}
	if o.Out != nil {
		options = append(options, tea.WithOutput(o.Out))
	}
	if o.Env != nil {
		options = append(options, tea.WithEnvironment(o.Env))
	}
	return tea.NewProgram(program{m, lipgloss.NewCanvas(m.width, m.height)}, options...), nil
}

// program adapts the Model to Bubble Tea. The canvas is kept between frames.
type program struct {
	*Model

	canvas *lipgloss.Canvas
}

func (p program) Init() tea.Cmd { return p.Model.Init() }

func (p program) Update(msg tea.Msg) (tea.Model, tea.Cmd) { return p, p.Model.Update(msg) }

func (p program) View() tea.View { return p.Model.View(p.canvas) }
