package annotate

// CompiledVersion says what compiled packs look like. It is raised when the fields of a pack or what they mean change, so that
// what an older program compiled is not read by a newer one. TestCompiledVersion reminds of it.
const CompiledVersion = 2

// Compile writes packs without their sentences in a form that is read in a small part of the time that YAML takes.
func Compile(all ...*Pack) []byte {
	var w flatWriter
	w.num(CompiledVersion)
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
	if r.num() != CompiledVersion {
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
