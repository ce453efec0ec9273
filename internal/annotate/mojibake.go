package annotate

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const mojibakeNote = "Signs that were read in the wrong encoding."

// seeMojibake finds UTF-8 that was read as Windows-1252: "itâ€™s", "cafÃ©", "ï¼Œ". Each run of such signs is turned back into its bytes,
// and counts only where these are UTF-8 again and say something that stands in such texts.
func seeMojibake(text []byte, say func(remnant)) {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, size := utf8.DecodeRune(text[i:])
		sign, n := misread(text[i:])
		if n == 0 {
			i += size
			continue
		}
		m := remnant{start: i, kind: Artifact, severity: Minor, confidence: 0.93, note: mojibakeNote, needs: fromChinese}
		var fix strings.Builder
		for n > 0 {
			fix.WriteString(sign)
			i += n
			sign, n = misread(text[i:])
		}
		m.end = i
		said := fix.String()
		if twice, n := misread([]byte(said)); n == len(said) {
			said = twice // taken apart twice
		}
		if m.fix = spaced(text, m.start, m.end, said); m.fix != "Â" && m.fix != "Ã" {
			say(m)
		}
	}
}

// misread reads one sign that was taken apart into two or three; n is how many bytes of text it became, 0 where none stands there.
func misread(text []byte) (sign string, n int) {
	var raw []byte
	for len(raw) < utf8.UTFMax && n < len(text) {
		r, size := utf8.DecodeRune(text[n:])
		b := windows1252(r)
		if b == 0 {
			break
		}
		raw, n = append(raw, b), n+size
		if len(raw) == 1 && !leads[b] {
			return "", 0
		}
		if r, size := utf8.DecodeRune(raw); size == len(raw) && r != utf8.RuneError {
			if !likely(r) {
				return "", 0
			}
			return string(r), n
		}
	}
	if string(raw) == "\xe2\x80" { // ” ends in a byte that Windows-1252 has no sign for, and got lost
		if n == len(text) || strings.IndexByte(" ,.;:!?)\n", text[n]) >= 0 {
			return "”", n
		}
	}
	return "", 0
}

// windows1252 returns the byte from 0x80 on that Windows-1252 reads as r, 0 where there is none; the bytes that it leaves open stand for themselves.
func windows1252(r rune) byte {
	if r >= 0x80 && r <= 0xff {
		return byte(r)
	}
	return above[r]
}

// above are the signs that Windows-1252 has between 0x80 and 0x9f.
var above = func() map[rune]byte {
	m := map[rune]byte{}
	for i, r := range []rune("€\x00‚ƒ„…†‡ˆ‰Š‹Œ\x00Ž\x00\x00‘’“”•–—˜™š›œ\x00žŸ") {
		m[r] = byte(0x80 + i)
	}
	delete(m, 0)
	return m
}()

// leads are the bytes with which signs of such texts begin: Â, Ã, â, ã, ï and those of Chinese.
var leads = [256]bool{0xc2: true, 0xc3: true, 0xe2: true, 0xe3: true, 0xe4: true, 0xe5: true, 0xe6: true, 0xe7: true, 0xe8: true, 0xe9: true, 0xef: true}

// likely reports whether r is a sign that English, or Chinese, is written with.
func likely(r rune) bool {
	return r == '\u00a0' || r >= 0xa1 && r <= 0xff || r >= 0x2010 && r <= 0x2044 || r == '€' || r == '™' || r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff5e || unicode.Is(unicode.Han, r)
}

// seeHanMojibake finds UTF-8 that was read as GBK: "it鈥檚", "鈥淲eibo鈥?", and the signs that stand for what was lost: "锟斤拷".
func seeHanMojibake(text []byte, say func(remnant)) {
	for _, pair := range gbkPairs {
		for at := 0; ; {
			i := bytes.Index(text[at:], []byte(pair.read))
			if i < 0 {
				break
			}
			i += at
			at = i + len(pair.read)
			say(remnant{start: i, end: at, fix: pair.is, kind: Artifact, severity: Minor, confidence: 0.9, note: mojibakeNote})
		}
	}
	seeLost(text, say)
}

// seeLost finds 锟斤拷, what GBK makes of two signs that had been lost before.
func seeLost(text []byte, say func(remnant)) {
	const lost = "锟斤拷"
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(lost))
		if i < 0 {
			return
		}
		i += at
		at = i + len(lost)
		for bytes.HasPrefix(text[at:], []byte(lost)) {
			at += len(lost)
		}
		m := remnant{start: i, end: at, kind: Artifact, severity: Minor, confidence: 0.8, note: "Signs that got lost between two encodings."}
		m.fix = spaced(text, i, at, " ")
		switch {
		case i > 0 && asciiLetterAt(text, i-1) && lostSuffix.Match(text[at:]):
			m.fix = "’"
		case m.fix == "" && i > 0 && text[i-1] == ' ' && at < len(text) && text[at] == ' ':
			m.end++
		}
		say(m)
	}
}

// lostSuffix is what stands behind an apostrophe.
var lostSuffix = regexp.MustCompile(`^(?:[stdm]|re|ve|ll)\b`)

// gbkPair is a mark of English with the letter behind it, as GBK reads them, and what they are.
type gbkPair struct{ read, is string }

// gbkPairs: the three bytes of a mark are one and a half signs of GBK, so each takes the letter behind along.
var gbkPairs = func() []gbkPair {
	all := []gbkPair{{"鈥?", "”"}, {"鈥\ufffd", "”"}}
	const small, capitals = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for _, row := range []struct{ mark, letters, read string }{
		{"’", "strvldm", "檚檛檙檝檒檇檓"},
		{"“", capitals, "淎淏淐淒淓淔淕淗淚淛淜淟淢淣淥淧淨淩淪淭淯淰淲淴淵淶"},
		{"“", small, "渁渂渃渄渆渇済渉渋渏渒渓渕渘渙減渜渞渟渢渦渧渨渪測渮"},
		{"—", small, "攁攂攃攄攅攆攇攈攊攋攌攍攎攏攐攑攓攔攕攖攗攙攚攛攜攝"},
	} {
		i := 0
		for _, r := range row.read {
			all = append(all, gbkPair{"鈥" + string(r), row.mark + row.letters[i:i+1]})
			i++
		}
	}
	return all
}()

// spaced turns full-width marks into those of English, with the blanks that these want, and drops blanks beside blanks.
func spaced(text []byte, start, end int, fix string) string {
	var b strings.Builder
	for _, r := range fix {
		switch {
		case r == '\u00a0' || r == '\u3000':
			b.WriteByte(' ')
		case r == '、':
			b.WriteString(", ")
		case r == '。':
			b.WriteString(". ")
		case r >= 0xff01 && r <= 0xff5e:
			r = fullWidth(r)
			b.WriteRune(r)
			if strings.ContainsRune(",.;:!?", r) {
				b.WriteByte(' ')
			}
		case !ignorable(r):
			b.WriteRune(r)
		}
	}
	s := b.String()
	if end >= len(text) || text[end] == ' ' || text[end] == '\n' {
		s = strings.TrimRight(s, " ")
	}
	if start == 0 || text[start-1] == ' ' || text[start-1] == '\n' {
		s = strings.TrimLeft(s, " ")
	}
	return s
}
