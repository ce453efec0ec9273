package library

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// Name is a Chinese name or word with its pinyin, which may be missing.
type Name struct{ ZH, Pinyin string }

// Names writes names as the index finds them (Indexed.Names), each once: the Chinese, the pinyin as one word, and its syllables. So 微信 is found by
// 微信, by weixin and by wei xin, with tones or without.
func Names(all []Name) string {
	var b strings.Builder
	seen := map[Name]bool{}
	for _, n := range all {
		if seen[n] || n == (Name{}) {
			continue
		}
		seen[n] = true
		b.WriteString(n.ZH)
		if n.Pinyin != "" {
			b.WriteString(" " + gloss.Bare(n.Pinyin) + " " + strings.Join(gloss.Syllables(n.Pinyin), " "))
		}
		b.WriteByte('\n')
	}
	return b.String()
}
