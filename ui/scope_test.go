package ui

import (
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// TestScopes: rules for some articles only hold on these, in the text and in its who's who.
func TestScopes(t *testing.T) {
	pack, err := annotate.ReadPack("own.yaml", []byte(`pack: own
rules:
  - {id: user, fix: reader, kind: term, match: [user], only: {sites: [here.example]}, hits: ["[user=>reader]"], leaves: [z]}
names:
  - {id: sina, name: Sina, kind: organisation}
`))
	if err != nil {
		t.Fatal(err)
	}
	for address, fixes := range map[string]bool{"https://www.here.example/1": true, "https://there.example/1": false} {
		d := drive(t, 80, 24, func(o *Options) {
			o.Engine = func() *annotate.Engine { return annotate.New(pack) }
			a := *o.Articles[0]
			a.URL, a.Own, a.OwnText = address, nil, nil
			o.Articles[0], o.Open = &a, &a
		})
		r := d.reading(d.open)
		if !r.annotated || (len(r.anns) > 0) != fixes {
			t.Errorf("%s: %d fixes", address, len(r.anns))
		}
	}
}
