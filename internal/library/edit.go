package library

import (
	"encoding/binary"
	"errors"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Edit is a place where a text was repaired.
type Edit struct {
	Span       document.Span // of the source
	Fix        string        // what stands there instead
	ZH, Pinyin string        // what it means, where that is known
}

// applied is a text with its edits in place, which are sorted and apart.
func applied(source []byte, edits []Edit) []byte {
	out := make([]byte, 0, len(source)+len(edits)*8)
	at := 0
	for i := range edits {
		out = append(out, source[at:edits[i].Span.Start]...)
		out = append(out, edits[i].Fix...)
		at = edits[i].Span.End
	}
	return append(out, source[at:]...)
}

// packEdits writes edits as the file has them: how many different ones there are, what these say, then for each the bytes before it, its
// bytes and which one it is.
func packEdits(all []Edit) []byte {
	type said struct{ fix, zh, pinyin string }
	var words, places []byte
	number := map[said]uint64{}
	at := 0
	for i := range all {
		e := &all[i]
		s := said{e.Fix, e.ZH, e.Pinyin}
		n, ok := number[s]
		if !ok {
			n = uint64(len(number))
			number[s] = n
			for _, text := range []string{s.fix, s.zh, s.pinyin} {
				words = append(binary.AppendUvarint(words, uint64(len(text))), text...)
			}
		}
		places = binary.AppendUvarint(places, uint64(e.Span.Start-at))
		places = binary.AppendUvarint(places, uint64(e.Span.Len()))
		places = binary.AppendUvarint(places, n)
		at = e.Span.End
	}
	return append(append(binary.AppendUvarint(nil, uint64(len(number))), words...), places...)
}

var errEdits = errors.New("what was repaired in a text is not to be read")

// unpackEdits reads what packEdits wrote of a text of size bytes.
func unpackEdits(data []byte, size int) ([]Edit, error) {
	number := func() (n int) {
		u, used := binary.Uvarint(data)
		if used <= 0 || u > uint64(max(len(data), size)) {
			data = nil
			return -1
		}
		data = data[used:]
		return int(u)
	}
	var said []Edit
	for range number() {
		var e Edit
		for _, to := range []*string{&e.Fix, &e.ZH, &e.Pinyin} {
			n := number()
			if n < 0 || n > len(data) {
				return nil, errEdits
			}
			*to, data = string(data[:n]), data[n:]
		}
		said = append(said, e)
	}
	var all []Edit
	for at := 0; len(data) > 0; {
		before, length, n := number(), number(), number()
		if n < 0 || n >= len(said) || before < 0 || length < 0 || at+before+length > size {
			return nil, errEdits
		}
		e := said[n]
		e.Span = document.Span{Start: at + before, End: at + before + length}
		all, at = append(all, e), e.Span.End
	}
	return all, nil
}
