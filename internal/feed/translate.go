package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/json"
	"github.com/mmcdole/gofeed/rss"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/web"
)

// translate makes a feed of one that was read. There is a place for each of its items.
func translate(read *gofeed.Feed, from string, places []place) *Feed {
	f := &Feed{
		Title: plain(read.Title), About: plain(read.Description), Language: tongue(read.Language),
		Site: webLink(from, read.Link), Address: webLink(from, read.FeedLink), Every: every(read),
	}
	author := person(read.Authors)
	items := read.Items[:min(len(read.Items), MaxItems)]
	f.More = len(read.Items) - len(items)
	f.Items = make([]Item, 0, len(items))
	for i, it := range items {
		item := translateItem(it, original(read, i), f, from, places[i])
		if item.Author == "" {
			item.Author = author
		}
		if item.Title != "" || item.Link != "" || item.HTML != "" {
			f.Items = append(f.Items, item)
		}
	}
	f.Items = once(f.Items)
	return f
}

// translateItem makes an item of one that was read, and of what it was in its own format.
func translateItem(it *gofeed.Item, own any, f *Feed, from string, at place) Item {
	base := join(from, at.base)
	item := Item{
		Title: plain(it.Title), Author: person(it.Authors), Feed: f.Title, Tags: tags(it.Categories),
		Link: itemLink(it, own, base), Language: tongue(at.lang), Base: base,
		Published: moment(it.Published, it.PublishedParsed, f.Language), Updated: moment(it.Updated, it.UpdatedParsed, f.Language),
	}
	if item.Language == "" && it.DublinCoreExt != nil && len(it.DublinCoreExt.Language) > 0 {
		item.Language = tongue(it.DublinCoreExt.Language[0])
	}
	if item.Language == "" {
		item.Language = f.Language
	}
	if item.Published.IsZero() {
		item.Published = moment(extension(it, "dcterms", "issued", "created"), nil, item.Language)
	}
	if item.Updated.IsZero() {
		item.Updated = moment(extension(it, "dcterms", "modified"), nil, item.Language)
	}
	switch {
	case at.content != "":
		item.Base = join(from, at.content)
	case item.Link != "":
		item.Base = item.Link
	}
	item.HTML, item.Whole = content(it, own)
	if item.ID = document.CleanLine(it.GUID); item.ID == "" {
		item.ID = item.Link
	}
	if item.ID == "" {
		item.ID = hashed(item.Title, item.Published.UTC().Format(time.RFC3339), item.HTML)
	}
	return item
}

// tongue is a language as it is named in a feed.
func tongue(said string) string { return strings.ReplaceAll(document.CleanLine(said), "_", "-") }

// extension is what an item says in the first of some elements of a module.
func extension(it *gofeed.Item, module string, names ...string) string {
	for _, name := range names {
		if said := it.Extensions[module][name]; len(said) > 0 && strings.TrimSpace(said[0].Value) != "" {
			return said[0].Value
		}
	}
	return ""
}

// original is the item in the terms of its own format, nil where that is not known.
func original(read *gofeed.Feed, i int) any {
	switch own := read.OriginalFeed().(type) {
	case *rss.Feed:
		if i < len(own.Items) {
			return own.Items[i]
		}
	case *atom.Feed:
		if i < len(own.Entries) {
			return own.Entries[i]
		}
	case *json.Feed:
		if i < len(own.Items) {
			return own.Items[i]
		}
	}
	return nil
}

// hashed is an ID for an item that has none of its own.
func hashed(of ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(of, "\x00")))
	return "sha256:" + hex.EncodeToString(sum[:12])
}

// once leaves of items with one ID the first. Feeds there are that call all their items by one name: among those, link and title tell which is which.
func once(items []Item) []Item {
	first := map[string]Item{}
	loose := map[string]bool{} // IDs that mean nothing
	for _, item := range items {
		if known, ok := first[item.ID]; !ok {
			first[item.ID] = item
		} else if known.Link != item.Link || known.Title != item.Title {
			loose[item.ID] = true
		}
	}
	seen := map[string]bool{}
	kept := items[:0]
	for _, item := range items {
		if loose[item.ID] {
			item.ID = hashed(item.ID, item.Link, item.Title)
		}
		if !seen[item.ID] {
			seen[item.ID] = true
			kept = append(kept, item)
		}
	}
	return kept
}

// itemLink is the address of an item's page.
func itemLink(it *gofeed.Item, own any, base string) string {
	if link := webLink(base, it.Link); link != "" {
		return link
	}
	switch own := own.(type) {
	case *rss.Item:
		if own.GUID != nil && !strings.EqualFold(strings.TrimSpace(own.GUID.IsPermalink), "false") && strings.Contains(own.GUID.Value, "://") {
			return webLink("", own.GUID.Value)
		}
		for _, ns := range []string{"atom", "atom10", "atom03"} {
			for _, l := range own.Extensions[ns]["link"] {
				if l.Attrs["rel"] == "" || l.Attrs["rel"] == "alternate" {
					return webLink(base, l.Attrs["href"])
				}
			}
		}
	case *atom.Entry:
		for _, l := range own.Links {
			if link := webLink(base, l.Href); link != "" && l.Rel == "alternate" {
				return link
			}
		}
		if own.Content != nil && own.Content.Src != "" {
			return webLink(base, own.Content.Src)
		}
	case *json.Item:
		return webLink(base, own.ExternalURL)
	}
	return ""
}

// webLink is an address read against another, "" where it is not one of the web.
func webLink(base, to string) string {
	to = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, strings.TrimSpace(to))
	if to == "" {
		return ""
	}
	u, err := web.Address(join(base, strings.ReplaceAll(to, " ", "%20")))
	if err != nil || u == nil {
		return ""
	}
	return document.CleanLine(u.String())
}

// person is who wrote a thing: the names, or where there are none the addresses.
func person(people []*gofeed.Person) string {
	var names []string
	for _, p := range people {
		if p == nil {
			continue
		}
		name := plain(p.Name)
		if name == "" {
			name = document.CleanLine(p.Email)
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

func tags(categories []string) []string {
	var tags []string
	seen := map[string]bool{}
	for _, c := range categories {
		if c = plain(c); c != "" && !seen[c] {
			seen[c] = true
			tags = append(tags, c)
		}
	}
	return tags
}

// periods are those of sy:updatePeriod.
var periods = map[string]time.Duration{"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour}

// every is how often a feed wants to be asked at most: ttl, in minutes, or the period and the frequency of the syndication module.
func every(read *gofeed.Feed) time.Duration {
	own, ok := read.OriginalFeed().(*rss.Feed)
	if !ok {
		return 0
	}
	if minutes, err := strconv.Atoi(strings.TrimSpace(own.TTL)); err == nil && minutes > 0 {
		return time.Duration(min(minutes, 60*24*365)) * time.Minute
	}
	sy := own.Extensions["sy"]
	if len(sy["updatePeriod"]) == 0 {
		return 0
	}
	period := periods[strings.ToLower(strings.TrimSpace(sy["updatePeriod"][0].Value))]
	if len(sy["updateFrequency"]) > 0 {
		if times, err := strconv.Atoi(strings.TrimSpace(sy["updateFrequency"][0].Value)); err == nil && times > 0 {
			period /= time.Duration(times)
		}
	}
	return period
}
