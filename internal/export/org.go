package export

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// longestHeading is how many characters of a quotation stand in a heading of Org.
const longestHeading = 60

// writeOrg writes what the reader marked in an article as an Org tree.
func writeOrg(w io.Writer, a *Article) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "* %s%s\n:PROPERTIES:\n", orgLine(a.Heading()), orgTags(a.Tags()))
	say := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, ":%s: %s\n", key, document.CleanLine(value))
		}
	}
	say("CUSTOM_ID", a.ID)
	say("URL", a.URL)
	say("SITE", a.Site)
	say("AUTHOR", a.Author)
	if !a.Published.IsZero() {
		say("PUBLISHED", a.Published.Format("[2006-01-02 Mon]"))
	}
	b.WriteString(":END:\n")
	if to := a.page(); to != "" {
		fmt.Fprintf(&b, "%s\n", orgLink(a.Heading(), to))
	}
	r := newReading(a.Document)
	for i := range a.Marks {
		m := &a.Marks[i]
		if m.Judges() {
			continue
		}
		words := a.words(r, m)
		heading := []rune(orgLine(words))
		if len(heading) > longestHeading {
			heading = append(heading[:longestHeading-1], '…')
		}
		if m.Whole() {
			heading = []rune("On the whole")
		}
		fmt.Fprintf(&b, "** %s%s\n", string(heading), orgTags(m.Tags))
		if at := m.Created; !at.IsZero() {
			fmt.Fprintf(&b, ":PROPERTIES:\n:CREATED: %s\n:END:\n", at.Format("[2006-01-02 Mon 15:04]"))
		}
		if !m.Whole() {
			fmt.Fprintf(&b, "#+begin_quote\n%s\n#+end_quote\n", orgText(words))
		}
		if m.Body != "" {
			fmt.Fprintf(&b, "%s\n", orgText(m.Body))
		}
		unnamed := *m
		unnamed.Tags, unnamed.Created, unnamed.Changed = nil, time.Time{}, time.Time{}
		if line := unnamed.about(a, r, orgLine, orgLink); line != "" {
			fmt.Fprintf(&b, "\n%s\n", line)
		}
	}
	if fixes := a.judged(r); len(fixes) > 0 {
		b.WriteString("** Fixes\n")
		for _, f := range fixes {
			fmt.Fprintf(&b, "- %s\n", orgLine(f))
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// noMark stands before what would begin something at the beginning of a line, or end it.
const noMark = "\u200B"

// orgLine makes text of one line stand for itself.
func orgLine(s string) string {
	s = document.CleanLine(s)
	return strings.NewReplacer("[[", "["+noMark+"[", "]]", "]"+noMark+"]").Replace(s)
}

// orgText makes text of several lines stand for itself: none of its lines begins a heading, a block, a drawer.
func orgText(s string) string {
	lines := strings.Split(document.Clean(s), "\n")
	for i, l := range lines {
		l = strings.NewReplacer("[[", "["+noMark+"[", "]]", "]"+noMark+"]").Replace(strings.TrimRight(l, " \t\r"))
		if trimmed := strings.TrimLeft(l, " \t"); strings.HasPrefix(strings.TrimLeft(l, "*"), " ") && l[0] == '*' || strings.HasPrefix(trimmed, "#+") || strings.HasPrefix(trimmed, ":") || strings.HasPrefix(trimmed, "# ") {
			l = noMark + l
		}
		lines[i] = l
	}
	return strings.Join(lines, "\n")
}

// orgTags are tags behind a heading: letters, digits and what Org allows beside.
func orgTags(tags []string) string {
	if len(tags) == 0 {
		return ""
	}
	all := strings.Join(tags, ":")
	return " :" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(":_@#%", r) {
			return r
		}
		return '_'
	}, all) + ":"
}

// orgLink is a link with words.
func orgLink(words, to string) string {
	to = strings.NewReplacer("[", "%5B", "]", "%5D").Replace(to)
	return "[[" + to + "][" + strings.NewReplacer("[", "(", "]", ")").Replace(document.CleanLine(words)) + "]]"
}
