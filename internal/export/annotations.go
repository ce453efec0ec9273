package export

import (
	"strconv"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// AppendAnnotation appends a as a JSON object. points counts code points of the document's source and
// has not passed the start of a yet.
func AppendAnnotation(out []byte, source []byte, points *document.Points, a *annotate.Annotation) []byte {
	out = append(out, `{"start": `...)
	out = appendInt(out, points.At(a.Span.Start))
	out = append(out, `, "end": `...)
	out = appendInt(out, points.At(a.Span.End))
	out = appendField(out, "exact", source[a.Span.Start:a.Span.End])
	out = appendField(out, "prefix", before(source, a.Span.Start))
	out = appendField(out, "suffix", after(source, a.Span.End))
	out = appendField(out, "fix", a.Fix)
	out = appendField(out, "kind", a.Kind)
	out = appendIfSet(out, "zh", a.ZH)
	out = appendIfSet(out, "pinyin", a.Pinyin)
	out = appendIfSet(out, "literal", a.Literal)
	out = appendIfSet(out, "note", a.Note)
	out = appendField(out, "rule", a.Rule)
	out = appendField(out, "source", a.Origin)
	out = append(out, `, "confidence": `...)
	out = appendConfidence(out, a.Confidence)
	out = append(out, `, "evidence": [`...)
	for i, why := range a.Evidence {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = document.AppendJSON(out, why)
	}
	return append(out, "]}"...)
}

// AppendAnnotations appends a JSON array of the annotations of a text.
func AppendAnnotations(out []byte, source []byte, all []annotate.Annotation) []byte {
	points := document.NewPoints(source)
	out = append(out, '[')
	for i := range all {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = AppendAnnotation(out, source, points, &all[i])
	}
	return append(out, ']')
}

// appendConfidence writes three decimals at most: more would be a pretence.
func appendConfidence(out []byte, c float64) []byte {
	return strconv.AppendFloat(out, float64(int(c*1000+0.5))/1000, 'f', -1, 64)
}

func appendField[T ~string | ~[]byte](out []byte, name string, value T) []byte {
	out = append(out, `, "`...)
	out = append(out, name...)
	out = append(out, `": `...)
	return document.AppendJSON(out, value)
}

func appendIfSet(out []byte, name, value string) []byte {
	if value == "" {
		return out
	}
	return appendField(out, name, value)
}

func appendInt(out []byte, n int) []byte { return strconv.AppendInt(out, int64(n), 10) }
