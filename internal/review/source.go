package review

// Source is Chinese that a phrase may have been made of.
type Source struct {
	ZH      string
	Pinyin  string
	English string // what it is rightly called; "" where nobody knows
	Literal string // which piece explains which words
	Note    string
	Score   float64 // 0 to 1
}
