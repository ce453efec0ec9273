package annotate

// Claim is a rule that has a phrase.
type Claim struct {
	Rule  string // in full
	Fix   string
	Layer int // 0 for a built-in one, else the place of its pack among the user's own, from 1
}

// Claims lists the rules that have a phrase, the whole of it and nothing around, whatever their conditions say; those that are off everywhere have none.
// Readings that the program itself made are no claims.
func (e *Engine) Claims(phrase string) (all []Claim) {
	words := tokenize([]byte(phrase), 0, nil)
	seen := map[int32]bool{}
	e.scan(words, func(at, to int, en entry) {
		if at != 0 || to != len(words) || en.kind != formEntry || en.lead+en.tail > 0 || en.plural {
			return
		}
		f := e.form(en.index)
		if r := e.rule(f.rule); !e.rules[f.rule].off && f.risk != Guess && !seen[f.rule] {
			seen[f.rule] = true
			all = append(all, Claim{r.name, f.fix, r.layer})
		}
	})
	return all
}
