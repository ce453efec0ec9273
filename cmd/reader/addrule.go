package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	scope                      annotate.Scope
}

func newGlossaryAdd(s *streams) *cobra.Command {
	o := &addOptions{}
	cmd := &cobra.Command{
		Use:   "add FORM FIX",
		Short: "Add a rule to one's own pack",
		Long: `Adds a rule to packs/mine.yaml in the configuration directory; what stands there, comments too, stays as it is. The sentences of
the rule are run first, together with all other packs, and nothing is written unless they come out. Sentences that are not given
are made of the form. In a sentence where the rule applies the match is marked [as it stands=>as it shall read]; without a mark
the form itself is marked. A form that is ordinary English needs words that speak for it (--near). --site and its like make a rule for some articles only.`,
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
	scopeFlags(cmd, &o.scope)
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
	only, err := resolveScope(command, s, o.scope)
	if err != nil {
		return err
	}
	o.rule.Only = only
	o.fill()
	path, added, err := o.correct(command, s, o.rule)
	if err != nil {
		return err
	}
	for _, w := range added.Warnings {
		s.sayf("%s", w)
	}
	return s.print(document.CleanLine(fmt.Sprintf("%s:%d: added %s: %s => %s", path, added.Rule.Line, added.Rule.Name(), o.form, firstOf(o.rule.Fix, "(goes)"))) + "\n")
}

// fill makes the rule of what the command line says.
func (o *addOptions) fill() {
	r := &o.rule
	r.Kind, r.Severity, r.Risk = annotate.Kind(o.kind), annotate.Severity(o.severity), annotate.Risk(o.risk)
	for _, f := range append([]string{o.form}, o.more...) {
		r.Match = append(r.Match, annotate.Form{Text: f})
	}
}

// errNoDirectory says that there is no place for packs.
var errNoDirectory = withHint(errors.New("the environment names no configuration directory"), "set READER_CONFIG_DIR")

// correct adds a rule to the user's own pack, one program after the other, and tells in which file.
func (o *packOptions) correct(command string, s *streams, r annotate.Rule) (path string, added *glossary.Addition, err error) {
	dir := packsDirectory(s.getenv)
	if dir == "" {
		return "", nil, errNoDirectory
	}
	path = filepath.Join(dir, ownPack+".yaml")
	others, err := o.others(command, s, path)
	if err != nil {
		return path, nil, err
	}
	err = changePack(path, func(data []byte) ([]byte, error) {
		added, err = glossary.AddRule(path, ownPack, data, r, others)
		if err != nil {
			return nil, err
		}
		return added.After, nil
	})
	failed := (*glossary.SentencesError)(nil)
	switch {
	case errors.Is(err, glossary.ErrMistakes):
		s.failLater(errors.Join(annotate.Mistakes(err)[1:]...))
		err = withHint(fmt.Errorf("glossary add: %w", glossary.ErrMistakes), "put them right first: nothing was added")
	case errors.Is(err, glossary.ErrNoHit):
		err = withHint(fmt.Errorf("glossary add: %w", err), "say with --near which words speak for it, and with --hit in which sentence it applies")
	case errors.As(err, &failed):
		for _, f := range failed.Failed {
			s.sayf("%s: %s", f.Text, f.Sentence)
		}
		err = withHint(fmt.Errorf("glossary add: %w", err), "`reader explain TEXT` tells what was weighed")
	case err != nil:
		err = fmt.Errorf("glossary add: %w", err)
	}
	return path, added, err
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
