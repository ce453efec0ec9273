package glossary

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// deepest is how far elements may be nested in a termbase; those that are written nest nine deep.
const deepest = 50

// termbase reads the entries of a TBX file: version 3 (tbx, conceptEntry, langSec, termSec) in the style DCA or DCT, and version 2
// (martif, termEntry, langSet, tig or ntig).
type termbase struct {
	file    string
	decoder *xml.Decoder
	path    []string // the names of the open elements
	types   []string // and what they say they are: an attribute type, or their own name in the style DCT
	lang    string
	text    strings.Builder

	entry    *concept
	term     *term
	terms    []term
	entries  []concept
	passed   losses
	wrong    []error
	rootSeen bool
}

// term is one term of an entry.
type term struct {
	text, lang, state string
	notes, contexts   []string
}

func readTBX(file string, data []byte, pack string) ([]*annotate.Pack, []string, error) {
	text, err := decode(file, data)
	if err != nil {
		return nil, nil, err
	}
	t := &termbase{file: file, decoder: xml.NewDecoder(bytes.NewReader(text))}
	t.decoder.CharsetReader = func(name string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(name), "utf-16") || strings.EqualFold(name, "us-ascii") {
			return in, nil // it is UTF-8 by now
		}
		return nil, fmt.Errorf("the file says that it is in %s: save it as UTF-8", name)
	}
	if err := t.read(); err != nil {
		return nil, nil, err
	}
	if err := join(t.wrong); err != nil {
		return nil, nil, err
	}
	packs, err := t.packs(pack)
	return packs, t.passed.told("this import"), err
}

func (t *termbase) mistake(format string, a ...any) error {
	line, column := t.decoder.InputPos()
	return annotate.Mistake{File: t.file, Line: line, Column: column, Text: fmt.Sprintf(format, a...)}
}

// read goes through the file from its first element to its last.
func (t *termbase) read() error {
	for {
		token, err := t.decoder.Token()
		var syntax *xml.SyntaxError
		switch {
		case errors.Is(err, io.EOF):
			if !t.rootSeen {
				return t.mistake("this is no termbase: it has no element")
			}
			return nil
		case errors.As(err, &syntax):
			return t.mistake("%s", syntax.Msg)
		case err != nil:
			return t.mistake("%v", err)
		}
		switch token := token.(type) {
		case xml.Directive:
			if bytes.Contains(token, []byte("<!")) || bytes.Contains(token, []byte("ENTITY")) {
				return t.mistake("the file declares entities of its own, which are not read")
			}
		case xml.StartElement:
			if err := t.open(token); err != nil {
				return err
			}
		case xml.EndElement:
			t.close()
		case xml.CharData:
			t.text.Write(token)
		}
	}
}

// inline are the elements that stand inside a text.
var inline = []string{"hi", "foreign", "sc", "ec", "ph"}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (t *termbase) open(e xml.StartElement) error {
	name := e.Name.Local
	if !t.rootSeen && name != "tbx" && name != "martif" {
		return t.mistake("this is no termbase: it begins with <%s>, not with <tbx> or <martif>", name)
	}
	t.rootSeen = true
	if len(t.path) >= deepest {
		return t.mistake("the elements are nested more than %d deep", deepest)
	}
	t.path, t.types = append(t.path, name), append(t.types, or(attribute(e, "type"), name))
	if !slices.Contains(inline, name) {
		t.text.Reset()
	}
	switch name {
	case "conceptEntry", "termEntry":
		line, column := t.decoder.InputPos()
		t.entry, t.terms = &concept{id: attribute(e, "id"), line: line, column: column}, nil
	case "langSec", "langSet":
		t.lang = strings.ToLower(attribute(e, "lang"))
	case "termSec", "tig", "ntig":
		t.terms = append(t.terms, term{lang: t.lang})
		t.term = &t.terms[len(t.terms)-1]
	}
	return nil
}

