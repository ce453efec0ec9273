package annotate

import (
	_ "embed" // for the vectors of the words
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

// Two words are akin where the same rules list them: "striker" and "goal" stand in the near lists of football, "grid" and "kWh" in the unless lists of all that
// electricity could be. A rule lists ten words and a text has a hundred others of the same matter, so what stands around a match is compared with the rule's
// lists by kinship as well. A word's vector comes from how often it stands in one list with others (kinship_test.go makes them); sentences of rules take no part in that.

// kinSize is how many numbers a word's vector has.
const kinSize = 48

// kin is a vector of words: the sum of theirs, weighed by how rare they are, of length 1 or 0.
type kin [kinSize]float32

// kinshipFile holds the vectors: for each word its hash and kinSize signed bytes. Written by TestKinship -update.
//
//go:embed packs/kinship.bin
var kinshipFile []byte

const kinRecord = 8 + kinSize

// kinship finds the records of words in kinshipFile.
var kinship = sync.OnceValue(func() map[uint64]int32 {
	m := make(map[uint64]int32, len(kinshipFile)/kinRecord)
	for at := 0; at+kinRecord <= len(kinshipFile); at += kinRecord {
		m[binary.LittleEndian.Uint64(kinshipFile[at:])] = int32(at + 8)
	}
	return m
})

// add adds a word, if it is known.
func (k *kin) add(word uint64) {
	if at, ok := kinship()[word]; ok {
		for i, b := range kinshipFile[at : at+kinSize] {
			k[i] += float32(int8(b))
		}
	}
}

// norm gives k the length 1; it stays as it is where it has none.
func (k *kin) norm() {
	sum := float32(0)
	for _, x := range k {
		sum += x * x
	}
	if sum > 0 {
		root := float32(math.Sqrt(float64(sum)))
		for i := range k {
			k[i] /= root
		}
	}
}

func (k *kin) dot(o *kin) (sum float64) {
	for i, x := range k {
		sum += float64(x * o[i])
	}
	return sum
}

// kinOf is the vector of the words of phrases.
func kinOf(phrases []string) (k kin, words []uint64) {
	for _, p := range phrases {
		words = append(words, hashWords(p)...)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	for _, w := range words {
		k.add(w)
	}
	k.norm()
	return k, words
}

// kindred is what a rule's lists say by kinship.
type kindred struct {
	once         sync.Once
	near, unless kin
	listed       map[uint64]bool // the words of the lists, which speak for themselves
}

func (r *rule) kindred() *kindred {
	k := &r.kin
	k.once.Do(func() {
		k.listed = map[uint64]bool{}
		var words []uint64
		k.near, words = kinOf(r.Near)
		for _, w := range words {
			k.listed[w] = true
		}
		k.unless, words = kinOf(r.Unless)
		for _, w := range words {
			k.listed[w] = true
		}
	})
	return k
}

// usualKin is the kinship of a rule's near words with any text on China's companies; what is more speaks for a match.
const usualKin = 0.3

// measureKin measures what the words around c that its rule does not list have in common with those it lists.
func (r *reading) measureKin(c *candidate, rule *rule) {
	if c.risk == Low || c.risk == Guess || rule.Reach != ReachMatch || len(rule.Near) == 0 {
		return
	}
	k := rule.kindred()
	var around kin
	seen := map[uint64]bool{}
	for i := c.sentence.from; i < c.sentence.to; i++ {
		if w := r.tokens[i].hash; (i < c.from || i >= c.to) && r.tokens[i].kind == wordToken && !k.listed[w] && !seen[w] {
			seen[w] = true
			around.add(w)
		}
	}
	around.norm()
	if around == (kin{}) {
		return
	}
	near, unless := around.dot(&k.near), around.dot(&k.unless)
	if c.features[unlessSentence] > 0 { // a listed word knows better
		near = 0
	}
	c.features[nearKin], c.features[unlessKin] = max(0, near-usualKin), max(0, unless-max(0, near))
}
