package glossary

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// gather makes packs of rows. Rows of one id belong to one rule; without ids those of one fix and original do.
func gather(file string, rows []row) ([]*annotate.Pack, error) {
	type key struct{ pack, id, fix, zh string }
	var (
		order []*annotate.Pack
		wrong []error
		packs = map[string]*annotate.Pack{}
		rules = map[key][]row{}
		keys  []key
	)
	for _, r := range rows {
		k := key{pack: r.pack, id: r.rule.ID}
		if k.id == "" {
			k.fix, k.zh = r.fix, r.rule.ZH
		}
		if rules[k] == nil {
			keys = append(keys, k)
		}
		rules[k] = append(rules[k], r)
	}
	for _, k := range keys {
		p := packs[k.pack]
		if p == nil {
			p = &annotate.Pack{Name: k.pack, File: file}
			packs[k.pack] = p
			order = append(order, p)
		}
		rule, err := ruleOf(file, rules[k])
		wrong = append(wrong, err)
		p.Rules = append(p.Rules, rule)
	}
	for _, p := range order {
		nameRules(p)
	}
	return order, join(wrong)
}

// nameRules gives an id to the rules that have none, and the pack's name to all.
func nameRules(p *annotate.Pack) {
	for i := range p.Rules {
		r := &p.Rules[i]
		r.Pack = p.Name
		if r.ID == "" {
			r.ID = FreeID(p, r.Fix, r.Match[0].Text)
		}
	}
}

// ruleOf makes a rule of its rows.
func ruleOf(file string, rows []row) (annotate.Rule, error) {
	wrong := agree(file, rows)
	r := rows[0].rule
	r.Kind, r.Reach, r.Fix, r.Line = annotate.Kind(rows[0].kind), annotate.Reach(rows[0].reach), usualFix(rows), rows[0].line
	same := func(get func(*row) string) string {
		for i := range rows {
			if get(&rows[i]) != get(&rows[0]) {
				return ""
			}
		}
		return get(&rows[0])
	}
	r.Severity = annotate.Severity(same(func(r *row) string { return r.severity }))
	r.Risk = annotate.Risk(same(func(r *row) string { return r.risk }))
	r.Case = annotate.Case(same(func(r *row) string { return r.letters }))
	shared := same(func(r *row) string { return r.confidence })
	usual := slices.DeleteFunc(slices.Clone(rows), func(x row) bool { return x.fix != r.Fix })
	r.Plural, r.Modifier = usual[0].plural, usual[0].modifier
	for _, x := range usual {
		if x.plural != r.Plural {
			r.Plural = ""
		}
		if x.modifier != r.Modifier {
			r.Modifier = ""
		}
	}
	var err error
	r.Confidence, err = parseBelief(file, &rows[0], shared)
	wrong = append(wrong, err)
	r.Date.From, err = parseYear(file, &rows[0], rows[0].from)
	wrong = append(wrong, err)
	r.Date.To, err = parseYear(file, &rows[0], rows[0].to)
	wrong = append(wrong, err)
	if r.Only, err = readScope(rows[0].only); err != nil {
		wrong = append(wrong, annotate.Mistake{File: file, Line: rows[0].line, Column: 1, Text: err.Error()})
	}
	r.Match = nil
	for i := range rows {
		f, err := formOf(file, &r, &rows[i])
		r.Match, wrong = append(r.Match, f), append(wrong, err)
	}
	return r, errors.Join(wrong...)
}

// formOf makes a form of a row: it says what its rule does not.
func formOf(file string, r *annotate.Rule, x *row) (f annotate.Form, err error) {
	f.Text = x.form
	if x.fix != r.Fix {
		f.Fix, f.Plural, f.Modifier = &x.fix, x.plural, x.modifier
	} else {
		if x.plural != r.Plural {
			f.Plural = x.plural
		}
		if x.modifier != r.Modifier {
			f.Modifier = x.modifier
		}
	}
	if x.severity != string(r.Severity) {
		f.Severity = annotate.Severity(x.severity)
	}
	if x.risk != string(r.Risk) {
		f.Risk = annotate.Risk(x.risk)
	}
	if x.letters != string(r.Case) {
		f.Case = annotate.Case(x.letters)
	}
	if x.confidence != belief(r.Confidence) {
		f.Confidence, err = parseBelief(file, x, x.confidence)
	}
	return f, err
}

// usualFix is the fix of most rows, the first of them where several are as usual.
func usualFix(rows []row) string {
	count := map[string]int{}
	best := rows[0].fix
	for _, r := range rows {
		if count[r.fix]++; count[r.fix] > count[best] {
			best = r.fix
		}
	}
	return best
}

// agree takes what later rows of a rule say into the first one, and reports where they say something else.
func agree(file string, rows []row) (wrong []error) {
	for _, c := range columns {
		for i := range rows[1:] {
			x, to := &rows[i+1], &rows[0]
			switch {
			case c.list != nil:
				if l := c.list(&to.rule); len(*l) == 0 {
					*l = *c.list(&x.rule)
				}
			case c.rule != nil:
				first, here := c.rule(to), *c.rule(x)
				if *first == "" {
					*first = here
				}
				if here != "" && here != *first {
					wrong = append(wrong, annotate.Mistake{File: file, Line: x.line, Column: 1, Text: fmt.Sprintf(
						"the rule %q has the %s %q in line %d and %q here", x.rule.ID, c.name, *first, to.line, here)})
				}
			}
		}
	}
	return wrong
}

func parseBelief(file string, x *row, s string) (float64, error) {
	if s == "" {
		return 0, nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f > 0 && f <= 1) {
		return 0, annotate.Mistake{File: file, Line: x.line, Column: 1, Text: fmt.Sprintf("the confidence %q is no number above 0 and up to 1", s)}
	}
	return f, nil
}

func parseYear(file string, x *row, s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1900 || n > 2200 {
		return 0, annotate.Mistake{File: file, Line: x.line, Column: 1, Text: fmt.Sprintf("%q is no year", s)}
	}
	return n, nil
}

// most is how many mistakes of a table are reported; a file of another sort would have one in each line.
const most = 20

// join joins mistakes, the first ones where there are many.
func join(all []error) error {
	var flat []error
	for _, err := range all {
		flat = append(flat, annotate.Mistakes(err)...)
	}
	if len(flat) > most {
		rest := len(flat) - most
		flat = append(flat[:most:most], fmt.Errorf("and %d mistakes more", rest))
	}
	return errors.Join(flat...)
}

// Merge joins packs of one name that hold in the same places, in order.
func Merge(all []*annotate.Pack) (out []*annotate.Pack) {
	for _, p := range all {
		i := slices.IndexFunc(out, func(o *annotate.Pack) bool { return o.Name == p.Name && reflect.DeepEqual(o.Only, p.Only) })
		if i < 0 {
			out = append(out, p)
			continue
		}
		o := out[i]
		o.Rules, o.Names, o.Shields, o.Off = append(o.Rules, p.Rules...), append(o.Names, p.Names...), append(o.Shields, p.Shields...), append(o.Off, p.Off...)
	}
	return out
}
