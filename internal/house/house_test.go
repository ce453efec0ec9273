package house

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/seed-0d8bf4ce/reader"

// room is a package's floor, and the outside modules that its production code may use.
// A package imports from lower floors only; never its own floor, never up.
type room struct {
	floor   int
	outside []string
}

// law is the whole of it. A new package is a new line here, and a reason in ARCHITECTURE.md.
var law = map[string]room{
	"cmd/reader": {7, []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/xo/terminfo", "github.com/charmbracelet/colorprofile", "github.com/charmbracelet/x/term"}},
	"ui": {6, []string{"charm.land/bubbletea/v2", "charm.land/bubbles/v2", "charm.land/lipgloss/v2", "github.com/charmbracelet/ultraviolet",
		"github.com/charmbracelet/colorprofile", "github.com/charmbracelet/x/ansi"}},
	"ui/linear":                  {6, nil},
	"ui/list":                    {5, pane},
	"ui/pager":                   {5, pane},
	"ui/card":                    {5, pane},
	"ui/theme":                   {4, []string{"github.com/charmbracelet/ultraviolet", "github.com/charmbracelet/x/ansi", "github.com/charmbracelet/colorprofile"}},
	"ui/screen":                  {4, []string{"github.com/charmbracelet/ultraviolet", "github.com/charmbracelet/x/ansi", "github.com/charmbracelet/colorprofile", "golang.org/x/text"}},
	"ui/keys":                    {4, []string{"charm.land/bubbles/v2"}},
	"internal/config":            {4, []string{"github.com/pelletier/go-toml/v2"}},
	"internal/render":            {3, []string{"charm.land/glamour/v2", "charm.land/lipgloss/v2", "golang.org/x/text", "github.com/charmbracelet/ultraviolet", "github.com/yuin/goldmark", "github.com/charmbracelet/x/ansi", "github.com/alecthomas/chroma/v2", "github.com/clipperhouse/uax29/v2", "github.com/clipperhouse/displaywidth", "github.com/mattn/go-runewidth", "github.com/charmbracelet/colorprofile"}},
	"internal/glossary":          {3, []string{"github.com/goccy/go-yaml"}},
	"docs":                       {0, nil},
	"internal/annotate/ordinary": {3, nil},
	"internal/annotate":          {2, []string{"github.com/goccy/go-yaml"}},
	"articles":                   {2, []string{"github.com/goccy/go-yaml", "golang.org/x/net", "golang.org/x/text", "github.com/saintfish/chardet", "codeberg.org/readeck/go-readability/v2", "github.com/JohannesKaufmann/html-to-markdown/v2"}},
	"internal/feed":              {3, []string{"github.com/mmcdole/gofeed", "golang.org/x/net", "golang.org/x/text"}},
	"internal/web":               {1, []string{"code.dny.dev/ssrf"}},
	"internal/document":          {0, []string{"github.com/yuin/goldmark", "golang.org/x/text"}},
	"internal/guess":             {3, nil},
	"internal/library":           {4, []string{"modernc.org/sqlite", "golang.org/x/text"}},
	"internal/intake":            {5, nil},
	"internal/export":            {5, []string{"github.com/yuin/goldmark", "golang.org/x/text"}},
	"internal/review":            {3, nil},
	"internal/shelf":             {3, nil},
	"internal/dictionary":        {2, nil},
	"internal/gloss":             {1, nil},
	"internal/address":           {2, []string{"golang.org/x/net"}},
	"internal/house":             {0, nil},
}

var pane = []string{"charm.land/bubbletea/v2", "charm.land/bubbles/v2", "charm.land/lipgloss/v2", "github.com/charmbracelet/ultraviolet", "github.com/charmbracelet/x/ansi", "github.com/sahilm/fuzzy"}

// broken says how an import breaks the law, "" where it does not.
func broken(from, to string) string {
	here, ok := law[from]
	if !ok {
		return fmt.Sprintf("package %s has no place in the law", from)
	}
	inside, ours := strings.CutPrefix(to, module+"/")
	if ours {
		there, ok := law[inside]
		switch {
		case !ok:
			return fmt.Sprintf("package %s has no place in the law", inside)
		case there.floor >= here.floor:
			return fmt.Sprintf("%s (floor %d) imports %s (floor %d)", from, here.floor, inside, there.floor)
		}
		return ""
	}
	if first, _, _ := strings.Cut(to, "/"); !strings.Contains(first, ".") {
		return "" // the standard library
	}
	if !slices.ContainsFunc(here.outside, func(m string) bool { return to == m || strings.HasPrefix(to, m+"/") }) {
		return fmt.Sprintf("%s may not use %s", from, to)
	}
	return ""
}

func TestLaw(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "contrib" || d.Name() == "bench" || d.Name() == "packaging" || d.Name() == "dist") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files++
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			to, _ := strconv.Unquote(i.Path.Value)
			if why := broken(path.Clean(filepath.ToSlash(rel)), to); why != "" {
				t.Errorf("%s: %s", name, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("only %d files were read: the walk does not see the module", files)
	}
}

// TestLawBites shows that each kind of breach is seen.
func TestLawBites(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"internal/annotate", module + "/ui", "imports ui"},
		{"ui/list", module + "/ui/pager", "floor 5"},
		{"internal/document", module + "/internal/annotate", "imports internal/annotate"},
		{"internal/annotate", "charm.land/lipgloss/v2", "may not use"},
		{"articles", "charm.land/bubbletea/v2", "may not use"},
		{"internal/nowhere", "fmt", "no place"},
		{"ui", module + "/internal/nowhere", "no place"},
		{"ui", module + "/ui/list", ""},
		{"internal/annotate", "strings", ""},
	} {
		if got := broken(c.from, c.to); !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("broken(%s, %s) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
