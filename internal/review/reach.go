package review

import (
	"net/url"
	"path/filepath"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Reach is how far something is to hold that the reader says of an article, in words for the reader and for the rules.
type Reach struct {
	Words string          // "this article", "the site example.com"
	Only  *annotate.Scope // nil: everywhere
}

// Reaches lists how far something said of an article may hold, the nearest first: the article, its site, its feed, its tags, everywhere.
// What is not known of the article is left out.
func Reaches(a *articles.Article) []Reach {
	all := []Reach{{"this article", &annotate.Scope{Articles: []string{lasting(a)}}}}
	if site := siteOf(a); site != "" {
		all = append(all, Reach{"the site " + site, &annotate.Scope{Sites: []string{site}}})
	}
	if feeds := a.Labels.Feeds; len(feeds) > 0 {
		all = append(all, Reach{"the feed " + feeds[len(feeds)-1], &annotate.Scope{Feeds: feeds[:1]}})
	}
	for _, tag := range a.Labels.Tags {
		all = append(all, Reach{"the tag " + tag, &annotate.Scope{Tags: []string{tag}}})
	}
	return append(all, Reach{"everywhere", nil})
}

// lasting is what an article goes by for longest: its name in the library, its file, its address; else the ID of its text as it is now.
func lasting(a *articles.Article) string {
	if a.Labels.Name != "" {
		return a.Labels.Name
	}
	if path, err := filepath.Abs(a.Path); err == nil && a.Path != "" {
		return path
	}
	if strings.Contains(a.URL, "://") {
		return a.URL
	}
	return a.ID
}

// siteOf is the host of an article's address, or else the name of its site.
func siteOf(a *articles.Article) string {
	if u, err := url.Parse(a.URL); err == nil && u.Hostname() != "" {
		return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	}
	if strings.Contains(a.Site, "/") { // which no scope can name
		return ""
	}
	return a.Site
}
