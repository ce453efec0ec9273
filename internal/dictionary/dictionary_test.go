package dictionary

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// ten entries of our own.
const ten = `# Ten words
# A dictionary for tests.
#! version=1
#! subversion=2
#! publisher=Nobody
#! license=https://creativecommons.org/licenses/by-sa/4.0/
#! date=2026-01-02T03:04:05Z
微信 微信 [Wei1 xin4] /the messenger/WeChat/
信 信 [xin4] /letter; mail/to trust/
微 微 [wei1] /tiny/slight/
威信 威信 [wei1 xin4] /standing (with the people)/trust/
寶 宝 [bao3] /treasure/gem/
寶貝 宝贝 [bao3 bei4] /darling/treasure/
綠 绿 [lu:4] /green/
寶 宝 [Bao3] /surname Bao/
西安 西安 [Xi1 an1] /a city/
3C 3C [san1 C] /computers and the like/
`

func install(t *testing.T, text string) (Store, *Dictionary) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ten.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := Store{Dir: filepath.Join(t.TempDir(), "dictionaries")}
	if _, wrong, err := s.Add(t.Context(), Order{From: file, Now: time.Now()}); err != nil || len(wrong) > 0 {
		t.Fatal(wrong, err)
	}
	all, err := s.Open()
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	t.Cleanup(func() { all[0].Close() })
	return s, all[0]
}

func TestInfo(t *testing.T) {
	_, d := install(t, ten)
	i := d.Info
	if i.Name != "ten-words" || i.Title != "Ten words" || i.Publisher != "Nobody" || i.Version != "1.2" || i.Date != "2026-01-02" || i.Entries != 10 ||
		i.License != "CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)" || len(i.Header) != 7 {
		t.Errorf("%+v", i)
	}
}

func TestLook(t *testing.T) {
	_, d := install(t, ten)
	for word, want := range map[string]string{
		"微信": "微信", "寶": "宝 宝", "宝贝": "宝贝", "微信宝贝": "微信 宝贝", "weixin": "微信 威信", "wēixìn": "微信 威信", "wei1 xin4": "微信 威信", "wei2 xin4": "",
		"Xī'ān": "西安", "xi an": "西安", "lü": "绿", "lv": "绿", "lu:4": "绿", "treasure": "宝 宝贝", "treasures": "宝 宝贝", "to trust": "信 威信", "letter": "信",
		"people": "", "messenger": "微信", "3c": "3C", "no such word": "", "": "", "信😀": "信", "xin4": "信", "xìn": "信", "xin1": "",
	} {
		found, err := d.Look(word, 10)
		var all []string
		for i := range found {
			all = append(all, found[i].Simplified)
		}
		if got := strings.Join(all, " "); got != want || err != nil {
			t.Errorf("Look(%q) = %q, %v, want %q", word, got, err, want)
		}
	}
	if found, _ := d.Look("微信", 1); found[0].Pinyin != "Wēixìn" || strings.Join(found[0].Glosses, ";") != "the messenger;WeChat" {
		t.Errorf("%+v", found[0])
	}
}

func TestReadable(t *testing.T) {
	for stored, want := range map[string]string{
		"by Tencent 騰訊|腾讯[Teng2 xun4])": "by Tencent 腾讯 Téngxùn)", "CL:封[feng1],朵[duo3]": "CL:封 fēng,朵 duǒ", "Taiwan pr. [wei2]": "Taiwan pr. wéi", "plain": "plain",
	} {
		if got := readable(stored); got != want {
			t.Errorf("readable(%q) = %q, want %q", stored, got, want)
		}
	}
}

func TestComposed(t *testing.T) {
	_, d := install(t, ten)
	if found, err := d.Composed([][]string{{"微", "威"}, {"信"}}, 10); err != nil || len(found) != 2 {
		t.Errorf("%v %v", found, err)
	}
	if found, err := d.Meaning([]string{"treasur"}); err != nil || len(found) != 2 {
		t.Errorf("%v %v", found, err)
	}
}

