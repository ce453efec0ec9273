package articles

import (
	"encoding/json"
	"html"
	"slices"
	"strings"

	tree "golang.org/x/net/html"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// linkedData is what a page says of its article in a script of the type application/ld+json, in the words of schema.org. Its strings are clean.
type linkedData struct{ title, name, author, site, published, language, address string }

// longestLinkedData is the longest script that is read, in bytes.
const longestLinkedData = 1 << 20

// isLinkedData reports whether a script holds linked data.
func isLinkedData(script *tree.Node) bool {
	kind, _, _ := strings.Cut(strings.ToLower(attribute(script, "type")), ";")
	return strings.TrimSpace(kind) == "application/ld+json"
}

// readLinkedData finds the first article that a script describes; nil where there is none, or the script cannot be read.
func readLinkedData(script string) *linkedData {
	if len(script) > longestLinkedData {
		return nil
	}
	script = strings.Map(func(r rune) rune {
		if r < ' ' { // line ends in the middle of strings, which JSON does not have
			return ' '
		}
		return r
	}, strings.TrimSpace(script))
	for _, wrapping := range []string{"<!--", "-->", "/*<![CDATA[*/", "/*]]>*/", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>"} {
		script = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(script, wrapping), wrapping))
	}
	var value any
	if json.Unmarshal([]byte(strings.TrimSuffix(script, ";")), &value) != nil {
		return nil
	}
	return articleIn(value, 0)
}

// deepestLinkedData is how far in the article may stand.
const deepestLinkedData = 8

// articleIn finds the first article in a value.
func articleIn(value any, depth int) *linkedData {
	if depth > deepestLinkedData {
		return nil
	}
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			if found := articleIn(one, depth+1); found != nil {
				return found
			}
		}
	case map[string]any:
		if describesArticle(v["@type"]) {
			return linkedDataOf(v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if found := articleIn(v[key], depth+1); found != nil {
				return found
			}
		}
	}
	return nil
}

// describesArticle reports whether a type, or one of several, is that of a text of its own.
func describesArticle(kind any) bool {
	switch k := kind.(type) {
	case string:
		return strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "Posting") || k == "Report"
	case []any:
		return slices.ContainsFunc(k, describesArticle)
	}
	return false
}

func linkedDataOf(v map[string]any) *linkedData {
	d := &linkedData{
		title: spelled(v["headline"]), name: spelled(v["name"]), author: whom(v["author"]), site: whom(v["publisher"]),
		published: spelled(v["datePublished"]), language: spelled(v["inLanguage"]), address: spelled(v["url"]),
	}
	if page, ok := v["mainEntityOfPage"].(map[string]any); ok && d.address == "" {
		d.address = spelled(page["@id"])
	} else if d.address == "" {
		d.address = spelled(v["mainEntityOfPage"])
	}
	return d
}

// spelled is a value that is text. References of HTML are read, since those who write scripts often leave them in.
func spelled(value any) string {
	s, _ := value.(string)
	return document.CleanLine(strings.TrimSpace(html.UnescapeString(s)))
}

// whom is whom a value names: a text, something with a name, or several of these.
func whom(value any) string {
	switch v := value.(type) {
	case string:
		if name := spelled(v); !strings.Contains(name, "://") {
			return name
		}
	case map[string]any:
		return whom(v["name"])
	case []any:
		var all []string
		for _, one := range v {
			if name := whom(one); name != "" && len(all) < mostAuthors {
				all = append(all, name)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}
