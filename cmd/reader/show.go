package main

import (
	"os"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// narrowest is the least width of a shown page, in cells.
const narrowest = 20

// linesAtOnce is how many lines of a page are laid out before they are written.
const linesAtOnce = 100

type showOptions struct {
	sourceOptions

	finder finderOptions
	inputs []string
	mode   string
	width  int
	unfold bool
}

func newShow(s *streams) *cobra.Command {
	o := &showOptions{}
	cmd := &cobra.Command{
		Use:   "show [FILE|URL|ID|-]",
		Short: "Print one article with its overlay",
		Long:  `Prints one article, laid out as a page with its overlay: in colour as far as the terminal has any, plain when piped.`,
		Example: `  reader show laiwang
  reader show --mode both --width 60 article.md | less`,
		Args: atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.inputs = args
			return o.run(cmd.CommandPath(), s)
		},
		ValidArgsFunction: completeArticles,
	}
	f := cmd.Flags()
	f.StringVar(&o.mode, "mode", "both", "what stands where a glitch is: `"+strings.Join(modeNames(), "|")+"`")
	complete(cmd, "mode", modeNames()...)
	f.IntVar(&o.width, "width", 0, "`cells` of a line (default: those of the terminal, at most the measure of the settings)")
	settingFlags(cmd, "theme", "signs")
	f.BoolVar(&o.unfold, "unfold", false, "show page furniture, which is folded to a line otherwise")
	o.finder.ruleFlags(cmd)
	o.flags(cmd)
	return cmd
}

func modeNames() []string {
	names := make([]string, len(render.Modes))
	for i, m := range render.Modes {
		names[i] = m.Name
	}
	return names
}

func (o *showOptions) run(command string, s *streams) error {
	mode, err := render.ParseMode(o.mode)
	if err != nil {
		return usage(command, "--mode: %q is none: it can be %s", o.mode, quoteList(modeNames()))
	}
	if o.width != 0 && o.width < narrowest {
		return usage(command, "--width: %d cells are too few: it takes %d", o.width, narrowest)
	}
	f, err := newFinder(command, s, o.finder)
	if err != nil {
		return err
	}
	profile := colorprofile.Detect(os.Stdout, s.environ)
	look, err := pageTheme(s, f.settings, profile)
	if err != nil {
		return err
	}
	look.Brackets = look.Brackets || profile <= colorprofile.NoTTY
	return o.each(command, o.inputs, s, func(_ string, a *articles.Article) error {
		all, err := f.find(a)
		if err != nil {
			return err
		}
		page := render.NewPage(a.Document, all)
		page.SetView(render.View{Width: o.columns(s, f.settings.Measure), Mode: mode, Theme: look, Fold: !o.unfold})
		view := page.View()
		return writePage(s, page, lineWriter(view, profile, f.settings.Signs.ASCII(theme.OnlyASCII(s.environ))))
	})
}

// columns is how wide the page is.
func (o *showOptions) columns(s *streams, measure int) int {
	if o.width != 0 {
		return o.width
	}
	if width, _, err := term.GetSize(os.Stdout.Fd()); err == nil && s.terminal {
		return max(narrowest, min(width, measure))
	}
	return measure
}

// pageTheme is the theme of the settings as the terminal can show it. Asking the terminal for its background would mean waiting for it.
func pageTheme(s *streams, of config.Settings, profile colorprofile.Profile) (*render.Theme, error) {
	terminal := theme.Terminal(s.environ, smulx(s.getenv))
	terminal.Colours = profile
	t, err := theme.New(of.Theme, of.Style, terminal)
	if t == nil {
		return nil, err
	}
	return t.Page, nil // what is wrong with a style file was said when it was read
}

// lineWriter returns what writes a line as far as the terminal can show it.
func lineWriter(view render.View, profile colorprofile.Profile, ascii bool) func(render.Line) string {
	line := render.Text
	if profile > colorprofile.NoTTY {
		line = func(l render.Line) string { return render.ANSI(view.Theme.OnPaperLine(l, view.Width), profile) }
	}
	if ascii {
		return func(l render.Line) string { return theme.ToASCII(line(l)) }
	}
	return line
}

// writePage writes a page from its first line to its last.
func writePage(s *streams, page *render.Page, line func(render.Line) string) error {
	for at := page.Top(); ; {
		lines := page.Lines(at, linesAtOnce)
		for _, l := range lines {
			if _, err := s.out.WriteString(line(l) + "\n"); err != nil {
				return err
			}
		}
		if len(lines) < linesAtOnce {
			return nil
		}
		last := lines[len(lines)-1].Place
		if at = page.Step(last, 1); at == last {
			return nil
		}
	}
}