func TestLexicon(t *testing.T) {
	_, d := install(t, ten)
	l := Lexicon{Dictionaries: []*Dictionary{d}, Table: gloss.Builtin()}
	words, err := l.Words("微信")
	if err != nil || len(words) != 3 || words[0].ZH != "微信" || words[1].ZH != "微" || words[0].From != "Ten words" {
		t.Errorf("%+v %v", words, err)
	}
	if words, err = l.Words("交宝贝"); err != nil || len(words) != 2 || words[0].From != Own || words[1].Traditional != "寶貝" { // the table, the dictionary
		t.Errorf("%+v %v", words, err)
	}
	if words, err = (&Lexicon{Table: gloss.Builtin()}).Look("treasure", 3); err != nil || len(words) != 3 {
		t.Errorf("%+v %v", words, err)
	}
}

func TestRead(t *testing.T) {
	bad := strings.Join([]string{
		"微 微 [wei1] /tiny/", "微信", "微信 微信 /WeChat/", "微信 微信 [wei1 xin4]", "微信 微信 [wei1 xin4] //", "微信 微信 [wei1 xin4] /\x1b[31m/", "\xff \xff [wei1] /x/",
		"微 " + strings.Repeat("微", maxLine), "信 信 [xin4] /letter/",
	}, "\n")
	_, entries, wrong, err := Read("f.txt", strings.NewReader(bad))
	if !errors.Is(err, ErrNoDictionary) || len(entries) > 0 || len(wrong) != 7 {
		t.Errorf("%d entries, %v, %v", len(entries), wrong, err)
	}
	for i, want := range []string{"f.txt:2: two headwords", "f.txt:3: pinyin", "f.txt:4: glosses", "f.txt:5: ", "f.txt:6: ", "f.txt:7: ", "f.txt:8: the line is too long"} {
		if i < len(wrong) && !strings.HasPrefix(wrong[i].Error(), want) {
			t.Errorf("%v, want %s", wrong[i], want)
		}
	}
	_, entries, wrong, err = Read("f.txt", strings.NewReader("\ufeff"+strings.Repeat("信 信 [xin4] /letter/\r\n\r\n", 20)+"oops\n"))
	if err != nil || len(entries) != 20 || len(wrong) != 1 || wrong[0].Line != 41 {
		t.Errorf("%d entries, %v, %v", len(entries), wrong, err)
	}
	for _, none := range []string{"", "# only a header\n", "\x00\x01\x02", strings.Repeat("not a dictionary at all\n", 5000)} {
		if _, _, _, err := Read("f", strings.NewReader(none)); !errors.Is(err, ErrNoDictionary) {
			t.Errorf("%.20q: %v", none, err)
		}
	}
}

func TestUnpack(t *testing.T) {
	var packed, zipped, empty bytes.Buffer
	g := gzip.NewWriter(&packed)
	io.WriteString(g, ten)
	g.Close()
	z := zip.NewWriter(&zipped)
	f, _ := z.Create("read.me")
	io.WriteString(f, "no")
	f, _ = z.Create("words.u8")
	io.WriteString(f, ten)
	z.Close()
	zip.NewWriter(&empty).Close()
	for name, data := range map[string][]byte{"plain": []byte(ten), "gzip": packed.Bytes(), "zip": zipped.Bytes()} {
		in, err := Unpack(data)
		if err != nil {
			t.Fatal(name, err)
		}
		if text, err := io.ReadAll(in); string(text) != ten || err != nil {
			t.Errorf("%s: %q %v", name, text, err)
		}
	}
	for name, data := range map[string][]byte{"torn zip": zipped.Bytes()[:100], "torn gzip": packed.Bytes()[:5]} {
		if _, err := Unpack(data); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if _, err := io.ReadAll(limit(strings.NewReader("12345"), 4)); !errors.Is(err, errBig) {
		t.Errorf("more than the limit: %v", err)
	}
	if text, err := io.ReadAll(limit(strings.NewReader("12345"), 5)); len(text) != 5 || err != nil {
		t.Errorf("the limit itself: %q %v", text, err)
	}
}

// TestDamaged: whatever happens to the file, it is an error and no panic.
func TestDamaged(t *testing.T) {
	s, d := install(t, ten)
	path := s.path(d.Info.Name)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	try := func(data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		damaged, err := open(path)
		if err != nil {
			return
		}
		defer damaged.Close()
		for _, word := range []string{"微信", "weixin", "treasure", "trust"} {
			_, _ = damaged.Look(word, 10)
		}
	}
	for n := 0; n < len(whole); n += 23 {
		try(whole[:n])
		for _, b := range []byte{0, 0x7f, 0xff} {
			changed := bytes.Clone(whole)
			changed[n] = b
			try(changed)
		}
	}
	try(append(bytes.Clone(whole), 'x'))
	if _, err := s.Open(); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("damaged: %v", err)
	}
}

