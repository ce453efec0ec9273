package glossary

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Manifest tells what a bundle of packs is. It lies in it as manifest.json.
type Manifest struct {
	Name    string       `json:"name"`
	Version string       `json:"version,omitempty"`
	Licence string       `json:"licence,omitempty"`
	Author  string       `json:"author,omitempty"`
	About   string       `json:"about,omitempty"`
	Packs   []BundleFile `json:"packs"`
	Source  string       `json:"source,omitempty"` // where an installed bundle came from
}

// BundleFile is a pack in a bundle.
type BundleFile struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"` // of its bytes, in hexadecimal digits

	Data []byte `json:"-"`
}

// Bundle is packs as they are handed on: read from a zip, a folder or a single file.
type Bundle struct {
	Manifest

	Passed []string // files that are no packs and stay behind
}

// ManifestName is the name of the manifest in a bundle.
const ManifestName = "manifest.json"

// The bounds of a bundle.
const (
	MaxBundle    = 32 << 20 // bytes, as it comes and unpacked
	mostFiles    = 200
	mostManifest = 256 << 10
)

// BundleError is what is wrong with a bundle, in words for who wants to install it.
type BundleError struct{ Why string }

func (e *BundleError) Error() string { return e.Why }

func badBundle(format string, a ...any) error { return &BundleError{fmt.Sprintf(format, a...)} }

// manifestOf makes the manifest of a pack whose file is given.
func manifestOf(p *annotate.Pack, files ...BundleFile) Manifest {
	m := Manifest{Name: p.Name, Version: p.Version, Licence: p.Licence, Author: p.Author, About: p.About, Packs: files}
	for i := range m.Packs {
		m.Packs[i].SHA256 = Digest(m.Packs[i].Data)
	}
	return m
}

// Digest is the SHA-256 of bytes, in hexadecimal digits.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// JSON writes a manifest as it lies in a bundle.
func (m *Manifest) JSON() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		panic(err) // strings are never refused
	}
	return b.Bytes()
}

// Missing lists what the head of a pack lacks to be handed on.
func Missing(p *annotate.Pack) (missing []string) {
	for _, f := range []struct{ name, value string }{{"about", p.About}, {"version", p.Version}, {"licence", p.Licence}, {"author", p.Author}} {
		if f.value == "" {
			missing = append(missing, f.name)
		}
	}
	return missing
}

// packed is the time of all files in a bundle, so that the same pack makes the same bytes.
var packed = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// WriteBundle writes a pack, whose file has the bytes data, as a zip with its manifest. The same pack makes the same bytes.
func WriteBundle(w io.Writer, p *annotate.Pack, data []byte) error {
	file := BundleFile{File: p.Name + ".yaml", Data: data}
	m := manifestOf(p, file)
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, f := range []BundleFile{{File: ManifestName, Data: m.JSON()}, file} {
		to, err := z.CreateHeader(&zip.FileHeader{Name: f.File, Method: zip.Deflate, Modified: packed})
		if err == nil {
			_, err = to.Write(f.Data)
		}
		if err != nil {
			return fmt.Errorf("pack %s: %w", f.File, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("pack %s: %w", p.Name, err)
	}
	return nil
}

// ReadBundle reads a zip, or a single pack in YAML; name is that of the file. Nothing of what it says has been checked beyond its form: packs are read by
// annotate.ReadPack.
func ReadBundle(name string, data []byte) (*Bundle, error) {
	if len(data) > MaxBundle {
		return nil, badBundle("it is larger than %d MB", MaxBundle>>20)
	}
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) && !bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		if len(data) > annotate.MaxPack {
			return nil, badBundle("a pack may have %d MB at most", annotate.MaxPack>>20)
		}
		return &Bundle{Manifest: Manifest{Packs: []BundleFile{{File: path.Base(name), Data: data}}}}, nil
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, badBundle("it is damaged: %v", err)
	}
	return bundleOf(zipFiles(z))
}

// ReadFolder reads the packs in a folder; the folders in it are passed over.
func ReadFolder(dir fs.FS) (*Bundle, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the folder
	}
	var all []bundled
	for _, e := range entries {
		all = append(all, bundled{name: e.Name(), mode: e.Type(), open: func() (io.ReadCloser, error) { return dir.Open(e.Name()) }}) //nolint:wrapcheck // it names the file
	}
	return bundleOf(all)
}

// bundled is a file in a bundle that has not been read.
type bundled struct {
	name      string
	mode      fs.FileMode
	encrypted bool
	open      func() (io.ReadCloser, error)
}

func zipFiles(z *zip.Reader) (all []bundled) {
	for _, f := range z.File {
		all = append(all, bundled{f.Name, f.Mode(), f.Flags&1 != 0, f.Open})
	}
	return all
}

