package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// dress gives the command and its subcommands one manner: errors and help texts are ours, and nothing but what was asked
// for is printed.
func dress(root *cobra.Command, s *streams) {
	root.SuggestionsMinimumDistance = 2 // letters between a file that is not there and the subcommand that was meant
	cobra.MousetrapHelpText = ""        // started from a desktop, it is the terminal program
	root.SilenceErrors, root.SilenceUsage, root.DisableFlagsInUseLine = true, true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		s.print(helpText(cmd)) //nolint:errcheck,gosec // the buffer keeps the error for the last flush
	})
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if charset, ok := errors.AsType[*articles.CharsetError](err); ok {
			return usage(cmd.CommandPath(), "--encoding: %w", charset)
		}
		return usage(cmd.CommandPath(), "%w", err)
	})
	root.SetHelpCommand(newHelp(root))
	for _, cmd := range root.Commands() {
		cmd.DisableFlagsInUseLine = true
	}
}

// newHelp returns the subcommand that shows the help of another one.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show what a subcommand does and takes",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usage(cmd.CommandPath(), "no subcommand is called %q", strings.Join(args, " "))
			}
			return found.Help()
		},
	}
}

// helpText is all that `--help` shows of a command.
func helpText(cmd *cobra.Command) string {
	cmd.InitDefaultHelpFlag()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nUsage:\n  %s\n", firstOf(cmd.Long, cmd.Short), cmd.UseLine())
	if listed := visible(cmd); len(listed) > 0 {
		if cmd.Runnable() {
			fmt.Fprintf(&b, "  %s COMMAND [ARGUMENTS]...\n", cmd.CommandPath())
		}
		b.WriteString("\nCommands:\n")
		for _, c := range listed {
			fmt.Fprintf(&b, "  %-11s %s\n", c.Name(), c.Short)
		}
	}
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", cmd.Example)
	}
	if flags := strings.TrimRight(cmd.LocalFlags().FlagUsages(), "\n"); flags != "" {
		fmt.Fprintf(&b, "\nFlags:\n%s\n", flags)
	}
	return b.String()
}

// visible lists the subcommands that help shows.
func visible(cmd *cobra.Command) []*cobra.Command {
	var listed []*cobra.Command
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() && c.Name() != "help" {
			listed = append(listed, c)
		}
	}
	return listed
}

// atMost checks the number of arguments.
func atMost(most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > most {
			return usage(cmd.CommandPath(), "%q is one argument too many", args[most])
		}
		return nil
	}
}

// exactly checks the number of arguments; what names the missing one.
func exactly(number int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < number {
			return usage(cmd.CommandPath(), "%s is missing", what)
		}
		return atMost(number)(cmd, args)
	}
}
