// Package glossary writes rule packs in the forms that other programs take, and reads them back.
package glossary

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// MaxSize is the largest glossary that is read, in bytes.
const MaxSize = 128 << 20

// Format is a form in which glossaries are handed on.
type Format struct {
	Name       string
	Extensions []string // of its files
	Whole      bool     // it carries all of a rule

	// Write writes packs. What the format cannot carry is left out and told, a sentence for each kind of loss.
	Write func(w io.Writer, packs []*annotate.Pack) (lost []string, err error)

	// Read reads the packs that data holds; a rule may lack its sentences. What is wrong is reported as annotate.Mistakes, and then
	// nothing is returned. Notes tell what was passed over.
	Read func(file string, data []byte, pack string) (packs []*annotate.Pack, notes []string, err error)
}

// Formats is the table of them all.
var Formats = []Format{
	{"yaml", []string{".yaml", ".yml"}, true, writeYAML, readYAML},
	{"csv", []string{".csv"}, true, func(w io.Writer, packs []*annotate.Pack) ([]string, error) { return writeTable(newCSVWriter(w), packs) }, readCSV},
	{"tsv", []string{".tsv", ".tab", ".txt"}, true, func(w io.Writer, packs []*annotate.Pack) ([]string, error) { return writeTable(newTSVWriter(w), packs) }, readTSV},
	{"tbx", []string{".tbx", ".xml"}, false, writeTBX, readTBX},
}

// Names lists the names of the formats.
func Names() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return names
}

// Find returns the format of a name.
func Find(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// ForFile returns the format that a file's name speaks of.
func ForFile(file string) (Format, bool) {
	ext := strings.ToLower(filepath.Ext(file))
	i := slices.IndexFunc(Formats, func(f Format) bool { return slices.Contains(f.Extensions, ext) })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// PackName makes the name of a pack of any words, "" where nothing of them can be kept.
func PackName(words string) string { return slug(words, "") }

// slug makes an id of words: lower case, digits, hyphens.
func slug(words, other string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(words) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
		} else if r != '\'' && r != '’' {
			gap = true
		}
		if b.Len() > 60 {
			break
		}
	}
	if b.Len() == 0 {
		return other
	}
	return b.String()
}

// FreeID makes an id for a rule that no rule of the pack has.
func FreeID(p *annotate.Pack, words, other string) string {
	base := slug(words, slug(other, "rule"))
	taken := map[string]bool{}
	for i := range p.Rules {
		taken[p.Rules[i].ID] = true
	}
	return free(base, taken)
}

// free returns the id, with a number behind it where it is taken.
func free(id string, taken map[string]bool) string {
	for n, next := 2, id; ; n++ {
		if !taken[next] {
			return next
		}
		next = fmt.Sprintf("%s-%d", id, n)
	}
}

// losses counts what a format cannot carry and words it.
type losses struct {
	order []string
	count map[string]int
}

func (l *losses) add(what string) {
	if l.count == nil {
		l.count = map[string]int{}
	}
	if l.count[what]++; l.count[what] == 1 {
		l.order = append(l.order, what)
	}
}

// told words the losses: the format is named in front of them.
func (l *losses) told(format string) (all []string) {
	for _, what := range l.order {
		all = append(all, fmt.Sprintf("%s carries no %s (%d left out)", format, what, l.count[what]))
	}
	return all
}
