package glossary

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Append adds a rule to the pack in data. Everything that stands there, comments and blanks included, stays as it is.
// It returns the line of the new rule. Where the file is written in a way that leaves no safe place for it, nothing is returned.
func Append(file string, data []byte, r *annotate.Rule) (out []byte, line int, err error) {
	old, err := annotate.ReadPack(file, data)
	if err != nil {
		return nil, 0, err
	}
	at, text, err := placeFor(data, r)
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", file, err)
	}
	if at > 0 && data[at-1] != '\n' {
		text = "\n" + text
	}
	if bytes.Contains(data, []byte("\r\n")) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	out = append(append(append([]byte(nil), data[:at]...), text...), data[at:]...)
	return checked(file, out, old, r)
}

// errNoPlace says that a rule has to be put in by hand.
var errNoPlace = errors.New("its `rules` are written in a way that cannot be added to; put the rule in by hand")

// placeFor finds the place for a rule and writes the rule as it belongs there.
func placeFor(data []byte, r *annotate.Rule) (at int, text string, err error) {
	tree, err := parser.ParseBytes(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), 0) // which it would count as two line ends
	if err != nil || len(tree.Docs) != 1 {
		return 0, "", errNoPlace
	}
	var fields []*ast.MappingValueNode
	switch root := tree.Docs[0].Body.(type) {
	case *ast.MappingNode:
		if root.IsFlowStyle {
			return 0, "", errNoPlace
		}
		fields = root.Values
	case *ast.MappingValueNode:
		fields = []*ast.MappingValueNode{root}
	}
	for i, f := range fields {
		if f.Key.GetToken().Value != "rules" {
			continue
		}
		indent, ok := itemIndent(f.Value)
		if !ok {
			return 0, "", errNoPlace
		}
		end := len(data)
		if i+1 < len(fields) {
			end = lineStart(data, fields[i+1].Key.GetToken().Position.Line)
			end = beforeComments(data, end)
		}
		return end, "\n" + RuleYAML(r, indent), nil
	}
	return len(data), "rules:\n" + RuleYAML(r, "  "), nil
}

// itemIndent is how far the items of a list are indented; no list and no value are one that begins now.
func itemIndent(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.NullNode:
		return "  ", true
	case *ast.SequenceNode:
		if n.IsFlowStyle || len(n.Values) == 0 {
			return "", false
		}
		return strings.Repeat(" ", n.Start.Position.Column-1), true
	}
	return "", false
}

// lineStart is the offset at which a line begins, counted from 1.
func lineStart(data []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return len(data)
		}
		at += i + 1
	}
	return at
}

// beforeComments goes back over the comments and empty lines that stand before a line: they belong to what follows.
func beforeComments(data []byte, at int) int {
	for at > 0 {
		start := bytes.LastIndexByte(data[:at-1], '\n') + 1
		if line := bytes.TrimSpace(data[start:at]); len(line) > 0 && (line[0] != '#' || data[start] != '#') {
			return at
		}
		at = start
	}
	return at
}

// checked reads what was written: all that was there before must be there, and the new rule behind it.
func checked(file string, out []byte, old *annotate.Pack, r *annotate.Rule) ([]byte, int, error) {
	now, err := annotate.ReadPack(file, out)
	if err != nil {
		return nil, 0, err
	}
	n := len(old.Rules)
	if len(now.Rules) != n+1 {
		return nil, 0, fmt.Errorf("%s: %w", file, errNoPlace)
	}
	for i := range now.Rules[:n] {
		now.Rules[i].Line = old.Rules[i].Line
	}
	added := now.Rules[n]
	line := added.Line
	added.Line, added.Pack = r.Line, r.Pack
	same := *now
	same.Rules = now.Rules[:n:n]
	if n == 0 {
		same.Rules = old.Rules
	}
	for i := range min(len(same.Off), len(old.Off)) { // they may stand behind the rules
		same.Off[i] = old.Off[i]
	}
	if !reflect.DeepEqual(&same, old) || !reflect.DeepEqual(&added, r) {
		return nil, 0, fmt.Errorf("%s: %w", file, errNoPlace)
	}
	return out, line, nil
}
