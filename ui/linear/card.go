package linear

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/gloss"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// tellCard tells in sentences all that is known of the current fix.
func (s *session) tellCard() {
	a, ok := s.current()
	if !ok {
		return
	}
	s.say(sentence(s.fixLine()))
	s.say(sentence("kind: " + string(a.Kind)))
	if zh := document.CleanLine(a.ZH); zh != "" {
		s.say(sentence("Chinese: "+zh, document.CleanLine(a.Pinyin)))
	}
	if literal := document.CleanLine(a.Literal); literal != "" && !strings.EqualFold(literal, s.wording(a)) {
		s.say(sentence("word for word: " + literal))
	}
	s.say(sentence(a.Note))
	if len(a.Evidence) > 0 {
		s.say(sentence("why here: " + strings.Join(a.Evidence, "; ")))
	}
	s.say(sentence(s.source(a)...))
	s.say("accept, reject, edit, why, words, next")
}

// source says where a fix comes from, how sure it is and how often it is made.
func (s *session) source(a *annotate.Annotation) []string {
	var parts []string
	switch a.Origin {
	case annotate.FromReader:
		parts = append(parts, "your own verdict")
	case annotate.FromArticle:
		parts = append(parts, "made by hand for this article")
	default:
		parts = append(parts, fmt.Sprintf("%d %% sure", int(a.Confidence*100+0.5)))
		if a.Rule != "" {
			parts = append(parts, "by the rule "+a.Rule)
		}
	}
	times := 0
	for i := range s.open.shown {
		if other := &s.open.shown[i]; other.Fix == a.Fix && other.Rule == a.Rule {
			times++
		}
	}
	if times > 1 {
		parts = append(parts, fmt.Sprintf("%d times in this article", times))
	}
	return parts
}

// tellReasons tells what the rules thought that matched where the current fix is.
func (s *session) tellReasons() {
	a, ok := s.current()
	if !ok {
		return
	}
	if s.engine == nil {
		s.say("no rules are in use")
		return
	}
	if l := s.open.long; l != nil {
		s.tellExplained(l.work.Explain(a.Span))
		return
	}
	known, _ := review.Known(s.open.article, s.Strictness) // what is wrong was said when the article was opened
	s.tellExplained(s.engine().Explain(s.open.article.Document, known, a.Span))
}

func (s *session) tellExplained(explained annotate.Explanation) {
	if len(explained.Candidates) == 0 {
		s.say("no rule knows these words: the fix comes from elsewhere")
	}
	for _, c := range explained.Candidates {
		sum := 0.0
		for _, r := range c.Reasons {
			sum += r.Amount
		}
		s.say(sentence(fmt.Sprintf("%s instead of %s, by the rule %s: %+.2f in all", c.Fix, c.Exact, c.Rule, sum)))
		if c.Refused != "" {
			s.say(sentence("left out: " + c.Refused))
		}
		for _, r := range c.Reasons {
			s.say(fmt.Sprintf("%+.2f %s", r.Amount, r.What))
		}
	}
}

// lookUp tells the words of the Chinese behind the current fix.
func (s *session) lookUp() {
	a, ok := s.current()
	switch {
	case !ok:
		return
	case s.Lookup == nil || !gloss.HasHan(a.ZH):
		s.say("there is no Chinese to look up")
		return
	}
	words, err := s.Lookup(document.CleanLine(a.ZH))
	if err != nil {
		s.say("look up: " + err.Error())
		return
	}
	if len(words) == 0 {
		s.say("no dictionary has these words; `reader dictionary add` installs one")
		return
	}
	var from []string
	for _, w := range words {
		s.say(sentence(w.ZH + " " + w.Pinyin + ": " + strings.Join(w.Glosses, "; ")))
		if w.From != "" && !slices.Contains(from, w.From) {
			from = append(from, w.From)
		}
	}
	if len(from) > 0 {
		s.say(sentence("from " + strings.Join(from, ", ")))
	}
}

// guess lists what Chinese words may have been made of: those typed, or those of the current fix. A number takes a guess.
func (s *session) guess(words string) {
	if s.Guess == nil {
		s.say("there is nothing to guess with")
		return
	}
	if words = document.CleanLine(words); words == "" {
		a, ok := s.current()
		if !ok {
			return
		}
		words = s.wording(a)
	}
	sources := s.Guess(words)
	if len(sources) == 0 {
		s.say("nothing explains “" + words + "”")
		return
	}
	var entries []entry
	for _, source := range sources {
		text := sentence(source.ZH, source.Pinyin, source.English, source.Literal, fmt.Sprintf("%.0f of 100", 100*source.Score))
		entries = append(entries, telling(text, func() { s.takeSource(words, source) }))
	}
	s.list("“"+words+"” could have been:", entries)
}

// takeSource makes a fix of the reader's own of a guess.
func (s *session) takeSource(words string, source review.Source) {
	span, ok := s.open.spanOf(words)
	fix := document.CleanLine(source.English)
	switch {
	case !ok:
		s.say("“" + words + "” does not stand in the text")
	case fix == "":
		s.say("nobody knows its English; type: own " + words + " = …")
	default:
		s.decide("own fix: "+fix+", was "+words, review.Verdict{
			Span: span, Ruling: review.Edited, Fix: fix, ZH: source.ZH, Pinyin: source.Pinyin, Literal: source.Literal,
		})
	}
}
