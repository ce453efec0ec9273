package pager

import (
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// marked makes a source and annotations of a text in which [glitch=>fix] stands for both.
func marked(text string) (source []byte, anns []annotate.Annotation) {
	for {
		before, rest, ok := strings.Cut(text, "[")
		source = append(source, before...)
		if !ok {
			return source, anns
		}
		in, after, _ := strings.Cut(rest, "]")
		glitch, fix, _ := strings.Cut(in, "=>")
		start := len(source)
		source = append(source, glitch...)
		anns = append(anns, annotate.Annotation{Span: document.Span{Start: start, End: len(source)}, Fix: fix})
		text = after
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, query, want string }{
		{"the [micro-letter=>WeChat] app", "wechat", "micro-letter"},
		{"the [micro-letter=>WeChat] app", "letter", "letter"},
		{"the [micro-letter=>WeChat] app", "chat app", "micro-letter app"},
		{"the [micro-letter=>WeChat] app", "the we", "the micro-letter"},
		{"the [micro-letter=>WeChat] app", "WECHAT", ""},
		{"the app\nof the year", "app of", "app\nof"},
		{"a [b=>] c [d=>x]", "a  c", "a b c"},
		{"[weibo=>Weibo] and weibo", "weibo", "weibo|weibo"},
		{"ÄÖ und äö", "äö", "ÄÖ|äö"},
		{"微信 and [micro letter=>微信]", "微信", "微信|micro letter"},
		{"aaaa", "aa", "aa|aa"},
		{"", "x", ""}, {"x", "", ""},
	} {
		source, anns := marked(c.text)
		var got []string
		for _, s := range Find(source, anns, c.query) {
			got = append(got, string(source[s.Start:s.End]))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q in %q: %q, want %q", c.query, c.text, got, c.want)
		}
	}
}

// TestFindFarApart: hits on either side of where a long text is cut for the search, over the cut, and in annotations over it, are found once each.
func TestFindFarApart(t *testing.T) {
	for shift := -20; shift <= 20; shift++ {
		fill := strings.Repeat("nothing. ", stretch/9+9)[:stretch-10+shift]
		source, anns := marked(fill + "the [micro-letter=>WeChat] app" + fill + "a wechat")
		var got []string
		for _, s := range Find(source, anns, "wechat") {
			got = append(got, string(source[s.Start:s.End]))
		}
		if strings.Join(got, "|") != "micro-letter|wechat" {
			t.Fatalf("%d: %q", shift, got)
		}
		if all := Find(source, anns, "the we"); len(all) != 1 {
			t.Fatalf("%d: %v", shift, all)
		}
	}
}

// TestFindChinese: what the machine garbled is found by the Chinese that stood there.
func TestFindChinese(t *testing.T) {
	source, anns := marked("the [micro-letter=>WeChat] app 微信 of [Ma Yun=>Jack Ma]")
	anns[0].ZH, anns[1].ZH = "微信", "马云"
	for query, want := range map[string]string{"微信": "micro-letter|微信", "马": "Ma Yun", "信": "micro-letter|信", "微博": ""} {
		var got []string
		for _, s := range Find(source, anns, query) {
			got = append(got, string(source[s.Start:s.End]))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
}

// FuzzFind: every hit lies in the source, in order and apart.
func FuzzFind(f *testing.F) {
	f.Add("the [micro-letter=>WeChat] app", "chat a")
	f.Add("[=>x][y=>]", "x")
	f.Add("\xff[\xfe=>İ]K", "i")
	f.Fuzz(func(t *testing.T, text, query string) {
		source, anns := marked(text)
		last := 0
		for _, s := range Find(source, anns, query) {
			if s.Start < last || s.End < s.Start || s.End > len(source) {
				t.Fatalf("%q in %q: hit %v after %d", query, text, s, last)
			}
			last = s.End
		}
	})
}
