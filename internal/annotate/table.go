package annotate

import "encoding/binary"

// table is numbers of eight bytes, the lowest byte first, as they stand in the compiled file: the tables of the built-in phrases are read where
// they lie in the program, and only the parts that are looked at ever come into memory.
type table []byte

// shorts is a table of numbers of four bytes.
type shorts []byte

func newTable(size int) table { return make(table, 8*size) }

func (t table) len() int            { return len(t) / 8 }
func (t table) at(i int) uint64     { return binary.LittleEndian.Uint64(t[8*i:]) }
func (t table) set(i int, x uint64) { binary.LittleEndian.PutUint64(t[8*i:], x) }

func (t table) with(x uint64) table { return binary.LittleEndian.AppendUint64(t, x) }

func (s shorts) len() int        { return len(s) / 4 }
func (s shorts) at(i int) uint32 { return binary.LittleEndian.Uint32(s[4*i:]) }

func (s shorts) with(x uint32) shorts { return binary.LittleEndian.AppendUint32(s, x) }
