package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// formatFlag adds --format with the given values, the first of which is the default.
func formatFlag(cmd *cobra.Command, to *string, values ...string) {
	cmd.Flags().StringVar(to, "format", values[0], "output as `"+strings.Join(values, "|")+"`")
	complete(cmd, "format", values...)
}

// charsetFlag adds --encoding. A name that no encoding has is told before anything is read.
func charsetFlag(cmd *cobra.Command, to *string, of string) {
	cmd.Flags().Var((*charsetValue)(to), "encoding", "character `encoding` of "+of+", if it is guessed wrong (gb18030, big5, …)")
	complete(cmd, "encoding", articles.Charsets()...)
}

// charsetValue is the name of an encoding.
type charsetValue string

func (v *charsetValue) String() string { return string(*v) }
func (v *charsetValue) Type() string   { return "encoding" }

func (v *charsetValue) Set(name string) error {
	known, err := articles.Charset(name)
	*v = charsetValue(known)
	return err
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
