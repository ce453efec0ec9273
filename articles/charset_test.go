package articles

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// encoded is a text in an encoding.
func encoded(t *testing.T, text, charset string) []byte {
	t.Helper()
	e, _, err := encodingOf(charset)
	if err != nil {
		t.Fatal(err)
	}
	return encodedBy(t, text, e)
}

func encodedBy(t *testing.T, text string, e encoding.Encoding) []byte {
	t.Helper()
	data, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestGuessed: texts of a line or two are read in the encoding they are in, though nothing says it.
func TestGuessed(t *testing.T) {
	for _, tt := range []struct{ charset, text string }{
		{"gb18030", "微信和支付宝是中国的应用"},
		{"gb18030", "Tencent's app is called 微信, and Alibaba's 支付宝."},
		{"big5", "馬雲昨天說,微信的用戶很多"},
		{"big5", "The words 電子商務 and 網路 stand here."},
		{"shift_jis", "アリババの本社は杭州にあります。"},
		{"euc-kr", "알리바바는 중국의 회사입니다."},
		{"windows-1251", "Компания «Алибаба» работает в городе Ханчжоу."},
		{"koi8-r", "Компания Алибаба работает в городе Ханчжоу, на востоке Китая."},
		{"ibm866", "Компания Алибаба работает в городе Ханчжоу, на востоке Китая."},
		{"windows-1250", "Společnost Alibaba sídlí ve městě Chang-čou, říká se."},
		{"windows-1250", "A cég székhelye Hangcsou, ahol sok ember él, és jól élnek ők, a fű zöld."},
		{"windows-1250", "Siedziba spółki znajduje się w mieście Hangzhou, gdzie żyją ludzie."},
		{"windows-1252", "La société a son siège à Hangzhou, où elle a été fondée."},
		{"windows-1252", "Die Firma hat ihren Sitz in Hangzhou, sagt man, und sie wächst für alle schön."},
		{"windows-1252", "He said, “nothing” — and left for £8."},
		{"windows-1253", "Η εταιρεία έχει την έδρα της στην πόλη Χανγκτσόου."},
		{"windows-1254", "Şirketin merkezi Hangzhou şehrindedir, çünkü orada doğdu ve güçlüdür."},
		{"windows-1255", "החברה נמצאת בעיר האנגג'ואו ושם היא נוסדה"},
		{"windows-1256", "تقع الشركة في مدينة هانغتشو في شرق الصين"},
		{"windows-874", "บริษัทตั้งอยู่ในเมืองหางโจวทางตะวันออกของจีน"},
	} {
		text, name, err := Decode(encoded(t, tt.text, tt.charset), "")
		if err != nil || name != tt.charset || string(text) != tt.text {
			t.Errorf("%s: read as %s (%v): %s", tt.charset, name, err, text)
		}
	}
}

// TestWide: two and four bytes a letter are known with and without a mark, and noise is not.
func TestWide(t *testing.T) {
	text := "Tencent has micro-letter (微信).\r\nThat is all.\n"
	little, big := unicode.LittleEndian, unicode.BigEndian
	for want, all := range map[string][][]byte{
		"utf-16le": {encodedBy(t, text, unicode.UTF16(little, unicode.UseBOM)), encodedBy(t, text, unicode.UTF16(little, unicode.IgnoreBOM))},
		"utf-16be": {encodedBy(t, text, unicode.UTF16(big, unicode.UseBOM)), encodedBy(t, text, unicode.UTF16(big, unicode.IgnoreBOM))},
		"utf-32le": {encodedBy(t, text, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)), encodedBy(t, text, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM))},
		"utf-32be": {encodedBy(t, text, utf32.UTF32(utf32.BigEndian, utf32.UseBOM)), encodedBy(t, text, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM))},
	} {
		for i, data := range all {
			if got, name, err := Decode(data, ""); err != nil || name != want || string(got) != text {
				t.Errorf("%s, %d: read as %s (%v): %q", want, i, name, err, got)
			}
		}
	}
	for _, noise := range []string{"\x00\x01\x00\x02\x00\x03\xFF\x00", strings.Repeat("a\x00\x00b\x00", 40), "\xFF\xFE\xFF\xFF\xFF\xFF"} {
		if text, name, err := Decode([]byte(noise), ""); err == nil && name != "utf-16le" {
			t.Errorf("noise is read as %s: %q", name, text)
		}
	}
}

// TestEscapes: encodings whose bytes are all ASCII. One has escapes that nothing else has, of the other the reader must say so.
func TestEscapes(t *testing.T) {
	if text, name, err := Decode(encoded(t, "アリババです", "iso-2022-jp"), ""); err != nil || name != "iso-2022-jp" || string(text) != "アリババです" {
		t.Errorf("%s %q %v", name, text, err)
	}
	if text, name, err := Decode(encoded(t, "微信 is WeChat", "hz-gb-2312"), "HZ"); err != nil || name != "hz-gb-2312" || string(text) != "微信 is WeChat" {
		t.Errorf("%s %q %v", name, text, err)
	}
}

// TestCharsetNames: each listed name is its own, others lead to one of them, and a wrong one is told with what may have been meant.
func TestCharsetNames(t *testing.T) {
	for _, name := range Charsets() {
		if known, err := Charset(strings.ToUpper(" " + name)); err != nil || known != name {
			t.Errorf("%s is %s (%v)", name, known, err)
		}
	}
	for name, want := range map[string]string{"GBK": "gb18030", "gb2312": "gb18030", "CP936": "gb18030", "x-gbk": "gb18030", "sjis": "shift_jis", "cp1251": "windows-1251", "latin1": "windows-1252", "UTF8": "utf-8", "UTF-16": "utf-16le", "ks_c_5601-1987": "euc-kr"} {
		if known, err := Charset(name); err != nil || known != want {
			t.Errorf("%s is %s (%v), want %s", name, known, err, want)
		}
	}
	for name, near := range map[string]string{"big6": "big5", "1251": "windows-1251", "gb": "gb18030", "klingon": "", "": "", "iso-2022-kr": "iso-2022-jp"} {
		_, err := Charset(name)
		wrong := (*CharsetError)(nil)
		if !errors.As(err, &wrong) || near != "" && !strings.Contains(err.Error(), near) || near == "" && len(wrong.Near) > 0 {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestTold: what is said of an encoding is believed in the order of its worth, and not where the bytes show that it is wrong.
func TestTold(t *testing.T) {
	chinese := strings.Repeat("微信是腾讯的应用。", 3)
	for _, tt := range []struct{ name, page, in, header, want string }{
		{"meta", `<meta charset="big5"><p>馬雲昨天說`, "big5", "", "big5"},
		{"header", "<p>馬雲昨天說", "big5", "text/html; charset=big5", "big5"},
		{"the header goes before", `<meta charset="gb2312"><p>馬雲昨天說`, "big5", "text/html; charset=big5", "big5"},
		{"a header that says the same of everything", `<meta charset="big5"><p>馬雲昨天說`, "big5", "text/html; charset=ISO-8859-1", "big5"},
		{"and nothing else", "<p>" + chinese, "gb18030", "text/html; charset=ISO-8859-1", ""},
		{"Western for once", "<p>La société a son siège à Hangzhou", "windows-1252", "text/html; charset=ISO-8859-1", "windows-1252"},
		{"XML", `<?xml version="1.0" encoding="GB2312"?><html><p>` + chinese, "gb18030", "", "gb18030"},
		{"a lie", `<meta charset="gb2312"><p>` + chinese, "utf-8", "text/html; charset=gbk", ""},
	} {
		if got := declared(encoded(t, tt.page, tt.in), tt.header); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
