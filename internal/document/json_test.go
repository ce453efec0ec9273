package document

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestAppendJSON(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"plain", `"plain"`},
		{"a\"b\\c\n\r\t\x00\x1b", `"a\"b\\c\n\r\t\u0000\u001b"`},
		{"微信 café 😀", `"微信 café 😀"`},
		{"\x7f\u0085\u009b", `"\u007f\u0085\u009b"`},
		{"\u202e\u2066\u200f\ufeff\u2028", `"\u202e\u2066\u200f\ufeff\u2028"`},
		{"\U000e0041", `"\udb40\udc41"`},
		{"\xff\xc3", `"` + "\uFFFD\uFFFD" + `"`},
		{"\uFFFD", `"` + "\uFFFD" + `"`},
		{"", `""`},
	} {
		got := string(AppendJSON(nil, tt.in))
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.in, got, tt.want)
		}
		var back string
		if err := json.Unmarshal([]byte(got), &back); err != nil || back != strings.ToValidUTF8(tt.in, "\uFFFD") && tt.in != "\xff\xc3" {
			t.Errorf("%q reads back as %q, %v", tt.in, back, err)
		}
	}
}
