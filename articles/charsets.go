package articles

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode/utf32"
)

// charsets are the encodings that texts are read in, by the names they are called by here.
var charsets = []string{
	utf8Name, "utf-16le", "utf-16be", "utf-32le", "utf-32be",
	"gb18030", "hz-gb-2312", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr",
	"windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "windows-874",
	"iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16",
	"koi8-r", "koi8-u", "ibm866", "macintosh", "x-mac-cyrillic",
}

// Charsets lists the names of the encodings that texts are read in. Other names for them are understood too.
func Charsets() []string { return slices.Clone(charsets) }

// charsetNames are names that neither browsers nor the list above have, or that mean less than the texts have that are called so.
var charsetNames = map[string]string{
	"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "ms936": "gb18030", "cp950": "big5", "cp932": "shift_jis", "cp949": "euc-kr", "gb2312-80": "gb18030", "hz": "hz-gb-2312", "hzgb2312": "hz-gb-2312",
	"utf16": "utf-16le", "utf16le": "utf-16le", "utf16be": "utf-16be", "utf-32": "utf-32le", "utf32": "utf-32le", "utf32le": "utf-32le", "utf32be": "utf-32be",
	"ansi": "windows-1252", "sjis": "shift_jis", "shiftjis": "shift_jis", "eucjp": "euc-jp", "euckr": "euc-kr", "big-5": "big5", "gb-18030": "gb18030",
}

// CharsetError is a name that no encoding has.
type CharsetError struct {
	Name string
	Near []string // what may have been meant
}

func (e *CharsetError) Error() string {
	said := fmt.Sprintf("no encoding is called %q", e.Name)
	if len(e.Near) > 0 {
		said += ": did you mean " + strings.Join(e.Near, " or ") + "?"
	}
	return said
}

// Charset finds an encoding by any of its names, and returns the one that it is called by here. The error is a *CharsetError.
func Charset(name string) (string, error) {
	_, known, err := encodingOf(name)
	return known, err
}

// encodingOf finds an encoding by any of its names.
func encodingOf(name string) (e encoding.Encoding, known string, err error) {
	known = strings.ToLower(strings.TrimSpace(name))
	if other, ok := charsetNames[known]; ok {
		known = other
	}
	switch known {
	case "hz-gb-2312":
		return simplifiedchinese.HZGB2312, known, nil
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), known, nil
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), known, nil
	}
	if e, err = htmlindex.Get(known); err == nil {
		known, err = htmlindex.Name(e)
	}
	if known == "gbk" { // by another of its names
		return encodingOf(known)
	}
	if err != nil || known == "replacement" { // what browsers refuse to read
		return nil, "", &CharsetError{name, nearCharsets(name)}
	}
	return e, known, nil
}

// nearCharsets are the encodings whose names look most like a wrong one: those with the same number in it, or that begin so.
func nearCharsets(name string) (near []string) {
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, strings.ToLower(s))
	}
	wanted := plain(name)
	digits := strings.TrimLeft(wanted, "abcdefghijklmnopqrstuvwxyz")
	for _, c := range charsets {
		switch known := plain(c); {
		case len(digits) > 2 && strings.HasSuffix(known, digits), len(wanted) > 1 && strings.HasPrefix(known, wanted), len(wanted) > 3 && strings.HasPrefix(known, wanted[:3]):
			near = append(near, c)
		}
	}
	return near[:min(len(near), mostNear)]
}

// mostNear is how many names are proposed for a wrong one.
const mostNear = 3
