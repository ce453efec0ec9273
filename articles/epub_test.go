package articles

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// lakeBook is a book of one chapter.
func lakeBook() []byte {
	return bookOf("<dc:title>The Lake</dc:title>", file{"a.xhtml", xhtml("<p>The water is deep.</p>")})
}

// file is one of an archive in the making.
type file struct{ name, text string }

// zipped makes an archive of files.
func zipped(files ...file) []byte {
	var out bytes.Buffer // takes everything
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			panic(err)
		}
		w.Write([]byte(f.text))
	}
	z.Close()
	return out.Bytes()
}

const container = `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

// opf is a package document of such chapters.
func opf(metadata, manifest, spine string) string {
	return `<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">` +
		metadata + `</metadata><manifest>` + manifest + `</manifest>` + spine + `</package>`
}

func xhtml(body string) string {
	return `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY x "]>">]><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><script src="a.js"/></head><body>` + body + `</body></html>`
}

// items is a manifest of pages, and refs their order.
func items(names ...string) (manifest, refs string) {
	var listed, order strings.Builder // they take everything
	for i, name := range names {
		fmt.Fprintf(&listed, `<item id="i%d" href="%s" media-type="application/xhtml+xml"/>`, i, name)
		fmt.Fprintf(&order, `<itemref idref="i%d"/>`, i)
	}
	return listed.String(), "<spine>" + order.String() + "</spine>"
}

func bookOf(metadata string, pages ...file) []byte {
	var names []string
	files := []file{{"mimetype", "application/epub+zip"}, {"META-INF/container.xml", container}}
	for _, p := range pages {
		names = append(names, p.name)
		files = append(files, file{"OEBPS/" + p.name, p.text})
	}
	manifest, spine := items(names...)
	return zipped(append(files, file{"OEBPS/book.opf", opf(metadata, manifest, spine)})...)
}

