package theme

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"WeChat", 6, "WeChat"}, {"WeChat", 5, "WeCh…"}, {"We Chat", 4, "We…"}, {"WeChat", 1, "…"}, {"WeChat", 0, ""}, {"WeChat", -3, ""},
		{"微信公众号", 10, "微信公众号"}, {"微信公众号", 9, "微信公众…"}, {"微信公众号", 8, "微信公…"}, {"", 3, ""},
	} {
		if got := Fit(c.text, c.width); got != c.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"Tencent's messaging app.", 12, "Tencent's|messaging|app."},
		{"one  two", 4, "one|two"},
		{"一切皆有可能，马云说。", 12, "一切皆有可|能，马云说。"}, // no comma at the start of a line
		{"说：“来往”。", 8, "说：“来|往”。"}, {"说：“来往”。", 6, "说：|“来|往”。"},
		{"WeChat微信 app", 8, "WeChat微|信 app"},
		{"incomprehensibilities", 8, "incompre|hensibil|ities"},
		{"微信", 1, "微|信"}, // what fits nowhere stands all the same
		{"", 5, ""},
		{"\u0301", 5, "\u0301"}, // a mark that takes no cell
	} {
		if got := strings.Join(Wrap(c.text, c.width), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// FuzzWrap: no line is too wide, and nothing but blanks is lost.
func FuzzWrap(f *testing.F) {
	for _, s := range []string{"Tencent's app", "一切皆有可能，马云说。", "a👨‍👩‍👧‍👦b", "é e\u0301", "", "\x00\x1b"} {
		f.Add(s, 7)
	}
	f.Fuzz(func(t *testing.T, text string, width int) {
		text = document.CleanLine(text)
		width = 2 + max(width, -width)%40
		lines := Wrap(text, width)
		for _, l := range lines {
			if w := Width(l); w > width {
				t.Errorf("line %q is %d wide, more than %d", l, w, width)
			}
		}
		kept := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got, want := kept(strings.Join(lines, "")), kept(text); got != want {
			t.Errorf("Wrap(%q) has %q", text, got)
		}
		if w := ansi.StringWidth(Fit(text, width)); w > width && Width(text) > width {
			t.Errorf("Fit(%q, %d) is %d wide", text, width, w)
		}
	})
}
