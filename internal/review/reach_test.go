package review

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// TestReaches: whatever is known of an article, each reach that is offered is right by the form of scopes and holds on the article itself.
func TestReaches(t *testing.T) {
	some := func(t *rapid.T, name string, from ...string) string {
		return rapid.SampledFrom(append(from, "")).Draw(t, name)
	}
	rapid.Check(t, func(t *rapid.T) {
		a, err := articles.Read("a.txt", []byte("A text."))
		if err != nil {
			t.Fatal(err)
		}
		a.Site, a.URL = some(t, "site", "Example Daily", "a/b", "Lieyunwang (猎云网)"), some(t, "url", "https://www.Example.com/1", "http://a.b.org:8080/x#y", "no address", "https://[::1]/")
		a.Path = some(t, "path", "a.txt", "/x/y.txt")
		a.Labels.Name = some(t, "name", "one")
		if rapid.Bool().Draw(t, "feed") {
			a.Labels.Feeds, a.Labels.Tags = []string{"https://example.com/feed", "A feed"}, []string{"x", "y z"}
		}
		known, err := Known(a, annotate.Balanced)
		if err != nil {
			t.Fatal(err)
		}
		all := Reaches(a)
		for _, r := range all {
			if wrong := r.Only.Check(); len(wrong) > 0 {
				t.Fatalf("%s: %q", r.Words, wrong)
			}
			if annotate.Switched([]annotate.Switch{{Name: "x", Only: r.Only}}, "x", &known) {
				t.Fatalf("%s (%s) does not hold on the article %+v", r.Words, r.Only, known)
			}
		}
		if all[0].Words != "this article" || all[len(all)-1].Only != nil {
			t.Fatalf("%+v", all)
		}
	})
}