func readTestBook(t *testing.T, data []byte) *Article {
	t.Helper()
	a, err := Read("lake.epub", data)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestBook reads a book of EPUB 3: chapters in their order, headings from the table of contents, links from one chapter to places of others.
func TestBook(t *testing.T) {
	data := zipped(file{"mimetype", "application/epub+zip"}, file{"META-INF/container.xml", container},
		file{"OEBPS/text/one.xhtml", xhtml(`<h1>The shore</h1><p>It <a href="two%20b.xhtml#deep">goes</a> <a id="w"/>on, <a href="notes.xhtml">see</a>, <a href="https://example.com/">there</a>, <a href="../book.opf">no</a>.</p><p><img src="x.png" alt="a boat"/></p>`)},
		file{"OEBPS/text/two b.xhtml", xhtml(`<section><p>Chapter two</p><p>The water is <span id="deep">deep</span>. <a href="one.xhtml#w">Back</a></p></section>`)},
		file{"OEBPS/text/more.xhtml", xhtml(`<p>It is deeper here.</p>`)},
		file{"OEBPS/text/notes.xhtml", xhtml(`<h2>Notes</h2><p><ruby>湖<rt>hú</rt></ruby> is a lake.</p>`)},
		file{"OEBPS/nav.xhtml", xhtml(`<nav epub:type="toc"><ol><li><a href="text/one.xhtml">One</a></li><li><span>Part</span><ol><li><a href="text/two%20b.xhtml">Chapter  two</a></li></ol></li><li><a href="text/notes.xhtml">N</a></li></ol></nav>`)},
		file{"OEBPS/book.opf", opf(`<dc:title id="t">The Lake</dc:title><dc:creator>Lin Daiyu</dc:creator><dc:creator opf:role="ill">A. Painter</dc:creator><dc:publisher>Lake Press</dc:publisher>
<dc:language>en</dc:language><dc:date>2015-07-28</dc:date><dc:identifier>urn:isbn:9780306406157</dc:identifier><dc:contributor id="c">Google Translate</dc:contributor><meta refines="#c" property="role">trl</meta>`,
			`<item id="n" href="text/notes.xhtml" media-type="application/xhtml+xml"/><item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="gone.xhtml" media-type="application/xhtml+xml"/><item id="b" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="m" href="text/more.xhtml" media-type="application/xhtml+xml"/><item id="v" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>`,
			`<spine><itemref idref="n" linear="no"/><itemref idref="a"/><itemref idref="b"/><itemref idref="m"/><itemref idref="missing"/></spine>`)})
	a := readTestBook(t, data)
	const want = `# The Lake

## The shore

It [goes](#c2-1) <a id="c1-1"></a>on, [see](#c5), [there](https://example.com/), no.

\[a boat]

### Chapter two

The water is <a id="c2-1"></a>deep. [Back](#c1-1)

It is deeper here.

\[This part of the book cannot be read: missing: it is not in the archive\]

## <a id="c5"></a>Notes

湖(hú) is a lake.
`
	if got := string(a.Document.Source()); got != want {
		t.Errorf("the text is\n%s\nwant\n%s", got, want)
	}
	for _, l := range a.Document.Links() {
		if name, here := strings.CutPrefix(l.To, "#"); here {
			if _, ok := a.Document.Anchor(name); !ok {
				t.Errorf("%s leads nowhere", l.To)
			}
		}
	}
	if a.Title != "The Lake" || a.Author != "Lin Daiyu" || a.Site != "Lake Press" || a.Language != "en" || date(a.Published) != "2015-07-28" || a.MT != "Google" || a.Note != "ISBN 9780306406157" || !a.Made || a.ID == "" {
		t.Errorf("%+v", a.Meta)
	}
}

// TestOldBook reads a book of EPUB 2, whose table of contents leads to places of one file without headings.
func TestOldBook(t *testing.T) {
	a := readTestBook(t, zipped(file{"META-INF/container.xml", container},
		file{"OEBPS/all.html", xhtml(`<p class="title">First</p><p>One.</p><div id="p2"><p>Two.</p></div><p><a name="p3"></a>Third</p><p>Three.</p>`)},
		file{"OEBPS/toc.ncx", `<?xml version="1.0"?><ncx><docTitle><text>T</text></docTitle><navMap><navPoint><navLabel><text>First</text></navLabel><content src="all.html"/>
<navPoint><navLabel><text>Second</text></navLabel><content src="all.html#p2"/></navPoint></navPoint><navPoint><navLabel><text>Third</text></navLabel><content src="all.html#p3"/></navPoint></navMap></ncx>`},
		file{"OEBPS/book.opf", opf(`<dc-metadata><dc:Title>Old</dc:Title><dc:Creator opf:role="aut">A</dc:Creator><dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">2001</dc:date></dc-metadata>`,
			`<item id="a" href="all.html" media-type="text/x-oeb1-document"/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>`, `<spine toc="ncx"><itemref idref="a"/></spine>`)}))
	const want = "# Old\n\n## First\n\nOne.\n\n### Second\n\nTwo.\n\n## Third\n\nThree.\n"
	if got := string(a.Document.Source()); got != want || a.Author != "A" || date(a.Published) != "2001-01-01" {
		t.Errorf("%s by %s: the text is\n%s\nwant\n%s", date(a.Published), a.Author, got, want)
	}
}

// TestBookEncodings: chapters are read in the encoding that their first line names.
func TestBookEncodings(t *testing.T) {
	gbk := "<?xml version='1.0' encoding='GB2312'?><html><body><p>\xCE\xA2\xD0\xC5</p></body></html>"
	a := readTestBook(t, bookOf("<dc:title>T</dc:title>", file{"a.xhtml", gbk}, file{"b.xhtml", "\xFF\xFE<\x00p\x00>\x00\xAE\x5F\xE1\x4F"}, file{"c.xhtml", "\xEF\xBB\xBF" + xhtml("<p>微信</p>")}))
	if got := string(a.Document.Source()); got != "# T\n\n微信\n\n微信\n\n微信\n" {
		t.Errorf("%q", got)
	}
}

// TestNoBook: what cannot be read says why, and nothing is read past its bounds.
func TestNoBook(t *testing.T) {
	good := bookOf("<dc:title>T</dc:title>", file{"a.xhtml", xhtml("<p>text</p>")})
	locked := func(algorithm string) []byte {
		return zipped(file{"META-INF/container.xml", container}, file{"OEBPS/a.xhtml", xhtml("<p>text</p>")},
			file{"META-INF/encryption.xml", `<encryption><EncryptedData><EncryptionMethod Algorithm="` + algorithm + `"/><KeyInfo><EncryptionMethod Algorithm="x"/></KeyInfo><CipherData><CipherReference URI="OEBPS/a.xhtml"/></CipherData></EncryptedData></encryption>`},
			file{"OEBPS/book.opf", opf("", `<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>`, `<spine><itemref idref="a"/></spine>`)})
	}
	many := make([]file, mostEntries+1)
	for i := range many {
		many[i].name = strconv.Itoa(i)
	}
	damaged := bytes.Replace(bookOf("", file{"a.xhtml", xhtml("<p>" + strings.Repeat("text ", 9))}), []byte("text/x"), nil, 1)
	for i := range damaged[:len(damaged)/2] {
		if i > 400 {
			damaged[i] ^= 0x55
		}
	}
	for name, c := range map[string]struct {
		data []byte
		want error
		says string
	}{
		"empty":            {nil, ErrEmpty, ""},
		"a picture":        {[]byte("\x89PNG\r\n\x1a\n and so on"), ErrNoBook, "PNG"},
		"a text":           {[]byte("Once upon a time."), ErrNoBook, ""},
		"breaks off":       {good[:len(good)-40], ErrDamaged, ""},
		"a document":       {zipped(file{"[Content_Types].xml", ""}, file{"word/document.xml", "<x/>"}), ErrBinary, "DOCX"},
		"any archive":      {zipped(file{"a.txt", "x"}), ErrBinary, "ZIP"},
		"a comic":          {zipped(file{"1.jpg", "x"}, file{"2.jpg", "x"}), ErrBinary, "CBZ"},
		"protected":        {locked("http://www.w3.org/2001/04/xmlenc#aes256-cbc"), ErrProtected, ""},
		"only fonts":       {locked("http://www.idpf.org/2008/embedding"), nil, ""},
		"pictures alone":   {bookOf("", file{"a.xhtml", xhtml("<p><img src='x.png'/></p>")}), ErrNoWords, ""},
		"no such chapter":  {zipped(file{"OEBPS/book.opf", opf("", `<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>`, `<spine><itemref idref="a"/></spine>`)}), nil, "OEBPS/a.xhtml: it is not in the archive"},
		"a bomb":           {bookOf("", file{"a.xhtml", strings.Repeat("<p>", 8<<20)}), ErrTrap, "OEBPS/a.xhtml"},
		"many bombs":       {bookOf("", file{"a.xhtml", strings.Repeat("0123456789abcdef", largestChapter/16+1)}), ErrTrap, "OEBPS/a.xhtml"},
		"too many files":   {zipped(many...), ErrTrap, ""},
		"names that climb": {zipped(file{"../../etc/a.xhtml", "x"}, file{"/b.opf", opf("", "", "")}), ErrBinary, ""},
		"a package of air": {zipped(file{"a.opf", "<package"}), nil, "a.opf"},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := Read("lake.epub", c.data)
			switch {
			case c.want == nil && c.says == "" && err == nil:
			case err == nil:
				t.Errorf("it opens: %q", a.Document.Source())
			case c.want != nil && !errors.Is(err, c.want), !strings.Contains(err.Error(), c.says), !strings.HasPrefix(err.Error(), "read lake.epub: "):
				t.Errorf("%v, want %v with %q", err, c.want, c.says)
			}
		})
	}
}

