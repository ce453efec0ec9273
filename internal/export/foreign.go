package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// foreign reads annotations of other programs out of whatever they are wrapped in.
type foreign struct {
	name  string
	data  []byte
	at    int // offset of the value that is being read
	take  func(*item) error
	wrong func(*FileError)

	items   []*item            // one for each article, in the order in which they are met
	byPage  map[string]*item   // by the address of the article
	replies map[string][]reply // to annotations, by their IDs
	own     string             // who exported the file: what that one wrote is the reader's own
}

// reply is an answer to an annotation.
type reply struct{ who, text string }

// deepestWrap is how deep annotations may be wrapped.
const deepestWrap = 8

// value reads a value: an annotation, or something that holds annotations.
func (f *foreign) value(raw json.RawMessage, depth int) error {
	if depth > deepestWrap {
		return f.mistake("it is wrapped too deep")
	}
	switch trimmed := bytes.TrimSpace(raw); {
	case len(trimmed) > 0 && trimmed[0] == '[':
		return f.list(raw, depth)
	case len(trimmed) == 0 || trimmed[0] != '{':
		return f.mistake("there is neither an annotation nor a list of them: JSON Lines of this program, W3C annotations and what Hypothesis exports can be imported")
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw, &fields); err != nil {
		return f.mistake("%s", jsonWhy(err))
	}
	switch {
	case typed(fields, "Annotation"):
		f.annotation(fields)
		return nil
	case typed(fields, "AnnotationCollection"), typed(fields, "AnnotationPage"), typed(fields, "OrderedCollection"), typed(fields, "OrderedCollectionPage"):
		for _, key := range []string{"items", "first"} { // the other pages are elsewhere
			if inner, ok := fields[key]; ok && len(inner) > 0 && inner[0] != '"' {
				if err := f.within(inner, func() error { return f.value(inner, depth+1) }); err != nil {
					return err
				}
			}
		}
		return nil
	case fields["uri"] != nil && (fields["target"] != nil || fields["text"] != nil):
		f.hypothesis(raw)
		return nil
	}
	if own := word(fields["export_userid"]); own != "" {
		f.own = own
	}
	found := false
	for _, key := range []string{"annotations", "rows", "replies", "@graph"} {
		inner, ok := fields[key]
		if !ok {
			continue
		}
		found = true
		if err := f.within(inner, func() error { return f.value(inner, depth+1) }); err != nil {
			return err
		}
	}
	if found {
		return nil
	}
	return f.mistake("there are no annotations in it: JSON Lines of this program, W3C annotations and what Hypothesis exports can be imported")
}

func (f *foreign) list(raw json.RawMessage, depth int) error {
	var all []json.RawMessage
	if err := json.Unmarshal(raw, &all); err != nil {
		return f.mistake("%s", jsonWhy(err))
	}
	outer, seen := f.at, f.at
	for _, one := range all {
		f.at = seen
		if i := bytes.Index(f.data[seen:], one); i >= 0 {
			f.at += i
			seen = f.at + len(one)
		}
		if err := f.value(one, depth+1); err != nil {
			if m := (*FileError)(nil); errors.As(err, &m) {
				f.wrong(m)
				continue
			}
			return err
		}
	}
	f.at = outer
	return nil
}

// within reads a part of the value that is being read.
func (f *foreign) within(inner json.RawMessage, read func() error) error {
	outer := f.at
	if i := bytes.Index(f.data[f.at:], inner); i >= 0 {
		f.at += i
	}
	err := read()
	f.at = outer
	return err
}

func (f *foreign) mistake(format string, values ...any) *FileError {
	return mistakeAt(f.name, f.data, f.at, fmt.Sprintf(format, values...))
}

// typed reports whether an object is of a type.
func typed(fields map[string]json.RawMessage, name string) bool {
	for _, t := range words(firstRaw(fields["type"], fields["@type"])) {
		if t == name || strings.HasSuffix(t, ":"+name) || strings.HasSuffix(t, "#"+name) {
			return true
		}
	}
	return false
}

func firstRaw(all ...json.RawMessage) json.RawMessage {
	for _, raw := range all {
		if raw != nil {
			return raw
		}
	}
	return nil
}

// words are the strings of a value that is one or a list of them.
func words(raw json.RawMessage) (all []string) {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return []string{one}
	}
	var several []json.RawMessage
	if json.Unmarshal(raw, &several) == nil {
		for _, s := range several {
			if json.Unmarshal(s, &one) == nil {
				all = append(all, one)
			}
		}
	}
	return all
}

// word is the first string of a value.
func word(raw json.RawMessage) string {
	if all := words(raw); len(all) > 0 {
		return all[0]
	}
	return ""
}

// each lists the values of one or a list of them.
func each(raw json.RawMessage) []json.RawMessage {
	if raw == nil || string(raw) == "null" {
		return nil
	}
	var several []json.RawMessage
	if json.Unmarshal(raw, &several) == nil {
		return several
	}
	return []json.RawMessage{raw}
}

// object is a value as an object, nil where it is none.
func object(raw json.RawMessage) map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(raw, &fields) != nil {
		return nil
	}
	return fields
}

// add puts a mark to those on its article.
func (f *foreign) add(address, title string, m *loose) {
	if f.byPage == nil {
		f.byPage = map[string]*item{}
	}
	it := f.byPage[address]
	if it == nil {
		it = &item{about: address, title: document.CleanLine(title)}
		f.byPage[address] = it
		f.items = append(f.items, it)
	}
	it.marks = append(it.marks, *m)
}

// give hands over what was read.
func (f *foreign) give() error {
	for _, it := range f.items {
		for i := range it.marks {
			m := &it.marks[i]
			for _, r := range f.replies[m.ID] {
				m.Body = joined(m.Body, r.who+": "+r.text)
			}
		}
		if err := f.take(it); err != nil {
			return err
		}
	}
	return nil
}

// joined puts a paragraph behind others.
func joined(all, more string) string {
	if all == "" || more == "" {
		return all + more
	}
	return all + "\n\n" + more
}

// timeOf reads a time; what is none counts as unknown.
func timeOf(raw json.RawMessage) time.Time {
	at, _ := parseTime(word(raw))
	return at
}
