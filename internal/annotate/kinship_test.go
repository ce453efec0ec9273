package annotate

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// kinTried is how many directions are looked for: the last few come out badly.
const kinTried = kinSize + 12

// rareWord is in how few lists a word may stand and have a vector.
const rareWord = 6

// TestKinship checks the vectors of words; with -update it makes them anew of the near and unless lists of the packs. They need not be as new as the packs are.
func TestKinship(t *testing.T) {
	if *update {
		b, err := builtin()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("packs/kinship.bin", makeKinship(wordLists(b.packs)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	like := func(a, b string) float64 {
		x, _ := kinOf([]string{a})
		y, _ := kinOf([]string{b})
		return x.dot(&y)
	}
	for _, c := range [][3]string{{"striker", "goal", "battery"}, {"actress", "film", "voltage"}, {"shareholders", "listed", "actress"}, {"charging", "battery", "actress"}} {
		if near, far := like(c[0], c[1]), like(c[0], c[2]); near < far+0.1 {
			t.Errorf("%s is as near to %s (%.2f) as to %s (%.2f)", c[0], c[2], far, c[1], near)
		}
	}
}

// wordLists lists the words of each list.
func wordLists(packs []*Pack) (lists [][]uint64) {
	for _, p := range packs {
		for i := range p.Rules {
			r := &p.Rules[i]
			for _, list := range [][]string{append([]string{r.Note}, r.Near...), r.Unless} {
				var words []uint64
				for _, phrase := range list {
					for _, t := range tokenize([]byte(phrase), 0, nil) {
						if t.kind == wordToken && !function[t.hash] {
							words = append(words, t.hash)
						}
					}
				}
				slices.Sort(words)
				if words = slices.Compact(words); len(words) > 0 && r.Reach == ReachMatch {
					lists = append(lists, words)
				}
			}
		}
	}
	return lists
}

// together counts how often words stand together in the lists, the words by their numbers.
type together struct {
	lists []int // for each word in how many it stands
	with  []map[int]float64
}

func count(lists [][]uint64) (p together, words []uint64) {
	in := map[uint64]int{}
	for _, l := range lists {
		for _, w := range l {
			in[w]++
		}
	}
	for w, n := range in {
		if n >= rareWord {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	number := map[uint64]int{}
	p.lists, p.with = make([]int, len(words)), make([]map[int]float64, len(words))
	for i, w := range words {
		number[w], p.lists[i], p.with[i] = i, in[w], map[int]float64{}
	}
	for _, l := range lists {
		var known []int
		for _, w := range l {
			if i, ok := number[w]; ok {
				known = append(known, i)
			}
		}
		for _, i := range known {
			for _, k := range known {
				if i != k {
					p.with[i][k]++
				}
			}
		}
	}
	return p, words
}

// entry of a sparse row.
type cell struct {
	at int
	x  float64
}

// surprise turns counts into how much more often than by chance two words stand together: the positive pointwise mutual information.
func (p together) surprise() [][]cell {
	sums, total := make([]float64, len(p.with)), 0.0
	for i, row := range p.with {
		for _, n := range row {
			sums[i] += n
		}
		total += sums[i]
	}
	rows := make([][]cell, len(p.with))
	for i, row := range p.with {
		for k, n := range row {
			if x := math.Log(n * total / (sums[i] * sums[k])); x > 0 {
				rows[i] = append(rows[i], cell{k, x})
			}
		}
		slices.SortFunc(rows[i], func(a, b cell) int { return a.at - b.at })
	}
	return rows
}

// makeKinship finds the directions in which the rows of the table of surprises differ most, by subspace iteration, and writes where each word stands in them.
func makeKinship(lists [][]uint64) (file []byte) {
	p, words := count(lists)
	rows := p.surprise()
	random := rand.New(rand.NewPCG(1, 2))
	q := make([][kinTried]float64, len(rows))
	for i := range q {
		for d := range kinTried {
			q[i][d] = random.NormFloat64()
		}
	}
	var lengths [kinTried]float64
	for range 12 {
		next := make([][kinTried]float64, len(rows))
		for i, row := range rows {
			for _, c := range row {
				for d := range kinTried {
					next[i][d] += c.x * q[c.at][d]
				}
			}
		}
		q, lengths = next, orthonormal(next)
	}
	order := make([]int, kinTried)
	for d := range order {
		order[d] = d
	}
	slices.SortFunc(order, func(a, b int) int { return int(math.Copysign(1, lengths[b]-lengths[a])) })
	most := 0.0
	vectors := make([][kinSize]float64, len(rows))
	for i := range vectors {
		sum := 0.0
		for d := range kinSize {
			from := order[d]
			vectors[i][d] = q[i][from] * math.Sqrt(lengths[from])
			sum += vectors[i][d] * vectors[i][d]
		}
		for d := range kinSize {
			if sum > 0 {
				vectors[i][d] *= math.Log(float64(len(lists))/float64(p.lists[i])) / math.Sqrt(sum)
			}
			most = max(most, math.Abs(vectors[i][d]))
		}
	}
	for i, w := range words {
		file = binary.LittleEndian.AppendUint64(file, w)
		for _, x := range vectors[i] {
			file = append(file, byte(int8(math.Round(127*x/most))))
		}
	}
	return file
}

// orthonormal makes the columns of q stand at right angles with length 1, and returns what their lengths were.
func orthonormal(q [][kinTried]float64) (lengths [kinTried]float64) {
	for d := range kinTried {
		for e := range d {
			dot := 0.0
			for i := range q {
				dot += q[i][d] * q[i][e]
			}
			for i := range q {
				q[i][d] -= dot * q[i][e]
			}
		}
		sum := 0.0
		for i := range q {
			sum += q[i][d] * q[i][d]
		}
		lengths[d] = math.Sqrt(sum)
		for i := range q {
			q[i][d] /= lengths[d]
		}
	}
	return lengths
}
