package glossary

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// rowWriter writes the rows of a table; it tells what of a cell it cannot carry.
type rowWriter interface {
	write(cells []string) error
	end() error
	lossy(cell string) bool
	name() string
}

type csvWriter struct{ *csv.Writer }

func newCSVWriter(w io.Writer) csvWriter { return csvWriter{csv.NewWriter(w)} }

func (w csvWriter) write(cells []string) error { return w.Write(cells) }
func (w csvWriter) lossy(cell string) bool     { return strings.Contains(cell, "\r") }
func (w csvWriter) name() string               { return "csv" }
func (w csvWriter) end() error                 { w.Flush(); return w.Error() }

// tsvWriter writes tab-separated values, which know no quotes.
type tsvWriter struct{ w io.Writer }

func newTSVWriter(w io.Writer) tsvWriter { return tsvWriter{w} }

func (w tsvWriter) write(cells []string) error {
	for i, c := range cells {
		if w.lossy(c) {
			cells[i] = strings.Join(strings.FieldsFunc(c, func(r rune) bool { return r == '\t' || r == '\n' || r == '\r' }), " ")
		}
	}
	_, err := io.WriteString(w.w, strings.Join(cells, "\t")+"\n")
	return err
}

func (w tsvWriter) lossy(cell string) bool { return strings.ContainsAny(cell, "\t\n\r") }
func (w tsvWriter) name() string           { return "tsv" }
func (w tsvWriter) end() error             { return nil }

// writeTable writes the wide table: a header, and a row for each form.
func writeTable(w rowWriter, packs []*annotate.Pack) ([]string, error) {
	var lost losses
	if err := w.write(ColumnNames()); err != nil {
		return nil, err
	}
	for _, p := range packs {
		lost.header(p)
		for i := range p.Rules {
			rule, ok := whole(p, &p.Rules[i])
			if !ok {
				lost.add("rules with a scope of their own inside that of their pack")
				continue
			}
			for _, r := range rowsOf(p.Name, &rule) {
				cells := r.cells()
				if slices.ContainsFunc(cells, w.lossy) {
					lost.add("line ends and tabs inside a cell")
				}
				if err := w.write(cells); err != nil {
					return nil, err
				}
			}
		}
	}
	return lost.told(w.name()), w.end()
}

// header notes what no table of rules carries.
func (l *losses) header(p *annotate.Pack) {
	for _, x := range []struct {
		what  string
		there bool
	}{
		{"shields", len(p.Shields) > 0}, {"evidence names", len(p.Names) > 0}, {"switches (off)", len(p.Off) > 0},
		{"heads of packs (about, version, licence, author)", p.About+p.Version+p.Licence+p.Author != ""},
	} {
		if x.there {
			l.add(x.what)
		}
	}
}

