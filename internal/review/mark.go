package review

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Mark is a highlight or a note that the reader left on a text.
type Mark struct {
	ID      string         `json:"id"`
	Span    document.Span  `json:"span"`             // where it stands; empty for an orphan
	Quote   document.Quote `json:"quote"`            // what stood there when it was last found in its place
	Colour  Colour         `json:"colour,omitempty"` // "" for a note without a highlight
	Note    string         `json:"note,omitempty"`   // Markdown; "" for a highlight alone
	Tags    []string       `json:"tags,omitempty"`
	Fix     *string        `json:"fix,omitempty"`  // the reader's own fix of words that are gone: it stands nowhere until it is put somewhere by hand
	Made    int64          `json:"made,omitempty"` // times are seconds since 1970
	Changed int64          `json:"changed,omitempty"`
}

// Noted is a mark with the article that it is on.
type Noted struct {
	Mark

	Article string // the ID of the text
	Entry   string // what the library calls the article; "" where it has none
	Title   string
}

// Orphan reports whether the words of a mark are no more in the text, so that it stands nowhere.
func (m *Mark) Orphan() bool { return m.Span.Empty() }

// Colour is the name of a highlight's colour.
type Colour string

// Colours are the colours there are, the one that is taken unasked first.
var Colours = []Colour{"yellow", "green", "blue", "pink", "orange", "purple"}

// ColourCalled finds a colour by its name, or by the beginning of it.
func ColourCalled(name string) (Colour, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	i := slices.IndexFunc(Colours, func(c Colour) bool { return name != "" && strings.HasPrefix(string(c), name) })
	if i < 0 {
		return "", false
	}
	return Colours[i], true
}

// idSize is how many bytes the ID of a mark stands for.
const idSize = 8

// NewID makes an ID for a mark that no other has.
func NewID() string {
	var b [idSize]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// Says reports whether two marks say the same, wherever they stand.
func (m *Mark) Says(o *Mark) bool {
	return m.ID == o.ID && m.Colour == o.Colour && m.Note == o.Note && slices.Equal(m.Tags, o.Tags) &&
		(m.Fix == nil) == (o.Fix == nil) && (m.Fix == nil || *m.Fix == *o.Fix)
}

func (m *Mark) equal(o *Mark) bool { return m.Span == o.Span && m.Says(o) }
