package glossary

import (
	"fmt"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// scopeYAML writes a scope on one line.
func scopeYAML(s *annotate.Scope) string {
	var parts []string
	for _, l := range s.Lists() {
		if len(*l.Of) > 0 {
			parts = append(parts, l.Name+": "+flow(*l.Of))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// scopeCell writes a scope as a cell of a table: site:example.com | tag:phones.
func scopeCell(s *annotate.Scope) string {
	if s == nil {
		return ""
	}
	var items []string
	for _, l := range s.Lists() {
		for _, one := range *l.Of {
			items = append(items, singular(l.Name)+":"+one)
		}
	}
	return joinList(items)
}

func singular(list string) string { return strings.TrimSuffix(list, "s") }

// readScope reads what scopeCell wrote.
func readScope(cell string) (*annotate.Scope, error) {
	items := splitList(cell)
	if len(items) == 0 {
		return nil, nil //nolint:nilnil // everywhere
	}
	s := &annotate.Scope{}
next:
	for _, item := range items {
		sort, name, _ := strings.Cut(item, ":")
		for _, l := range s.Lists() {
			if sort == singular(l.Name) {
				*l.Of = append(*l.Of, name)
				continue next
			}
		}
		return nil, fmt.Errorf("`only` has %q; it wants site:, feed:, tag: or article: and a name", item)
	}
	if wrong := s.Check(); len(wrong) > 0 {
		return nil, fmt.Errorf("%s", wrong[0]) //nolint:err113 // words for the author of a table
	}
	return s, nil
}

// whole is a rule with the scope of its pack in its own; false where a rule alone cannot say it.
func whole(p *annotate.Pack, r *annotate.Rule) (annotate.Rule, bool) {
	one := *r
	switch {
	case p.Only == nil:
	case r.Only == nil:
		one.Only = p.Only
	default:
		return one, false
	}
	return one, true
}

// scopedRules is what is said of rules that a format cannot carry since they do not hold everywhere.
const scopedRules = "rules that hold on some articles only"
