package annotate

import (
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// becomes applies what the recognisers find to texts; the second of a row is the first with every fix in place.
// With chinese set the texts are known to come from Chinese.
func becomes(t *testing.T, chinese bool, rows map[string]string) {
	t.Helper()
	e := New()
	o := Options{}
	if chinese {
		o.MT = "Youdao"
	}
	for in, want := range rows {
		got := string(Apply([]byte(in), e.Annotate(document.Plain([]byte(in)), o)))
		if strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%q\n\tbecomes %q\n\twant    %q", in, got, want)
		}
	}
}

// stay checks that the recognisers leave texts alone.
func stay(t *testing.T, chinese bool, texts ...string) {
	t.Helper()
	rows := map[string]string{}
	for _, s := range texts {
		rows[s] = s
	}
	becomes(t, chinese, rows)
}

func TestEntities(t *testing.T) {
	becomes(t, false, map[string]string{
		"Reporter & NBSP; Xie":          "Reporter Xie",
		"subsidies& mdash;a billion":    "subsidies—a billion",
		"counts&mdasha list":            "counts—a list",
		"the phone&hellip":              "the phone…",
		"Andquot;brakeAndquot; & quot;": `"brake" "`,
		"Andnbsp;one":                   " one",
	})
	becomes(t, true, map[string]string{
		"it &amp;nbsp; is":                  "it is",
		"says&nbsp;- her":                   "says - her",
		"a&nbsp;b":                          "a b",
		"caf&#233; &#39;x&#39;":             "café 'x'",
		"the &amp;ldquo;war&amp;rdquo; on":  "the “war” on",
		"AT&amp;T and 30&deg; north":        "AT&T and 30° north",
		"the film &lt;&lt;Lost&gt;&gt; ran": "the film <<Lost>> ran",
		"one&#10;two":                       "one two",
	})
	stay(t, true, "R&D, AT&T, Q&A & more; &", "a thousand; hand; brand;",
		`write "&nbsp;" for a blank`, "the sign (&amp;) stands for and", "see http://x.org/?a=1&quot;b",
		"<p>one</p>\n<p>a&nbsp;b</p>\n", "The XML of HTML pages: in XML &lt; is <, &quot; is a mark.", "a price for &lt;b&gt;...&lt;/b&gt; it", "Dell Inc. &lt;DELL.O&gt; grew", "control &#3; and lost &#65533; signs")
	becomes(t, false, map[string]string{
		"The chairman said that &ldquo;quality&rdquo; comes first&nbsp;in every shop.": "The chairman said that “quality” comes first in every shop.",
		"The firm&#39;s owner of R&amp;amp;D sold its shares to the state fund.":       "The firm's owner of R&D sold its shares to the state fund.",
	})
	stay(t, false, "Write &amp; where the ampersand shall stand in a page of your own site.", "In the query the value of &quot;name&quot; is left as it is for now.",
		strings.Repeat("The firm&#39;s owner sold its shares to the fund of the state. ", 30))
	stay(t, false, "caf&#233;", "a&nbsp;b", "AT&amp;T", "30&deg;C", "&copy; 2001")
}

func TestTags(t *testing.T) {
	becomes(t, false, map[string]string{"one. < / P > < p > Two": "one. Two"})
	stay(t, false, "the <p> tag and a < b or c>d")
}

func TestMojibake(t *testing.T) {
	becomes(t, true, map[string]string{
		"itâ€™s a cafÃ©":           "it’s a café",
		"the â€œWeiboâ€\u009d war": "the “Weibo” war",
		"the â€œWeiboâ€ war":       "the “Weibo” war",
		"ten yearsâ€”a life":       "ten years—a life",
		"Alibabaï¼ŒTencent":        "Alibaba, Tencent",
		"it roseã€‚Then":           "it rose. Then",
		"Â© 2015":                  "© 2015",
		"it鈥檚 and don鈥檛":           "it’s and don’t",
		"the 鈥淲eibo鈥? war":         "the “Weibo” war",
		"ten years鈥攁 life":         "ten years—a life",
		"don锟斤拷t say锟斤拷锟斤拷 he":     "don’t say he",
		"the å¾®ä¿¡ app":           "the 微信 app",
	})
	stay(t, true, "São Paulo, Ã and Â, naïve, Köln", "CSÜ” it said", "â la carte, 20 € – 30 €", "a table in Åland", "锟 is a sign", "IRMÃO")
}

