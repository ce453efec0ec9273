// Package shelf says what stands on a shelf of articles, and how it is narrowed, sorted and changed.
package shelf

import "time"

// ID names an entry of a library. IDs are never used again.
type ID int64

// State is how far an entry has been read.
type State uint8

// The states.
const (
	Unread State = iota
	Begun
	Read
)

var stateNames = [...]string{Unread: "unread", Begun: "begun", Read: "read"}

func (s State) String() string { return stateNames[min(int(s), len(stateNames)-1)] }

// Row is what the shelf shows of an entry. There may be a hundred thousand, so it is small. Its strings are clean.
type Row struct {
	ID        ID
	Title     string // as repaired
	Site      string
	Author    string
	Published time.Time // zero where unknown
	Added     int64     // seconds since 1970
	Opened    int64     // when it was last read, seconds since 1970; 0 for never
	Fixes     int32     // -1 while not known
	Share     float32   // how much of it had been on the screen, 0 to 1
	State     State
	Starred   bool
	Archived  bool
}

// Entry is all that is known of an article in the library beside its text. Its strings are clean.
type Entry struct {
	Row

	Name      string // what commands call it: short and stable
	Article   string // the ID of its text as it is now, see articles.Meta
	Original  string // the title as it came
	URL       string
	Path      string // of the file it came from, absolute
	MT        string // the translation engine
	Language  string
	Source    SourceID // the feed or folder that it came from; 0 for none
	GUID      string   // what its feed calls it
	Words     int
	Tags      []string // sorted
	Deleted   int64    // when it was deleted, seconds since 1970; 0 for an entry that is there
	Shortened bool     // of a feed's item only the beginning came
}

// SourceID names a feed or a folder of a library.
type SourceID int64

// Kind is what a source is.
type Kind uint8

// The kinds of sources.
const (
	Feed Kind = iota + 1
	Folder
)

// Source is where articles come from again and again.
type Source struct {
	ID      SourceID
	Kind    Kind
	Address string // of a feed; the absolute path of a folder
	Title   string
	Site    string // the address of the site of a feed
	Tags    []string
	Hidden  bool // its articles stand on no shelf but its own

	// What is known of the last look at it.
	ETag, Modified string
	Checked        int64 // seconds since 1970, 0 for never
	Next           int64 // not to be asked before
	Every          int64 // how often it wants to be asked at most, in seconds; 0 where it does not say
	Gone           bool  // it has said that it will not be again
	Failures       int   // one after the other
	Trouble        string
}

// Failure is what could not be brought in. It stays until it is retried or dismissed.
type Failure struct {
	ID      int64
	Address string // of the page, file or feed
	Why     string
	Hint    string
	At      int64 // seconds since 1970
	Tries   int
}
