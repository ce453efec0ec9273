package export

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestSlug is how many bytes of a file's name are made of a title.
const longestSlug = 80

// FileName is what the file of an article is called: the words of its title as it came, so that it stays when rules change, and its name in the
// library, so that it is the only one. It is safe on all systems: small letters of ASCII, digits and hyphens.
func (a *Article) FileName(f Format) string {
	name := a.ID
	if a.Record != nil {
		name = a.Record.Name
	}
	if s := slug(a.Title); s != "" && s != slug(name) {
		return s + "-" + slug(name) + f.Extension
	}
	return "article-" + slug(name) + f.Extension
}

// slug writes words with hyphens between them; what is not ASCII without its accents is left out. It is at most longestSlug bytes long, words whole where possible.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		r = unicode.ToLower(r)
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
		default:
			gap = true
		}
	}
	short := b.String()
	if len(short) <= longestSlug {
		return short
	}
	if i := strings.LastIndexByte(short[:longestSlug+1], '-'); i > longestSlug/2 {
		return short[:i]
	}
	return strings.TrimRight(short[:longestSlug], "-")
}
