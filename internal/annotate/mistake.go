package annotate

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Mistake is what is wrong with a pack, and where.
//
//nolint:errname // in the words of the house it is a mistake in a pack
type Mistake struct {
	File         string
	Line, Column int
	Text         string
}

func (m Mistake) Error() string { return fmt.Sprintf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Text) }

// Mistakes lists all that an error joins, each on its own.
func Mistakes(err error) []error {
	var many interface{ Unwrap() []error }
	if !errors.As(err, &many) {
		if err == nil {
			return nil
		}
		return []error{err}
	}
	var all []error
	for _, one := range many.Unwrap() {
		all = append(all, Mistakes(one)...)
	}
	return all
}

// inOrder compares mistakes of one file by their places.
func inOrder(a, b error) int {
	var x, y Mistake
	if !errors.As(a, &x) || !errors.As(b, &y) {
		return 0
	}
	return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
}

// joinSorted joins errors in the order of their words, so that they do not change places from run to run.
func joinSorted(all []error) error {
	slices.SortFunc(all, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(all...)
}

// yamlMistake words what the YAML library says.
func yamlMistake(file string, err error) error {
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		pos := ye.GetToken().Position
		return Mistake{file, pos.Line, pos.Column, plainWords(ye.GetMessage())}
	}
	return Mistake{file, 1, 1, plainWords(strings.SplitN(err.Error(), "\n", 2)[0])}
}

// sorts are the words for sorts of values, as the YAML library and as authors of packs have them.
var sorts = strings.NewReplacer("map[string]interface {}", "a map", "[]interface {}", "a list", "sequence", "a list", "mapping", "a map", "string", "text", "uint64", "a number", "int", "a number", "float64", "a number",
	"float", "a number", "bool", "true or false", "null", "nothing")

// plainWords puts what the YAML library says of a value of the wrong sort into words for an author of packs.
func plainWords(message string) string {
	if got, want, ok := strings.Cut(message, " was used where "); ok {
		return fmt.Sprintf("%s stands where %s belongs", sorts.Replace(got), sorts.Replace(strings.TrimSuffix(want, " is expected")))
	}
	rest, ok := strings.CutPrefix(message, "cannot unmarshal ")
	got, want, both := strings.Cut(rest, " into Go ")
	if !ok || !both {
		return message
	}
	want = want[strings.LastIndexByte(want, ' ')+1:]
	if strings.HasPrefix(want, "[]") {
		want = "sequence"
	}
	return fmt.Sprintf("%s stands where %s belongs", sorts.Replace(got), sorts.Replace(want))
}

// Nearest returns the one of names that is most like name, "" where none is near.
func Nearest(name string, names []string) string {
	best, least := "", len(name)/3+1
	for _, n := range names {
		if d := distance(name, n, least); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance counts the letters to change, put in, take out or swap with their neighbour between two words, up to most.
func distance(a, b string, most int) int {
	if len(a)-len(b) >= most || len(b)-len(a) >= most {
		return most
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range len(b) {
			cost := last[j]
			if a[i] != b[j] {
				cost = 1 + min(last[j], last[j+1], row[j])
				if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
					cost = min(cost, 1+before[j-1])
				}
			}
			row[j+1] = cost
		}
	}
	return min(row[len(b)], most)
}

// didYouMean is the end of a sentence about a name that nobody knows.
func didYouMean(name string, names []string) string {
	if near := Nearest(name, names); near != "" {
		return fmt.Sprintf(": did you mean %q?", near)
	}
	return ""
}
