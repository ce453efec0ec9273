package library

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// textFields are the fields of words, and the columns of the index that they look into.
var textFields = map[string]string{"title": "title", "text": "fixed", "machine": "machine", "author": "author", "site": "site"}

// field is a field of a query that is no matter of words.
type field struct {
	read   func(value string) *query // nil where the value is none
	takes  string                    // what it can be, as part of a sentence
	begins *regexp.Regexp            // values that may become one when more is typed
}

var conditions = map[string]*field{
	"is":     {readState, "it can be unread, begun, read, starred, archived or recent", regexp.MustCompile(`(?i)^(u(n(r(ea?)?)?)?|b(e(gu?)?)?|r(ea?|ec(en?)?)?|s(t(a(r(re?)?)?)?)?|a(r(c(h(i(ve?)?)?)?)?)?)?$`)},
	"before": {func(s string) *query { return readDate(s, "e.dated < ?1") }, dates, typedDate},
	"after":  {func(s string) *query { return readDate(s, "e.dated >= ?1") }, dates, typedDate},
	"date":   {func(s string) *query { return readDate(s, "e.dated >= ?1 AND e.dated < ?2") }, dates, typedDate},
	"on":     {func(s string) *query { return readDate(s, "e.dated >= ?1 AND e.dated < ?2") }, dates, typedDate},
	"fixes":  {readFixes, "it is a number, as in fixes:10 or fixes:>10", regexp.MustCompile(`^([<>]=?)?$`)},
	"tag":    {readLooked, "name a tag", regexp.MustCompile(`^$`)},
	"feed":   {readLooked, "name a feed or folder", regexp.MustCompile(`^$`)},
	"lang":   {readLanguage, "name a language, as in lang:en", regexp.MustCompile(`^$`)},
}

const dates = "it is a date like 2015, 2015-07 or 2015-07-28"

var typedDate = regexp.MustCompile(`^\d{0,4}$|^\d{4}-(0|1)?$|^\d{4}-\d\d-[0-3]?$`)

// states are what is: can ask for.
var states = map[string]string{
	"unread": "e.state = 0", "begun": "e.state = 1", "read": "e.state = 2", "starred": "e.starred = 1", "archived": "e.archived = 1", "recent": "e.opened > 0",
}

func readState(value string) *query {
	value = strings.ToLower(value)
	where, ok := states[value]
	if !ok {
		return nil
	}
	return &query{where: where, value: value}
}

// readDate reads a day, month or year. In the condition ?1 stands for its beginning, ?2 for its end, in seconds since 1970.
func readDate(value, where string) *query {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		from, err := time.Parse(form.layout, strings.ReplaceAll(value, "/", "-"))
		if err == nil {
			to := from.AddDate(form.years, form.months, form.days)
			where = strings.NewReplacer("?1", strconv.FormatInt(from.Unix(), 10), "?2", strconv.FormatInt(to.Unix(), 10)).Replace(where)
			return &query{where: "(" + where + ")"}
		}
	}
	return nil
}

var fixesValue = regexp.MustCompile(`^(<|>|<=|>=|=)?(\d{1,9})$`)

func readFixes(value string) *query {
	m := fixesValue.FindStringSubmatch(value)
	if m == nil {
		return nil
	}
	sign := m[1]
	if sign == "" {
		sign = "="
	}
	return &query{where: "(e.fixes >= 0 AND e.fixes " + sign + " " + m[2] + ")"}
}

func readLanguage(value string) *query {
	if value = strings.ToLower(value); value == "" {
		return nil
	}
	return &query{where: "(e.language LIKE ? ESCAPE '\\' OR e.language LIKE ? ESCAPE '\\')", args: []any{likely.Replace(value), likely.Replace(value) + "-%"}}
}

// likely takes the meaning from the signs that LIKE has.
var likely = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// readLooked reads a name that the library has to look up.
func readLooked(value string) *query {
	if value = folded(value); value == "" {
		return nil
	}
	return &query{value: value}
}

// resolve looks up the tags and feeds that a query names.
func (q *query) resolve(ctx context.Context, from asker) error {
	for _, kid := range q.kids {
		if err := kid.resolve(ctx, from); err != nil {
			return err
		}
	}
	if q.op != condition || q.where != "" {
		return nil
	}
	var err error
	if q.field == "tag" {
		if q.args, err = tagsCalled(ctx, from, q.value); err == nil {
			q.where, err = tagged(ctx, from, q.args)
		}
	} else {
		q.args, err = sourcesCalled(ctx, from, q.value)
		q.where = "e.source IN (" + marks(len(q.args)) + ")"
	}
	return err
}

// manyTagged is from how many entries on a tag is looked for entry by entry.
const manyTagged = 1000

// tagged is the condition that an entry e has one of some tags.
func tagged(ctx context.Context, from asker, tags []any) (where string, err error) {
	var n int
	in := "tag IN (" + marks(len(tags)) + ")"
	err = from.QueryRowContext(ctx, "SELECT coalesce(sum(found), 0) FROM sections WHERE kind = 7 AND what IN ("+marks(len(tags))+")", tags...).Scan(&n)
	if n > manyTagged {
		return "EXISTS (SELECT 1 FROM tags WHERE " + in + " AND entry = e.n)", err
	}
	return "e.n IN (SELECT entry FROM tags WHERE " + in + ")", err
}

// marks are so many places for values.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

// tagsCalled finds the tags of a name or, where there is none, those that begin so.
func tagsCalled(ctx context.Context, from asker, name string) (found []any, err error) {
	tags, err := texts(ctx, from, "SELECT what FROM sections WHERE kind = 7")
	if err != nil {
		return nil, err
	}
	for _, fits := range []func(string) bool{func(s string) bool { return s == name }, func(s string) bool { return strings.HasPrefix(s, name) }} {
		for _, tag := range tags {
			if fits(folded(tag)) {
				found = append(found, tag)
			}
		}
		if found != nil {
			break
		}
	}
	return found, nil
}

// sourcesCalled finds the feeds and folders that have a name in their title or address.
func sourcesCalled(ctx context.Context, from asker, name string) (found []any, err error) {
	sources, err := sourcesOf(ctx, from)
	if err != nil {
		return nil, err
	}
	for _, s := range sources {
		if slices.ContainsFunc([]string{s.Title, s.Address}, func(called string) bool { return strings.Contains(folded(called), name) }) {
			found = append(found, int64(s.ID))
		}
	}
	return found, nil
}
