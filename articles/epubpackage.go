package articles

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/web"
)

// bookPackage is what the package document of a book, its OPF file, says.
type bookPackage struct {
	meta  Meta
	items []bookItem          // in the order of the manifest
	spine []bookRef           // the order of reading
	toc   string              // the id of an EPUB 2 table of contents
	byID  map[string]bookItem // the first of each whose file is there
}

// bookItem is a file of the book.
type bookItem struct{ id, file, media, fallback, properties string }

// bookRef is a place in the order of reading.
type bookRef struct {
	item  string
	aside bool // to be looked up, not to be read in turn
}

// elements calls see for each element of an XML document with its attributes by local name, and the text in it up to the next tag.
// The document may be wrong in many ways: what was read before is what there is.
func elements(data []byte, see func(name string, attrs map[string]string, text string), leave func(name string)) error {
	text, _, err := Decode(data, declaredXML(data))
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(withoutProlog(text)))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var (
		name  string
		attrs map[string]string
		words strings.Builder
	)
	flush := func() {
		if name != "" {
			see(name, attrs, document.CleanLine(strings.TrimSpace(words.String())))
		}
		name = ""
		words.Reset()
	}
	for {
		token, err := d.Token()
		if err != nil {
			flush()
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			flush()
			name, attrs = strings.ToLower(t.Name.Local), map[string]string{}
			for _, a := range t.Attr {
				attrs[a.Name.Local] = strings.TrimSpace(a.Value)
			}
		case xml.EndElement:
			flush()
			leave(strings.ToLower(t.Name.Local))
		case xml.CharData:
			words.Write(t)
		}
	}
}

// withoutProlog is an XML document without its first line, which says in which encoding it was, and that it is of a version that the decoder does not know.
func withoutProlog(text []byte) []byte {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte(bom)), " \t\r\n")
	if bytes.HasPrefix(text, []byte("<?xml")) {
		_, text, _ = bytes.Cut(text, []byte("?>"))
	}
	return text
}

// readPackage reads the package document at a path in the archive.
func readPackage(a *archive, at string) (*bookPackage, error) {
	data, err := a.read(at)
	if err != nil {
		return nil, err
	}
	p := &bookPackage{byID: map[string]bookItem{}}
	var about bookMeta
	section := ""
	err = elements(data, func(name string, attrs map[string]string, text string) {
		switch name {
		case "metadata", "manifest", "spine", "guide", "tours":
			section = name
			if name == "spine" {
				p.toc = attrs["toc"]
			}
			return
		}
		switch {
		case section == "metadata":
			about.see(name, attrs, text)
		case section == "manifest" && name == "item":
			p.add(a, path.Dir(at), attrs)
		case section == "spine" && name == "itemref":
			p.spine = append(p.spine, bookRef{attrs["idref"], strings.EqualFold(attrs["linear"], "no")})
		}
	}, func(string) {})
	if err != nil && len(p.spine) == 0 {
		return nil, errors.New("its XML is wrong: " + document.CleanLine(err.Error()))
	}
	p.meta = about.meta()
	return p, nil
}

// add puts an item of the manifest where it is found. Of two with one id that counts whose file is there.
func (p *bookPackage) add(a *archive, folder string, attrs map[string]string) {
	item := bookItem{attrs["id"], member(a, folder, attrs["href"]), strings.ToLower(attrs["media-type"]), attrs["fallback"], attrs["properties"]}
	p.items = append(p.items, item)
	if known, ok := p.byID[item.id]; !ok || a.find(known.file) == nil {
		p.byID[item.id] = item
	}
}

