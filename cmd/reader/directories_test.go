package main

import (
	"path/filepath"
	"runtime"
	"testing"
)

func TestDirectories(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the paths are those of other systems")
	}
	for _, tt := range []struct {
		name string
		env  map[string]string
		want [3]string
	}{
		{"home", map[string]string{"HOME": "/h"}, [3]string{"/h/.config/reader", "/h/.local/share/reader", "/h/.cache/reader"}},
		{"xdg", map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/e"}, [3]string{"/c/reader", "/d/reader", "/e/reader"}},
		{"relative xdg", map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "c"}, [3]string{"/h/.config/reader", "/h/.local/share/reader", "/h/.cache/reader"}},
		{"own", map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "/c", "READER_CONFIG_DIR": "/x", "READER_DATA_DIR": "/y", "READER_CACHE_DIR": "/z"}, [3]string{"/x", "/y", "/z"}},
		{"nothing", nil, [3]string{}},
	} {
		for i, d := range directories(func(name string) string { return tt.env[name] }) {
			if d.path != filepath.FromSlash(tt.want[i]) {
				t.Errorf("%s: %s is %q, want %q", tt.name, d.name, d.path, tt.want[i])
			}
		}
	}
}