// bundleOf reads what a bundle has, and checks that of its form.
func bundleOf(files []bundled) (*Bundle, error) {
	if len(files) > mostFiles {
		return nil, badBundle("it has more than %d files", mostFiles)
	}
	b := &Bundle{}
	var manifest []byte
	left := int64(MaxBundle)
	seen := map[string]bool{}
	for i := range files {
		f := &files[i]
		if err := f.safe(); err != nil {
			return nil, err
		}
		base := path.Base(f.name)
		wanted := base == ManifestName || slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(path.Ext(base)))
		switch {
		case f.mode.IsDir():
			continue
		case !wanted || strings.HasPrefix(base, ".") || strings.Count(f.name, "/") > 1:
			b.Passed = append(b.Passed, f.name)
			continue
		case seen[strings.ToLower(base)]:
			return nil, badBundle("it has two files called %s", base)
		}
		seen[strings.ToLower(base)] = true
		data, err := f.read(min(left, annotate.MaxPack))
		if err != nil {
			return nil, err
		}
		left -= int64(len(data))
		if base == ManifestName {
			manifest = data
			continue
		}
		b.Packs = append(b.Packs, BundleFile{File: base, Data: data})
	}
	if len(b.Packs) == 0 {
		return nil, badBundle("there is no pack in it (*.yaml)")
	}
	slices.SortFunc(b.Packs, func(x, y BundleFile) int { return strings.Compare(x.File, y.File) })
	if manifest != nil {
		return b, b.take(manifest)
	}
	return b, nil
}

// safe refuses what leads elsewhere, or is no file.
func (f *bundled) safe() error {
	name := strings.TrimSuffix(f.name, "/")
	switch {
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || name == "" || len(name) > 200:
		return badBundle("it has a file without a proper name (%q)", name)
	case strings.ContainsAny(name, `\:`), path.IsAbs(name), path.Clean(name) != name, name == "..", strings.HasPrefix(name, "../"):
		return badBundle("it has a file called %q, which leads out of its folder", name)
	case !f.mode.IsDir() && !f.mode.IsRegular():
		return badBundle("%s is no file but a link or a device", name)
	case f.encrypted:
		return badBundle("%s is encrypted", name)
	}
	return nil
}

// read reads a file of so many bytes at most, whatever the bundle says of its size.
func (f *bundled) read(most int64) (data []byte, err error) {
	r, err := f.open()
	if err != nil {
		return nil, badBundle("%s cannot be read: %v", f.name, err)
	}
	defer r.Close() //nolint:errcheck // it was only read
	data, err = io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case int64(len(data)) > most:
		return nil, badBundle("%s is too large: a pack may have %d MB, all together %d MB", f.name, annotate.MaxPack>>20, MaxBundle>>20)
	case err != nil:
		return nil, badBundle("%s is damaged: %v", f.name, err)
	}
	return data, nil
}

// take reads the manifest and holds the packs against it.
func (b *Bundle) take(data []byte) error {
	packs := b.Packs
	b.Packs = nil
	if len(data) > mostManifest || !utf8.Valid(data) {
		return badBundle("its manifest is not one")
	}
	if err := json.Unmarshal(data, &b.Manifest); err != nil {
		return badBundle("its manifest cannot be read: %v", err)
	}
	listed := b.Packs
	b.Packs, b.Source = packs, ""
	if PackName(b.Name) != b.Name || b.Name == "" {
		return badBundle("its manifest calls it %q, which wants lower-case letters, digits and hyphens", b.Name)
	}
	for i := range b.Packs {
		p := &b.Packs[i]
		k := slices.IndexFunc(listed, func(l BundleFile) bool { return l.File == p.File })
		switch {
		case k < 0:
			return badBundle("%s is not in its manifest", p.File)
		case listed[k].SHA256 != Digest(p.Data):
			return badBundle("%s is not as its manifest has it: it was changed or damaged", p.File)
		}
		p.SHA256 = listed[k].SHA256
	}
	for _, l := range listed {
		if !slices.ContainsFunc(b.Packs, func(p BundleFile) bool { return p.File == l.File }) {
			return badBundle("%s is missing, which its manifest lists", l.File)
		}
	}
	return nil
}

// ReadManifest reads the manifest of an installed bundle.
func ReadManifest(data []byte) (m Manifest, err error) {
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("read manifest: %w", err)
	}
	return m, nil
}

// Complete fills what the manifest leaves open from the packs that were read, of which there is one for each file, and checks that they agree.
// A bundle without a manifest takes the name of its only pack, or other.
func (b *Bundle) Complete(packs []*annotate.Pack, other string) error {
	if len(packs) == 1 {
		p := packs[0]
		for _, f := range []struct {
			what string
			to   *string
			is   string
		}{{"name", &b.Name, p.Name}, {"version", &b.Version, p.Version}, {"licence", &b.Licence, p.Licence}, {"author", &b.Author, p.Author}, {"about", &b.About, p.About}} {
			switch {
			case *f.to == "":
				*f.to = f.is
			case *f.to != f.is:
				return badBundle("its manifest has the %s %q and the pack %q", f.what, *f.to, f.is)
			}
		}
	}
	if b.Name == "" {
		b.Name = PackName(other)
	}
	if b.Name == "" {
		return badBundle("nothing in it has a name that it could be installed by")
	}
	for i := range b.Packs {
		b.Packs[i].SHA256 = Digest(b.Packs[i].Data)
	}
	return nil
}
