package ui

import (
	"context"
	"fmt"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/card"
)

// Scope is how far a ruling goes.
type Scope int

// The scopes.
const (
	Here Scope = iota
	InArticle
	OnSite // or in the feed that the article came from
	Everywhere
)

// Wide is a ruling that goes beyond the article: a rule that is turned off, or one of the user's own.
type Wide struct {
	Article  *articles.Article
	Scope    Scope         // OnSite or Everywhere
	Ruling   review.Ruling // Rejected or Edited
	Rule     string        // that proposed the fix; "" where none did
	Words    string        // the machine's, as they stand in the source
	Fix      string        // of an edit; "" leaves the words out
	Sentence string        // of the source, in which the words stand: an example
	Near     []string      // words of which one must stand near, none where it is empty; nil where nobody was asked
}

// Outlook is what a ruling would do.
type Outlook struct {
	Text    string   // in one sentence
	Changes []string // what else in the library would change, a line each
	// Ask is not "" where a condition is wanted first: it says why, say that the words are ordinary English.
	Ask string
}

// The actions of that. With a choice the reader says how far a ruling goes.
type (
	ruleWide struct {
		annotation annotate.Annotation
		ruling     review.Ruling
		fix        string
		scope      Scope
	}
	askWideEdit struct {
		annotation annotate.Annotation
		scope      Scope
	}
	askNear struct{ wide Wide }
	foresee struct{ wide Wide }
	enact   struct{ wide Wide }
)

// The messages of that.
type (
	foreseen struct {
		wide    Wide
		outlook Outlook
		err     error
	}
	enacted struct {
		wide Wide
		text string
		undo func(context.Context) error
		err  error
	}
	repealed struct {
		text string
		err  error
	}
	standingFound struct {
		rule               string
		accepted, rejected int
	}
)

// decreed is a ruling that went beyond the article, and how it is taken back.
type decreed struct {
	text  string
	undo  func(context.Context) error
	depth int // how many acts of the reader's hand stood before it
}

// applyScope turns an action about how far a ruling goes into state and commands.
func (m *Model) applyScope(action any) tea.Cmd {
	switch a := action.(type) {
	case card.Reach:
		return m.askScope(a.Edit)
	case ruleWide:
		return m.ruleWide(a)
	case askWideEdit:
		m.push(newPrompt("fix: ", document.CleanLine(a.annotation.Fix), m.theme, func(text string) any {
			return ruleWide{a.annotation, review.Edited, document.CleanLine(text), a.scope}
		}))
	case askNear:
		m.push(newPrompt("only near, with commas between them: ", "", m.theme, func(text string) any {
			a.wide.Near = append([]string{}, readTags(text)...)
			return foresee(a)
		}))
	case foresee:
		return m.foresee(a.wide)
	case enact:
		return m.enact(a.wide)
	default:
		return m.applyMarkList(action)
	}
	return nil
}

// askScope asks how far a rejection, or another fix, of the current fix goes.
func (m *Model) askScope(edit bool) tea.Cmd {
	a, ok := m.pager.Annotation(m.pager.Current())
	m.pop()
	if !ok {
		return nil
	}
	title, act := "Reject “"+review.Short(a.Fix)+"”", func(s Scope) any { return ruleWide{a, review.Rejected, "", s} }
	if edit {
		title, act = "Another fix for “"+review.Short(m.open.Document.Text(a.Span))+"”", func(s Scope) any { return askWideEdit{a, s} }
	}
	options := []option{{letter: "h", text: "here", action: act(Here)}}
	if n := len(m.alike(&a)); n > 1 {
		options = append(options, option{letter: "a", text: "in this article", detail: fmt.Sprintf("all %d of them", n), action: act(InArticle)})
	}
	if m.options.Enact != nil {
		if site := document.CleanLine(m.open.Site); site != "" {
			options = append(options, option{letter: "s", text: "on this site", detail: site, action: act(OnSite)})
		}
		options = append(options, option{letter: "e", text: "everywhere", detail: "after you have seen what would change", action: act(Everywhere)})
	}
	if len(options) == 1 {
		return m.apply(options[0].action) // there is nothing to choose
	}
	c := newChoice(title, nil, options, m.theme)
	if edit {
		c.selected = len(options) - 1
	}
	m.push(c)
	return nil
}

// alike are the annotations by the same rule on the same words, case and blanks aside.
func (m *Model) alike(a *annotate.Annotation) (all []annotate.Annotation) {
	d := m.open.Document
	words := foldWords(d.Text(a.Span))
	for _, other := range m.reading(m.open).anns {
		if other.Rule == a.Rule && foldWords(d.Text(other.Span)) == words {
			all = append(all, other)
		}
	}
	return all
}

// foldWords is words in small letters, with a blank for white space and hyphens.
func foldWords(words string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(document.CleanLine(words)), "-", " ")), " ")
}

