package annotate

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"unsafe"
)

//go:embed packs/*.yaml
var packs embed.FS

// compiled holds the built-in packs without their sentences, and the automaton of their phrases, in a form that is read in a few milliseconds; reading
// YAML and growing phrases takes a hundred times as long. TestCompiled makes it and fails where it is not what the YAML files say. It is text, which
// stands among the constants of the program, so that a system can take its pages for others at any time.
//
//go:embed packs/compiled.bin
var compiledText string

var compiled = unsafe.Slice(unsafe.StringData(compiledText), len(compiledText)) //nolint:gosec // nobody writes to it

// Builtin returns the engine of all built-in packs, built once.
var Builtin = sync.OnceValue(func() *Engine {
	e, _ := builtIn()
	return e
})

// builtIn reads a new engine of the built-in packs, and the packs as readEngine has them.
func builtIn() (*Engine, []*Pack) {
	e, all, err := readEngine(compiled)
	if err != nil {
		panic(fmt.Sprintf("built-in packs: %v", err)) // a test reads them
	}
	return e, all
}

// BarePacks returns the packs that are part of the program without their sentences, which takes a hundredth of the time. Nobody may change them.
var BarePacks = sync.OnceValue(func() []*Pack {
	all, err := ReadCompiled(compiled)
	if err != nil {
		panic(fmt.Sprintf("built-in packs: %v", err))
	}
	return all
})

// builtinNames holds the full names of the built-in rules.
var builtinNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, p := range BarePacks() {
		for i := range p.Rules {
			names[p.Rules[i].Name()] = true
		}
	}
	return names
})

// IsBuiltin reports whether a rule that is part of the program has the full name.
func IsBuiltin(name string) bool { return builtinNames()[name] }

// readEngine reads what compile wrote. The packs lack their rules, which the engine reads when it meets them.
func readEngine(b []byte) (*Engine, []*Pack, error) {
	e := newEngine(switches{})
	e.flat = b
	var read []int32
	all, rest, err := readFlat(&flatReader{b: b, brief: true, met: func(r *Rule, left int) {
		if r.hasReadings() {
			read = append(read, int32(len(e.rules)))
		}
		e.meet(r, len(b)-left)
	}})
	if err != nil {
		return nil, nil, err
	}
	for _, rule := range read {
		e.addForm(rule)
	}
	for _, p := range all {
		for _, n := range p.Names {
			e.addName(n, 0, nil)
		}
	}
	e.built = len(e.names)
	a, err := readAutomaton(rest)
	if err != nil {
		return nil, nil, err
	}
	e.phrases = []*automaton{a}
	return e, all, nil
}

// compile builds the engine of packs as Builtin has it, with the forms that are generated for them, and writes it in the form that readEngine reads.
func compile(all []*Pack) (*Engine, []byte) {
	e := build(lowest(all), ordinary, true)
	return e, e.phrases[0].appendTo(Compile(all...))
}

// BuiltinPack reads one of the packs that are part of the program, sentences included; nil where none has the name.
func BuiltinPack(name string) (*Pack, error) {
	if name == lexiconPack {
		p, wrong := readLexicon("packs/lexicon.tsv", lexicon)
		return p, errors.Join(wrong...)
	}
	file := "packs/" + name + ".yaml"
	data, err := packs.ReadFile(file)
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // there is no such pack, which is an answer
	}
	return ReadPack(file, data)
}

// BuiltinRule returns a rule that is part of the program by its full name, with its sentences; nil where there is none.
func BuiltinRule(name string) *Rule {
	pack, id, ok := strings.Cut(name, "/")
	p, err := BuiltinPack(pack)
	if !ok || p == nil || err != nil {
		return nil
	}
	for i := range p.Rules {
		if p.Rules[i].ID == id {
			return &p.Rules[i]
		}
	}
	return nil
}

// BuiltinPacks reads the packs that are part of the program from their YAML files, sentences included. The lexicon is none of them: its rules have no forms to show.
// Packs in which something is wrong are left out and named in the error.
func BuiltinPacks() ([]*Pack, error) {
	files, err := fs.Glob(packs, "packs/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list built-in packs: %w", err)
	}
	var (
		all    []*Pack
		failed []error
	)
	for _, f := range files {
		data, err := packs.ReadFile(f)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		p, err := ReadPack("packs/"+path.Base(f), data)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		all = append(all, p)
	}
	return all, errors.Join(failed...)
}
