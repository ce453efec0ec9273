package theme

import (
	"slices"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// inASCII is what stands for a sign of the program's own where the terminal shows nothing but ASCII. Each takes one cell, as the sign does,
// so that nothing moves.
var inASCII = map[string]string{
	"─": "-", "│": "|", "┼": "+", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "▌": ">", "●": "*", "★": "*", "•": "*", "✓": "x",
	"✎": "*", "↵": "/", "→": ">", "←": "<", "↑": "^", "↓": "v", "…": "~", "⋯": "~", "·": "-", "×": "x",
	"“": `"`, "”": `"`, "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ",
}

var asciiText = func() *strings.Replacer {
	var pairs []string
	for sign, plain := range inASCII {
		pairs = append(pairs, sign, plain)
	}
	return strings.NewReplacer(pairs...)
}()

// ToASCII puts ASCII in place of signs that the program draws and says things with. What is foreign, Chinese above all, stays.
func ToASCII(text string) string { return asciiText.Replace(text) }

// CellsToASCII is ToASCII for what was drawn.
func CellsToASCII(scr uv.Screen) {
	area := scr.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if c := scr.CellAt(x, y); c != nil {
				if plain, ok := inASCII[c.Content]; ok {
					c.Content = plain
				}
			}
		}
	}
}

// OnlyASCII says from the environment whether the terminal shows nothing but ASCII for sure: the locale names no character set or another
// than UTF-8, or the terminal is one whose fonts have no more. Where the environment says nothing, it is taken to show all.
func OnlyASCII(env []string) bool {
	value := func(name string) string {
		for _, e := range slices.Backward(env) {
			if v, ok := strings.CutPrefix(e, name+"="); ok {
				return v
			}
		}
		return ""
	}
	switch value("TERM") {
	case "linux", "vt52", "vt100", "vt102", "vt220":
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		locale := value(name)
		if locale == "" {
			continue
		}
		_, charset, named := strings.Cut(locale, ".")
		charset = strings.ToLower(strings.ReplaceAll(charset, "-", ""))
		return locale == "C" || locale == "POSIX" || named && !strings.HasPrefix(charset, "utf8")
	}
	return false
}
