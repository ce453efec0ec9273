package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// deepestFolder is how many folders may stand within one another.
const deepestFolder = 64

// ReadOPML reads a list of feeds in OPML: outlines with an xmlUrl are feeds, those around them folders. What is no feed of the web is told in left.
// Where the XML is broken the error is a *SyntaxError, and what can be read of the list is there all the same. Signs that should have been escaped, and
// attributes without quotation marks, are no reason for one.
func ReadOPML(data []byte) (subs []Subscription, left []Left, err error) {
	text, err := decoded(data, "")
	if err != nil {
		return nil, nil, err
	}
	text = withoutDeclaration(text)
	r := outlines{}
	err = r.read(text, true)
	if wrong := (*xml.SyntaxError)(nil); errors.As(err, &wrong) {
		lenient := outlines{}
		if again := lenient.read(text, false); again == nil && harmless(wrong) {
			err = nil
		}
		r = lenient
	}
	return r.list.all, r.left, err
}

// harmless reports whether a mistake leaves no doubt about what was meant.
func harmless(wrong *xml.SyntaxError) bool {
	return strings.Contains(wrong.Msg, "character entity") || strings.Contains(wrong.Msg, "attribute")
}

// withoutDeclaration blanks what says in which encoding the text was: it is in UTF-8 by now, and places stay as they are.
func withoutDeclaration(text string) string {
	start := strings.Index(text, "<?xml")
	if start < 0 || start > 64 {
		return text
	}
	end := strings.Index(text[start:], "?>")
	if end < 0 {
		return text
	}
	blank := []byte(text[:start+end+2])
	for i, c := range blank {
		if c != '\n' {
			blank[i] = ' '
		}
	}
	return string(blank) + text[start+end+2:]
}

// outlines reads OPML.
type outlines struct {
	list   list
	left   []Left
	folder []string
	open   []bool // of the outlines that are open: whether it is a folder
	root   string
}

func (r *outlines) read(text string, strict bool) error {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = strict
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for {
		line, column := d.InputPos()
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF) && r.root != "":
			return nil
		case errors.Is(err, io.EOF):
			return &SyntaxError{Line: line, Column: column, Why: "it is no OPML: there is no element"}
		case err != nil:
			return broken(d, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(token.Name.Local)
			if r.root == "" {
				r.root = name
				if name != "opml" && name != "body" && name != "outline" {
					return &SyntaxError{Line: line, Column: column, Why: "it is no OPML: it begins with " + document.CleanLine(token.Name.Local)}
				}
			}
			if name == "outline" {
				if len(r.open) >= deepestFolder {
					return &SyntaxError{Line: line, Column: column, Why: "its outlines stand in one another too deep"}
				}
				r.outline(token.Attr, line)
			}
		case xml.EndElement:
			if strings.EqualFold(token.Name.Local, "outline") {
				r.end()
			}
		}
	}
}

// broken says where the XML is wrong.
func broken(d *xml.Decoder, err error) error {
	line, column := d.InputPos()
	why := err.Error()
	if wrong := (*xml.SyntaxError)(nil); errors.As(err, &wrong) {
		why = wrong.Msg
	}
	return &SyntaxError{Line: line, Column: column, Why: "the XML is broken: " + document.CleanLine(why), Err: err}
}

// outline takes an outline in: a feed, or a folder of them.
func (r *outlines) outline(attrs []xml.Attr, line int) {
	said := map[string]string{}
	for _, a := range attrs {
		said[strings.ToLower(a.Name.Local)] = plain(a.Value)
	}
	title := said["title"]
	if title == "" {
		title = said["text"]
	}
	given, isFeed := said["xmlurl"]
	kind := strings.ToLower(said["type"])
	if !isFeed && kind == "rss" && said["url"] != "" {
		given, isFeed = said["url"], true
	}
	if !isFeed || given == "" && kind != "rss" {
		r.open = append(r.open, title != "")
		if title != "" {
			r.folder = append(r.folder, title)
		}
		return
	}
	r.open = append(r.open, false)
	to, err := address(given)
	if err != nil {
		r.left = append(r.left, Left{line, strings.TrimSpace(title + " " + given), err.Error()})
		return
	}
	if title == to {
		title = ""
	}
	r.list.add(Subscription{Address: to, Site: webLink("", said["htmlurl"]), Title: title, Folder: append([]string(nil), r.folder...), Tags: categories(said["category"])})
}

func (r *outlines) end() {
	if len(r.open) == 0 {
		return
	}
	if r.open[len(r.open)-1] {
		r.folder = r.folder[:len(r.folder)-1]
	}
	r.open = r.open[:len(r.open)-1]
}

// categories reads a list of them, between commas, each a path.
func categories(s string) []string {
	var tags []string
	for c := range strings.SplitSeq(s, ",") {
		steps := strings.Split(c, "/")
		for i := range steps {
			steps[i] = strings.TrimSpace(steps[i])
		}
		c = strings.Join(slices.DeleteFunc(steps, func(s string) bool { return s == "" }), "/")
		if c != "" && !slices.Contains(tags, c) {
			tags = append(tags, c)
		}
	}
	return tags
}

// WriteOPML writes a list of feeds as OPML 2.0, folders first come first served. The title is that of the list, the time is when it was made.
func WriteOPML(w io.Writer, title string, made time.Time, subs []Subscription) error {
	var b bytes.Buffer
	b.WriteString(xml.Header + "<opml version=\"2.0\">\n  <head>\n    <title>" + escaped(title) + "</title>\n    <dateCreated>" + made.UTC().Format(time.RFC1123Z) + "</dateCreated>\n  </head>\n  <body>\n")
	writeOutlines(&b, subs, nil)
	b.WriteString("  </body>\n</opml>\n")
	_, err := w.Write(b.Bytes())
	return err
}

// writeOutlines writes what stands in a folder, in the order of the list.
func writeOutlines(b *bytes.Buffer, subs []Subscription, in []string) {
	indent := strings.Repeat("  ", len(in)+2)
	done := map[string]bool{}
	for _, s := range subs {
		if len(s.Folder) < len(in) || !slices.Equal(s.Folder[:len(in)], in) {
			continue
		}
		if len(s.Folder) == len(in) {
			b.WriteString(indent + feedOutline(s))
			continue
		}
		if name := s.Folder[len(in)]; !done[name] {
			done[name] = true
			b.WriteString(indent + "<outline text=\"" + escaped(name) + "\" title=\"" + escaped(name) + "\">\n")
			writeOutlines(b, subs, append(slices.Clone(in), name))
			b.WriteString(indent + "</outline>\n")
		}
	}
}

func feedOutline(s Subscription) string {
	name := s.Title
	if name == "" {
		name = s.Address
	}
	line := `<outline type="rss" text="` + escaped(name) + `" title="` + escaped(name) + `" xmlUrl="` + escaped(s.Address) + `"`
	if s.Site != "" {
		line += ` htmlUrl="` + escaped(s.Site) + `"`
	}
	if len(s.Tags) > 0 {
		tags := make([]string, len(s.Tags))
		for i, tag := range s.Tags {
			tags[i] = strings.ReplaceAll(tag, ",", "，")
		}
		line += ` category="` + escaped(strings.Join(tags, ",")) + `"`
	}
	return line + "/>\n"
}

// escaped is a text as it stands in an attribute.
func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return "" // a builder takes everything
	}
	return b.String()
}
