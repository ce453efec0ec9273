package main
import "github.com/spf13/cobra"
func newReader(s *streams) *cobra.Command { return &cobra.Command{Use: "reader", SilenceErrors: true, SilenceUsage: true} }
func dress(root *cobra.Command, s *streams) {}
