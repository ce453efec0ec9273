package articles

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Pasted makes an article of text from a clipboard, or of a page whose source it is. Where no line of it looks like a title, its first words are one.
func Pasted(text string) (*Article, error) {
	const name = "the clipboard"
	a, err := Read(name, []byte(text))
	if err != nil {
		return nil, err
	}
	if a.Title == name {
		if first := strings.TrimSpace(strings.SplitN(strings.TrimSpace(text), "\n", 2)[0]); !a.Made && first != "" {
			a.Title = Opening(document.CleanLine(first))
		}
	}
	return a, nil
}
