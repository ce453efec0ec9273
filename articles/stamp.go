package articles

import (
	"io/fs"
	"os"
)

// Stamp tells whether a file has changed, without reading it. The zero Stamp is that of a file that is not there.
type Stamp struct {
	Size     int64
	Modified int64 // in nanoseconds since 1970
}

// StampOf looks at the file at path.
func StampOf(path string) Stamp {
	info, err := os.Stat(path)
	if err != nil {
		return Stamp{}
	}
	return stampOf(info)
}

func stampOf(info fs.FileInfo) Stamp { return Stamp{info.Size(), info.ModTime().UnixNano()} }
