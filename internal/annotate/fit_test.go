package annotate

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

var fit = flag.Bool("fit", false, "fit the weights to the cases and the packs' own sentences, and print them")

var more = flag.String("cases", "", "files of more cases to fit the weights to, with blanks between")

var background = flag.String("background", "", "JSON lines with ordinary English in `text`: every match in it is wrong")

// example is one match with what it should have been.
type example struct {
	features features
	right    bool
	weight   float64
	what     string
	term     string // the original, by which folds are made
}

// devCase is a line of testdata/cases.jsonl.
type devCase struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	Spans []struct {
		Start    int      `json:"start"`
		End      int      `json:"end"`
		Accept   []string `json:"accept"`
		Optional bool     `json:"optional"`
	} `json:"spans"`
}

func readCases(t *testing.T, file string) (all []devCase) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c devCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		for i := range c.Spans { // code points to bytes
			runes := []rune(c.Text)
			c.Spans[i].Start, c.Spans[i].End = len(string(runes[:c.Spans[i].Start])), len(string(runes[:c.Spans[i].End]))
		}
		all = append(all, c)
	}
	return all
}

// caseExamples turns the matches in the cases into examples: of cases that are not annotated as a whole, only those at what they are about.
func caseExamples(e *Engine, cases []devCase, whole bool) (all []example) {
	for _, c := range cases {
		r := e.read(document.Plain([]byte(c.Text)))
		r.weigh()
		hidden := r.hidden()
		for i := range r.candidates {
			k := &r.candidates[i]
			if k.refused != "" || hidden.covers(k) || e.ruleOfForm(k.form).Kind == Boilerplate {
				continue
			}
			span := r.blocks[k.block].Source(int(k.cutFrom), int(k.cutTo))
			x := example{features: k.features, weight: 1, what: c.ID + " " + c.Text[span.Start:span.End] + " => " + k.fix, term: e.ruleOfForm(k.form).ZH}
			skip := !whole && c.Kind == "positive"
			for _, g := range c.Spans {
				if span.Start < g.End && g.Start < span.End {
					x.right = accepted(g.Accept, k.fix)
					skip = g.Optional || !x.right
					break
				}
			}
			if !skip {
				all = append(all, x)
			}
		}
	}
	return all
}

// backgroundExamples turns ordinary English into examples of what is wrong, so that the weights know how often words stand together by chance.
func backgroundExamples(t *testing.T, e *Engine, file string, weight float64) (all []example) {
	t.Helper()
	if file == "" {
		return nil
	}
	readBackground(t, e, file, func(_ *reading, c *candidate) {
		if c.refused == "" && e.ruleOfForm(c.form).Kind != Boilerplate {
			all = append(all, example{features: c.features, weight: weight})
		}
	})
	return all
}

func accepted(accept []string, fix string) bool {
	for _, a := range accept {
		if strings.Contains(withoutArticle(strings.ToLower(fix)), withoutArticle(strings.ToLower(a))) {
			return true
		}
	}
	return false
}

// packExamples turns the packs' own sentences into examples.
func packExamples(e *Engine, packs []*Pack, weight float64) (all []example) {
	for _, p := range packs {
		for i := range p.Rules {
			rule := &p.Rules[i]
			for _, s := range append(append([]string(nil), rule.Hits...), rule.Leaves...) {
				text, marks := readMarked(s)
				r := e.read(document.Plain([]byte(text)))
				r.weigh()
				hidden := r.hidden()
				for k := range r.candidates {
					c := &r.candidates[k]
					if c.refused != "" || hidden.covers(c) || rule.Kind == Boilerplate || e.ruleOfForm(c.form).Name() != rule.Name() {
						continue
					}
					x := example{features: c.features, weight: weight, what: rule.Name() + " " + s, term: rule.ZH}
					for _, m := range marks {
						x.right = x.right || m.span.Start < int(c.end) && int(c.start) < m.span.End
					}
					if x.right || len(marks) == 0 {
						all = append(all, x)
					}
				}
			}
		}
	}
	return all
}

