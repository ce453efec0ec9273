package articles

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestBuiltin(t *testing.T) {
	all, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 5 {
		t.Fatalf("%d built-in articles, want 5", len(all))
	}
	ids := map[string]bool{}
	for _, a := range all {
		if a.ID == "" || a.Title == "" || a.Site == "" || a.Published.IsZero() || len(a.Document.Source()) < 2000 {
			t.Errorf("%+v lacks something", a.Meta)
		}
		if ids[a.ID] {
			t.Errorf("two articles are called %s", a.ID)
		}
		ids[a.ID] = true
	}
	if got := all[4]; got.MT != "Youdao" || got.Published.Format(time.DateOnly) != "2021-12-01" {
		t.Errorf("the last: %+v", got.Meta)
	}
}

func TestRecognise(t *testing.T) {
	all, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		text := string(a.Document.Source())
		for name, tt := range map[string]struct {
			text string
			want bool
		}{
			"as it is":      {text, true},
			"other ends":    {strings.ReplaceAll(text, "\n", "\r\n"), true},
			"trimmed":       {strings.TrimSpace(text), true},
			"padded":        {"\n\n" + text + "\n \n", true},
			"with a mark":   {bom + text, true},
			"joined":        {strings.Join(strings.Fields(text), " "), true},
			"changed":       {strings.Replace(text, "a", "b", 1), false},
			"cut":           {text[:len(text)-300], false},
			"with a suffix": {text + "!", false},
		} {
			got, ok := Recognise([]byte(tt.text))
			if ok != tt.want || ok && got.ID != a.ID {
				t.Errorf("%s, %s: known %v, want %v", a.ID, name, ok, tt.want)
			}
		}
	}
	if _, ok := Recognise(nil); ok {
		t.Error("nothing is recognised as an article")
	}
}

func TestRecognisedCopy(t *testing.T) {
	text, err := seeds.ReadFile("seeds/004_7a964379fd372699.txt")
	if err != nil {
		t.Fatal(err)
	}
	copied := strings.ReplaceAll(string(text), "\n", "\r\n")
	a, err := Read("copy.txt", []byte(copied))
	if err != nil {
		t.Fatal(err)
	}
	if a.ID != "invisible-door" || string(a.Document.Source()) != copied {
		t.Errorf("a copy with other line ends: %s, %d bytes of %d", a.ID, len(a.Document.Source()), len(copied))
	}
}

