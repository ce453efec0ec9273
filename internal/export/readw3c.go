package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// annotation reads an annotation of the W3C Web Annotation Data Model: a mark for each of its targets.
func (f *foreign) annotation(fields map[string]json.RawMessage) {
	b := bodies{motivations: map[string]bool{}}
	for _, m := range words(fields["motivation"]) {
		m = term(m)
		b.motivations[m] = true
		if b.first == "" {
			b.first = m
		}
	}
	if value := word(fields["bodyValue"]); value != "" {
		b.text(value, "text/plain", "", b.first)
	}
	for _, raw := range each(fields["body"]) {
		b.read(raw, b.first, 0)
	}
	places, err := targets(fields["target"])
	if err != nil {
		f.wrong(f.mistake("%v", err))
		return
	}
	m := b.mark()
	m.ID = document.CleanLine(word(firstRaw(fields["id"], fields["@id"])))
	m.Creator, m.Created, m.Changed = creator(fields["creator"]), timeOf(fields["created"]), timeOf(fields["modified"])
	for i, p := range places {
		one := loose{Mark: m, start: p.start, end: p.end}
		one.Exact, one.Prefix, one.Suffix, one.Colour = p.exact, p.prefix, p.suffix, colourName(p.class)
		if one.Kind == "" {
			one.Kind = Note
			if one.Body == "" && (one.Exact != "" || p.start >= 0) {
				one.Kind = Highlight
			}
		}
		if i > 0 && one.ID != "" {
			one.ID += fmt.Sprintf("#target-%d", i+1)
		}
		f.add(p.source, "", &one)
	}
}

// term is the name of a motivation without its vocabulary.
func term(iri string) string {
	if i := strings.LastIndexAny(iri, "#:/"); i >= 0 {
		return iri[i+1:]
	}
	return iri
}

// creator is a name for who made something.
func creator(raw json.RawMessage) string {
	for _, one := range each(raw) {
		if o := object(one); o != nil {
			for _, key := range []string{"name", "nickname", "id"} {
				if s := word(o[key]); s != "" {
					return document.CleanLine(s)
				}
			}
		}
		if s := word(one); s != "" {
			return document.CleanLine(s)
		}
	}
	return ""
}

// bodies gathers what the bodies of an annotation say.
type bodies struct {
	motivations map[string]bool
	first       string

	fix, verdict, comment string
	zh, pinyin, literal   string
	fixes                 bool // there is a fix, which may be empty
	tags                  []string
}

// deepestBody is how deep bodies may stand in one another.
const deepestBody = 4

// read reads a body. Its purpose is that of the annotation where it does not say.
func (b *bodies) read(raw json.RawMessage, purpose string, depth int) {
	if s := word(raw); s != "" && object(raw) == nil {
		b.link(s, purpose)
		return
	}
	o := object(raw)
	if o == nil || depth > deepestBody {
		return
	}
	if own := word(o["purpose"]); own != "" {
		purpose = term(own)
	}
	switch {
	case o["value"] != nil && (typed(o, "TextualBody") || o["source"] == nil):
		b.text(word(o["value"]), word(o["format"]), word(o["language"]), purpose)
	case typed(o, "Choice"): // alternatives of one thing
		if all := each(o["items"]); len(all) > 0 {
			b.read(all[0], purpose, depth+1)
		}
	case firstRaw(o["items"], o["item"]) != nil:
		for _, one := range each(firstRaw(o["items"], o["item"])) {
			b.read(one, purpose, depth+1)
		}
	case o["source"] != nil:
		for _, one := range each(o["source"]) {
			b.read(one, purpose, depth+1)
		}
	default:
		b.link(word(firstRaw(o["id"], o["@id"])), purpose)
	}
}

// link takes a body that is elsewhere.
func (b *bodies) link(to, purpose string) {
	to = document.CleanLine(to)
	switch {
	case to == "":
	case purpose == "tagging":
		b.tags = append(b.tags, to)
	default:
		b.comment = joined(b.comment, "<"+to+">")
	}
}

// text takes a body of text.
func (b *bodies) text(value, format, language, purpose string) {
	if format == "text/html" {
		value = fromHTML(value)
	}
	value = document.Clean(value)
	if value == "" && purpose != "editing" {
		return
	}
	switch {
	case purpose == "tagging":
		b.tags = append(b.tags, value)
	case purpose == "editing" && !b.fixes:
		b.fix, b.fixes = value, true
	case purpose == "assessing" && (value == accepted || value == rejected):
		b.verdict = value
	case purpose == "identifying" && language == chinese:
		b.zh = document.CleanLine(value)
	case purpose == "identifying" && language == pinyin:
		b.pinyin = document.CleanLine(value)
	case purpose == "identifying" && language == english:
		b.literal = document.CleanLine(value)
	case purpose == "describing" && b.verdict == rejected:
		b.fix = value
	default:
		b.comment = joined(b.comment, value)
	}
}

