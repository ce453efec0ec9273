package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui"
)

// decrees are the rulings of the terminal program that go beyond an article: they become a switch, or a rule in the reader's own pack.
type decrees struct {
	packOptions

	command    string
	s          *streams
	library    *library.Library // nil for none
	strictness annotate.Strictness
}

// decree lets rulings go beyond articles, where there is a place to keep them. They are read and written while there is a screen, so nothing is said.
func (o *readerOptions) decree(options *ui.Options, command string, s *streams, l *library.Library, strictness annotate.Strictness) {
	if packsDirectory(s.getenv) != "" {
		d := &decrees{o.packOptions, command, s.quiet(), l, strictness}
		options.Foresee, options.Enact = d.foresee, d.enact
	}
}

// scopeOf is where a ruling holds; nil is everywhere.
func scopeOf(w *ui.Wide) *annotate.Scope {
	if w.Scope != ui.OnSite {
		return nil
	}
	for _, r := range review.Reaches(w.Article) {
		if r.Only != nil && len(r.Only.Sites)+len(r.Only.Feeds) > 0 {
			return r.Only
		}
	}
	return &annotate.Scope{Sites: []string{w.Article.Site}}
}

// ruleOf is the rule that a ruling asks for.
func ruleOf(w *ui.Wide) (annotate.Rule, error) {
	c := glossary.Correction{Words: w.Words, Fix: w.Fix, Sentence: w.Sentence, Near: w.Near, Only: scopeOf(w), Anyway: w.Near != nil && len(w.Near) == 0}
	if from := annotate.BuiltinRule(w.Rule); from != nil {
		c.ZH, c.Pinyin, c.Literal, c.Kind = from.ZH, from.Pinyin, from.Literal, from.Kind
	}
	return c.Rule()
}

// errNoRule says that nothing can be switched off.
var errNoRule = errors.New("no rule proposed this fix: reject it here, or in this article")

// enact keeps a ruling.
func (d *decrees) enact(_ context.Context, w ui.Wide) (text string, undo func(context.Context) error, err error) {
	only := scopeOf(&w)
	if w.Ruling == review.Rejected {
		if w.Rule == "" {
			return "", nil, errNoRule
		}
		if err := d.switchRule(w.Rule, false, only); err != nil {
			return "", nil, err
		}
		return w.Rule + " is off: " + only.String(), func(context.Context) error { return d.switchRule(w.Rule, true, only) }, nil
	}
	r, err := ruleOf(&w)
	if err != nil {
		return "", nil, err
	}
	path, added, err := d.correct(r)
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("%s:%d: %s: %s", filepath.Base(path), added.Rule.Line, added.Rule.Name(), only.String()), func(context.Context) error {
		return changePack(path, func(now []byte) ([]byte, error) { return added.Undo(path, now) })
	}, nil
}

func (d *decrees) switchRule(name string, on bool, only *annotate.Scope) error {
	_, err := changeSwitches(d.s, func(all []annotate.Switch) []annotate.Switch { return glossary.SwitchTo(all, name, on, only) })
	return err
}

// foresee tells what a ruling would do to the articles of the library.
func (d *decrees) foresee(ctx context.Context, w ui.Wide) (ui.Outlook, error) {
	only := scopeOf(&w)
	files, err := d.files(d.command, d.s)
	if err != nil {
		return ui.Outlook{}, err
	}
	switches, _ := readSwitches(d.s.getenv) // what is wrong with them has been said
	var then *annotate.Engine
	o := ui.Outlook{}
	if w.Ruling == review.Rejected {
		if w.Rule == "" {
			return o, errNoRule
		}
		own, _ := readPacks(files, newPackCache(d.s.getenv))
		then, _ = annotate.Layered(own, d.off, glossary.SwitchTo(switches, w.Rule, false, only)...)
		o.Text = fmt.Sprintf("The rule %s is switched off: %s.", w.Rule, only.String())
	} else {
		r, err := ruleOf(&w)
		if ordinary := (*glossary.ConditionError)(nil); errors.As(err, &ordinary) {
			o.Ask = ordinary.Error()
			if near := glossary.ProposeNear(string(w.Article.Document.Source()), w.Words); len(near) > 0 {
				o.Ask += "; in this article there are " + strings.Join(near, ", ")
			}
			return o, nil
		}
		if err != nil {
			return o, err
		}
		if then, err = d.with(r, files, switches); err != nil {
			return o, err
		}
		o.Text = fmt.Sprintf("A rule of your own reads “%s” as %s: %s.", document.CleanLine(w.Words), quotedOr(w.Fix, "nothing"), only.String())
	}
	o.Changes, err = d.changes(ctx, &w, d.rules(d.s, files).engine, then)
	return o, err
}

