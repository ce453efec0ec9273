// Command picture runs the program on a virtual terminal, types keys into it, and writes what stands on the screen as an SVG.
//
//	go run ./packaging/picture -keys 'jj\r' > docs/reader.svg
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui"
)

func main() {
	keys := flag.String("keys", "", `keys to type, with Go's escapes ("\r" is enter); each is typed when the screen has come to rest`)
	width := flag.Int("width", 120, "columns")
	height := flag.Int("height", 34, "rows")
	theme := flag.String("theme", "dark", "theme")
	flag.Parse()
	if err := picture(os.Stdout, *keys, *width, *height, *theme); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(2)
	}
}

func picture(out io.Writer, keys string, width, height int, theme string) error {
	typed, err := strconv.Unquote(`"` + keys + `"`)
	if err != nil {
		return fmt.Errorf("read keys: %w", err)
	}
	shelf, err := articles.Builtin()
	if err != nil {
		return fmt.Errorf("open shelf: %w", err)
	}
	s := newScreen(width, height)
	look, err := render.NewTheme(theme, true)
	if err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	if !look.Dark {
		s.paper, s.pen = "#fdfdfb", "#24292f"
	}
	if look.Paper != nil {
		s.paper, s.pen = hex(look.Paper), hex(look.Ink())
	}
	in, keyboard := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		settings := config.Defaults()
		settings.Theme = theme
		ended <- ui.Run(ctx, ui.Options{
			Settings: settings, Articles: shelf, Engine: annotate.Builtin, Fold: true, Width: width, Height: height,
			In: in, Out: s, Env: []string{"TERM=xterm-256color", "COLORTERM=truecolor", "CLICOLOR_FORCE=1", "TTY_FORCE=1", "VTE_VERSION=7006"},
		})
	}()
	s.rest()
	for _, k := range typed {
		if _, err := io.WriteString(keyboard, string(k)); err != nil {
			return fmt.Errorf("type: %w", err)
		}
		s.rest()
	}
	if _, err := io.WriteString(out, s.svg()); err != nil {
		return fmt.Errorf("write picture: %w", err)
	}
	cancel()
	if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("end: %w", err)
	}
	return nil
}

// screen is a terminal without a window.
type screen struct {
	mu      sync.Mutex
	vt      *vt.Emulator
	paper   string // colour of the background, and of text without one of its own
	pen     string
	written chan struct{}
}

func newScreen(width, height int) *screen {
	s := &screen{paper: "#16181d", pen: "#d7dae0", vt: vt.NewEmulator(width, height), written: make(chan struct{}, 1)}
	_, _ = s.vt.WriteString("\x1b[20h") // no driver here turns a newline into return and newline
	go func() { _, _ = io.Copy(io.Discard, s.vt) }()
	return s
}

// Write takes what the program writes.
func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.vt.Write(b)
	select {
	case s.written <- struct{}{}:
	default:
	}
	return n, err //nolint:wrapcheck // the program's own writer
}

// rest waits until nothing has been written for a moment.
func (s *screen) rest() {
	quiet := 1500 * time.Millisecond
	timer := time.NewTimer(quiet)
	for {
		select {
		case <-s.written:
			timer.Reset(quiet)
		case <-timer.C:
			return
		}
	}
}

// Size of a cell and of the frame around the screen, in the units of the SVG.
const (
	cellWidth, cellHeight = 8.4, 18.0
	edge, bar             = 16.0, 30.0
)

// svg draws the screen in a plain window.
func (s *screen) svg() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	w, h := s.vt.Width(), s.vt.Height()
	width, height := float64(w)*cellWidth+2*edge, float64(h)*cellHeight+edge+bar
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" font-family="'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC','Noto Sans CJK SC',monospace" font-size="14">`+"\n", width, height, width, height)
	fmt.Fprintf(&b, `<rect width="%.0f" height="%.0f" rx="8" fill="%s"/>`+"\n", width, height, s.paper)
	for i, c := range []string{"#ff5f57", "#febc2e", "#28c840"} {
		fmt.Fprintf(&b, `<circle cx="%d" cy="15" r="5.5" fill="%s"/>`+"\n", 20+18*i, c)
	}
	for y := range h {
		s.row(&b, y, w)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// row draws one line: runs of cells of one look together, wide cells each on their own place.
func (s *screen) row(b *strings.Builder, y, w int) {
	var (
		run  strings.Builder
		look string
		from int
	)
	flush := func(to int) {
		if text := strings.TrimRight(run.String(), " "); text != "" {
			fmt.Fprintf(b, `<text x="%.1f" y="%.1f" textLength="%.1f" lengthAdjust="spacingAndGlyphs" xml:space="preserve"%s>%s</text>`+"\n",
				edge+float64(from)*cellWidth, bar+float64(y)*cellHeight+13, float64(to-from-(len(run.String())-len(text)))*cellWidth, look, escape(text))
		}
		run.Reset()
	}
	for x := range w {
		c := s.vt.CellAt(x, y)
		if c == nil || c.Width == 0 {
			continue
		}
		back := s.paper
		if c.Style.Bg != nil {
			back = hex(c.Style.Bg)
		}
		pen := s.pen
		if c.Style.Attrs&uv.AttrReverse != 0 {
			back, pen = lookColour(c, s.pen), back
			c = &uv.Cell{Content: c.Content, Width: c.Width, Style: uv.Style{Attrs: c.Style.Attrs, Underline: c.Style.Underline}}
		}
		if back != s.paper {
			fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s" shape-rendering="crispEdges"/>`+"\n", edge+float64(x)*cellWidth, bar+float64(y)*cellHeight, float64(c.Width)*cellWidth, cellHeight, back)
		}
		l := lookOf(c, pen)
		if l != look || c.Width > 1 {
			flush(x)
			look, from = l, x
		}
		run.WriteString(c.Content)
		if c.Width > 1 {
			flush(x + c.Width)
			from = x + c.Width
		}
	}
	flush(w)
}