func TestQuotes(t *testing.T) {
	becomes(t, true, map[string]string{
		`is "strong" and "weak influence"". The`: `is "strong" and "weak influence". The`,
		`the ""red packet" war`:                  `the "red packet" war`,
		"the ““red packet” war":                  "the “red packet” war",
		"the “red packet”” war":                  "the “red packet” war",
		"the ”red packet“ war":                   "the “red packet” war",
	})
	stay(t, true, `an empty "" string`, `she said "he said "go.""`, `set x="" and y`, `cwd("");`, "“he said “go””", "He said “go” and “stay”.", "5'10\" and 6\"")
	stay(t, false, `is "weak influence"". The`)
}

func TestDigits(t *testing.T) {
	becomes(t, false, map[string]string{
		"opened in 2065438+June 2009, six": "opened in June 2019, six",
		"rose by 65,438+050.0% against":    "rose by 150.0% against",
		"in 2065 438+06 they":              "in 2016 they",
	})
}

func TestNumbers(t *testing.T) {
	becomes(t, true, map[string]string{
		"was 120 billion 700 million yuan":    "was 120.7 billion yuan",
		"3 million 500 thousand users":        "3.5 million users",
		"some 1.2 million 5 thousand":         "some 1.205 million",
		"sold 18.46 Ten thousand units":       "sold 184,600 units",
		"raised 3.7 One hundred million yuan": "raised 370 million yuan",
		"raised 3.7 A hundred million yuan":   "raised 370 million yuan",
		"raised 500 one hundred million yuan": "raised 50 billion yuan",
		"worth 25 hundred million":            "worth 2.5 billion",
		"with 30 Wan users":                   "with 300,000 users",
		"some 1.5 Yi yuan":                    "some 150 million yuan",
		"paid 10, 000 yuan and 3, 500, 000":   "paid 10,000 yuan and 3,500,000",
		"rose 50 % percent":                   "rose 50 %",
		"rose by 50 percent % in":             "rose by 50 percent in",
	})
	stay(t, true, "between 1 billion and 300 million", "20 million 30 billion", "sold 5 million, 200 thousand of it in", "one in ten thousand", "4 billion 2 hundred million",
		"No. 30 Wan Li said", "10 million yuan", "$ 6 billion", "50 %", "model 3.5 yi-fu", "50% percentage points")
	stay(t, false, "worth 25 hundred million", "with 30 Wan users", "10, 000")
}

func TestDates(t *testing.T) {
	becomes(t, true, map[string]string{
		"on 8 month 10 Friday it":           "on 10 August it",
		"On 7 month 8, the shop":            "On 8 July, the shop",
		"until 12 month 31 in the evening":  "until 31 December in the evening",
		"In 2015, 3 month 15 was":           "In 2015, 15 March was",
		"(7 month 8)":                       "(8 July)",
		"on 6 month 28 Daily news":          "on 28 June news",
		"7 month on the 25th came":          "25 July came",
		"since 4 Lunar it":                  "since April it",
		"In July 7th, led by":               "On July 7th, led by",
		"Since 2015 Year 7 Month it":        "Since July 2015 it",
		"on 2015 years 7 months 3 days it":  "on 3 July 2015 it",
		"on 2015 Year 11 Month 11 Daily it": "on 11 November 2015 it",
		"In 2015 years, it":                 "In 2015, it",
		"Since 2013 year it":                "Since 2013 it",
		"20 18 years, it":                   "2018, it",
		"in 20 18, it":                      "in 2018, it",
		"In 2,015, it":                      "In 2015, it",
	})
	stay(t, true, "on a 7 month 8 day trip", "on 6 month 12 week terms", "by 3 month 20 percent", "of 9 month 1.5 percent", "in a 6 month 12 game ban", "a 3 month 20 percent rise", "for 6 months 20 people ran", "in July 2015 and in May", "for the first time in 2000 years", "in 2015 years ago", "in 20 18-year-olds",
		"between 20 18 times", "of 20 10 are", "12 years 7 months", "in 2,015 cases", "by 2,000")
	stay(t, false, "In 2015 years, it", "in 20 18, it")
}