func quotedOr(words, none string) string {
	if words = document.CleanLine(words); words != "" {
		return "“" + words + "”"
	}
	return none
}

// with is an engine that has a rule more in the reader's own pack.
func (d *decrees) with(r annotate.Rule, files []string, switches []annotate.Switch) (*annotate.Engine, error) {
	dir := packsDirectory(d.s.getenv)
	if dir == "" {
		return nil, errNoDirectory
	}
	path := filepath.Join(dir, ownPack+".yaml")
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	others, _ := readPacks(slices.DeleteFunc(slices.Clone(files), func(f string) bool { return sameFile(f, path) }), newPackCache(d.s.getenv))
	added, err := glossary.AddRule(path, ownPack, data, r, others)
	if err != nil {
		return nil, err
	}
	mine, err := annotate.ReadPack(path, added.After)
	if err != nil {
		return nil, err
	}
	e, _ := annotate.Layered(append(others, mine), d.off, switches...)
	return e, nil
}

// correct is packOptions.correct, with an error for a bar.
func (d *decrees) correct(r annotate.Rule) (path string, added *glossary.Addition, err error) {
	path, added, err = d.packOptions.correct(d.command, d.s, r)
	if failed := (*glossary.SentencesError)(nil); errors.As(err, &failed) && len(failed.Failed) > 0 {
		err = fmt.Errorf("%w: %s: %s", failed, failed.Failed[0].Text, failed.Failed[0].Sentence)
	}
	return path, added, err
}

// mostLookedThrough is how many articles that have the words are looked through.
const mostLookedThrough = 300

// changes lists the articles in which the words would be shown otherwise, a line each; the open one is left out.
func (d *decrees) changes(ctx context.Context, w *ui.Wide, now, then *annotate.Engine) (all []string, err error) {
	if d.library == nil {
		return nil, nil
	}
	hits, err := d.library.Search(ctx, strconv.Quote(document.CleanLine(w.Words)), mostLookedThrough)
	if err != nil {
		return nil, err
	}
	for _, hit := range hits {
		a, err := d.library.Text(ctx, hit.ID)
		if err != nil || a.ID == w.Article.ID {
			continue // it went, or stays in a file that did
		}
		known, _ := review.Known(a, d.strictness) // what is wrong with annotations made by hand is said to who reads it
		before, after := now.Annotate(a.Document, known), then.Annotate(a.Document, known)
		if line := differences(a.Document, before, after); line != "" {
			all = append(all, document.CleanLine(hit.Title)+": "+line)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return all, nil
}

// differences tells what is read otherwise, "" where nothing is.
func differences(d *document.Document, before, after []annotate.Annotation) string {
	was := map[document.Span]string{}
	for i := range before {
		was[before[i].Span] = before[i].Fix
	}
	counted, order := map[string]int{}, []string{}
	tell := func(from, to string) {
		line := quotedOr(from, "nothing") + " → " + quotedOr(to, "nothing")
		if from == to {
			return
		}
		if counted[line] == 0 {
			order = append(order, line)
		}
		counted[line]++
	}
	for i := range after {
		a := &after[i]
		fix, there := was[a.Span]
		if !there {
			fix = d.Text(a.Span)
		}
		tell(fix, a.Fix)
		delete(was, a.Span)
	}
	for i := range before { // in their order
		if fix, there := was[before[i].Span]; there && !touched(after, before[i].Span) {
			tell(fix, d.Text(before[i].Span))
		}
	}
	for i, line := range order {
		if n := counted[line]; n > 1 {
			order[i] += fmt.Sprintf(" ×%d", n)
		}
	}
	return strings.Join(order, ", ")
}

func touched(all []annotate.Annotation, span document.Span) bool {
	return slices.ContainsFunc(all, func(a annotate.Annotation) bool { return a.Span.Overlaps(span) })
}

// current is the engine of the terminal program, which is made anew when the rules have changed.
type current struct {
	mu     sync.Mutex
	engine *annotate.Engine
	shown  bool // it was asked for by renew
	make   func() *annotate.Engine
}

// renew makes the engine anew, but for the first time, when it is as it was made for others.
func (c *current) renew() *annotate.Engine {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.engine == nil || c.shown {
		c.engine = c.make()
	}
	c.shown = true
	return c.engine
}

// get is the engine as it was made last.
func (c *current) get() *annotate.Engine {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.engine == nil {
		c.engine = c.make()
	}
	return c.engine
}
