package feed

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// ReadURLs reads newsboat's list of feeds: an address a line, with tags behind it, quoted where there are blanks in them; "~name" is a title,
// and ! hides a feed from the list of all. What it has that is no address of the web (commands, filters, queries, files) is told in left.
func ReadURLs(data []byte) (subs []Subscription, left []Left, err error) {
	text, err := decoded(data, "")
	if err != nil {
		return nil, nil, err
	}
	var all list
	number := 0
	for line := range strings.Lines(text) {
		number++
		words := splitWords(line)
		if len(words) == 0 {
			continue
		}
		s, why := readLine(words)
		if why != "" {
			left = append(left, Left{number, document.CleanLine(words[0]), why})
			continue
		}
		all.add(s)
	}
	return all.all, left, nil
}

// others are the sources of newsboat that are no addresses.
var others = []struct{ start, why string }{
	{"exec:", "commands are not run"},
	{"filter:", "filters are not run"},
	{"query:", "a query is no feed; a saved search does that"},
	{"file:", "files are no feeds here"},
}

func readLine(words []string) (s Subscription, why string) {
	for _, o := range others {
		if strings.HasPrefix(words[0], o.start) {
			return s, o.why
		}
	}
	to, err := address(words[0])
	if err != nil {
		return s, err.Error()
	}
	s.Address = to
	for _, word := range words[1:] {
		word = document.CleanLine(word)
		switch {
		case word == "":
		case word == "!":
			s.Hidden = true
		case strings.HasPrefix(word, "~"):
			s.Title = strings.TrimSpace(word[1:])
		case strings.HasPrefix(word, "!"): // a tag too, and hidden
			s.Hidden = true
			s.Tags = append(s.Tags, word)
		case !slices.Contains(s.Tags, word):
			s.Tags = append(s.Tags, word)
		}
	}
	return s, ""
}

// splitWords splits a line at its blanks; within quotation marks they are part of a word, and a backslash takes the next sign as it is.
// What stands behind a # that begins a word is a remark.
func splitWords(line string) []string {
	var words []string
	for {
		line = strings.TrimLeft(line, " \t\r\n\v\f")
		if line == "" || line[0] == '#' {
			return words
		}
		var word string
		if line[0] == '"' {
			word, line = quotedWord(line[1:])
		} else {
			end := strings.IndexAny(line, " \t\r\n\v\f")
			if end < 0 {
				end = len(line)
			}
			word, line = line[:end], line[end:]
		}
		words = append(words, word)
	}
}

func quotedWord(line string) (word, rest string) {
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '"':
			return b.String(), line[i+1:]
		case c == '\\' && i+1 < len(line):
			i++
			b.WriteByte(line[i])
		default:
			b.WriteByte(c)
		}
	}
	return strings.TrimRight(b.String(), "\r\n"), ""
}

// WriteURLs writes a list of feeds as newsboat reads it. Folders become tags; the sites are not part of it.
func WriteURLs(w io.Writer, subs []Subscription) error {
	var b bytes.Buffer
	for _, s := range subs {
		b.WriteString(quotedIf(s.Address))
		if s.Title != "" {
			b.WriteString(" " + quoted("~"+s.Title))
		}
		if s.Hidden && !slices.ContainsFunc(s.Tags, func(tag string) bool { return strings.HasPrefix(tag, "!") }) {
			b.WriteString(" !")
		}
		for _, tag := range s.AllTags() {
			b.WriteString(" " + quotedIf(tag))
		}
		b.WriteByte('\n')
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write urls: %w", err)
	}
	return nil
}

// AllTags are the folder and the tags of a feed: for who knows no folders.
func (s *Subscription) AllTags() []string {
	var tags []string
	if len(s.Folder) > 0 {
		tags = append(tags, strings.Join(s.Folder, "/"))
	}
	for _, tag := range s.Tags {
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// quotedIf quotes a word that would be read otherwise.
func quotedIf(s string) string {
	if s == "" || strings.ContainsAny(s, " \t\"\\") || s[0] == '#' || s[0] == '~' {
		return quoted(s)
	}
	return s
}
