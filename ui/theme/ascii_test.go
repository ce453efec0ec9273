package theme

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestToASCII: every sign has one of the same width; Chinese and letters stay.
func TestToASCII(t *testing.T) {
	for sign, plain := range inASCII {
		if len(plain) != 1 || plain[0] >= 0x7f || ansi.StringWidth(sign) != 1 {
			t.Errorf("%q for %q", plain, sign)
		}
	}
	if got, want := ToASCII("“微信” → WeChat · Wēixìn …"), `"微信" > WeChat - Wēixìn ~`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOnlyASCII(t *testing.T) {
	for _, c := range []struct {
		env  []string
		want bool
	}{
		{nil, false}, {[]string{"TERM=xterm"}, false}, {[]string{"LANG=en_US.UTF-8"}, false}, {[]string{"LANG=C.utf8"}, false},
		{[]string{"LANG=C"}, true}, {[]string{"LANG=POSIX"}, true}, {[]string{"LANG=en_US.UTF-8", "LC_ALL=C"}, true},
		{[]string{"LC_ALL=", "LC_CTYPE=C", "LANG=en_US.UTF-8"}, true}, {[]string{"LC_CTYPE=UTF-8"}, false}, {[]string{"LC_ALL=C.UTF-8", "LANG=C"}, false},
		{[]string{"LANG=zh_CN.GB18030"}, true}, {[]string{"LANG=de_DE.ISO-8859-1"}, true}, {[]string{"LANG=en_GB"}, false},
		{[]string{"TERM=linux", "LANG=C.UTF-8"}, true}, {[]string{"TERM=vt220"}, true}, {[]string{"LANG=C", "LANG=C.UTF-8"}, false},
	} {
		if got := OnlyASCII(c.env); got != c.want {
			t.Errorf("%v: %v, want %v", c.env, got, c.want)
		}
	}
}
