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
		"was 4957.1300 million yuan":            "was 495.713 billion yuan",
		"about 1.500 million yuan":              "about 1.500 million yuan",
		// years cut in two
		"From June, 20 18 to mid-July, 20 18, it": "From June, 2018 to mid-July, 2018, it",
		"left in 20 10.":                       "left in 2010.",
		"in 20 15-minute talks and 20 12 inch": "in 20 15-minute talks and 20 12 inch",
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
		got := string(Apply([]byte(in), e.Annotate(document.Plain([]byte(in)), Options{})))
		if strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%q\n\tbecomes %q\n\twant    %q", in, got, want)
		}
	}
}
