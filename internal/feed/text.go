package feed

import (
	"html"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/json"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// marked are the tags that stand in titles: those of letters, with an end, and those without one.
var marked = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?is)<(a|abbr|applet|b|big|blink|center|cite|code|del|div|em|font|h[1-6]|i|iframe|ins|mark|nobr|object|p|q|s|script|small|span|strike|strong|style|sub|sup|tt|u)\b[^<>]*>.*</[a-z1-6]+\s*>|<(br|img|wbr|hr)\b[^<>]*>`)
})

// plain is the text of a line that may be HTML, once or twice: titles come as text, as HTML, and as HTML that was escaped once more.
// A tag that has no end may be what a title is about.
func plain(s string) string {
	for range 2 {
		if marked().MatchString(s) {
			s = articles.PieceText(s)
		} else {
			s = unescape(s)
		}
	}
	return document.CleanLine(s)
}

// unescape reads references that end as they should; others are addresses more often than not.
func unescape(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexByte(rest[:min(len(rest), 34)], ';')
		if end <= 0 || strings.ContainsAny(rest[:end], " &<") {
			b.WriteByte('&')
			s = rest
			continue
		}
		b.WriteString(html.UnescapeString("&" + rest[:end+1]))
		s = rest[end+1:]
	}
}

// tag is what HTML is known by.
var tag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<(/?[a-zA-Z][a-zA-Z0-9]*)(\s[^<>]*)?/?>|&[a-zA-Z0-9#]{2,8};`)
})

// content is the text of an item as HTML, and whether it looks like all of it.
func content(it *gofeed.Item, own any) (piece string, whole bool) {
	full, short := it.Content, it.Description
	switch own := own.(type) {
	case *json.Item:
		short = paragraphs(own.Summary)
		if full = own.ContentHTML; full == "" {
			full = paragraphs(own.ContentText)
		}
	case *atom.Entry:
		if own.Content != nil && textual(own.Content.Type) && !tag().MatchString(full) {
			full = paragraphs(full)
		} else if own.Content != nil && !readable(own.Content.Type) {
			full = ""
		}
	}
	if full == "" && short == "" {
		short = described(it)
	}
	full, short = asHTML(full), asHTML(short)
	long, brief := articles.PieceText(full), articles.PieceText(short)
	switch {
	case long == "" && !strings.Contains(full, "<img"):
		return short, looksWhole(brief, it.Title == "")
	case len(brief) > len(long): // some put a few words into the one and all into the other
		return short, looksWhole(brief, true)
	}
	return full, looksWhole(long, true)
}

// described is what an item says of a film or a sound that it brings.
func described(it *gofeed.Item) string {
	if said := extension(it, "media", "description"); said != "" {
		return said
	}
	for _, group := range it.Extensions["media"]["group"] {
		if said := group.Children["description"]; len(said) > 0 {
			return said[0].Value
		}
	}
	return extension(it, "itunes", "summary", "subtitle")
}

// textual reports whether a type of content of Atom is plain text.
func textual(kind string) bool { return kind == "" || kind == "text" || kind == "text/plain" }

// readable reports whether a type of content of Atom is text of any sort.
func readable(kind string) bool {
	kind = strings.ToLower(kind)
	return textual(kind) || kind == "html" || kind == "xhtml" || strings.HasPrefix(kind, "text/") || strings.Contains(kind, "html") || strings.Contains(kind, "xml") || kind == "escaped"
}

// asHTML makes HTML of a text that is none.
func asHTML(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || tag().MatchString(s) {
		return s
	}
	return paragraphs(s)
}

// paragraphs makes HTML of plain text: blank lines part paragraphs, other ends of lines stay.
func paragraphs(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	if s == "" {
		return ""
	}
	parts := strings.Split(html.EscapeString(s), "\n\n")
	for i, p := range parts {
		parts[i] = "<p>" + strings.ReplaceAll(strings.TrimSpace(p), "\n", "<br>\n") + "</p>"
	}
	return strings.Join(parts, "\n")
}

// leastWhole is how many characters a text has at least that is whole though the feed calls it a description.
const leastWhole = 1200

// goesOn are the words by which a text says that it is not all.
var goesOn = []string{"…", "...", "[…]", "[...]", "[…", "(more)", "(more…)", "(more...)", "[more]", "more »", "more »»", "read more", "read more.", "read more…", "read more...", "read more »", "read more →",
	"read more >", "read more »", "continue reading", "continue reading…", "continue reading...", "continue reading →", "continue reading »", "keep reading", "full story", "read full article", "read the full article", "read the rest", "阅读全文", "阅读更多", "查看全文", "全文", "继续阅读", "更多", "閱讀全文", "繼續閱讀", "続きを読む"}

// looksWhole reports whether a text on one line looks like all of it; sure is one that its place says to be.
func looksWhole(text string, sure bool) bool {
	end := strings.ToLower(strings.TrimRight(text[max(0, len(text)-64):], " .\u00a0"))
	for _, words := range goesOn {
		if strings.HasSuffix(end, strings.TrimRight(words, ".")) && strings.TrimRight(words, ".") != "" || strings.HasSuffix(text, words) {
			return false
		}
	}
	if i := strings.LastIndex(strings.ToLower(text), "continue reading "); i >= 0 && len(text)-i < 200 {
		return false
	}
	if i := strings.LastIndex(text, "The post "); i > 0 && strings.Contains(text[i:], " appeared first on ") {
		return looksWhole(strings.TrimSpace(text[:i]), sure)
	}
	return text != "" && (sure || utf8.RuneCountInString(text) >= leastWhole)
}
