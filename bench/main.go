// Command bench measures reader from the outside, beside the programs that do a part of the same job.
//
//	go run .                 # everything; a quarter of an hour
//	go run . -quick          # small inputs, few runs; a few minutes
//	go run . -only shelf,keys
//
// Every program runs on a pseudo-terminal with an emulator behind it that answers what programs ask. The inputs are
// generated, the same in every run. Programs take turns (A B A B), so that a loaded machine is unfair to all of them alike;
// the ratios are what to look at. A program that is not installed is skipped, and that is said.
//
// The report is Markdown on standard output. docs/benchmarks.md explains it.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// options is what the command line says.
type options struct {
	runs  int
	quick bool
	only  string
	glow  string
}

// bench is one run: its inputs, its programs, its report.
type bench struct {
	options

	dir      string // inputs, homes and the program; removed at the end
	programs []*program
	report   report
}

// parts is everything that can be measured, in the order of the report.
var parts = []struct {
	name string
	run  func(*bench) error
}{
	{"shelf", (*bench).shelf},
	{"article", (*bench).article},
	{"inside", (*bench).inside},
	{"keys", (*bench).keys},
	{"stream", (*bench).stream},
	{"engine", (*bench).engine},
}

func main() {
	var o options
	flag.IntVar(&o.runs, "runs", 10, "how often each start is measured")
	flag.BoolVar(&o.quick, "quick", false, "small inputs and few runs")
	flag.StringVar(&o.only, "only", "", "what to measure, with commas between: "+strings.Join(names(), ","))
	flag.StringVar(&o.glow, "glow", "glow", "the glow to measure, a name or a path")
	flag.Parse()
	if o.quick {
		o.runs = min(o.runs, 3)
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func names() []string {
	var all []string
	for _, p := range parts {
		all = append(all, p.name)
	}
	return all
}

// run builds the program, measures and prints the report.
func run(o options) error {
	dir, err := os.MkdirTemp("", "reader-bench-")
	if err != nil {
		return fmt.Errorf("make a folder for the inputs: %w", err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system clears what is left
	b := &bench{options: o, dir: dir}
	if err := b.findPrograms(); err != nil {
		return err
	}
	b.report.machine()
	wanted := "," + o.only + ","
	for _, p := range parts {
		if o.only != "" && !strings.Contains(wanted, ","+p.name+",") {
			continue
		}
		started := time.Now()
		if err := p.run(b); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		progressf("%s: done in %v", p.name, time.Since(started).Round(time.Second))
		if err := b.report.print(); err != nil {
			return err
		}
	}
	b.report.load()
	return b.report.print()
}

// progressf tells on standard error what is going on.
func progressf(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...) }

// path is a name inside the folder of this run.
func (b *bench) path(elements ...string) string {
	return filepath.Join(append([]string{b.dir}, elements...)...)
}
