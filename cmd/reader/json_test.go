package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// checkPoints checks a JSON array of annotations against the text that they are of, and counts them.
func checkPoints(text []rune, array []byte) (int, error) {
	var all []struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Exact string `json:"exact"`
	}
	if err := json.Unmarshal(array, &all); err != nil {
		return 0, err
	}
	last := 0
	for _, a := range all {
		if a.Start < last || a.End <= a.Start || a.End > len(text) || string(text[a.Start:a.End]) != a.Exact {
			return 0, fmt.Errorf("text[%d:%d] is not %q, or overlaps", a.Start, a.End, a.Exact)
		}
		last = a.End
	}
	return len(all), nil
}

func TestReadRecord(t *testing.T) {
	for _, tt := range []struct{ line, text, id, wrong string }{
		{`{"id": 1, "text": "a\u0041\ud83d\ude00\n"}`, "aA😀\n", "1", ""},
		{` {"text":"one","text":"two" , "id" : {"a":[1,"}"]} } ` + "\r\n", "two", `{"a":[1,"}"]}`, ""},
		{`{"t\u0065xt":"x"}`, "x", "null", ""},
		{`{"text":"\ud800"}`, "\uFFFD", "null", ""},
		{`{"text":"\ud800\u0041"}`, "\uFFFDA", "null", ""},
		{`{"text":"\"\\\/\b\f\r\t"}`, "\"\\/\b\f\r\t", "null", ""},
		{`{}`, "", "null", ""},
		{`{"Text":"x"}`, "", "null", ""},
		{`{"text":1e400,"id":-0.10}`, "", "-0.10", ""},
		{"", "", "", "it is empty"},
		{" \r\n", "", "", "it is empty"},
		{`[1]`, "", "", "it is not a JSON object"},
		{`{"text":"x"`, "", "", "unexpected end of JSON input at byte 11"},
		{`{"text":"x"} {}`, "", "", "invalid character '{' after top-level value at byte 14"},
		{"{\"text\":\"\xff\"}", "", "", "it is not UTF-8"},
	} {
		r, err := readRecord([]byte(tt.line))
		if tt.wrong != "" {
			if err == nil || err.Error() != tt.wrong {
				t.Errorf("%q: %v, want %s", tt.line, err, tt.wrong)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", tt.line, err)
			continue
		}
		if text, _ := r.text("text"); string(text) != tt.text || string(r.id()) != tt.id {
			t.Errorf("%q: text %q, id %s", tt.line, text, r.id())
		}
	}
}

func FuzzSplice(f *testing.F) {
	f.Add(`{"text": "the \u006dicro-letter \ud83d\ude00\ud800 app", "n": 1.0e2}`, 4, 16, 20, 24)
	f.Add(`{"id":"é","text":"a\"b\\c\/d"}`, 0, 1, 2, 3)
	f.Fuzz(func(t *testing.T, line string, a, b, c, d int) {
		r, err := readRecord([]byte(line))
		if err != nil {
			return
		}
		text, ok := r.text("text")
		if !ok || a < 0 || a > b || b > c || c > d || d > len(text) {
			return
		}
		for _, at := range []int{a, b, c, d} {
			if at < len(text) && !utf8.RuneStart(text[at]) {
				return
			}
		}
		all := []annotate.Annotation{{Span: document.Span{Start: a, End: b}, Fix: "\"fix\"\n"}, {Span: document.Span{Start: c, End: d}, Fix: "微信"}}
		spliced := r.splice("text", all, nil)
		again, err := readRecord(spliced)
		if err != nil {
			t.Fatalf("%q became %q: %v", line, spliced, err)
		}
		got, _ := again.text("text")
		if want := annotate.Apply(text, all); !bytes.Equal(got, want) {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	})
}
