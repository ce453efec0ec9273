package linear

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/card"
)

var update = flag.Bool("update", false, "write golden files and generated pages anew")

// collection reads the articles of the tests, with their annotations made by hand.
func collection(tb testing.TB) []*articles.Article {
	tb.Helper()
	const dir = "../testdata/articles"
	var all []*articles.Article
	for _, name := range []string{"laiwang.txt", "weibo.md"} {
		a, err := articles.Open(filepath.Join(dir, name))
		if err != nil {
			tb.Fatal(err)
		}
		own, err := os.ReadFile(filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name))+".yaml"))
		if err != nil {
			tb.Fatal(err)
		}
		a.Own, a.OwnText = own, a.Document.Source()
		all = append(all, a)
	}
	all[0].Title, all[0].Site, all[0].Published = "Alibaba takes on WeChat", "a portal", time.Date(2013, 11, 22, 0, 0, 0, 0, time.UTC)
	all[1].Title = "Sina Weibo and e-commerce"
	return all
}

func lookup(zh string) ([]card.Word, error) {
	if zh != "马云" {
		return nil, nil
	}
	return []card.Word{{ZH: "马", Pinyin: "mǎ", Glosses: []string{"horse"}, From: "Two words"}, {ZH: "云", Pinyin: "yún", Glosses: []string{"cloud"}, From: "Two words"}}, nil
}

func guessing(phrase string) []review.Source {
	if phrase == "yesterday" {
		return nil
	}
	return []review.Source{{ZH: "马云", Pinyin: "Mǎ Yún", English: "Jack Ma", Literal: "马 horse + 云 cloud", Score: 0.97}, {ZH: "昨天", Score: 0.5}}
}

// options are those of a session that reads commands from a text.
func options(tb testing.TB, commands string, out io.Writer) Options {
	tb.Helper()
	return Options{
		Settings: config.Defaults(), Articles: collection(tb), Engine: func() *annotate.Engine { return annotate.New() }, Fold: true,
		Lookup: lookup, Guess: guessing, In: strings.NewReader(commands), Out: out,
	}
}

// talk is what the program says to commands, one a line.
func talk(tb testing.TB, change func(*Options), commands ...string) string {
	tb.Helper()
	var out bytes.Buffer
	o := options(tb, strings.Join(commands, "\n")+"\n", &out)
	if change != nil {
		change(&o)
	}
	if err := Run(context.Background(), o); err != nil {
		tb.Fatal(err)
	}
	return out.String()
}

func opened(o *Options) { o.Open = o.Articles[0] }

func wants(t *testing.T, got string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in\n%s", part, got)
		}
	}
}

