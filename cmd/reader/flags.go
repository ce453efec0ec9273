package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// formatFlag adds --format with the given values, the first of which is the default.
func formatFlag(cmd *cobra.Command, to *string, values ...string) {
	cmd.Flags().StringVar(to, "format", values[0], "output as `"+strings.Join(values, "|")+"`")
	complete(cmd, "format", values...)
}

// complete makes the shell offer values for a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag is not there: a mistake of ours
	}
}

// completeOrFile makes the shell offer values for a flag, and files once a path has been begun.
func completeOrFile(cmd *cobra.Command, flag string, values ...string) {
	offer := func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		if strings.ContainsAny(begun, `./\~`) {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return values, cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // the flag is not there: a mistake of ours
	}
}
