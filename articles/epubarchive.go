package articles

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

// The bounds of an archive. What is past one is no book that anybody reads, or a trap.
const (
	mostEntries     = 50_000
	largestUnpacked = 96 << 20 // bytes of all that is read of a book
	largestChapter  = 24 << 20 // bytes of one file
	mostPacked      = 250      // times that a file may be larger than in the archive
	harmless        = 1 << 20  // bytes that a file may have however well it is packed
)

// What can be wrong with a book, beside what can be wrong with any text.
var (
	ErrNoBook    = errors.New("it is no book (EPUB)")
	ErrDamaged   = errors.New("the archive is damaged, or breaks off")
	ErrProtected = errors.New("it is protected (DRM), and only the program that it was bought for opens it")
	ErrNoWords   = errors.New("there is no text in the book, perhaps only pictures")
	ErrTrap      = errors.New("it unpacks to more than any book holds")
)

// archive is the files in a ZIP archive. They are read where they are; nothing is unpacked to the disk.
type archive struct {
	files  map[string]*zip.File
	folded map[string]*zip.File // by the name in small letters
	names  []string             // in their order
	left   int64                // bytes that may still be read
}

// openArchive reads the list of files at the end of an archive.
func openArchive(r io.ReaderAt, size int64) (*archive, error) {
	if size == 0 {
		return nil, ErrEmpty
	}
	start := make([]byte, min(size, int64(len("mimetype"))))
	if _, err := r.ReadAt(start, 0); err == nil && !looksLikeArchive(start) {
		return nil, noArchive(start)
	}
	z, err := zip.NewReader(r, size)
	switch {
	case err != nil:
		return nil, ErrDamaged
	case len(z.File) > mostEntries:
		return nil, fmt.Errorf("%w: %d files", ErrTrap, len(z.File))
	}
	a := &archive{files: map[string]*zip.File{}, folded: map[string]*zip.File{}, left: largestUnpacked}
	for _, f := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "./")
		if f.FileInfo().IsDir() || !filepath.IsLocal(name) {
			continue
		}
		if name = path.Clean(name); a.files[name] == nil {
			a.files[name] = f
			a.names = append(a.names, name)
		}
		for _, other := range otherNames(name) {
			if a.folded[other] == nil {
				a.folded[other] = f
			}
		}
	}
	return a, nil
}

// noArchive says what is wrong with a file that is called a book and is no archive.
func noArchive(start []byte) error {
	if what := signature(start); what != "" {
		return fmt.Errorf("%w: it looks like %s", ErrNoBook, what)
	}
	return ErrNoBook
}

// find is the file of a name, however its letters are written; nil where there is none.
func (a *archive) find(name string) *zip.File {
	if f := a.files[name]; f != nil {
		return f
	}
	return a.folded[folded(name)]
}

// folded is a name in small letters, with accents as parts of them.
func folded(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// otherNames are those by which a file is found as well. Names that are no UTF-8 were written by programs of Chinese or Western systems.
func otherNames(name string) []string {
	if utf8.ValidString(name) {
		return []string{folded(name)}
	}
	var all []string
	for _, e := range []encoding.Encoding{simplifiedchinese.GB18030, charmap.CodePage437, charmap.Windows1252} {
		if other, err := e.NewDecoder().String(name); err == nil {
			all = append(all, folded(other))
		}
	}
	return all
}

// read unpacks a file. The sizes that the archive claims are not believed.
func (a *archive) read(name string) ([]byte, error) {
	f := a.find(name)
	switch {
	case f == nil:
		return nil, errors.New("it is not in the archive")
	case f.Flags&1 != 0:
		return nil, ErrProtected
	}
	in, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, fmt.Errorf("it is packed in a way (%d) that is not known", f.Method)
	}
	if err != nil {
		return nil, ErrDamaged
	}
	defer in.Close() //nolint:errcheck // it was only read
	var out bytes.Buffer
	most := min(largestChapter, a.left)
	n, err := out.ReadFrom(&bounded{in: io.LimitReader(in, most+1), packed: max(int64(f.CompressedSize64), 1)})
	a.left -= n
	switch {
	case errors.Is(err, ErrTrap), n > most:
		return nil, ErrTrap
	case err != nil:
		return nil, ErrDamaged
	}
	return out.Bytes(), nil
}

// bounded reads what was packed until it is more than honest files are.
type bounded struct {
	in     io.Reader
	packed int64
	read   int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	if b.read += int64(n); b.read > harmless && b.read/b.packed > mostPacked {
		return n, ErrTrap
	}
	return n, err
}

// otherArchives are what people try to open that are archives too, by a file that they have.
var otherArchives = []struct{ file, what string }{
	{"word/", "a Word document (DOCX)"}, {"xl/", "an Excel table (XLSX)"}, {"ppt/", "a PowerPoint presentation (PPTX)"},
	{"content.xml", "an OpenDocument text (ODT)"}, {"META-INF/MANIFEST.MF", "a Java archive"}, {"AndroidManifest.xml", "an Android program"},
	{"Index/Document.iwa", "a Pages document"}, {"Payload/", "an iOS program"},
}

// what says what an archive looks like that is no book.
func (a *archive) what() string {
	pictures := 0
	for _, name := range a.names {
		for _, o := range otherArchives {
			if name == o.file || strings.HasSuffix(o.file, "/") && strings.HasPrefix(name, o.file) {
				return o.what
			}
		}
		switch strings.ToLower(path.Ext(name)) {
		case ".jpg", ".jpeg", ".png", ".webp", ".gif":
			pictures++
		}
	}
	if pictures > 0 && pictures*10 >= len(a.names)*8 {
		return "an archive of pictures, a comic (CBZ) perhaps"
	}
	return "a ZIP archive that is no book (EPUB)"
}
