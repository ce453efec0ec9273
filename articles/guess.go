package articles

import (
	"unicode/utf8"

	"github.com/saintfish/chardet"
)

// lowestConfidence of the detector, in per cent, that is a guess; it gives 10 to whatever is not impossible.
const lowestConfidence = 15

// sample is how much of a text the guess looks at, in bytes.
const sample = 64 << 10

// guess decodes data in the most likely encoding other than UTF-8. The detector is good at the encodings of East Asia; those of one byte for each
// letter are told by the letters of their languages.
func guess(data []byte) (text []byte, name string, err error) {
	found, err := chardet.NewTextDetector().DetectAll(data[:min(len(data), sample)])
	if err != nil {
		found = nil // nothing was recognised
	}
	var likely []string
	if looksChinese(data) && !rivals(found) {
		likely = append(likely, "gb18030")
	}
	alphabetic, share := alphabetOf(data[:min(len(data), sample)])
	for _, f := range found {
		name, wide := eastAsian[f.Charset]
		if !wide || f.Confidence < lowestConfidence {
			continue
		}
		if f.Confidence < sureConfidence && share >= sureShare {
			likely, alphabetic = append(likely, alphabetic), ""
		}
		likely = append(likely, name)
	}
	if double := doubleOf(data[:min(len(data), sample)]); double != "" && len(likely) == 0 && share < sureShare {
		likely = append(likely, double)
	}
	if alphabetic != "" {
		likely = append(likely, alphabetic)
	}
	if _, wrong := weigh(data); wrong*mostlyASCII < len(data) {
		likely = append(likely, latin) // whatever the few others are, it can be read
	}
	for _, charset := range likely {
		if text, name, err = decodeNamed(data, charset); err == nil && fits(text) {
			return text, name, nil
		}
	}
	return nil, "", ErrCharset
}

// How sure the detector is of an encoding, in per cent, that is believed against all others, and which share of letters that fit is believed
// against what the detector is not sure of.
const (
	sureConfidence = 50
	sureShare      = 0.8
)

// mostlyASCII is how many letters there are for each one that is not of ASCII, in a text that can be read whatever that is.
const mostlyASCII = 100

// eastAsian are the encodings of East Asia by the detector's names.
var eastAsian = map[string]string{
	"GB-18030": "gb18030", "Big5": "big5", "Shift_JIS": "shift_jis", "EUC-JP": "euc-jp", "EUC-KR": "euc-kr", "ISO-2022-JP": "iso-2022-jp",
}

// rivals reports whether the detector is sure of another encoding of East Asia than GB18030, or of one with escapes.
func rivals(found []chardet.Result) bool {
	if len(found) == 0 || found[0].Confidence < 50 {
		return false
	}
	switch found[0].Charset {
	case "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN":
		return true
	}
	return false
}

// looksChinese reports whether nearly all bytes beyond ASCII stand in pairs of the GB 2312 square, as those of Chinese do, while accents and
// typographic quotation marks of Western code pages stand alone; and most in that part of it where its common signs are, while the words of other scripts
// stand elsewhere.
func looksChinese(data []byte) bool {
	pairs, common, others := 0, 0, 0
	for at := 0; at < len(data); at++ {
		switch {
		case data[at] < utf8.RuneSelf:
		case at+1 < len(data) && data[at] >= 0xA1 && data[at] <= 0xF7 && data[at+1] >= 0xA1:
			if pairs++; data[at] <= 0xA5 || data[at] >= 0xB0 && data[at] <= 0xD7 {
				common++
			}
			at++
		default:
			others++
		}
	}
	return pairs > 0 && others*10 <= pairs && common*10 >= pairs*6
}

// fits reports whether a decoded text has next to nothing in it that says that the encoding was another one:
// replacement characters, or the controls of C1, which the unused places of Western code pages become.
func fits(text []byte) bool {
	wrong := 0
	for _, r := range string(text) {
		if r == utf8.RuneError || r >= 0x7F && r < 0xA0 {
			wrong++
		}
	}
	return wrong*100 <= utf8.RuneCount(text)
}
