package library

import (
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// spot is a place of a text where a term of a query stands.
type spot struct {
	document.Span

	term int // which one
}

// enough is from how many bytes of a text on no more of it is looked at when all terms have been seen.
const enough = 32 << 10

// marksIn finds the terms of a query in a text, in order and apart, but those of one field.
func marksIn(text string, terms []*query, but string) []spot {
	var all []spot
	seen, missing := make([]bool, len(terms)), len(terms)
	for w := (wordReader{text: text}); w.next() && (missing > 0 || w.end < enough); {
		for i, t := range terms {
			end := t.stands(w)
			if end == 0 || but != "" && t.field == but {
				continue
			}
			all = append(all, spot{document.Span{Start: w.start, End: end}, i})
			if !seen[i] {
				seen[i] = true
				missing--
			}
		}
	}
	return apart(all)
}

// stands says where a term ends that begins with the word at hand; 0 where none does.
func (q *query) stands(w wordReader) (end int) {
	for i, word := range q.words {
		if i == 1 {
			w.word = nil // others read on from here
		}
		if i > 0 && !w.next() {
			return 0
		}
		got := w.word
		if goesOn := q.prefix && i == len(q.words)-1; goesOn && len(got) > len(word) {
			got = got[:len(word)]
		}
		if string(got) != word {
			return 0
		}
	}
	return w.end
}

// apart sorts marks, and keeps of those that overlap the first and longest.
func apart(all []spot) []spot {
	slices.SortStableFunc(all, func(a, b spot) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	end := 0
	return slices.DeleteFunc(all, func(m spot) bool {
		if m.Start < end {
			return true
		}
		end = m.End
		return false
	})
}

// repairedText is a text as repaired, with what it says where the terms of a query stand.
type repairedText struct {
	text  string
	marks []spot
}

// broad is from how many bytes on a fix is more than a name: a clause, in which what was looked for is only somewhere.
const broad = 40

// repairedWith finds terms in a text as repaired: in its words, in what the machine had written there, and in what it means in Chinese.
func repairedWith(source []byte, edits []Edit, terms []*query) repairedText {
	r := repairedText{text: string(applied(source, edits))}
	r.marks = marksIn(r.text, terms, "machine")
	if len(edits) == 0 {
		return r
	}
	behind := r.behind(source, edits, terms)
	var clauses []spot
	for _, m := range behind {
		if m.Len() < broad {
			r.marks = append(r.marks, m)
		} else {
			clauses = append(clauses, m)
		}
	}
	r.marks = append(r.marks, r.named(behind, terms)...)
	for _, m := range clauses {
		if !slices.ContainsFunc(r.marks, func(other spot) bool { return other.term == m.term }) {
			r.marks = append(r.marks, m)
		}
	}
	r.marks = apart(r.marks)
	return r
}

// behind finds the fixes that stand for what was looked for, in the machine's words or in Chinese, and do not say it themselves.
func (r *repairedText) behind(source []byte, edits []Edit, terms []*query) (found []spot) {
	meant, written, said := meanings(edits, terms), marksIn(string(source), terms, "text"), r.marks
	shift := 0 // how much further a place of the source is in the text
	for i := range edits {
		e := &edits[i]
		at := document.Span{Start: e.Span.Start + shift, End: e.Span.Start + shift + len(e.Fix)}
		shift += len(e.Fix) - e.Span.Len()
		for len(written) > 0 && written[0].End <= e.Span.Start {
			written = written[1:]
		}
		for len(said) > 0 && said[0].End <= at.Start {
			said = said[1:]
		}
		term, ok := meant[[2]string{e.ZH, e.Pinyin}]
		if !ok && len(written) > 0 && written[0].Overlaps(e.Span) {
			term, ok = written[0].term, true
		}
		if ok && !at.Empty() && (len(said) == 0 || !said[0].Overlaps(at)) {
			found = append(found, spot{at, term})
		}
	}
	return found
}

// named finds the names that fixes gave to what was looked for where they stand in the text besides.
func (r *repairedText) named(fixes []spot, terms []*query) (found []spot) {
	names, of := make([]*query, 0, len(fixes)), make([]int, 0, len(fixes))
	known := map[string]bool{}
	for _, m := range fixes {
		if name := folded(r.text[m.Start:m.End]); m.Len() < broad && name != "" && !known[name] && terms[m.term].field != "machine" {
			known[name] = true
			names, of = append(names, &query{words: strings.Fields(name)}), append(of, m.term)
		}
	}
	for _, m := range marksIn(r.text, names, "") {
		found = append(found, spot{m.Span, of[m.term]})
	}
	return found
}

// meanings are the Chinese words among edits that a term of a query asks for, and which one.
func meanings(edits []Edit, terms []*query) map[[2]string]int {
	found := map[[2]string]int{}
	looked := map[[2]string]bool{{}: true}
	for i := range edits {
		name := [2]string{edits[i].ZH, edits[i].Pinyin}
		if looked[name] {
			continue
		}
		looked[name] = true
		for _, m := range marksIn(Names([]Name{{name[0], name[1]}}), terms, "") {
			found[name] = m.term
		}
	}
	return found
}

// paragraphAt is the paragraph round a place of a text, or what of it is not too far from there.
func paragraphAt(text string, at document.Span) document.Span {
	const far = 1200 // bytes
	from, to := max(at.Start-far, 0), min(at.End+far, len(text))
	for from > 0 && text[from]&0xC0 == 0x80 {
		from--
	}
	for to < len(text) && text[to]&0xC0 == 0x80 {
		to++
	}
	if i := strings.LastIndex(text[from:at.Start], "\n\n"); i >= 0 {
		from += i + 2
	} else if from > 0 {
		from += strings.IndexAny(text[from:at.Start], " \n") + 1
	}
	if i := strings.Index(text[at.End:to], "\n\n"); i >= 0 {
		to = at.End + i
	}
	return document.Span{Start: from, End: to}
}
