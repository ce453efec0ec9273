package annotate

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// MaxPack is the largest pack that is read, in bytes.
const MaxPack = 8 << 20

// deepest is how far brackets and lists may be nested in a pack.
const deepest = 100

// ReadPack reads a pack. Everything wrong with it is reported, each as a Mistake with file, line and column. What is right with
// it is returned all the same, without the rules that have mistakes; nil where it cannot be read at all.
func ReadPack(file string, data []byte) (*Pack, error) {
	r, err := openReader(file, data)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, Mistake{file, 1, 1, "this is no pack: it begins with `pack: NAME`"}
	}
	r.keys(r.root, reflect.TypeFor[Pack](), 0)
	if err := yaml.NodeToValue(r.root, r.pack); err != nil {
		r.again()
	}
	r.places()
	r.check()
	return r.pack, r.mistakes()
}

// openReader takes a file apart without looking at what it says; nil where it holds no mapping.
func openReader(file string, data []byte) (*packReader, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) // which the parser would count as two line ends
	if err := readable(file, data); err != nil {
		return nil, err
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, yamlMistake(file, err)
	}
	r := &packReader{pack: &Pack{File: file}, root: rootOf(tree), data: data}
	if r.root == nil {
		return nil, nil //nolint:nilnil // which is an answer
	}
	if n := nestedAlias(r.root); n != nil {
		r.sayf(n, "an alias stands inside what another one names, which is not read")
		return nil, r.wrong[0]
	}
	return r, nil
}

// mistakes joins what is wrong in the order of the file.
func (r *packReader) mistakes() error {
	slices.SortStableFunc(r.wrong, inOrder)
	return errors.Join(r.wrong...)
}

// readable refuses what would keep the YAML library busy or make it lose its place.
func readable(file string, data []byte) error {
	if len(data) > MaxPack {
		return Mistake{file, 1, 1, fmt.Sprintf("a pack may have %d MB at most", MaxPack>>20)}
	}
	line, column, depth := 1, 1, 0
	for at := 0; at < len(data); column++ {
		char, n := utf8.DecodeRune(data[at:])
		switch {
		case char == utf8.RuneError && n == 1:
			return Mistake{file, line, column, "this is not UTF-8: save the file as UTF-8"}
		case char == '\n':
			line, column = line+1, 0
		case char == '[' || char == '{':
			depth++
		case column == 1 && nestedItems(data[at:]):
			return Mistake{file, line, column, "too many items begin on one line"}
		case char == ']' || char == '}':
			depth = max(0, depth-1)
		case char < ' ' && char != '\t' && char != '\r', char == 0x7f:
			return Mistake{file, line, column, fmt.Sprintf("a control character (%U) has no place in a pack", char)}
		}
		if depth > deepest {
			return Mistake{file, line, column, "too many brackets are open"}
		}
		at += n
	}
	return nil
}

// nestedItems reports whether a line opens more lists or mappings than anybody writes.
func nestedItems(line []byte) bool {
	n := 0
	for _, c := range line {
		switch c {
		case ' ':
		case '-', '?', ':', '!', '&', '|', '>':
			n++
		default:
			return n > deepest
		}
	}
	return n > deepest
}

func rootOf(f *ast.File) *ast.MappingNode {
	for _, doc := range f.Docs {
		switch root := doc.Body.(type) {
		case *ast.MappingNode:
			return root
		case *ast.MappingValueNode:
			return ast.Mapping(root.Start, false, root)
		}
	}
	return nil
}

// nestedAlias returns an alias inside an anchor, nil where there is none: nine lists of nine aliases each would fill any memory.
func nestedAlias(n ast.Node) ast.Node {
	for _, anchor := range ast.Filter(ast.AnchorType, n) {
		if inside := ast.Filter(ast.AliasType, anchor); len(inside) > 0 {
			return inside[0]
		}
	}
	return nil
}

// packReader reads one pack and collects what is wrong with it.
type packReader struct {
	pack  *Pack
	root  *ast.MappingNode
	data  []byte
	wrong []error
	bad   map[int]bool // the rules that have mistakes, by their places in the list
}

func (r *packReader) sayf(n ast.Node, format string, a ...any) {
	p := placeOf(n)
	r.wrong = append(r.wrong, Mistake{r.pack.File, p.line, p.column, fmt.Sprintf(format, a...)})
}

// keys reports the keys of a mapping that nobody reads, and goes into what is known.
func (r *packReader) keys(n ast.Node, t reflect.Type, depth int) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch n := n.(type) {
	case *ast.AnchorNode:
		r.keys(n.Value, t, depth)
	case *ast.SequenceNode:
		if t.Kind() == reflect.Slice {
			for _, v := range n.Values {
				r.keys(v, t.Elem(), depth+1)
			}
		}
	case *ast.MappingValueNode:
		r.key(n, t, depth)
	case *ast.MappingNode:
		for _, v := range n.Values {
			r.key(v, t, depth)
		}
	}
}

