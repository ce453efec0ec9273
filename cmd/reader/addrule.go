package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/docs"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
)

type addOptions struct {
	packOptions

	rule                       annotate.Rule
	kind, severity, risk, form string // the texts of the rule's own types
	more                       []string
}

func newGlossaryAdd(s *streams) *cobra.Command {
	o := &addOptions{}
	cmd := &cobra.Command{
		Use:   "add FORM FIX",
		Short: "Add a rule to one's own pack",
		Long: `Adds a rule to packs/mine.yaml in the configuration directory; what stands there, comments too, stays as it is. The sentences of
the rule are run first, together with all other packs, and nothing is written unless they come out. Sentences that are not given
are made of the form. In a sentence where the rule applies the match is marked [as it stands=>as it shall read]; without a mark
the form itself is marked. A form that is ordinary English needs words that speak for it (--near).`,
		Example: `  reader glossary add 'micro channel' WeChat --zh 微信 --note "Tencent's messaging app."
  reader glossary add millet Xiaomi --zh 小米 --kind brand --near phones --near 'Lei Jun' --unless grain \
    --hit 'Lei Jun said that millet will sell more phones.' --leave 'They sowed millet and other grain.'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(cmd.CommandPath(), "the form and its fix are missing")
			}
			return exactly(2, "the fix")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.form, o.rule.Fix = strings.TrimSpace(args[0]), args[1]
			return o.run(cmd.CommandPath(), s)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.rule.ID, "id", "", "`id` of the rule (default: made of the fix)")
	f.StringVar(&o.rule.ZH, "zh", "", "`Chinese` of the original")
	f.StringVar(&o.rule.Pinyin, "pinyin", "", "its `pinyin`, with tone marks")
	f.StringVar(&o.rule.Literal, "literal", "", "how the machine `read` it: 微 micro + 信 letter")
	f.StringVar(&o.kind, "kind", "", "`kind` of thing (default: brand where the fix has a capital, else term)")
	f.StringVar(&o.severity, "severity", "", "`major|minor`")
	f.StringVar(&o.risk, "risk", "", "how ordinary the form is in English: `low|mid|high` (default: as measured)")
	f.StringVar(&o.rule.Note, "note", "", "one `sentence` for the card")
	f.StringArrayVar(&o.more, "form", nil, "one more `form`; may be repeated, as may those below")
	f.StringArrayVar(&o.rule.Near, "near", nil, "`words` near by that speak for this sense")
	f.StringArrayVar(&o.rule.Unless, "unless", nil, "`words` near by that speak against it")
	f.StringArrayVar(&o.rule.Before, "before", nil, "`words` directly before that speak for it")
	f.StringArrayVar(&o.rule.After, "after", nil, "`words` directly behind that speak for it")
	f.StringArrayVar(&o.rule.Hits, "hit", nil, "`sentence` in which the rule applies")
	f.StringArrayVar(&o.rule.Leaves, "leave", nil, "`sentence` in which it must not mark anything")
	complete(cmd, "risk", "low", "mid", "high")
	complete(cmd, "severity", "major", "minor")
	kinds := make([]string, len(annotate.Kinds))
	for i, k := range annotate.Kinds {
		kinds[i] = string(k)
	}
	complete(cmd, "kind", kinds...)
	return cmd
}

func (o *addOptions) run(command string, s *streams) error {
	dir := packsDirectory(s.getenv)
	if dir == "" {
		return errNoDirectory
	}
	path := filepath.Join(dir, ownPack+".yaml")
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // rules are no secret
		return fmt.Errorf("glossary add: %w", err)
	}
	unlock, err := lockFile(path)
	if err != nil {
		return fmt.Errorf("glossary add: %w", err)
	}
	defer unlock()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = []byte(glossary.YAML(&annotate.Pack{Name: ownPack, About: "My own rules."})), nil
	}
	if err != nil {
		return fmt.Errorf("glossary add: %w", err)
	}
	rule, err := o.ready(command, s, path, data)
	if err != nil {
		return err
	}
	out, line, err := glossary.Append(path, data, rule)
	if err != nil {
		return fmt.Errorf("glossary add: %w", err)
	}
	if err := keepPack(path, out); err != nil {
		return fmt.Errorf("glossary add: %w", err)
	}
	return s.print(document.CleanLine(fmt.Sprintf("%s:%d: added %s/%s: %s => %s", path, line, ownPack, rule.ID, o.form, firstOf(rule.Fix, "(goes)"))) + "\n")
}

// errNoDirectory says that there is no place for packs.
var errNoDirectory = withHint(errors.New("the environment names no configuration directory"), "set READER_CONFIG_DIR")

// ready completes the rule and runs its sentences beside all other packs.
func (o *addOptions) ready(command string, s *streams, path string, data []byte) (*annotate.Rule, error) {
	mine, err := annotate.ReadPack(path, data)
	if err != nil {
		s.failLater(err)
		return nil, withHint(errors.New("glossary add: there are mistakes in the pack already"), "put them right first: nothing was added")
	}
	o.fill(mine)
	files, err := o.files(command, s)
	if err != nil {
		return nil, err
	}
	others, wrong := readPacks(slices.DeleteFunc(files, func(f string) bool { return sameFile(f, path) }), newPackCache(s.getenv))
	s.failLater(wrong)
	var engine *annotate.Engine
	added := &annotate.Pack{Name: mine.Name, File: path, Rules: []annotate.Rule{o.rule}}
	warnings := glossary.Complete(added, true, func(p *annotate.Pack) *annotate.Engine {
		engine, err = annotate.Layered(append(others, mine, p), nil)
		return engine
	})
	if len(added.Rules) == 0 {
		return nil, withHint(errors.New("glossary add: nothing was added: the rule would find nothing, since its form is ordinary English or right as it stands"),
			"say with --near which words speak for it, and with --hit in which sentence it applies")
	}
	for _, w := range warnings {
		s.sayf("%s", w)
	}
	rule := &added.Rules[0]
	failed := annotate.TestPack(engine, added)
	for _, f := range failed {
		s.sayf("%s: %s", f.Text, f.Sentence)
	}
	if len(failed) > 0 {
		return nil, withHint(fmt.Errorf("glossary add: nothing was added: %d of its sentences failed", len(failed)), "`reader explain TEXT` tells what was weighed")
	}
	rule.Line, rule.Pack = 0, ""
	return rule, nil
}

// fill makes the rule of what the command line says.
func (o *addOptions) fill(mine *annotate.Pack) {
	r := &o.rule
	r.Kind, r.Severity, r.Risk, r.Pack = annotate.Kind(o.kind), annotate.Severity(o.severity), annotate.Risk(o.risk), mine.Name
	for _, f := range append([]string{o.form}, o.more...) {
		r.Match = append(r.Match, annotate.Form{Text: f})
	}
	if r.ID == "" {
		r.ID = glossary.FreeID(mine, r.Fix, o.form)
	}
	for i, h := range r.Hits {
		r.Hits[i] = markForm(h, r)
	}
}

// markForm marks a form in a sentence that has no mark.
func markForm(sentence string, r *annotate.Rule) string {
	if strings.Contains(sentence, "=>") {
		return sentence
	}
	for _, f := range r.Match {
		for _, phrase := range annotate.Phrases(f.Text) {
			if i := strings.Index(strings.ToLower(sentence), strings.ToLower(phrase)); i >= 0 && phrase != "" && i+len(phrase) <= len(sentence) {
				return sentence[:i] + "[" + sentence[i:i+len(phrase)] + "=>" + r.Fix + "]" + sentence[i+len(phrase):]
			}
		}
	}
	return sentence
}

// keepPack writes a pack and, beside it, the schema by which editors know it.
func keepPack(path string, data []byte) error {
	schema := filepath.Join(filepath.Dir(path), "pack.schema.json")
	if there, err := os.ReadFile(schema); err != nil || !bytes.Equal(there, docs.PackSchema) {
		if err := replaceFile(schema, docs.PackSchema, 0o644); err != nil {
			return err
		}
	}
	return replaceFile(path, data, 0o644)
}

// How long a program waits for another one that writes the same pack, and after how long it takes that one for dead.
const (
	lockPatience = 5 * time.Second
	lockDead     = 30 * time.Second
)

// lockFile keeps other programs of this kind from writing a file until unlock is called.
func lockFile(path string) (unlock func(), err error) {
	lock := path + ".lock"
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		f, err := os.OpenFile(lock, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			return func() { os.Remove(lock) }, f.Close() //nolint:errcheck,gosec // it dies of age then
		}
		if !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrPermission) {
			return nil, err
		}
		info, statErr := os.Stat(lock)
		switch {
		case statErr == nil && time.Since(info.ModTime()) > lockDead:
			os.Remove(lock) //nolint:errcheck,gosec // the next turn sees
		case time.Since(start) > lockPatience:
			return nil, withHint(fmt.Errorf("another program is writing %s: %w", path, err), "try again, or remove %s if there is none", lock)
		}
	}
}
