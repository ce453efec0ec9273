package render

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever the Chinese, no row begins with a sign that closes and none ends with one that opens.
func TestNoSignStandsAlone(t *testing.T) {
	words := []string{"马云", "在", "活动现场", "表示", "WeChat", "微信", "2013", "的", "挑战", "把不可能变成可能"}
	forms := []string{"%，", "%。", "%", "“%”", "（%）", "《%》", "「%」，", "‘%’", "%？！", "%……", "%——", "%：“%”", "【%】、", "%％", "(%)", "%；"}
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for range rapid.IntRange(1, 30).Draw(t, "pieces") {
			form := rapid.SampledFrom(forms).Draw(t, "form")
			for strings.Contains(form, "%") {
				form = strings.Replace(form, "%", rapid.SampledFrom(words).Draw(t, "word"), 1)
			}
			text.WriteString(form)
		}
		width := rapid.IntRange(20, 90).Draw(t, "width")
		rows := strings.Split(strings.TrimSpace(texts(allLines(pageOf(plainOf(text.String()), nil, View{Width: width})))), "\n")
		for y, row := range rows {
			first, last := cluster(row), ""
			for rest := row; rest != ""; rest = rest[len(last):] {
				last = cluster(rest)
			}
			if y > 0 && strings.Contains(neverFirst, first) {
				t.Fatalf("row %d begins with %q at width %d:\n%s", y, first, width, strings.Join(rows, "\n"))
			}
			if y < len(rows)-1 && strings.Contains(neverLast, last) {
				t.Fatalf("row %d ends with %q at width %d:\n%s", y, last, width, strings.Join(rows, "\n"))
			}
		}
	})
}

func TestLastRows(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      int
		want       string
	}{
		{"company for a short word", "The quick brown fox jumps over it", 30, "The quick brown fox jumps|over it"},
		{"a word that can stand alone", "The quick brown fox jumps over fences", 30, "The quick brown fox jumps over|fences"},
		{"not at the price of a gap", "The word incomprehensibilities it", 30, "The word incomprehensibilities|it"},
		{"narrow columns stay", "The quick brown fox is it", 22, "The quick brown fox is|it"},
		{"a Chinese sign with its stop", "马云在活动现场表示阿里做微信。", 28, "马云在活动现场表示阿里|做微信。"},
		{"one row", "it", 30, "it"},
	} {
		got := strings.TrimSuffix(strings.ReplaceAll(texts(allLines(pageOf(plainOf(c.text), nil, View{Width: c.width}))), "\n", "|"), "|")
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLongWords(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"https://example.com/a/very/long/path", 20, "https://example.com/|a/very/long/path"},
		{"https://example.com/a?query=string&x=y", 24, "https://example.com/a?|query=string&x=y"},
		{"thisisawordthatisverylong", 10, "thisisawor|dthatisver|ylong"},
		{"see https://e.com/x here", 12, "see|https://e.|com/x here"},
		{"mañanamañanamañana", 7, "mañanam|añanama|ñana"},
	} {
		got := strings.TrimSuffix(strings.ReplaceAll(texts(allLines(pageOf(plainOf(c.text), nil, View{Width: c.width}))), "\n", "|"), "|")
		if got != c.want {
			t.Errorf("%q at %d: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// A table stands in columns as long as its words fit, and in lines of its own below that.
func TestTablesFit(t *testing.T) {
	const table = "| name | what it is |\n|--|--|\n| Weibo | a platform of short messages |\n| Tmall | a shopping mall |\n"
	for _, c := range []struct {
		width int
		want  string
	}{
		{60, "name  │ what it is|──────┼─────────────────────────────|Weibo │ a platform of short messages|Tmall │ a shopping mall"},
		{26, "name  │ what it is|──────┼───────────────────|Weibo │ a platform of|      │ short messages|      │|Tmall │ a shopping mall"},
		{14, "name · what it|is|──────────────|name: Weibo|what it is:|  a platform|  of short|  messages||name: Tmall|what it is:|  a shopping|  mall"},
	} {
		got := strings.TrimSuffix(strings.ReplaceAll(texts(allLines(page(table, View{Width: c.width}))), "\n", "|"), "|")
		if got != c.want {
			t.Errorf("at %d:\n%s\nwant\n%s", c.width, strings.ReplaceAll(got, "|", "\n"), strings.ReplaceAll(c.want, "|", "\n"))
		}
	}
}

// Long lines of code are whole, behind a sign where they go on.
func TestLongCode(t *testing.T) {
	got := texts(allLines(page("```\n\tcall(first, second, third)\n```\n", View{Width: 26})))
	equal(t, "code", got, "      call(first, second,\n      ↳ third)\n")
}

// The signs that a theme puts into a table count as well.
func TestTableWithSigns(t *testing.T) {
	theme, err := NewTheme("ascii", true)
	if err != nil {
		t.Fatal(err)
	}
	got := texts(allLines(page("| n | *m* |\n|--|--|\n| 1 | **2** |\n", View{Width: 40, Theme: theme})))
	equal(t, "table", got, "**n** │ **m**\n──────┼──────\n1     │ **2**\n")
}
