package articles

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// TestSamples reads every sample and compares what is known of it with what was known before.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob("testdata/samples/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no samples")
	}
	var got strings.Builder
	for _, file := range files {
		a, err := Open(file)
		if err != nil {
			t.Error(err)
			continue
		}
		fmt.Fprintf(&got, "%s: %s, %s\n", filepath.Base(file), a.Document.Format(), a.Charset)
		for _, row := range [][2]string{
			{"id", a.ID}, {"title", a.Title}, {"site", a.Site}, {"author", a.Author}, {"url", a.URL}, {"engine", a.MT}, {"language", a.Language},
			{"published", date(a.Published)}, {"text", string(a.Document.Source())},
		} {
			if row[1] != "" {
				fmt.Fprintf(&got, "\t%-10s %q\n", row[0], row[1])
			}
		}
	}
	golden := filepath.Join("testdata", "samples.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the samples read otherwise than before (-update rewrites):\n%s", got.String())
	}
}

func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
