package guess

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/dictionary"
	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

var (
	attested = flag.String("attested", "", "measure on a file of attested pairs: JSON lines with form and zh")
	store    = flag.String("dictionaries", "", "with the dictionaries in this directory")
)

// sample is what machines are known to have made of names and terms.
var sample = []struct{ form, zh string }{
	{"micro-letter", "微信"}, {"micro channel", "微信"}, {"the micro believe", "微信"}, {"microletter", "微信"}, {"micro letter to pay", "微信支付"},
	{"pay treasure", "支付宝"}, {"payment treasure", "支付宝"}, {"balance treasure", "余额宝"}, {"ant flower", "花呗"}, {"sesame credit", "芝麻信用"},
	{"hungry", "饿了么"}, {"public comment", "大众点评"}, {"fight a lot", "拼多多"}, {"little red book", "小红书"}, {"rookie network", "菜鸟网络"},
	{"millet", "小米"}, {"hammer technology", "锤子"}, {"tiger teeth", "虎牙"}, {"fighting fish", "斗鱼"}, {"known almost", "知乎"},
	{"electricity supplier", "电商"}, {"red envelope", "红包"}, {"two-dimensional code", "二维码"}, {"circle of friends", "朋友圈"}, {"water army", "水军"},
	{"brush single", "刷单"}, {"curve overtaking", "弯道超车"}, {"sinking market", "下沉市场"}, {"glory of the king", "王者荣耀"}, {"wechat subscription number", "微信订阅号"},
	{"Zhang Zhaoyang", "张朝阳"}, {"horse cloud", "马云"}, {"thunder army", "雷军"}, {"Jinshan", "金山"}, {"list of entities", "实体清单"}, {"millet technology", "小米科技"},
}

// TestSample holds a floor under what is guessed: from the Chinese alone, and with all that is known.
func TestSample(t *testing.T) {
	count := func(g *Guesser) (right int) {
		for _, s := range sample {
			if slices.ContainsFunc(g.Guess(s.form, 5), func(one Guess) bool { return one.ZH == s.zh }) {
				right++
			} else {
				t.Logf("%s: no %s among %v", s.form, s.zh, g.Guess(s.form, 5))
			}
		}
		return right
	}
	g := New(annotate.BarePacks())
	if right := count(g); right < len(sample)*95/100 {
		t.Errorf("only %d of %d were guessed", right, len(sample))
	}
	g.forms, g.byForm = nil, nil
	if right := count(g); right < len(sample)*85/100 {
		t.Errorf("without forms only %d of %d were guessed", right, len(sample))
	}
}

// TestGuess looks at one guess whole.
func TestGuess(t *testing.T) {
	g := New(annotate.BarePacks())
	all := g.Guess("pay treasure", 5)
	if len(all) == 0 {
		t.Fatal("no guess")
	}
	if one := all[0]; one.ZH != "支付宝" || one.Pinyin != "Zhīfùbǎo" || one.English != "Alipay" || one.Literal != "支付 pay + 宝 treasure" || one.Score < 0.9 || one.From == "" {
		t.Errorf("%+v", one)
	}
	for _, nothing := range []string{"", " ,;", "the", "qzxwv", "\xff\xfe"} {
		if all := g.Guess(nothing, 5); len(all) > 0 {
			t.Errorf("%q: %v", nothing, all)
		}
	}
	if all := g.Guess("a very long sentence about nothing in particular that nobody would ever wish to have explained by one name of six", 3); len(all) > 3 {
		t.Errorf("%d guesses where 3 were asked for", len(all))
	}
}

// TestCoverage: the table has what the packs' Chinese is written with, but for what was added since it was last looked through.
func TestCoverage(t *testing.T) {
	var missing []string
	all := map[rune]bool{}
	for _, s := range New(annotate.BarePacks()).sources {
		for _, r := range s.letters {
			if !gloss.Han(r) || all[r] {
				continue
			}
			all[r] = true
			if _, ok := gloss.Builtin().Entry(string(r)); !ok {
				missing = append(missing, string(r))
			}
		}
	}
	t.Logf("%d characters, missing %v", len(all), missing)
	if len(missing)*20 > len(all) {
		t.Errorf("%d of %d characters have no gloss: %v", len(missing), len(all), missing)
	}
}

func BenchmarkGuess(b *testing.B) {
	g := New(annotate.BarePacks())
	for i := 0; b.Loop(); i++ {
		g.Guess(sample[i%len(sample)].form, 5)
	}
}

func BenchmarkNew(b *testing.B) {
	packs := annotate.BarePacks()
	for b.Loop() {
		New(packs)
	}
}

// TestMeasure says how often the right source is among five. The pairs stay outside the tree.
func TestMeasure(t *testing.T) {
	if *attested == "" {
		t.Skip("no -attested FILE")
	}
	f, err := os.Open(*attested)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	type pair struct {
		Form string `json:"form"`
		ZH   string `json:"zh"`
	}
	var pairs []pair
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var p pair
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, p)
	}
	measure := func(name string, g *Guesser) {
		right, first, slowest, total := 0, 0, time.Duration(0), time.Duration(0)
		for _, p := range pairs {
			start := time.Now()
			all := g.Guess(p.Form, 5)
			took := time.Since(start)
			total += took
			slowest = max(slowest, took)
			at := slices.IndexFunc(all, func(one Guess) bool { return slices.Contains(versions(p.ZH), one.ZH) })
			if at >= 0 {
				right++
			} else if testing.Verbose() {
				var found []string
				for _, one := range all {
					found = append(found, one.ZH)
				}
				t.Logf("%s: %s | %s | %v", name, p.Form, p.ZH, found)
			}
			if at == 0 {
				first++
			} else if at > 0 && testing.Verbose() {
				t.Logf("%s: %s | %s | behind %v", name, p.Form, p.ZH, all[:at])
			}
		}
		n := float64(len(pairs))
		t.Logf("%s: among five %.1f %%, first %.1f %%; %v a guess, %v at most", name, 100*float64(right)/n, 100*float64(first)/n, total/time.Duration(len(pairs)), slowest)
	}
	start := time.Now()
	packs := annotate.BarePacks()
	read := time.Since(start)
	all := New(packs)
	t.Logf("packs in %v, guesser in %v", read, time.Since(start)-read)
	plain := New(packs)
	plain.forms, plain.byForm = nil, nil
	measure("without forms", plain)
	measure("all", all)
	if *store != "" {
		dictionaries, err := dictionary.Store{Dir: *store}.Open()
		if err != nil {
			t.Fatal(err)
		}
		both := New(packs, dictionaries...)
		measure("all and dictionaries", both)
		both.forms, both.byForm = nil, nil
		measure("dictionaries without forms", both)
	}
}
