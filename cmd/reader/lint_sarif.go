package main

import (
	"bytes"
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

// lintRDJSON prints the Diagnostic Format of reviewdog, which counts columns in bytes.
func lintRDJSON(s *streams, found []problem) error {
	severity := map[string]string{"warning": "WARNING", "note": "INFO"}
	diagnostics := make([]object, 0, len(found))
	for _, p := range found {
		place := object{
			"start": object{"line": p.line, "column": p.byteColumn(p.annotation.Span.Start)},
			"end":   object{"line": p.endLine, "column": p.byteColumn(p.annotation.Span.End)},
		}
		diagnostics = append(diagnostics, object{
			"message": p.message, "severity": severity[p.level], "code": object{"value": p.rule},
			"location":    object{"path": p.file, "range": place},
			"suggestions": []object{{"range": place, "text": p.annotation.Fix}},
		})
	}
	return printJSON(s, object{
		"source":      object{"name": "reader", "url": "https://github.com/seed-0d8bf4ce/reader"},
		"diagnostics": diagnostics,
	})
}

// byteColumn is the column of a source offset, from 1, in bytes.
func (p *problem) byteColumn(offset int) int {
	return offset - bytes.LastIndexByte(p.document.Source()[:offset], '\n')
}

// uri is a file name as SARIF wants it: relative to where the program runs, with slashes.
func uri(file string) string {
	return (&url.URL{Path: filepath.ToSlash(file)}).String()
}
