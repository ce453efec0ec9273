package glossary

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

var builtinPacks = sync.OnceValues(annotate.BuiltinPacks)

func builtin(t *testing.T) []*annotate.Pack {
	t.Helper()
	all, err := builtinPacks()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestRoundTrip writes all built-in packs in every format, reads them and writes them again: what a format can carry comes back.
func TestRoundTrip(t *testing.T) {
	all := builtin(t)
	for _, f := range Formats {
		t.Run(f.Name, func(t *testing.T) {
			all := all
			if f.Name == "yaml" {
				all = all[:10] // TestYAMLKeepsAll reads them all
			}
			var one, two bytes.Buffer
			if _, err := f.Write(&one, all); err != nil {
				t.Fatal(err)
			}
			packs, _, err := f.Read("x."+f.Name, one.Bytes(), "")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write(&two, packs); err != nil {
				t.Fatal(err)
			}
			a, b := strings.Split(one.String(), "\n"), strings.Split(two.String(), "\n")
			if f.Name == "tbx" { // packs without a rule that it can carry are not named the second time
				a[5], b[5] = "", ""
			}
			for i := range a {
				if i >= len(b) || a[i] != b[i] {
					t.Fatalf("%d and %d lines; line %d is\n%s\nand then\n%s", len(a), len(b), i+1, a[i], strings.Join(b[min(i, len(b)-1):min(i+1, len(b))], ""))
				}
			}
		})
	}
}

// TestYAMLKeepsAll: our own form loses nothing at all.
func TestYAMLKeepsAll(t *testing.T) {
	for _, p := range builtin(t) {
		q, err := annotate.ReadPack(p.File, []byte(YAML(p)))
		if err != nil {
			t.Error(err)
			continue
		}
		for i := range q.Rules {
			q.Rules[i].Line = p.Rules[i].Line
			if len(p.Rules[i].Names) == 0 {
				q.Rules[i].Names = p.Rules[i].Names // none, or an empty list
			}
		}
		if !reflect.DeepEqual(p, q) {
			t.Errorf("%s has changed", p.Name)
		}
	}
}

// TestTableKeepsRules: what the engine makes of a rule is the same after a way through a table.
func TestTableKeepsRules(t *testing.T) {
	for _, p := range builtin(t) {
		var b bytes.Buffer
		if _, err := writeTable(newCSVWriter(&b), []*annotate.Pack{p}); err != nil {
			t.Fatal(err)
		}
		if len(p.Rules) == 0 {
			continue
		}
		packs, _, err := readCSV("x.csv", b.Bytes(), "")
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.Rules {
			want, got := rowsOf(p.Name, &p.Rules[i]), rowsOf(p.Name, &packs[0].Rules[i])
			for k := range want {
				if a, b := fmt.Sprint(want[k].cells()), fmt.Sprint(got[k].cells()); a != b {
					t.Errorf("%s:\n%s\n%s", p.Rules[i].Name(), a, b)
				}
			}
		}
	}
}

// TestScalars: any text that a pack may hold is read as it was written.
func TestScalars(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`[ -~\n\t微信é"'#:{}\[\],&*!|>%@]{0,20}`), rapid.SampledFrom([]string{"no", "NULL", "~", "1e3", "0x1", "- a", "a: b", "a #b", " a", "a ", "", "é", "=", "<<"})).Draw(t, "text")
		r := annotate.Rule{ID: "a", Fix: text, ZH: text, Kind: "brand", Note: text, Match: []annotate.Form{{Text: "x" + text}, {Text: "y", Fix: &text}}, Near: []string{text, text}, Hits: []string{text}, Leaves: []string{text}}
		got, err := annotate.ReadPack("p.yaml", []byte(YAML(&annotate.Pack{Name: "p", About: text, Rules: []annotate.Rule{r}})))
		if err != nil {
			t.Fatal(err)
		}
		r.Pack, r.Line = "p", got.Rules[0].Line
		if !reflect.DeepEqual(got.Rules[0], r) || got.About != text {
			t.Fatalf("%+v", got)
		}
	})
}

// TestLists: the items of a cell come back whatever is in them.
func TestLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOf(rapid.StringMatching(`[ a|\\nts\n\t]{0,6}[a|\\]`)).Draw(t, "items")
		if got := splitList(joinList(items)); fmt.Sprintf("%q", got) != fmt.Sprintf("%q", items) {
			t.Fatalf("%q in %q", got, joinList(items))
		}
	})
}

