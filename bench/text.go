package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
)

// The words at the start and at the end of every generated article. They stand nowhere else.
const (
	opening = "Here the article begins"
	closing = "zzyzx closes the article"
)

// glitched are clauses as machines make them; every fourth clause is one of them. The others are put together from plain
// words, so that hardly a line is like another, as in real texts.
var (
	glitched = []string{
		`Ma Yun said yesterday that the challenge of "micro-letter" is to make the impossible possible`,
		"the electricity supplier opened its half-price weekend at Taobao and paid by pay treasure",
		"Tencent let 400 million users of micro-letters pay with one key",
		"Sina micro-blog was sold in part to Ali Group, whose chairman is Ma Yun",
		"the public number of the newspaper sent the red envelope to its readers",
	}
	nouns = strings.Fields(`company office market engineer newspaper quarter report board visitor shop town winter factory user
		analyst street figure meeting phone train school bridge lawyer driver village garden doctor harbour minister island`)
	verbs = strings.Fields("opened left sold counted praised moved bought watched joined closed passed found kept showed")
	ties  = strings.Fields("near behind after before without under beside against")
)

// markdown is an article of about size bytes: headings, paragraphs, lists, quotations.
func markdown(size int) []byte {
	random := rand.New(rand.NewPCG(1, uint64(size))) //nolint:gosec // the same text every time
	var b bytes.Buffer
	b.Grow(size + 1024)
	fmt.Fprintf(&b, "# A story of %d bytes\n\n%s.\n\n", size, opening)
	for part := 1; b.Len() < size; part++ {
		fmt.Fprintf(&b, "## Part %d\n\n", part)
		for range 4 {
			paragraph(&b, random)
		}
		fmt.Fprintf(&b, "- %s\n- **%s**\n- %s\n\n", clause(random), clause(random), clause(random))
		fmt.Fprintf(&b, "> %s.\n\n", clause(random))
	}
	fmt.Fprintf(&b, "The word %s.\n", closing)
	return b.Bytes()
}

// paragraph writes some sentences.
func paragraph(b *bytes.Buffer, random *rand.Rand) {
	for range 3 + random.IntN(4) {
		c := clause(random)
		fmt.Fprintf(b, "%s%s. ", bytes.ToUpper([]byte(c[:1])), c[1:])
	}
	b.Truncate(b.Len() - 1)
	b.WriteString("\n\n")
}

func clause(random *rand.Rand) string {
	if random.IntN(4) == 0 {
		return glitched[random.IntN(len(glitched))]
	}
	noun := func() string { return nouns[random.IntN(len(nouns))] }
	return fmt.Sprintf("the %s %s the %s %s the %s and the %s",
		noun(), verbs[random.IntN(len(verbs))], noun(), ties[random.IntN(len(ties))], noun(), noun())
}

// articleFile writes an article of about size bytes and returns its path.
func (b *bench) articleFile(size int) (string, error) {
	path := b.path(fmt.Sprintf("article-%d.md", size))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	return path, os.WriteFile(path, markdown(size), 0o600)
}

// folder makes a folder of so many articles of two thousand bytes and returns its path.
func (b *bench) folder(files int) (string, error) {
	dir := b.path(fmt.Sprintf("shelf-%d", files))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return dir, err
	}
	for i := range files {
		text := bytes.Replace(markdown(2000+i%97), []byte("# A story"), fmt.Appendf(nil, "# Story-%05d", i), 1)
		if err := os.WriteFile(b.path(fmt.Sprintf("shelf-%d", files), fmt.Sprintf("story-%05d.md", i)), text, 0o600); err != nil {
			return dir, err
		}
	}
	return dir, nil
}

// unit writes a size as people do.
func unit(size int) string {
	if size >= 1<<20 {
		return fmt.Sprintf("%d MB", size>>20)
	}
	return fmt.Sprintf("%d KB", size>>10)
}
