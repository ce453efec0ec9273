package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// markURN begins the IDs of marks, which are addresses elsewhere.
const markURN = urn + "mark:"

// ownID is what the ID of a mark in a library looks like.
var ownID = regexp.MustCompile(`^[0-9a-f]{16}$`)

// notesOf makes marks of the highlights and notes of an article, and of fixes whose words are gone.
func notesOf(all []review.Mark) []Mark {
	marks := make([]Mark, 0, len(all))
	for i := range all {
		n := &all[i]
		m := Mark{
			ID: markURN + n.ID, Kind: Highlight, Span: n.Span, Colour: string(n.Colour), Body: n.Note, Tags: n.Tags, Created: at(n.Made), Changed: at(n.Changed),
		}
		if n.Orphan() {
			m.Span, m.Exact, m.Prefix, m.Suffix = document.Span{}, n.Quote.Exact, n.Quote.Prefix, n.Quote.Suffix
		}
		switch {
		case n.Fix != nil:
			m.Kind, m.Fix = Fix, *n.Fix
		case n.Note != "" || n.Colour == "":
			m.Kind = Note
		}
		marks = append(marks, m)
	}
	return marks
}

func at(unix int64) time.Time {
	if unix == 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0).UTC()
}

// note is the highlight or note that a mark is in a library. What somebody else wrote says so.
func (m *Mark) note(article string) review.Mark {
	n := review.Mark{
		ID: m.libraryID(article), Span: m.Span, Note: m.Body, Tags: m.Tags, Made: unix(m.Created), Changed: max(unix(m.Changed), unix(m.Created)),
	}
	if !m.Placed() {
		n.Quote = document.Quote{Exact: m.Exact, Prefix: m.Prefix, Suffix: m.Suffix}
	}
	if m.Creator != "" && n.Note != "" {
		n.Note += "\n\n— " + m.Creator
	}
	if m.Judges() {
		fix := m.Fix
		n.Fix = &fix
		return n
	}
	if slices.Contains(review.Colours, review.Colour(m.Colour)) {
		n.Colour = review.Colour(m.Colour)
	} else if m.Kind == Highlight {
		n.Colour = review.Colours[0]
	}
	return n
}

// libraryID is the ID of a mark in a library. One that comes from elsewhere gets the same each time that it comes.
func (m *Mark) libraryID(article string) string {
	if id := strings.TrimPrefix(m.ID, markURN); ownID.MatchString(id) {
		return id
	}
	said := m.ID
	if said == "" {
		said = fmt.Sprint(m.Kind, m.Span, m.Exact, m.Body, m.Fix)
	}
	sum := sha256.Sum256([]byte(article + "\x00" + said))
	return hex.EncodeToString(sum[:8])
}
