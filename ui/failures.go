package ui

import (
	"fmt"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
)

// failureKeys is every key of the list of failures that other lists do not have.
type failureKeys struct{ Why, Retry, Dismiss, RetryAll, DismissAll key.Binding }

func newFailureKeys() failureKeys {
	return failureKeys{
		Why:        keys.Bind("enter", "why", "enter"),
		Retry:      keys.Bind("r", "try again", "r"),
		Dismiss:    keys.Bind("x", "forget it", "x"),
		RetryAll:   keys.Bind("R", "try all again", "R"),
		DismissAll: keys.Bind("X", "forget all", "X"),
	}
}

func failureActions(k *failureKeys) []keys.Action {
	return []keys.Action{
		{Name: "why", Binding: &k.Why}, {Name: "retry", Binding: &k.Retry}, {Name: "dismiss", Binding: &k.Dismiss},
		{Name: "retry-all", Binding: &k.RetryAll}, {Name: "dismiss-all", Binding: &k.DismissAll},
	}
}

// The actions of the list of failures.
type (
	retry   struct{ failures []shelf.Failure }
	forget  struct{ failures []shelf.Failure }
	whyFail struct{ failure shelf.Failure }
)

// failuresRead is what the library says could not be brought in.
type failuresRead struct {
	all  []shelf.Failure
	show bool // the reader asked for them
	err  error
}

// failures lists what could not be brought in.
type failures struct {
	*pick

	own failureKeys
	all []shelf.Failure
}

func (f *failures) setKeys(k *keymaps) {
	f.own = k.failures
	f.takeWithout(k.lists)
}

func (f *failures) Key(k tea.KeyPressMsg) (any, bool) {
	at := f.at()
	switch {
	case at < 0:
	case key.Matches(k, f.own.Why):
		return f.chosen(), true
	case key.Matches(k, f.own.Retry):
		return retry{f.all[at : at+1]}, true
	case key.Matches(k, f.own.Dismiss):
		return forget{f.all[at : at+1]}, true
	case key.Matches(k, f.own.RetryAll):
		return retry{f.all}, true
	case key.Matches(k, f.own.DismissAll):
		return forget{f.all}, true
	}
	return f.pick.Key(k)
}

func (f *failures) Help() []key.Binding {
	return append(keys.Bindings(failureActions(&f.own)), f.pick.Help()...)
}

// askFailures asks the library what could not be brought in. Unless it is to be shown, it is only put right where it is shown already.
func (m *Model) askFailures(show bool) tea.Cmd {
	library, ctx := m.options.Shelf, m.ctx
	if library == nil || !show && m.failuresShown() < 0 {
		return nil
	}
	return m.while(func() tea.Msg {
		all, err := library.Failures(ctx)
		return failuresRead{all, show, err}
	})
}

// failuresShown is which overlay is the list of failures, -1 for none.
func (m *Model) failuresShown() int {
	return slices.IndexFunc(m.overlays, func(o overlay) bool { _, ok := o.(*failures); return ok })
}

// failuresRead shows what could not be brought in.
func (m *Model) failuresRead(r failuresRead) {
	at := m.failuresShown()
	switch {
	case r.err != nil:
		m.fail(r.err)
		return
	case at < 0 && !r.show:
		return
	case len(r.all) == 0:
		if at >= 0 {
			m.overlays = slices.Delete(m.overlays, at, at+1)
		}
		if r.show {
			m.say("everything could be brought in: there is nothing to show")
		}
		return
	}
	f := newFailures(m, r.all)
	if at >= 0 {
		was := m.overlays[at].(*failures).selected //nolint:forcetypeassert // it was found by its type
		m.overlays = slices.Delete(m.overlays, at, at+1)
		defer f.move(was)
	}
	m.push(f)
}

func newFailures(m *Model, all []shelf.Failure) *failures {
	rows := make([]row, len(all))
	for i, f := range all {
		why := document.CleanLine(f.Why)
		rows[i] = row{name: document.CleanLine(f.Address), detail: why, more: why, does: whyFail{f}}
		if f.Hint != "" {
			rows[i].more += "; " + document.CleanLine(f.Hint)
		}
		if f.At > 0 {
			rows[i].right = time.Unix(f.At, 0).Format("2 Jan")
		}
		if f.Tries > 1 {
			rows[i].more += fmt.Sprintf(" · tried %d times", f.Tries)
		}
	}
	return &failures{pick: newPick("Could not be added", rows, m.theme), own: newFailureKeys(), all: all}
}

// applyFailures turns an action of the list of failures into state and commands.
func (m *Model) applyFailures(action any) tea.Cmd {
	switch a := action.(type) {
	case whyFail:
		text := a.failure.Why
		if a.failure.Hint != "" {
			text += "; " + a.failure.Hint
		}
		m.say(document.CleanLine(text))
	case retry:
		return m.retry(a.failures)
	case forget:
		ids := make([]int64, len(a.failures))
		for i, f := range a.failures {
			ids[i] = f.ID
		}
		library, ctx := m.options.Shelf, m.ctx
		return m.write(func() tea.Msg {
			if err := library.Dismiss(ctx, ids); err != nil {
				return failuresRead{err: err}
			}
			all, err := library.Failures(ctx)
			return failuresRead{all, false, err}
		})
	}
	return nil
}
