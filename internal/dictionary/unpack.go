package dictionary

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// The limits of what is read, packed and unpacked.
const (
	maxPacked   = 64 << 20
	maxUnpacked = 256 << 20
)

// errBig is the error for more than the limits allow.
var errBig = errors.New("it is larger than a dictionary may be")

// Unpack returns the text in a file: as it is, or out of gzip or zip. What it is, its first bytes say.
func Unpack(packed []byte) (io.Reader, error) {
	switch {
	case bytes.HasPrefix(packed, []byte{0x1f, 0x8b}):
		text, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, fmt.Errorf("unpack: %w", err)
		}
		return limit(text, maxUnpacked), nil
	case bytes.HasPrefix(packed, []byte("PK\x03\x04")):
		return unzip(packed)
	}
	return bytes.NewReader(packed), nil
}

// unzip returns the one text in an archive.
func unzip(packed []byte) (io.Reader, error) {
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	for _, f := range archive.File {
		switch strings.ToLower(path.Ext(f.Name)) {
		case ".u8", ".txt":
			text, err := f.Open()
			if err != nil {
				return nil, fmt.Errorf("unpack: %w", err)
			}
			return limit(text, maxUnpacked), nil
		}
	}
	return nil, errors.New("unpack: there is no .txt or .u8 file in the archive")
}

// limited reads so many bytes and fails at more.
type limited struct {
	in   io.Reader
	left int64
}

func limit(in io.Reader, most int64) io.Reader { return &limited{in, most} }

func (l *limited) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, errBig
	}
	n, err := l.in.Read(p[:min(int64(len(p)), l.left+1)])
	if l.left -= int64(n); l.left < 0 {
		return 0, errBig
	}
	return n, err //nolint:wrapcheck // io.EOF must stay what it is
}
