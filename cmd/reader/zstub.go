package main

import "github.com/spf13/cobra"

func newReader(s *streams) *cobra.Command {
	return &cobra.Command{Use: "reader", Short: "Read", Args: cobra.ArbitraryArgs, Version: readBuild().String(), RunE: func(c *cobra.Command, a []string) error { return usage("reader", "nothing yet") }}
}
func newShow(s *streams) *cobra.Command { return &cobra.Command{Use: "show", Short: "Show"} }
