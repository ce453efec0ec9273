package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// task is the bringing in of articles, which takes its time while the reader reads on.
type task struct {
	name      string // adding x.txt
	stop      context.CancelFunc
	stopped   bool
	quiet     bool // nobody asked for it: it says something only where it brought something
	refreshes bool
	keeps     *articles.Article // the open article that is added; nil for none
	told      shelf.Progress
	news      *news
}

// news is how a task tells of its progress: the latest counts.
type news struct {
	mu     sync.Mutex
	latest shelf.Progress
	fresh  chan struct{} // holds one token where there is something new
	ended  chan struct{}
}

func (n *news) tell(p shelf.Progress) {
	n.mu.Lock()
	n.latest = p
	n.mu.Unlock()
	select {
	case n.fresh <- struct{}{}:
	default:
	}
}

// The messages about tasks.
type (
	taskGoesOn struct {
		task *task
		told shelf.Progress
	}
	taskEnded struct {
		task   *task
		report shelf.Report
		err    error
	}
)

// add brings something in: a file, a folder, a page, a feed.
func (m *Model) add(what string) tea.Cmd {
	add := m.options.Add
	switch {
	case add == nil:
		m.fail(errors.New("nothing can be added here"))
		return nil
	case what == "":
		return m.askLine("add ")
	}
	what = expand(what, getenv(m.options.Env, "HOME"))
	return m.start("adding "+document.CleanLine(what), false, func(ctx context.Context, progress func(shelf.Progress)) (shelf.Report, error) {
		return add(ctx, what, progress)
	})
}

// refresh looks for what is new in feeds and folders; with force also in feeds whose time has not come.
func (m *Model) refresh(force, quiet bool) tea.Cmd {
	look := m.options.Refresh
	if look == nil {
		m.say("nothing can be looked for here")
		return nil
	}
	if slices.ContainsFunc(m.tasks, func(t *task) bool { return t.refreshes && (force || !t.stopped) }) {
		m.say("looking for what is new already")
		return nil
	}
	cmd := m.start("looking for what is new", quiet, func(ctx context.Context, tell func(shelf.Progress)) (shelf.Report, error) {
		return look(ctx, force, tell)
	})
	m.tasks[len(m.tasks)-1].refreshes = true
	return cmd
}

// retry tries again what could not be brought in.
func (m *Model) retry(all []shelf.Failure) tea.Cmd {
	try := m.options.Retry
	if try == nil {
		m.say("nothing can be added here")
		return nil
	}
	name := "trying again"
	if len(all) == 1 {
		name += " " + document.CleanLine(all[0].Address)
	}
	return m.start(name, false, func(ctx context.Context, tell func(shelf.Progress)) (shelf.Report, error) { return try(ctx, all, tell) })
}

// refreshAtStart looks for what is new, once, when the shelf is there.
func (m *Model) refreshAtStart() tea.Cmd {
	if !m.options.RefreshAtStart || m.options.Refresh == nil || m.refreshed {
		return nil
	}
	m.refreshed = true
	return m.refresh(false, true)
}

// keep puts the open article on the shelf, where it was opened by its file or its address.
func (m *Model) keep() tea.Cmd {
	a := m.open
	switch {
	case a == nil:
		m.fail(errors.New("keep what? open an article first"))
		return nil
	case m.options.Add != nil && a.Path+a.URL == "":
		m.say("this article came from no file and no address, so there is nothing to add it by")
		return nil
	}
	from := a.Path
	if from == "" {
		from = a.URL
	}
	tasks := len(m.tasks)
	cmd := m.add(from)
	if len(m.tasks) > tasks {
		m.tasks[tasks].keeps = a
	}
	return cmd
}

// isKept notes as what the open article stands in the library, once it has been added.
func (m *Model) isKept(a *articles.Article, added []shelf.ID) {
	if a == nil || len(added) != 1 {
		return
	}
	id := added[0]
	m.stock.kept[a] = id
	m.stock.rows[id] = m.row(id, a)
}

// start begins a task.
func (m *Model) start(name string, quiet bool, do func(context.Context, func(shelf.Progress)) (shelf.Report, error)) tea.Cmd {
	ctx, stop := context.WithCancel(m.ctx)
	t := &task{name: name, stop: stop, quiet: quiet, news: &news{fresh: make(chan struct{}, 1), ended: make(chan struct{})}}
	m.tasks = append(m.tasks, t)
	return tea.Batch(func() tea.Msg {
		defer stop()
		defer close(t.news.ended)
		report, err := do(ctx, t.news.tell)
		return taskEnded{t, report, err}
	}, m.listen(t))
}