func TestRead(t *testing.T) {
	plain := "The \"micro-letter\" app (微信) is a hit.\n\nIt has 400 million users.\n"
	chinese := strings.Repeat("马云表示,微信是一个好产品。 WeChat is \"micro-letter\" here.\n", 20)
	encode := func(s string, e interface {
		String(s string) (string, error)
	}) string {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, tt := range []struct {
		name, data    string
		title, text   string
		charset, kind string
	}{
		{"a/plain.txt", plain, "plain", plain, "utf-8", "plain"},
		{"titled.txt", "A big title\r\n\r\n" + plain, "A big title", "A big title\r\n\r\n" + plain, "utf-8", "plain"},
		{"mark.txt", bom + "Title\n\ntext", "Title", bom + "Title\n\ntext", "utf-8", "plain"},
		{"no-extension", plain, "no-extension", plain, "utf-8", "plain"},
		{"x.txt", "no title.\n\ntext", "x", "no title.\n\ntext", "utf-8", "plain"},
		{"x.txt", "two\nlines\n\ntext", "x", "two\nlines\n\ntext", "utf-8", "plain"},
		{"x.txt", "# not a heading\n\ntext", "# not a heading", "# not a heading\n\ntext", "utf-8", "plain"},
		{"x.md", "text\n\n# Heading #\n", "Heading", "text\n\n# Heading #\n", "utf-8", "markdown"},
		{"gbk.txt", encode(chinese, simplifiedchinese.GBK.NewEncoder()), "gbk", chinese, "gb18030", "plain"},
		{"short.txt", encode("micro-letter (微信) and Alipay (支付宝)", simplifiedchinese.GBK.NewEncoder()), "short", "micro-letter (微信) and Alipay (支付宝)", "gb18030", "plain"},
		{"big5.txt", encode(strings.Repeat("馬雲表示,這是一個很好的產品,我們的用戶都很喜歡。", 20), traditionalchinese.Big5.NewEncoder()), "big5", strings.Repeat("馬雲表示,這是一個很好的產品,我們的用戶都很喜歡。", 20), "big5", "plain"},
		{"sjis.txt", encode(strings.Repeat("これは日本語の文章です。アリババは中国の会社です。", 20), japanese.ShiftJIS.NewEncoder()), "sjis", strings.Repeat("これは日本語の文章です。アリババは中国の会社です。", 20), "shift_jis", "plain"},
		{"u16.txt", encode(plain, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()), "u16", plain, "utf-16le", "plain"},
		{"western.txt", strings.Repeat("He said it\x92s a na\xEFve caf\xE9 in the city, and the people went there every day. ", 4), "western", strings.Repeat("He said it’s a naïve café in the city, and the people went there every day. ", 4), "windows-1252", "plain"},
		{"cut.txt", "微信 is WeChat \xE5\xBE", "cut", "微信 is WeChat \xE5\xBE", "utf-8", "plain"},
	} {
		a, err := Read(tt.name, []byte(tt.data))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if a.Title != tt.title || a.Charset != tt.charset || a.Document.Format().String() != tt.kind {
			t.Errorf("%s: title %q, charset %s, %s; want %q, %s, %s", tt.name, a.Title, a.Charset, a.Document.Format(), tt.title, tt.charset, tt.kind)
		}
		if got := string(a.Document.Source()); got != tt.text {
			t.Errorf("%s: text %q, want %q", tt.name, got, tt.text)
		}
		if len(a.ID) != 12 {
			t.Errorf("%s: id %q", tt.name, a.ID)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for _, tt := range []struct {
		name, data, charset string
		want                error
	}{
		{"empty.txt", "", "", ErrEmpty},
		{"blank.txt", " \r\n\t\n", "", ErrEmpty},
		{"mark.txt", bom, "", ErrEmpty},
		{"picture.png", "\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR", "", ErrBinary},
		{"paper.pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3", "", ErrBinary},
		{"zeroes", strings.Repeat("\x00", 100), "", ErrBinary},
		{"noise", "\x00\xFA\x93\x00\x81\xFF\x00abc", "", ErrBinary},
		{"odd", "\xFA\x81\x8D\x8F\x90\x9D", "", ErrCharset},
	} {
		if _, err := ReadAs(tt.name, []byte(tt.data), tt.charset); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if _, err := ReadAs("x.txt", []byte("text"), "klingon"); err == nil || !strings.Contains(err.Error(), "klingon") {
		t.Errorf("an encoding that is none: %v", err)
	}
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrDirectory) {
		t.Errorf("a directory: %v", err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.txt")); !errors.Is(err, os.ErrNotExist) && err == nil {
		t.Errorf("a missing file: %v", err)
	}
}

func TestFrontMatter(t *testing.T) {
	day := time.Date(2014, 5, 6, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		source string
		want   Meta
	}{
		{"---\ntitle: \"Ma Yun\"\ndate: 2014-05-06\nsource: Sina\nauthors: [A, B]\n---\n# Heading\n", Meta{Title: "Ma Yun", Published: day, Site: "Sina", Author: "A, B"}},
		{bom + "---\r\ntitle: T\r\npublished: \"2014-05-06\"\r\n---\r\ntext", Meta{Title: "T", Published: day}},
		{"---\ntitle: \"T\\u001b]0;x\\u0007\"\nengine: Youdao\n...\n", Meta{Title: "T", MT: "Youdao"}},
		{"---\n: [broken\n---\n# Heading\n", Meta{Title: "Heading"}},
		{"---\ntitle: never closed\n\n# Heading\n", Meta{Title: "Heading"}},
		{"text\n---\ntitle: no\n---\n", Meta{Title: "x"}},
	} {
		a, err := Read("x.md", []byte(tt.source))
		if err != nil {
			t.Fatal(err)
		}
		if string(a.Document.Source()) != tt.source {
			t.Errorf("%q: the document is not the file", tt.source)
		}
		a.ID = ""
		if a.Meta != tt.want {
			t.Errorf("%q:\n got %+v\nwant %+v", tt.source, a.Meta, tt.want)
		}
	}
}

// TestLinesOfText: what a copied page says of itself in lines of its own is read, and what a sentence says is not.
func TestLinesOfText(t *testing.T) {
	body := "The lake is deep, and so it was on 2012-01-01, they say, since the days of old when nobody had been there yet.\n\n"
	for text, want := range map[string]string{
		"The lake\n\n2015-07-28 08:30\n\n" + body:                                 "2015-07-28 ",
		"The lake\r\n\r\nSource: Lake Net  Published: July 28, 2015\r\n" + body:   "2015-07-28 ",
		"湖\n\n发布时间：2015年7月28日\n" + body + "translate engine: Youdao\n":            "2015-07-28 Youdao",
		body + strings.Repeat(body, 50) + "Translated by Baidu\n\nPost comment\n": " Baidu",
		body + "Copyright 2015-07-28\n":                                           " ",
		strings.Repeat(body, 50) + "Published: 2015-07-28\n":                      " ",
	} {
		a, err := Read("x.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		day := ""
		if !a.Published.IsZero() {
			day = a.Published.Format(time.DateOnly)
		}
		if got := day + " " + a.MT; got != want {
			t.Errorf("%.60q: %q, want %q", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("x.md", []byte("---\ntitle: x\n---\n# y"))
	f.Add("x.txt", []byte("\xFF\xFEa\x00"))
	f.Add("x.txt", []byte("\xCE\xA2\xD0\xC5 micro-letter"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		a, err := Read(name, data)
		if err == nil && (a.Document == nil || len(a.Document.Source()) == 0 || a.ID == "") {
			t.Errorf("an article without a text or a name: %+v", a)
		}
	})
}