// TestBookByItsBytes: a book is one whatever its file is called, and on standard input.
func TestBookByItsBytes(t *testing.T) {
	data := bookOf("<dc:title>T</dc:title>", file{"a.xhtml", xhtml("<p>text</p>")})
	for _, name := range []string{"standard input", "book.zip", "book.EPUB", "download"} {
		if a, err := Read(name, data); err != nil || a.Title != "T" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHeadOfBook: of a long book the first chapters are there at once, and are how the whole begins.
func TestHeadOfBook(t *testing.T) {
	var pages []file
	for i := range 40 {
		pages = append(pages, file{fmt.Sprintf("%d.xhtml", i), xhtml(fmt.Sprintf("<h1>Chapter %d</h1><p><a href='39.xhtml'>on</a></p>", i) + strings.Repeat("<p>A paragraph of the chapter, and not a short one.</p>", 400))})
	}
	path := t.TempDir() + "/long.epub"
	if err := os.WriteFile(path, bookOf("<dc:title>Long</dc:title>", pages...), 0o600); err != nil {
		t.Fatal(err)
	}
	head, err := OpenHead(path, "")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := head.Reopen()
	if err != nil {
		t.Fatal(err)
	}
	part, all := head.Document.Source(), whole.Document.Source()
	if !head.Partial || head.ID != "" || whole.Partial || whole.ID == "" || len(part) >= len(all) || !bytes.HasPrefix(all, part) || len(part) < headSize {
		t.Errorf("partial %v, %d of %d bytes", head.Partial, len(part), len(all))
	}
	meta, err := Later(path, "").Glance()
	if err != nil || meta.Title != "Long" || meta.ID != "" {
		t.Errorf("%v: %+v", err, meta)
	}
}

func TestAsHTML(t *testing.T) {
	for in, want := range map[string]string{
		`<a id="x"/>y`: `<a id="x"></a>y`, `<br/>`: `<br/>`, `<p title="a>b"/>`: `<p title="a>b"></p>`, `<![CDATA[a<b]]>`: `a&lt;b`, `a < b`: `a < b`, `<!-- <a/> -->`: `<!-- <a/> -->`,
		`<!DOCTYPE x [<!ENTITY y "z>">]><p/>`: `<p></p>`, `<?xml version="1.0"?>x`: `x`, `<`: `<`, `<p title="`: `<p title="`, `<svg:g/>`: `<svg:g></svg:g>`, `</p>`: `</p>`, `</>`: `</>`,
	} {
		if got := string(asHTML([]byte(in))); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}

// FuzzBook: whatever a package, a table of contents and a chapter hold, the book is refused or its text is safe to show, twice the same.
func FuzzBook(f *testing.F) {
	manifest, spine := items("a.xhtml", "nav.xhtml")
	f.Add(opf("<dc:title>T</dc:title>", manifest, spine), xhtml("<p id='x'>text <a href='#x'>x</a></p>"), xhtml("<nav><ol><li><a href='a.xhtml#x'>A</a></li></ol></nav>"))
	f.Add(opf("", manifest+`<item properties="nav" href="nav.xhtml"/>`, spine), "<svg><title>x</title></svg>", "<ncx><navPoint><navLabel><text>x</text></navLabel><content src='a.xhtml'/>")
	f.Add(opf("<meta refines='#a' property='role'>trl</meta>", `<item id="i0" href="../%2e%2e/x" fallback="i0"/>`, spine), "<table id=a><tr><td><pre id=b><a href='#a'><a href=#b>\x1b", "<nav")
	f.Fuzz(func(t *testing.T, pack, chapter, nav string) {
		if len(pack)+len(chapter)+len(nav) > 64<<10 {
			return
		}
		data := zipped(file{"OEBPS/book.opf", pack}, file{"OEBPS/a.xhtml", chapter}, file{"OEBPS/nav.xhtml", nav})
		a, err := Read("x.epub", data)
		if err != nil {
			return
		}
		source := string(a.Document.Source())
		if source != document.Clean(source) {
			t.Fatalf("unclean: %q", source)
		}
		for _, s := range []string{a.Title, a.Author, a.Site, a.URL, a.MT, a.Language, a.Note} {
			if s != document.CleanLine(s) {
				t.Fatalf("unclean: %q", s)
			}
		}
		again, err := Read("x.epub", data)
		if err != nil || string(again.Document.Source()) != source {
			t.Fatalf("read twice, it differs: %v", err)
		}
	})
}

// FuzzArchive: no archive brings the program down.
func FuzzArchive(f *testing.F) {
	f.Add(bookOf("<dc:title>T</dc:title>", file{"a.xhtml", xhtml("<p>text</p>")}))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(_ *testing.T, data []byte) { _, _ = Read("x.epub", data) })
}
