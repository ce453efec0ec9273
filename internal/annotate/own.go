package annotate

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// ownFile is a file of annotations made by hand for one article. Places are given by their words, so that the file can be read and checked by eye.
type ownFile struct {
	Article     string    `yaml:"article"`
	Annotations []ownNote `yaml:"annotations"`
}

type ownNote struct {
	Exact      string   `yaml:"exact"`
	Nth        nthPlace `yaml:"nth"`
	Fix        string   `yaml:"fix"`
	Kind       Kind     `yaml:"kind"`
	Severity   Severity `yaml:"severity"`
	ZH         string   `yaml:"zh"`
	Pinyin     string   `yaml:"pinyin"`
	Literal    string   `yaml:"literal"`
	Note       string   `yaml:"note"`
	Confidence float64  `yaml:"confidence"`
}

// nthPlace is which occurrence of the words is meant, from 1; everyPlace means all that nothing else in the file touches.
type nthPlace int

const everyPlace nthPlace = -1

// UnmarshalYAML reads a number or the word all.
func (n *nthPlace) UnmarshalYAML(b []byte) error {
	switch s := string(bytes.Trim(bytes.TrimSpace(b), `"'`)); s {
	case "all":
		*n = everyPlace
	default:
		i, err := strconv.Atoi(s)
		if err != nil || i < 1 {
			return fmt.Errorf("nth is %q; it can be a number from 1 or all", s)
		}
		*n = nthPlace(i)
	}
	return nil
}

// ReadOwn reads annotations made by hand for the text made, and carries them to a copy of it that differs in white space alone.
// A place that cannot be found is an error that names it; the others are returned all the same.
func ReadOwn(data, made, text []byte) ([]Annotation, error) {
	all, err := readOwn(data, made)
	if len(all) == 0 || bytes.Equal(made, text) {
		return all, err
	}
	spans := make([]document.Span, len(all))
	for i := range all {
		spans[i] = all[i].Span
	}
	for i, s := range document.Carry(made, text, spans) {
		all[i].Span = s
	}
	return slices.DeleteFunc(all, func(a Annotation) bool { return a.Span.Empty() }), err
}

func readOwn(data, source []byte) ([]Annotation, error) {
	var f ownFile
	if err := yaml.UnmarshalWithOptions(data, &f, yaml.DisallowUnknownField()); err != nil {
		return nil, yamlMistake("annotations", err)
	}
	var (
		taken  spans
		all    []Annotation
		failed error
	)
	for _, pass := range []bool{false, true} {
		for i := range f.Annotations {
			n := &f.Annotations[i]
			if (n.Nth == everyPlace) != pass {
				continue
			}
			found := n.places(source)
			if len(found) == 0 && failed == nil {
				failed = fmt.Errorf("place %d (%q, nth %d) is not in the text", i+1, n.Exact, n.Nth)
			}
			for _, s := range found {
				if taken.add(s) {
					all = append(all, n.annotation(s))
				} else if !pass && failed == nil {
					failed = fmt.Errorf("place %d (%q) overlaps another", i+1, n.Exact)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b Annotation) int { return a.Span.Start - b.Span.Start })
	return all, failed
}

func (n *ownNote) annotation(s document.Span) Annotation {
	a := Annotation{Span: s, Fix: n.Fix, Kind: n.Kind, Severity: n.Severity, ZH: n.ZH, Pinyin: n.Pinyin, Literal: n.Literal, Note: n.Note,
		Rule: "article", Origin: FromArticle, Confidence: n.Confidence}
	if a.Severity == "" {
		a.Severity = Major
	}
	if a.Confidence == 0 {
		a.Confidence = 0.9
	}
	return a
}

// places finds the occurrences that n means.
func (n *ownNote) places(source []byte) (found []document.Span) {
	count := nthPlace(0)
	for at := 0; at < len(source); {
		s, ok := find(source, []byte(n.Exact), at)
		if !ok {
			return found
		}
		at = s.Start + 1
		if n.Nth == everyPlace {
			if wholeWords(source, s) {
				found = append(found, s)
				at = s.End
			}
			continue
		}
		if count++; count == max(n.Nth, 1) {
			return append(found, s)
		}
	}
	return found
}

// find looks for words from at on; a run of white space in them stands for any run of white space in the text.
func find(source, words []byte, at int) (document.Span, bool) {
	head := words
	if i := bytes.IndexAny(words, " \t\r\n"); i > 0 {
		head = words[:i]
	}
	for at < len(source) {
		i := bytes.Index(source[at:], head)
		if i < 0 {
			break
		}
		if end, ok := matchAt(source, words, at+i); ok {
			return document.Span{Start: at + i, End: end}, true
		}
		at += i + 1
	}
	return document.Span{}, false
}

func matchAt(source, words []byte, at int) (end int, ok bool) {
	for i := 0; i < len(words); {
		if !space(words[i]) {
			if at >= len(source) || source[at] != words[i] {
				return 0, false
			}
			i, at = i+1, at+1
			continue
		}
		if at >= len(source) || !space(source[at]) {
			return 0, false
		}
		for i < len(words) && space(words[i]) {
			i++
		}
		for at < len(source) && space(source[at]) {
			at++
		}
	}
	return at, true
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// wholeWords reports whether s neither begins nor ends inside a word or a hyphenated compound.
func wholeWords(source []byte, s document.Span) bool {
	before, _ := utf8.DecodeLastRune(source[:s.Start])
	after, _ := utf8.DecodeRune(source[s.End:])
	head, _ := utf8.DecodeRune(source[s.Start:])
	tail, _ := utf8.DecodeLastRune(source[:s.End])
	inside := func(a, b rune) bool {
		return (unicode.IsLetter(a) || unicode.IsDigit(a)) && (unicode.IsLetter(b) || unicode.IsDigit(b))
	}
	return !inside(before, head) && !inside(tail, after) && before != '-'
}
