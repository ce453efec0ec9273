package glossary

import (
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// column is one column of a table of forms. A column of the form differs from row to row of a rule; one of the rule is the same in
// all its rows or stands in the first alone.
type column struct {
	name string
	form func(*row) *string // a field of the form
	rule func(*row) *string // a field of the rule, nil for a list
	list func(*annotate.Rule) *[]string
}

// row is one form of a rule, with what it takes from the rule filled in.
type row struct {
	pack, from, to    string
	rule              annotate.Rule
	kind, reach, only string

	form, fix, plural, modifier, severity, risk, letters, confidence string

	line int
}

// columns is the table of them all, in the order in which they are written; the first two are those of other programs.
var columns = []column{
	{name: "form", form: func(r *row) *string { return &r.form }},
	{name: "fix", form: func(r *row) *string { return &r.fix }},
	{name: "zh", rule: func(r *row) *string { return &r.rule.ZH }},
	{name: "pinyin", rule: func(r *row) *string { return &r.rule.Pinyin }},
	{name: "literal", rule: func(r *row) *string { return &r.rule.Literal }},
	{name: "kind", rule: func(r *row) *string { return &r.kind }},
	{name: "note", rule: func(r *row) *string { return &r.rule.Note }},
	{name: "pack", rule: func(r *row) *string { return &r.pack }},
	{name: "id", rule: func(r *row) *string { return &r.rule.ID }},
	{name: "risk", form: func(r *row) *string { return &r.risk }},
	{name: "case", form: func(r *row) *string { return &r.letters }},
	{name: "severity", form: func(r *row) *string { return &r.severity }},
	{name: "confidence", form: func(r *row) *string { return &r.confidence }},
	{name: "plural", form: func(r *row) *string { return &r.plural }},
	{name: "modifier", form: func(r *row) *string { return &r.modifier }},
	{name: "names", list: func(r *annotate.Rule) *[]string { return &r.Names }},
	{name: "near", list: func(r *annotate.Rule) *[]string { return &r.Near }},
	{name: "unless", list: func(r *annotate.Rule) *[]string { return &r.Unless }},
	{name: "before", list: func(r *annotate.Rule) *[]string { return &r.Before }},
	{name: "after", list: func(r *annotate.Rule) *[]string { return &r.After }},
	{name: "from", rule: func(r *row) *string { return &r.from }},
	{name: "to", rule: func(r *row) *string { return &r.to }},
	{name: "article", rule: func(r *row) *string { return &r.rule.Article }},
	{name: "reach", rule: func(r *row) *string { return &r.reach }},
	{name: "only", rule: func(r *row) *string { return &r.only }},
	{name: "hits", list: func(r *annotate.Rule) *[]string { return &r.Hits }},
	{name: "leaves", list: func(r *annotate.Rule) *[]string { return &r.Leaves }},
}

// ColumnNames lists the columns of the wide table.
func ColumnNames() []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

// rowsOf writes a rule as rows, one for each form.
func rowsOf(pack string, r *annotate.Rule) []row {
	rows := make([]row, len(r.Match))
	for i := range r.Match {
		f := &r.Match[i]
		x := row{pack: pack, rule: *r, kind: string(r.Kind), reach: string(r.Reach), only: scopeCell(r.Only), from: year(r.Date.From), to: year(r.Date.To), form: strings.TrimSpace(f.Text),
			fix: r.Fix, plural: or(f.Plural, r.Plural), modifier: or(f.Modifier, r.Modifier), severity: or(string(f.Severity), string(r.Severity)),
			risk: or(string(f.Risk), string(r.Risk)), letters: or(string(f.Case), string(r.Case)), confidence: belief(f.Confidence)}
		if f.Confidence == 0 {
			x.confidence = belief(r.Confidence)
		}
		if f.Fix != nil {
			x.fix, x.plural, x.modifier = *f.Fix, f.Plural, f.Modifier
		}
		if i > 0 {
			for _, c := range columns {
				if c.list != nil {
					*c.list(&x.rule) = nil
				}
			}
		}
		rows[i] = x
	}
	return rows
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func year(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func belief(f float64) string {
	if f == 0 {
		return ""
	}
	return number(f)
}

// cells writes a row as the columns have it.
func (r *row) cells() []string {
	all := make([]string, len(columns))
	for i, c := range columns {
		switch {
		case c.list != nil:
			all[i] = joinList(*c.list(&r.rule))
		case c.form != nil:
			all[i] = *c.form(r)
		default:
			all[i] = *c.rule(r)
		}
	}
	return all
}

// Lists stand in one cell, | between their items. A \ takes the meaning off what follows; \n is a line end, \t a tab, \s a blank at an end.
var (
	escapeItem   = strings.NewReplacer(`\`, `\\`, `|`, `\|`, "\n", `\n`, "\t", `\t`, "\r", `\r`)
	unescapeItem = strings.NewReplacer(`\\`, `\`, `\|`, `|`, `\n`, "\n", `\t`, "\t", `\r`, "\r", `\s`, " ")
)

func joinList(items []string) string {
	all := make([]string, len(items))
	for i, s := range items {
		e := escapeItem.Replace(s)
		if strings.HasSuffix(e, " ") {
			e = e[:len(e)-1] + `\s`
		}
		if strings.HasPrefix(e, " ") {
			e = `\s` + e[1:]
		}
		all[i] = e
	}
	return strings.Join(all, " | ")
}

func splitList(cell string) (items []string) {
	from := 0
	for i := 0; i <= len(cell); i++ {
		if i < len(cell) && cell[i] == '\\' {
			i++
			continue
		}
		if i >= len(cell) || cell[i] == '|' {
			if item := strings.TrimSpace(cell[from:min(i, len(cell))]); item != "" {
				items = append(items, unescapeItem.Replace(item))
			}
			from = i + 1
		}
	}
	return items
}
