package linear

import (
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// TestScopes: rules for some articles only hold on these.
func TestScopes(t *testing.T) {
	pack, err := annotate.ReadPack("own.yaml", []byte(`pack: own
rules:
  - {id: user, fix: zorbreader, kind: term, match: [user], only: {tags: [old]}, hits: ["[user=>zorbreader]"], leaves: [z]}
`))
	if err != nil {
		t.Fatal(err)
	}
	for tag, fixes := range map[string]bool{"old": true, "new": false} {
		said := talk(t, func(o *Options) {
			o.Engine = func() *annotate.Engine { return annotate.New(pack) }
			a := *o.Articles[0]
			a.Own, a.OwnText, a.Labels.Tags = nil, nil, []string{tag}
			o.Articles[0], o.Open = &a, &a
		}, "quit")
		if strings.Contains(said, "2 fixes") != fixes || strings.Contains(said, "nothing to fix") == fixes {
			t.Errorf("%s:\n%s", tag, said)
		}
	}
}
