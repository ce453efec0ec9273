package articles

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// longestFrontMatter is the most that is read as front matter, in bytes.
const longestFrontMatter = 64 << 10

// readMarkdown reads Markdown. Front matter is read for what it says of the article and stays in the document,
// so that offsets are those of the file.
func readMarkdown(text []byte, _ *url.URL) *Article {
	meta := readFrontMatter(frontMatter(text))
	if meta.Title == "" {
		meta.Title = firstHeading(text)
	}
	return &Article{Meta: meta, Document: document.Markdown(text)}
}

// frontMatter returns the YAML between the first two lines `---`, or nil.
func frontMatter(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte(bom))
	text = text[:min(len(text), longestFrontMatter)]
	first, rest, found := bytes.Cut(text, []byte("\n"))
	if !found || string(bytes.TrimRight(first, " \t\r")) != "---" {
		return nil
	}
	for at := 0; at < len(rest); {
		line, _, found := bytes.Cut(rest[at:], []byte("\n"))
		if mark := string(bytes.TrimRight(line, " \t\r")); mark == "---" || mark == "..." {
			return rest[:at]
		}
		if !found {
			return nil
		}
		at += len(line) + 1
	}
	return nil
}

// readFrontMatter takes what is known of it from front matter. What cannot be read is not there:
// a reader opens the article all the same.
func readFrontMatter(source []byte) Meta {
	var fields map[string]any
	if len(source) == 0 || yaml.Unmarshal(source, &fields) != nil {
		return Meta{}
	}
	get := func(keys ...string) string {
		for _, key := range keys {
			if value, ok := fields[key]; ok {
				return document.CleanLine(strings.TrimSpace(spell(value)))
			}
		}
		return ""
	}
	return Meta{
		Title:     get("title"),
		Author:    get("author", "authors", "by"),
		Site:      get("source", "site", "publisher"),
		URL:       get("url", "link", "canonical"),
		MT:        get("engine", "translator"),
		Published: ParseDate(get("published", "date", "publishDate")),
	}
}

// spell writes a YAML value on one line.
func spell(value any) string {
	switch value := value.(type) {
	case nil:
		return ""
	case time.Time:
		return value.Format(time.DateOnly)
	case []any:
		names := make([]string, len(value))
		for i, v := range value {
			names[i] = spell(v)
		}
		return strings.Join(names, ", ")
	}
	return fmt.Sprint(value)
}

// ParseDate reads a date as far as it is given: a day, a month, a year, or a time of RFC 3339.
// The zero time stands for what is none of them.
func ParseDate(s string) time.Time {
	for _, layout := range []string{time.DateOnly, time.RFC3339, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01", "2006/1/2", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// firstHeading returns the first ATX heading of the first level, without its marks.
func firstHeading(text []byte) string {
	text = bytes.TrimPrefix(text, []byte(bom))
	for line := range bytes.Lines(text[:min(len(text), longestFrontMatter)]) {
		if title, ok := bytes.CutPrefix(line, []byte("# ")); ok {
			return document.CleanLine(strings.TrimSpace(strings.TrimRight(strings.TrimSpace(string(title)), "#")))
		}
	}
	return ""
}
