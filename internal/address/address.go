// Package address says where the address of a link leads, and shows it so that nobody is deceived.
package address

import (
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Kind is what an address leads to.
type Kind int

// The kinds.
const (
	Nothing Kind = iota // nothing that is ever opened; see Address.Why
	Web                 // a page: http or https
	Mail                // somebody to write to
	File                // a file of this machine
	Here                // a place in the same text
)

// Address is where a link leads.
type Address struct {
	Kind     Kind
	URL      string // of a page or a mail: printable ASCII that begins with http:, https: or mailto:
	Host     string // of a page, in ASCII
	Path     string // of a file; a relative one begins at the folder of the text that has the link
	Fragment string // the name of a place in the text, "" for none
	Why      string // it leads to nothing, as the end of a sentence

	user string // what stands before the host
}

// longest is how many bytes an address may have.
const longest = 8192

// Read makes out where the address of a link leads. What is refused has Kind Nothing.
func Read(to string) Address {
	to = plain(to)
	scheme, rest := split(to)
	switch {
	case to == "":
		return nothing("the link has no address")
	case len(to) > longest:
		return nothing("the address is too long to be one")
	case to[0] == '#':
		return Address{Kind: Here, Fragment: unescape(to[1:])}
	case strings.HasPrefix(to, `\\`):
		return nothing("files of other machines are not opened")
	case scheme == "" && strings.HasPrefix(to, "//"):
		return page("https", to)
	}
	switch scheme {
	case "http", "https":
		return page(scheme, rest)
	case "mailto":
		return mail(rest)
	case "file":
		return local(rest)
	case "":
		return file(to)
	}
	return nothing(fmt.Sprintf("“%s:” is not opened: only http, https and mailto are, and files of text", document.CleanLine(scheme)))
}

// Against is Read for the address of a link on the page at base, to which a relative one belongs.
func Against(base, to string) Address {
	a := Read(to)
	from := Read(base)
	if a.Kind != File || from.Kind != Web {
		return a
	}
	root, err := url.Parse(from.URL)
	if err != nil {
		return a
	}
	step, err := url.Parse(escape(plain(to)))
	if err != nil || step.IsAbs() {
		return a
	}
	return Read(root.ResolveReference(step).String())
}

func nothing(why string) Address { return Address{Why: why} }

// plain takes away what browsers do not count: blanks round an address, line ends and tabs in it.
func plain(to string) string {
	to = strings.TrimSpace(document.Clean(to))
	return strings.NewReplacer("\n", "", "\t", "").Replace(to)
}

// split cuts the scheme off, in small letters; "" where there is none. A single letter is the name of a drive.
func split(to string) (scheme, rest string) {
	for i := range len(to) {
		switch c := to[i] | 0x20; {
		case 'a' <= c && c <= 'z':
		case i > 0 && strings.IndexByte("0123456789+-.", to[i]) >= 0:
		case i > 1 && to[i] == ':':
			return strings.ToLower(to[:i]), to[i+1:]
		default:
			return "", to
		}
	}
	return "", to
}

// mail leads to the one who is written to, and no further: what else such an address may ask for, a file to be attached say, is no business of a text.
func mail(to string) Address {
	to, _, _ = strings.Cut(to, "?")
	if to = escape(strings.TrimSpace(to)); !strings.Contains(to, "@") {
		return nothing("the address names nobody to write to")
	}
	return Address{Kind: Mail, URL: "mailto:" + to}
}

// local leads to a file whose address says so. A host in it would be asked for the file, and told who asks.
func local(rest string) Address {
	if after, ok := strings.CutPrefix(rest, "//"); ok {
		i := strings.IndexAny(after, `/\`)
		if i < 0 || i > 0 && !strings.EqualFold(after[:i], "localhost") {
			return nothing("files of other machines are not opened")
		}
		rest = after[i:]
	}
	if strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, `\`) {
		return nothing("files of other machines are not opened")
	}
	return file(rest)
}

func file(to string) Address {
	to, fragment, _ := strings.Cut(to, "#")
	to, _, _ = strings.Cut(to, "?")
	path := unescape(to)
	if path == "" || strings.ContainsFunc(path, func(r rune) bool { return document.Unsafe(r) || r == '\n' }) {
		return nothing("the address is no file name")
	}
	if runtime.GOOS == "windows" && len(path) > 2 && path[0] == '/' && path[2] == ':' {
		path = path[1:]
	}
	path = filepath.FromSlash(path)
	if strings.HasPrefix(path, `\\`) || strings.HasPrefix(path, "//") {
		return nothing("files of other machines are not opened")
	}
	return Address{Kind: File, Path: path, Fragment: unescape(fragment)}
}

// Hyperlink is the address as a terminal may have it, "" where it may not.
func (a Address) Hyperlink() string {
	const most = 2048
	if len(a.URL) > most {
		return ""
	}
	return a.URL
}

// unescape undoes percent signs; where they are none it leaves all as it is.
func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// escape writes everything as printable ASCII that means nothing to a terminal.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