// member is the file in the archive that an address in a file of the folder leads to, without its fragment; "" for one that leads elsewhere.
func member(a *archive, folder, href string) string {
	href, _, _ = strings.Cut(strings.ReplaceAll(href, `\`, "/"), "#")
	decoded, err := url.PathUnescape(href)
	if err != nil {
		decoded = href
	}
	for _, h := range []string{href, decoded} {
		if name := within(folder, h); name != "" && a.find(name) != nil {
			return name
		}
	}
	return within(folder, decoded)
}

// within joins a path to a folder of the archive, whose outermost folder nothing leads out of; "" for what is no path.
func within(folder, href string) string {
	if href == "" || strings.Contains(href, "://") {
		return ""
	}
	if !strings.HasPrefix(href, "/") {
		href = folder + "/" + href
	}
	return strings.TrimPrefix(path.Clean("/"+href), "/")
}

// isText reports whether a file of the book holds text that is laid out.
func (i bookItem) isText() bool {
	switch i.media {
	case "application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml", "application/html+xml", "image/svg+xml":
		return true
	case "", "text/xml", "application/xml", "text/plain":
		return slices.Contains([]string{".xhtml", ".html", ".htm", ".xht", ".xml"}, strings.ToLower(path.Ext(i.file)))
	}
	return false
}

// longestFallback is how many files may stand for one another.
const longestFallback = 12

// text follows the fallbacks of an item to one that holds text.
func (p *bookPackage) text(id string) (bookItem, bool) {
	for range longestFallback {
		item, ok := p.byID[id]
		if !ok || item.isText() {
			return item, ok
		}
		id = item.fallback
	}
	return bookItem{}, false
}

// bookMeta gathers what the metadata of a package say.
type bookMeta struct {
	titles, creators, dates, dateEvents      []string
	creatorIDs, titleIDs                     []string
	publisher, language, source              string
	identifiers, contributors, contributorID []string
	refined                                  map[string]map[string]string // by id: what is said of it
	roles                                    map[string]string
}

func (b *bookMeta) see(name string, attrs map[string]string, text string) {
	if name == "meta" && attrs["refines"] != "" {
		if b.refined == nil {
			b.refined = map[string]map[string]string{}
		}
		id := strings.TrimPrefix(attrs["refines"], "#")
		if b.refined[id] == nil {
			b.refined[id] = map[string]string{}
		}
		b.refined[id][attrs["property"]] = text
		return
	}
	if text == "" {
		return
	}
	id := attrs["id"]
	if role := attrs["role"]; role != "" {
		if id == "" {
			id = "\x00" + text // its own
		}
		if b.roles == nil {
			b.roles = map[string]string{}
		}
		b.roles[id] = role
	}
	first := func(to *string) {
		if *to == "" {
			*to = text
		}
	}
	switch name {
	case "title":
		b.titles, b.titleIDs = append(b.titles, text), append(b.titleIDs, id)
	case "creator":
		b.creators, b.creatorIDs = append(b.creators, text), append(b.creatorIDs, id)
	case "contributor":
		b.contributors, b.contributorID = append(b.contributors, text), append(b.contributorID, id)
	case "date":
		b.dates, b.dateEvents = append(b.dates, text), append(b.dateEvents, strings.ToLower(attrs["event"]))
	case "publisher":
		first(&b.publisher)
	case "language":
		first(&b.language)
	case "source":
		first(&b.source)
	case "identifier":
		b.identifiers = append(b.identifiers, text)
	}
}

// role is what a person did for the book, by MARC's abbreviations; "" where nothing says.
func (b *bookMeta) role(id string) string {
	if role := b.roles[id]; role != "" {
		return strings.ToLower(role)
	}
	return strings.ToLower(b.refined[id]["role"])
}

func (b *bookMeta) meta() Meta {
	m := Meta{Site: b.publisher, Language: b.language}
	for i, t := range b.titles {
		if m.Title == "" || b.refined[b.titleIDs[i]]["title-type"] == "main" {
			m.Title = t
		}
	}
	var authors, others []string
	for i, c := range b.creators {
		if role := b.role(b.creatorIDs[i]); role == "" || role == "aut" {
			authors = append(authors, c)
		} else {
			others = append(others, c)
		}
	}
	if len(authors) == 0 {
		authors = others
	}
	m.Author = strings.Join(slices.Compact(authors[:min(len(authors), mostAuthors)]), ", ")
	for i, c := range b.contributors {
		if b.role(b.contributorID[i]) == "trl" {
			m.MT = engineIn(c)
		}
	}
	m.Published = b.published()
	for _, s := range append(slices.Clone(b.identifiers), b.source) {
		if u, err := url.Parse(s); err == nil && web.Scheme(u) && u.Host != "" && u.User == nil && m.URL == "" {
			m.URL = s
		}
		if isbn := isbnIn(s); isbn != "" && m.Note == "" {
			m.Note = "ISBN " + isbn
		}
	}
	return m
}

// mostAuthors is how many are named.
const mostAuthors = 4

// published is the date that the book came out: not the one on which its file was made.
func (b *bookMeta) published() (best time.Time) {
	for i, d := range b.dates {
		event := b.dateEvents[i]
		if event == "modification" || event == "creation" || event == "conversion" {
			continue
		}
		if t := pageDate(d); t.Year() > 1000 && (best.IsZero() || event == "publication") {
			best = t
		}
	}
	return best
}

var isbnForm = regexp.MustCompile(`^(?i:urn:isbn:|isbn[: ]*)?((?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx])$`)

// isbnIn is the ISBN that an identifier is, "" for others.
func isbnIn(s string) string {
	m := isbnForm.FindStringSubmatch(s)
	if m == nil || !strings.Contains(strings.ToLower(s), "isbn") && len(strings.NewReplacer("-", "", " ", "").Replace(m[1])) != 13 {
		return ""
	}
	return m[1]
}
