package export

import (
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// anno is the JSON-LD context of the W3C Web Annotation Data Model.
const anno = "http://www.w3.org/ns/anno.jsonld"

// webAnnotation is an annotation of the W3C Web Annotation Data Model as it is written.
type webAnnotation struct {
	ID         string      `json:"id,omitempty"`
	Type       string      `json:"type"`
	Motivation string      `json:"motivation"`
	Creator    string      `json:"creator,omitempty"`
	Created    string      `json:"created,omitempty"`
	Modified   string      `json:"modified,omitempty"`
	Stylesheet *stylesheet `json:"stylesheet,omitempty"`
	Body       []webBody   `json:"body,omitempty"`
	Target     webTarget   `json:"target"`
}

type stylesheet struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

type webBody struct {
	Type     string `json:"type"`
	Purpose  string `json:"purpose"`
	Value    string `json:"value"`
	Format   string `json:"format"`
	Language string `json:"language,omitempty"`
}

type webTarget struct {
	Type       string `json:"type"`
	Source     string `json:"source"`
	StyleClass string `json:"styleClass,omitempty"`
	Selector   []any  `json:"selector,omitempty"`
}

type textQuote struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

type textPosition struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// The rulings as words of a body whose purpose is to assess.
const (
	accepted = "accepted"
	rejected = "rejected"
)

// The languages of the bodies that say what a fix stands for.
const (
	chinese = "zh"
	pinyin  = "zh-Latn-pinyin"
	english = "en"
)

// plainBody is a body of plain text.
func plainBody(purpose, value, language string) webBody {
	return webBody{"TextualBody", purpose, value, "text/plain", language}
}

// web makes an annotation of a mark.
func (m *Mark) web(a *Article, r *reading, at pointsAt) webAnnotation {
	w := webAnnotation{
		ID: m.ID, Type: "Annotation", Creator: m.Creator, Created: moment(m.Created), Modified: moment(m.Changed),
		Target: webTarget{Type: "SpecificResource", Source: a.address()},
	}
	w.Motivation, w.Body = m.bodies()
	for _, tag := range m.Tags {
		w.Body = append(w.Body, plainBody("tagging", tag, ""))
	}
	if m.Colour != "" {
		w.Target.StyleClass = m.Colour
		w.Stylesheet = &stylesheet{"CssStylesheet", "." + m.Colour + " { background-color: " + m.Colour + " }"}
	}
	if q := m.quote(r); q.exact != "" {
		w.Target.Selector = append(w.Target.Selector, textQuote{"TextQuoteSelector", q.exact, q.prefix, q.suffix})
	}
	if m.Placed() {
		w.Target.Selector = append(w.Target.Selector, textPosition{"TextPositionSelector", at[m.Span.Start], at[m.Span.End]})
	}
	return w
}

// pointsAt says how many code points stand before the offsets at which marks begin and end.
type pointsAt map[int]int

func (a *Article) points() pointsAt {
	var offsets []int
	for i := range a.Marks {
		offsets = append(offsets, a.Marks[i].Span.Start, a.Marks[i].Span.End)
	}
	slices.Sort(offsets)
	at, counted := make(pointsAt, len(offsets)), document.NewPoints(a.Document.Source())
	for _, offset := range offsets {
		at[offset] = counted.At(offset)
	}
	return at
}

// bodies says why a mark was made, and what it says.
func (m *Mark) bodies() (motivation string, bodies []webBody) {
	switch m.Kind {
	case Highlight:
		motivation = "highlighting"
	case Note:
		motivation = "commenting"
	case Fix:
		motivation, bodies = "editing", append(bodies, plainBody("editing", m.Fix, english))
	case Accept:
		if m.Fix == "" { // nobody knows any more what was accepted
			motivation, bodies = "assessing", append(bodies, plainBody("assessing", accepted, english))
			break
		}
		motivation, bodies = "editing", append(bodies, plainBody("editing", m.Fix, english), plainBody("assessing", accepted, english))
	case Reject: // no body with the purpose of editing: others would take it for what is to stand there
		motivation, bodies = "assessing", append(bodies, plainBody("assessing", rejected, english))
		if m.Fix != "" {
			bodies = append(bodies, plainBody("describing", m.Fix, english))
		}
	}
	if m.Body != "" {
		bodies = append(bodies, webBody{"TextualBody", "commenting", m.Body, "text/markdown", ""})
	}
	for _, part := range []struct{ purpose, value, language string }{
		{"identifying", m.ZH, chinese}, {"identifying", m.Pinyin, pinyin}, {"identifying", m.Literal, english},
	} {
		if part.value != "" {
			bodies = append(bodies, plainBody(part.purpose, part.value, part.language))
		}
	}
	return motivation, bodies
}

// address is where the article was published, or else a name that is made from its text, under which it is known again on another machine.
func (a *Article) address() string {
	if a.URL != "" {
		return a.URL
	}
	return urn + url.PathEscape(a.ID)
}

// urn begins the names of articles that have no address.
const urn = "urn:reader:"

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// webWriter writes an AnnotationCollection with one page, article by article.
func webWriter(w io.Writer) *listWriter {
	return &listWriter{
		w:     w,
		head:  `{"@context": "` + anno + `", "type": "AnnotationCollection", "label": "What was marked in reader", "first": {"type": "AnnotationPage", "startIndex": 0, "items": [`,
		value: func(m *Mark, a *Article, r *reading, at pointsAt) any { return m.web(a, r, at) },
		tail:  func(total int) string { return "\n]}, \"total\": " + strconv.Itoa(total) + "}\n" },
	}
}

// appendValue appends a value as JSON that may be printed.
func appendValue(out []byte, value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	return document.AppendLive(out, bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// AppendW3C appends the annotations of a text as an AnnotationPage of the W3C Web Annotation Data Model. The target is the address of what is annotated.
func AppendW3C(out []byte, target string, source []byte, all []annotate.Annotation) []byte {
	counted := document.NewPoints(source)
	out = append(out, `{"@context": "`+anno+`", "type": "AnnotationPage", "items": [`...)
	for i := range all {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = appendFinding(out, target, source, counted, &all[i])
	}
	return append(out, "]}\n"...)
}

func appendFinding(out []byte, target string, source []byte, counted *document.Points, n *annotate.Annotation) []byte {
	out = append(out, `{"type": "Annotation", "motivation": "editing", "body": [`...)
	out = appendBody(out, "editing", n.Fix)
	if words := Comment(n); words != "" {
		out = appendBody(append(out, ", "...), "commenting", words)
	}
	out = appendBody(append(out, ", "...), "tagging", string(n.Kind))
	out = appendField(append(out, `], "target": {"type": "SpecificResource"`...), "source", target)
	out = append(out, `, "selector": [{"type": "TextQuoteSelector"`...)
	out = appendField(out, "exact", source[n.Span.Start:n.Span.End])
	out = appendField(out, "prefix", before(source, n.Span.Start))
	out = appendField(out, "suffix", after(source, n.Span.End))
	out = append(out, `}, {"type": "TextPositionSelector", "start": `...)
	out = appendInt(out, counted.At(n.Span.Start))
	out = append(out, `, "end": `...)
	out = appendInt(out, counted.At(n.Span.End))
	return append(out, "}]}}"...)
}

func appendBody(out []byte, purpose, value string) []byte {
	out = append(out, `{"type": "TextualBody"`...)
	out = appendField(out, "purpose", purpose)
	out = appendField(out, "value", value)
	return append(out, `, "format": "text/plain", "language": "en"}`...)
}

// Comment is the explanation of an annotation in a sentence or two.
func Comment(n *annotate.Annotation) string {
	words := n.Note
	for _, part := range []string{n.Literal, n.Pinyin, n.ZH} {
		if part == "" {
			continue
		}
		if words != "" {
			part += ". " + words
		}
		words = part
	}
	return words
}
