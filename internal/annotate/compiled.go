package annotate

// CompiledVersion says what compiled packs look like. It is raised when the fields of a pack or what they mean change, so that
// what an older program compiled is not read by a newer one. TestCompiledVersion reminds of it.
const CompiledVersion = 3

// unscoped is the version of packs that hold everywhere, as the built-in ones do: scopes are left out of it.
const unscoped = 2

// Compile writes packs without their sentences in a form that is read in a small part of the time that YAML takes.
func Compile(all ...*Pack) []byte {
	w := flatWriter{scoped: anyScoped(all)}
	if w.scoped {
		w.num(CompiledVersion)
	} else {
		w.num(unscoped)
	}
	w.num(len(all))
	for _, p := range all {
		w.pack(p)
	}
	return w.b
}

// ReadCompiled reads what Compile wrote. The packs are parts of data, which must not change any more.
func ReadCompiled(data []byte) ([]*Pack, error) {
	all, _, err := readFlat(&flatReader{b: data})
	return all, err
}

// readFlat reads packs and returns what stands behind them.
func readFlat(r *flatReader) (all []*Pack, rest []byte, err error) {
	switch r.num() {
	case CompiledVersion:
		r.scoped = true
	case unscoped:
	default:
		return nil, nil, errBroken
	}
	all = make([]*Pack, r.count())
	for i := range all {
		all[i] = r.pack()
	}
	if r.broken {
		return nil, nil, errBroken
	}
	return all, r.b, nil
}

// anyScoped reports whether a pack, or a rule of one, holds on some articles only.
func anyScoped(all []*Pack) bool {
	for _, p := range all {
		if p.Only != nil {
			return true
		}
		for i := range p.Rules {
			if p.Rules[i].Only != nil {
				return true
			}
		}
	}
	return false
}
