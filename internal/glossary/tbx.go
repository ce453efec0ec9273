package glossary

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// A rule in TBX (ISO 30042:2019, dialect TBX-Basic, style DCA) is a concept: its original is the Chinese term, its fix the preferred
// English one, its forms are superseded English terms. The pack is the subject field, the note the definition, sentences are contexts.
// Kind, pinyin and the literal reading are notes that begin with their names. Conditions have no place there.

// concept is one entry of a termbase: what a rule says of one fix.
type concept struct {
	id, pack, zh, pinyin, literal, kind, note, fix string

	forms, hits  []string
	line, column int
}

// The administrative states of terms.
const (
	preferred  = "preferredTerm-admn-sts"
	superseded = "supersededTerm-admn-sts"
)

// xmlName is what can be the id of an element.
var xmlName = regexp.MustCompile(`^[a-z][a-z0-9.-]*$`)

// mostPhrases is how many terms a form becomes at most: braces multiply.
const mostPhrases = 100

// conceptsOf writes a rule as concepts, one for each of its fixes.
func conceptsOf(r *annotate.Rule, taken map[string]bool, lost *losses) (all []concept) {
	at := map[string]int{}
	for _, x := range rowsOf(r.Pack, r) {
		lead, tail := annotate.Context(x.form)
		switch {
		case x.fix == "":
			lost.add("rules that delete")
			continue
		case lead != "" || tail != "":
			lost.add("forms with context in brackets")
			continue
		}
		i, ok := at[x.fix]
		if !ok {
			i = len(all)
			at[x.fix] = i
			id := free(r.ID, taken)
			if i == 0 {
				id = r.ID
			}
			taken[id] = true
			all = append(all, concept{id: id, pack: r.Pack, zh: r.ZH, pinyin: r.Pinyin, literal: r.Literal, kind: string(r.Kind), note: r.Note, fix: x.fix})
		}
		phrases := annotate.Phrases(x.form)
		if len(phrases) > mostPhrases {
			phrases = phrases[:mostPhrases]
			lost.add(fmt.Sprintf("more than %d phrases of a form", mostPhrases))
		}
		for _, p := range phrases {
			if p != "" && !slices.Contains(all[i].forms, p) {
				all[i].forms = append(all[i].forms, p)
			}
		}
	}
	for _, h := range r.Hits {
		for i := range all {
			if strings.Contains(h, "=>"+all[i].fix+"]") {
				all[i].hits = append(all[i].hits, h)
				break
			}
		}
	}
	return all
}

// conditions notes what of a rule has no place in a termbase.
func (l *losses) conditions(r *annotate.Rule) {
	for _, x := range []struct {
		what  string
		there bool
	}{
		{"words near by (near, unless, before, after, names)", len(r.Near)+len(r.Unless)+len(r.Before)+len(r.After)+len(r.Names) > 0},
		{"risk, case, severity and confidence", string(r.Risk)+string(r.Case)+string(r.Severity) != "" || r.Confidence != 0},
		{"plurals and modifiers", r.Plural+r.Modifier != ""},
		{"years, article and reach", r.Date != annotate.Years{} || r.Article != "" || r.Reach != ""},
		{"sentences that must stay (leaves)", len(r.Leaves) > 0},
	} {
		if x.there {
			l.add(x.what)
		}
	}
}

func writeTBX(w io.Writer, packs []*annotate.Pack) ([]string, error) {
	var (
		lost losses
		b    strings.Builder
	)
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc>
      <titleStmt><title>Glitches of machine translation from Chinese</title></titleStmt>
      <sourceDesc><p>Rule packs of reader: `)
	for i, p := range packs {
		if i > 0 {
			b.WriteString(", ")
		}
		escape(&b, p.Name)
	}
	b.WriteString("</p></sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text><body>\n")
	for _, p := range packs {
		lost.header(p)
		taken := map[string]bool{}
		for i := range p.Rules {
			taken[p.Rules[i].ID] = true
		}
		for i := range p.Rules {
			if p.Only != nil || p.Rules[i].Only != nil {
				lost.add(scopedRules)
				continue
			}
			lost.conditions(&p.Rules[i])
			for _, c := range conceptsOf(&p.Rules[i], taken, &lost) {
				c.write(&b)
			}
		}
	}
	b.WriteString("  </body></text>\n</tbx>\n")
	_, err := io.WriteString(w, b.String())
	return lost.told("tbx"), err
}

// write writes an entry in the order that the core structure asks for.
func (c *concept) write(b *strings.Builder) {
	id := c.pack + "." + c.id
	if !xmlName.MatchString(id) {
		id = "c." + id
	}
	element := func(indent, begin, end, text string) {
		if text != "" {
			b.WriteString(indent + begin)
			escape(b, text)
			b.WriteString(end + "\n")
		}
	}
	const in = "      "
	fmt.Fprintf(b, "    <conceptEntry id=%q>\n", id)
	element(in, `<descrip type="subjectField">`, "</descrip>", c.pack)
	element(in, `<descrip type="definition">`, "</descrip>", c.note)
	element(in, "<note>kind: ", "</note>", c.kind)
	if c.zh != "" {
		b.WriteString(in + `<langSec xml:lang="zh">` + "\n" + in + "  <termSec>\n")
		element(in+"    ", "<term>", "</term>", c.zh)
		element(in+"    ", "<note>pinyin: ", "</note>", c.pinyin)
		element(in+"    ", "<note>literal: ", "</note>", c.literal)
		b.WriteString(in + "  </termSec>\n" + in + "</langSec>\n")
	}
	b.WriteString(in + `<langSec xml:lang="en">` + "\n")
	term := func(text, state string, contexts []string) {
		b.WriteString(in + "  <termSec>\n")
		element(in+"    ", "<term>", "</term>", text)
		element(in+"    ", `<termNote type="administrativeStatus">`, "</termNote>", state)
		for _, s := range contexts {
			element(in+"    ", `<descrip type="context">`, "</descrip>", s)
		}
		b.WriteString(in + "  </termSec>\n")
	}
	term(c.fix, preferred, c.hits)
	for _, f := range c.forms {
		term(f, superseded, nil)
	}
	b.WriteString(in + "</langSec>\n    </conceptEntry>\n")
}

func escape(b *strings.Builder, text string) {
	xml.EscapeText(b, []byte(text)) //nolint:errcheck,gosec // a builder takes everything
}
