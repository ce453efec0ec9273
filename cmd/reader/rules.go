package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
)

func newGlossaryShow(s *streams) *cobra.Command {
	o := packOptions{}
	cmd := &cobra.Command{
		Use:   "show PACK[/RULE]",
		Short: "Show the rules of a pack, or one rule whole",
		Example: `  reader glossary show social
  reader glossary show wechat/wechat`,
		Args:              exactly(1, "the name of a pack or rule"),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.show(cmd.CommandPath(), s, args[0]) },
		ValidArgsFunction: completeRules,
	}
	o.packFlags(cmd)
	return cmd
}

// show prints rules as they stand: a rule that a later pack has taken the place of, or that is switched off, says so.
func (o *packOptions) show(command string, s *streams, name string) error {
	own, err := o.own(command, s)
	if err != nil {
		return err
	}
	pack, id, one := strings.Cut(name, "/")
	base, err := annotate.BuiltinPack(pack)
	if err != nil {
		return err
	}
	var all []*annotate.Pack
	if base != nil {
		all = append(all, base)
	}
	chosen, wrong := readSwitches(s.getenv)
	s.failLater(wrong)
	shown := annotate.Shown(all, own, o.off, chosen...)
	found := false
	for _, p := range append(all, own...) {
		if p.Name != pack {
			continue
		}
		found = found || !one
		for i := range p.Rules {
			r := &p.Rules[i]
			text, state := fmt.Sprintf("%-32s %-12s %s: %s", r.Name(), r.Kind, document.CleanLine(firstOf(r.ZH, "-")), document.CleanLine(firstOf(r.Fix, "(goes)"))), ""
			if !shown[r] {
				state = "switched off or replaced"
			} else if about := placesOf(chosen, r); about != "" {
				state = about
			}
			if state != "" {
				text += " (" + document.CleanLine(state) + ")"
			}
			switch {
			case one && r.ID == id:
				found = true
				text = strings.TrimRight(ruleText(r, placeOfRule(p, base, r), state), "\n")
			case one:
				continue
			}
			if err := s.print(text + "\n"); err != nil {
				return err
			}
		}
	}
	if !found {
		return withHint(fmt.Errorf("glossary show: no pack or rule is called %q", name), "`reader glossary list` names the packs, `reader glossary show PACK` the rules")
	}
	return nil
}

// placesOf says where a rule holds by the user's switches, "" where that is everywhere.
func placesOf(chosen []annotate.Switch, r *annotate.Rule) string {
	var said []string
	for _, name := range []string{r.Name(), r.Pack} {
		if state := glossary.State(chosen, name); state != "on" {
			said = append(said, name+" is "+state)
		}
	}
	return strings.Join(said, "; ")
}

// placeOfRule says where a rule of the user's own stands, "" for a built-in one.
func placeOfRule(p, base *annotate.Pack, r *annotate.Rule) string {
	if p == base {
		return ""
	}
	return fmt.Sprintf("%s:%d", p.File, r.Line)
}

// ruleText shows a rule with all that decides.
func ruleText(r *annotate.Rule, place, state string) string {
	var b strings.Builder
	line := func(name string, values ...string) {
		for _, v := range values {
			if v != "" {
				fmt.Fprintf(&b, "%-10s %s\n", name, document.CleanLine(v))
				name = ""
			}
		}
	}
	line("rule", r.Name())
	line("file", place)
	line("state", state)
	line("original", strings.TrimSpace(r.ZH+" "+r.Pinyin))
	line("literally", r.Literal)
	line("fix", firstOf(r.Fix, "(goes)"))
	line("kind", strings.TrimSpace(string(r.Kind)+" "+string(r.Severity)))
	line("note", r.Note)
	for i, form := range r.Match {
		name := ""
		if i == 0 {
			name = "match"
		}
		text := form.Text
		if form.Fix != nil {
			text += " => " + *form.Fix
		}
		fmt.Fprintf(&b, "%-10s %s\n", name, document.CleanLine(text))
	}
	line("risk", string(r.Risk))
	line("names", strings.Join(r.Names, ", "))
	line("near", strings.Join(r.Near, ", "))
	line("unless", strings.Join(r.Unless, ", "))
	line("before", strings.Join(r.Before, ", "))
	line("after", strings.Join(r.After, ", "))
	if r.Only != nil {
		line("only", r.Only.String())
	}
	line("hits", r.Hits...)
	line("leaves", r.Leaves...)
	return b.String()
}
