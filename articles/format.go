package articles

import (
	"path/filepath"
	"slices"
	"strings"
)

// format is one way to read an article.
type format struct {
	name       string
	extensions []string
	read       func(text []byte) *Article // text is decoded and not empty
}

// formats in the order of trial. The last one takes whatever the others do not.
var formats = []format{
	{"markdown", []string{".md", ".markdown", ".mdown", ".mkd"}, readMarkdown},
	{"plain", nil, readText},
}

// formatOf finds the format of the file called name.
func formatOf(name string) format {
	extension := strings.ToLower(filepath.Ext(name))
	for _, f := range formats {
		if slices.Contains(f.extensions, extension) {
			return f
		}
	}
	return formats[len(formats)-1]
}
