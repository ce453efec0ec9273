package articles

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"math"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// seeds holds the texts of the built-in articles, what is known about them, and annotations made by hand for some.
//
//go:embed seeds
var seeds embed.FS

// seed is an entry of seeds.yaml.
type seed struct {
	File      string `yaml:"file"`
	ID        string `yaml:"id"`
	Title     string `yaml:"title"`
	Site      string `yaml:"site"`
	Author    string `yaml:"author"`
	URL       string `yaml:"url"`
	Engine    string `yaml:"engine"`
	Published string `yaml:"published"`
	Note      string `yaml:"note"`
}

// shelf is the built-in articles in their order and by the digest of their texts.
type shelf struct {
	articles []*Article
	byDigest map[string]*Article
	shortest int // of the texts, in characters that are not white space
	longest  int
}

var loadShelf = sync.OnceValues(func() (*shelf, error) {
	list, err := seeds.ReadFile("seeds/seeds.yaml")
	if err != nil {
		return nil, fmt.Errorf("built-in articles: %w", err)
	}
	var entries []seed
	if err := yaml.UnmarshalWithOptions(list, &entries, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("built-in articles: seeds.yaml: %w", err)
	}
	s := &shelf{byDigest: map[string]*Article{}}
	for _, entry := range entries {
		a, err := entry.article()
		if err != nil {
			return nil, err
		}
		n := countInk(a.Document.Source(), math.MaxInt)
		if s.shortest == 0 || n < s.shortest {
			s.shortest = n
		}
		s.longest = max(s.longest, n)
		s.articles = append(s.articles, a)
		s.byDigest[digest(a.Document.Source())] = a
	}
	return s, nil
})

func (s seed) article() (*Article, error) {
	text, err := seeds.ReadFile("seeds/" + s.File + ".txt")
	if err != nil {
		return nil, fmt.Errorf("built-in articles: %w", err)
	}
	own, err := seeds.ReadFile("seeds/" + s.File + ".annotations.yaml")
	if err != nil {
		own = nil // not every article has them
	}
	return &Article{
		Meta: Meta{
			ID: s.ID, Title: s.Title, Site: s.Site, Author: s.Author, URL: s.URL, MT: s.Engine,
			Published: ParseDate(s.Published), Note: s.Note,
		},
		Document: document.Plain(text), Charset: utf8Name, Own: own, OwnText: text,
	}, nil
}

// Builtin returns the built-in articles in the order of the shelf. The caller may change neither them nor the slice.
func Builtin() ([]*Article, error) {
	s, err := loadShelf()
	if err != nil {
		return nil, err
	}
	return s.articles, nil
}

// Recognise finds the built-in article with the text source. White space and a byte order mark do not count, so a copy with
// other line ends or trimmed edges is known. The Article is the caller's own; its Document is the built-in text, not source.
func Recognise(source []byte) (*Article, bool) {
	s, err := loadShelf()
	if err != nil || len(source) < s.shortest {
		return nil, false
	}
	if n := countInk(source, s.longest); n < s.shortest || n > s.longest {
		return nil, false
	}
	known, ok := s.byDigest[digest(source)]
	if !ok {
		return nil, false
	}
	copied := *known
	return &copied, true
}

// countInk counts the characters of text that count for its identity, up to one more than most.
func countInk(text []byte, most int) int {
	n := 0
	for at := 0; at < len(text) && n <= most; {
		if c := text[at]; c < utf8.RuneSelf {
			if c > ' ' || document.Ink(rune(c)) {
				n++
			}
			at++
			continue
		}
		r, size := utf8.DecodeRune(text[at:])
		if document.Ink(r) {
			n++
		}
		at += size
	}
	return n
}

// digest is the SHA-256 of text without its white space, in hexadecimal.
func digest(text []byte) string {
	h := sha256.New()
	ink := make([]byte, 0, 32<<10)
	for at := 0; at < len(text); {
		if c := text[at]; c < utf8.RuneSelf {
			if c > ' ' || document.Ink(rune(c)) {
				ink = append(ink, c)
			}
			at++
		} else {
			r, size := utf8.DecodeRune(text[at:])
			if document.Ink(r) {
				ink = append(ink, text[at:at+size]...)
			}
			at += size
		}
		if len(ink) > 32<<10-utf8.UTFMax {
			h.Write(ink)
			ink = ink[:0]
		}
	}
	h.Write(ink)
	return hex.EncodeToString(h.Sum(nil))
}
