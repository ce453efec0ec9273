package annotate

import (
	"fmt"
	"hash/fnv"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// ownPack reads a pack of a test, which must be without mistakes but for sentences that are missing.
func ownPack(t *testing.T, text string) *Pack {
	t.Helper()
	p, err := ReadPack("own.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// ownRule is a pack with one rule in which only the essentials matter.
func ownRule(pack, id, form, fix, more string) string {
	return fmt.Sprintf("pack: %s\nrules:\n  - {id: %s, fix: %q, kind: brand, match: [%q], hits: [\"[x=>y]\"], leaves: [z]%s}\n", pack, id, fix, form, more)
}

func fixed(e *Engine, text string) string {
	return string(Apply([]byte(text), e.Annotate(document.Plain([]byte(text)), Options{})))
}

// TestLayers pins which rule stands where the built-in packs and the user's own disagree.
func TestLayers(t *testing.T) {
	const text = "Tencent says that micro-letter has 400 million users."
	own := func(all ...string) (packs []*Pack) {
		for _, text := range all {
			packs = append(packs, ownPack(t, text))
		}
		return packs
	}
	for _, c := range []struct {
		name string
		own  []*Pack
		off  []string
		want string
	}{
		{"built in", nil, nil, "WeChat"},
		{"same name", own(ownRule("wechat", "wechat", "no such words", "Nothing", "")), nil, "micro-letter"},
		{"same form", own(ownRule("mine", "weixin", "micro letter", "Weixin", "")), nil, "Weixin"},
		{"the later of two", own(ownRule("a", "x", "micro letter", "A", ""), ownRule("b", "x", "micro letter", "B", "")), nil, "B"},
		{"a weaker form refused", own(ownRule("mine", "weixin", "micro letter", "Weixin", ", risk: high, near: [postage], unless: [Tencent]")), nil, "WeChat"},
		{"off by flag", nil, []string{"wechat/wechat"}, "micro-letter"},
		{"pack off by flag", nil, []string{"wechat"}, "micro-letter"},
		{"off in a pack", own("pack: mine\noff: [wechat/wechat]\n"), nil, "micro-letter"},
		{"own rule off", own(ownRule("mine", "weixin", "micro letter", "Weixin", "")), []string{"mine/weixin"}, "WeChat"},
		{"a pack in place of another", own(strings.Replace(ownRule("wechat", "weixin", "micro letter", "Weixin", ""), "\n", "\noff: [wechat]\n", 1)), nil, "Weixin"},
	} {
		e, err := Layered(c.own, c.off)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got, want := fixed(e, text), strings.Replace(text, "micro-letter", c.want, 1); got != want {
			t.Errorf("%s:\n\tgives %s\n\twant  %s", c.name, got, want)
		}
	}
}

// TestFirmRisk: what was measured in ordinary English guards the built-in rules; a user who names a risk means it.
func TestFirmRisk(t *testing.T) {
	const text = "The report says that the intercourse is new."
	for risk, want := range map[string]string{"": "intercourse", ", risk: low": "Laiwang"} {
		e, err := Layered([]*Pack{ownPack(t, ownRule("mine", "laiwang", "intercourse", "Laiwang", risk))}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := fixed(e, text); !strings.Contains(got, want) {
			t.Errorf("risk %q: %s", risk, got)
		}
	}
}

// TestSilentRecogniser switches off what no rule finds.
func TestSilentRecogniser(t *testing.T) {
	const text = "Tom & amp; Jerry"
	with, _ := Layered(nil, nil)
	without, err := Layered(nil, []string{"recogniser"})
	if err != nil {
		t.Fatal(err)
	}
	if fixed(with, text) == text || fixed(without, text) != text {
		t.Errorf("with %q, without %q", fixed(with, text), fixed(without, text))
	}
}

// TestSilentTwice switches off what finds names and words that are said twice, both.
func TestSilentTwice(t *testing.T) {
	const text = "Tencent owns Alibaba Alibaba shops and the the rest."
	without, err := Layered(nil, []string{"recogniser/twice"})
	if err != nil {
		t.Fatal(err)
	}
	if got := fixed(Builtin(), text); got != "Tencent owns Alibaba shops and the rest." {
		t.Errorf("on: %s", got)
	}
	if got := fixed(without, text); got != text {
		t.Errorf("off: %s", got)
	}
}

// TestUnknownSwitch pins what is said of names to switch off that nobody has.
func TestUnknownSwitch(t *testing.T) {
	_, err := Layered([]*Pack{ownPack(t, "pack: mine\noff:\n  - wechat/wechatt\n  - zzzzzzzz\n")}, []string{"wecha"})
	want := []string{
		`no pack or rule is called "wecha": did you mean "wechat"?`,
		`own.yaml:3:5: off: no pack or rule is called "wechat/wechatt": did you mean "wechat/wechat"?`,
		`own.yaml:4:5: off: no pack or rule is called "zzzzzzzz"`,
	}
	if got := fmt.Sprint(Mistakes(err)); got != fmt.Sprint(want) {
		t.Errorf("says %s", got)
	}
}

// TestGoodRulesStay: a mistake costs its rule and no other, and every mistake is reported.
func TestGoodRulesStay(t *testing.T) {
	p, err := ReadPack("p.yaml", []byte(`pack: mine
colour: blue
rules:
  - {id: good, fix: Good, kind: brand, match: [good words], hits: ["[good words=>Good]"], leaves: [no]}
  - {id: Bad Id, fix: Bad, kind: brand, match: [bad words], hits: ["[bad words=>Bad]"], leaves: [no]}
  - {id: no-kind, fix: Bad, match: {a: b}, hits: ["[bad words=>Bad]"], leaves: [no]}
  - {id: typo, fix: Bad, kind: brand, matches: [bad words], hits: ["[bad words=>Bad]"], leaves: [no]}
  - {id: last, fix: Last, kind: brand, match: [last words], hits: ["[last words=>Last]"], leaves: [no]}
`))
	var got []string
	for i := range p.Rules {
		got = append(got, p.Rules[i].ID)
	}
	if fmt.Sprint(got) != "[good last]" || p.Rules[1].Line != 8 {
		t.Errorf("kept %v", got)
	}
	for _, want := range []string{"p.yaml:2:1: ", `p.yaml:5:6: rule "Bad Id": `, "p.yaml:6:36: a map stands where a list belongs", `p.yaml:7:39: "matches" is not known here: did you mean "match"?`} {
		if !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("no %q in\n%v", want, err)
		}
	}
}

// TestAliases: what YAML lets authors say once is read, also beside mistakes.
func TestAliases(t *testing.T) {
	const text = `pack: mine
rules:
  - {id: one, fix: One, kind: term, match: [zorb one], hits: ["[zorb one=>One]"], leaves: &l [no]}
  - {id: two, fix: One, kind: term, match: [zorb two], hits: ["[zorb two=>One]"], leaves: *l}
  - {id: three, fix: Three, kind: term, match: [zorb three], hits: ["[zorb three=>Three]"], leaves: *l}
`
	p := ownPack(t, text)
	if len(p.Rules) != 3 || p.Rules[1].Fix != "One" || p.Rules[1].Line != 4 || p.Rules[2].Leaves[0] != "no" {
		t.Errorf("%+v", p.Rules)
	}
	p, err := ReadPack("p.yaml", []byte(text+"  - {id: four, fix: Four, kind: term, match: {a: b}, hits: [\"[x=>y]\"], leaves: [no]}\n"))
	if err == nil || err.Error() != "p.yaml:6:46: a map stands where a list belongs" || len(p.Rules) == 0 || p.Rules[0].ID != "one" {
		t.Errorf("%v %v", err, p)
	}
	if _, err := ReadPack("p.yaml", []byte("pack: mine\nshields: *nothing\n")); err == nil || !strings.HasPrefix(err.Error(), "p.yaml:2:") {
		t.Errorf("%v", err)
	}
}

// TestHostilePacks reads what nobody writes by hand: it must end soon, with an error that has a place.
func TestHostilePacks(t *testing.T) {
	for name, pack := range map[string]string{
		"open brackets":  "pack: " + strings.Repeat("[", 1<<20),
		"open braces":    "pack: " + strings.Repeat("{a: ", 1<<20),
		"items in items": "rules:\n" + strings.Repeat("- ", 1<<20),
		"items, blanks":  "rules:\n  " + strings.Repeat("-   ", 1<<20),
		"keys in keys":   strings.Repeat("? ", 1<<20),
		"anchor bomb":    "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: &h [*g,*g,*g,*g,*g,*g,*g,*g,*g]\nshields: *h\n",
		"known anchors":  "about: &a [x]\nshields: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nrules: [*b,*b]\n",
		"itself":         "a: &a [*a]\nshields: *a\n",
		"not UTF-8":      "pack: x\nabout: \xff\xfe\n",
		"a control":      "pack: x\nabout: \x1b[31m\n",
		"a list":         "- a\n- b\n",
		"nothing":        "",
		"a word":         "hello",
		"too large":      strings.Repeat("# x\n", 3<<20),
	} {
		start := time.Now()
		_, err := ReadPack("p.yaml", []byte(pack))
		if took := time.Since(start); err == nil || took > 5*time.Second || !strings.HasPrefix(err.Error(), "p.yaml:") {
			t.Errorf("%s: %.200v after %v", name, err, took)
		}
	}
}

// TestCompiledVersion fails when the fields of a pack have changed since CompiledVersion was set.
func TestCompiledVersion(t *testing.T) {
	h := fnv.New32a()
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(ty reflect.Type) {
		fmt.Fprint(h, ty.Kind(), ty.Name(), "{")
		switch ty.Kind() {
		case reflect.Pointer, reflect.Slice:
			walk(ty.Elem())
		case reflect.Struct:
			for f := range ty.Fields() {
				fmt.Fprint(h, f.Name, " ")
				if !seen[ty] {
					walk(f.Type)
				}
			}
			seen[ty] = true
		}
		fmt.Fprint(h, "}")
	}
	walk(reflect.TypeFor[Pack]())
	if got, want := fmt.Sprintf("%d:%08x", CompiledVersion, h.Sum32()), "3:115cbfaf"; got != want {
		t.Errorf("packs look like %s, not %s: raise CompiledVersion and write the new one here", got, want)
	}
}