// TestPairs pins the table of two columns that translation services take.
func TestPairs(t *testing.T) {
	packs, _, err := readCSV("my words.csv", []byte("micro-letter,WeChat\nmicro channel,WeChat\n\"pay \"\"treasure\"\"\",Alipay\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	p := packs[0]
	if p.Name != "my-words" || len(p.Rules) != 2 || p.Rules[0].ID != "wechat" || len(p.Rules[0].Match) != 2 || p.Rules[1].Match[0].Text != `pay "treasure"` {
		t.Errorf("%+v", p)
	}
	var b bytes.Buffer
	lost, err := WritePairs(&b, "tsv", append(packs, &annotate.Pack{Name: "x", Rules: []annotate.Rule{
		{ID: "a", Fix: "", Match: []annotate.Form{{Text: "gone"}}},
		{ID: "b", Fix: "B", Risk: "high", Match: []annotate.Form{{Text: "glory"}, {Text: "{a,b} c", Risk: "low"}}},
	}}))
	if want := "micro-letter\tWeChat\nmicro channel\tWeChat\npay \"treasure\"\tAlipay\na c\tB\nb c\tB\n"; err != nil || b.String() != want || len(lost) != 2 {
		t.Errorf("%v %q %q", err, b.String(), lost)
	}
}

// TestEncodings: what spreadsheets save is read: marks in front, Windows line ends, UTF-16, languages in columns three and four.
func TestEncodings(t *testing.T) {
	utf16File := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	for _, text := range []string{
		"\ufeffform,fix,zh\r\nmicro letter,WeChat,微信\r\n",
		"source,target,zh\nmicro letter,WeChat,微信\n",
		"Form , FIX,zh\n micro letter , WeChat ,微信",
		utf16File("form,fix,zh\r\nmicro letter,WeChat,微信\r\n"),
	} {
		packs, _, err := readCSV("x.csv", []byte(text), "")
		if err != nil || packs[0].Rules[0].ZH != "微信" || packs[0].Rules[0].Match[0].Text != "micro letter" || packs[0].Rules[0].Fix != "WeChat" {
			t.Errorf("%q: %v", text, err)
		}
	}
	if packs, _, err := readTSV("x.tsv", []byte("micro letter\tWeChat\ten\ten-US\n"), ""); err != nil || packs[0].Rules[0].Fix != "WeChat" {
		t.Errorf("%v", err)
	}
}

// TestMistakes pins what is said of files that cannot be read, and where.
func TestMistakes(t *testing.T) {
	const tbx, end = `<tbx type="TBX-Basic" style="dca" xml:lang="en"><text><body>`, "</body></text></tbx>"
	for _, c := range []struct{ file, text, want string }{
		{"x.csv", "", "x.csv:1:1: there is no row in it"},
		{"x.csv", "form,fix\n", "x.csv:1:1: there is no row in it but the header"},
		{"x.csv", "form,fix\na,b\nc\n", "x.csv:3:1: a row of 1 where 2 cells belong"},
		{"x.csv", "a,b,c\n", "x.csv:1:5: a row of 3 where 2 cells belong"},
		{"x.csv", "a;b\n", "x.csv:1:1: the row has one cell: are its columns separated by semicolons"},
		{"x.csv", "form,fix,colour\n", `x.csv:1:10: no column is called "colour"`},
		{"x.csv", "form,fix,fix\n", `x.csv:1:10: the column "fix" stands there twice`},
		{"x.csv", "form,zh\n", "x.csv:1:1: the header names no column fix"},
		{"x.csv", "a,b \"c\" d\n", "x.csv:1:5: a quotation mark stands inside a cell"},
		{"x.csv", "a,\"b\n\n", "x.csv:2:2: a quoted cell of the row that begins in line 1 does not end"},
		{"x.csv", "a,\n", "x.csv:1:3: the fix is empty"},
		{"x.csv", ",b\n", "x.csv:1:1: the form is empty"},
		{"x.csv", "a,b\xff\n", "x.csv:1:4: this is not UTF-8"},
		{"x.csv", "a,b\x1b[31m\n", "x.csv:1:4: a control character (U+001B)"},
		{"x.csv", "form,fix,confidence\na,b,sure\n", `x.csv:2:1: the confidence "sure" is no number`},
		{"x.csv", "form,fix,from\na,b,soon\n", `x.csv:2:1: "soon" is no year`},
		{"x.csv", "form,fix,id,zh\na,b,x,微\nc,b,x,信\n", `x.csv:3:1: the rule "x" has the zh "微" in line 2 and "信" here`},
		{"微.csv", "a,b\n", "微.csv:1:1: the pack has no name"},
		{"x.csv", strings.Repeat("a\n", 100), "and 80 mistakes more"},
		{"x.tsv", "a\tb\tc\n", "x.tsv:1:5: a row of 3 where 2 cells belong"},
		{"x.tbx", "", "x.tbx:1:1: this is no termbase: it has no element"},
		{"x.tbx", "<html></html>", "x.tbx:1:7: this is no termbase: it begins with <html>"},
		{"x.tbx", tbx + end, "x.tbx:1:1: there is nothing to import"},
		{"x.tbx", tbx + "\n<a></b>", "x.tbx:2:8: element <a> closed by </b>"},
		{"x.tbx", tbx + "&nbsp;" + end, "x.tbx:1:67: invalid character entity &nbsp;"},
		{"x.tbx", `<!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + tbx + "&b;" + end, "declares entities of its own"},
		{"x.tbx", tbx + strings.Repeat("<a>", 1<<20), "nested more than 50 deep"},
		{"x.tbx", `<?xml version="1.0" encoding="GB2312"?>` + tbx + end, "the file says that it is in GB2312: save it as UTF-8"},
		{"x.yaml", "pack: x\nrulez: []\n", "x.yaml:2:1: "},
		{"x.yaml", "pack: x\n---\npack: y\nrulez: []\n", "x.yaml:4:1: "},
	} {
		f, _ := ForFile(c.file)
		start := time.Now()
		packs, _, err := f.Read(c.file, []byte(c.text), "")
		if err == nil || !strings.Contains(err.Error(), c.want) || packs != nil || time.Since(start) > 5*time.Second {
			t.Errorf("%s %.60q\n\tsays %.300v\n\twant %s", c.file, c.text, err, c.want)
		}
	}
	if _, _, err := readCSV("x.csv", make([]byte, MaxSize+1), ""); err == nil || !strings.Contains(err.Error(), "128 MB at most") {
		t.Errorf("%v", err)
	}
}

// TestScopesTravel: scopes come back from YAML and from tables, and what cannot carry them says so.
func TestScopesTravel(t *testing.T) {
	const text = `pack: mine
only: {sites: [example.com, "Example Daily"]}
rules:
  - {id: x, fix: V, kind: brand, match: [v], hits: ["[v=>V]"], leaves: [z]}
  - {id: y, fix: W, kind: brand, match: [w], only: {tags: ["a | b"], articles: [one], feeds: ["https://example.com/feed"]}, hits: ["[w=>W]"], leaves: [z]}
`
	read := func(text string) *annotate.Pack {
		t.Helper()
		p, err := annotate.ReadPack("mine.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := read(text)
	if q := read(YAML(p)); !reflect.DeepEqual(q.Only, p.Only) || !reflect.DeepEqual(q.Rules[1].Only, p.Rules[1].Only) || q.Rules[0].Only != nil {
		t.Errorf("YAML:\n%s", YAML(p))
	}
	for _, f := range Formats[1:] {
		var b bytes.Buffer
		lost, err := f.Write(&b, []*annotate.Pack{p})
		if err != nil || !strings.Contains(strings.Join(lost, "\n"), "scope") && !strings.Contains(strings.Join(lost, "\n"), scopedRules) {
			t.Errorf("%s: %v, %v", f.Name, lost, err)
		}
	}
	p.Only = nil
	for _, f := range Formats[1:3] {
		var b bytes.Buffer
		if _, err := f.Write(&b, []*annotate.Pack{p}); err != nil {
			t.Fatal(err)
		}
		packs, _, err := f.Read("x."+f.Name, b.Bytes(), "")
		if err != nil || len(packs) != 1 || !reflect.DeepEqual(packs[0].Rules[1].Only, p.Rules[1].Only) {
			t.Errorf("%s: %v\n%s", f.Name, err, b.Bytes())
		}
	}
	var b bytes.Buffer
	if lost, err := WritePairs(&b, "csv", []*annotate.Pack{p}); err != nil || b.String() != "v,V\n" || len(lost) != 1 {
		t.Errorf("pairs: %q, %v, %v", b.String(), lost, err)
	}
	for cell, want := range map[string]string{"place:x": "`only` has \"place:x\"", "site:a/b": "wants a host"} {
		if _, err := readScope(cell); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", cell, err)
		}
	}
}
