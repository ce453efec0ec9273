package review

import (
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// TestKnown: the engine is told all by which a rule may be for some articles only.
func TestKnown(t *testing.T) {
	a, err := articles.Read("a.txt", []byte("A text."))
	if err != nil {
		t.Fatal(err)
	}
	a.Meta = articles.Meta{ID: "one", Title: "T", Site: "Daily", URL: "https://example.com/1", MT: "bing", Published: time.Date(2015, 7, 31, 0, 0, 0, 0, time.UTC)}
	a.Labels = articles.Labels{Name: "named", Feeds: []string{"f"}, Tags: []string{"x"}}
	a.Path = "a.txt"
	path, err := filepath.Abs("a.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Known(a, annotate.Eager)
	want := annotate.Options{
		Published: "2015-07-31", MT: "bing", Title: "T", URL: "https://example.com/1", Site: "Daily", Feeds: []string{"f"}, Tags: []string{"x"},
		Articles: []string{"one", "named", path}, Strictness: annotate.Eager,
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}
