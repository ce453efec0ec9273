package main

import (
	"bytes"
	"strings"

	"github.com/xo/terminfo"
)

// smulx reports whether the description of the terminal in the terminfo database has curly underlines: the capability Smulx, or Su,
// which is kitty's word for it.
func smulx(getenv func(string) string) bool {
	name := getenv("TERM")
	if name == "" || strings.ContainsAny(name, `/\`) {
		return false
	}
	info, err := terminfo.Load(name)
	if err != nil {
		return false
	}
	for i, capability := range info.ExtStringNames {
		if bytes.Equal(capability, []byte("Smulx")) && len(info.ExtStrings[i]) > 0 {
			return true
		}
	}
	for i, capability := range info.ExtBoolNames {
		if bytes.Equal(capability, []byte("Su")) && info.ExtBools[i] {
			return true
		}
	}
	return false
}
