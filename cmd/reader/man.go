package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed-0d8bf4ce/reader/internal/config"
)

func newMan(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Long:    "Prints the manual page of the command and its subcommands. SOURCE_DATE_EPOCH dates it.",
		Example: "  reader man > reader.1 && man ./reader.1",
		Args:    atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			date := ""
			if epoch := s.getenv("SOURCE_DATE_EPOCH"); epoch != "" {
				seconds, err := strconv.ParseInt(epoch, 10, 64)
				if err != nil {
					return usage(cmd.CommandPath(), "SOURCE_DATE_EPOCH is %q, not a number of seconds", epoch)
				}
				date = time.Unix(seconds, 0).UTC().Format(time.DateOnly)
			}
			return s.print(manual(cmd.Root(), date))
		},
	}
}

const (
	manualExit = `.SH EXIT STATUS
.IP 0 4
done
.IP 1 4
.BR "reader lint" " or " "reader glossary lint"
has findings
.IP 2 4
it could not: wrong usage, a missing file, bad input
`
	manualEnvironment = `.SH ENVIRONMENT
.TP
.BR NO_COLOR ", " CLICOLOR_FORCE ", " COLORTERM ", " TERM
say how much colour there is
.TP
.BR READER_CONFIG_DIR ", " READER_DATA_DIR ", " READER_CACHE_DIR
the folders for the configuration, for what the user made, and for what can be made again.
Without them
.BR XDG_CONFIG_HOME ", " XDG_DATA_HOME " and " XDG_CACHE_HOME
say where they are, else they are
.IR ~/.config/reader ", " ~/.local/share/reader " and " ~/.cache/reader .
.TP
.BR HTTPS_PROXY ", " HTTP_PROXY ", " NO_PROXY
the proxy through which pages are fetched
.TP
.B BROWSER
the browser for pages that articles lead to, several of them parted by colons; without it the system's own, where there is a screen with windows
.TP
.BR VISUAL ", " EDITOR
the editor of
.B reader config edit
`
	manualFiles = `.SH FILES
.TP
.I ~/.config/reader/config.toml
the settings, see
.B reader config
.TP
.I ~/.config/reader/packs/
rule packs, see
.B reader glossary
.TP
.I ~/.config/reader/switches.yaml
which packs and rules hold where, see
.B reader glossary disable
`
)

// manual writes the whole manual page in the language of man(7).
func manual(root *cobra.Command, date string) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH READER 1 %q reader \"User Commands\"\n", date)
	fmt.Fprintf(&b, ".SH NAME\nreader \\- %s\n", roff(lowerFirst(root.Short)))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n.br\n.B reader\nCOMMAND [ARGUMENTS]...\n", roff(root.UseLine()))
	b.WriteString(".SH DESCRIPTION\n" + paragraphs(root.Long))
	manualFlags(&b, root.LocalFlags())
	b.WriteString(".SH COMMANDS\n")
	for _, cmd := range visible(root) {
		manualCommand(&b, cmd)
	}
	return b.String() + manualExit + manualEnvironment + manualVariables() + manualFiles
}

// manualVariables tells the variables that stand for settings.
func manualVariables() string {
	var names []string
	for _, s := range config.Table {
		names = append(names, s.Variables()...)
	}
	return ".TP\n.BR " + strings.Join(names, ` ", " `) + "\nstand before the file of settings\n"
}

func manualCommand(b *strings.Builder, cmd *cobra.Command) {
	fmt.Fprintf(b, ".SS %s\n%s", roff(cmd.UseLine()), paragraphs(firstOf(cmd.Long, cmd.Short+".")))
	manualFlags(b, cmd.LocalFlags())
	if cmd.Example != "" {
		fmt.Fprintf(b, ".PP\nExamples:\n.PP\n.nf\n%s\n.fi\n", roff(cmd.Example))
	}
	for _, sub := range visible(cmd) {
		manualCommand(b, sub)
	}
}

func manualFlags(b *strings.Builder, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, use := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(b, ".TP\n\\fB%s\\fR", roff(name))
		if value != "" {
			fmt.Fprintf(b, " \\fI%s\\fR", roff(value))
		}
		b.WriteString("\n" + roff(use))
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" && f.DefValue != "[]" {
			b.WriteString(" (default " + roff(f.DefValue) + ")")
		}
		b.WriteByte('\n')
	})
}

// paragraphs sets text with blank lines between its paragraphs.
func paragraphs(text string) string {
	return ".PP\n" + strings.ReplaceAll(roff(text), "\n\n", "\n.PP\n") + "\n"
}

// roff escapes what the formatter would take for its own.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
