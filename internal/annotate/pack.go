package annotate

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Pack is one file of rules (docs/rules.md describes the format).
type Pack struct {
	Name    string   `yaml:"pack"`
	About   string   `yaml:"about"`
	Shields []string `yaml:"shields"` // longer phrases that are right as they stand
	Rules   []Rule   `yaml:"rules"`
	Names   []Name   `yaml:"names"`
}

// Rule is one correction with its conditions and its own examples.
type Rule struct {
	ID         string   `yaml:"id"`
	ZH         string   `yaml:"zh"`
	Pinyin     string   `yaml:"pinyin"`
	Literal    string   `yaml:"literal"`
	Fix        string   `yaml:"fix"`
	Plural     string   `yaml:"plural"`
	Modifier   string   `yaml:"modifier"`
	Kind       Kind     `yaml:"kind"`
	Severity   Severity `yaml:"severity"`
	Note       string   `yaml:"note"`
	Match      []Form   `yaml:"match"`
	Case       Case     `yaml:"case"`
	Risk       Risk     `yaml:"risk"`
	Names      []string `yaml:"names"`
	Near       []string `yaml:"near"`
	Unless     []string `yaml:"unless"`
	Before     []string `yaml:"before"`
	After      []string `yaml:"after"`
	Date       Years    `yaml:"date"`
	Article    string   `yaml:"article"`
	Reach      Reach    `yaml:"reach"`
	Confidence float64  `yaml:"confidence"`
	Hits       []string `yaml:"hits"`
	Leaves     []string `yaml:"leaves"`

	Pack string `yaml:"-"`
	Line int    `yaml:"-"` // where the rule stands in its file, from 1
}

// Form is one way in which machines render a rule's original. What it leaves empty is as the rule has it.
type Form struct {
	Text       string   `yaml:"text"`
	Fix        *string  `yaml:"fix"`
	Plural     string   `yaml:"plural"`
	Modifier   string   `yaml:"modifier"`
	Severity   Severity `yaml:"severity"`
	Risk       Risk     `yaml:"risk"`
	Case       Case     `yaml:"case"`
	Confidence float64  `yaml:"confidence"`
}

// UnmarshalYAML reads a form from a plain string or from a map.
func (f *Form) UnmarshalYAML(read func(any) error) error {
	if read(&f.Text) == nil {
		return nil
	}
	type fields Form
	return read((*fields)(f))
}

// Risk says how ordinary a form is in English.
type Risk string

// The risks.
const (
	Low  Risk = "low"  // nobody writes it: fires alone
	Mid  Risk = "mid"  // rare: needs one thing that speaks for it
	High Risk = "high" // ordinary English: needs what stands near
)

// atLeast raises a risk to what was measured: a phrase seen in ordinary English is mid at least, one seen often high.
func (r Risk) atLeast(common uint8) Risk {
	switch {
	case common == 2 || r == High || common == 1 && r == Mid:
		return High
	case common == 1 || r == Mid:
		return Mid
	}
	return Low
}

// Case says what the letters of a match must look like.
type Case string

// The cases.
const (
	FoldCase  Case = "fold"  // any
	TitleCase Case = "title" // every word capitalised
	ExactCase Case = "exact" // as the form has it
)

// Reach says how much of the text a match takes along.
type Reach string

// The reaches. Those of lines serve furniture.
const (
	ReachMatch Reach = ""     // the match itself
	ReachLine  Reach = "line" // a match at the start of a line takes the line
	ReachTail  Reach = "tail" // from the match to the end of the line
)

// Years is a span of years of publication, both ends included; 0 leaves an end open.
type Years struct {
	From int `yaml:"from"`
	To   int `yaml:"to"`
}

// Name is somebody or something that articles of this kind talk about: evidence for rules, and the cast of an article.
type Name struct {
	ID        string   `yaml:"id"`
	Name      string   `yaml:"name"`
	ZH        string   `yaml:"zh"`
	Pinyin    string   `yaml:"pinyin"`
	Kind      string   `yaml:"kind"`
	Note      string   `yaml:"note"`
	Spellings []string `yaml:"spellings"`
	Weak      []string `yaml:"weak"`
}

// Mistake is what is wrong with a pack, and where.
//
//nolint:errname // in the words of the house it is a mistake in a pack
type Mistake struct {
	File         string
	Line, Column int
	Text         string
}

func (m Mistake) Error() string { return fmt.Sprintf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Text) }

// maxPack is the largest pack that is read, in bytes.
const maxPack = 8 << 20

// ReadPack reads a pack. Everything wrong with it is reported, each as a Mistake with file, line and column.
func ReadPack(file string, data []byte) (*Pack, error) {
	if len(data) > maxPack {
		return nil, Mistake{file, 1, 1, fmt.Sprintf("a pack may have %d MB at most", maxPack>>20)}
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, yamlMistake(file, err)
	}
	var p Pack
	if err := yaml.UnmarshalWithOptions(data, &p, yaml.DisallowUnknownField()); err != nil {
		return nil, yamlMistake(file, err)
	}
	at := placesOf(tree)
	var wrong []error
	if p.Name == "" {
		wrong = append(wrong, Mistake{file, 1, 1, "the pack has no name: begin it with `pack: NAME`"})
	}
	seen := map[string]bool{}
	for i := range p.Rules {
		r := &p.Rules[i]
		pos := at.rule(i)
		r.Pack, r.Line = p.Name, pos.line
		for _, text := range r.check(seen) {
			wrong = append(wrong, Mistake{file, pos.line, pos.column, fmt.Sprintf("rule %q: %s", r.ID, text)})
		}
		seen[r.ID] = true
	}
	for i, n := range p.Names {
		if n.ID == "" || n.Name == "" {
			pos := at.name(i)
			wrong = append(wrong, Mistake{file, pos.line, pos.column, "a name needs `id` and `name`"})
		}
	}
	return &p, errors.Join(wrong...)
}

func yamlMistake(file string, err error) error {
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		pos := ye.GetToken().Position
		return Mistake{file, pos.Line, pos.Column, ye.GetMessage()}
	}
	return Mistake{file, 1, 1, strings.SplitN(err.Error(), "\n", 2)[0]}
}

type place struct{ line, column int }

// places knows where the rules and names of a pack stand in its file.
type places struct{ rules, names []place }

func (p places) rule(i int) place { return nth(p.rules, i) }
func (p places) name(i int) place { return nth(p.names, i) }

func nth(all []place, i int) place {
	if i < len(all) {
		return all[i]
	}
	return place{1, 1}
}

func placesOf(f *ast.File) (p places) {
	for _, doc := range f.Docs {
		root, ok := doc.Body.(*ast.MappingNode)
		if !ok {
			continue
		}
		for _, field := range root.Values {
			list, ok := field.Value.(*ast.SequenceNode)
			if !ok {
				continue
			}
			var all []place
			for _, v := range list.Values {
				all = append(all, placeOf(v))
			}
			switch field.Key.String() {
			case "rules":
				p.rules = all
			case "names":
				p.names = all
			}
		}
	}
	return p
}

func placeOf(n ast.Node) place {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if m, ok := n.(*ast.MappingValueNode); ok {
		n = m.Key
	}
	pos := n.GetToken().Position
	return place{pos.Line, pos.Column}
}
