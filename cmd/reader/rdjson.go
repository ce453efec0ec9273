package main

import "bytes"

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
