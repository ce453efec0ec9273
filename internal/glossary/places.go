package glossary

import (
	"bytes"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// places knows where the fields of rules stand in a file: by the line that a rule begins at, as annotate.ReadPack has it.
type places map[int]*ast.MappingNode

// readPlaces reads them; there are none in a file that is no YAML.
func readPlaces(data []byte) places {
	all := places{}
	tree, err := parser.ParseBytes(bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\r\n"), []byte("\n")), 0)
	if err != nil || len(tree.Docs) == 0 {
		return all
	}
	for _, field := range mappingOf(tree.Docs[0].Body).Values {
		if list, ok := field.Value.(*ast.SequenceNode); ok && field.Key.GetToken().Value == "rules" {
			for _, n := range list.Values {
				if m := mappingOf(n); len(m.Values) > 0 {
					all[m.Values[0].Key.GetToken().Position.Line] = m
				}
			}
		}
	}
	return all
}

// mappingOf is a node as a mapping, an empty one where it is none.
func mappingOf(n ast.Node) *ast.MappingNode {
	switch n := n.(type) {
	case *ast.AnchorNode:
		return mappingOf(n.Value)
	case *ast.MappingNode:
		return n
	case *ast.MappingValueNode:
		return ast.Mapping(n.Start, false, n)
	}
	return &ast.MappingNode{}
}

// at is where an item of a field of a rule stands, the field itself for -1, and the rule where it has no such field.
func (p places) at(r *annotate.Rule, field string, item int) (line, column int) {
	m := p[r.Line]
	if m == nil {
		return r.Line, 1
	}
	place := func(n ast.Node) (int, int) {
		if in := mappingOf(n); len(in.Values) > 0 {
			n = in.Values[0].Key
		}
		at := n.GetToken().Position
		return at.Line, at.Column
	}
	for _, f := range m.Values {
		if f.Key.GetToken().Value != field {
			continue
		}
		if list, ok := f.Value.(*ast.SequenceNode); ok && item >= 0 && item < len(list.Values) {
			return place(list.Values[item])
		}
		return place(f.Key)
	}
	return place(m.Values[0].Key)
}
