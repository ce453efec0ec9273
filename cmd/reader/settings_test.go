package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// TestWatchSettings: a file that is saved is read again, flags stay before it, and one with a mistake is told.
func TestWatchSettings(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, configName)
	s := &streams{environ: []string{"READER_CONFIG_DIR=" + dir, "READER_MOUSE=nonsense"}}
	cmd := &cobra.Command{}
	settingFlags(cmd, settingNames()...)
	if err := cmd.Flags().Set("theme", "pink"); err != nil {
		t.Fatal(err)
	}
	save := func(text string) {
		t.Helper()
		if err := replaceFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	watch := watchSettings("reader", s, cmd.Flags(), "")
	save("mode = \"both\"\ntheme = \"light\"\nmeasure = 60\n")
	got, _, err := watch(t.Context())
	if err != nil || got.Mode != render.Both || got.Theme != "pink" || got.Measure != 60 {
		t.Errorf("%+v, %v", got, err)
	}
	save("measure = 70\nmdoe = 1\n")
	if _, _, err = watch(t.Context()); err == nil || err.Error() != `config.toml:2:1: "mdoe" is not known: did you mean "mode"?` {
		t.Errorf("a mistake is told as %v", err)
	}
	save("measure = 50\n[keys]\nnext-fix = \"j\"\n")
	if got, notice, err := watch(t.Context()); err != nil || got.Measure != 50 || !strings.Contains(notice, "config.toml:3:12: \"j\" is on") {
		t.Errorf("with a clash: %+v, %q, %v", got, notice, err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if got, _, err = watch(t.Context()); err != nil || got.Measure != 80 || got.Theme != "pink" {
		t.Errorf("without the file: %+v, %v", got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := watch(ctx); err == nil {
		t.Error("it watches on when the program has ended")
	}
}

func TestReadConfig(t *testing.T) {
	file := filepath.Join(t.TempDir(), configName)
	if err := os.WriteFile(file, []byte(strings.Repeat("#", mostConfig+1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readConfig(file); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("a huge file is read: %v", err)
	}
}
