package export

import (
	"encoding/json"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// hypothesisPage is where Hypothesis shows an annotation; its JSON-LD has that for the annotation's ID.
const hypothesisPage = "https://hypothes.is/a/"

// hypothesis reads an annotation as Hypothesis exports it, and as its interface for programs tells it.
func (f *foreign) hypothesis(raw json.RawMessage) {
	var row struct {
		ID         string          `json:"id"`
		Created    string          `json:"created"`
		Updated    string          `json:"updated"`
		User       string          `json:"user"`
		URI        string          `json:"uri"`
		Text       string          `json:"text"`
		Tags       []string        `json:"tags"`
		References []string        `json:"references"`
		Target     json.RawMessage `json:"target"`
		Document   struct {
			Title json.RawMessage `json:"title"`
		} `json:"document"`
	}
	if err := json.Unmarshal(raw, &row); err != nil {
		m := jsonMistake(raw, err)
		f.wrong(f.mistake("%s", m.Why))
		return
	}
	text := document.Clean(row.Text)
	if len(row.References) > 0 { // an answer to another one, the first of which is on the text
		if to := hypothesisPage + row.References[0]; text != "" {
			f.replies[to] = append(f.replies[to], reply{document.CleanLine(row.User), text})
		}
		return
	}
	m := loose{start: -1, end: -1, Mark: Mark{Kind: Note, Body: text, Tags: cleanTags(row.Tags), Creator: document.CleanLine(row.User)}}
	if row.User == f.own {
		m.Creator = ""
	}
	if row.ID != "" {
		m.ID = hypothesisPage + document.CleanLine(row.ID)
	}
	m.Created, _ = parseTime(row.Created)
	m.Changed, _ = parseTime(row.Updated)
	source := document.CleanLine(row.URI)
	if row.Target != nil && len(each(row.Target)) > 0 {
		var p place
		p.start, p.end = -1, -1
		if o := object(each(row.Target)[0]); o != nil {
			for _, s := range each(o["selector"]) {
				if err := p.selector(s, 0); err != nil {
					f.wrong(f.mistake("%v", err))
					return
				}
			}
		}
		m.Exact, m.Prefix, m.Suffix, m.start, m.end = p.exact, p.prefix, p.suffix, p.start, p.end
	}
	m.fromRow()
	if m.Kind == Note && m.Body == "" && m.Exact != "" {
		m.Kind = Highlight
	}
	if source == "" {
		f.wrong(f.mistake("%v", errNoTarget))
		return
	}
	f.add(source, word(row.Document.Title), &m)
}
