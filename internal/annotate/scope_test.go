package annotate

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// TestScopeHolds pins which articles are in a scope.
func TestScopeHolds(t *testing.T) {
	article := Options{URL: "https://www.News.example.com/a/1.html#top", Site: "Example Daily", Feeds: []string{"https://example.com/feed/", "Example's feed"},
		Tags: []string{"Phones"}, Articles: []string{"laiwang", "/home/me/a.txt"}}
	for _, c := range []struct {
		name  string
		scope *Scope
		want  bool
	}{
		{"everywhere", nil, true},
		{"nowhere", &Scope{}, false},
		{"host", &Scope{Sites: []string{"news.example.com"}}, true},
		{"host with www", &Scope{Sites: []string{"www.news.example.com"}}, true},
		{"host above", &Scope{Sites: []string{"Example.COM"}}, true},
		{"host with the same end", &Scope{Sites: []string{"ample.com"}}, false},
		{"host below", &Scope{Sites: []string{"old.news.example.com"}}, false},
		{"name of the site", &Scope{Sites: []string{"example daily"}}, true},
		{"second of two", &Scope{Sites: []string{"other.org", "example.com"}}, true},
		{"feed by address", &Scope{Feeds: []string{"http://example.com/feed"}}, true},
		{"feed by title", &Scope{Feeds: []string{"example's FEED"}}, true},
		{"another feed", &Scope{Feeds: []string{"https://example.com/feeds"}}, false},
		{"tag", &Scope{Tags: []string{"phones"}}, true},
		{"another tag", &Scope{Tags: []string{"phone"}}, false},
		{"ID", &Scope{Articles: []string{"laiwang"}}, true},
		{"file", &Scope{Articles: []string{"/home/me/a.txt"}}, true},
		{"address", &Scope{Articles: []string{"http://www.News.example.com/a/1.html"}}, true},
		{"another article", &Scope{Articles: []string{"alibaba"}}, false},
		{"one of two sorts", &Scope{Sites: []string{"other.org"}, Tags: []string{"phones"}}, true},
	} {
		if got := c.scope.holds(&article); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	for _, s := range []*Scope{{Sites: []string{"example.com"}}, {Tags: []string{"phones"}}, {Articles: []string{"x"}}, {Feeds: []string{"x"}}} {
		if s.holds(&Options{}) {
			t.Errorf("%s holds on an article of which nothing is known", s)
		}
	}
}

// fixedOn is fixed on an article of which o is known.
func fixedOn(e *Engine, text string, o Options) string {
	return string(Apply([]byte(text), e.Annotate(document.Plain([]byte(text)), o)))
}

// TestScopes pins which rule stands where, with scopes in packs and switches of the user's.
func TestScopes(t *testing.T) {
	const text = "Tencent says that micro-letter has 400 million users."
	var (
		here   = Options{URL: "https://here.example/1.html", Articles: []string{"one"}}
		tagged = Options{URL: "https://there.example/2.html", Tags: []string{"old"}, Articles: []string{"two"}}
		site   = &Scope{Sites: []string{"here.example"}}
		one    = &Scope{Articles: []string{"one"}}
		old    = &Scope{Tags: []string{"old"}}
	)
	const onlyHere = ", only: {sites: [here.example]}"
	packOnly := func(p string) string {
		return strings.Replace(p, "\n", "\nonly: {sites: [here.example]}\n", 1)
	}
	on := func(name string, s *Scope) Switch { return Switch{Name: name, On: true, Only: s} }
	off := func(name string, s *Scope) Switch { return Switch{Name: name, Only: s} }
	for _, c := range []struct {
		name               string
		own                []string
		chosen             []Switch
		atHere, atTaggedIs string
	}{
		{"built in", nil, nil, "WeChat", "WeChat"},
		{"a rule for a site", []string{ownRule("mine", "x", "micro letter", "Weixin", onlyHere)}, nil, "Weixin", "WeChat"},
		{"a pack for a site", []string{packOnly(ownRule("mine", "x", "micro letter", "Weixin", ""))}, nil, "Weixin", "WeChat"},
		{"in the scope of both", []string{packOnly(ownRule("mine", "x", "micro letter", "Weixin", ", only: {tags: [old]}"))}, nil, "WeChat", "WeChat"},
		{"in place of the built-in one, there", []string{ownRule("wechat", "wechat", "no such words", "Nothing", onlyHere)}, nil, "micro-letter", "WeChat"},
		{"in place of an own one, there", []string{ownRule("mine", "x", "micro letter", "A", ""), ownRule("mine", "x", "no such words", "B", onlyHere), "pack: z\noff: [wechat]\n"}, nil, "micro-letter", "A"},
		{"an own one for everywhere behind both", []string{ownRule("mine", "x", "micro letter", "A", ""), ownRule("mine", "x", "micro letter", "B", onlyHere), ownRule("mine", "x", "micro letter", "C", "")}, nil, "C", "C"},
		{"off in a pack for a site", []string{"pack: mine\nonly: {sites: [here.example]}\noff: [wechat/wechat]\n"}, nil, "micro-letter", "WeChat"},
		{"pack off in a pack for a site", []string{"pack: mine\nonly: {sites: [here.example]}\noff: [wechat]\n"}, nil, "micro-letter", "WeChat"},
		{"a shield of a pack for a site", []string{"pack: mine\nonly: {sites: [here.example]}\nshields: [micro letter has]\n"}, nil, "micro-letter", "WeChat"},
		{"switched off", nil, []Switch{off("wechat/wechat", nil)}, "micro-letter", "micro-letter"},
		{"switched off on a site", nil, []Switch{off("wechat/wechat", site)}, "micro-letter", "WeChat"},
		{"pack switched off for a tag", nil, []Switch{off("wechat", old)}, "WeChat", "micro-letter"},
		{"on here only", nil, []Switch{off("wechat", nil), on("wechat", site)}, "WeChat", "micro-letter"},
		{"the rule before its pack", nil, []Switch{off("wechat", nil), on("wechat/wechat", nil)}, "WeChat", "WeChat"},
		{"the rule on, the pack off on the site", nil, []Switch{off("wechat", site), on("wechat/wechat", nil)}, "WeChat", "WeChat"},
		{"the article before its site", nil, []Switch{off("wechat", site), on("wechat", one)}, "WeChat", "WeChat"},
		{"off counts among equals", nil, []Switch{on("wechat", site), off("wechat", site)}, "micro-letter", "WeChat"},
		{"an own pack", []string{ownRule("mine", "x", "micro letter", "Weixin", "")}, []Switch{off("mine", site)}, "WeChat", "Weixin"},
		{"an own pack, off", []string{ownRule("mine", "x", "micro letter", "Weixin", "")}, []Switch{off("mine", nil)}, "WeChat", "WeChat"},
		{"an own rule of a pack that is off", []string{ownRule("mine", "x", "micro letter", "Weixin", "")}, []Switch{off("mine", nil), on("mine/x", old)}, "WeChat", "Weixin"},
	} {
		var packs []*Pack
		for _, text := range c.own {
			packs = append(packs, ownPack(t, text))
		}
		e, err := Layered(packs, nil, c.chosen...)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		for _, at := range []struct {
			o    Options
			want string
		}{{here, c.atHere}, {tagged, c.atTaggedIs}} {
			if got := fixedOn(e, text, at.o); !strings.Contains(got, at.want) {
				t.Errorf("%s: at %s: %q, want %q", c.name, at.o.Articles, got, at.want)
			}
		}
	}
}

// TestScopedRecogniser: recognisers are switched as rules are.
func TestScopedRecogniser(t *testing.T) {
	const text = "Tencent made 65438+0 million yuan in Shenzhen, as Alibaba did in Hangzhou."
	e, err := Layered(nil, nil, Switch{Name: "recogniser", Only: &Scope{Sites: []string{"here.example"}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := fixedOn(e, text, Options{}); got == text {
		t.Errorf("elsewhere nothing is found")
	}
	if got := fixedOn(e, text, Options{URL: "https://here.example/"}); got != text {
		t.Errorf("on the site: %q", got)
	}
}

// TestScopedNames: the names of a pack for a site are evidence there alone, and in its who's who.
func TestScopedNames(t *testing.T) {
	const text = "Zorbcorp opened a shop, and Zorbcorp closed it."
	e, err := Layered([]*Pack{ownPack(t, "pack: mine\nonly: {tags: [zorb]}\nnames:\n  - {id: zorb, name: Zorbcorp, kind: organisation}\n")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := document.Plain([]byte(text))
	if cast := e.Start(d, Options{Tags: []string{"zorb"}}).Cast(nil); len(cast) != 1 || cast[0].Name != "Zorbcorp" || len(cast[0].Places) != 2 {
		t.Errorf("in the scope: %v", cast)
	}
	if cast := e.Start(d, Options{}).Cast(nil); len(cast) != 0 {
		t.Errorf("elsewhere: %v", cast)
	}
}

// TestExplainScope: what does not hold on an article is told, with where it does.
func TestExplainScope(t *testing.T) {
	e, err := Layered(nil, nil, Switch{Name: "wechat", Only: &Scope{Tags: []string{"old"}}})
	if err != nil {
		t.Fatal(err)
	}
	d := document.Plain([]byte("Tencent's micro-letter"))
	x := e.Explain(d, Options{Tags: []string{"old"}}, document.Span{Start: 12, End: 14})
	if !strings.Contains(x.String(), "wechat/wechat: \"micro-letter\"") || !strings.Contains(x.String(), "refused: it does not hold on this article: off tag old") {
		t.Error(x)
	}
}

// TestScopeIsAFilter: an engine with scopes does on an article just what one does that was built of what holds there.
func TestScopeIsAFilter(t *testing.T) {
	text := "Tencent says that micro-letter and pay treasure have 400 million users, says Zorbcorp of the blue cow."
	d := document.Plain([]byte(text))
	names := []string{"wechat", "wechat/wechat", "alipay", "mine", "mine/cow", "recogniser"}
	place := rapid.SampledFrom([]string{"here.example", "there.example"})
	rapid.Check(t, func(t *rapid.T) {
		own := &Pack{Name: "mine", Rules: []Rule{{ID: "cow", Pack: "mine", Fix: "Lanniu", Kind: Brand, Match: []Form{{Text: "blue cow"}}}, {ID: "letter", Pack: "mine", Fix: "Weixin", Kind: Brand, Match: []Form{{Text: "micro letter"}}}}}
		if rapid.Bool().Draw(t, "scoped pack") {
			own.Only = &Scope{Sites: []string{place.Draw(t, "of the pack")}}
		}
		if rapid.Bool().Draw(t, "scoped rule") {
			own.Rules[0].Only = &Scope{Sites: []string{place.Draw(t, "of the rule")}}
		}
		var chosen []Switch
		for range rapid.IntRange(0, 4).Draw(t, "switches") {
			s := Switch{Name: rapid.SampledFrom(names).Draw(t, "name"), On: rapid.Bool().Draw(t, "on")}
			if rapid.Bool().Draw(t, "scoped switch") {
				s.Only = &Scope{Sites: []string{place.Draw(t, "of the switch")}}
			}
			chosen = append(chosen, s)
		}
		at := Options{URL: "https://" + place.Draw(t, "article") + "/1"}
		scoped, _ := Layered([]*Pack{own}, nil, chosen...) // unknown names are no matter here
		plain := *own
		plain.Only, plain.Rules = nil, nil
		for _, r := range own.Rules {
			if own.Only.holds(&at) && r.Only.holds(&at) {
				r.Only = nil
				plain.Rules = append(plain.Rules, r)
			}
		}
		var now []Switch
		for _, s := range chosen {
			if s.Only.holds(&at) {
				now = append(now, s)
			}
		}
		var flat []string
		for _, name := range append(names, "mine/letter") {
			if !Switched(now, name, &at) {
				flat = append(flat, name)
			}
		}
		// A rule that is on in a pack that is off is named alone, so the pack is written out.
		var written []string
		for _, name := range flat {
			switch name {
			case "wechat":
				if Switched(now, "wechat/wechat", &at) {
					t.Skip("the pack has more rules than are listed here")
				}
			case "mine":
				continue
			}
			written = append(written, name)
		}
		want, _ := Layered([]*Pack{&plain}, written)
		if a, b := fmt.Sprint(scoped.Annotate(d, at)), fmt.Sprint(want.Annotate(d, at)); a != b {
			t.Fatalf("%v\nscoped %s\nbuilt  %s", chosen, a, b)
		}
	})
}

// TestScopedSentences: the sentences of a rule for some articles are run on such an article.
func TestScopedSentences(t *testing.T) {
	p := ownPack(t, `pack: mine
only: {sites: [here.example], tags: [a]}
rules:
  - {id: x, fix: Lanniu, kind: brand, match: [blue cow], only: {sites: [deep.here.example]}, hits: ["a [blue cow=>Lanniu]"], leaves: [z]}
  - {id: y, fix: Hongniu, kind: brand, match: [red cow], only: {articles: [one]}, hits: ["a [red cow=>Hongniu]"], leaves: ["a red cow"]}
`)
	e, err := Layered([]*Pack{p}, nil)
	if err != nil {
		t.Fatal(err)
	}
	failed := TestPack(e, p)
	if len(failed) != 1 || failed[0].Rule != "y" || !strings.Contains(failed[0].Text, "must stay") {
		t.Error(failed)
	}
}

// TestCompiledScopes: scopes are compiled, and packs without them are compiled as before.
func TestCompiledScopes(t *testing.T) {
	p := ownPack(t, packWithScopes)
	all, err := ReadCompiled(Compile(p))
	if err != nil || len(all) != 1 {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(all[0].Only, p.Only) || !reflect.DeepEqual(all[0].Rules[0].Only, p.Rules[0].Only) || all[0].Rules[1].Only != nil || all[0].Rules[1].Fix != "W" {
		t.Errorf("%+v", all[0])
	}
	p.Only, p.Rules[0].Only = nil, nil
	if b := Compile(p); b[0] != unscoped {
		t.Errorf("version %d", b[0])
	}
}

const packWithScopes = `pack: mine
only: {feeds: [a, "b c"], articles: [d]}
rules:
  - {id: x, fix: V, kind: brand, match: [v], only: {sites: [here.example], tags: [t]}, hits: ["[v=>V]"], leaves: [z]}
  - {id: y, fix: W, kind: brand, match: [w], hits: ["[w=>W]"], leaves: [z]}
`

// TestScopeMistakes: what is wrong with a scope is told at its place, and what it was meant for holds nowhere rather than everywhere.
func TestScopeMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"pack: a\nonly: {sites: [https://x.org/]}\n":                  `p.yaml:2:1: ` + "`only`: `sites` has \"https://x.org/\"; it wants a host",
		"pack: a\nonly: {}\n":                                         `p.yaml:2:1: ` + "`only` names no place",
		"pack: a\nonly: {tags: ['']}\n":                               `p.yaml:2:1: ` + "`only`: a name under `tags` is empty",
		"pack: a\nonly: {site: [x]}\n":                                `p.yaml:2:8: "site" is not known here: did you mean "sites"?`,
		"pack: a\nonly: {sites: x.org}\n":                             `p.yaml:2:`,
		ownRule("a", "x", "micro letter", "W", ", only: {sites: []}"): "p.yaml:3:6: rule \"x\": `only` names no place",
	} {
		p, err := ReadPack("p.yaml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
		if len(p.Rules) > 0 {
			t.Errorf("%q: its rule stays", text)
		}
	}
}

func TestReadSwitches(t *testing.T) {
	all, err := ReadSwitches("s.yaml", []byte("switches:\n  - off: games\n  - {on: games/honor, only: {sites: [a.org], tags: [b]}}\n"))
	want := []Switch{
		{Name: "games", File: "s.yaml", Line: 2, Column: 5},
		{Name: "games/honor", On: true, Only: &Scope{Sites: []string{"a.org"}, Tags: []string{"b"}}, File: "s.yaml", Line: 3, Column: 6},
	}
	if err != nil || !reflect.DeepEqual(all, want) {
		t.Errorf("%+v, %v", all, err)
	}
	if all, err := ReadSwitches("s.yaml", nil); len(all) > 0 || err != nil {
		t.Errorf("an empty file: %v, %v", all, err)
	}
	for text, want := range map[string]string{
		"switches:\n  - off: a\n  - {only: {tags: [x]}}\n": "s.yaml:3:6: a switch has `on` or `off`",
		"switches:\n  - off: a\n  - {on: a, off: b}\n":     "s.yaml:3:6: a switch has",
		"switches:\n  - off: a\n  - {on: b, only: {}}\n":   "s.yaml:3:6: `only` names no place",
		"switches:\n  - off: a\n  - {on: b, olny: {}}\n":   `s.yaml:3:13: "olny" is not known here: did you mean "only"?`,
		"switches: [\n": "s.yaml:1:",
	} {
		all, err := ReadSwitches("s.yaml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
		if strings.Contains(text, "off: a\n") && (len(all) == 0 || all[0].Name != "a") {
			t.Errorf("%q: the good one is gone: %v", text, all)
		}
	}
}
