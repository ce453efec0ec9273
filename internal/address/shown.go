package address

import (
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// String is the address on one line, for people: the host as it will be asked, letters of other scripts behind it as letters.
func (a Address) String() string {
	switch a.Kind {
	case Web, Mail:
		return document.CleanLine(letters(a.URL))
	case File:
		name := filepath.ToSlash(a.Path)
		if a.Fragment != "" {
			name += "#" + a.Fragment
		}
		return document.CleanLine(name)
	case Here:
		return document.CleanLine("#" + a.Fragment)
	case Nothing:
	}
	return ""
}

// letters undoes percent signs that stand for letters and digits of other scripts, and no others.
func letters(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		n := 0
		for i+n+2 < len(s) && s[i+n] == '%' && strings.IndexByte("89abcdefABCDEF", s[i+n+1]) >= 0 {
			n += 3
		}
		plain, err := url.PathUnescape(s[i : i+n])
		if n == 0 || err != nil || strings.ContainsFunc(plain, notLetter) {
			n = max(n, 1)
			plain = s[i : i+n]
		}
		b.WriteString(plain)
		i += n
	}
	return b.String()
}

func notLetter(r rune) bool {
	return r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsNumber(r)
}

// FileName is the last part of an address, by which a picture is called that has no better name.
func FileName(to string) string {
	to, _, _ = strings.Cut(to, "?")
	to, _, _ = strings.Cut(to, "#")
	if name := document.CleanLine(path.Base(unescape(to))); name != "." && name != "/" && !strings.HasPrefix(to, "data:") {
		return name
	}
	return "no description"
}

// Warnings says, a sentence each, what about an address may deceive somebody who reads it, or who reads the text of its link.
func (a Address) Warnings(text string) []string {
	if a.Kind != Web {
		return nil
	}
	var all []string
	if a.user != "" {
		all = append(all, fmt.Sprintf("“%s” is only a user name: the host is %s", document.CleanLine(unescape(a.user)), a.Host))
	}
	if written, err := idna.Display.ToUnicode(a.Host); err == nil && written != a.Host {
		sentence := fmt.Sprintf("%s stands for “%s”", a.Host, document.CleanLine(written))
		if mixes := mixed(written); mixes != "" {
			sentence += ", which mixes " + mixes + " letters"
		}
		all = append(all, sentence)
	}
	if said := hostIn(text); said != "" && a.Host != "" && !sameSite(said, a.Host) {
		all = append(all, fmt.Sprintf("the text says %s, the host is %s", document.CleanLine(said), a.Host))
	}
	return all
}

// lookalikes are scripts with letters that look like those of another.
var lookalikes = []struct {
	name  string
	table *unicode.RangeTable
}{{"Latin", unicode.Latin}, {"Greek", unicode.Greek}, {"Cyrillic", unicode.Cyrillic}, {"Armenian", unicode.Armenian}, {"Cherokee", unicode.Cherokee}}

// mixed names the scripts that a part of a host mixes though their letters look alike, "" where none does.
func mixed(host string) string {
	for label := range strings.SplitSeq(host, ".") {
		var found []string
		for _, s := range lookalikes {
			if strings.ContainsFunc(label, func(r rune) bool { return unicode.Is(s.table, r) }) {
				found = append(found, s.name)
			}
		}
		if len(found) > 1 {
			return strings.Join(found, " and ")
		}
	}
	return ""
}

// hostIn returns the host that the text of a link looks like, "" where it looks like none.
func hostIn(text string) string {
	text = strings.TrimSpace(document.CleanLine(text))
	if strings.ContainsAny(text, " @") {
		return ""
	}
	if scheme, rest := split(text); scheme == "http" || scheme == "https" {
		return page(scheme, rest).Host
	}
	host, _, _ := strings.Cut(text, "/")
	name, ok := ascii(host)
	dot := strings.LastIndexByte(name, '.')
	if !ok || dot <= 0 || len(name)-dot < 3 || strings.IndexFunc(name[dot+1:], unicode.IsDigit) >= 0 && !strings.HasPrefix(name[dot+1:], "xn--") {
		return ""
	}
	if !strings.HasPrefix(name, "www.") && !commonTop[name[dot+1:]] {
		return "" // as likely the name of a file, of a product, the end of a sentence
	}
	return name
}

// commonTop are top domains that a word with a dot in it belongs to, more likely than not.
var commonTop = map[string]bool{
	"com": true, "org": true, "net": true, "cn": true, "hk": true, "tw": true, "edu": true, "gov": true, "info": true, "uk": true, "de": true, "jp": true,
}

// sameSite reports whether one host is the other, or stands below it.
func sameSite(a, b string) bool {
	a, b = strings.TrimPrefix(a, "www."), strings.TrimPrefix(b, "www.")
	return a == b || strings.HasSuffix(b, "."+a)
}
