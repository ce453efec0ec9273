package articles

import (
	"path/filepath"
	"slices"
	"strings"
)

// Extensions lists how the names of files with texts end, as far as names tell.
func Extensions() []string {
	all := []string{".txt"}
	for _, f := range formats {
		all = append(all, f.extensions...)
	}
	return all
}

// Readable reports whether a file's name says that there is a text in it.
func Readable(name string) bool {
	return slices.Contains(Extensions(), strings.ToLower(filepath.Ext(name)))
}
