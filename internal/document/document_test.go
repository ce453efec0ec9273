package document

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain\ttext\n":                    "plain\ttext\n",
		"a\x1b[31mred\x1b[0m":              "ared",
		"a\x1b]0;title\x07b":               "ab",
		"a\x1b]8;;http://x\x1b\\b":         "ab",
		"a\x1b]never ends":                 "anever ends",
		"a\x1b[12":                         "a12",
		"a\x1bPdcs\x1b\\b":                 "ab",
		"a\u009b31mb":                      "ab",
		"a\x9b31mb":                        "a\ufffd31mb",
		"bell\x07 back\b null\x00 del\x7f": "bell back null del",
		"dos\r\nmac\rline\u2028sep\u0085":  "dos\nmac\nline\nsep\n",
		"a\u202eevil\u202c b\u2066c\u2069": "aevil bc",
		"tag\U000E0041s":                   "tags",
		"\xc0\xaf over":                    "\ufffd\ufffd over",
		"שלום مرحبا \u200f":                "שלום مرحبا \u200f",
		"👨\u200d👩\u200d👧 می\u200cخواهم":    "👨\u200d👩\u200d👧 می\u200cخواهم",
		"z" + strings.Repeat("\u0301", 50): "z" + strings.Repeat("\u0301", 8),
		"中文\u3000，":                        "中文\u3000，",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := CleanLine(" a\r\n\tb\x1b[2J  c "); got != "a b c" {
		t.Errorf("CleanLine: %q", got)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a\x1b[31m", "\x1b]0;x\x07", "\u009b", "\x1b\x1b[", "\xff\xfe", "e\u0301\u0301", "\u202e", "\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if Clean(c) != c {
			t.Errorf("Clean is not idempotent on %q: %q, then %q", s, c, Clean(c))
		}
		if !utf8.ValidString(c) || len(c) > 3*len(s) {
			t.Errorf("Clean(%q) = %q", s, c)
		}
		for _, r := range c {
			if Unsafe(r) || unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' {
				t.Errorf("%U survives in %q", r, c)
			}
		}
	})
}

// TestViews leads every byte of a view back to the source it was made from.
func TestViews(t *testing.T) {
	source := "# A *title* &amp; more\n\n> quoted micro-\n> letter \\* x\n\n- item `code` one\n- [link](http://a.b) <b>raw</b> &#45; two\n\n| a | b |\n|---|---|\n| cell one | cell two |\n\n```\ncode\n```\n"
	var views []string
	for _, b := range Markdown([]byte(source)).Blocks() {
		views = append(views, string(b.Text))
		for i := range b.Text {
			s := b.Source(i, i+1)
			if s.Empty() || s.End > len(source) {
				t.Fatalf("%q byte %d leads to %v", b.Text, i, s)
			}
			if c := source[s.Start]; s.Len() == 1 && b.Text[i] < 0x80 && c != b.Text[i] && b.Text[i] != '\n' {
				t.Errorf("%q byte %d (%q) leads to %q", b.Text, i, b.Text[i], source[s.Start:s.End])
			}
		}
	}
	want := []string{"A title & more", "quoted micro-\nletter * x", "item \ufffc one", "link \ufffcraw\ufffc - two", "a", "b", "cell one", "cell two"}
	if strings.Join(views, "|") != strings.Join(want, "|") {
		t.Errorf("views %q\nwant  %q", views, want)
	}
}

func TestLines(t *testing.T) {
	d := Plain([]byte("ab\n中文x\n\nlast"))
	for offset, want := range map[int][2]int{0: {1, 1}, 2: {1, 3}, 3: {2, 1}, 6: {2, 2}, 9: {2, 3}, 11: {3, 1}, 12: {4, 1}, 16: {4, 5}} {
		line, column := d.Line(offset)
		if line != want[0] || column != want[1] {
			t.Errorf("Line(%d) = %d, %d, want %v", offset, line, column, want)
		}
		if back, ok := d.Offset(line, column); !ok || back != offset {
			t.Errorf("Offset(%d, %d) = %d, %v, want %d", line, column, back, ok, offset)
		}
	}
	if _, ok := d.Offset(9, 1); ok {
		t.Error("a line that is not there was found")
	}
}

func TestPoints(t *testing.T) {
	p := NewPoints([]byte("a中\xff\xfe文"))
	for offset, want := range []int{0: 0, 1: 1, 4: 2, 5: 3, 6: 4, 9: 5} {
		if want == 0 && offset > 0 {
			continue
		}
		if got := p.At(offset); got != want {
			t.Errorf("At(%d) = %d, want %d", offset, got, want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	var got []string
	for _, p := range Paragraphs([]byte("\n one \n two\r\n\n \t\nthree")) {
		for _, l := range p.Lines {
			got = append(got, "\n one \n two\r\n\n \t\nthree"[l.Start:l.End])
		}
		got = append(got, "¶")
	}
	if strings.Join(got, "|") != " one| two|¶|three|¶" {
		t.Errorf("%q", got)
	}
}

func TestCarry(t *testing.T) {
	from, to := "The  micro-\nletter 微 信\n\nend ", "\uFEFFThe micro- letter 微信 end"
	for _, tt := range []struct{ from, want string }{
		{"micro-\nletter", "micro- letter"}, {"The", "The"}, {"微 信", "微信"}, {"end", "end"}, {"end ", "end"}, {"\n\n", ""},
	} {
		at := strings.Index(from, tt.from)
		s := Carry([]byte(from), []byte(to), []Span{{Start: at, End: at + len(tt.from)}})[0]
		if got := to[s.Start:s.End]; got != tt.want {
			t.Errorf("%q is carried to %q, want %q", tt.from, got, tt.want)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	for source, want := range map[string]string{
		"---\ntitle: x\n---\n\ntext":    "text",
		"+++\na = 1\n+++\ntext":         "text",
		"---\n\ntext":                   "text",
		"text\n\n---\n\nmore":           "text|more",
		"\xef\xbb\xbf---\nt: x\n---\ny": "y",
		"--- \nnever closed":            "never closed",
	} {
		var got []string
		for _, b := range Markdown([]byte(source)).Blocks() {
			got = append(got, string(b.Text))
			if span := b.Span(); source[span.Start:span.End] != string(b.Text) {
				t.Errorf("%q: block %q leads to %q", source, b.Text, source[span.Start:span.End])
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q has the prose %q, want %q", source, got, want)
		}
	}
}

// TestBlocksBeginWithObjects: a block that begins with what is no prose begins where its line does.
func TestBlocksBeginWithObjects(t *testing.T) {
	source := "one\n\n## `two` three\n\n| a | b |\n|---|---|\n| x | `four` five |\n"
	want := map[string]string{"two": "`two` three", "four": "`four` five"}
	d := Markdown([]byte(source))
	for _, b := range d.Blocks() {
		for word, text := range want {
			if got := d.Text(b.Span()); strings.Contains(got, word) && got != text {
				t.Errorf("block is %q, want %q", got, text)
			}
		}
		if b.Span().Start < strings.Index(source, "`two`") && strings.Contains(string(b.Text), "three") {
			t.Errorf("block with three begins at %d", b.Span().Start)
		}
	}
}
