package feed

import (
	"bytes"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// deepest is how many elements may stand within one another.
const deepest = 256

var errDeep = errors.New("its elements stand in one another too deep to be a feed")

// place is where an item stands in its file.
type place struct {
	base    string // xml:base for its links, "" for none
	content string // xml:base for what it contains
	lang    string
}

// tidy makes XML that a parser takes of what passes for it: one root, what is opened is closed in order, signs that mean nothing are escaped, and
// of declarations, comments and instructions nothing is left. No entity that the text defines is expanded. What xml:base and xml:lang say is read here
// and taken out.
type tidy struct {
	in     []byte
	at     int
	out    bytes.Buffer
	open   []element
	count  map[string]int // of open elements, by name
	prefix string         // of the root, with its colon, "" mostly
	root   string         // the local name of the first element, in small letters
	ended  bool           // the root

	items []place
	item  int  // where the item that is open begins in out, -1 for none
	cut   bool // the text breaks off
	vain  int  // bytes that were looked at for an end that was not there
}

// The bounds of looking for the end of a tag, in bytes: some hold whole pictures. Past so much in vain the look is a short one, so that no text takes long.
const (
	longestTag = 1 << 20
	shortTag   = 4 << 10
	mostInVain = 16 << 20
)

// window is what may belong to the tag that begins here.
func (t *tidy) window() []byte {
	reach := longestTag
	if t.vain > mostInVain {
		reach = shortTag
	}
	return t.in[t.at:min(len(t.in), t.at+reach)]
}

type element struct {
	name string
	base string
	lang string
}

// tidied runs over a whole text. Only errDeep can happen.
func tidied(text []byte) (*tidy, error) {
	t := &tidy{in: text, count: map[string]int{}, item: -1}
	t.out.Grow(len(text) + len(text)/16)
	for t.at < len(t.in) && !t.ended && t.root != "html" {
		next := bytes.IndexByte(t.in[t.at:], '<')
		if next < 0 {
			t.text(t.in[t.at:])
			t.at = len(t.in)
			break
		}
		t.text(t.in[t.at : t.at+next])
		t.at += next
		if err := t.markup(); err != nil {
			return nil, err
		}
	}
	t.finish()
	return t, nil
}

// finish closes what is open at the end. The item in which the text breaks off is left out, unless it is the only one.
func (t *tidy) finish() {
	if len(t.open) == 0 {
		return
	}
	t.cut = true
	if t.item >= 0 && len(t.items) > 1 {
		t.out.Truncate(t.item)
		t.items = t.items[:len(t.items)-1]
		for at := len(t.open) - 1; at > 0; at-- {
			if name := local(t.open[at].name); name == "item" || name == "entry" {
				t.open = t.open[:at]
				break
			}
		}
	}
	t.close(0)
}

// markup reads what begins with a <.
func (t *tidy) markup() error {
	rest := t.in[t.at:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		t.skip("-->", "")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		t.cdata()
	case bytes.HasPrefix(rest, []byte("<!")):
		t.doctype()
	case bytes.HasPrefix(rest, []byte("<?")):
		t.skip("?>", ">")
	case bytes.HasPrefix(rest, []byte("</")):
		t.endTag()
	default:
		return t.startTag()
	}
	return nil
}

// skip goes behind the end of what begins here, or behind what stands for it where it has none.
func (t *tidy) skip(end, otherwise string) {
	for _, end := range []string{end, otherwise} {
		if n := bytes.Index(t.in[t.at:], []byte(end)); n >= 0 && end != "" {
			t.at += n + len(end)
			return
		}
	}
	t.at = len(t.in)
}

// doctype goes over a declaration, with the one in brackets within.
func (t *tidy) doctype() {
	depth, quote, text := 0, byte(0), t.window()
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case depth > 0 && (c == '"' || c == '\''):
			quote = c
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '>' && depth <= 0:
			t.at += i + 1
			return
		}
	}
	t.vain += len(text)
	t.skip(">", "")
}

func (t *tidy) cdata() {
	const begin, end = "<![CDATA[", "]]>"
	n := bytes.Index(t.in[t.at:], []byte(end))
	whole := n >= 0
	if !whole {
		n = len(t.in) - t.at
	}
	if len(t.open) > 0 {
		t.out.Write(t.in[t.at : t.at+n])
		t.out.WriteString(end)
	}
	t.at = min(t.at+n+len(end), len(t.in))
}

// text copies text as it may stand in XML. Outside the root there is none.
func (t *tidy) text(text []byte) {
	if len(t.open) == 0 {
		return
	}
	for len(text) > 0 {
		n := bytes.IndexAny(text, "&>")
		if n < 0 {
			t.out.Write(text)
			return
		}
		t.out.Write(text[:n])
		if text[n] == '>' {
			t.out.WriteString("&gt;")
			text = text[n+1:]
			continue
		}
		ref, bad := badReference(text[n:])
		if !bad {
			t.out.Write(text[n : n+ref])
		}
		text = text[n+ref:]
	}
}

// badReference reads a reference to a character by its number; bad is one that XML does not have. The length of what is no reference is 1.
func badReference(text []byte) (length int, bad bool) {
	if len(text) < 2 || text[1] != '#' {
		return 1, false
	}
	end := bytes.IndexByte(text[:min(len(text), 16)], ';')
	if end < 0 {
		return 1, false
	}
	digits, radix := string(text[2:end]), 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, radix = digits[1:], 16
	}
	code, err := strconv.ParseUint(digits, radix, 32)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 1, false
	}
	return end + 1, err != nil || code > utf8.MaxRune || !inXML(rune(code)) || !utf8.ValidRune(rune(code))
}

