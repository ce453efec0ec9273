package linear

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// say writes a sentence of the program's own, cleaned, in lines that fit.
func (s *session) say(text string) {
	for _, line := range theme.Wrap(document.CleanLine(text), s.width) {
		s.write(line)
	}
}

// write writes one line, which is clean.
func (s *session) write(line string) {
	if s.ASCII {
		line = theme.ToASCII(line)
	}
	if _, err := s.out.WriteString(line + "\n"); err != nil {
		s.failed = err
	}
}

// prompt sends what was written on its way and, where somebody types, says that a line is awaited.
func (s *session) prompt() {
	if s.Prompt {
		if _, err := s.out.WriteString("> "); err != nil {
			s.failed = err
		}
	}
	s.flush()
}

// leaveLine ends the line of a prompt that nobody answers.
func (s *session) leaveLine() {
	if s.Prompt {
		s.write("")
	}
}

func (s *session) flush() {
	if err := s.out.Flush(); err != nil {
		s.failed = err
	}
}

// sentence puts words together, the empty ones left out, with a full stop unless there is one.
func sentence(words ...string) string {
	var all []string
	for _, w := range words {
		if w = document.CleanLine(w); w != "" {
			all = append(all, w)
		}
	}
	text := strings.Join(all, ", ")
	if text != "" && !strings.ContainsAny(text[len(text)-1:], ".!?") {
		text += "."
	}
	return text
}
