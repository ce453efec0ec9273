package export

import (
	"io"
	"strings"
)

// hypothesisRow is an annotation as Hypothesis imports it.
type hypothesisRow struct {
	ID       string             `json:"id,omitempty"`
	Created  string             `json:"created,omitempty"`
	Updated  string             `json:"updated,omitempty"`
	User     string             `json:"user,omitempty"`
	URI      string             `json:"uri"`
	Text     string             `json:"text"`
	Tags     []string           `json:"tags"`
	Target   []hypothesisTarget `json:"target"`
	Document hypothesisDocument `json:"document"`
}

type hypothesisTarget struct {
	Source   string `json:"source"`
	Selector []any  `json:"selector,omitempty"`
}

type hypothesisDocument struct {
	Title []string `json:"title"`
}

// ours begins the tags that say what a mark is that Hypothesis has no kind for.
const ours = "reader:"

// arrow begins the line of a text that has the fix.
const arrow = "→ "

// row makes an annotation for Hypothesis of a mark. A fix is told in the first line of its text.
func (m *Mark) row(a *Article, r *reading, at pointsAt) hypothesisRow {
	row := hypothesisRow{
		Created: moment(m.Created), Updated: moment(m.Changed), User: m.Creator, URI: a.address(), Text: m.Body, Tags: append([]string{}, m.Tags...),
		Target: []hypothesisTarget{{Source: a.address()}}, Document: hypothesisDocument{[]string{a.Title}},
	}
	if id, is := strings.CutPrefix(m.ID, hypothesisPage); is {
		row.ID = id
	}
	if m.Judges() {
		row.Tags = append(row.Tags, ours+string(m.Kind))
		row.Text = joined(arrow+m.Fix, m.Body)
	}
	if q := m.quote(r); q.exact != "" {
		row.Target[0].Selector = append(row.Target[0].Selector, textQuote{"TextQuoteSelector", q.exact, q.prefix, q.suffix})
	}
	if m.Placed() {
		row.Target[0].Selector = append(row.Target[0].Selector, textPosition{"TextPositionSelector", at[m.Span.Start], at[m.Span.End]})
	}
	return row
}

// fromRow takes apart what row has put together.
func (m *Mark) fromRow() {
	for i, tag := range m.Tags {
		kind := Kind(strings.TrimPrefix(tag, ours))
		if kind == Kind(tag) || kind != Fix && kind != Accept && kind != Reject || !strings.HasPrefix(m.Body, arrow) {
			continue
		}
		fix, body, _ := strings.Cut(strings.TrimPrefix(m.Body, arrow), "\n\n")
		m.Kind, m.Fix, m.Body = kind, fix, body
		m.Tags = append(m.Tags[:i:i], m.Tags[i+1:]...)
		return
	}
}

// rowWriter writes a file as the client of Hypothesis exports and imports it.
func rowWriter(w io.Writer) *listWriter {
	return &listWriter{
		w:     w,
		head:  `{"export_userid": "", "client_version": "reader", "annotations": [`,
		value: func(m *Mark, a *Article, r *reading, at pointsAt) any { return m.row(a, r, at) },
		tail:  func(int) string { return "\n]}\n" },
	}
}
