package glossary

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Hint is the line by which editors find the schema of packs.
const Hint = "# yaml-language-server: $schema=pack.schema.json\n"

// writeYAML writes packs as our own files have them, one document each.
func writeYAML(w io.Writer, packs []*annotate.Pack) ([]string, error) {
	for i, p := range packs {
		if i > 0 {
			if _, err := io.WriteString(w, "---\n"); err != nil {
				return nil, err
			}
		}
		if _, err := io.WriteString(w, YAML(p)); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// readYAML reads our own files, several packs in one where lines of three hyphens stand between them.
func readYAML(file string, data []byte, name string) ([]*annotate.Pack, []string, error) {
	var (
		all   []*annotate.Pack
		wrong []error
	)
	for _, doc := range documents(data) {
		p, err := annotate.ReadPack(file, doc)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		if name != "" {
			p.Name = name
		}
		all = append(all, p)
	}
	if err := join(wrong); err != nil {
		return nil, nil, err
	}
	return Merge(all), nil, nil
}

// documents cuts a stream of YAML documents. Empty lines stand in front of the later ones, so that their lines are those of the file.
func documents(data []byte) (docs [][]byte) {
	lines, from := 0, 0
	var doc []byte
	flush := func() {
		if len(bytes.TrimSpace(doc)) > 0 {
			docs = append(docs, append(bytes.Repeat([]byte("\n"), from), doc...))
		}
		doc, from = nil, lines
	}
	for line := range bytes.Lines(data) {
		lines++
		if string(bytes.TrimRight(line, " \r\n")) == "---" {
			flush()
			continue
		}
		doc = append(doc, line...)
	}
	flush()
	return docs
}

// YAML writes a pack as our own files have it.
func YAML(p *annotate.Pack) string {
	var b strings.Builder
	b.WriteString(Hint)
	field(&b, "", "pack", p.Name)
	for _, f := range []struct{ name, value string }{{"about", p.About}, {"version", p.Version}, {"licence", p.Licence}, {"author", p.Author}} {
		if f.value != "" {
			field(&b, "", f.name, f.value)
		}
	}
	if p.Only != nil {
		b.WriteString("only: " + scopeYAML(p.Only) + "\n")
	}
	if len(p.Off) > 0 {
		var names []string
		for _, o := range p.Off {
			names = append(names, o.Name)
		}
		fmt.Fprintf(&b, "off: %s\n", flow(names))
	}
	block(&b, "", "shields", p.Shields)
	if len(p.Names) > 0 {
		b.WriteString("names:\n")
		for i := range p.Names {
			b.WriteString(nameYAML(&p.Names[i]))
		}
	}
	if len(p.Rules) > 0 {
		b.WriteString("rules:\n")
		for i := range p.Rules {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(RuleYAML(&p.Rules[i], "  "))
		}
	}
	return b.String()
}

// RuleYAML writes a rule as an item of a list that is indented so.
func RuleYAML(r *annotate.Rule, indent string) string {
	var b strings.Builder
	in := indent + "  "
	b.WriteString(indent + "- id: " + scalar(r.ID) + "\n")
	text := func(name, value string) {
		if value != "" {
			field(&b, in, name, value)
		}
	}
	list := func(name string, values []string) {
		if len(values) > 0 {
			fmt.Fprintf(&b, "%s%s: %s\n", in, name, flow(values))
		}
	}
	text("zh", r.ZH)
	text("pinyin", r.Pinyin)
	text("literal", r.Literal)
	field(&b, in, "fix", r.Fix)
	text("plural", r.Plural)
	text("modifier", r.Modifier)
	text("kind", string(r.Kind))
	text("severity", string(r.Severity))
	text("note", r.Note)
	b.WriteString(in + "match:\n")
	for i := range r.Match {
		b.WriteString(in + "  - " + formYAML(&r.Match[i]) + "\n")
	}
	text("case", string(r.Case))
	text("risk", string(r.Risk))
	list("names", r.Names)
	list("near", r.Near)
	list("unless", r.Unless)
	list("before", r.Before)
	list("after", r.After)
	if years := yearsYAML(r.Date); years != "" {
		b.WriteString(in + "date: " + years + "\n")
	}
	text("article", r.Article)
	text("reach", string(r.Reach))
	if r.Confidence != 0 {
		b.WriteString(in + "confidence: " + number(r.Confidence) + "\n")
	}
	if r.Only != nil {
		b.WriteString(in + "only: " + scopeYAML(r.Only) + "\n")
	}
	block(&b, in, "hits", r.Hits)
	block(&b, in, "leaves", r.Leaves)
	return b.String()
}

func formYAML(f *annotate.Form) string {
	parts := []string{"text: " + scalar(f.Text)}
	if f.Fix != nil {
		parts = append(parts, "fix: "+scalar(*f.Fix))
	}
	for _, x := range []struct{ name, value string }{
		{"plural", f.Plural}, {"modifier", f.Modifier}, {"severity", string(f.Severity)}, {"risk", string(f.Risk)}, {"case", string(f.Case)},
	} {
		if x.value != "" {
			parts = append(parts, x.name+": "+scalar(x.value))
		}
	}
	if f.Confidence != 0 {
		parts = append(parts, "confidence: "+number(f.Confidence))
	}
	if len(parts) == 1 {
		return scalar(f.Text)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func yearsYAML(y annotate.Years) string {
	var parts []string
	if y.From != 0 {
		parts = append(parts, "from: "+strconv.Itoa(y.From))
	}
	if y.To != 0 {
		parts = append(parts, "to: "+strconv.Itoa(y.To))
	}
	if len(parts) == 0 {
		return ""
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func nameYAML(n *annotate.Name) string {
	parts := []string{"id: " + scalar(n.ID), "name: " + scalar(n.Name)}
	for _, x := range []struct{ name, value string }{{"zh", n.ZH}, {"pinyin", n.Pinyin}, {"kind", n.Kind}, {"note", n.Note}} {
		if x.value != "" {
			parts = append(parts, x.name+": "+scalar(x.value))
		}
	}
	if len(n.Spellings) > 0 {
		parts = append(parts, "spellings: "+flow(n.Spellings))
	}
	if len(n.Weak) > 0 {
		parts = append(parts, "weak: "+flow(n.Weak))
	}
	return "  - {" + strings.Join(parts, ", ") + "}\n"
}

func field(b *strings.Builder, indent, name, value string) {
	fmt.Fprintf(b, "%s%s: %s\n", indent, name, scalar(value))
}

// block writes a list of sentences, one a line.
func block(b *strings.Builder, indent, name string, values []string) {
	if len(values) == 0 {
		return
	}
	fmt.Fprintf(b, "%s%s:\n", indent, name)
	for _, v := range values {
		fmt.Fprintf(b, "%s  - %s\n", indent, quoted(v))
	}
}

func flow(values []string) string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = scalar(v)
	}
	return "[" + strings.Join(all, ", ") + "]"
}

func number(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// plain is what needs no quotes: it begins with a letter and has nothing that means something in YAML.
var plain = regexp.MustCompile(`^\pL[\pL\pM0-9 ./'’+-]*$`)

// notPlain are the words that YAML, one version or another, takes for something else than text.
var notPlain = map[string]bool{"true": true, "false": true, "null": true, "yes": true, "no": true, "on": true, "off": true, "y": true, "n": true,
	"inf": true, "nan": true}

// scalar writes a text, in quotes where YAML asks for them.
func scalar(s string) string {
	if plain.MatchString(s) && !strings.HasSuffix(s, " ") && !notPlain[strings.ToLower(s)] {
		return s
	}
	return quoted(s)
}

// quoted writes a text in double quotes. What JSON has between quotes YAML has too.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // a string is never refused
	}
	return strings.TrimSuffix(b.String(), "\n")
}
