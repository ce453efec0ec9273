package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the release build. Other builds know theirs from the module or the repository.
var version = ""

// build is what is known of this program.
type build struct{ version, commit, date, golang, platform string }

func readBuild() build {
	b := build{version: version, golang: runtime.Version(), platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	changed := ""
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			b.commit = setting.Value[:min(12, len(setting.Value))]
		case "vcs.time":
			b.date = setting.Value
		case "vcs.modified":
			if setting.Value == "true" {
				changed = " with changes"
			}
		}
	}
	if b.commit != "" {
		b.commit += changed
	}
	if b.version == "" && info.Main.Version != "(devel)" {
		b.version = info.Main.Version
	}
	return b
}

// String is what `reader --version` prints.
func (b build) String() string {
	text := "reader " + firstOf(b.version, "development build")
	if b.commit != "" {
		text += " (" + b.commit
		if b.date != "" {
			text += ", " + b.date
		}
		text += ")"
	}
	return fmt.Sprintf("%s %s %s", text, b.golang, b.platform)
}

func newVersion(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			return s.print(readBuild().String() + "\n")
		},
	}
}
