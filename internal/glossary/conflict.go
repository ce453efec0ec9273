package glossary

import (
	"reflect"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Conflict is a phrase for which rules of two packs have different fixes.
type Conflict struct {
	Phrase   string `json:"phrase"`
	Rule     string `json:"rule"` // of the pack that was looked at, in full
	Fix      string `json:"fix"`
	Other    string `json:"other"` // in full
	OtherFix string `json:"other_fix"`
	File     string `json:"file,omitempty"` // of the other, "" for a built-in one
	Wins     bool   `json:"wins"`           // the rule of the pack that was looked at stands, where both hold
}

// phrasing is a rule's phrase and what it puts in its place.
type phrasing struct {
	rule *annotate.Rule
	fix  string
}

// eachPhrase calls do for all phrases of a rule, folded.
func eachPhrase(r *annotate.Rule, do func(phrase string, p phrasing)) {
	for i := range r.Match {
		f := &r.Match[i]
		if lead, tail := annotate.Context(f.Text); lead != "" || tail != "" {
			continue // what stands around it tells it from others
		}
		fix := r.Fix
		if f.Fix != nil {
			fix = *f.Fix
		}
		for _, phrase := range annotate.Phrases(f.Text) {
			if phrase = folded(phrase); phrase != "" {
				do(phrase, phrasing{r, fix})
			}
		}
	}
}

// folded is a phrase as the engine compares it: in small letters, with one blank between its words.
func folded(phrase string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(phrase, "-", " ")), " "))
}

// Conflicts lists the phrases for which a rule of somebody else's has another fix than one of the packs, in the order of their rules, one of each two rules.
// The engine has the built-in rules and others, without the packs; below says how many of these rank below them.
func Conflicts(packs, others []*annotate.Pack, engine *annotate.Engine, below int) (all []Conflict) {
	gone := map[string]bool{} // what the packs take the place of, or switch off
	for _, p := range packs {
		for i := range p.Rules {
			gone[p.Rules[i].Name()] = true
		}
		for _, off := range p.Off {
			gone[off.Name] = off.Name != p.Name
		}
	}
	seen := map[[2]string]bool{}
	for _, p := range packs {
		for i := range p.Rules {
			eachPhrase(&p.Rules[i], func(phrase string, x phrasing) {
				for _, o := range engine.Claims(phrase) {
					pack, _, _ := strings.Cut(o.Rule, "/")
					key := [2]string{x.rule.Name(), o.Rule}
					if o.Fix == x.fix || seen[key] || gone[o.Rule] || gone[pack] {
						continue
					}
					seen[key] = true
					c := Conflict{Phrase: phrase, Rule: key[0], Fix: x.fix, Other: o.Rule, OtherFix: o.Fix, Wins: o.Layer <= below}
					if o.Layer > 0 {
						c.File = others[o.Layer-1].File
					}
					all = append(all, c)
				}
			})
		}
	}
	return all
}

// Changes is what another version of packs changes, by the full names of the rules.
type Changes struct {
	Added   []string `json:"added,omitempty"`
	Changed []string `json:"changed,omitempty"`
	Gone    []string `json:"gone,omitempty"`
	Else    bool     `json:"else,omitempty"` // names, shields, switches, or where it holds
}

// None reports whether nothing changes.
func (c *Changes) None() bool { return len(c.Added)+len(c.Changed)+len(c.Gone) == 0 && !c.Else }

// Compare tells what becomes of the rules of packs that make way for others.
func Compare(before, after []*annotate.Pack) (c Changes) {
	old, now := rulesByName(before), rulesByName(after)
	for name, r := range now {
		o, ok := old[name]
		switch {
		case !ok:
			c.Added = append(c.Added, name)
		case !sameRule(o, r):
			c.Changed = append(c.Changed, name)
		}
	}
	for name := range old {
		if now[name] == nil {
			c.Gone = append(c.Gone, name)
		}
	}
	slices.Sort(c.Added)
	slices.Sort(c.Changed)
	slices.Sort(c.Gone)
	c.Else = !reflect.DeepEqual(besideRules(before), besideRules(after))
	return c
}

func rulesByName(packs []*annotate.Pack) map[string]*annotate.Rule {
	all := map[string]*annotate.Rule{}
	for _, p := range packs {
		for i := range p.Rules {
			all[p.Rules[i].Name()] = &p.Rules[i]
		}
	}
	return all
}

func sameRule(a, b *annotate.Rule) bool {
	x, y := *a, *b
	x.Line, y.Line = 0, 0
	return RuleYAML(&x, "") == RuleYAML(&y, "")
}

// besideRules is what packs say beside their rules and their heads.
func besideRules(packs []*annotate.Pack) []string {
	var all []string
	for _, p := range packs {
		all = append(all, YAML(&annotate.Pack{Name: p.Name, Only: p.Only, Off: p.Off, Shields: p.Shields, Names: p.Names}))
	}
	return all
}
