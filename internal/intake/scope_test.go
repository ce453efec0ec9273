package intake

import (
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// TestIndexScopes: an article is found as the rules repair it that hold for its site and its tags.
func TestIndexScopes(t *testing.T) {
	i := open(t)
	i.Engine = func() *annotate.Engine {
		e, err := annotate.Layered(nil, nil,
			annotate.Switch{Name: "wechat", Only: &annotate.Scope{Sites: []string{"here.example"}}},
			annotate.Switch{Name: "wechat", Only: &annotate.Scope{Tags: []string{"raw"}}})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	for _, c := range []struct {
		text, address string
		tags          []string
	}{
		{"One: Tencent says that micro-letter grows.", "https://here.example/1", nil},
		{"Two: Tencent says that micro-letter grows.", "https://there.example/2", nil},
		{"Three: Tencent says that micro-letter grows.", "https://there.example/3", []string{"raw"}},
	} {
		a, err := articles.Read("a.txt", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		a.Title, a.URL = c.text, c.address
		if r, err := i.AddArticle(t.Context(), a, Options{Tags: c.tags}); err != nil || len(r.Added) != 1 {
			t.Fatal(r, err)
		}
	}
	want(t, "titles", shelved(t, i, shelf.Filter{}), []string{
		"One: Tencent says that micro-letter grows.", "Three: Tencent says that micro-letter grows.", "Two: Tencent says that WeChat grows.",
	})
}
