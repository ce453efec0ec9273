package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
)

func newGlossaryList(s *streams) *cobra.Command {
	o, asJSON := packOptions{}, false
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the packs, built in, installed and own, with where they hold",
		Args:  atMost(0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return o.list(cmd.CommandPath(), s, asJSON) },
	}
	o.packFlags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// listedPack is a pack as list --json prints it.
type listedPack struct {
	Pack    string `json:"pack"`
	About   string `json:"about"`
	Rules   int    `json:"rules"`
	Off     int    `json:"off,omitempty"` // of the rules
	Names   int    `json:"names"`
	Version string `json:"version,omitempty"`
	Licence string `json:"licence,omitempty"`
	Author  string `json:"author,omitempty"`
	File    string `json:"file,omitempty"`
	State   string `json:"state"`            // where it holds by the switches: "on", "off", "off on site example.com"
	Only    string `json:"only,omitempty"`   // where it holds by what it says itself
	Kind    string `json:"kind"`             // built-in, installed or own
	Source  string `json:"source,omitempty"` // where an installed one came from

	Switched []string `json:"switched,omitempty"` // its rules that are switched by themselves, with where they hold
}

func (o *packOptions) list(command string, s *streams, asJSON bool) error {
	own, err := o.own(command, s)
	if err != nil {
		return err
	}
	chosen, wrong := readSwitches(s.getenv)
	s.failLater(wrong)
	base := annotate.BarePacks()
	shown := annotate.Shown(base, own, o.off, chosen...)
	rows := make([]listedPack, 0, len(base)+len(own))
	for i, p := range append(base, own...) {
		r := listedPack{
			Pack: p.Name, About: p.About, Rules: len(p.Rules), Names: len(p.Names), Version: p.Version, Licence: p.Licence, Author: p.Author,
			State: glossary.State(chosen, p.Name), Kind: "built-in", Switched: switchedRules(chosen, p.Name),
		}
		for k := range p.Rules {
			if !shown[&p.Rules[k]] {
				r.Off++
			}
		}
		if p.Only != nil {
			r.Only = p.Only.String()
		}
		if i >= len(base) {
			r.File, r.Kind = p.File, "own"
			if m, ok := installedAs(filepath.Dir(p.File)); ok {
				r.Kind, r.Source = "installed", m.Source
			}
		}
		rows = append(rows, r)
	}
	if asJSON {
		return printJSON(s, rows)
	}
	for i := range rows {
		if err := s.print(rows[i].String() + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// switchedRules lists the rules of a pack that are switched by themselves.
func switchedRules(chosen []annotate.Switch, pack string) (all []string) {
	last := ""
	for _, c := range chosen {
		if p, _, isRule := strings.Cut(c.Name, "/"); isRule && p == pack && c.Name != last {
			all = append(all, c.Name+" "+glossary.State(chosen, c.Name))
			last = c.Name
		}
	}
	return all
}

// String is a row for people. It is clean.
func (r *listedPack) String() string {
	line := fmt.Sprintf("%-18s %4d rules %4d names  %s", r.Pack, r.Rules, r.Names, document.CleanLine(r.About))
	if r.Off > 0 && r.State != "off" {
		line += fmt.Sprintf(" (%d rules switched off or replaced)", r.Off)
	}
	var where []string
	if r.State != "on" {
		where = append(where, r.State)
	}
	if r.Only != "" {
		where = append(where, "only on "+r.Only)
	}
	if where = append(where, r.Switched...); len(where) > 0 {
		line += " " + document.CleanLine("{"+strings.Join(where, "; ")+"}")
	}
	if r.File != "" {
		from := ""
		if r.Source != "" {
			from = "from " + r.Source
		}
		line = strings.TrimRight(line, " ") + " [" + document.CleanLine(strings.Join(nonEmpty(r.Version, r.Licence, r.Author, r.File, from), ", ")) + "]"
	}
	return line
}

func nonEmpty(all ...string) (kept []string) {
	for _, s := range all {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
