package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// report is Markdown in the making.
type report struct{ strings.Builder }

// machine says what the run was made on: cores and memory, no more.
func (r *report) machine() {
	r.notef("%d cores, %s of memory, %s, %s.", runtime.NumCPU(), memory(), runtime.GOOS+"/"+runtime.GOARCH, strings.TrimPrefix(runtime.Version(), "go"))
	if l := load(); l != "" {
		r.notef("Load average when the run began: %s.", l)
	}
}

// load says how busy the machine is at the end.
func (r *report) load() {
	if l := load(); l != "" {
		r.notef("Load average when it ended: %s. Above the number of cores, the times are those of a busy machine: read the ratios.", l)
	}
}

// print writes what has been added since the last time on standard output.
func (r *report) print() error {
	_, err := os.Stdout.WriteString(r.String())
	r.Reset()
	return err
}

// notef adds a sentence.
func (r *report) notef(format string, args ...any) {
	_, _ = fmt.Fprintf(r, format+"\n\n", args...)
}

// add adds a table.
func (r *report) add(t *table) {
	if len(t.cells) > 0 {
		_, _ = r.WriteString(t.markdown())
	}
}

// load is the system's own figure for the last minute; "" where there is none.
func load() string {
	data, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(data), " ")
	return first
}

// memory is that of the machine, in round GiB.
func memory() string {
	data, _ := os.ReadFile("/proc/meminfo")
	_, rest, _ := strings.Cut(string(data), "MemTotal:")
	if words := strings.Fields(rest); len(words) > 0 {
		if kib, err := strconv.Atoi(words[0]); err == nil {
			return fmt.Sprintf("%d GiB", (kib+1<<19)>>20)
		}
	}
	return "an unknown amount"
}

// cell is where a table keeps the figures of one program in one row.
type cell struct{ row, program string }

// table is one measure: rows of inputs, columns of programs.
type table struct {
	title, unit, head string
	tail              bool // the 99th percentile too
	rows              []string
	cells             map[cell]*samples
	peaks             map[cell]*samples
	lost              map[cell]bool // took longer than anybody waits
}

func newTable(title, unit, head string) *table {
	return &table{title: title, unit: unit, head: head, cells: map[cell]*samples{}, peaks: map[cell]*samples{}, lost: map[cell]bool{}}
}

// at is where the figures of a program in a row are kept.
func (t *table) at(row, program string) *samples {
	if !slices.Contains(t.rows, row) {
		t.rows = append(t.rows, row)
	}
	return keep(t.cells, cell{row, program})
}

// memoryAt is where the memory of a program in a row is kept, in MiB.
func (t *table) memoryAt(row, program string) *samples { return keep(t.peaks, cell{row, program}) }

func keep(all map[cell]*samples, c cell) *samples {
	if all[c] == nil {
		all[c] = &samples{}
	}
	return all[c]
}

// giveUp files that a program took longer in a row than anybody waits.
func (t *table) giveUp(row, program string) {
	t.at(row, program)
	t.memoryAt(row, program)
	t.lost[cell{row, program}] = true
}

func (t *table) gaveUp(row, program string) bool { return t.lost[cell{row, program}] }

// memory is the table of the peaks that were filed along with the times.
func (t *table) memory(title string) *table {
	return &table{title: title, unit: "MiB", head: t.head, rows: t.rows, cells: t.peaks, lost: t.lost}
}

// markdown writes the table: a column for each program, the ratio of reader to each peer behind it.
func (t *table) markdown() string {
	var programs []string
	for _, name := range []string{"reader", "glow", "less", "newsboat", "reader, 1 core", "Aho-Corasick"} {
		for c := range t.cells {
			if c.program == name && !slices.Contains(programs, name) {
				programs = append(programs, name)
			}
		}
	}
	var b strings.Builder
	_, _ = fmt.Fprintf(&b, "### %s (%s%s)\n\n| %s |", t.title, t.unit, map[bool]string{true: ", p50 / p99", false: ", median"}[t.tail], t.head)
	for i, p := range programs {
		b.WriteString(" " + p + " |")
		if i > 0 {
			b.WriteString(" " + programs[0] + " : " + p + " |")
		}
	}
	b.WriteString("\n| --- |" + strings.Repeat(" ---: |", 2*len(programs)-1) + "\n")
	for _, row := range t.rows {
		b.WriteString("| " + row + " |")
		ours := t.cells[cell{row, programs[0]}]
		for i, p := range programs {
			theirs := t.cells[cell{row, p}]
			b.WriteString(" " + t.figure(row, p, theirs) + " |")
			if i > 0 {
				b.WriteString(" " + t.ratio(row, p, ours, theirs) + " |")
			}
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
	return b.String()
}

func (t *table) figure(row, program string, s *samples) string {
	switch {
	case t.gaveUp(row, program):
		return fmt.Sprintf("over %.0f s", patience.Seconds())
	case s == nil || len(*s) == 0:
		return "–"
	case t.tail:
		return round(s.median()) + " / " + round(s.quantile(0.99))
	}
	return round(s.median())
}

func (t *table) ratio(row, program string, ours, theirs *samples) string {
	if t.gaveUp(row, program) || t.gaveUp(row, "reader") || ours == nil || theirs == nil || theirs.median() == 0 {
		return "–"
	}
	return fmt.Sprintf("**%.2f**", ours.median()/theirs.median())
}

// round writes three digits or so.
func round(v float64) string {
	switch {
	case v >= 100:
		return number(int(v + 0.5))
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

// number writes a whole number with commas.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
