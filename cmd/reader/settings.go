package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/ui"
)

// What holds is what a flag says, else a variable of the environment, else the file, else the default. A mistake in the file or in a
// variable costs nothing but itself: a filter says it on standard error and goes on, the terminal program says it in its bar.

// configName is the file in the configuration directory; mostConfig is how much of it is read.
const (
	configName = "config.toml"
	mostConfig = 1 << 20
)

// configFile is where the settings are, "" where the environment names no home.
func configFile(getenv func(string) string) string {
	for _, d := range directories(getenv) {
		if d.name == "config" && d.path != "" {
			return filepath.Join(d.path, configName)
		}
	}
	return ""
}

// mostChoices is up to how many values help names.
const mostChoices = 4

// settingFlags gives a command flags for settings, but for those that it has.
func settingFlags(cmd *cobra.Command, names ...string) {
	f := cmd.Flags()
	for _, s := range config.Table {
		if !slices.Contains(names, s.Name) || f.Lookup(s.Flag()) != nil {
			continue
		}
		value, choices := s.Text(config.Defaults()), s.Choices()
		switch {
		case choices == nil:
			f.String(s.Flag(), value, strings.Replace(s.Does, "cells", "`cells`", 1))
		case s.Is():
			f.Bool(s.Flag(), value == "true", s.Does)
		case len(choices) > mostChoices:
			f.String(s.Flag(), value, "`name` of "+s.Does)
		default:
			f.String(s.Flag(), value, s.Does+": `"+s.Takes+"`")
		}
		switch {
		case choices != nil && s.Or != "":
			completeOrFile(cmd, s.Flag(), choices...)
		case choices != nil:
			complete(cmd, s.Flag(), choices...)
		}
	}
}

// settings returns what holds for a command with these flags. The second error is what is wrong with the file and the environment; the
// rest of them holds.
func settings(command string, s *streams, flags *pflag.FlagSet) (c *config.Config, wrong, err error) {
	c, wrong, err = unstyled(command, s, flags)
	if err != nil || flags.Lookup("theme") == nil { // what shows nothing needs no style
		return c, wrong, err
	}
	style := readStyle(s, c)
	if style != nil && c.Theme == "" && c.Origin("theme").From == config.FromFlag {
		return c, wrong, style
	}
	return c, errors.Join(wrong, style), nil
}

// unstyled is settings without the style file that the theme may name.
func unstyled(command string, s *streams, flags *pflag.FlagSet) (c *config.Config, wrong, err error) {
	c = config.New(ui.Places())
	if file := configFile(s.getenv); file != "" {
		data, failed := readConfig(file)
		switch {
		case failed == nil:
			wrong = c.Read(file, data)
		case !errors.Is(failed, fs.ErrNotExist):
			wrong = failed
		}
	}
	wrong = errors.Join(wrong, c.Environment(s.getenv))
	for _, setting := range config.Table {
		flag := flags.Lookup(setting.Flag())
		if flag == nil || !flag.Changed {
			continue
		}
		if failed := c.Set(setting.Name, flag.Value.String(), config.Origin{From: config.FromFlag, Where: "--" + flag.Name}); failed != nil {
			return c, wrong, usage(command, "--%s: %w", flag.Name, failed)
		}
	}
	return c, wrong, nil
}

// settingsSaid is settings for a command that says what is wrong and goes on.
func settingsSaid(command string, s *streams, flags *pflag.FlagSet) (config.Settings, error) {
	c, wrong, err := settings(command, s, flags)
	if err != nil {
		return c.Settings, err
	}
	for _, one := range annotate.Mistakes(wrong) {
		s.fail(one)
	}
	return c.Settings, nil
}

// readConfig reads a file of settings. One that is no file at all would be waited for.
func readConfig(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read settings: %s is no file", file)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(f, mostConfig+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read settings: %w", err)
	case len(data) > mostConfig:
		return nil, fmt.Errorf("read settings: %s is larger than %d bytes", file, mostConfig)
	}
	return data, nil
}

// trouble says in a line what is wrong with the settings: the bar is short.
func trouble(wrong error) string {
	all := annotate.Mistakes(wrong)
	if len(all) == 0 {
		return ""
	}
	text := all[0].Error()
	if m, ok := errors.AsType[annotate.Mistake](all[0]); ok {
		m.File = filepath.Base(m.File)
		text = m.Error()
	}
	if len(all) > 1 {
		text += fmt.Sprintf(" (and %d more: `reader config check`)", len(all)-1)
	}
	return text
}

// watchSettings returns a function that waits until the file of settings has changed and reads it again; a style file that the theme names is
// watched likewise.
func watchSettings(command string, s *streams, flags *pflag.FlagSet, style string) func(context.Context) (config.Settings, string, error) {
	file := configFile(s.getenv)
	if file == "" && style == "" {
		return nil
	}
	stamps := func() [2]articles.Stamp { return [2]articles.Stamp{articles.StampOf(file), articles.StampOf(style)} }
	taken := stamps()
	return func(ctx context.Context) (config.Settings, string, error) {
		now, err := changed(ctx, taken, stamps)
		if err != nil {
			return config.Settings{}, "", err
		}
		taken = now
		there := now[0] != articles.Stamp{}
		data, err := readConfig(file)
		if err == nil {
			err = config.New(ui.Places()).Read(file, data)
		}
		text := trouble(err)
		if there && !config.Harmless(err) {
			return config.Settings{}, "", errors.New(text)
		}
		if !there {
			text = ""
		}
		c, _, err := unstyled(command, s, flags)
		if err != nil {
			return c.Settings, text, err
		}
		named := styleFile(s, c)
		if err := readStyle(s, c); c.Style == nil && named != "" {
			return config.Settings{}, "", errors.New(trouble(err))
		} else if err != nil {
			text = trouble(err)
		}
		if named != style {
			style = named
			taken = stamps()
		}
		return c.Settings, text, nil
	}
}
