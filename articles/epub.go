package articles

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// A book is one article: Markdown made of its chapters in the order of reading, each under a heading, with links between them.

// book is an EPUB that is being read.
type book struct {
	*archive
	*bookPackage

	told     string // the encoding of its chapters, where the reader says so
	chapters []*chapter
	byFile   map[string]*chapter
}

// chapter is a file of the book in the order of reading.
type chapter struct {
	file    string
	number  int
	text    []byte // as decoded
	charset string
	trouble error             // why it cannot be read
	entries []tocEntry        // of the table of contents that lead into it
	linked  bool              // as a whole
	targets map[string]string // places in it that are linked: their names in the book by those in the chapter
	placed  map[string]bool   // those that were found
}

// looksLikeArchive reports whether bytes begin as a ZIP archive does.
func looksLikeArchive(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// readBook reads a book, or of a long one the chapters up to so many bytes of Markdown.
func readBook(r io.ReaderAt, size int64, charset string, most int) (*Article, error) {
	b, err := openBook(r, size)
	if err != nil {
		return nil, err
	}
	b.told = charset
	if err := b.readChapters(); err != nil {
		return nil, err
	}
	source, whole := b.markdown(most)
	if len(source) == 0 {
		return nil, ErrNoWords
	}
	return &Article{Meta: b.meta, Made: true, Document: document.Markdown(source), Charset: b.charset(), Partial: !whole}, nil
}

// readBookMeta reads what a book says of itself, and none of its chapters.
func readBookMeta(r io.ReaderAt, size int64) (Meta, error) {
	b, err := openBook(r, size)
	if err != nil {
		return Meta{}, err
	}
	return b.meta, nil
}

// openBook finds the package document of a book and reads it.
func openBook(r io.ReaderAt, size int64) (*book, error) {
	a, err := openArchive(r, size)
	if err != nil {
		return nil, err
	}
	at := packagePath(a)
	if at == "" {
		return nil, fmt.Errorf("%w: it looks like %s", ErrBinary, a.what())
	}
	p, err := readPackage(a, at)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", document.CleanLine(at), err)
	}
	return &book{archive: a, bookPackage: p, byFile: map[string]*chapter{}}, nil
}

// packagePath is where the package document stands: where the container says, or where there is one.
func packagePath(a *archive) (at string) {
	if data, err := a.read("META-INF/container.xml"); err == nil {
		_ = elements(data, func(name string, attrs map[string]string, _ string) {
			if file := member(a, "", attrs["full-path"]); name == "rootfile" && at == "" && a.find(file) != nil {
				at = file
			}
		}, func(string) {}) // what has been read before it goes wrong is what there is
	}
	for _, name := range a.names {
		if at == "" && strings.EqualFold(path.Ext(name), ".opf") {
			at = name
		}
	}
	return at
}

// protected lists the files that are encrypted. Fonts that were only made unfit for other uses are not.
func (b *book) protected() map[string]bool {
	all := map[string]bool{}
	data, err := b.read("META-INF/encryption.xml")
	if err != nil {
		return all
	}
	method := ""
	_ = elements(data, func(name string, attrs map[string]string, _ string) {
		switch name {
		case "encrypteddata":
			method = ""
		case "encryptionmethod":
			if method == "" {
				method = attrs["Algorithm"]
			}
		case "cipherreference":
			if !strings.HasPrefix(method, "http://www.idpf.org/2008/embedding") && !strings.HasPrefix(method, "http://ns.adobe.com/pdf/enc#RC") {
				all[member(b.archive, "", attrs["URI"])] = true
			}
		}
	}, func(string) {})
	return all
}

