package dictionary

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Store keeps compiled dictionaries in a directory, which need not exist.
type Store struct{ Dir string }

// ending of the names of compiled dictionaries.
const ending = ".dictionary"

var validName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

// ErrName is the error for a name that a dictionary cannot have.
var ErrName = errors.New("a name has lower-case letters, digits and hyphens")

// ErrNone is the error for a dictionary that is not there.
var ErrNone = errors.New("there is no such dictionary")

// Order says what to add.
type Order struct {
	From   string // a file or an address
	Name   string // "" takes the dictionary's own
	Access Access
	Now    time.Time
}

// Add reads a dictionary and keeps it; one of the same name gives way to it, whole or not at all. The mistakes are lines that were left out,
// or what made it no dictionary.
func (s Store) Add(ctx context.Context, o Order) (Info, []Mistake, error) {
	if o.Name != "" && !validName.MatchString(o.Name) {
		return Info{}, nil, ErrName
	}
	packed, err := Load(ctx, o.From, o.Access)
	if err != nil {
		return Info{}, nil, err
	}
	text, err := Unpack(packed)
	if err != nil {
		return Info{}, nil, fmt.Errorf("%s: %w", o.From, err)
	}
	info, entries, wrong, err := Read(o.From, text)
	if err != nil {
		return Info{}, wrong, fmt.Errorf("%s: %w", o.From, err)
	}
	info.Source, info.Added = o.From, o.Now.Format(time.DateOnly)
	info.Name = o.Name
	if info.Name == "" {
		info.Name = nameOf(info.Title, o.From)
	}
	if info.Title == "" {
		info.Title = info.Name
	}
	var compiled bytes.Buffer
	if err := write(&compiled, &info, entries); err != nil {
		return Info{}, wrong, err
	}
	return info, wrong, s.keep(info.Name, compiled.Bytes())
}

// nameOf makes a name of a title or, where there is none or it is a sentence, of where the dictionary came from.
func nameOf(title, from string) string {
	if title == "" || len(title) > 40 {
		title = filepath.Base(from)
		title, _, _ = strings.Cut(title, ".")
	}
	name := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(title), "-"), "-")
	if name = name[:min(len(name), 40)]; name == "" {
		return "dictionary"
	}
	return name
}

// keep writes a file beside its place and then moves it there.
func (s Store) keep(name string, data []byte) error {
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return fmt.Errorf("keep dictionary: %w", err)
	}
	f, err := os.CreateTemp(s.Dir, ".new-*")
	if err != nil {
		return fmt.Errorf("keep dictionary: %w", err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), s.path(name))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("keep dictionary: %w", err), os.Remove(f.Name()))
	}
	return nil
}

func (s Store) path(name string) string { return filepath.Join(s.Dir, name+ending) }

// names lists the names of the dictionaries in order.
func (s Store) names() ([]string, error) {
	files, err := os.ReadDir(s.Dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("list dictionaries: %w", err)
	}
	var all []string
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name(), ending); ok && validName.MatchString(name) {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all, nil
}

// Open opens all dictionaries. Those that cannot be opened are named in the error; the others stand.
func (s Store) Open() ([]*Dictionary, error) {
	names, err := s.names()
	if err != nil {
		return nil, err
	}
	var (
		all   []*Dictionary
		wrong []error
	)
	for _, name := range names {
		d, err := open(s.path(name))
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		d.Info.Name = name
		all = append(all, d)
	}
	return all, errors.Join(wrong...)
}

// Remove removes a dictionary.
func (s Store) Remove(name string) error {
	if !validName.MatchString(name) {
		return ErrNone
	}
	err := os.Remove(s.path(name))
	if errors.Is(err, os.ErrNotExist) {
		return ErrNone
	}
	return err //nolint:wrapcheck // it names the file
}