// TestFit fits the weights by logistic regression, drawn towards those in the code, and prints them for weigh.go with how well they do,
// on what they were fitted to and in two folds. Without -fit it does nothing.
func TestFit(t *testing.T) {
	if !*fit {
		t.Skip("run with -fit to fit the weights anew")
	}
	b, err := builtin()
	if err != nil {
		t.Log(err)
	}
	e := b.engine
	own, cases := packExamples(e, b.packs, 0.3), caseExamples(e, readCases(t, "testdata/cases.jsonl"), true)
	cases = append(cases, caseExamples(e, readCases(t, "testdata/senses.jsonl"), false)...)
	for f := range strings.FieldsSeq(*more) {
		cases = append(cases, caseExamples(e, readCases(t, f), false)...)
	}
	ordinary := backgroundExamples(t, e, *background, 0.01)
	report := func(name string, w features, all []example) {
		var right, wrong, missed, hits, loss float64
		for _, x := range all {
			p := logistic(dot(w, x.features))
			loss -= math.Log(math.Max(1e-9, map[bool]float64{true: p, false: 1 - p}[x.right]))
			switch {
			case x.right && p >= 0.5:
				right++
			case x.right:
				missed++
			case p >= 0.5:
				wrong++
			}
			hits++
		}
		fmt.Printf("%-28s n %4.0f  precision %.3f  recall %.3f  log loss %.3f\n", name, hits, right/(right+wrong), right/(right+missed), loss/hits)
	}
	report("now, packs", weights, own)
	report("now, cases", weights, cases)
	wOwn := regress(own, weights, 1)
	report("now, background", weights, ordinary)
	own = append(own, ordinary...)
	report("packs -> cases", wOwn, cases)
	for fold := range uint32(2) {
		var train, test []example
		for _, x := range cases {
			h := fnv.New32a()
			h.Write([]byte(x.term))
			if h.Sum32()%2 == fold {
				test = append(test, x)
			} else {
				train = append(train, x)
			}
		}
		report(fmt.Sprintf("other terms, fold %d", fold), regress(append(train, without(own, test)...), weights, 1), test)
	}
	w := regress(append(own, cases...), weights, 1)
	report("fitted, packs and background", w, own)
	report("fitted, background", w, ordinary)
	report("fitted, cases", w, cases)
	for i, x := range w {
		fmt.Printf("\t%-16s %+.2f (was %+.2f)\n", featureWords[i], x, weights[i])
	}
	for _, x := range cases {
		if p := logistic(dot(w, x.features)); (p >= 0.5) != x.right {
			fmt.Printf("%v %.2f %s\n", x.right, p, x.what)
		}
	}
}

// without leaves out the examples of the terms of others.
func without(all, others []example) (left []example) {
	held := map[string]bool{}
	for _, x := range others {
		held[x.term] = true
	}
	for _, x := range all {
		if x.term == "" || !held[x.term] {
			left = append(left, x)
		}
	}
	return left
}

func dot(a, b features) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// within keeps a weight on the side of zero where reason puts it: the cases are chosen to be hard (Chinese names stand in all of them),
// so they alone would say that a name is no evidence.
func within(start, w float64) float64 {
	const least = 0.15
	if start > 0 {
		return math.Max(w, least)
	}
	return math.Min(w, -least)
}

// regress minimises the weighted log loss plus ridge times the squared distance from the start, by gradient descent with momentum.
func regress(all []example, start features, ridge float64) features {
	w, v := start, features{}
	total := 0.0
	for _, x := range all {
		total += x.weight
	}
	for range 3000 {
		var g features
		for _, x := range all {
			p := logistic(dot(w, x.features))
			y := 0.0
			if x.right {
				y = 1
			}
			for i, f := range x.features {
				g[i] += x.weight * (p - y) * f
			}
		}
		for i := range w {
			v[i] = 0.9*v[i] - 0.3*(g[i]+ridge*(w[i]-start[i]))/total
			w[i] = within(start[i], w[i]+v[i])
		}
	}
	return w
}
