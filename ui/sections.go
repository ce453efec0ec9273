package ui

import (
	"fmt"
	"slices"
	"strconv"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/list"
)

// sectionKeys is every key of the list of sections that other lists do not have.
type sectionKeys struct{ Show, Drop key.Binding }

func newSectionKeys() sectionKeys {
	return sectionKeys{
		Show: keys.Bind("enter", "show", "enter"),
		Drop: keys.Bind("x", "take a search off the shelf", "x"),
	}
}

func sectionActions(k *sectionKeys) []keys.Action {
	return []keys.Action{{Name: "show", Binding: &k.Show}, {Name: "drop-search", Binding: &k.Drop}}
}

// The actions of the list of sections.
type (
	// showSection shows another part of the library.
	showSection struct{ section shelf.Section }
	// dropSearch takes a search off the shelf.
	dropSearch struct{ section shelf.Section }
)

// sections is the list of the parts of the library.
type sections struct {
	*pick

	own sectionKeys
	all []shelf.Section // one of each row; its name is "" for the articles that were named
}

func (s *sections) setKeys(k *keymaps) {
	s.own = k.sections
	s.takeWithout(k.lists)
}

func (s *sections) Key(k tea.KeyPressMsg) (any, bool) {
	at := s.at()
	switch {
	case at < 0:
	case key.Matches(k, s.own.Show):
		return s.chosen(), true
	case key.Matches(k, s.own.Drop):
		if s.all[at].Filter.Query != "" {
			return dropSearch{s.all[at]}, true
		}
		return nil, true
	}
	return s.pick.Key(k)
}

func (s *sections) Help() []key.Binding {
	own := s.own
	at := s.at()
	own.Drop.SetEnabled(at >= 0 && s.all[at].Filter.Query != "")
	return slices.DeleteFunc(append(keys.Bindings(sectionActions(&own)), s.pick.Help()...), func(b key.Binding) bool { return !b.Enabled() })
}

// showSections lists the parts of the library.
func (m *Model) showSections() tea.Cmd {
	all := m.allSections()
	if len(all) == 0 {
		m.where.then = list.ShowSections{}
		return m.askSections(false)
	}
	s := &sections{all: all, own: newSectionKeys()}
	rows, selected := make([]row, len(all)), 0
	for i, one := range all {
		rows[i] = sectionRow(one)
		if one.Name == "" {
			rows[i] = row{name: "Named on the command line", right: strconv.Itoa(len(m.options.Articles))}
		}
		rows[i].does = answered{showSection{one}}
		if m.isShown(one) {
			selected = i
		}
	}
	s.pick = newPick("Sections · unread of all", rows, m.theme)
	m.push(s)
	s.move(selected)
	return nil
}

// allSections are the parts of the library in their order, before them the articles that were named, if any.
func (m *Model) allSections() []shelf.Section {
	if m.options.Named && m.where.sections != nil {
		return append([]shelf.Section{{}}, m.where.sections...)
	}
	return m.where.sections
}

// isShown reports whether a section is the one that the shelf shows.
func (m *Model) isShown(s shelf.Section) bool {
	return s.Filter == m.where.section.Filter && (s.Name == "") == m.named()
}

func sectionRow(s shelf.Section) row {
	r := row{name: s.Name, right: strconv.Itoa(s.Count)}
	if s.Unread > 0 {
		r.right = fmt.Sprintf("%d of %d", s.Unread, s.Count)
	}
	switch f := s.Filter; {
	case f.Query != "":
		r.detail = "search"
		r.more = "everything that is found by: " + document.CleanLine(f.Query)
	case f.Source != 0:
		r.detail = "feed or folder"
	case f.Tag != "":
		r.detail = "tag"
	}
	return r
}
