package articles

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestOpenHead(t *testing.T) {
	line := "# WeChat is 微信, and Alipay is 支付宝.\n\n"
	long := strings.Repeat(line, headSize/len(line)+10)
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(long)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		partial    bool
	}{
		{"short.md", line, false},
		{"long.md", long, true},
		{"one-line.txt", strings.Repeat("微", headSize), true},
		{"just.txt", strings.Repeat("a", headSize), false},
		{"utf16.txt", utf16, true},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		head, err := Later(path, "").Head()
		if err != nil {
			t.Fatal(err)
		}
		whole, err := head.Reopen()
		if err != nil {
			t.Fatal(err)
		}
		if head.Partial != c.partial || whole.Partial {
			t.Errorf("%s: partial is %v, want %v; of the whole %v", c.name, head.Partial, c.partial, whole.Partial)
		}
		if head.Title != whole.Title || head.Charset != whole.Charset || (head.ID == "") != c.partial {
			t.Errorf("%s: %+v, the whole is %+v", c.name, head.Meta, whole.Meta)
		}
		source := head.Document.Source()
		if !bytes.HasPrefix(whole.Document.Source(), source) || len(source) == 0 {
			t.Errorf("%s: %d bytes that are not the beginning of the text", c.name, len(source))
		}
	}
}

func TestHeadOfWhatIsNone(t *testing.T) {
	dir := t.TempDir()
	if _, err := OpenHead(dir, ""); !errors.Is(err, ErrDirectory) {
		t.Errorf("a directory: %v", err)
	}
	if _, err := Later(filepath.Join(dir, "none.txt"), "").Head(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if a := Later(filepath.Join(dir, "A title\x1b[31m.txt"), ""); a.Title != "A title" || a.Document != nil {
		t.Errorf("unread: %+v", a)
	}
	if _, err := (&Article{Meta: Meta{Title: "piped"}}).Reopen(); err == nil {
		t.Error("an article without a file is opened again")
	}
}
