package articles

import "unicode/utf8"

// doubled is an encoding of East Asia in which a character beyond ASCII takes two bytes, with the first bytes of the common ones.
type doubled struct {
	charset string
	common  [][2]byte
}

// doubles in the order in which they are believed where several fit.
var doubles = []doubled{
	{"gb18030", [][2]byte{{0xA1, 0xA3}, {0xB0, 0xD7}}},
	{"big5", [][2]byte{{0xA1, 0xA1}, {0xA4, 0xC6}}},
	{"shift_jis", [][2]byte{{0x81, 0x83}, {0x88, 0x97}}},
	{"euc-jp", [][2]byte{{0xA1, 0xA1}, {0xA4, 0xA5}, {0xB0, 0xCF}}},
	{"euc-kr", [][2]byte{{0xA1, 0xA1}, {0xB0, 0xC8}}},
}

// doubleOf is the encoding of two bytes a character that a text too short for the detector is likely in: one in which all its characters are, and
// nearly all are common ones. "" where there is none.
func doubleOf(data []byte) (charset string) {
	best := 0.9
	for _, d := range doubles {
		all, common := 0, 0
		for at := 0; at < len(data); at++ {
			if data[at] < utf8.RuneSelf {
				continue
			}
			all++
			for _, r := range d.common {
				if data[at] >= r[0] && data[at] <= r[1] {
					common++
				}
			}
			at++
		}
		if share := float64(common) / float64(max(all, 1)); share > best {
			if text, _, err := decodeNamed(data, d.charset); err == nil && !damaged(text) {
				best, charset = share, d.charset
			}
		}
	}
	return charset
}

// damaged reports whether anything in a decoded text shows that it was not in that encoding.
func damaged(text []byte) bool {
	for _, r := range string(text) {
		if r == utf8.RuneError || r >= 0x7F && r < 0xA0 || r >= 0xE000 && r < 0xF900 {
			return true
		}
	}
	return false
}
