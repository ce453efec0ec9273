package glossary

import (
	"errors"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

var someRule = annotate.Rule{ID: "new", Fix: "New", Kind: "brand", Match: []annotate.Form{{Text: "new words"}}, Hits: []string{"[new words=>New]"}, Leaves: []string{"no"}}

const newRule = `- id: new
  fix: New
  kind: brand
  match:
    - new words
  hits:
    - "[new words=>New]"
  leaves:
    - "no"
`

const oldRule = `- {id: old, fix: Old, kind: brand, match: [old], hits: ["[old=>Old]"], leaves: [z]}
`

func indented(text, by string) string {
	return by + strings.TrimSuffix(strings.ReplaceAll(text, "\n", "\n"+by), by)
}

// TestAppend: every way to write a pack keeps what is in it, byte for byte.
func TestAppend(t *testing.T) {
	in := indented(oldRule, "  ")
	for name, c := range map[string]struct{ before, want string }{
		"no rules":        {"pack: mine\n", "pack: mine\nrules:\n" + indented(newRule, "  ")},
		"no value":        {"pack: mine\nrules:\n", "pack: mine\nrules:\n\n" + indented(newRule, "  ")},
		"comments":        {"# mine\npack: mine # here\nrules: # all\n  # old\n" + in + "  # the end\n", "# mine\npack: mine # here\nrules: # all\n  # old\n" + in + "  # the end\n\n" + indented(newRule, "  ")},
		"no indent":       {"pack: mine\nrules:\n" + oldRule, "pack: mine\nrules:\n" + oldRule + "\n" + newRule},
		"deep indent":     {"pack: mine\nrules:\n" + indented(oldRule, "      "), "pack: mine\nrules:\n" + indented(oldRule, "      ") + "\n" + indented(newRule, "      ")},
		"no line end":     {"pack: mine\nrules:\n" + strings.TrimSuffix(in, "\n"), "pack: mine\nrules:\n" + strings.TrimSuffix(in, "\n") + "\n\n" + indented(newRule, "  ")},
		"something after": {"pack: mine\nrules:\n" + in + "# of shields\n\nshields: [a]\n", "pack: mine\nrules:\n" + in + "\n" + indented(newRule, "  ") + "# of shields\n\nshields: [a]\n"},
		"off after":       {"pack: mine\nrules:\n" + in + "off: [a, b]\n", "pack: mine\nrules:\n" + in + "\n" + indented(newRule, "  ") + "off: [a, b]\n"},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			before, want := strings.ReplaceAll(c.before, "\n", end), strings.ReplaceAll(c.want, "\n", end)
			got, line, err := Append("mine.yaml", []byte(before), &someRule)
			if err == nil && end == "\r\n" && strings.Count(c.before, "\n") > 0 {
				want = strings.ReplaceAll(strings.ReplaceAll(want, "\r\n", "\n"), "\n", "\r\n")
			}
			if err != nil || string(got) != want {
				t.Errorf("%s %q: %v\n%q\n%q", name, end, err, got, want)
			} else if lines := strings.Split(string(got), "\n"); !strings.Contains(lines[line-1], "- id: new") {
				t.Errorf("%s: line %d is %q", name, line, lines[line-1])
			}
		}
	}
}

// TestAppendRefuses: where there is no safe place, nothing is written.
func TestAppendRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"flow":          "pack: mine\nrules: [" + strings.TrimPrefix(strings.TrimSpace(oldRule), "- ") + "]\n",
		"empty flow":    "pack: mine\nrules: []\n",
		"flow pack":     "{pack: mine, rules: []}\n",
		"two documents": "pack: mine\n---\npack: other\n",
		"an end":        "pack: mine\nrules:\n" + indented(oldRule, "  ") + "...\n",
	} {
		if got, _, err := Append("mine.yaml", []byte(text), &someRule); got != nil || !errors.Is(err, errNoPlace) && !strings.HasPrefix(err.Error(), "mine.yaml:") {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	same := someRule
	same.ID = "old"
	if _, _, err := Append("mine.yaml", []byte("pack: mine\nrules:\n"+oldRule), &same); err == nil || !strings.Contains(err.Error(), "has a rule of this id already") {
		t.Errorf("%v", err)
	}
}