// mark is the mark that an annotation is. Its kind is "" where the target decides.
func (b *bodies) mark() Mark {
	m := Mark{Body: b.comment, Tags: cleanTags(b.tags), Fix: b.fix, ZH: b.zh, Pinyin: b.pinyin, Literal: b.literal}
	switch {
	case b.verdict == accepted:
		m.Kind = Accept
	case b.verdict == rejected:
		m.Kind = Reject
	case b.fixes:
		m.Kind = Fix
	case b.motivations["highlighting"]:
		m.Kind = Highlight
	case b.motivations["commenting"] || m.Body != "":
		m.Kind = Note
	}
	if m.Kind == Fix || m.Kind == Accept || m.Kind == Reject {
		return m
	}
	for _, said := range []string{m.ZH, m.Pinyin, m.Literal} { // of a note it is one more thing that was said
		m.Body = joined(m.Body, said)
	}
	m.ZH, m.Pinyin, m.Literal = "", "", ""
	return m
}

// fromHTML is what a piece of HTML says, as Markdown.
func fromHTML(s string) string {
	a, err := articles.Read("note.html", []byte("<!DOCTYPE html><html><body><main>"+s+"</main></body></html>"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(a.Document.Source()))
}

// place is where a target says that it is.
type place struct {
	quote

	source     string
	class      string
	start, end int
}

var (
	errNoTarget = errors.New("the annotation has no target")
	errSelector = errors.New("a selector of its target is wrong")
)

// targets reads the targets of an annotation.
func targets(raw json.RawMessage) ([]place, error) {
	all := each(raw)
	if len(all) == 0 {
		return nil, errNoTarget
	}
	var places []place
	for _, one := range all {
		if s := word(one); s != "" && object(one) == nil {
			places = append(places, place{source: document.CleanLine(s), start: -1, end: -1})
			continue
		}
		o := object(one)
		if o == nil {
			return nil, errNoTarget
		}
		if list := firstRaw(o["items"], o["item"]); list != nil && o["source"] == nil {
			inner, err := targets(list)
			if err != nil {
				return nil, err
			}
			places = append(places, inner...)
			continue
		}
		p := place{source: document.CleanLine(sourceOf(o)), class: word(o["styleClass"]), start: -1, end: -1}
		if p.source == "" {
			return nil, errNoTarget
		}
		for _, s := range each(o["selector"]) {
			if err := p.selector(s, 0); err != nil {
				return nil, err
			}
		}
		places = append(places, p)
	}
	return places, nil
}

// sourceOf is the address of what a target is about.
func sourceOf(o map[string]json.RawMessage) string {
	if source := o["source"]; source != nil {
		if inner := object(source); inner != nil {
			return word(firstRaw(inner["id"], inner["@id"]))
		}
		return word(source)
	}
	return word(firstRaw(o["id"], o["@id"]))
}

// selector takes what a selector says that we can use: words, and positions in the text.
func (p *place) selector(raw json.RawMessage, depth int) error {
	o := object(raw)
	if o == nil || depth > deepestBody {
		return nil // it is elsewhere
	}
	switch {
	case typed(o, "TextQuoteSelector"):
		var q struct {
			Exact  *string `json:"exact"`
			Prefix *string `json:"prefix"`
			Suffix *string `json:"suffix"`
		}
		if err := json.Unmarshal(raw, &q); err != nil || q.Exact == nil {
			return fmt.Errorf("%w: the words of a TextQuoteSelector are one string each", errSelector)
		}
		if p.exact == "" {
			p.exact, p.prefix, p.suffix = *q.Exact, orEmpty(q.Prefix), orEmpty(q.Suffix)
		}
	case typed(o, "TextPositionSelector") && depth == 0: // inside another selector it counts from elsewhere
		var s struct {
			Start *int `json:"start"`
			End   *int `json:"end"`
		}
		if err := json.Unmarshal(raw, &s); err != nil || s.Start == nil || s.End == nil || *s.Start < 0 || *s.End < *s.Start {
			return fmt.Errorf("%w: a TextPositionSelector has a start and an end, whole numbers from 0 on", errSelector)
		}
		p.start, p.end = *s.Start, *s.End
	case typed(o, "RangeSelector"):
		return nil // its ends are places in a page, not in its text
	}
	for _, inner := range each(o["refinedBy"]) {
		if err := p.selector(inner, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
