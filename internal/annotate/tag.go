package annotate

import "regexp"

// tornTag is a tag of HTML that was torn apart by blanks; a whole one may be what a text on HTML is about.
var tornTag = regexp.MustCompile(`(?i)(?:\s*<(?: +/? *| */ +)(?:p|br|div|span|strong|em|font|b|a|li|ul|h[1-6])(?: */? *)>)+|(?:\s*<(?:/? *)(?:p|br|div|span|strong|em|font) +/? *>)+`)

// seeTags finds tags of HTML that the machine took for words: "< / P > < p >".
func seeTags(text []byte, say func(remnant)) {
	for _, m := range tornTag.FindAllIndex(text, -1) {
		fix := " "
		if m[0] == 0 || m[1] == len(text) || text[m[1]] == ' ' || text[m[1]] == '\n' {
			fix = ""
		}
		say(remnant{start: m[0], end: m[1], fix: fix, kind: Artifact, severity: Minor, confidence: 0.95, note: "Tags of the page that were left in the text.", needs: inProse})
	}
}
