package library

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// press writes articles that nobody wrote: words as frequent as those of English, names of Chinese technology as its news has them, machine readings
// of these that are repaired. The n-th article is always the same.
type press struct {
	words []string // the most frequent first
	heavy []float64
}

// frequent are the words that every text has, the most frequent first.
const frequent = `the of to and a in is for that on with as it by its from was are be this has at will have an not which but their more also can they one
or new company said market had year about users than up been other after time who all into we our he some first internet data mobile business two service
so if China may out platform only most over even because people such no through these over online when many would were good products than now`

// named are names with what the machine makes of them, the most frequent first.
var named = []struct{ fix, machine, zh, pinyin string }{
	{"Alibaba", "Ali Baba", "阿里巴巴", "Ālǐ Bābā"}, {"WeChat", "micro-letter", "微信", "Wēixìn"}, {"Taobao", "naughty treasure", "淘宝", "Táobǎo"},
	{"Weibo", "micro-blog", "微博", "Wēibó"}, {"Alipay", "pay treasure", "支付宝", "Zhīfùbǎo"}, {"Jack Ma", "Ma cloud", "马云", "Mǎ Yún"},
	{"Xiaomi", "millet", "小米", "Xiǎomǐ"}, {"Baidu", "hundred degrees", "百度", "Bǎidù"}, {"Laiwang", "contacts", "来往", "Láiwǎng"},
	{"Yu'ebao", "balance treasure", "余额宝", "Yú'ébǎo"}, {"Didi", "drops", "滴滴", "Dīdī"}, {"Meituan", "beautiful regiment", "美团", "Měituán"},
}

// vocabulary is how many words the press knows.
const vocabulary = 40_000

func newPress() *press {
	p := &press{words: strings.Fields(frequent)}
	random := rand.New(rand.NewPCG(1, 2))
	starts, middles, ends := strings.Fields("b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st str t th tr v w"),
		strings.Fields("a ai e ea i o oo ou u"), strings.Fields("b ck d ft g l ll m n nd ng nt p r rd s ss st t x")
	seen := map[string]bool{}
	for len(p.words) < vocabulary {
		var b strings.Builder
		for range 1 + random.IntN(3) {
			b.WriteString(starts[random.IntN(len(starts))] + middles[random.IntN(len(middles))])
		}
		b.WriteString(ends[random.IntN(len(ends))])
		if w := b.String(); !seen[w] {
			seen[w] = true
			p.words = append(p.words, w)
		}
	}
	sum := 0.0
	for i := range p.words { // Zipf and Mandelbrot
		sum += 1 / (float64(i) + 2.7)
		p.heavy = append(p.heavy, sum)
	}
	return p
}

// word is a word as English has it: the first one in twenty, most of them seldom.
func (p *press) word(random *rand.Rand) string {
	x := random.Float64() * p.heavy[len(p.heavy)-1]
	low, high := 0, len(p.heavy)-1
	for low < high {
		if mid := (low + high) / 2; p.heavy[mid] < x {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return p.words[low]
}

// written is an article of the press with what its index is to have.
type written struct {
	New

	Indexed
}

// article writes the n-th article.
func (p *press) article(n int) written {
	random := rand.New(rand.NewPCG(uint64(n), 7))
	x := Indexed{}
	var source, machine strings.Builder
	names := []Name{}
	name := -1
	if random.IntN(2) == 0 {
		name = int(float64(len(named)) * random.Float64() * random.Float64()) // the first ones more often
		names = append(names, Name{named[name].zh, named[name].pinyin})
	}
	size := 130 + random.IntN(200)
	sentence := 0
	for i := range size {
		if sentence == 0 {
			sentence = 8 + random.IntN(16)
			if i > 0 {
				source.WriteString(". ")
			}
			if i > 0 && random.IntN(5) == 0 {
				source.WriteString("\n\n")
			}
		} else {
			source.WriteString(" ")
		}
		sentence--
		if name >= 0 && random.IntN(60) == 0 {
			is, at := named[name], source.Len()
			source.WriteString(is.machine)
			x.Edits = append(x.Edits, Edit{document.Span{Start: at, End: source.Len()}, is.fix, is.zh, is.pinyin})
			fmt.Fprintf(&machine, "the %s of\n", is.machine)
			continue
		}
		source.WriteString(p.word(random))
	}
	source.WriteString(".\n")
	title := make([]string, 5+random.IntN(5))
	for i := range title {
		title[i] = p.word(random)
	}
	original := strings.Join(title, " ")
	repaired := original
	if name >= 0 && random.IntN(4) == 0 {
		repaired, original = named[name].fix+" "+repaired, named[name].machine+" "+original
	}
	a := articles.Restored(articles.Meta{
		ID: fmt.Sprintf("%012x", uint64(n)*0x9E3779B97F4A7C15>>16), Title: original, Site: fmt.Sprintf("Site %d", n%50), URL: fmt.Sprintf("https://site%d.example.com/%d", n%50, n),
		Published: time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, random.IntN(4380)), Language: "en",
	}, articles.Text{Source: []byte(source.String()), Charset: "utf-8"})
	x.Article, x.Title, x.Fixes, x.Machine, x.Names = a, repaired, len(x.Edits), machine.String(), Names(names)
	w := written{New{Article: a, Source: shelf.SourceID(1 + n%50), GUID: a.ID}, x}
	for _, tag := range []string{"phones", "money", "later", "people"} {
		if random.IntN(10) == 0 {
			w.Tags = append(w.Tags, tag)
		}
	}
	return w
}

// fillShelf puts the first articles of the press into a library and indexes them; tell is told how many there are by now.
func fillShelf(ctx context.Context, l *Library, articles int, tell func(int)) error {
	p := newPress()
	for i := range 50 {
		if _, err := l.Follow(ctx, shelf.Source{Kind: shelf.Feed, Address: fmt.Sprintf("https://site%d.example.com/feed", i), Title: fmt.Sprintf("Feed %d", i)}); err != nil {
			return err
		}
	}
	const batch = 500
	for from := 0; from < articles; from += batch {
		var all []New
		var index []Indexed
		for n := from; n < min(from+batch, articles); n++ {
			w := p.article(n)
			all, index = append(all, w.New), append(index, w.Indexed)
		}
		outcomes, err := l.Put(ctx, all)
		if err != nil {
			return err
		}
		for i, o := range outcomes {
			index[i].ID = o.ID
		}
		if err := l.Index(ctx, "rules", index); err != nil {
			return err
		}
		tell(from + len(all))
	}
	return nil
}
