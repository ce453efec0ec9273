package glossary

import (
	"slices"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// TestLint pins what is found in a pack, and where. Each rule stands on the lines from 3 on.
func TestLint(t *testing.T) {
	const head = "pack: cows\nrules:\n"
	const tail = "\n    kind: brand\n"
	for name, c := range map[string]struct {
		text string
		want []string // the beginnings of the findings, without the file
	}{
		"nothing":   {head + "  - id: a\n    zh: 蓝牛\n    pinyin: Lánniú\n    fix: Lanniu" + tail + "    match: [blue zorb]\n    hits: [\"a [blue zorb=>Lanniu]\"]\n    leaves: [a zorb]\n", nil},
		"a mistake": {"pack: cows\ncolour: blue\n", []string{`2:1: "colour" is not known here`}},
		"no YAML":   {"pack: [\n", []string{"1:"}},
		"no pinyin": {head + "  - id: a\n    zh: 蓝牛\n    fix: Lanniu" + tail + "    match: [blue zorb]\n    hits: [\"a [blue zorb=>Lanniu]\"]\n    leaves: [a zorb]\n",
			[]string{"4:5: 蓝牛 has no `pinyin` (pinyin)"}},
		"no tones": {head + "  - id: a\n    zh: 蓝牛\n    pinyin: Lanniu\n    fix: Lanniu" + tail + "    match: [blue zorb]\n    hits: [\"a [blue zorb=>Lanniu]\"]\n    leaves: [a zorb]\n",
			[]string{`5:5: the pinyin "Lanniu" has no tone marks (pinyin)`}},
		"twice": {head + "  - id: a\n    fix: A" + tail + "    match: [blue zorb, \"{blue,red}-zorb\"]\n    hits: [\"a [blue zorb=>A]\"]\n    leaves: [a zorb]\n",
			[]string{`6:24: "blue zorb" stands in this rule twice (duplicate)`}},
		"in two rules": {head + "  - id: a\n    fix: A" + tail + "    match: [blue zorb]\n    hits: [\"a [blue zorb=>A]\"]\n    leaves: [a zorb]\n  - id: b\n    fix: B" + tail + "    match: [blue zorb, red zorb]\n    hits: [\"a [red zorb=>B]\"]\n    leaves: [a zorb]\n",
			[]string{`6:13: nothing finds "blue zorb"`, `7:12: puts [a blue zorb=>B], not "A" (sentence)`, `12:13: "blue zorb" stands in the rule a too, where its fix is "A" (duplicate)`}},
		"collides": {head + "  - id: a\n    fix: Weixin" + tail + "    match:\n      - micro letter\n    hits: [\"a [micro letter=>Weixin]\"]\n    leaves: [z]\n",
			[]string{`7:9: "micro letter" collides with the built-in rule wechat/wechat, where its fix is "WeChat": yours stands before it (built-in)`}},
		"known": {head + "  - id: a\n    fix: WeChat" + tail + "    match:\n      - {text: micro letter}\n    hits: [\"a [micro letter=>WeChat]\"]\n    leaves: [z]\n",
			[]string{`7:10: "micro letter" is known already: the built-in rule wechat/wechat has the same fix (built-in)`}},
		"off, so no collision": {"pack: cows\noff: [wechat/wechat]\n" + "rules:\n  - id: a\n    fix: Weixin" + tail + "    match: [micro letter]\n    hits: [\"a [micro letter=>Weixin]\"]\n    leaves: [z]\n", nil},
		"off, nobody":          {"pack: cows\noff:\n  - wechat/wechatt\n", []string{`3:5: off: no pack or rule is called "wechat/wechatt": did you mean "wechat/wechat"? (off)`}},
		"a built-in name": {strings.Replace(head, "cows", "wechat", 1) + "  - id: wechat\n    fix: W" + tail + "    match: [zorb letter]\n    hits: [\"a [zorb letter=>W]\"]\n    leaves: [z]\n",
			[]string{"3:5: takes the place of the built-in rule of this name (name)"}},
		"ordinary": {head + "  - id: a\n    fix: Heliu" + tail + "    risk: low\n    match: [rivers]\n    hits: [\"Alibaba built [rivers=>Heliu] in Hangzhou\"]\n    leaves: [z]\n",
			[]string{"7:13: \"rivers\" is ordinary English: say with `near`"}},
		"ordinary, guarded": {head + "  - id: a\n    fix: Heliu" + tail + "    risk: low\n    near: [chat app]\n    match: [rivers]\n    hits: [\"Alibaba built the chat app [rivers=>Heliu] in Hangzhou\"]\n    leaves: [z]\n", nil},
		"ordinary, in one":  {head + "  - id: a\n    fix: Heliu" + tail + "    risk: low\n    only: {articles: [one]}\n    match: [rivers]\n    hits: [\"Alibaba built [rivers=>Heliu] in Hangzhou\"]\n    leaves: [z]\n", nil},
		"its own fix": {head + "  - id: a\n    fix: Zorb" + tail + "    match: [Zorb, zorb cow]\n    hits: [\"a [zorb cow=>Zorb]\"]\n    leaves: [z]\n",
			[]string{`6:13: "Zorb" is its own fix: nothing would change (unreachable)`}},
		"shielded": {"pack: cows\nshields: [the blue zorb of the sea, blue zorb cow]\nrules:\n  - id: a\n    fix: A" + tail + "    match: [blue zorb, blue zorb cow]\n    hits: [\"a [blue zorb=>A]\"]\n    leaves: [z]\n", nil},
		"a hit and a leave": {head + "  - id: a\n    fix: A" + tail + "    match: [blue zorb]\n    hits:\n      - \"a [blue zorb=>A]\"\n      - \"a [red zorb=>A]\"\n    leaves:\n      - \"a blue zorb\"\n",
			[]string{`9:9: does not mark "red zorb" (sentence)`, `11:9: marks "a blue zorb", which must stay (sentence)`}},
		"words of the form": {head + "  - id: a\n    fix: A" + tail + "    near: [phone, zorb]\n    match: [blue zorb, red zorb]\n    hits: [\"a [blue zorb=>A]\"]\n    leaves: [z]\n",
			[]string{`6:19: "zorb" is part of the form itself, and does not count there (words)`}},
		"an article": {head + "  - id: a\n    fix: A" + tail + "    match: [the blue zorb]\n    hits: [\"so [the blue zorb=>A]\"]\n    leaves: [z]\n",
			[]string{`6:13: leave the article out: "blue zorb" finds "the blue zorb" as well (article)`}},
		"an unknown name": {head + "  - id: a\n    fix: A" + tail + "    names: [tencnet]\n    match: [blue zorb]\n    hits: [\"a [blue zorb=>A]\"]\n    leaves: [z]\n",
			[]string{`6:13: nobody is called "tencnet": did you mean "tencent"? (names)`}},
	} {
		var got []string
		for _, f := range Lint([]Source{{"p.yaml", []byte(c.text)}}, nil) {
			got = append(got, strings.TrimPrefix(f.String(), "p.yaml:"))
		}
		if len(got) != len(c.want) || !slices.EqualFunc(got, c.want, strings.HasPrefix) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// TestLintBuiltin: of the built-in packs hardly anything is said to be unreachable or ordinary, so what is said of others can be believed.
func TestLintBuiltin(t *testing.T) {
	found := map[string]int{}
	forms := 0
	for _, p := range builtin(t)[:10] {
		for _, f := range Lint([]Source{{"p.yaml", []byte(strings.Replace(YAML(p), "pack: "+p.Name, "pack: x", 1))}}, nil) {
			found[f.Check]++
			if f.Check == "unreachable" || f.Check == "ordinary" {
				t.Logf("%s: %s", p.Name, f)
			}
		}
		for i := range p.Rules {
			forms += len(p.Rules[i].Match)
		}
	}
	t.Log(forms, found)
	if found["mistake"] > 0 || found["unreachable"] > forms/50 {
		t.Errorf("of %d forms: %v", forms, found)
	}
}

// TestLintBeside: packs are looked at beside the user's others.
func TestLintBeside(t *testing.T) {
	other, err := annotate.ReadPack("o.yaml", []byte("pack: other\noff: [wechat]\nnames:\n  - {id: zorb, name: Zorbcorp}\n"))
	if err != nil {
		t.Fatal(err)
	}
	text := "pack: cows\nrules:\n  - {id: a, fix: Weixin, kind: brand, match: [micro letter], names: [zorb], hits: [\"a [micro letter=>Weixin]\"], leaves: [z]}\n"
	if found := Lint([]Source{{"p.yaml", []byte(text)}}, []*annotate.Pack{other}); len(found) > 0 {
		t.Error(found)
	}
}