// WritePairs writes form and fix alone, without a header, as translation services take them: every phrase once, braces opened.
// What needs more than the two is left out and told.
func WritePairs(w io.Writer, format string, packs []*annotate.Pack) ([]string, error) {
	var (
		lost losses
		out  rowWriter = newCSVWriter(w)
		seen           = map[string]bool{}
	)
	if format == "tsv" {
		out = newTSVWriter(w)
	}
	for _, p := range packs {
		for i := range p.Rules {
			if p.Only != nil || p.Rules[i].Only != nil {
				lost.add(scopedRules)
				continue
			}
			for _, x := range rowsOf(p.Name, &p.Rules[i]) {
				lead, tail := annotate.Context(x.form)
				switch {
				case lead != "" || tail != "":
					lost.add("forms with context in brackets")
					continue
				case x.fix == "":
					lost.add("rules that delete")
					continue
				case x.risk == string(annotate.High) || x.risk == string(annotate.Mid):
					lost.add("conditions, so forms that need them are left out")
					continue
				}
				for _, phrase := range annotate.Phrases(x.form) {
					if phrase == "" || seen[strings.ToLower(phrase)] {
						continue
					}
					seen[strings.ToLower(phrase)] = true
					if err := out.write([]string{phrase, x.fix}); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	return lost.told("a table of two columns"), out.end()
}

// record is one row of a file, with the place of each cell.
type record struct {
	cells []string
	line  int
	at    func(i int) int // the column in the file at which a cell begins
}

func readCSV(file string, data []byte, pack string) ([]*annotate.Pack, []string, error) {
	text, err := decode(file, data)
	if err != nil {
		return nil, nil, err
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	var records []record
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if syntax, ok := errors.AsType[*csv.ParseError](err); ok {
			return nil, nil, annotate.Mistake{File: file, Line: syntax.Line, Column: syntax.Column, Text: csvWords(syntax)}
		} else if err != nil {
			return nil, nil, err
		}
		places := make([]int, len(cells))
		line, _ := r.FieldPos(0)
		for i := range cells {
			_, places[i] = r.FieldPos(i)
		}
		records = append(records, record{cells, line, func(i int) int { return places[min(i, len(places)-1)] }})
	}
	return fromTable(file, records, pack)
}

// csvWords says what is wrong with a row of CSV.
func csvWords(err *csv.ParseError) string {
	switch {
	case errors.Is(err.Err, csv.ErrBareQuote):
		return "a quotation mark stands inside a cell that is not quoted; quote the cell and double the mark: \"say \"\"hi\"\"\""
	case errors.Is(err.Err, csv.ErrQuote):
		return fmt.Sprintf("a quoted cell of the row that begins in line %d does not end, or its quotation marks are not doubled", err.StartLine)
	}
	return err.Err.Error()
}

func readTSV(file string, data []byte, pack string) ([]*annotate.Pack, []string, error) {
	text, err := decode(file, data)
	if err != nil {
		return nil, nil, err
	}
	var records []record
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		cells := strings.Split(line, "\t")
		records = append(records, record{cells, number, func(i int) int {
			return len(strings.Join(cells[:min(i, len(cells))], "\t")) + 1 + min(i, 1)
		}})
	}
	return fromTable(file, records, pack)
}

// language is a code in a cell, which glossaries of four columns have behind source and target.
var language = regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?$`)

// fromTable makes packs of the rows of a table, with a header of our column names or without: then it has two columns.
func fromTable(file string, records []record, pack string) ([]*annotate.Pack, []string, error) {
	if len(records) == 0 {
		return nil, nil, annotate.Mistake{File: file, Line: 1, Column: 1, Text: "there is no row in it"}
	}
	names, wide, err := header(file, records[0])
	if err != nil {
		return nil, nil, err
	}
	if wide {
		records = records[1:]
	}
	var (
		rows  []row
		wrong []error
	)
	for _, rec := range records {
		r, err := readRow(file, rec, names, wide, pack)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		rows = append(rows, r)
	}
	packs, err := gather(file, rows)
	if err := join(append(wrong, err)); err != nil {
		return nil, nil, err
	}
	if len(packs) == 0 {
		return nil, nil, annotate.Mistake{File: file, Line: 1, Column: 1, Text: "there is no row in it but the header"}
	}
	return packs, nil, nil
}

// header reads the names of the columns, where the first row has them.
func header(file string, first record) (names []string, wide bool, err error) {
	head := strings.ToLower(strings.TrimSpace(first.cells[0]))
	if head != "form" && head != "source" {
		if len(first.cells) == 1 && strings.ContainsAny(first.cells[0], ";\t") {
			return nil, false, annotate.Mistake{File: file, Line: first.line, Column: 1, Text: "the row has one cell: are its columns separated by semicolons or tabs? Commas belong there (or save it as .tsv)"}
		}
		return []string{"form", "fix"}, false, nil
	}
	for i, cell := range first.cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		switch name {
		case "source":
			name = "form"
		case "target":
			name = "fix"
		}
		wrong := ""
		switch {
		case !slices.Contains(ColumnNames(), name):
			wrong = fmt.Sprintf("no column is called %q: it can be %s", cell, strings.Join(ColumnNames(), ", "))
		case slices.Contains(names, name):
			wrong = fmt.Sprintf("the column %q stands there twice", name)
		}
		if wrong != "" {
			return nil, false, annotate.Mistake{File: file, Line: first.line, Column: first.at(i), Text: wrong}
		}
		names = append(names, name)
	}
	if !slices.Contains(names, "fix") {
		return nil, false, annotate.Mistake{File: file, Line: first.line, Column: 1, Text: "the header names no column fix"}
	}
	return names, true, nil
}

func readRow(file string, rec record, names []string, wide bool, pack string) (row, error) {
	x := row{line: rec.line}
	fail := func(i int, format string, a ...any) (row, error) {
		return x, annotate.Mistake{File: file, Line: rec.line, Column: rec.at(i), Text: fmt.Sprintf(format, a...)}
	}
	cells := rec.cells
	if !wide && len(cells) == 4 && language.MatchString(cells[2]) && language.MatchString(cells[3]) {
		cells = cells[:2]
	}
	if len(cells) != len(names) {
		return fail(min(len(cells)-1, len(names)), "a row of %d where %d cells belong", len(cells), len(names))
	}
	for i, name := range names {
		c := columns[slices.IndexFunc(columns, func(c column) bool { return c.name == name })]
		cell := strings.TrimSpace(cells[i])
		switch {
		case c.list != nil:
			*c.list(&x.rule) = splitList(cell)
		case c.form != nil:
			*c.form(&x) = cell
		default:
			*c.rule(&x) = cell
		}
	}
	switch {
	case x.form == "":
		return fail(slices.Index(names, "form"), "the form is empty")
	case x.fix == "" && x.kind == "":
		return fail(slices.Index(names, "fix"), "the fix is empty; a rule that deletes says so by its kind (boilerplate, artifact)")
	}
	if pack != "" || x.pack == "" {
		x.pack = or(pack, PackName(baseName(file)))
	}
	if x.pack == "" {
		return fail(0, "the pack has no name: give it one with --pack")
	}
	return x, nil
}
