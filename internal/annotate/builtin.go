package annotate

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sync"
)

//go:embed packs/*.yaml
var packs embed.FS

// compiled holds the built-in packs without their sentences in a form that is read in a few milliseconds; YAML takes
// a hundred times as long. TestCompiled makes it and fails where it is not what the YAML files say.
//
//go:embed packs/compiled.gob
var compiled []byte

// Builtin returns the engine of all built-in packs, built once.
var Builtin = sync.OnceValue(func() *Engine {
	e := New(BarePacks()...)
	e.temper(ordinary)
	return e
})

// BarePacks reads the packs that are part of the program without their sentences, which takes a hundredth of the time.
func BarePacks() []*Pack {
	all, err := ReadCompiled(compiled)
	if err != nil {
		panic(fmt.Sprintf("built-in packs: %v", err)) // a test reads them
	}
	return all
}

// BuiltinPack reads one of the packs that are part of the program, sentences included; nil where none has the name.
func BuiltinPack(name string) (*Pack, error) {
	file := "packs/" + name + ".yaml"
	data, err := packs.ReadFile(file)
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // there is no such pack, which is an answer
	}
	return ReadPack(file, data)
}

// BuiltinPacks reads the packs that are part of the program from their YAML files, sentences included.
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
