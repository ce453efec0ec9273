package shelf

import "slices"

// Filter narrows the shelf; what is set must hold. The zero value shows everything that is neither archived, deleted nor only looked at.
type Filter struct {
	Unread   bool
	Begun    bool
	Starred  bool
	Recent   bool // opened at some time, also what was never added
	Archived bool // what is archived, and only that
	Deleted  bool // what is deleted, and only that
	Source   SourceID
	Tag      string
	Query    string // of a search, see Shelf.Search
}

// Section is a part of the shelf with a name. The name is clean.
type Section struct {
	Name   string
	Filter Filter
	Count  int
	Unread int
}

// Order is how rows are sorted.
type Order uint8

// The orders.
const (
	Newest Order = iota // by date of publication, then of arrival
	Added
	LastRead
	ByTitle
	MostFixes
)

// Change is what is to become of entries; nil leaves things as they are.
type Change struct {
	State    *State
	Starred  *bool
	Archived *bool
	Deleted  *bool
	Tag      []string // tags to add
	Untag    []string // tags to take away
}

// Undo takes a change back. Its content is for the shelf that made it.
type Undo []Before

// Before is what an entry was like before a change.
type Before struct {
	ID       ID       `json:"id"`
	State    State    `json:"state"`
	Share    float64  `json:"share,omitempty"`
	Starred  bool     `json:"starred,omitempty"`
	Archived bool     `json:"archived,omitempty"`
	Deleted  int64    `json:"deleted,omitempty"`
	Tags     []string `json:"tags,omitempty"`
}

// Equal reports whether two say the same of an entry, but for how much of it was read.
func (b Before) Equal(o Before) bool {
	return b.ID == o.ID && b.State == o.State && b.Starred == o.Starred && b.Archived == o.Archived && b.Deleted == o.Deleted && slices.Equal(b.Tags, o.Tags)
}

// Hit is an entry that a search found.
type Hit struct {
	Row

	Snippets []Snippet // of its text as repaired, the best first; none where only the title matched
}

// Snippet is a piece of text on one line, clean, with what was looked for.
type Snippet struct {
	Text  string
	Marks [][2]int // where the hits stand, bytes of Text, in order and apart
}
