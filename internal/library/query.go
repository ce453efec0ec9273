package library

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// A query is words, all of which must be there; "phrases"; prefix* (of two letters or more); -word or NOT word; one OR another, which binds its neighbours; parentheses; and
// fields: title:word, tag:phones, is:unread, after:2015-07, fixes:>10. What is still being typed is taken as it is meant: a quote or a parenthesis without
// its end ends at the end, an operator without its words counts for nothing.

// query is a query, understood.
type query struct {
	op   op
	kids []*query // of all, either and not

	// Of a term.
	words  []string
	prefix bool // the last word may go on

	// Of a condition.
	where string
	args  []any
	value string // what is to be looked up before it can be asked for, see resolve

	field string // of both; "" for everywhere
}

type op int

const (
	all    op = iota // of nothing: everything
	either           // one of
	not
	term
	condition // on what is known of an entry, as SQL
)

// What a query may have. More than that is no query but a text.
const (
	mostTerms = 64
	mostDepth = 32
)

// parser reads a query. The first thing that cannot be understood is its error.
type parser struct {
	text  string
	at    int
	depth int
	terms int
	err   *shelf.QueryError
}

// parse reads a query. One without anything to look for is nil.
func parse(text string) (*query, error) {
	p := &parser{text: text}
	var parts []*query
	for p.at < len(p.text) && p.err == nil {
		if q := p.sequence(""); q != nil {
			parts = append(parts, q)
		}
		if p.peek() == ')' { // of none that was opened
			p.at++
		}
	}
	if p.err != nil {
		return nil, p.err
	}
	return joined(all, parts), nil
}

func (p *parser) fail(at int, why string) {
	if p.err == nil {
		p.err = &shelf.QueryError{Query: p.text, Why: why, At: at}
	}
}

func joined(o op, parts []*query) *query {
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return &query{op: o, kids: parts}
}

// sequence reads what stands side by side, up to a closing parenthesis or the end.
func (p *parser) sequence(field string) *query {
	var parts []*query
	open := false // the last part waits for its other side
	for p.err == nil {
		p.blanks()
		if p.at >= len(p.text) || p.peek() == ')' {
			break
		}
		switch {
		case p.operator("OR"), p.sign("|"):
			open = len(parts) > 0
			continue
		case p.operator("AND"), p.sign("&"):
			open = false
			continue
		}
		q := p.part(field)
		if q == nil {
			continue
		}
		if last := len(parts) - 1; open {
			if parts[last].op != either {
				parts[last] = &query{op: either, kids: []*query{parts[last]}}
			}
			parts[last].kids = append(parts[last].kids, q)
		} else {
			parts = append(parts, q)
		}
		open = false
	}
	return joined(all, parts)
}

// part reads a word, a phrase, a field with its value, parentheses, or one of these that is not to be.
func (p *parser) part(field string) *query {
	if p.negation() {
		p.blanks()
		if p.at >= len(p.text) || p.peek() == ')' {
			return nil
		}
		q := p.part(field)
		if q == nil {
			return nil
		}
		return &query{op: not, kids: []*query{q}}
	}
	at := p.at
	switch c := p.rune(); {
	case c == '(':
		return p.parenthesis(field)
	case quotes[c] != 0:
		return p.term(at, field, p.quoted(c))
	}
	if name := p.field(); name != "" {
		return p.value(name)
	}
	return p.term(at, field, p.bare())
}

func (p *parser) parenthesis(field string) *query {
	at := p.at
	if p.depth++; p.depth > mostDepth {
		p.fail(at, "it has parentheses in too many parentheses")
		p.at = len(p.text)
		return nil
	}
	p.at++
	q := p.sequence(field)
	if p.peek() == ')' {
		p.at++
	}
	p.depth--
	if q != nil && q.op == either {
		q = &query{op: all, kids: []*query{q}} // an OR behind it is another one
	}
	return q
}

// value reads what stands behind a field.
func (p *parser) value(name string) *query {
	p.blanks()
	if p.at >= len(p.text) || p.peek() == ')' {
		return nil // still being typed
	}
	if textFields[name] != "" {
		if p.operatorAhead() {
			return nil
		}
		return p.part(name)
	}
	start := p.at
	c := p.rune()
	quoted := quotes[c] != 0
	read := p.bare
	if quoted {
		read = func() string { return p.quoted(c) }
	}
	value := read()
	f := conditions[name]
	if q := f.read(value); q != nil {
		q.op, q.field = condition, name
		return q
	}
	if p.at < len(p.text) || quoted || !f.begins.MatchString(value) { // else it is still being typed
		p.fail(start, name+": "+f.takes)
	}
	return nil
}

