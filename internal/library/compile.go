package library

import (
	"slices"
	"strings"
)

// asked is a query as SQLite takes it: what the index is asked for, and what must hold of the entry e besides.
type asked struct {
	match string // an expression of FTS5; "" where the index alone cannot narrow the search
	where string
	args  []any
}

// compile makes SQL of a query. All words are quoted, so that whatever is asked for is sound.
func (q *query) compile() asked {
	parts := []*query{q}
	if q == nil {
		parts = nil
	} else if q.op == all {
		parts = q.kids
	}
	var match, unlike, where []string
	var a asked
	for _, part := range parts {
		if m, ok := part.match(); ok {
			match = append(match, m)
			continue
		}
		if part.op == not {
			if m, ok := part.kids[0].match(); ok {
				unlike = append(unlike, m)
				continue
			}
		}
		w, args := part.sql()
		where, a.args = append(where, w), append(a.args, args...)
	}
	switch {
	case len(match) > 0:
		a.match = strings.Join(match, " AND ")
		for _, m := range unlike {
			a.match = "(" + a.match + ") NOT " + m
		}
	default:
		for _, m := range unlike {
			where, a.args = append(where, "NOT "+inIndex), append(a.args, m)
		}
	}
	a.where = strings.Join(where, " AND ")
	return a
}

const inIndex = "e.n IN (SELECT rowid FROM found WHERE found MATCH ?)"

// match is a query as an expression of FTS5; ok is false where it is none: it asks for more than words, or for nothing but the absence of some.
func (q *query) match() (m string, ok bool) {
	switch q.op {
	case term:
		return q.phrase(), true
	case all, either:
		var parts, unlike []string
		for _, kid := range q.kids {
			if m, ok := kid.match(); ok {
				parts = append(parts, m)
			} else if m, ok := kid.unlike(); ok && q.op == all {
				unlike = append(unlike, m)
			} else {
				return "", false
			}
		}
		if len(parts) == 0 {
			return "", false
		}
		m := "(" + strings.Join(parts, map[op]string{all: " AND ", either: " OR "}[q.op]) + ")"
		for _, u := range unlike {
			m = "(" + m + " NOT " + u + ")"
		}
		return m, true
	}
	return "", false
}

// unlike is what must not match.
func (q *query) unlike() (m string, ok bool) {
	if q.op != not {
		return "", false
	}
	return q.kids[0].match()
}

// phrase is a term as FTS5 takes it.
func (q *query) phrase() string {
	text := strings.Join(q.words, " ")
	if q.field == "site" {
		text = siteMark + strings.Join(q.words, " "+siteMark)
	}
	m := `"` + text + `"`
	if q.prefix {
		m += " *"
	}
	if column := textFields[q.field]; column != "" && q.field != "site" {
		m = column + " : " + m
	}
	return m
}

// sql is a query as a condition on the entry e.
func (q *query) sql() (where string, args []any) {
	if m, ok := q.match(); ok {
		return inIndex, []any{m}
	}
	switch q.op {
	case condition:
		return q.where, q.args
	case not:
		where, args = q.kids[0].sql()
		return "NOT coalesce(" + where + ", 0)", args
	}
	parts := make([]string, len(q.kids))
	for i, kid := range q.kids {
		var more []any
		parts[i], more = kid.sql()
		args = append(args, more...)
	}
	return "(" + strings.Join(parts, map[op]string{all: " AND ", either: " OR "}[q.op]) + ")", args
}

// asks reports whether a condition on a field, with one of the values if some are given, is part of a query.
func (q *query) asks(field string, values ...string) bool {
	if q == nil {
		return false
	}
	if q.op == condition && q.field == field {
		return len(values) == 0 || slices.Contains(values, q.value)
	}
	for _, kid := range q.kids {
		if kid.asks(field, values...) {
			return true
		}
	}
	return false
}

// terms lists the words and phrases that a query wants to find in the text.
func (q *query) terms() (found []*query) {
	switch {
	case q == nil, q.op == not, q.op == condition:
		return nil
	case q.op != term:
		for _, kid := range q.kids {
			found = append(found, kid.terms()...)
		}
		return found
	case q.field == "title" || q.field == "author" || q.field == "site":
		return nil
	}
	return []*query{q}
}

// scope says which entries a query looks at: what stands on the shelf, and what it asks for by name beside that. What is deleted is never found.
func (q *query) scope() string {
	archived, recent, hidden := q.asks("is", "archived"), q.asks("is", "recent"), q.asks("feed")
	if !archived && !recent && !hidden {
		return "e.listed = 1"
	}
	where := "e.deleted = 0 AND e.gone = 0"
	if !recent {
		where += " AND e.kept = 1"
	}
	if !archived {
		where += " AND e.archived = 0"
	}
	if !hidden {
		where += " AND e.hidden = 0"
	}
	return where
}
