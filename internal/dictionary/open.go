package dictionary

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
)

// Dictionary is a compiled dictionary, open for looking up. It is safe for concurrent use.
type Dictionary struct {
	Info Info

	file     *os.File
	contents contents
}

// errDamaged is the error for a file that is not as it was written.
var errDamaged = errors.New("the file is damaged: add the dictionary anew")

// open opens a compiled dictionary.
func open(path string) (*Dictionary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open dictionary: %w", err)
	}
	d := &Dictionary{file: f}
	if err := d.readContents(); err != nil {
		return nil, errors.Join(fmt.Errorf("open dictionary %s: %w", path, err), f.Close())
	}
	return d, nil
}

func (d *Dictionary) readContents() error {
	head, err := d.read(0, uint64(len(magic)+contentsSize))
	if err != nil || string(head[:len(magic)]) != magic {
		return errDamaged
	}
	c := &d.contents
	if err := binary.Read(bytes.NewReader(head[len(magic):]), binary.LittleEndian, c); err != nil {
		return errDamaged
	}
	stat, err := d.file.Stat()
	if err != nil {
		return err //nolint:wrapcheck // it names the file
	}
	inOrder := c.Info <= c.Texts && c.Texts <= c.TextAt && c.TextAt <= c.Keys && c.Keys <= c.KeyAt && c.KeyAt <= c.Lists && c.Lists <= c.Size
	if !inOrder || uint64(stat.Size()) != c.Size || c.TextAt+4*(c.Entries+1) != c.Keys || c.KeyAt+8*(c.Words+1) != c.Lists {
		return errDamaged
	}
	about, err := d.read(c.Info, c.Texts-c.Info)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(about, &d.Info); err != nil {
		return errDamaged
	}
	return nil
}

// Close closes the file.
func (d *Dictionary) Close() error { return d.file.Close() }

// read reads part of the file.
func (d *Dictionary) read(at, size uint64) ([]byte, error) {
	if size > maxUnpacked {
		return nil, errDamaged
	}
	part := make([]byte, size)
	if _, err := d.file.ReadAt(part, int64(at)); err != nil {
		return nil, errDamaged
	}
	return part, nil
}

// numbers reads numbers of four bytes.
func (d *Dictionary) numbers(at uint64, n int) ([]uint32, error) {
	part, err := d.read(at, 4*uint64(n))
	if err != nil {
		return nil, err
	}
	all := make([]uint32, n)
	for i := range all {
		all[i] = binary.LittleEndian.Uint32(part[4*i:])
	}
	return all, nil
}

// entry reads an entry by its number.
func (d *Dictionary) entry(i uint32) (Entry, error) {
	if uint64(i) >= d.contents.Entries {
		return Entry{}, errDamaged
	}
	at, err := d.numbers(d.contents.TextAt+4*uint64(i), 2)
	if err != nil {
		return Entry{}, err
	}
	text, err := d.between(d.contents.Texts, at[0], at[1])
	if err != nil {
		return Entry{}, err
	}
	e, ok := unpack(string(text))
	if !ok {
		return Entry{}, errDamaged
	}
	return e, nil
}

func (d *Dictionary) between(part uint64, start, end uint32) ([]byte, error) {
	if end < start {
		return nil, errDamaged
	}
	return d.read(part+uint64(start), uint64(end-start))
}

// list finds the numbers of the entries of a key: none where nobody has it.
func (d *Dictionary) list(kind byte, key string) ([]uint32, error) {
	wanted := string(kind) + key
	low, high := uint64(0), d.contents.Words
	for low < high {
		middle := (low + high) / 2
		at, err := d.numbers(d.contents.KeyAt+8*middle, 4)
		if err != nil {
			return nil, err
		}
		key, err := d.between(d.contents.Keys, at[0], at[2])
		if err != nil {
			return nil, err
		}
		switch cmp.Compare(strings.Compare(wanted, string(key)), 0) {
		case 0:
			packed, err := d.between(d.contents.Lists, at[1], at[3])
			if err != nil {
				return nil, err
			}
			return unpackList(packed)
		case -1:
			high = middle
		default:
			low = middle + 1
		}
	}
	return nil, nil
}

func unpackList(packed []byte) ([]uint32, error) {
	all := make([]uint32, 0, len(packed))
	last := uint64(0)
	for len(packed) > 0 {
		step, n := binary.Uvarint(packed)
		if n <= 0 {
			return nil, errDamaged
		}
		last += step
		all = append(all, uint32(last))
		packed = packed[n:]
	}
	return all, nil
}
