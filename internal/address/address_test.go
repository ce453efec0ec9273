package address

import (
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		to   string
		kind Kind
		what string // URL, path or fragment; part of the reason where it leads to nothing
	}{
		{"https://example.com/a?b=c&d=%20e#f", Web, "https://example.com/a?b=c&d=%20e#f"},
		{"HTTP://Example.COM", Web, "http://example.com"},
		{"//example.com/x", Web, "https://example.com/x"},
		{" https://example.com/a b\"<c>", Web, "https://example.com/a%20b%22%3Cc%3E"},
		{"https://example.com/微信", Web, "https://example.com/%E5%BE%AE%E4%BF%A1"},
		{"https://中国.cn/", Web, "https://xn--fiqs8s.cn/"},
		{"https://good.com\\@evil.com/", Web, "https://good.com/@evil.com/"},
		{"https://good.com@evil.com:8080/", Web, "https://good.com@evil.com:8080/"},
		{"https://[::1]:80/x", Web, "https://[::1]:80/x"},
		{"https://a_b.example.com/", Web, "https://a_b.example.com/"},
		{"java\nscript:alert(1)", Nothing, "“javascript:” is not opened"},
		{"data:text/html,x", Nothing, "“data:”"},
		{"vbscript:x", Nothing, "not opened"},
		{"ftp://example.com/", Nothing, "only http, https and mailto"},
		{"-flag:x", File, "-flag:x"},
		{"https:///etc/passwd", Nothing, "no host"},
		{"https:example.com", Nothing, "not whole"},
		{"https://a b/", Nothing, "no host"},
		{"https://x:1$2/", Nothing, "no host"},
		{"https://\x1b]8;;evil\x07x.com/", Web, "https://x.com/"},
		{"", Nothing, "no address"},
		{strings.Repeat("a", longest+1), Nothing, "too long"},
		{"#a-heading", Here, "a-heading"},
		{"#%E5%BE%AE", Here, "微"},
		{"mailto:ma@example.com?attach=/etc/passwd", Mail, "mailto:ma@example.com"},
		{"mailto:nobody", Nothing, "nobody to write to"},
		{"other.md", File, "other.md"},
		{"../a%20b/other.md?x#part", File, filepath.FromSlash("../a b/other.md")},
		{"file:///tmp/a.txt", File, filepath.FromSlash("/tmp/a.txt")},
		{"file:/tmp/a.txt", File, filepath.FromSlash("/tmp/a.txt")},
		{"file://localhost/tmp/a.txt", File, filepath.FromSlash("/tmp/a.txt")},
		{"file://host/share/a.txt", Nothing, "other machines"},
		{"file:////host/share/a.txt", Nothing, "other machines"},
		{`\\host\share`, Nothing, "other machines"},
		{"%2F/host/share", Nothing, "other machines"},
		{"a%00b", Nothing, "no file name"},
		{"?q=1", Nothing, "no file name"},
	} {
		a := Read(c.to)
		got := a.URL + a.Path + a.Why
		if a.Kind == Here {
			got = a.Fragment
		}
		if a.Kind != c.kind || a.Kind == Nothing && !strings.Contains(got, c.what) || a.Kind != Nothing && got != c.what {
			t.Errorf("Read(%q) = kind %d, %q; want %d, %q", c.to, a.Kind, got, c.kind, c.what)
		}
	}
}

func TestAgainst(t *testing.T) {
	for _, c := range []struct{ base, to, want string }{
		{"https://example.com/news/1.html", "2.html", "https://example.com/news/2.html"},
		{"https://example.com/news/1.html", "/微信", "https://example.com/%E5%BE%AE%E4%BF%A1"},
		{"https://example.com/news/1.html", "../x?y=z#w", "https://example.com/x?y=z#w"},
		{"https://example.com/news/1.html", "https://other.com/", "https://other.com/"},
		{"https://example.com/news/1.html", "mailto:a@b.cn", "mailto:a@b.cn"},
		{"", "2.html", ""},
		{"no address", "2.html", ""},
	} {
		if got := Against(c.base, c.to); got.URL != c.want {
			t.Errorf("Against(%q, %q) = %q, want %q", c.base, c.to, got.URL, c.want)
		}
	}
}

func TestShown(t *testing.T) {
	for _, c := range []struct{ to, want string }{
		{"https://example.com/%E5%BE%AE%E4%BF%A1/%20%1b%e2%80%ae", "https://example.com/微信/%20%1b%e2%80%ae"},
		{"https://аррӏе.com/", "https://xn--80ak6aa92e.com/"},
		{"other.md#part", "other.md#part"},
		{"#part", "#part"},
		{"javascript:x", ""},
	} {
		if got := Read(c.to).String(); got != c.want {
			t.Errorf("%q is shown as %q, want %q", c.to, got, c.want)
		}
	}
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct{ to, text, want string }{
		{"https://example.com/", "the page", ""},
		{"https://example.com/", "example.com", ""},
		{"https://m.example.com/x", "https://www.example.com/x", ""},
		{"https://google.com@evil.com/", "here", "“google.com” is only a user name: the host is evil.com"},
		{"https://аррӏе.com/", "here", "xn--80ak6aa92e.com stands for “аррӏе.com”"},
		{"https://рaypal.com/", "here", "which mixes Latin and Cyrillic letters"},
		{"https://中国.cn/", "here", "stands for “中国.cn”"},
		{"https://evil.com/", "https://bank.com/login", "the text says bank.com, the host is evil.com"},
		{"https://evil.com/", "bank.com", "the text says bank.com"},
		{"https://example.com/", "reader.md", ""},
		{"https://example.com/", "version 2.0", ""},
		{"mailto:a@b.com", "c.com", ""},
	} {
		got := strings.Join(Read(c.to).Warnings(c.text), "; ")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%q under %q warns %q, want %q", c.to, c.text, got, c.want)
		}
	}
}

// TestPrintable: whatever a text has for an address, what is opened and what a terminal gets is printable ASCII of one of three kinds, and
// reading it again changes nothing.
func TestPrintable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.SampledFrom([]string{"", "http://", "https://", "mailto:", "file://", "https:/\\", "#", "//"}).Draw(t, "start")
		a := Read(start + rapid.String().Draw(t, "rest"))
		if a.Kind != Web && a.Kind != Mail {
			if a.URL != "" {
				t.Fatalf("kind %d has the address %q", a.Kind, a.URL)
			}
			return
		}
		if !strings.HasPrefix(a.URL, "http://") && !strings.HasPrefix(a.URL, "https://") && !strings.HasPrefix(a.URL, "mailto:") {
			t.Fatalf("%q may not be opened", a.URL)
		}
		if strings.ContainsFunc(a.URL, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"<>\\`", r) }) {
			t.Fatalf("%q is not printable", a.URL)
		}
		if again := Read(a.URL); again.URL != a.URL || again.Host != a.Host {
			t.Fatalf("%q is read as %q", a.URL, again.URL)
		}
	})
}
