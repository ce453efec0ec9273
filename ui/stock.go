package ui

import (
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/list"
)

// stock is the articles of the library that were looked at. There may be very many rows, so an article is made for those alone that come into
// view, and given up again.
type stock struct {
	articles map[shelf.ID]*articles.Article
	ids      map[*articles.Article]shelf.ID
	rows     map[shelf.ID]shelf.Row         // of those that were not on the shelf
	kept     map[*articles.Article]shelf.ID // articles that were named, and then added
}

func newStock() stock {
	return stock{map[shelf.ID]*articles.Article{}, map[*articles.Article]shelf.ID{}, map[shelf.ID]shelf.Row{}, map[*articles.Article]shelf.ID{}}
}

// namedID is the ID of a row of the shelf that stands for an article of no library, by its number.
func namedID(index int) shelf.ID { return shelf.ID(-1 - index) }

// article returns the article of a row that is on the shelf. Nothing of one that is in the library has been read yet.
func (m *Model) article(id shelf.ID) *articles.Article {
	if id < 0 {
		return m.options.Articles[-1-id]
	}
	if a := m.stock.articles[id]; a != nil {
		return a
	}
	row, _ := m.list.Row(id)
	row.ID = id
	return m.articleOf(row)
}

// articleOf returns the article of a row of the library, which need not be on the shelf.
func (m *Model) articleOf(row shelf.Row) *articles.Article {
	if a := m.stock.articles[row.ID]; a != nil {
		return a
	}
	library, ctx := m.options.Shelf, m.ctx
	a := articles.LaterBy(articles.Meta{Title: row.Title, Site: row.Site, Published: row.Published}, func() (*articles.Article, error) {
		return library.Open(ctx, row.ID)
	})
	m.stock.articles[row.ID], m.stock.ids[a] = a, row.ID
	if _, ok := m.list.Row(row.ID); !ok {
		m.stock.rows[row.ID] = row
	}
	return a
}

// idOf is the ID of an article's row; ok is false where it has none.
func (m *Model) idOf(a *articles.Article) (id shelf.ID, ok bool) {
	if id, ok = m.stock.ids[a]; ok {
		return id, true
	}
	if i := slices.Index(m.options.Articles, a); i >= 0 {
		return namedID(i), true
	}
	return 0, false
}

// entryOf is the ID by which the library knows an article; ok is false where it does not.
func (m *Model) entryOf(a *articles.Article) (id shelf.ID, ok bool) {
	if id, ok = m.stock.kept[a]; ok {
		return id, true
	}
	return m.idOf(a)
}

// supersede puts a later version of an article in its place.
func (m *Model) supersede(old, fresh *articles.Article) {
	for i, a := range m.options.Articles {
		if a == old {
			m.options.Articles[i] = fresh
		}
	}
	if id, ok := m.stock.ids[old]; ok {
		delete(m.stock.ids, old)
		m.stock.articles[id], m.stock.ids[fresh] = fresh, id
	}
	if id, ok := m.stock.kept[old]; ok {
		delete(m.stock.kept, old)
		m.stock.kept[fresh] = id
	}
	if m.options.Open == old {
		m.options.Open = fresh
	}
}

// mostStock is how many articles of the library are held; leastStock is how many are left when some are given up.
const (
	mostStock  = 96
	leastStock = 32
)

// sellOff gives articles up that are neither read nor in view, once there are many.
func (m *Model) sellOff() {
	if len(m.stock.articles) <= mostStock {
		return
	}
	needed := map[*articles.Article]bool{m.open: true, m.toOpen: true}
	for _, way := range [][]visit{m.visits.back, m.visits.forward} {
		for _, v := range way {
			needed[v.article] = true
		}
	}
	for _, id := range m.list.Visible() {
		needed[m.stock.articles[id]] = true
	}
	for id, a := range m.stock.articles {
		if len(m.stock.articles) <= leastStock {
			return
		}
		r := m.readings[a]
		if needed[a] || m.inFlight[a] || r != nil && (r.opening || r.long != nil) {
			continue
		}
		delete(m.stock.articles, id)
		delete(m.stock.ids, a)
		delete(m.stock.rows, id)
		delete(m.readings, a)
	}
}

// namedRows makes the rows of the articles that are in no library.
func (m *Model) namedRows() list.Rows {
	rows := make([]shelf.Row, len(m.options.Articles))
	for i, a := range m.options.Articles {
		rows[i] = m.row(namedID(i), a)
	}
	return list.RowsOf(rows)
}

// row is what the shelf shows of an article, as far as it is known by now.
func (m *Model) row(id shelf.ID, a *articles.Article) shelf.Row {
	row, known := m.list.Row(id)
	if id < 0 || !known {
		row = shelf.Row{ID: id, Title: document.CleanLine(a.Title), Site: document.CleanLine(a.Site), Published: a.Published, Fixes: -1}
	}
	r := m.readings[a]
	if r == nil {
		r = &unread
	}
	if r.annotated {
		row.Fixes = int32(review.Fixes(r.shown))
	}
	if r.place.Begun {
		row.Share, row.State = max(row.Share, float32(r.place.Share)), max(row.State, shelf.Begun)
		if r.place.Share >= 1 {
			row.State = shelf.Read
		}
	}
	return row
}

// refreshRow shows what is known of an article on the shelf.
func (m *Model) refreshRow(a *articles.Article) {
	id, ok := m.idOf(a)
	if !ok {
		return
	}
	m.list.Set(m.row(id, a))
	m.list.SetTrouble(id, m.reading(a).trouble())
	m.list.Reorder()
	m.list.DropPreview(id)
}

// sameTitle finds the row of the library that an article of none became.
func sameTitle(rows []shelf.Row, title string) (shelf.ID, bool) {
	title = strings.TrimSpace(document.CleanLine(title))
	i := slices.IndexFunc(rows, func(r shelf.Row) bool { return strings.TrimSpace(r.Title) == title })
	if i < 0 {
		return 0, false
	}
	return rows[i].ID, true
}
