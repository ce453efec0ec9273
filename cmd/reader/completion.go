package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// shells are those for which there are completions.
var shells = []struct {
	name  string
	write func(*cobra.Command, io.Writer) error
}{
	{"bash", func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) }},
	{"zsh", (*cobra.Command).GenZshCompletion},
	{"fish", func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) }},
	{"powershell", (*cobra.Command).GenPowerShellCompletionWithDesc},
}

func newCompletion(s *streams) *cobra.Command {
	names := make([]string, len(shells))
	for i, shell := range shells {
		names[i] = shell.name
	}
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Print completions for a shell",
		Example: `  source <(reader completion bash)
  reader completion zsh > "${fpath[1]}/_reader"
  reader completion fish > ~/.config/fish/completions/reader.fish
  reader completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: names,
		Args:      exactly(1, "the shell"),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, shell := range shells {
				if shell.name == args[0] {
					return shell.write(cmd.Root(), s.out)
				}
			}
			return usage(cmd.CommandPath(), "%q is not known: it can be %s", args[0], quoteList(names))
		},
	}
}

// completeArticles makes the shell offer the newest articles of the library, or the built-in ones where there is none, beside files.
func completeArticles(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if kept, _ := completeEntries(standardStreams())(cmd, args, typed); len(kept) > 0 {
		return kept, cobra.ShellCompDirectiveDefault
	}
	known, err := articles.Builtin()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	ids := make([]cobra.Completion, len(known))
	for i, a := range known {
		ids[i] = cobra.CompletionWithDesc(a.ID, a.Title)
	}
	return ids, cobra.ShellCompDirectiveDefault
}
