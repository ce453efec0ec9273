package ui

import (
	"context"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// pagesOf opens pages from a map; what is not in it is waited for until the context ends, and told then.
func pagesOf(pages map[string]string, ended chan<- string) func(*Options) {
	return func(o *Options) {
		o.OpenPage = func(ctx context.Context, address string, _ bool) (*articles.Article, error) {
			switch text := pages[address]; text {
			case "":
				<-ctx.Done()
				ended <- address
				return nil, ctx.Err()
			case "404":
				return nil, &articles.FetchError{Address: address, Why: "there is no such page (404)", Hint: "see whether it is right"}
			default:
				return articles.Read("page.md", []byte(text))
			}
		}
	}
}

// TestOpenAddress: an address on the command line is fetched, from the shelf and from the text, and what went wrong is said with what to try.
func TestOpenAddress(t *testing.T) {
	pages := pagesOf(map[string]string{"https://lake.example/a": "# A page\n\nof the lake\n", "https://lake.example/b": "# Another\n\nof them\n", "https://lake.example/none": "404"}, nil)
	d := drive(t, 120, 30, pages)
	d.press(":", "open https://lake.example/a", "enter")
	d.want("A page", "of the lake")
	d.press(":", "open https://lake.example/b", "enter")
	d.want("Another", "of them")
	d.press("q")
	d.want("of the lake")
	d.press("q")
	d.want("A page")
	d.press(":", "open https://lake.example/none", "enter").wantBar("there is no such page (404); see whether it is right · https://lake.example/none")
}

// TestStopFetching: a page on its way is said in the bar; the reader goes on meanwhile, and gives it up with a key, or by asking for another.
func TestStopFetching(t *testing.T) {
	ended := make(chan string, 2)
	d := drive(t, 120, 30, func(o *Options) {
		linkedShelf(t)(o)
		pagesOf(map[string]string{"https://lake.example/a": "# A page\n\nof the lake\n"}, ended)(o)
	})
	late := d.runLine("open https://lake.example/slow")
	d.wantBar("esc stop fetching · fetching https://lake.example/slow")
	d.press("j").wantBar("fetching https://lake.example/slow")
	d.press("?")
	d.press("esc").wantBar("fetching https://lake.example/slow")
	d.press("esc").wantBar("not opened: https://lake.example/slow")
	d.press("j")
	d.wantNot("fetching")
	d.run(late)
	if got := <-ended; !strings.HasSuffix(got, "slow") {
		t.Errorf("%q was given up", got)
	}
	d.want("said so in the second text")
	d.wantNot("context canceled")

	late = d.runLine("open https://lake.example/slow")
	d.press(":", "open https://lake.example/a", "enter")
	d.want("of the lake")
	d.run(late)
	<-ended
	d.want("of the lake")
}
