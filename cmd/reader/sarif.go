package main

import (
	"net/url"
	"path/filepath"
	"slices"
)

// object is a JSON object that is written once and read by others.
type object = map[string]any

// lintSARIF prints a log of SARIF 2.1.0 with the fixes in it.
func lintSARIF(s *streams, found []problem) error {
	var rules []string
	results := make([]object, 0, len(found))
	for _, p := range found {
		if !slices.Contains(rules, p.rule) {
			rules = append(rules, p.rule)
		}
		location := object{"uri": uri(p.file)}
		region := object{
			"startLine": p.line, "startColumn": p.column, "endLine": p.endLine, "endColumn": p.endColumn,
			"snippet": object{"text": p.document.Text(p.annotation.Span)},
		}
		results = append(results, object{
			"ruleId": p.rule, "level": p.level, "message": object{"text": p.message},
			"locations": []object{{"physicalLocation": object{"artifactLocation": location, "region": region}}},
			"fixes": []object{{"artifactChanges": []object{{
				"artifactLocation": location,
				"replacements":     []object{{"deletedRegion": region, "insertedContent": object{"text": p.annotation.Fix}}},
			}}}},
		})
	}
	described := make([]object, len(rules))
	for i, rule := range rules {
		described[i] = object{"id": rule}
	}
	driver := object{"name": "reader", "informationUri": "https://github.com/seed-0d8bf4ce/reader", "rules": described}
	if v := readBuild().version; v != "" {
		driver["version"] = v
	}
	return printJSON(s, object{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
		"runs": []object{{"tool": object{"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}},
	})
}

// uri is a file name as SARIF wants it: relative to where the program runs, with slashes.
func uri(file string) string {
	return (&url.URL{Path: filepath.ToSlash(file)}).String()
}