// TestSession keeps a whole session as it was accepted.
func TestSession(t *testing.T) {
	got := talk(t, nil, "help", "1", "", "n", "next", "c", "why", "d", "x", "n", "p", "undo", "edit Ma Yun himself", "redo", "u", "redo",
		"mode", ".", "mode marked", ".", "o", "/Ma", "/", `\`, "\\", "who", "1", "off 1", "off 1", "mark here", "end", "", "to here", "return",
		"b", "b", "go 50%", "page", "page", "z", "where", "go 1", "own Ali take = Alibaba takes", "gu", "guess Laiwang", "1", "q", "list weibo", "1", "t", "2", "q", "q")
	golden(t, "testdata/session.txt", got)
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got\n%s", path, got)
	}
}

// TestAnswers: each row is what is typed in an open article, and what is said at least.
func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		commands string
		want     []string
	}{
		{"n", []string{"fix 1 of 19: "}},
		{"p", []string{"there is no fix before this one"}},
		{"n 99|n", []string{"fix 19 of 19: ", "there is no fix after this one"}},
		{"n nothing", []string{"a count is a number"}},
		{"fix 3", []string{"fix 3 of 19: Jack Ma, was Ma Yun"}},
		{"fix 20", []string{"fix takes a number from 1 to 19"}},
		{"FIX 3|Accept", []string{"accepted: Jack Ma; undo takes it back"}},
		{"fix 3|a|a", []string{"that is your own already: Jack Ma"}},
		{"fix 3|x|n|p", []string{"rejected: Jack Ma; it is Ma Yun again", "fix 3 of 18: ", "fix 2 of 18: "}},
		{"fix 3|x|undo|c", []string{"undone", "fix 3 of 19: Jack Ma, was Ma Yun.", "Chinese: 马云, Mǎ Yún."}},
		{"fix 3|e Mr Ma|c", []string{"edited: Mr Ma, was Ma Yun", "fix 3 of 19: Mr Ma, was Ma Yun.", "your own verdict."}},
		{"fix 3|e", []string{"edit takes the words"}},
		{"a|e x|c|o|y|d|gu", []string{"no fix is current: next goes to one"}},
		{"undo|redo", []string{"nothing to undo", "nothing to do again"}},
		{"fix 3|d", []string{"马 mǎ: horse.", "云 yún: cloud.", "from Two words."}},
		{"fix 3|gu|1", []string{"“Ma Yun” could have been:", "1. 马云, Mǎ Yún, Jack Ma, 马 horse + 云 cloud, 97 of 100.", "own fix: Jack Ma, was Ma Yun"}},
		{"gu activity|2", []string{"nobody knows its English; type: own activity = …"}},
		{"gu yesterday", []string{"nothing explains “yesterday”"}},
		{"gu xyzzy|1", []string{"“xyzzy” does not stand in the text"}},
		{"own activity = event|.", []string{"own fix: event, was activity"}},
		{"own activity", []string{"own takes words"}},
		{"own xyzzy = event", []string{"“xyzzy” does not stand in the text"}},
		{"mode both|fix 3", []string{"mode: both", "Jack Ma (Ma Yun)"}},
		{"mode marked|fix 3", []string{"mode: marked", "[Ma Yun]"}},
		{"mode original|fix 3|peek", []string{"Chairman Ma Yun", "Chairman Jack Ma"}},
		{"highlight|notes", []string{"highlighted “", "; undo takes it back", "Highlights and notes; a number goes there:", "1. highlight 1, yellow: “"}},
		{"highlight Jack Ma yesterday = gr|r|r|undo", []string{"highlighted “Ma Yun yesterday” in green", "[highlight 1, green: “Jack Ma yesterday”]", "undone: highlighted"}},
		{"fix 3|note Who?|r|notes who|notes xyzzy|1", []string{"noted on “Ma Yun”: Who?", "1. note 1: “Jack Ma”: Who?", "there are no highlights and notes here"}},
		{"note activity = a *site*|erase 1|erase 1|redo", []string{"noted on “activity”: a *site*", "took away the note on “activity”", "erase takes the number"}},
		{"highlight activity = mauve|highlight xyzzy|note|note a =", []string{"no colour is called mauve: there are yellow, green", "“xyzzy” does not stand in the text", "note takes a note"}},
		{"mode sideways", []string{`unknown mode "sideways"`}},
		{"m", []string{"mode: both"}},
		{"/xyzzy", []string{"no “xyzzy” here"}},
		{"/|search", []string{"nothing was searched for"}},
		{"search micro|/|/|/|/|/|/", []string{"hit 1 of ", "from the end on to the start"}},
		{`/micro|\`, []string{"from the start back to the end"}},
		{"who|99", []string{"2. Jack Ma 马云", "there is no number 99"}},
		{"off 1|who|off 1", []string{"fixes off: Alibaba", "as “Ali”, fixes off", "fixes on: Alibaba"}},
		{"off|off 99", []string{"off takes the number"}},
		{"t", []string{"this article has no headings"}},
		{"7", []string{"there is no list to pick a number from"}},
		{"help|7", []string{"there is no list to pick a number from"}},
		{"more", []string{"there is no more"}},
		{"help next", []string{"next, n, with [COUNT]: go to the next fix and read its sentence"}},
		{"help nxt|nxt", []string{"no command is called “nxt”: did you mean next?"}},
		{"mark|to nowhere|return", []string{"mark takes a name", "no place is marked nowhere", "there is no jump to go back before"}},
		{"b", []string{"start of article"}},
		{"end|", []string{"end of article"}},
		{"go 100%|where", []string{"100 % of Alibaba takes on WeChat"}},
		{"go somewhere|go -1", []string{"go takes a share of the text"}},
		{"go 5", []string{""}},
		{"open 2", []string{"Sina Weibo and e-commerce"}},
		{"open 3|open", []string{"open takes the number of an article, 1 to 2"}},
		{"list xyzzy", []string{"nothing on the shelf has “xyzzy”"}},
		{"fold|z", []string{"page furniture is read", "page furniture is left out"}},
	} {
		t.Run(c.commands, func(t *testing.T) {
			wants(t, talk(t, opened, strings.Split(c.commands, "|")...), c.want...)
		})
	}
}

func TestOnTheShelf(t *testing.T) {
	wants(t, talk(t, nil, "next", "", "q"), "next needs an open article", "1. Alibaba takes on WeChat, a portal, 22 November 2013")
	wants(t, talk(t, func(o *Options) { o.Articles = nil }, "1"), "The shelf is empty", "there is no list")
	wants(t, talk(t, func(o *Options) { o.Notice = "config.toml:1: no" }), "note: config.toml:1: no")
	wants(t, talk(t, func(o *Options) { o.Trouble = func() string { return "broken.yaml" } }, "1", "2"), "note: broken.yaml")
	if got := talk(t, func(o *Options) { o.Engine = nil }, "1", "n", "y", "who"); !strings.Contains(got, "nothing to fix") {
		t.Error(got)
	}
}

// TestEveryLineIsRead: reading on from the start, or back from the end, in pieces of any length, meets every line of the page.
func TestEveryLineIsRead(t *testing.T) {
	for _, height := range []int{0, 5, 7, 100} {
		tall := func(o *Options) { opened(o); o.Height = height; o.Mode = 0 }
		whole := words(talk(t, func(o *Options) { tall(o); o.Height = 1 << 20; o.Width = 80 }, "page", "page", "page", "page"))
		on := words(talk(t, tall, slices.Repeat([]string{""}, 80)...))
		if on != whole {
			t.Errorf("height %d: read on is\n%s\nnot\n%s", height, on, whole)
		}
		_, back, _ := strings.Cut(talk(t, tall, append([]string{"end"}, slices.Repeat([]string{"b"}, 80)...)...), "helps")
		for w := range strings.FieldsSeq(whole) {
			if !strings.Contains(back, w) {
				t.Errorf("height %d: %q is not read on the way back", height, w)
			}
		}
	}
}

// words are those of an article in what was said.
func words(said string) string {
	_, text, _ := strings.Cut(said, "helps")
	text, _, _ = strings.Cut(text, "end of article")
	return strings.Join(strings.Fields(text), " ")
}

// TestPlainLines: whatever is typed, nothing but lines of text is written: no control character, none wider than the measure.
func TestPlainLines(t *testing.T) {
	names := []string{"", "1", "2", "17", "\x1b[31m", "微信", "50%", "'", "{", "\u202e"}
	for _, c := range commands() {
		names = append(names, c.names...)
	}
	arguments := []string{"", "1", "2", "-1", "3", "50%", "both", "a", "Ma", "Ma Yun = Jack", "\x1b[2J", "\u202e", "= =", "100%", "微信"}
	rapid.Check(t, func(t *rapid.T) {
		var script []string
		for range rapid.IntRange(1, 25).Draw(t, "commands") {
			script = append(script, strings.TrimSpace(rapid.SampledFrom(names).Draw(t, "name")+" "+rapid.SampledFrom(arguments).Draw(t, "argument")))
		}
		width := rapid.IntRange(0, 100).Draw(t, "width")
		var out bytes.Buffer
		o := options(noTB{}, strings.Join(script, "\n"), &out)
		o.Width, o.Height = width, rapid.IntRange(0, 40).Draw(t, "height")
		if err := Run(context.Background(), o); err != nil {
			t.Fatal(err)
		}
		if said := out.String(); said != document.Clean(said) || strings.Contains(said, "\t") {
			t.Fatalf("not clean: %q", said)
		}
	})
}

type noTB struct{ testing.TB }

func (noTB) Helper()           {}
func (noTB) Fatal(args ...any) { panic(args) }

// memory is a Keeper.
type memory struct{ kept map[string]review.Kept }

func (m memory) Kept(_ context.Context, a *articles.Article) (review.Kept, error) {
	return m.kept[a.ID], nil
}

func (m memory) KeepPlace(ctx context.Context, a *articles.Article, p review.Place) error {
	k := m.kept[a.ID]
	k.Place = p
	m.kept[a.ID] = k
	return ctx.Err()
}

func (m memory) Keep(ctx context.Context, a *articles.Article, act review.Act) error {
	m.kept[a.ID] = m.kept[a.ID].With(act)
	return ctx.Err()
}

// TestKept: the next session has the verdicts and the place of the last, however it ended.
func TestKept(t *testing.T) {
	m := memory{map[string]review.Kept{}}
	keeping := func(o *Options) { opened(o); o.Keeper = m }
	first := talk(t, keeping, "fix 3", "x", "end")
	again := talk(t, keeping, ".", "undo")
	wants(t, first, "19 fixes")
	wants(t, again, "read, 18 fixes", "nothing to undo")
	if _, read, _ := strings.Cut(again, "helps\n"); strings.Contains(read, "Chairman") {
		t.Errorf("it begins anew: %s", read)
	}
}

// TestInterrupted: when the context ends, the place is kept and Run returns, though nobody types.
func TestInterrupted(t *testing.T) {
	m := memory{map[string]review.Kept{}}
	ctx, cancel := context.WithCancel(context.Background())
	in, typed := io.Pipe()
	defer typed.Close()
	said := make(chan struct{}, 100)
	o := options(t, "", writer(func(b []byte) {
		if bytes.Contains(b, []byte("end of article")) {
			said <- struct{}{}
		}
	}))
	o.Open, o.Keeper, o.In = o.Articles[0], m, in
	ended := make(chan error)
	go func() { ended <- Run(ctx, o) }()
	io.WriteString(typed, "end\n\n")
	<-said
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if k := m.kept[o.Open.ID]; k.Place.Offset == 0 || k.Place.Share < 1 {
		t.Errorf("kept %+v", k.Place)
	}
}

type writer func([]byte)

func (w writer) Write(b []byte) (int, error) { w(b); return len(b), nil }

// TestPrompt: where somebody types, a sign says that a line is awaited; it never stands elsewhere.
func TestPrompt(t *testing.T) {
	if got := talk(t, func(o *Options) { o.Prompt = true }, "m"); !strings.HasSuffix(got, "> mode: both\n> \n") {
		t.Errorf("said %q", got)
	}
	if got := talk(t, nil, "m"); strings.Contains(got, "> ") {
		t.Errorf("said %q", got)
	}
}

// TestASCII: signs of the program's own are plain where nothing else is shown; Chinese stays.
func TestASCII(t *testing.T) {
	got := talk(t, func(o *Options) { opened(o); o.ASCII = true }, "fix 3", "c", "gu", "/xyzzy", "who")
	wants(t, got, "马云", `no "xyzzy" here`)
	for _, sign := range "“”…·→×" {
		if strings.ContainsRune(got, sign) {
			t.Errorf("%c in\n%s", sign, got)
		}
	}
}

// TestCommands: no name is taken twice, and the page of the documentation is that of the table.
func TestCommands(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range commands() {
		for _, n := range c.names {
			if seen[n] {
				t.Errorf("%q is the name of two commands", n)
			}
			if seen[n] = true; n != strings.ToLower(n) {
				t.Errorf("%q cannot be typed", n)
			}
			if name, _ := parse(n + " x"); name != n {
				t.Errorf("%q is taken for %q", n, name)
			}
		}
	}
	golden(t, "../../docs/linear.md", Page())
}
