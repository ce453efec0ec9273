package main

import (
	"path/filepath"
	"runtime"
)

// directory is one of the folders of the program.
type directory struct {
	name string // config, data, cache
	path string // absolute; "" where the environment does not say
	from string // what said so
}

// directories finds the folders for the configuration, for what the user made, and for what can be made again. None need exist.
func directories(getenv func(string) string) []directory {
	all := []struct{ name, own, xdg, home, windows string }{
		{"config", "READER_CONFIG_DIR", "XDG_CONFIG_HOME", ".config/reader", `reader`},
		{"data", "READER_DATA_DIR", "XDG_DATA_HOME", ".local/share/reader", `reader\data`},
		{"cache", "READER_CACHE_DIR", "XDG_CACHE_HOME", ".cache/reader", `reader\cache`},
	}
	found := make([]directory, len(all))
	for i, d := range all {
		found[i] = directory{name: d.name}
		xdg := getenv(d.xdg)
		switch {
		case getenv(d.own) != "":
			found[i].path, found[i].from = absolute(getenv(d.own)), d.own
		case runtime.GOOS == "windows":
			if appData := getenv("AppData"); appData != "" {
				found[i].path, found[i].from = filepath.Join(appData, d.windows), "AppData"
			}
		case filepath.IsAbs(xdg): // a relative one is to be ignored, says the specification
			found[i].path, found[i].from = filepath.Join(xdg, "reader"), d.xdg
		case getenv("HOME") != "":
			found[i].path, found[i].from = filepath.Join(getenv("HOME"), filepath.FromSlash(d.home)), "HOME"
		}
	}
	return found
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
