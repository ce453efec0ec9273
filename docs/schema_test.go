package docs

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

func packSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(PackSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("pack.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("pack.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// value reads YAML as the values that the validator knows.
func value(t *testing.T, text []byte) (v any) {
	t.Helper()
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestBuiltinPacks: every pack of the program is one by its schema.
func TestBuiltinPacks(t *testing.T) {
	schema := packSchema(t)
	files, err := filepath.Glob("../internal/annotate/packs/*.yaml")
	if err != nil || len(files) < 50 {
		t.Fatal(len(files), err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value(t, data)); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// TestSchemaBites: what is wrong with a pack is wrong by the schema too.
func TestSchemaBites(t *testing.T) {
	schema := packSchema(t)
	const good = `{id: a, fix: b, kind: brand, match: [c], hits: ["[c=>b]"], leaves: [d]}`
	rule := func(from, to string) string {
		if !strings.Contains(good, from) {
			t.Fatalf("no %q in the good rule", from)
		}
		return "{pack: x, rules: [" + strings.Replace(good, from, to, 1) + "]}"
	}
	if err := schema.Validate(value(t, []byte(rule("a", "a")))); err != nil {
		t.Fatal(err)
	}
	for name, pack := range map[string]string{
		"no name":            "{about: x}",
		"a name with blanks": "{pack: A b}",
		"an unknown field":   "{pack: x, rulez: []}",
		"a list":             "[a]",
		"rules as a map":     "{pack: x, rules: {a: b}}",
		"a bare version":     "{pack: x, version: 1.1}",
		"off, no name":       "{pack: x, off: [A/B/C]}",
		"a bad id":           rule("id: a", "id: A b"),
		"no id":              rule("id: a, ", ""),
		"no kind":            rule("kind: brand, ", ""),
		"a wrong kind":       rule("brand", "nonsense"),
		"no fix":             rule("fix: b, ", ""),
		"no form":            rule("[c]", "[]"),
		"an empty form":      rule("[c]", `[" "]`),
		"a form, no text":    rule("[c]", "[{fix: x}]"),
		"a form, unknown":    rule("[c]", "[{text: c, colour: x}]"),
		"no hits":            rule(`["[c=>b]"]`, "[]"),
		"an unmarked hit":    rule(`["[c=>b]"]`, "[c]"),
		"no leaves":          rule(", leaves: [d]", ""),
		"a wrong risk":       rule("kind", "risk: some, kind"),
		"a wrong case":       rule("kind", "case: lower, kind"),
		"a wrong severity":   rule("kind", "severity: grave, kind"),
		"a wrong reach":      rule("kind", "reach: page, kind"),
		"a wrong article":    rule("kind", "article: drop, kind"),
		"a confidence of 2":  rule("kind", "confidence: 2, kind"),
		"a year in words":    rule("kind", "date: {from: soon}, kind"),
		"near, no list":      rule("kind", "near: words, kind"),
		"only, nowhere":      "{pack: x, only: {}}",
		"only, no list":      "{pack: x, only: {sites: a.org}}",
		"only, an empty one": "{pack: x, only: {sites: []}}",
		"only, unknown":      "{pack: x, only: {site: [a.org]}}",
		"only, an address":   rule("kind", "only: {sites: [https://a.org/]}, kind"),
		"only, a blank":      rule("kind", "only: {tags: [' ']}, kind"),
		"a name, no id":      "{pack: x, names: [{name: X}]}",
		"a name's kind":      "{pack: x, names: [{id: x, name: X, kind: thing}]}",
	} {
		if schema.Validate(value(t, []byte(pack))) == nil {
			t.Errorf("%s: %s is no pack", name, pack)
		}
	}
}

// TestSchemaFields: the schema knows the fields that the program reads, and no others.
func TestSchemaFields(t *testing.T) {
	type object struct {
		Properties map[string]json.RawMessage `json:"properties"`
	}
	var schema struct {
		Properties map[string]json.RawMessage `json:"properties"`

		Defs struct {
			Rule  object `json:"rule"`
			Name  object `json:"name"`
			Scope object `json:"scope"`
			Match struct {
				OneOf []object `json:"oneOf"`
			} `json:"match"`
			Kind struct {
				Enum []string `json:"enum"`
			} `json:"kind"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(PackSchema, &schema); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		of   reflect.Type
		have object
	}{
		{reflect.TypeFor[annotate.Pack](), object{schema.Properties}},
		{reflect.TypeFor[annotate.Rule](), schema.Defs.Rule},
		{reflect.TypeFor[annotate.Name](), schema.Defs.Name},
		{reflect.TypeFor[annotate.Scope](), schema.Defs.Scope},
		{reflect.TypeFor[annotate.Form](), schema.Defs.Match.OneOf[1]},
	} {
		var want []string
		for f := range c.of.Fields() {
			if name := f.Tag.Get("yaml"); f.IsExported() && name != "-" {
				want = append(want, name)
			}
		}
		slices.Sort(want)
		if got := slices.Sorted(maps.Keys(c.have.Properties)); !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %v, the program %v", c.of, got, want)
		}
	}
	var kinds []string
	for _, k := range annotate.Kinds {
		kinds = append(kinds, string(k))
	}
	if !slices.Equal(kinds, schema.Defs.Kind.Enum) {
		t.Errorf("kinds: %v", schema.Defs.Kind.Enum)
	}
}
