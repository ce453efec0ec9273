package review

import "bytes"

// SameLine is the offset in a text that stands where another does in a text with the same lines: as far in its line.
func SameLine(before, after []byte, offset int) int {
	offset = min(offset, len(before))
	number := bytes.Count(before[:offset], []byte("\n"))
	start := 0
	for range number {
		end := bytes.IndexByte(after[start:], '\n')
		if end < 0 {
			break
		}
		start += end + 1
	}
	line := func(text []byte, start int) (length int) {
		if end := bytes.IndexByte(text[start:], '\n'); end >= 0 {
			return end
		}
		return len(text) - start
	}
	from := bytes.LastIndexByte(before[:offset], '\n') + 1
	return start + (offset-from)*line(after, start)/max(line(before, from), 1)
}
