package annotate

import (
	"bytes"
	"unicode/utf8"
)

// proof is what the rest of a text must show before a find of a recogniser counts. Most of what looks like a remain of a
// Chinese page stands in other texts too: in manuals, in mail, in what was cut from the web.
type proof uint8

const (
	fromChinese    proof = 1 << iota // the text names somebody or something Chinese, holds Chinese, or another sure glitch
	inProse                          // the text is not about markup or code
	orShort                          // in a short text of plain prose the first need not be shown
	outsideAddress                   // the find stands in no address and no file name
)

// finding is what a recogniser found, and what must be shown before it counts.
type finding struct {
	Annotation

	needs proof
}

// shows reports whether the text shows what a find needs. It is asked when all of the text has been read and weighed.
func (r *reading) shows(needs proof) bool {
	return (needs&fromChinese == 0 || r.chinese() || needs&orShort != 0 && r.plainProse()) && (needs&inProse == 0 || !r.isTechnical())
}

// chinese reports whether the text shows that it was made from Chinese. A place alone says nothing: all the world writes of Beijing.
func (r *reading) chinese() bool {
	if r.opts.MT != "" || r.furnished {
		return true
	}
	for n, count := range r.counts {
		if count > r.lowered[n] && (n < 0 || r.engine.names[n].Kind != "place") {
			return true
		}
	}
	return r.hasHan()
}

// hasHan reports whether there is a Chinese sign in the text.
func (r *reading) hasHan() bool {
	return r.whole.ask(&r.whole.signs, func() bool {
		source := r.doc.Source()
		for i, c := range source {
			if c >= 0xe1 { // the first byte of U+1000 and above
				if sign, _ := utf8.DecodeRune(source[i:]); wide(sign) {
					return true
				}
			}
		}
		return false
	})
}

// answer is what was found out about a text: nothing yet, no or yes.
type answer int8

// ask finds out on the first time.
func (a *answer) ask(find func() bool) bool {
	if *a == 0 {
		*a = 1
		if find() {
			*a = 2
		}
	}
	return *a == 2
}

// unproven says why a candidate cannot be that needs a proof from the rest of the text: furniture of which other pages have the like,
// and a person whose name is made of ordinary words.
func (r *reading) unproven(c *candidate, f *form, rule *rule) string {
	switch {
	case c.risk == Low && !f.glossed:
	case rule.Reach != ReachMatch && (!r.chinese() || r.isTechnical()), rule.Reach == ReachMatch && r.foreign(c, rule):
		return "foreign"
	case f.glossed && !r.speaksOf(c, rule):
		return "person"
	}
	return ""
}

// longText is the length, in bytes, from which a text made from Chinese names something of China.
const longText = 1200

// leastProse is how many words plain prose has.
const leastProse = 8

// plainProse reports whether the text is short and nothing but sentences: no markup, no code, no address, no talk of either. What a page has left in such
// a text is not meant to be read, wherever it comes from.
func (r *reading) plainProse() bool {
	source := r.doc.Source()
	if len(source) >= longText || bytes.ContainsAny(source, "<>{}[]`=\\|_@$*") || bytes.Contains(source, []byte("://")) || bytes.Contains(source, []byte("&lt;")) || bytes.Contains(source, []byte("&gt;")) {
		return false
	}
	words := 0
	for _, t := range tokenize(source, 0, nil) {
		if t.kind != wordToken {
			continue
		}
		if ofCode[t.hash] {
			return false
		}
		if t.shape == lowerShape {
			words++
		}
	}
	return words >= leastProse
}

// ofCode are words of texts on markup and code, in which a reference is meant.
var ofCode = hashSet("html", "xhtml", "xml", "sgml", "css", "php", "javascript", "json", "perl", "python", "unicode", "utf", "ascii", "charset", "entity", "entities", "encode", "encoded", "encoding", "decode", "escape",
	"escaped", "unescape", "parser", "parse", "markup", "markdown", "tag", "tags", "string", "strings", "browser", "browsers", "render", "renders", "rendered", "character", "characters", "ampersand", "apostrophe", "syntax",
	"regex", "template", "query", "url", "rss", "feed", "semicolon")

// foreign reports whether a text is long enough to show where it comes from, and shows nothing of China beside the match itself:
// then what may be ordinary English is ordinary English.
func (r *reading) foreign(c *candidate, rule *rule) bool {
	source := r.doc.Source()
	if len(source) < longText || r.opts.MT != "" || r.furnished {
		return false
	}
	for n, count := range r.counts {
		if n == rule.itself && c.belief >= 0.8 || n == -1-r.engine.form(c.form).rule {
			count-- // its own voice does not count
		}
		if count > 0 {
			return false
		}
	}
	return r.told[chinaWords] == 0 && !r.hasHan()
}
