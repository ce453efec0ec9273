package annotate

import (
	"bytes"
	"embed"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
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

// BarePacks returns the built-in packs without their sentences, read once; BuiltinPacks takes a hundred times as long.
// Nobody may change them.
var BarePacks = sync.OnceValue(func() []*Pack {
	var all []*Pack
	if err := gob.NewDecoder(bytes.NewReader(compiled)).Decode(&all); err != nil {
		panic(fmt.Sprintf("built-in packs: %v", err)) // a test reads them
	}
	return all
})

// ordinary lists the phrases of rules that stand in ordinary English, with how often, as measured by TestBackground.
// Its first lines name the texts that were read.
//
//go:embed packs/ordinary.tsv
var ordinary string

// oftenSeen is how often a phrase stood in the texts of ordinary.tsv to count as ordinary English; less is rare.
const oftenSeen = 12

// temper raises the risk of phrases that were seen in ordinary English, whatever their rules say.
func (e *Engine) temper(counts string) {
	for line := range strings.Lines(counts) {
		phrase, count, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		common := uint8(1)
		if n, err := strconv.Atoi(count); err == nil && n >= oftenSeen {
			common = 2
		}
		e.forest.setCommon(hashWords(phrase), common)
	}
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

// compile writes packs in the form that Builtin reads.
func compile(all []*Pack) ([]byte, error) {
	bare := make([]*Pack, len(all))
	for i, p := range all {
		c := *p
		c.Rules = append([]Rule(nil), p.Rules...)
		for k := range c.Rules {
			c.Rules[k].Hits, c.Rules[k].Leaves = nil, nil
		}
		bare[i] = &c
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(bare); err != nil {
		return nil, fmt.Errorf("compile packs: %w", err)
	}
	return b.Bytes(), nil
}
