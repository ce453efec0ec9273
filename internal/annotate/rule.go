package annotate

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var validID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// Name is the rule's full name, PACK/ID.
func (r *Rule) Name() string { return r.Pack + "/" + r.ID }

// Check lists what is wrong with a rule, in words for its author. The ids in seen are those of other rules of the pack.
func (r *Rule) Check(seen map[string]bool) (wrong []string) {
	say := func(format string, a ...any) { wrong = append(wrong, fmt.Sprintf(format, a...)) }
	if !validID.MatchString(r.ID) {
		say("`id` wants lower-case letters, digits and hyphens")
	}
	if seen[r.ID] {
		say("the pack has a rule of this id already")
	}
	if !slices.Contains(Kinds, r.Kind) {
		say("`kind` is %q; it can be %s", r.Kind, joinKinds())
	}
	if !slices.Contains([]Severity{"", Major, Minor}, r.Severity) {
		say("`severity` is %q; it can be major or minor", r.Severity)
	}
	if len(r.Match) == 0 {
		say("`match` lists no form")
	}
	if len(r.Hits) == 0 {
		say("`hits` is empty: give a sentence in which the rule applies, with [what stands=>what shall stand]")
	}
	if len(r.Leaves) == 0 {
		say("`leaves` is empty: give a sentence in which the rule must not mark anything")
	}
	for _, f := range r.Match {
		if strings.TrimSpace(f.Text) == "" {
			say("a form of `match` is empty")
		}
		if n := opened(f.Text); n > mostPhrases {
			say("the form %.40q opens to %d phrases, of %d at most: split it, or leave some words out", f.Text, n, mostPhrases)
		}
		wrong = append(wrong, checkRiskCase(f.Risk, f.Case)...)
	}
	wrong = append(wrong, checkRiskCase(r.Risk, r.Case)...)
	if r.Article != "" && r.Article != "keep" {
		say("`article` can only be keep")
	}
	if !slices.Contains([]Reach{ReachMatch, ReachLine, ReachTail}, r.Reach) {
		say("`reach` is %q; it can be line or tail", r.Reach)
	}
	if r.Confidence < 0 || r.Confidence > 1 {
		say("`confidence` lies between 0 and 1")
	}
	return append(wrong, r.Only.Check()...)
}

func checkRiskCase(risk Risk, c Case) (wrong []string) {
	if !slices.Contains([]Risk{"", Low, Mid, High}, risk) {
		wrong = append(wrong, fmt.Sprintf("`risk` is %q; it can be low, mid or high", risk))
	}
	if !slices.Contains([]Case{"", FoldCase, TitleCase, ExactCase}, c) {
		wrong = append(wrong, fmt.Sprintf("`case` is %q; it can be fold, title or exact", c))
	}
	return wrong
}

func joinKinds() string {
	var all []string
	for _, k := range Kinds {
		all = append(all, string(k))
	}
	return strings.Join(all, ", ")
}

// mostPhrases is how many phrases the braces of a form may open to.
const mostPhrases = 2000

// opened counts the phrases of a form.
func opened(form string) int {
	n := 1
	for rest := form; ; {
		_, after, ok := strings.Cut(rest, "{")
		inside, more, closed := strings.Cut(after, "}")
		if !ok || !closed {
			return n
		}
		if n *= 1 + strings.Count(inside, ","); n > 1<<30 {
			return n
		}
		rest = more
	}
}

// spread opens the braces of a form: "{pay,payment} treasure" becomes two forms, "{micro,} letter" one with and one without.
func spread(form string) []string {
	open := strings.IndexByte(form, '{')
	if open < 0 {
		return []string{singleSpaced(form)}
	}
	size := strings.IndexByte(form[open:], '}')
	if size < 0 {
		return []string{form}
	}
	var all []string
	for choice := range strings.SplitSeq(form[open+1:open+size], ",") {
		all = append(all, spread(form[:open]+strings.TrimSpace(choice)+form[open+size+1:])...)
	}
	return all
}

// singleSpaced makes every run of white space one blank; most forms are so already.
func singleSpaced(s string) string {
	for i := range len(s) {
		if c := s[i]; c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') || c < ' ' || c >= 0x80 {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// name reports whether the rule's fix is somebody's or something's own name, which takes no article and no plural.
func (r *Rule) properName() bool {
	switch r.Kind {
	case Person, Organisation, Brand, Product:
		return true
	}
	return false
}
