package review

import (
	"fmt"
	"path/filepath"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Known is what the engine is told of an article. It is good whatever the error says: annotations made for the article that are left out.
func Known(a *articles.Article, strictness annotate.Strictness) (annotate.Options, error) {
	own, err := annotate.ReadOwn(a.Own, a.OwnText, a.Document.Source())
	if err != nil {
		err = fmt.Errorf("annotations made for this article: %w", err)
	}
	published := ""
	if !a.Published.IsZero() {
		published = a.Published.Format("2006-01-02")
	}
	return annotate.Options{
		Published: published, MT: a.MT, Title: a.Title, URL: a.URL, Site: a.Site, Feeds: a.Labels.Feeds, Tags: a.Labels.Tags, Articles: names(a),
		Strictness: strictness, Own: own,
	}, err
}

// names are what an article goes by.
func names(a *articles.Article) (all []string) {
	for _, name := range []string{a.ID, a.Labels.Name} {
		if name != "" {
			all = append(all, name)
		}
	}
	if path, err := filepath.Abs(a.Path); err == nil && a.Path != "" {
		all = append(all, path)
	}
	return all
}
