package glossary

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

const sharedPack = `pack: cows
about: Cows.
version: "1.2.0"
licence: CC0-1.0
author: A. Nother
rules:
  - {id: blue, fix: Lanniu, kind: brand, match: [blue zorb cow], hits: ["a [blue zorb cow=>Lanniu]"], leaves: [a cow]}
`

// zipped makes a zip of files.
func zipped(tb testing.TB, files ...zippedFile) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		f.Method = zip.Deflate
		w, err := z.CreateHeader(f.FileHeader)
		if err == nil && !f.Mode().IsDir() {
			_, err = w.Write([]byte(f.text))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

type zippedFile struct {
	*zip.FileHeader

	text string
}

func file(name, text string) zippedFile { return zippedFile{&zip.FileHeader{Name: name}, text} }

func bundleOfPack(tb testing.TB, text string) []byte {
	tb.Helper()
	p, err := annotate.ReadPack("cows.yaml", []byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteBundle(&b, p, []byte(text)); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// TestBundle: what was packed is read back byte for byte, and the same pack makes the same bytes.
func TestBundle(t *testing.T) {
	data := bundleOfPack(t, sharedPack)
	if !bytes.Equal(data, bundleOfPack(t, sharedPack)) {
		t.Error("packed twice, the bytes differ")
	}
	b, err := ReadBundle("cows.zip", data)
	if err != nil {
		t.Fatal(err)
	}
	if b.Name != "cows" || b.Version != "1.2.0" || b.Licence != "CC0-1.0" || b.Author != "A. Nother" || b.About != "Cows." || len(b.Packs) != 1 || string(b.Packs[0].Data) != sharedPack {
		t.Errorf("%+v", b)
	}
}

// TestBundleForms: a single file, a folder, and a zip with a folder in it are bundles too.
func TestBundleForms(t *testing.T) {
	one, err := ReadBundle("x/cows.yaml", []byte(sharedPack))
	if err != nil || len(one.Packs) != 1 || one.Packs[0].File != "cows.yaml" {
		t.Errorf("%+v, %v", one, err)
	}
	inside, err := ReadBundle("cows.zip", zipped(t, file("cows/", ""), file("cows/cows.yaml", sharedPack), file("cows/README.md", "x"), file("__MACOSX/cows/._cows.yaml", "x")))
	if err != nil || len(inside.Packs) != 1 || len(inside.Passed) != 2 {
		t.Errorf("%+v, %v", inside, err)
	}
	folder, err := ReadFolder(fstest.MapFS{"cows.yaml": {Data: []byte(sharedPack)}, ".hidden.yaml": {}, "deep/x.yaml": {}})
	if err != nil || len(folder.Packs) != 1 || len(folder.Passed) != 1 {
		t.Errorf("%+v, %v", folder, err)
	}
}

// TestHostileBundles: what leads elsewhere, is too large, or is not what it says is refused.
func TestHostileBundles(t *testing.T) {
	link := file("cows.yaml", "/etc/passwd")
	link.SetMode(fs.ModeSymlink | 0o777)
	secret := file("cows.yaml", sharedPack)
	many := make([]zippedFile, mostFiles+1)
	for i := range many {
		many[i] = file(fmt.Sprintf("%d.txt", i), "")
	}
	large := make([]zippedFile, 6)
	for i := range large {
		large[i] = file(fmt.Sprintf("%d.yaml", i), strings.Repeat("#", 7<<20))
	}
	encrypted := zipped(t, secret)
	for _, sign := range []string{"PK\x03\x04", "PK\x01\x02"} { // the flags in both heads
		at := bytes.Index(encrypted, []byte(sign))
		encrypted[at+map[byte]int{3: 6, 1: 8}[sign[2]]] |= 1
	}
	liar := zipped(t, file("cows.yaml", strings.Repeat("x: y\n", 3<<20)))
	at := bytes.Index(liar, []byte("PK\x01\x02"))
	copy(liar[at+24:], []byte{9, 0, 0, 0}) // the size that it says
	good := bundleOfPack(t, sharedPack)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"slip":             {zipped(t, file("../cows.yaml", sharedPack)), "leads out of its folder"},
		"slip inside":      {zipped(t, file("a/../../cows.yaml", sharedPack)), "leads out of its folder"},
		"absolute":         {zipped(t, file("/tmp/cows.yaml", sharedPack)), "leads out of its folder"},
		"backslash":        {zipped(t, file(`..\cows.yaml`, sharedPack)), "leads out of its folder"},
		"drive":            {zipped(t, file("c:cows.yaml", sharedPack)), "leads out of its folder"},
		"slip, no pack":    {zipped(t, file("cows.yaml", sharedPack), file("../../bin/x", "")), "leads out of its folder"},
		"link":             {zipped(t, link), "is no file but a link"},
		"control":          {zipped(t, file("co\x1bws.yaml", sharedPack)), "without a proper name"},
		"twice":            {zipped(t, file("cows.yaml", sharedPack), file("a/Cows.yaml", sharedPack)), "two files called Cows.yaml"},
		"many":             {zipped(t, many...), "more than 200 files"},
		"a bomb":           {zipped(t, file("cows.yaml", strings.Repeat(" ", annotate.MaxPack+1))), "is too large"},
		"many large ones":  {zipped(t, large...), "is too large"},
		"a lie about size": {liar, ""},
		"encrypted":        {encrypted, "is encrypted"},
		"no pack":          {zipped(t, file("README.md", "x")), "there is no pack in it"},
		"deep":             {zipped(t, file("a/b/cows.yaml", sharedPack)), "there is no pack in it"},
		"cut":              {good[:len(good)/2], "it is damaged"},
		"no manifest":      {zipped(t, file("manifest.json", "[]"), file("cows.yaml", sharedPack)), "its manifest cannot be read"},
		"another name":     {zipped(t, file("manifest.json", `{"name": "../x"}`), file("cows.yaml", sharedPack)), `calls it "../x"`},
		"not listed":       {zipped(t, file("manifest.json", `{"name": "cows"}`), file("cows.yaml", sharedPack)), "cows.yaml is not in its manifest"},
		"changed":          {zipped(t, file("manifest.json", `{"name": "cows", "packs": [{"file": "cows.yaml", "sha256": "00"}]}`), file("cows.yaml", sharedPack)), "is not as its manifest has it"},
		"missing": {zipped(t, file("manifest.json", `{"name": "cows", "packs": [{"file": "cows.yaml", "sha256": "`+Digest([]byte(sharedPack))+`"}, {"file": "x.yaml"}]}`),
			file("cows.yaml", sharedPack)), "x.yaml is missing"},
		"a large file": {bytes.Repeat([]byte("#"), annotate.MaxPack+1), "a pack may have 8 MB"},
	} {
		_, err := ReadBundle("x", c.data)
		bad := (*BundleError)(nil)
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestBundleDisagrees: a manifest that says something else than its pack is refused.
func TestBundleDisagrees(t *testing.T) {
	for manifest, want := range map[string]string{
		`"name": "oxen"`:                      `the name "oxen" and the pack "cows"`,
		`"name": "cows", "version": "9"`:      `the version "9" and the pack "1.2.0"`,
		`"name": "cows", "licence": "MIT"`:    `the licence "MIT" and the pack "CC0-1.0"`,
		`"name": "cows", "author": "Another"`: `the author`,
	} {
		text := "{" + manifest + `, "packs": [{"file": "cows.yaml", "sha256": "` + Digest([]byte(sharedPack)) + `"}]}`
		b, err := ReadBundle("x.zip", zipped(t, file("manifest.json", text), file("cows.yaml", sharedPack)))
		if err != nil {
			t.Fatal(err)
		}
		p, err := annotate.ReadPack("cows.yaml", b.Packs[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Complete([]*annotate.Pack{p}, "x"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", manifest, err)
		}
	}
}

// TestAnyBundle: whatever a file holds, it is read or refused.
func TestAnyBundle(t *testing.T) {
	good := bundleOfPack(t, sharedPack)
	rapid.Check(t, func(t *rapid.T) {
		data := bytes.Clone(good)
		for range rapid.IntRange(1, 8).Draw(t, "changes") {
			data[rapid.IntRange(0, len(data)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		b, err := ReadBundle("x.zip", data)
		if err == nil && len(b.Packs) == 0 {
			t.Fatal("neither a pack nor an error")
		}
	})
}

func TestConflicts(t *testing.T) {
	read := func(text string) *annotate.Pack {
		t.Helper()
		p, err := annotate.ReadPack("p.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	rule := func(pack, id, fix, match string) string {
		return fmt.Sprintf("pack: %s\nrules:\n  - {id: %s, fix: %s, kind: brand, match: [%s], hits: [\"[x=>y]\"], leaves: [z]}\n", pack, id, fix, match)
	}
	mine := read("pack: mine\noff: [off]\n" + strings.TrimPrefix(rule("mine", "a", "A", `"Blue-{zorb,ox}", red zorb, "zorb ({of,from})", micro letter`), "pack: mine\n"))
	below, above := read(rule("below", "b", "B", "blue zorb")), read(rule("above", "c", "C", "blue ox, blue zorb"))
	same, gone, other := read(rule("same", "d", "A", "red zorb")), read(rule("off", "e", "E", "red zorb")), read(rule("other", "f", "F", "zorb"))
	others := []*annotate.Pack{same, below, gone, other, above}
	e, err := annotate.Layered(others, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := Conflicts([]*annotate.Pack{mine}, others, e, 3)
	want := "[{blue zorb mine/a A above/c C p.yaml false} {blue zorb mine/a A below/b B p.yaml true} {micro letter mine/a A wechat/wechat WeChat  true}]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestCompare(t *testing.T) {
	read := func(text string) []*annotate.Pack {
		t.Helper()
		p, err := annotate.ReadPack("p.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return []*annotate.Pack{p}
	}
	const rest = `, kind: brand, match: [c], hits: ["[c=>x]"], leaves: [z]}` + "\n"
	before := read("pack: p\nrules:\n  - {id: a, fix: x" + rest + "  - {id: b, fix: x" + rest + "  - {id: c, fix: x" + rest)
	after := read("# moved\npack: p\nversion: '2'\nrules:\n\n  - {id: c, fix: x" + rest + "  - {id: b, fix: y" + rest + "  - {id: d, fix: x" + rest)
	c := Compare(before, after)
	if fmt.Sprint(c) != "{[p/d] [p/b] [p/a] false}" || c.None() {
		t.Errorf("%v", c)
	}
	if c := Compare(after, after); !c.None() {
		t.Errorf("the same: %v", c)
	}
	if c := Compare(before, append(read("pack: p\nonly: {tags: [x]}\n"), before...)); !c.Else {
		t.Errorf("a scope more: %v", c)
	}
}