func (t *termbase) close() {
	name, kind := t.path[len(t.path)-1], t.types[len(t.types)-1]
	t.path, t.types = t.path[:len(t.path)-1], t.types[:len(t.types)-1]
	if slices.Contains(inline, name) {
		return
	}
	words := strings.Join(strings.Fields(t.text.String()), " ")
	switch {
	case name == "conceptEntry" || name == "termEntry":
		t.finish()
		t.entry = nil
	case t.entry == nil || name == "langSec" || name == "langSet":
	case name == "termSec" || name == "tig" || name == "ntig":
		t.term = nil
	case t.term != nil:
		t.saysOfTerm(name, kind, words)
	case name == "note":
		t.note(words)
	case kind == "definition":
		t.entry.note = or(t.entry.note, words)
	case kind == "subjectField":
		t.entry.pack = or(t.entry.pack, words)
	}
	t.text.Reset()
}

// note takes a note of an entry: our own begin with what they tell.
func (t *termbase) note(words string) {
	if kind, ok := strings.CutPrefix(words, "kind: "); ok {
		t.entry.kind = kind
		return
	}
	t.entry.note = or(t.entry.note, words)
}

func (t *termbase) saysOfTerm(name, kind, words string) {
	switch {
	case name == "term":
		t.term.text = words
	case kind == "administrativeStatus" || kind == "normativeAuthorization":
		t.term.state = strings.TrimSuffix(strings.TrimSuffix(words, "-admn-sts"), "Term")
	case kind == "context":
		t.term.contexts = append(t.term.contexts, words)
	case name == "note":
		t.term.notes = append(t.term.notes, words)
	}
}

// wrongStates are those of terms that are not to be used.
var wrongStates = []string{"superseded", "deprecated", "notRecommended", "obsolete", "forbidden"}

// finish makes a concept of the terms of an entry.
func (t *termbase) finish() {
	c := t.entry
	for i := range t.terms {
		x := &t.terms[i]
		english, chinese := x.lang == "en" || strings.HasPrefix(x.lang, "en-"), x.lang == "zh" || strings.HasPrefix(x.lang, "zh-")
		wrong := slices.Contains(wrongStates, x.state)
		switch {
		case x.text == "":
		case chinese && c.zh == "" && !wrong:
			c.zh = x.text
			for _, n := range x.notes {
				if p, ok := strings.CutPrefix(n, "pinyin: "); ok {
					c.pinyin = p
				} else if l, ok := strings.CutPrefix(n, "literal: "); ok {
					c.literal = l
				}
			}
		case english && wrong:
			c.forms = append(c.forms, x.text)
		case english && (c.fix == "" || x.state == "preferred"):
			c.fix = x.text
			c.hits = x.contexts
		case english:
			t.passed.add("further English terms that are admitted beside the preferred one")
		}
	}
	c.hits = slices.DeleteFunc(c.hits, func(h string) bool { return !strings.Contains(h, "=>") })
	switch {
	case c.fix == "":
		t.passed.add("entries without an English term to use")
	case len(c.forms) == 0:
		t.passed.add("entries without an English term that is superseded or deprecated: nothing in a text would be wrong")
	default:
		t.entries = append(t.entries, *c)
	}
}

// packID is what stands before a rule's id in the id of an entry.
var packID = regexp.MustCompile(`^(?:c\.)?([a-z0-9-]+)\.([a-z0-9-]+)$`)

// packs makes packs of the entries.
func (t *termbase) packs(name string) ([]*annotate.Pack, error) {
	if len(t.entries) == 0 {
		return nil, annotate.Mistake{File: t.file, Line: 1, Column: 1,
			Text: "there is nothing to import: no entry has an English term to use and one that is superseded or deprecated"}
	}
	var rows []row
	for i := range t.entries {
		c := &t.entries[i]
		pack, id := name, ""
		if m := packID.FindStringSubmatch(c.id); m != nil && m[1] == c.pack {
			pack, id = or(name, m[1]), m[2]
		}
		pack = or(pack, PackName(baseName(t.file)))
		if pack == "" {
			return nil, annotate.Mistake{File: t.file, Line: 1, Column: 1, Text: "the pack has no name: give it one with --pack"}
		}
		for k, f := range c.forms {
			r := row{pack: pack, form: f, fix: c.fix, kind: c.kind, line: c.line, rule: annotate.Rule{ID: id, ZH: c.zh, Pinyin: c.pinyin, Literal: c.literal, Note: c.note}}
			if k == 0 {
				r.rule.Hits = c.hits
			}
			rows = append(rows, r)
		}
	}
	return gather(t.file, rows)
}
