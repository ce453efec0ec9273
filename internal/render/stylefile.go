package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/alecthomas/chroma/v2/styles"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// ReadTheme makes a theme of one of glamour's style files. The error joins every mistake in it, each with its place; what is right
// holds. A file that is no JSON makes no theme. The background is what the file itself paints, or its text is made for, else what dark says.
func ReadTheme(file string, data []byte, dark bool) (*Theme, error) {
	s := styleFile{name: file, data: data}
	var config ansi.StyleConfig
	err := json.Unmarshal(data, &config)
	if at, ok := errors.AsType[*json.SyntaxError](err); ok {
		s.mistakef(int(at.Offset)-1, "%s", strings.TrimPrefix(at.Error(), "json: "))
		return nil, errors.Join(s.wrong...)
	}
	s.tokens = json.NewDecoder(bytes.NewReader(data))
	s.value(reflect.TypeFor[ansi.StyleConfig](), "")
	config, _ = reflect.TypeAssert[ansi.StyleConfig](clean(reflect.ValueOf(config)))
	return newTheme(file, config, darkFor(&config, dark)), errors.Join(s.wrong...)
}

// darkFor says whether a style is for a dark background.
func darkFor(config *ansi.StyleConfig, dark bool) bool {
	const middle = 4.58 // as far from black as from white
	if c := config.Document.BackgroundColor; c != nil {
		return Contrast(lipgloss.Color(*c), lipgloss.Color("#000000")) < middle
	}
	if c := config.Document.Color; c != nil {
		return Contrast(lipgloss.Color(*c), lipgloss.Color("#000000")) > middle
	}
	return dark
}

// styleFile is a style file that is looked at.
type styleFile struct {
	name   string
	data   []byte
	tokens *json.Decoder
	wrong  []error
}

func (s *styleFile) mistakef(at int, format string, values ...any) {
	before := s.data[:max(min(at, len(s.data)), 0)]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	s.wrong = append(s.wrong, annotate.Mistake{
		File: s.name, Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(line),
		Text: document.CleanLine(fmt.Sprintf(format, values...)),
	})
}

// next returns the next token and where it begins.
func (s *styleFile) next() (token json.Token, at int) {
	at = int(s.tokens.InputOffset())
	for at < len(s.data) && strings.IndexByte(" \t\r\n,:", s.data[at]) >= 0 {
		at++
	}
	token, _ = s.tokens.Token() // what is no JSON has been told
	return token, at
}

// value compares the next value with the sort that belongs there.
func (s *styleFile) value(want reflect.Type, name string) {
	token, at := s.next()
	if want.Kind() == reflect.Pointer {
		want = want.Elem()
	}
	if d, ok := token.(json.Delim); ok {
		if d == '{' && want.Kind() == reflect.Struct {
			s.fields(want)
			return
		}
		s.skip()
	}
	got := reflect.TypeOf(token)
	switch {
	case token == nil || want.Kind() == reflect.Interface: // nothing is set, or nobody knows what belongs there
	case want.Kind() == reflect.Struct:
		s.mistakef(at, "%s: %s stands where a table of settings belongs", orStyle(name), sortOfJSON(token))
	case want.Kind() == reflect.Uint:
		switch n, ok := token.(float64); {
		case !ok:
			s.mistakef(at, "%s: %s stands where a number belongs", name, sortOfJSON(token))
		case n < 0 || n != float64(uint(n)):
			s.mistakef(at, "%s: %v is no number of cells", name, n)
		}
	case got != want:
		s.mistakef(at, "%s: %s stands where %s belongs", name, sortOfJSON(token), sortOfJSON(reflect.Zero(want).Interface()))
	case strings.HasSuffix(name, "color") && !isColour(token):
		s.mistakef(at, "%s: %q is no colour: write \"#rrggbb\" or a number from 0 to 255", name, token)
	case name == "theme" && !isCodeTheme(token):
		s.mistakef(at, "theme: no style for code is called %q%s", token, orNearest(fmt.Sprint(token), styles.Names()))
	}
}

func orStyle(name string) string {
	if name == "" {
		return "style"
	}
	return name
}

func orNearest(name string, all []string) string {
	if near := annotate.Nearest(name, all); near != "" {
		return fmt.Sprintf(": did you mean %q?", near)
	}
	return ""
}

func sortOfJSON(token any) string {
	switch token.(type) {
	case string:
		return "text"
	case float64:
		return "a number"
	case bool:
		return "true or false"
	case json.Delim:
		return "a list or a table"
	}
	return "nothing"
}

// skip leaves out the rest of a list or a table.
func (s *styleFile) skip() {
	for depth := 1; depth > 0; {
		switch token, _ := s.next(); token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'), nil:
			if token != nil || !s.tokens.More() {
				depth--
			}
		}
	}
}

// fields compares the names in a table with those that are known.
func (s *styleFile) fields(of reflect.Type) {
	known := fieldsOf(of)
	for s.tokens.More() {
		token, at := s.next()
		name, _ := token.(string)
		if field, ok := known[name]; ok {
			s.value(field, name)
			continue
		}
		var names []string
		for n := range known {
			names = append(names, n)
		}
		slices.Sort(names)
		s.mistakef(at, "%q is not known%s", name, orNearest(name, names))
		s.value(reflect.TypeFor[any](), "")
	}
	s.next()
}

// fieldsOf lists the names that JSON has for the fields of a struct, and of those in it.
func fieldsOf(of reflect.Type) map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for f := range of.Fields() {
		if f.Anonymous {
			maps.Copy(all, fieldsOf(f.Type))
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		all[name] = f.Type
	}
	return all
}

func isColour(token any) bool {
	text := fmt.Sprint(token)
	if digits, ok := strings.CutPrefix(text, "#"); ok {
		_, err := strconv.ParseUint(digits, 16, 32)
		return err == nil && (len(digits) == 3 || len(digits) == 6)
	}
	n, err := strconv.Atoi(text)
	return err == nil && n >= 0 && n < allIndexed
}

func isCodeTheme(token any) bool {
	name := fmt.Sprint(token)
	return name == "" || slices.Contains(styles.Names(), name)
}

// clean copies a style without colours that are none, and with texts that are safe to print.
func clean(of reflect.Value) reflect.Value {
	out := reflect.New(of.Type()).Elem()
	out.Set(of)
	switch of.Kind() { //nolint:exhaustive // the others hold nothing to clean
	case reflect.String:
		out.SetString(document.Clean(of.String()))
	case reflect.Pointer:
		if !of.IsNil() {
			out.Set(reflect.New(of.Type().Elem()))
			out.Elem().Set(clean(of.Elem()))
		}
	case reflect.Struct:
		for i := range of.NumField() {
			if name := of.Type().Field(i).Name; strings.HasSuffix(name, "Color") && !of.Field(i).IsNil() && !isColour(of.Field(i).Elem().String()) {
				out.Field(i).SetZero()
				continue
			}
			out.Field(i).Set(clean(of.Field(i)))
		}
	}
	return out
}
