package ui

import (
	"slices"
	"strings"
)

// historyMost is how many lines are remembered.
const historyMost = 200

// history is the lines that were typed in prompts of one sort, the newest last, each once.
type history struct{ lines []string }

func (h *history) add(line string) {
	if line == "" {
		return
	}
	h.lines = slices.DeleteFunc(h.lines, func(l string) bool { return l == line })
	h.lines = append(h.lines[max(len(h.lines)-historyMost+1, 0):], line)
}

// walk is a way through a history: of its lines, those that begin as what had been typed when it began.
type walk struct {
	past  *history // nil has no lines
	on    bool
	at    int // in the lines; their number stands for what was typed
	typed string
}

// step goes to an older line (-1) or a newer one (1) and returns it; false where there is none.
func (w *walk) step(by int, now string) (string, bool) {
	if w.past == nil {
		return "", false
	}
	if !w.on {
		w.on, w.at, w.typed = true, len(w.past.lines), now
	}
	for at := w.at + by; at >= 0 && at <= len(w.past.lines); at += by {
		if at == len(w.past.lines) {
			w.at = at
			return w.typed, true
		}
		if line := w.past.lines[at]; line != now && strings.HasPrefix(line, w.typed) {
			w.at = at
			return line, true
		}
	}
	return "", false
}

// end forgets where the walk was: the next step begins at the newest line.
func (w *walk) end() { w.on = false }
