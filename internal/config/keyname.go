package config

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// modifiers are what may be held, in the order in which a key is named.
var modifiers = []string{"ctrl", "alt", "shift", "meta", "hyper", "super"}

// named are the keys that have names, besides f1 to f63.
var named = []string{
	"enter", "tab", "backspace", "esc", "space", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "insert", "delete",
	"begin", "find", "select", "menu", "pause", "printscreen",
}

// otherNames are what people call keys as well.
var otherNames = map[string]string{
	"return": "enter", "escape": "esc", "pageup": "pgup", "pagedown": "pgdown", "pgdn": "pgdown", "ins": "insert", "del": "delete", " ": "space",
	"control": "ctrl", "option": "alt", "plus": "+",
}

// twins are keys that terminals cannot tell from others while ctrl is held.
var twins = map[string]string{"i": "tab", "m": "enter", "[": "esc"}

const functionKeys = 63

// KeyName reads the name of a key and returns it as the terminal program has it: ctrl+a, G, pgdown, alt+enter.
func KeyName(text string) (string, error) {
	parts := strings.Split(text, "+")
	if text == "+" || strings.HasSuffix(text, "++") {
		parts = append(parts[:len(parts)-2], "+")
	}
	last := parts[len(parts)-1]
	held := map[string]bool{}
	for _, m := range parts[:len(parts)-1] {
		name := strings.ToLower(m)
		if other, ok := otherNames[name]; ok {
			name = other
		}
		if !slices.Contains(modifiers, name) {
			return "", fmt.Errorf("%q is no key: %q cannot be held%s", text, m, mean(name, modifiers))
		}
		held[name] = true
	}
	base, err := baseName(last, text)
	if err != nil {
		return "", err
	}
	if held["shift"] && utf8.RuneCountInString(base) == 1 {
		if upper := strings.ToUpper(base); len(held) == 1 && upper != base {
			return upper, nil // a terminal sends the capital
		}
	}
	if len(held) > 0 && (!held["shift"] || len(held) > 1) && utf8.RuneCountInString(base) == 1 {
		if r, _ := utf8.DecodeRuneInString(base); unicode.IsUpper(r) {
			base, held["shift"] = strings.ToLower(base), true
		}
	}
	if twin, ok := twins[base]; ok && held["ctrl"] && len(held) == 1 {
		return "", fmt.Errorf("%q is %q in most terminals: write that", text, twin)
	}
	var b strings.Builder
	for _, m := range modifiers {
		if held[m] {
			b.WriteString(m + "+")
		}
	}
	return b.String() + base, nil
}

func baseName(name, text string) (string, error) {
	if name != " " && utf8.RuneCountInString(name) == 1 {
		if r, _ := utf8.DecodeRuneInString(name); unicode.IsPrint(r) {
			return name, nil
		}
	}
	name = strings.ToLower(name)
	if other, ok := otherNames[name]; ok && !slices.Contains(modifiers, other) {
		return other, nil
	}
	if slices.Contains(named, name) {
		return name, nil
	}
	functions := make([]string, functionKeys)
	for i := range functions {
		functions[i] = fmt.Sprintf("f%d", i+1)
	}
	if slices.Contains(functions, name) {
		return name, nil
	}
	return "", fmt.Errorf("%q is no key%s", text, mean(name, slices.Concat(named, []string{"return", "escape", "pageup", "pagedown", "delete"})))
}

func mean(name string, names []string) string {
	if near := annotate.Nearest(name, names); near != "" {
		return fmt.Sprintf(": did you mean %q?", near)
	}
	return ""
}

// types reports whether a key writes a letter where one types.
func types(name string) bool { return utf8.RuneCountInString(name) == 1 || name == "space" }
