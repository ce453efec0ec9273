package glossary

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// errStays says that a rule has to be taken out by hand.
var errStays = errors.New("its `rules` are written in a way that none can be taken out of; take it out by hand")

// Remove takes the rule of an ID out of the pack in data, with the empty line before it. Everything else stays as it is, comments too.
func Remove(file string, data []byte, id string) ([]byte, error) {
	old, err := annotate.ReadPack(file, data)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(old.Rules, func(r annotate.Rule) bool { return r.ID == id })
	if i < 0 {
		return nil, fmt.Errorf("%s has no rule called %q", file, id)
	}
	from, to, ok := itemAt(data, i)
	if !ok {
		return nil, fmt.Errorf("%s: %w", file, errStays)
	}
	if line := lineBefore(data, from); i > 0 && line < from && len(bytes.TrimSpace(data[line:from])) == 0 {
		from = line
	}
	out := slices.Concat(data[:from], data[to:])
	now, err := annotate.ReadPack(file, out)
	if err != nil {
		return nil, err
	}
	if !sameBut(old, now, i) {
		return nil, fmt.Errorf("%s: %w", file, errStays)
	}
	return out, nil
}

// itemAt finds the bytes of the i-th rule: its lines, without the comments and empty lines behind it.
func itemAt(data []byte, i int) (from, to int, ok bool) {
	tree, err := parser.ParseBytes(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), 0)
	if err != nil || len(tree.Docs) != 1 {
		return 0, 0, false
	}
	var fields []*ast.MappingValueNode
	switch root := tree.Docs[0].Body.(type) {
	case *ast.MappingNode:
		fields = root.Values
	case *ast.MappingValueNode:
		fields = []*ast.MappingValueNode{root}
	}
	for k, f := range fields {
		list, isList := f.Value.(*ast.SequenceNode)
		if f.Key.GetToken().Value != "rules" {
			continue
		}
		if !isList || list.IsFlowStyle || i >= len(list.Entries) {
			return 0, 0, false
		}
		to = len(data)
		if k+1 < len(fields) {
			to = lineStart(data, fields[k+1].Key.GetToken().Position.Line)
		}
		if i+1 < len(list.Entries) {
			to = lineStart(data, list.Entries[i+1].Start.Position.Line)
		}
		from = lineStart(data, list.Entries[i].Start.Position.Line)
		for to > from {
			line := lineBefore(data, to)
			if text := bytes.TrimSpace(data[line:to]); len(text) > 0 && text[0] != '#' {
				break
			}
			to = line
		}
		return from, to, to > from
	}
	return 0, 0, false
}

// lineBefore is where the line begins that ends at an offset.
func lineBefore(data []byte, at int) int {
	if at == 0 {
		return 0
	}
	return bytes.LastIndexByte(data[:at-1], '\n') + 1
}

// sameBut reports whether a pack is another one without its i-th rule.
func sameBut(old, now *annotate.Pack, i int) bool {
	a, b := *old, *now
	a.Rules, b.Rules = slices.Delete(slices.Clone(old.Rules), i, i+1), slices.Clone(now.Rules)
	a.Off, b.Off = slices.Clone(old.Off), slices.Clone(now.Off)
	if len(a.Rules) != len(b.Rules) || len(a.Off) != len(b.Off) {
		return false
	}
	for k := range a.Rules {
		a.Rules[k].Line, b.Rules[k].Line = 0, 0
	}
	for k := range a.Off {
		a.Off[k].Line, a.Off[k].Column, b.Off[k].Line, b.Off[k].Column = 0, 0, 0, 0
	}
	if len(a.Rules) == 0 {
		a.Rules, b.Rules = nil, nil
	}
	return reflect.DeepEqual(&a, &b)
}
