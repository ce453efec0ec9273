package document

import (
	"strings"
	"testing"
)

func TestDelimiters(t *testing.T) {
	for _, c := range []struct{ text, from, to, opened, shut string }{
		{"like the **micro-letter** too", "the", "letter", "**", ""},
		{"like the *micro-letter* too", "the", "letter", "*", ""},
		{"see the [micro-letter](http://x.example/ \"t\") too", "the", "letter", "[", ""},
		{"the **micro**-letter too", "micro", "letter", "", "**"},
		{"the [micro](/a_b)-letter too", "micro", "letter", "", "](/a_b)"},
		{"the micro-**letter** too", "micro", "letter", "**", ""},
		{"the *micro*-letter too", "the", "letter", "", ""},
		{"the ***micro-letter*** too", "the", "letter", "***", ""},
		{"the micro-letter too", "the", "letter", "", ""},
		{"> the micro-\n> letter too", "the", "letter", "", ""},
		{"a _b_ and the __micro-letter__ too", "the", "letter", "__", ""},
	} {
		start := strings.Index(c.text, c.from)
		s := Span{start, start + strings.Index(c.text[start:], c.to) + len(c.to)}
		opened, shut := Markdown([]byte(c.text)).Delimiters(s)
		if string(opened) != c.opened || string(shut) != c.shut {
			t.Errorf("%s: %q and %q", c.text, opened, shut)
		}
		if opened, shut := Plain([]byte(c.text)).Delimiters(s); len(opened)+len(shut) > 0 {
			t.Errorf("%s, plain: %q and %q", c.text, opened, shut)
		}
	}
}
