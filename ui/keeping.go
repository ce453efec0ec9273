package ui

import (
	"errors"
	"fmt"
	"sync"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// keeping is what the Keeper is to be told, in the order in which it was done: commands run side by side.
type keeping struct {
	mu  sync.Mutex // of due
	due []func() error

	turn sync.Mutex // held while the Keeper is told something
}

// later returns a command that has everything kept that is due by then, this included.
func (k *keeping) later(do func() error) tea.Cmd {
	k.mu.Lock()
	k.due = append(k.due, do)
	k.mu.Unlock()
	return k.now
}

// now tells the Keeper all that is due.
func (k *keeping) now() tea.Msg {
	k.turn.Lock()
	defer k.turn.Unlock()
	k.mu.Lock()
	due := k.due
	k.due = nil
	k.mu.Unlock()
	var failed error
	for _, do := range due {
		failed = errors.Join(failed, do())
	}
	if failed != nil {
		return keepingFailed{fmt.Errorf("not kept: %w", failed)}
	}
	return nil
}

// keepPlace has the Keeper remember the reader's place.
func (m *Model) keepPlace(a *articles.Article) tea.Cmd {
	keeper, ctx, read, place := m.options.Keeper, m.ctx, *a, m.reading(a).place
	if a.ID == "" || keeper == nil {
		return nil
	}
	return m.keeping.later(func() error { return keeper.KeepPlace(ctx, &read, place) })
}

// keepAct has the Keeper remember what the reader did.
func (m *Model) keepAct(a *articles.Article, act review.Act) tea.Cmd {
	keeper, ctx, read := m.options.Keeper, m.ctx, *a
	if keeper == nil {
		return nil
	}
	return m.keeping.later(func() error { return keeper.Keep(ctx, &read, act) })
}
