package list

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Rows are rows of a shelf in little room, since there may be a hundred thousand. The zero value has none.
type Rows struct {
	all   []item
	names names
}

// item is a row as it is held. What many rows have in common is held once.
type item struct {
	id            shelf.ID
	title         string
	published     int64 // seconds since 1970, unknown for none
	added, opened uint32
	site, author  uint32 // numbers of names
	fixes         int32
	share         float32
	state         shelf.State
	starred       bool
	archived      bool
}

const unknown = math.MinInt64

// RowsOf holds rows.
func RowsOf(all []shelf.Row) Rows {
	var r Rows
	r.Append(all, 0)
	return r
}

// Len is how many rows there are.
func (r *Rows) Len() int { return len(r.all) }

// Append adds rows at the end, with room for as many in all as are expected.
func (r *Rows) Append(more []shelf.Row, expected int) {
	if n := max(len(r.all)+len(more), expected); n > cap(r.all) {
		r.all = slices.Grow(r.all, n-len(r.all))
	}
	var titles strings.Builder // in one piece they take no more room than their letters
	for i := range more {
		titles.WriteString(more[i].Title)
	}
	text := titles.String()
	for i := range more {
		it := r.item(&more[i])
		n := len(it.title)
		it.title, text = text[:n], text[n:]
		r.all = append(r.all, it)
	}
}

func (r *Rows) item(row *shelf.Row) item {
	it := item{
		id: row.ID, title: row.Title, published: unknown, added: moment(row.Added), opened: moment(row.Opened),
		site: r.names.number(row.Site), author: r.names.number(row.Author),
		fixes: row.Fixes, share: row.Share, state: row.State, starred: row.Starred, archived: row.Archived,
	}
	if !row.Published.IsZero() {
		it.published = row.Published.Unix()
	}
	return it
}

// moment is a time since 1970 in less room, good until 2106.
func moment(seconds int64) uint32 { return uint32(max(min(seconds, math.MaxUint32), 0)) }

// row is the row at a place.
func (r *Rows) row(i int) shelf.Row {
	it := &r.all[i]
	row := shelf.Row{
		ID: it.id, Title: it.title, Site: r.names.name(it.site), Author: r.names.name(it.author), Added: int64(it.added), Opened: int64(it.opened),
		Fixes: it.fixes, Share: it.share, State: it.state, Starred: it.starred, Archived: it.archived,
	}
	if it.published != unknown {
		row.Published = time.Unix(it.published, 0).UTC()
	}
	return row
}

func (r *Rows) set(i int, row *shelf.Row) {
	it := r.item(row)
	if it.title == r.all[i].title {
		it.title = r.all[i].title // as it is held already
	}
	r.all[i] = it
}

// names holds each name once.
type names struct {
	all     []string
	numbers map[string]uint32
}

// number is that of a name.
func (n *names) number(name string) uint32 {
	if name == "" {
		return 0
	}
	if i, ok := n.numbers[name]; ok {
		return i
	}
	if n.numbers == nil {
		n.numbers, n.all = map[string]uint32{}, []string{""}
	}
	i := uint32(len(n.all))
	name = strings.Clone(name)
	n.all = append(n.all, name)
	n.numbers[name] = i
	return i
}

func (n *names) name(i uint32) string {
	if i == 0 {
		return ""
	}
	return n.all[i]
}
