package annotate

// Pack is one file of rules (docs/rules.md describes the format).
type Pack struct {
	Name    string   `yaml:"pack"`
	About   string   `yaml:"about"`
	Version string   `yaml:"version"` // these three are for packs that are handed on
	Licence string   `yaml:"licence"`
	Author  string   `yaml:"author"`
	Only    *Scope   `yaml:"only"`    // where all of it holds; nil: everywhere
	Off     []Switch `yaml:"off"`     // rules and packs of others that this pack switches off
	Shields []string `yaml:"shields"` // longer phrases that are right as they stand
	Rules   []Rule   `yaml:"rules"`
	Names   []Name   `yaml:"names"`

	File string `yaml:"-"` // as ReadPack was told; no part of a compiled pack
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
	Only       *Scope   `yaml:"only"` // where it holds, in the scope of its pack; nil: everywhere
	Hits       []string `yaml:"hits"`
	Leaves     []string `yaml:"leaves"`

	Pack string `yaml:"-"`
	Line int    `yaml:"-"` // where the rule stands in its file, from 1

	readings []string // phrases that were generated from its original (generate.go)
	read     bool     // it has readings, which are in the compiled phrases

	unreadCues []byte // near, unless, before and after as they were compiled, until readCues reads them
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

	Guess Risk = "guess" // made from the original by the program, not seen anywhere yet: packs cannot ask for it
)

// atLeast raises a risk to what was measured: a phrase seen in ordinary English is mid at least, one seen often high.
func (r Risk) atLeast(common uint8) Risk {
	switch {
	case common == 2 || r == High || common == 1 && r == Mid:
		return High
	case r == Guess:
		return Guess
	case common == 1 || r == Mid:
		return Mid
	}
	return Low
}

// more is the next higher risk.
func (r Risk) more() Risk {
	if r == Low {
		return Mid
	}
	return High
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
