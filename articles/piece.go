package articles

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// FromHTML makes an article of a piece of HTML all of whose text is wanted, an item of a feed say, by the way that pages go: Markdown under the title.
// What is known of it is said by meta, whose strings are cleaned here; without a title it gets its first words for one. Links are read against base,
// nil where none is known. The error is ErrNoText.
func FromHTML(piece string, meta Meta, base *url.URL) (*Article, error) {
	for _, s := range []*string{&meta.Title, &meta.Site, &meta.Author, &meta.URL, &meta.MT, &meta.Language, &meta.Note} {
		*s = document.CleanLine(*s)
	}
	var made []byte
	if tree := pieceTree(piece); tree == nil {
		made = bareText([]byte(piece))
	} else {
		if meta.MT == "" {
			meta.MT = engineOf(tree, nil, base)
		}
		prune(tree)
		absolute(tree, base)
		made = titled(tree, meta.Title)
	}
	if len(made) == 0 {
		return nil, ErrNoText
	}
	if meta.ID == "" {
		meta.ID = digest(made)[:12]
	}
	if meta.Title == "" {
		meta.Title = Opening(PieceText(piece))
	}
	return &Article{Meta: meta, Made: true, Charset: utf8Name, Document: document.Markdown(made)}, nil
}

// pieceTree makes a tree of a piece of HTML; nil where it is too large or too deep to be laid out.
func pieceTree(piece string) *html.Node {
	tree := parsePage([]byte(piece))
	if tree == nil {
		return nil
	}
	if count, depth := measure(tree); depth > deepest || count > mostElements {
		return nil
	}
	return tree
}

// PieceText is the text of a piece of HTML, clean, on one line.
func PieceText(piece string) string {
	if !strings.ContainsAny(piece, "<&") {
		return document.CleanLine(piece)
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(piece))
	skip := atom.Atom(0)
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return document.CleanLine(b.String())
		case html.TextToken:
			if skip == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch tag := atom.Lookup(name); {
			case skip == tag && kind == html.EndTagToken:
				skip = 0
			case skip == 0 && kind == html.StartTagToken && (tag == atom.Script || tag == atom.Style || tag == atom.Iframe):
				skip = tag
			case breaks[tag] || tag == atom.Td:
				b.WriteByte(' ')
			}
		}
	}
}

// longestOpening is how many characters stand for a title at most.
const longestOpening = 80

// Opening is how a text on one line begins, for one that has no title: up to the end of its first sentence, or of a word, or of the space there is.
func Opening(text string) string {
	if utf8.RuneCountInString(text) <= longestOpening {
		return text
	}
	head := string([]rune(text[:min(len(text), longestOpening*utf8.UTFMax)])[:longestOpening-1])
	for _, end := range []string{". ", "? ", "! ", "。", "？", "！"} {
		if at := strings.Index(head, end); at > longestOpening/4 {
			return strings.TrimSpace(head[:at+len(end)])
		}
	}
	if at := strings.LastIndexByte(head, ' '); at > len(head)/2 {
		head = head[:at]
	}
	return strings.TrimRight(head, " ,;:") + "…"
}