func TestStore(t *testing.T) {
	s, d := install(t, ten)
	if err := s.Remove("../" + d.Info.Name); !errors.Is(err, ErrNone) {
		t.Errorf("removed outside: %v", err)
	}
	if _, _, err := s.Add(t.Context(), Order{From: "x", Name: "../x"}); !errors.Is(err, ErrName) {
		t.Errorf("name: %v", err)
	}
	bad := filepath.Join(t.TempDir(), "bad")
	os.WriteFile(bad, []byte("nothing\n"), 0o600)
	if _, wrong, err := s.Add(t.Context(), Order{From: bad, Name: d.Info.Name}); !errors.Is(err, ErrNoDictionary) || len(wrong) != 1 {
		t.Errorf("%v %v", wrong, err)
	}
	if files, _ := os.ReadDir(s.Dir); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
	if found, err := d.Look("微信", 1); len(found) != 1 || err != nil {
		t.Errorf("the old one is gone: %v %v", found, err)
	}
	if err := s.Remove(d.Info.Name); err != nil {
		t.Error(err)
	}
	if err := s.Remove(d.Info.Name); !errors.Is(err, ErrNone) {
		t.Errorf("removed twice: %v", err)
	}
	if all, err := (Store{Dir: filepath.Join(t.TempDir(), "none")}).Open(); len(all) != 0 || err != nil {
		t.Errorf("%v %v", all, err)
	}
}

func TestFetch(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/ten":
			io.WriteString(w, ten)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/big":
			for range maxPacked>>20 + 2 {
				w.Write(make([]byte, 1<<20))
			}
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	all := Access{HTTP: true, Private: true}
	if data, err := Load(t.Context(), server.URL+"/ten", all); string(data) != ten || err != nil {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	for _, c := range []struct {
		path   string
		access Access
		want   string
	}{
		{"/ten", Access{Private: true}, ErrPlain.Error()},
		{"/ten", Access{HTTP: true}, ErrPrivate.Error()},
		{"/none", all, "404"},
		{"/round", all, "from one address to the next"},
		{"/big", all, errBig.Error()},
	} {
		if _, err := Load(t.Context(), server.URL+c.path, c.access); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %+v: %v, want %s", c.path, c.access, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Load(ctx, server.URL+"/ten", all); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestPrivate(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1": true, "10.1.2.3": true, "192.168.0.1": true, "172.16.0.1": true, "169.254.169.254": true, "0.0.0.0": true, "100.64.0.1": true, "::1": true,
		"fe80::1": true, "fd00::1": true, "224.0.0.1": true, "255.255.255.255": true, "64:ff9b::7f00:1": true, "::ffff:127.0.0.1": true,
		"8.8.8.8": false, "2606:4700::1111": false,
	} {
		if got := private(netip.MustParseAddr(address).Unmap()); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for line := range strings.Lines(ten) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		e, err := parse(line)
		if err != nil {
			return
		}
		back, ok := unpack(e.pack())
		if strings.Contains(line[strings.IndexByte(line, ']')+1:], "[") { // a reference, which is written for people
			e.Glosses, back.Glosses = nil, nil
		}
		if !ok || fmt.Sprint(back) != fmt.Sprint(e) {
			t.Errorf("%q: %+v comes back as %+v", line, e, back)
		}
	})
}
