package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// styleFile is where the style file is that the theme names, "" where it names none. A path in the file of settings is one from there.
func styleFile(s *streams, c *config.Config) string {
	path := c.Theme
	if !config.NamesFile(path) {
		return ""
	}
	if rest, ok := strings.CutPrefix(path, "~"+string(filepath.Separator)); ok {
		if home := s.getenv("HOME"); home != "" {
			return filepath.Join(home, rest)
		}
	}
	if !filepath.IsAbs(path) && c.Origin("theme").From == config.FromFile {
		return filepath.Join(filepath.Dir(configFile(s.getenv)), path)
	}
	return path
}

// readStyle reads the style file that the theme names, if it does. Where it cannot be used the theme is the default. The error is all
// that is wrong with it.
func readStyle(s *streams, c *config.Config) error {
	path := styleFile(s, c)
	if path == "" {
		return nil
	}
	data, err := readSmall(path)
	if err != nil {
		c.Theme = ""
		return fmt.Errorf("theme: %w", err)
	}
	theme, err := render.ReadTheme(path, data, true)
	if theme == nil {
		c.Theme = ""
		return err
	}
	c.Style = data
	return err
}

// readSmall reads a file that people write. One that is no file at all would be waited for.
func readSmall(path string) ([]byte, error) {
	data, err := readConfig(path)
	if err == nil {
		return data, nil
	}
	if inner := errors.Unwrap(err); inner != nil && os.IsNotExist(inner) {
		return nil, inner
	}
	return nil, errors.New(strings.TrimPrefix(err.Error(), "read settings: "))
}