func TestTwice(t *testing.T) {
	becomes(t, true, map[string]string{"on the the platform": "on the platform", "The the platform": "The platform", "3 yuan yuan of of": "3 yuan of", "grew 36 times times": "grew 36 times"})
	stay(t, true, "said that that had had, log in in", "the The Voice show", "a\na", "vitamin A a day", "plan A, a plan")
	stay(t, false, "on the the platform")
}

// TestGlossed finds people whose names were translated sign by sign, where the text speaks of them.
func TestGlossed(t *testing.T) {
	p, err := ReadPack("people.yaml", []byte(`
pack: people
about: People for tests.
names:
  - {id: qihoo, name: Qihoo 360, zh: 奇虎, kind: organisation}
  - {id: xiaomi, name: Xiaomi, zh: 小米, kind: organisation}
rules:
  - {id: zhou, zh: 周鸿祎, pinyin: Zhōu Hóngyī, fix: Zhou Hongyi, kind: person, names: [qihoo], near: [antivirus], match: [red coat leader], hits: ["[red coat leader=>Zhou Hongyi]"], leaves: ["coat"]}
  - {id: lei, zh: 雷军, pinyin: Léi Jūn, fix: Lei Jun, kind: person, names: [xiaomi], match: [thunder general], hits: ["[thunder general=>Lei Jun]"], leaves: ["general"]}
`))
	if err != nil {
		t.Fatal(err)
	}
	e := build(lowest([]*Pack{p}), ordinary, true)
	for in, want := range map[string]string{
		"Zhou Hong clothes of Qihoo 360 spoke":            "Zhou Hongyi of Qihoo 360 spoke",
		"Zhou swan clothing wrote an antivirus":           "Zhou Hongyi wrote an antivirus",
		"Zhou swan clothes left. Zhou Hongyi, they say.":  "Zhou Hongyi left. Zhou Hongyi, they say.",
		"At Xiaomi, Lei army's phones sell":               "At Xiaomi, Lei Jun's phones sell",
		"Zhou Hong clothes are sold here":                 "Zhou Hong clothes are sold here",
		"Zhou Hong Yi of Qihoo 360":                       "Zhou Hong Yi of Qihoo 360",
		"the Lei army of the island":                      "the Lei army of the island",
		"Xiaomi took off its lei army after lei military": "Xiaomi took off its lei army after lei military",
	} {
		if got := string(Apply([]byte(in), e.Annotate(document.Plain([]byte(in)), Options{}))); got != want {
			t.Errorf("%q\n\tbecomes %q\n\twant    %q", in, got, want)
		}
	}
}

func TestTornAmountsAndDays(t *testing.T) {
	becomes(t, true, map[string]string{
		"On September 15 Japan Huawei lost it":    "On September 15 Huawei lost it",
		"On May 6 daily, the shop":                "On May 6, the shop",
		"on June 15 th and the 2 nd":              "on June 15th and the 2nd",
		"open at 8 points 30 minutes":             "open at 8:30",
		"open until 9 pm 30 minutes":              "open until 9:30 pm",
		"a bottle of 8 pieces of money":           "a bottle of 8 yuan",
		"10W+ readers; 100w+ fans":                "100,000+ readers; 1 million+ fans",
		"had 600 million 30 million users":        "had 630 million users",
		"the company company said":                "the company said",
		"worth 5.6 One hundred million yuan here": "worth 560 million yuan here",
	})
	stay(t, true, "On May 7 Japan beat China", "On May 5 Daily Mail readers", "a 100W+ fast charger, a 65W+ power", "9 points 30 seconds", "300 million, 50 million", "June 15 the", "scored 8 points 30 times")
}