// ruleWide rules on a fix, as far as the reader has said.
func (m *Model) ruleWide(w ruleWide) tea.Cmd {
	if w.scope >= OnSite {
		return m.foresee(Wide{
			Article: m.open, Scope: w.scope, Ruling: w.ruling, Rule: w.annotation.Rule, Words: m.open.Document.Text(w.annotation.Span), Fix: w.fix,
			Sentence: m.pager.SentenceOf(w.annotation.Span),
		})
	}
	all := []annotate.Annotation{w.annotation}
	if w.scope == InArticle {
		all = m.alike(&w.annotation)
	}
	verdicts := make([]review.Verdict, 0, len(all))
	for i := range all {
		v := review.RuleOn(&all[i], w.ruling)
		if w.ruling == review.Edited {
			v.Fix = w.fix
		}
		verdicts = append(verdicts, v)
	}
	said := map[review.Ruling]string{review.Rejected: "rejected", review.Edited: "edited"}[w.ruling]
	if len(verdicts) > 1 {
		said += " " + review.Count(len(verdicts), "time", "times")
	}
	m.sayKey(said, m.keys.reading.Undo, "undoes")
	return m.decide(verdicts...)
}

// foresee finds out what a ruling would do before it is kept.
func (m *Model) foresee(w Wide) tea.Cmd {
	if m.options.Foresee == nil {
		return m.enact(w)
	}
	ctx, look := m.ctx, m.options.Foresee
	m.say("looking at what would change …")
	return m.ask(func() tea.Msg {
		outlook, err := look(ctx, w)
		return foreseen{w, outlook, err}
	})
}

// mostForeseen is how many changes are listed before a ruling is kept.
const mostForeseen = 200

// foreseen asks for a condition where one is wanted, else whether the ruling is to be kept.
func (m *Model) foreseen(f foreseen) {
	m.notice = notice{}
	m.fail(f.err)
	if f.err != nil || m.open != f.wide.Article {
		return
	}
	if f.outlook.Ask != "" && f.wide.Near == nil {
		anyway := f.wide
		anyway.Near = []string{}
		m.push(newChoice("A condition?", []string{document.CleanLine(f.outlook.Ask)}, []option{
			{letter: "c", text: "only where certain words stand near", action: askNear{f.wide}}, {letter: "a", text: "without a condition", action: foresee{anyway}},
		}, m.theme))
		return
	}
	tells := []string{document.CleanLine(f.outlook.Text)}
	if f.outlook.Ask != "" {
		tells = append(tells, document.CleanLine(f.outlook.Ask))
	}
	if n := len(f.outlook.Changes); n == 0 {
		tells = append(tells, "Nothing else in the library would change.")
	} else {
		tells = append(tells, "What else in the library would change: "+review.Count(n, "place", "places"))
		for i, change := range f.outlook.Changes {
			if i == mostForeseen {
				tells = append(tells, "… and "+review.Count(n-i, "other", "others"))
				break
			}
			tells = append(tells, "· "+document.CleanLine(change))
		}
	}
	m.push(newChoice("Before it is kept", tells, []option{
		{letter: "y", text: "keep it", action: enact{f.wide}}, {letter: "n", text: "leave it", action: nil},
	}, m.theme))
}

// enact keeps a ruling that goes beyond the article.
func (m *Model) enact(w Wide) tea.Cmd {
	ctx, do := m.ctx, m.options.Enact
	if do == nil {
		return nil
	}
	return func() tea.Msg {
		text, undo, err := do(ctx, w)
		return enacted{w, text, undo, err}
	}
}

// enacted has all articles read by the rules as they are now.
func (m *Model) enacted(e enacted) {
	m.fail(e.err)
	if e.err != nil {
		return
	}
	if r := m.readings[e.wide.Article]; r != nil && e.undo != nil {
		r.decreed = append(r.decreed, decreed{e.text, e.undo, r.hand.Depth()})
	}
	m.sayKey(document.CleanLine(e.text), m.keys.reading.Undo, "undoes")
	m.renewEngine()
}

// repeal takes the last ruling back that went beyond the article, if nothing was done in the article since; ok is false where there is none such.
func (m *Model) repeal() (cmd tea.Cmd, ok bool) {
	r := m.reading(m.open)
	n := len(r.decreed) - 1
	if n < 0 || r.hand.Depth() > r.decreed[n].depth {
		return nil, false
	}
	last, ctx := r.decreed[n], m.ctx
	r.decreed = r.decreed[:n]
	return func() tea.Msg { return repealed{last.text, last.undo(ctx)} }, true
}

func (m *Model) repealed(r repealed) {
	m.fail(r.err)
	if r.err == nil {
		m.say("undone: " + document.CleanLine(r.text))
		m.renewEngine()
	}
}

// renewEngine has every article annotated by the rules as they are now; what is shown stays until then.
func (m *Model) renewEngine() {
	if m.options.Engine == nil {
		return
	}
	m.rules++
	m.engine, m.troubled = sync.OnceValue(m.options.Engine), false
	for _, r := range m.readings {
		r.annotated, r.long = false, nil
	}
	clear(m.inFlight)
}

// standing finds out how a rule stands with the reader.
func (m *Model) standing(rule string) tea.Cmd {
	ctx, ask := m.ctx, m.options.Standing
	if ask == nil || rule == "" {
		return nil
	}
	return func() tea.Msg {
		accepted, rejected, err := ask(ctx, rule)
		if err != nil {
			return nil // it is no more than a hint
		}
		return standingFound{rule, accepted, rejected}
	}
}

// standingFound shows how the rule of a card stands, if that is still there.
func (m *Model) standingFound(s standingFound) {
	if c, ok := m.top().(cardOverlay); ok && c.Rule() == s.rule {
		c.ShowStanding(s.accepted, s.rejected)
	}
}
