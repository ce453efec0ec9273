package render

import "fmt"

// Mode says what stands on the page where an annotation is.
type Mode int

// The modes.
const (
	Original Mode = iota // the source text, untouched
	Marked               // the source text with its glitches underlined
	Fixed                // the fixes in their places
	Both                 // the fixes, each with the source text after it in brackets
)

// ModeInfo is what a mode is called, which key picks it and what it does.
type ModeInfo struct {
	Mode Mode
	Name string
	Key  string
	Help string

	fix    bool // the fix is shown
	glitch bool // the source text is shown
}

// Modes lists the modes in the order in which they are cycled.
var Modes = []ModeInfo{
	{Mode: Original, Name: "original", Key: "1", Help: "the words as they came", glitch: true},
	{Mode: Marked, Name: "marked", Key: "2", Help: "glitches underlined", glitch: true},
	{Mode: Fixed, Name: "fixed", Key: "3", Help: "fixes in place", fix: true},
	{Mode: Both, Name: "both", Key: "4", Help: "fix (glitch)", fix: true, glitch: true},
}

// String returns the mode's name.
func (m Mode) String() string { return m.info().Name }

// Next returns the mode after m, the first after the last.
func (m Mode) Next() Mode { return Modes[(int(m)+1)%len(Modes)].Mode }

func (m Mode) info() ModeInfo {
	if m < 0 || int(m) >= len(Modes) {
		return Modes[0]
	}
	return Modes[m]
}

// ParseMode finds a mode by its name.
func ParseMode(name string) (Mode, error) {
	for _, m := range Modes {
		if m.Name == name {
			return m.Mode, nil
		}
	}
	return Original, fmt.Errorf("unknown mode %q: original, marked, fixed or both", name)
}