// readChapters unpacks the chapters: those to be read in turn, then those that are looked up. What one of them lacks is said where it would
// stand; only where nothing can be read, or the book is a trap, there is no book.
func (b *book) readChapters() error {
	locked := b.protected()
	add := func(item bookItem, named string) error {
		if item.file == "" {
			item.file = named
		}
		if b.byFile[item.file] != nil {
			return nil
		}
		c := &chapter{file: item.file, number: len(b.chapters) + 1, targets: map[string]string{}, placed: map[string]bool{}}
		if locked[item.file] {
			return ErrProtected
		}
		if c.text, c.charset, c.trouble = b.readChapter(item.file); errors.Is(c.trouble, ErrTrap) || errors.Is(c.trouble, ErrProtected) {
			return fmt.Errorf("%s: %w", document.CleanLine(item.file), c.trouble)
		}
		b.chapters = append(b.chapters, c)
		b.byFile[item.file] = c
		return nil
	}
	for _, aside := range []bool{false, true} {
		for _, ref := range b.spine {
			item, ok := b.text(ref.item)
			if known, listed := b.byID[ref.item]; ref.aside != aside || listed && !ok && known.file != "" {
				continue // a picture, say, that nothing stands for
			}
			if err := add(item, ref.item); err != nil {
				return err
			}
		}
	}
	if len(b.spine) == 0 {
		for _, item := range b.items {
			if item.isText() && !containsWord(item.properties, "nav") {
				if err := add(item, item.id); err != nil {
					return err
				}
			}
		}
	}
	return b.unreadable()
}

// unreadable says why nothing of a book can be read, nil where something can.
func (b *book) unreadable() error {
	if len(b.chapters) == 0 {
		return ErrNoWords
	}
	for _, c := range b.chapters {
		if c.trouble == nil {
			return nil
		}
	}
	first := b.chapters[0]
	return fmt.Errorf("none of its chapters can be read: %s: %w", document.CleanLine(first.file), first.trouble)
}

func (b *book) readChapter(file string) (text []byte, charset string, err error) {
	data, err := b.read(file)
	if err != nil {
		return nil, "", err
	}
	charset = b.told
	if charset == "" {
		charset = declared(data, "")
	}
	text, charset, err = Decode(data, charset)
	return bytes.TrimPrefix(text, []byte(bom)), charset, err
}

// charset is what most of the book was written in: what its first chapter was.
func (b *book) charset() string {
	for _, c := range b.chapters {
		if c.charset != "" {
			return c.charset
		}
	}
	return utf8Name
}

// markdown lays the chapters out one after the other until there are so many bytes; whole reports whether that was all of them.
func (b *book) markdown(most int) (source []byte, whole bool) {
	entries, _ := readContents(b.archive, b.bookPackage)
	for _, e := range entries {
		if c := b.byFile[e.file]; c != nil {
			c.entries = append(c.entries, e)
		}
	}
	for _, c := range b.chapters {
		b.noteLinks(c)
	}
	var out bytes.Buffer
	l := layout{book: b, shift: 1, contents: len(entries) > 0}
	for _, c := range b.chapters {
		if out.Len() > most {
			return out.Bytes(), false
		}
		part := l.chapter(c)
		if len(part) == 0 {
			continue
		}
		if out.Len() == 0 && b.meta.Title != "" {
			out.Write(b.title())
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.Write(part)
	}
	if !l.begun {
		return nil, true
	}
	return out.Bytes(), true
}

// title is the heading of the whole.
func (b *book) title() []byte {
	heading := &html.Node{Type: html.ElementNode, Data: "h1", DataAtom: atom.H1}
	heading.AppendChild(&html.Node{Type: html.TextNode, Data: b.meta.Title})
	return markdown(heading)
}

// noteLinks finds which places of the book a chapter leads to.
func (b *book) noteLinks(c *chapter) {
	for _, href := range hrefs(c.text) {
		to, fragment := b.target(c, href)
		switch {
		case to == nil:
		case fragment == "":
			to.linked = true
		case to.targets[fragment] == "":
			to.targets[fragment] = to.name() + "-" + strconv.Itoa(len(to.targets)+1)
		}
	}
}

// target is the place of the book that a link of a chapter leads to, nil for one that leads out of it.
func (b *book) target(from *chapter, href string) (to *chapter, fragment string) {
	if strings.HasPrefix(href, "#") {
		return from, unescaped(href[1:])
	}
	file, fragment := leads(b.archive, path.Dir(from.file), href)
	return b.byFile[file], fragment
}

// name is that of a chapter in links.
func (c *chapter) name() string { return "c" + strconv.Itoa(c.number) }

// hrefs are the addresses of all links of a page.
func hrefs(page []byte) (all []string) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			z.NextIsNotRawText() // a script that is closed at once swallows nothing
			for a := atom.Lookup(name) == atom.A; a && more; {
				var key, value []byte
				key, value, more = z.TagAttr()
				if string(key) == "href" {
					all = append(all, strings.TrimSpace(string(value)))
				}
			}
		}
	}
}