// inXML reports whether XML has a character.
func inXML(r rune) bool {
	return r >= ' ' && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n' || r == '\r'
}

func (t *tidy) endTag() {
	end := bytes.IndexByte(t.in[t.at:], '>')
	if end < 0 {
		t.at = len(t.in)
		return
	}
	name := t.own(string(bytes.TrimSpace(t.in[t.at+2 : t.at+end])))
	t.at += end + 1
	if t.count[name] == 0 {
		return // it was never opened
	}
	for at, e := range slices.Backward(t.open) {
		if e.name == name {
			t.close(at)
			return
		}
	}
}

// close ends the elements from one on.
func (t *tidy) close(from int) {
	for at := len(t.open) - 1; at >= from; at-- {
		name := t.open[at].name
		t.out.WriteString("</" + name + ">")
		t.count[name]--
		if l := local(name); l == "item" || l == "entry" {
			t.item = -1
		}
	}
	t.open = t.open[:from]
	t.ended = from == 0
}

// local is a name without its prefix.
func local(name string) string {
	_, after, found := strings.Cut(name, ":")
	if found {
		return after
	}
	return name
}

func (t *tidy) startTag() error {
	name, attributes, alone, length := readTag(t.window())
	if length <= 0 { // a sign in text, or a tag that is no end of
		t.vain -= length
		if len(t.open) > 0 {
			t.out.WriteString("&lt;")
		}
		t.at++
		return nil
	}
	t.at += length
	kind := strings.ToLower(local(name))
	if len(t.open) == 0 {
		name, attributes = t.begin(name, attributes)
	}
	name = t.own(name)
	t.closeBefore(name, kind)
	if len(t.open) >= deepest {
		return errDeep
	}
	e := element{name: name}
	if above := len(t.open) - 1; above >= 0 {
		e.base, e.lang = t.open[above].base, t.open[above].lang
	}
	begins := t.out.Len()
	t.out.WriteString("<" + name)
	for i, a := range attributes {
		switch {
		case a.name == "xml:base":
			e.base = join(e.base, unescape(a.value))
		case a.name == "xml:lang":
			e.lang = a.value
			t.attribute(a)
		case !slices.ContainsFunc(attributes[:i], func(b attribute) bool { return b.name == a.name }):
			t.attribute(a)
		}
	}
	t.out.WriteString(">")
	t.open = append(t.open, e)
	t.count[name]++
	t.note(kind, e, begins)
	if alone || empty[kind] {
		t.close(len(t.open) - 1)
	}
	return nil
}

// spaces are the namespaces by which Atom is known; there are feeds that call theirs otherwise.
var spaces = map[string]bool{"http://www.w3.org/2005/Atom": true, "http://purl.org/atom/ns#": true}

// begin reads the root. Where it has a prefix, the elements with that have none from now on; Atom gets its proper namespace.
func (t *tidy) begin(name string, attributes []attribute) (string, []attribute) {
	t.root = strings.ToLower(local(name))
	if prefix, _, found := strings.Cut(name, ":"); found && t.root != "rdf" {
		t.prefix = prefix + ":"
	}
	if t.root != "feed" && t.root != "entry" {
		return name, attributes
	}
	space := "http://www.w3.org/2005/Atom"
	for _, a := range attributes {
		if (a.name == "xmlns" && t.prefix == "" || a.name == "xmlns:"+strings.TrimSuffix(t.prefix, ":")) && spaces[strings.TrimSpace(a.value)] {
			space = strings.TrimSpace(a.value)
		}
	}
	attributes = slices.DeleteFunc(slices.Clone(attributes), func(a attribute) bool { return a.name == "xmlns" })
	return name, append(attributes, attribute{"xmlns", space})
}

// own is the name of an element, without the prefix that the root has.
func (t *tidy) own(name string) string {
	if t.prefix == "" {
		return name
	}
	return strings.TrimPrefix(name, t.prefix)
}

// note keeps where items stand and what holds for them.
func (t *tidy) note(kind string, e element, begins int) {
	switch kind {
	case "item", "entry":
		if t.item < 0 {
			t.item = begins
			t.items = append(t.items, place{base: e.base, content: e.base, lang: e.lang})
		}
	case "content", "encoded", "description", "summary":
		if t.item >= 0 && len(t.items) > 0 {
			p := &t.items[len(t.items)-1]
			if e.base != p.base {
				p.content = e.base
			}
			if e.lang != "" {
				p.lang = e.lang
			}
		}
	}
}

// closeBefore ends what must have ended before an element of a kind begins: items are not in items, nor paragraphs in paragraphs.
func (t *tidy) closeBefore(name, kind string) {
	switch {
	case kind == "item" || kind == "entry":
		if t.count[name] > 0 {
			at := slices.IndexFunc(t.open, func(e element) bool { return e.name == name })
			t.close(at)
		}
	case (name == "p" || name == "li") && len(t.open) > 0 && t.open[len(t.open)-1].name == name:
		t.close(len(t.open) - 1)
	}
}

// empty are the elements of HTML that have no end, where HTML stands in a feed as it is.
var empty = map[string]bool{"br": true, "hr": true, "img": true, "wbr": true, "input": true}

// join reads an address against another, where that is one.
func join(base, to string) string {
	u, err := url.Parse(strings.TrimSpace(to))
	if err != nil {
		return base
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	return u.String()
}
