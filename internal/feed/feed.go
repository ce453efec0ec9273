// Package feed reads what sites say is new on them.
package feed

import (
	"time"
)

// Feed is what a site says is new on it. Its strings are clean, but for the HTML of its items.
type Feed struct {
	Title    string
	About    string        // what it says of itself, "" mostly
	Site     string        // the address of the pages it stands for, "" where it does not say
	Address  string        // of the feed, as it says itself; "" where it does not
	Language string        // as it says: "en", "zh-CN"
	Every    time.Duration // how often it wants to be asked at most; 0 where it does not say
	Cut      bool          // the text breaks off; Items are those before that
	More     int           // so many items stood behind the first MaxItems, and were not read
	Items    []Item        // in the order of the feed, each ID once
}

// Item is a thing that is new on a site. Its strings are clean, but for HTML and Summary.
type Item struct {
	ID        string // by which it is known again: what the feed calls it, or its link, or made of its text; never empty
	Link      string // the address of its page, of http or https; "" where it has none
	Title     string // as text; "" where it has none, see Name
	Author    string
	Published time.Time // zero where unknown
	Updated   time.Time // likewise
	Language  string    // of the item or the feed
	Tags      []string
	HTML      string // its text, or what there is of it; foreign
	Whole     bool   // HTML looks like the whole of it
	Base      string // the address that links in HTML are read against, "" where none is known
	Feed      string // the title of the feed
}