// between is how long the counts of a task stand before they change: nobody reads faster.
const between = 100 * time.Millisecond

// listen waits until a task has something new to tell.
func (m *Model) listen(t *task) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-t.news.ended:
			return nil
		case <-t.news.fresh:
		}
		timer := time.NewTimer(between)
		defer timer.Stop()
		select {
		case <-t.news.ended:
			return nil
		case <-timer.C:
		}
		t.news.mu.Lock()
		defer t.news.mu.Unlock()
		return taskGoesOn{t, t.news.latest}
	}
}

func (m *Model) taskGoesOn(g taskGoesOn) tea.Cmd {
	g.task.told = g.told
	if !slices.Contains(m.tasks, g.task) {
		return nil
	}
	return m.listen(g.task)
}

// stopsTask answers the key that ends what is being brought in, where nothing stands over the screen that wants it more. What has been brought in
// already stays.
func (m *Model) stopsTask(k tea.KeyPressMsg) bool {
	return m.top() == nil && key.Matches(k, m.keys.fetching.Stop) && m.stopTask()
}

// stopTask ends what is being brought in, if the reader asked for it.
func (m *Model) stopTask() bool {
	t := m.wantedTask()
	if t == nil {
		return false
	}
	t.stop()
	t.stopped = true
	m.say("stopping: " + t.name)
	return true
}

// wantedTask is the task that was begun last of those that the reader asked for, nil for none.
func (m *Model) wantedTask() *task {
	for _, t := range slices.Backward(m.tasks) {
		if !t.quiet && !t.stopped {
			return t
		}
	}
	return nil
}

// busy is what the bar says while something is brought in that the reader asked for, "" where nothing is.
func (m *Model) busy() string {
	t := m.wantedTask()
	if t == nil {
		return ""
	}
	return m.keys.fetching.Stop.Help().Key + " stop · " + t.progress() + " …"
}

// behind is what the bar says in its corner while something is brought in that nobody asked for.
func (m *Model) behind() string {
	for _, t := range m.tasks {
		if t.quiet {
			return t.progress() + " …"
		}
	}
	return ""
}

// progress is how far a task is.
func (t *task) progress() string {
	text := t.name
	switch p := t.told; {
	case p.All > 0:
		text += fmt.Sprintf(" · %d of %d", p.Done, p.All)
	case p.Done > 0:
		text += fmt.Sprintf(" · %d", p.Done)
	}
	if t.told.Added > 0 {
		text += fmt.Sprintf(" · %d added", t.told.Added)
	}
	if t.told.What != "" {
		text += " · " + document.CleanLine(t.told.What)
	}
	return text
}

// taskEnded tells what came of a task, and shows it on the shelf.
func (m *Model) taskEnded(e taskEnded) tea.Cmd {
	m.tasks = slices.DeleteFunc(m.tasks, func(t *task) bool { return t == e.task })
	r := e.report
	m.isKept(e.task.keeps, r.Added)
	m.tellReport(e)
	changed := len(r.Added)+r.Changed+r.Gone > 0
	var shown tea.Cmd
	switch {
	case !changed:
	case m.unlibraried():
		shown, _ = m.withLibrary(nil)
	default:
		shown = tea.Batch(m.reread(), m.askSections(false))
	}
	if len(m.tasks) > 0 {
		return shown
	}
	return tea.Batch(shown, m.askFailures(false))
}

func (m *Model) tellReport(e taskEnded) {
	said := e.report.String()
	switch {
	case e.err != nil && !errors.Is(e.err, context.Canceled):
		if !e.task.quiet {
			m.fail(e.err)
		}
	case e.task.quiet && len(e.report.Added)+e.report.Changed == 0:
	case len(e.report.Failures) > 0 && !e.task.quiet:
		if len(e.report.Failures) == 1 && len(e.report.Added)+e.report.Known+e.report.Changed == 0 {
			f := e.report.Failures[0]
			name := f.Address
			if !strings.Contains(name, "://") {
				name = filepath.Base(name) // the bar is short
			}
			said = document.CleanLine(name + ": " + strings.TrimSuffix(f.Why, "."))
		}
		m.sayKey(said, m.keys.shelf.Failures, "tells more")
		m.notice.wrong = true
	default:
		m.say(said)
	}
}
