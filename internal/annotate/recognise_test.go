package annotate

import (
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// TestRecognisers applies what the recognisers find; the second text is the first with every fix in place.
func TestRecognisers(t *testing.T) {
	e := New()
	for in, want := range map[string]string{
		// character references, whole and torn
		"Reporter & NBSP; Xie":          "Reporter Xie",
		"a&nbsp;b":                      "a b",
		"says&nbsp;- her":               "says - her",
		"subsidies& mdash;a billion":    "subsidies—a billion",
		"counts&mdasha list":            "counts—a list",
		"the phone&hellip":              "the phone…",
		"Andquot;brakeAndquot; & quot;": `"brake" "`,
		"Andnbsp;one":                   " one",
		"caf&#233; &#39;x&#39;":         "café 'x'",
		"R&D, AT&T, Q&A & more; &":      "R&D, AT&T, Q&A & more; &",
		"a thousand; hand; brand;":      "a thousand; hand; brand;",
		"&lt;b&gt;&lt;/b&gt; &#15; x":   "&lt;b&gt;&lt;/b&gt; &#15; x",
		// the digit 1
		"opened in 2065438+June 2009, six": "opened in June 2019, six",
		"rose by 65,438+050.0% against":    "rose by 150.0% against",
		"in 2065 438+06 they":              "in 2016 they",
		// numbers in two pieces
		"was 120 billion 700 million yuan":      "was 120.7 billion yuan",
		"3 million 500 thousand users":          "3.5 million users",
		"between 1 billion and 300 million":     "between 1 billion and 300 million",
		"20 million 30 billion":                 "20 million 30 billion",
		"sold 5 million, 200 thousand of it in": "sold 5 million, 200 thousand of it in",
		"sold 18.46 Ten thousand units":         "sold 184,600 units",
		"raised 3.7 One hundred million yuan":   "raised 370 million yuan",
		"worth 25 hundred million":              "worth 2.5 billion",
		"one in ten thousand":                   "one in ten thousand",
		// tags
		"one. < / P > < p > Two":       "one. Two",
		"the <p> tag and a < b or c>d": "the <p> tag and a < b or c>d",
		// dates
		"on 8 month 10 Friday it":    "on 10 August it",
		"on 6 month 28 Daily news":   "on 28 June news",
		"7 month on the 25th came":   "25 July came",
		"since 4 Lunar it":           "since April it",
		"In July 7th, led by":        "On July 7th, led by",
		"a 3 month 20 percent rise":  "a 3 month 20 percent rise",
		"for 6 months 20 people ran": "for 6 months 20 people ran",
		"in July 2015 and in May":    "in July 2015 and in May",
		// quotation marks
		`is "strong" and "weak influence"". The`: `is "strong" and "weak influence". The`,
		`an empty "" string`:                     `an empty "" string`,
	} {
		text := []byte(in + "\n\n微信") // a text that is Chinese beyond doubt
		got := strings.TrimSuffix(string(Apply(text, e.Annotate(document.Plain(text), Options{}))), "微信")
		if strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%q\n\tbecomes %q\n\twant    %q", in, got, want)
		}
	}
}

// TestWholeReferences: a text that is not Chinese keeps its character references, but for those that a machine tore.
func TestWholeReferences(t *testing.T) {
	in := "Smith &amp; Sons, 20&deg;C, 5&nbsp;m, read & nbsp;more"
	if got := string(Apply([]byte(in), New().Annotate(document.Plain([]byte(in)), Options{}))); got != "Smith &amp; Sons, 20&deg;C, 5&nbsp;m, read more" {
		t.Errorf("%q becomes %q", in, got)
	}
}
