package render

import (
	"slices"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Every mistake in a style file has its place, and what is right holds.
func TestStyleFileMistakes(t *testing.T) {
	for _, c := range []struct {
		name, file string
		theme      bool
		want       []string
	}{
		{"empty", `{}`, true, nil},
		{"nothing", ``, false, []string{"s.json:1:1: unexpected end of JSON input"}},
		{"right", `{"h1": {"bold": true, "color": "212", "margin": 2}, "hr": {"format": "\n--\n"}, "task": {"ticked": "[x] "}}`, true, nil},
		{"null", `{"h1": {"bold": null, "color": null}}`, true, nil},
		{"comma", "{\n  \"h1\": {},\n}", false, []string{`s.json:3:1: invalid character '}' looking for beginning of object key string`}},
		{"more", `{} x`, false, []string{`s.json:1:4: invalid character 'x' after top-level value`}},
		{"unknown", `{"h7": {"bold": true}, "h1": {"blod": true}}`, true, []string{
			`s.json:1:2: "h7" is not known`, `s.json:1:31: "blod" is not known: did you mean "bold"?`,
		}},
		{"unknown table", `{"xyzzyplugh": {"a": [1, {"b": {}}]}, "h1": {"bold": 1}}`, true, []string{
			`s.json:1:2: "xyzzyplugh" is not known`, `s.json:1:54: bold: a number stands where true or false belongs`,
		}},
		{"colours", `{"text": {"color": "#12345", "background_color": "256"}, "code": {"color": "#abc"}}`, true, []string{
			`s.json:1:20: color: "#12345" is no colour: write "#rrggbb" or a number from 0 to 255`,
			`s.json:1:50: background_color: "256" is no colour: write "#rrggbb" or a number from 0 to 255`,
		}},
		{"sorts", "{\"h1\": 5,\n\"text\": {\"color\": 5},\n \"列\": {}, \"list\": {\"level_indent\": 1.5}, \"paragraph\": [true]}", true, []string{
			"s.json:1:8: h1: a number stands where a table of settings belongs", "s.json:2:19: color: a number stands where text belongs",
			`s.json:3:2: "列" is not known`, "s.json:3:36: level_indent: 1.5 is no number of cells",
			"s.json:3:55: paragraph: a list or a table stands where a table of settings belongs",
		}},
		{"list", `[]`, true, []string{"s.json:1:1: style: a list or a table stands where a table of settings belongs"}},
		{"code theme", `{"code_block": {"theme": "monokia"}}`, true, []string{`s.json:1:26: theme: no style for code is called "monokia": did you mean "monokai"?`}},
	} {
		theme, err := ReadTheme("s.json", []byte(c.file), true)
		var got []string
		for _, m := range annotate.Mistakes(err) {
			got = append(got, m.Error())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
		if (theme != nil) != c.theme {
			t.Errorf("%s: theme %v", c.name, theme)
		}
	}
}

// Odd styles show the same text, and keep marks and lines in order.
func TestOddStyles(t *testing.T) {
	for _, c := range []struct{ style, text, want string }{
		{`{"h1": {"upper": true}}`, "# straße ⟦x=>ma⟧ 微信 ﬁ", "STRAßE MA 微信 ﬁ\n"},
		{`{"heading": {"title": true}}`, "## the fox's ⟦x=>den⟧ is-it 5th", "The Fox's Den Is-It 5th\n"},
		{`{"h2": {"lower": true, "prefix": "## ", "suffix": " ##"}}`, "## The FOX", "## the fox ##\n"},
		{`{"text": {"upper": true, "format": "<{{.text}}>"}, "strong": {"title": true}}`, "a **b ⟦x=>c⟧**", "a b c\n"},
		{`{"paragraph": {"margin": 9, "indent": 9, "prefix": "\u001b[2J", "block_prefix": "\n\n"}}`, "ma ⟦x=>yun⟧", "ma yun\n"},
		{`{"item": {"block_prefix": "- "}, "block_quote": {"indent_token": "┃ "}, "task": {"ticked": "[x] "}}`, "- a\n- [x] b\n\n> c", "- a\n[x] b\n\n┃ c\n"},
		{`{"item": {"block_prefix": "長 "}, "block_quote": {"indent_token": "  "}}`, "- a\n\n> c", "• a\n\n│ c\n"},
		{`{"hr": {"format": "\n微微微微\n"}}`, "***", "微微微微\n"},
		{`{"code": {"prefix": " ", "suffix": " ", "background_color": "1"}}`, "run `⟦x=>it⟧`, now", "run  it , now\n"},
	} {
		theme, err := ReadTheme("odd.json", []byte(c.style), true)
		if err != nil {
			t.Fatal(err)
		}
		p := page(c.text, View{Width: 40, Mode: Fixed, Theme: theme})
		lines := allLines(p)
		equal(t, c.style, texts(lines), c.want)
		checkCells(t, p, lines)
	}
}

// What a block is painted on reaches to the edge of the column.
func TestBlockBackground(t *testing.T) {
	theme, err := ReadTheme("back.json", []byte(`{"code_block": {"background_color": "#101010"}, "paragraph": {"background_color": "#202020"}}`), true)
	if err != nil {
		t.Fatal(err)
	}
	lines := allLines(page("one\n\n    code\n", View{Width: 20, Theme: theme}))
	for y, l := range lines {
		if y == 1 {
			continue
		}
		if last := l.Cells[len(l.Cells)-1]; l.Width() != 20 || last.Style.Bg == nil {
			t.Errorf("row %d is %d wide and ends in %v", y, l.Width(), last.Style)
		}
	}
}
