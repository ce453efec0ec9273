package annotate

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Scope says on which articles something holds: on those of one of the sites, from one of the feeds, with one of the tags, and on the very ones that
// are listed. One of all these is enough. A nil Scope holds everywhere.
type Scope struct {
	Sites    []string `yaml:"sites"`    // hosts, which stand for those below them too, or names of sites
	Feeds    []string `yaml:"feeds"`    // addresses or titles of feeds and folders that are followed
	Tags     []string `yaml:"tags"`     // that the reader gave
	Articles []string `yaml:"articles"` // IDs, names in the library, files, addresses
}

// ScopeList is one of the lists of a scope.
type ScopeList struct {
	Name string // as in a pack
	Of   *[]string
}

// Lists are the lists of a scope, in order.
func (s *Scope) Lists() []ScopeList {
	return []ScopeList{{"sites", &s.Sites}, {"feeds", &s.Feeds}, {"tags", &s.Tags}, {"articles", &s.Articles}}
}

// String says a scope in words: "site example.com, tag phones"; "everywhere" for none.
func (s *Scope) String() string {
	if s == nil {
		return "everywhere"
	}
	var all []string
	for _, l := range s.Lists() {
		for _, one := range *l.Of {
			all = append(all, strings.TrimSuffix(l.Name, "s")+" "+one)
		}
	}
	return strings.Join(all, ", ")
}

// Check lists what is wrong with a scope, in words for its author.
func (s *Scope) Check() (wrong []string) {
	if s == nil {
		return nil
	}
	empty := true
	for _, l := range s.Lists() {
		for _, one := range *l.Of {
			empty = false
			switch {
			case strings.TrimSpace(one) == "":
				wrong = append(wrong, fmt.Sprintf("`only`: a name under `%s` is empty", l.Name))
			case l.Name == "sites" && strings.Contains(one, "/"):
				wrong = append(wrong, fmt.Sprintf("`only`: `sites` has %q; it wants a host like example.com, or the name of a site", one))
			}
		}
	}
	if empty {
		wrong = append(wrong, "`only` names no place: it lists sites, feeds, tags or articles")
	}
	return wrong
}

// holds reports whether an article of which o is known is in the scope.
func (s *Scope) holds(o *Options) bool {
	if s == nil {
		return true
	}
	return slices.ContainsFunc(s.Sites, o.ofSite) || slices.ContainsFunc(s.Feeds, o.ofFeed) ||
		slices.ContainsFunc(s.Tags, func(tag string) bool { return containsFold(o.Tags, tag) }) || s.names(o)
}

// names reports whether the scope lists the very article.
func (s *Scope) names(o *Options) bool {
	return slices.ContainsFunc(s.Articles, func(name string) bool {
		return slices.Contains(o.Articles, name) || isAddress(name) && o.URL != "" && bareAddress(name) == bareAddress(o.URL)
	})
}

func (o *Options) ofSite(site string) bool {
	if strings.EqualFold(site, o.Site) {
		return true
	}
	u, err := url.Parse(o.URL)
	if err != nil || u.Hostname() == "" {
		return false
	}
	host, of := strings.ToLower(u.Hostname()), strings.TrimPrefix(strings.ToLower(site), "www.")
	return host == of || strings.HasSuffix(host, "."+of)
}

func (o *Options) ofFeed(feed string) bool {
	return slices.ContainsFunc(o.Feeds, func(f string) bool {
		return strings.EqualFold(f, feed) || isAddress(feed) && bareAddress(f) == bareAddress(feed)
	})
}

func containsFold(all []string, one string) bool {
	return slices.ContainsFunc(all, func(s string) bool { return strings.EqualFold(s, one) })
}

func isAddress(s string) bool { return strings.Contains(s, "://") }

// bareAddress is an address without what does not tell it from others: the scheme, a fragment, a stroke at its end.
func bareAddress(s string) string {
	_, s, _ = strings.Cut(s, "://")
	s, _, _ = strings.Cut(s, "#")
	return strings.TrimSuffix(s, "/")
}

// Inside is what is known of an article that is in all of the scopes, of which there are two at most.
func Inside(scopes ...*Scope) (o Options) {
	for _, s := range scopes {
		if s == nil {
			continue
		}
		o.Feeds, o.Tags, o.Articles = append(o.Feeds, s.Feeds...), append(o.Tags, s.Tags...), append(o.Articles, s.Articles...)
		switch {
		case len(s.Sites) == 0:
		case o.Site == "":
			o.Site = s.Sites[0]
		default:
			o.URL = "https://" + s.Sites[0] + "/"
		}
	}
	return o
}
