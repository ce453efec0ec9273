package glossary

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Complete fills what an imported rule lacks, so that it is a rule like all others: its kind, how ordinary its forms are, and sentences
// in which it applies and in which it does not, made of the forms. Engine builds the engine in which the pack is to work. A rule that
// cannot be told from ordinary English by what it says is left out; the warnings name those, and the rules whose forms are ordinary.
// Sentences that a rule has stay, come out or not, if it is whole; in a rule from a format without conditions those that do not come
// out any more are dropped.
func Complete(p *annotate.Pack, whole bool, engine func(*annotate.Pack) *annotate.Engine) (warnings []string) {
	ordinary := map[string][]string{} // by the id of the rule
	for i := range p.Rules {
		ordinary[p.Rules[i].ID] = prepare(&p.Rules[i])
	}
	e := engine(p)
	for i := range p.Rules {
		r := &p.Rules[i]
		if n := len(r.Hits); !whole && n > 0 {
			r.Hits = slices.DeleteFunc(r.Hits, func(h string) bool { return !passes(e, p, r, h, "") })
			if lost := n - len(r.Hits); lost > 0 {
				warnings = append(warnings, fmt.Sprintf("%s:%d: %s: %d of its sentences do not come out without the conditions that the rule had, and are left out", p.File, r.Line, r.ID, lost))
			}
		}
	}
	p.Rules = slices.DeleteFunc(p.Rules, func(r annotate.Rule) bool { return len(r.Match) == 0 })
	for i := range p.Rules {
		r := &p.Rules[i]
		if len(r.Leaves) == 0 {
			r.Leaves = []string{leave(e, p, r)}
		}
		if len(r.Hits) == 0 {
			if h := hit(e, p, r); h != "" {
				r.Hits = []string{h}
			}
		}
	}
	p.Rules = slices.DeleteFunc(p.Rules, func(r annotate.Rule) bool {
		if len(r.Hits) == 0 {
			warnings = append(warnings, fmt.Sprintf("left out: %q => %q is found nowhere, since it is ordinary English or right as it stands: say with `near` which words speak for it",
				r.Match[0].Text, r.Fix))
		} else {
			warnings = append(warnings, ordinary[r.ID]...)
		}
		return len(r.Hits) == 0
	})
	return warnings
}

// prepare fills kind and risk, and lets the original speak for a rule of ordinary words.
func prepare(r *annotate.Rule) (warnings []string) {
	if r.Kind == "" {
		r.Kind = guessKind(r.Fix)
	}
	ordinary := false
	for i := range r.Match {
		f := &r.Match[i]
		if f.Risk != "" || r.Risk != "" {
			ordinary = ordinary || or(string(f.Risk), string(r.Risk)) == string(annotate.High)
			continue
		}
		if risk := annotate.Ordinary(f.Text); risk != annotate.Low {
			f.Risk = risk
			ordinary = ordinary || risk == annotate.High
			warnings = append(warnings, fmt.Sprintf("%q is ordinary English: it has risk %s now, and is put right only where the words around speak for it", f.Text, risk))
		}
	}
	if ordinary && len(r.Near) == 0 && r.ZH != "" {
		r.Near = []string{r.ZH}
	}
	shareRisk(r)
	return warnings
}

// shareRisk says of the rule what all its forms say.
func shareRisk(r *annotate.Rule) {
	if r.Risk != "" || len(r.Match) == 0 || r.Match[0].Risk == "" {
		return
	}
	for _, f := range r.Match {
		if f.Risk != r.Match[0].Risk {
			return
		}
	}
	r.Risk = r.Match[0].Risk
	for i := range r.Match {
		r.Match[i].Risk = ""
	}
}

// guessKind takes words with a capital for a name.
func guessKind(fix string) annotate.Kind {
	switch {
	case fix == "":
		return annotate.Boilerplate
	case strings.ContainsFunc(fix, unicode.IsUpper):
		return annotate.Brand
	}
	return annotate.Term
}

// frames are sentences around a form, from the plainest to the one in which most speaks for it.
var frames = []string{
	"They say that FORM is new.",
	"Tencent and Alibaba say that FORM is new.",
	"Tencent and Alibaba say that FORM (NEAR) is new.",
	"Tencent and Alibaba say that “FORM” (NEAR) is new.",
	"In Beijing, Tencent and Alibaba, too, spoke of “FORM” (NEAR, MORE), said Baidu.",
}

// hit makes a sentence in which the rule applies, "" where none of those tried comes out.
func hit(e *annotate.Engine, p *annotate.Pack, r *annotate.Rule) string {
	for i := range r.Match {
		f := &r.Match[i]
		form := written(r, f)
		fix := r.Fix
		if f.Fix != nil {
			fix = *f.Fix
		}
		lead, tail := annotate.Context(f.Text)
		marked := strings.TrimSpace(first(r.Before) + " " + strings.TrimSpace(lead+" ["+form+"=>"+fix+"] "+tail) + " " + first(r.After))
		more := first(r.Near)
		if len(r.Near) > 1 {
			more = r.Near[1]
		}
		fill := strings.NewReplacer("FORM", marked, "NEAR", first(r.Near), "MORE", more)
		for _, frame := range frames {
			if strings.Contains(frame, "NEAR") && len(r.Near) == 0 {
				continue
			}
			s := fill.Replace(frame)
			if passes(e, p, r, s, "") {
				return s
			}
		}
	}
	return ""
}

// leave makes a sentence in which the rule must not mark anything: with its words, where these can be right.
func leave(e *annotate.Engine, p *annotate.Pack, r *annotate.Rule) string {
	for i := range r.Match {
		if s := "He wrote about " + written(r, &r.Match[i]) + " in a letter to his mother."; passes(e, p, r, "", s) {
			return s
		}
	}
	return "Nothing in this sentence is wrong."
}

// passes tries a sentence of a rule.
func passes(e *annotate.Engine, p *annotate.Pack, r *annotate.Rule, hit, leave string) bool {
	one := *r
	one.Hits, one.Leaves, one.Pack = nil, nil, p.Name
	if hit != "" {
		one.Hits = []string{hit}
	}
	if leave != "" {
		one.Leaves = []string{leave}
	}
	return len(annotate.TestPack(e, &annotate.Pack{Name: p.Name, Only: p.Only, Rules: []annotate.Rule{one}})) == 0
}

// written is the first phrase of a form, with the capitals that it asks for.
func written(r *annotate.Rule, f *annotate.Form) string {
	phrase := ""
	for _, p := range annotate.Phrases(f.Text) {
		if phrase = p; p != "" {
			break
		}
	}
	if or(string(f.Case), string(r.Case)) != string(annotate.TitleCase) {
		return phrase
	}
	words := strings.Fields(phrase)
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}