// term makes a term of text; nil where there is no word in it.
func (p *parser) term(at int, field, text string) *query {
	q := &query{op: term, field: field}
	for w := (wordReader{text: text}); w.next(); {
		q.words = append(q.words, string(w.word))
	}
	if len(q.words) == 0 {
		return nil
	}
	goesOn := strings.HasSuffix(text, "*")
	if p.peek() == '*' { // behind a quote
		p.at++
		goesOn = true
	}
	last := q.words[len(q.words)-1]
	q.prefix = goesOn && utf8.RuneCountInString(last) >= leastPrefix
	if p.terms++; p.terms > mostTerms {
		p.fail(at, "it has too many words; in quotes they are one phrase")
	}
	return q
}

// leastPrefix is how many letters of a word must be there for it to go on: all that begins with one letter is half of the words there are.
const leastPrefix = 2

// quotes are the quotes that begin a phrase, and those that end it.
var quotes = map[rune]rune{'"': '"', '“': '”', '„': '“', '«': '»', '「': '」', '『': '』', '《': '》', '＂': '＂'}

// quoted reads a phrase in quotes, of which the end may be missing.
func (p *parser) quoted(open rune) string {
	p.at += utf8.RuneLen(open)
	start := p.at
	end := strings.IndexRune(p.text[start:], quotes[open])
	if end < 0 {
		p.at = len(p.text)
		return p.text[start:]
	}
	p.at = start + end + utf8.RuneLen(quotes[open])
	return p.text[start : start+end]
}

// bare reads up to a blank or a parenthesis.
func (p *parser) bare() string {
	start := p.at
	for p.at < len(p.text) {
		r, n := utf8.DecodeRuneInString(p.text[p.at:])
		if unicode.IsSpace(r) || r == '(' || r == ')' || r == '"' && p.at > start {
			break
		}
		p.at += n
	}
	return p.text[start:p.at]
}

// field reads the name of a field and its colon; "" where none stands here.
func (p *parser) field() string {
	end := p.at
	for end < len(p.text) && (p.text[end]|0x20 >= 'a' && p.text[end]|0x20 <= 'z') {
		end++
	}
	name := strings.ToLower(p.text[p.at:end])
	if textFields[name] == "" && conditions[name] == nil {
		return ""
	}
	for _, colon := range []string{":", "："} {
		if strings.HasPrefix(p.text[end:], colon) && !strings.HasPrefix(p.text[end+len(colon):], "//") {
			p.at = end + len(colon)
			return name
		}
	}
	return ""
}

// negation reads a minus before something, or NOT.
func (p *parser) negation() bool {
	if p.operator("NOT") {
		return true
	}
	for _, sign := range []string{"-", "−", "–", "!"} {
		if rest, ok := strings.CutPrefix(p.text[p.at:], sign); ok && rest != "" {
			if next, _ := utf8.DecodeRuneInString(rest); !unicode.IsSpace(next) && next != '-' {
				p.at += len(sign)
				return true
			}
		}
	}
	return false
}

// operator reads a word that is an operator.
func (p *parser) operator(name string) bool {
	rest, ok := strings.CutPrefix(p.text[p.at:], name)
	if !ok {
		return false
	}
	if next, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.IsSpace(next) && next != '(' && next != ')' && quotes[next] == 0 {
		return false
	}
	p.at += len(name)
	return true
}

func (p *parser) operatorAhead() bool {
	at := p.at
	defer func() { p.at = at }()
	return p.operator("OR") || p.operator("AND")
}

// sign reads an operator of signs that stands alone.
func (p *parser) sign(sign string) bool {
	rest := strings.TrimLeft(p.text[p.at:], sign)
	if len(rest) == len(p.text)-p.at || rest != "" && !unicode.IsSpace(rune(rest[0])) {
		return false
	}
	p.at = len(p.text) - len(rest)
	return true
}

func (p *parser) blanks() {
	p.at = len(p.text) - len(strings.TrimLeftFunc(p.text[p.at:], unicode.IsSpace))
}

// peek is the byte that comes next, 0 at the end.
func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) rune() rune {
	r, _ := utf8.DecodeRuneInString(p.text[p.at:])
	return r
}
