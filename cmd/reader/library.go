package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/intake"
	"github.com/seed-0d8bf4ce/reader/internal/library"
)

// libraryOf returns the library of the user; nothing is opened or made by that.
func libraryOf(s *streams) (*library.Library, error) {
	for _, d := range directories(s.getenv) {
		if d.name == "data" && d.path != "" {
			return library.At(filepath.Join(d.path, "library.db")), nil
		}
	}
	return nil, withHint(errors.New("find the data directory: the environment names no home"), "set READER_DATA_DIR")
}

func newLibrary(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "library path|check|backup|index",
		Short: "Look after what the program keeps: articles, places, verdicts",
		Long: `Looks after the library: the file in which the program keeps your articles, where you are in each and what you decided about its fixes.
It is made when there is something to keep. Several programs may use it at once.`,
		Example: `  reader library path
  reader library check
  reader library backup ~/reader-backup.db`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(cmd.CommandPath(), "%q is not known: it can be path, check, backup or index", args[0])
			}
			return usage(cmd.CommandPath(), "path, check, backup or index is missing")
		},
	}
	cmd.AddCommand(newLibraryPath(s), newLibraryCheck(s), newLibraryBackup(s), newLibraryIndex(s))
	for _, sub := range cmd.Commands() {
		sub.DisableFlagsInUseLine = true
	}
	return cmd
}

func newLibraryPath(s *streams) *cobra.Command {
	return &cobra.Command{
		Use: "path", Short: "Print where the library is, or would be", Args: atMost(0),
		RunE: func(*cobra.Command, []string) error {
			l, err := libraryOf(s)
			if err != nil {
				return err
			}
			return s.print(l.Path() + "\n")
		},
	}
}

func newLibraryCheck(s *streams) *cobra.Command {
	return &cobra.Command{
		Use: "check", Short: "Read all of the library and say what is wrong with it", Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			l, err := libraryOf(s)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.Close()) }()
			wrong, err := l.Check(cmd.Context())
			if err != nil {
				return err
			}
			for _, one := range wrong {
				s.sayf("%s: %s", l.Path(), document.CleanLine(one))
			}
			if len(wrong) > 0 {
				return errSaid
			}
			return nil
		},
	}
}

func newLibraryBackup(s *streams) *cobra.Command {
	return &cobra.Command{
		Use: "backup FILE", Short: "Copy the library to a new file, also while it is used",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(cmd.CommandPath(), "name the file to write")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			l, err := libraryOf(s)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.Close()) }()
			if err := l.Backup(cmd.Context(), args[0]); err != nil {
				return err
			}
			return s.print(fmt.Sprintf("copied to %s\n", document.CleanLine(args[0])))
		},
	}
}

func newLibraryIndex(s *streams) *cobra.Command {
	o := &intakeOptions{}
	cmd := &cobra.Command{
		Use: "index", Short: "Look through all articles anew that other rules, or none, have looked through", Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.withIntake(cmd.CommandPath(), s, func(ctx context.Context, i *intake.Intake) error {
				tell, end := s.teller()
				err := i.Index(ctx, tell)
				end()
				if err == nil && ctx.Err() != nil {
					s.sayf("library index: called off; the rest is done the next time")
					return errSaid
				}
				return err
			})
		},
	}
	o.ruleFlags(cmd)
	return cmd
}
