// Command reader shows machine-translated Chinese technology news with its glitches explained, and mends them in a pipe.
package main

import (
	"os"

	"github.com/spf13/cobra"
)

// commands is every subcommand, in the order in which help shows them.
var commands = []func(*streams) *cobra.Command{
	newShow,
	newAnnotate,
	newFix,
	newLint,
	newExplain,
	newList,
	newSearch,
	newAdd,
	newRemove,
	newMark,
	newNotes,
	newLog,
	newExport,
	newImport,
	newFeed,
	newGlossary,
	newDictionary,
	newConfig,
	newLibrary,
	newDoctor,
	newCompletion,
	newMan,
	newVersion,
}

func main() {
	os.Exit(run(os.Args[1:], standardStreams()))
}

// run does what the arguments say and returns the exit code.
func run(args []string, s *streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	err := root.Execute()
	if flushed := s.flush(); err == nil {
		err = flushed
	}
	return s.report(err)
}

// newRoot returns the command with all its subcommands.
func newRoot(s *streams) *cobra.Command {
	root := newReader(s)
	for _, add := range commands {
		root.AddCommand(add(s))
	}
	dress(root, s)
	return root
}
