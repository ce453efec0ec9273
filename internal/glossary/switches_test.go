package glossary

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// TestSwitchTo: after a switch was thrown it says what was asked for, says nothing new about other names, and the file of it reads back.
func TestSwitchTo(t *testing.T) {
	names := []string{"games", "games/honor", "wechat"}
	places := rapid.SampledFrom([]*annotate.Scope{nil, {Sites: []string{"a.org"}}, {Sites: []string{"b.org"}}, {Tags: []string{"x"}}, {Articles: []string{"one"}}, {Sites: []string{"a.org"}, Feeds: []string{"f: g"}}})
	articles := []annotate.Options{{}, {URL: "https://a.org/1"}, {Site: "b.org", Tags: []string{"x"}}, {Articles: []string{"one"}, URL: "https://a.org/2"}, {Feeds: []string{"f: g"}}}
	rapid.Check(t, func(t *rapid.T) {
		var all []annotate.Switch
		for range rapid.IntRange(1, 8).Draw(t, "times") {
			name, on, only := rapid.SampledFrom(names).Draw(t, "name"), rapid.Bool().Draw(t, "on"), places.Draw(t, "only")
			before := all
			all = SwitchTo(all, name, on, only)
			where := articles
			if only != nil {
				where = nil
				for _, l := range only.Lists() {
					for _, place := range *l.Of {
						one := &annotate.Scope{}
						add(one, l.Name, place)
						where = append(where, annotate.Inside(one))
					}
				}
			}
			for i := range where {
				if got := annotate.Switched(all, name, &where[i]); got != on {
					t.Fatalf("%s switched %v %s is %v on %+v: %v", name, on, only, got, where[i], all)
				}
			}
			for _, other := range names {
				if other == name || other == "games/honor" && name == "games" {
					continue
				}
				for i := range articles {
					if annotate.Switched(before, other, &articles[i]) != annotate.Switched(all, other, &articles[i]) {
						t.Fatalf("%s changed with %s", other, name)
					}
				}
			}
		}
		back, err := annotate.ReadSwitches("s.yaml", Switches(all))
		for i := range back {
			back[i].File, back[i].Line, back[i].Column = "", 0, 0
		}
		if err != nil || len(all) != len(back) || len(all) > 0 && !reflect.DeepEqual(all, back) {
			t.Fatalf("%v\n%+v\n%+v", err, all, back)
		}
	})
}

func TestState(t *testing.T) {
	a, b := &annotate.Scope{Sites: []string{"a.org"}}, &annotate.Scope{Tags: []string{"b"}}
	var all []annotate.Switch
	for _, step := range []struct {
		on   bool
		only *annotate.Scope
		want string
	}{
		{false, a, "off on site a.org"},
		{false, b, "off on site a.org, tag b"},
		{true, a, "off on tag b"},
		{true, nil, "on"},
		{false, nil, "off"},
		{true, a, "off but on site a.org"},
		{false, a, "off"},
		{true, nil, "on"},
	} {
		all = SwitchTo(all, "games", step.on, step.only)
		if got := State(all, "games"); got != step.want {
			t.Errorf("switched %v %s: %q, want %q", step.on, step.only, got, step.want)
		}
	}
	if len(all) > 0 {
		t.Errorf("left: %v", all)
	}
}