func (r *packReader) key(v *ast.MappingValueNode, t reflect.Type, depth int) {
	if t.Kind() != reflect.Struct || v.Key.Type() == ast.MergeKeyType || depth > deepest {
		return
	}
	var known []string
	for f := range t.Fields() {
		name := f.Tag.Get("yaml")
		if name == v.Key.GetToken().Value {
			r.keys(v.Value, f.Type, depth+1)
			return
		}
		if name != "" && name != "-" {
			known = append(known, name)
		}
	}
	name := v.Key.GetToken().Value
	if near := didYouMean(name, known); near != "" {
		r.sayf(v.Key, "%q is not known here%s", name, near)
		return
	}
	r.sayf(v.Key, "%q is not known here; it can be %s", name, strings.Join(known, ", "))
}

// again reads a pack that could not be read at once. With aliases in it, that takes the whole text; otherwise there are mistakes.
func (r *packReader) again() {
	file := r.pack.File
	r.pack = &Pack{File: file}
	err := yaml.Unmarshal(r.data, r.pack)
	if err == nil {
		return
	}
	r.pack = &Pack{File: file}
	if r.piecemeal(); len(r.wrong) == 0 {
		r.wrong = append(r.wrong, yamlMistake(file, err))
	}
}

// piecemeal reads field by field and rule by rule, so that one mistake does not hide the others. What a rule takes from others by
// aliases is not there then: such a rule is left out until the mistakes are put right.
func (r *packReader) piecemeal() {
	into := reflect.ValueOf(r.pack).Elem()
	for _, v := range r.root.Values {
		list, isList := v.Value.(*ast.SequenceNode)
		switch key := v.Key.GetToken().Value; {
		case key == "rules" && isList:
			r.pack.Rules = make([]Rule, len(list.Values))
			for i, n := range list.Values {
				if err := yaml.NodeToValue(n, &r.pack.Rules[i]); err != nil {
					r.failed(err)
					r.spoil(i)
				}
			}
		default:
			for i := range into.NumField() {
				if into.Type().Field(i).Tag.Get("yaml") == key {
					if err := yaml.NodeToValue(v.Value, into.Field(i).Addr().Interface()); err != nil {
						r.failed(err)
					}
				}
			}
		}
	}
}

// failed notes what the YAML library says of a piece.
func (r *packReader) failed(err error) {
	if !strings.Contains(err.Error(), "alias") { // it is elsewhere in the file
		r.wrong = append(r.wrong, yamlMistake(r.pack.File, err))
	}
}

func (r *packReader) spoil(i int) {
	if r.bad == nil {
		r.bad = map[int]bool{}
	}
	r.bad[i] = true
}

// places notes where rules and switches stand in the file.
func (r *packReader) places() {
	for i := range r.pack.Rules {
		r.pack.Rules[i].Pack = r.pack.Name
		r.pack.Rules[i].Line = placeOf(r.item("rules", i)).line
	}
	for i := range r.pack.Off {
		p := placeOf(r.item("off", i))
		r.pack.Off[i].Line, r.pack.Off[i].Column = p.line, p.column
	}
}

// item is the i-th node of a list of the pack.
func (r *packReader) item(field string, i int) ast.Node {
	for _, v := range r.root.Values {
		list, ok := v.Value.(*ast.SequenceNode)
		if ok && v.Key.GetToken().Value == field && i < len(list.Values) {
			return list.Values[i]
		}
	}
	return r.root
}

// check looks for what is wrong beyond the form of the file, and leaves out the rules that have mistakes.
func (r *packReader) check() {
	p := r.pack
	switch {
	case p.Name == "":
		r.wrong = append(r.wrong, Mistake{p.File, 1, 1, "the pack has no name: begin it with `pack: NAME`"})
	case !validID.MatchString(p.Name):
		r.wrong = append(r.wrong, Mistake{p.File, 1, 1, fmt.Sprintf("`pack` is %q; it wants lower-case letters, digits and hyphens", p.Name)})
	}
	for _, text := range p.Only.Check() {
		r.sayf(r.value("only"), "%s", text)
		p.Only = &Scope{} // nowhere, rather than everywhere
	}
	seen := map[string]bool{}
	for i := range p.Rules {
		rule := &p.Rules[i]
		if r.bad[i] {
			continue
		}
		for _, text := range rule.Check(seen) {
			r.sayf(r.item("rules", i), "rule %q: %s", rule.ID, text)
			r.spoil(i)
		}
		seen[rule.ID] = true
	}
	for i, n := range p.Names {
		if n.ID == "" || n.Name == "" {
			r.sayf(r.item("names", i), "a name needs `id` and `name`")
		}
	}
	p.Names = slices.DeleteFunc(p.Names, func(n Name) bool { return n.ID == "" || n.Name == "" })
	if len(r.bad) > 0 {
		kept := p.Rules[:0]
		for i := range p.Rules {
			if !r.bad[i] {
				kept = append(kept, p.Rules[i])
			}
		}
		p.Rules = kept
	}
}

// value is the node of a field of the pack.
func (r *packReader) value(field string) ast.Node {
	for _, v := range r.root.Values {
		if v.Key.GetToken().Value == field {
			return v
		}
	}
	return r.root
}

type place struct{ line, column int }

func placeOf(n ast.Node) place {
	if a, ok := n.(*ast.AnchorNode); ok {
		n = a.Value
	}
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if m, ok := n.(*ast.MappingValueNode); ok {
		n = m.Key
	}
	if n == nil || n.GetToken() == nil {
		return place{1, 1}
	}
	pos := n.GetToken().Position
	return place{pos.Line, pos.Column}
}
