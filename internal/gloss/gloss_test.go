package gloss

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMarks(t *testing.T) {
	for numbered, want := range map[string]string{
		"Wei1 xin4": "Wēixìn", "lu:4 se4": "lǜsè", "Xi1 an1": "Xī'ān", "hui2 guo1 rou4": "huíguōròu", "liu2": "liú", "gui4": "guì",
		"er2 zi5": "érzi", "wan2 r5": "wánr", "K T V": "KTV", "nu:3 er2": "nǚ'ér", "xiong2": "xióng", "3 D": "3D", "": "", "E2 luo2 si1": "Éluósī",
	} {
		if got := Marks(numbered); got != want {
			t.Errorf("Marks(%q) = %q, want %q", numbered, got, want)
		}
	}
}

func TestBare(t *testing.T) {
	for pinyin, want := range map[string]string{
		"Wēixìn": "weixin", "wei1 xin4": "weixin", "Xī'ān": "xian", "lǜ": "lv", "lu:4": "lv", "A B": "ab",
	} {
		if got := Bare(pinyin); got != want {
			t.Errorf("Bare(%q) = %q, want %q", pinyin, got, want)
		}
	}
	if a, b := Toned("Wēixìn"), Toned("wei1xin4"); a != b || a != "we1ixi4n" {
		t.Errorf("toned %q and %q", a, b)
	}
}

func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		"微信支付": "微信 支付", "QQ炫舞": "QQ 炫 舞", "微信": "微信", "一号店 2": "一号店 2", "鿿": "鿿", "": "",
	} {
		if got := strings.Join(Builtin().Cut(text), " "); got != want {
			t.Errorf("Cut(%q) = %q, want %q", text, got, want)
		}
	}
	if got := Builtin().Reading("微信支付"); got != "wēixìn zhīfù" {
		t.Errorf("reading %q", got)
	}
}

// TestTable looks at the form of the table: what a line of it must have.
func TestTable(t *testing.T) {
	table := Builtin()
	characters, words := 0, 0
	table.All(func(e Entry) {
		if utf8.RuneCountInString(e.ZH) == 1 {
			characters++
		} else {
			words++
		}
		if slices.Contains(e.Pinyin, "") || slices.Contains(e.Glosses, "") || len(e.Glosses) == 0 {
			t.Errorf("%s: empty reading or gloss: %v", e.ZH, e)
		}
		seen := map[string]bool{}
		for _, g := range e.Glosses {
			if low := strings.ToLower(g); seen[low] || g != strings.TrimSpace(g) {
				t.Errorf("%s: gloss %q stands twice or has blanks", e.ZH, g)
			} else {
				seen[low] = true
			}
		}
		for _, r := range e.ZH {
			if _, ok := table.Entry(string(r)); Han(r) && !ok {
				t.Errorf("%s: %c has no entry", e.ZH, r)
			}
		}
	})
	if characters < 1900 || words < 2400 || len(table.surnames) < 300 {
		t.Errorf("%d characters, %d words, %d surnames", characters, words, len(table.surnames))
	}
}
