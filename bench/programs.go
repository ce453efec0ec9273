package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// program is one of those that are compared, and how it is asked for each thing. An empty key is a thing it cannot do.
type program struct {
	name    string
	path    string
	shelf   func(b *bench, files int, dir string) ([]string, error) // nil has no shelf
	article func(file string) []string                              // nil opens no file
	slow    int                                                     // an article longer than so many bytes is opened once only; 0 none
	most    int                                                     // an article longer than so many bytes is not opened; 0 none
	ready   func(screen string) bool                                // nothing more is going on behind the screen; nil at once

	item   string // stands on its first shelf of generated articles
	down   string
	page   string
	end    string
	search string // types the question without the words
}

// candidates are reader and all its peers.
func (b *bench) candidates() []*program {
	return []*program{
		{
			name: "reader", path: b.path("reader"), item: "Story-0",
			shelf:   onFolder,
			article: func(file string) []string { return []string{file} },
			ready:   has(" fixes"),
			down:    "j", page: " ", end: "G", search: "/",
		},
		{
			name: "glow", path: b.glow, item: "story-0",
			shelf:   onFolder,
			article: func(file string) []string { return []string{"--tui", file} },
			slow:    1 << 20, most: 10 << 20,
			down: "j", page: "f", end: "G",
		},
		{
			name: "less", path: "less",
			article: func(file string) []string { return []string{file} },
			down:    "j", page: " ", end: "G", search: "/",
		},
		{name: "newsboat", path: "newsboat", item: "Shelf-", shelf: (*bench).feed},
	}
}

// onFolder is the command line of a program that takes a folder.
func onFolder(_ *bench, _ int, dir string) ([]string, error) { return []string{dir}, nil }

// opens reports whether p opens an article of so many bytes in a run.
func (p *program) opens(size, run int) bool {
	return p.article != nil && (p.most == 0 || size <= p.most) && (p.slow == 0 || size <= p.slow || run == 0)
}

// findPrograms builds reader and looks for the others.
func (b *bench) findPrograms() error {
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", b.path("reader"), "./cmd/reader") //nolint:gosec,noctx // our own; ends by itself
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build reader (run this in the folder bench/): %w\n%s", err, out)
	}
	for _, p := range b.candidates() {
		path, err := exec.LookPath(p.path)
		if err == nil {
			path, err = filepath.Abs(path)
		}
		if err != nil {
			progressf("SKIPPED: %s is not installed", p.name)
			b.report.notef("**%s** was skipped: it is not installed.", p.name)
			continue
		}
		p.path = path
		b.programs = append(b.programs, p)
	}
	return nil
}

// environment is that of every program: nobody's settings, and a home of its own.
func (b *bench) environment(more ...string) []string {
	env := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + b.path("home"), "TMPDIR=" + b.dir, "TERM=xterm-256color", "COLORTERM=truecolor",
		"LANG=C.UTF-8", "LC_ALL=C.UTF-8", "LESSHISTFILE=-",
	}
	return append(env, more...)
}

// open starts p on a terminal.
func (b *bench) open(p *program, width, height int, args ...string) (*terminal, error) {
	if err := os.MkdirAll(b.path("home"), 0o700); err != nil {
		return nil, fmt.Errorf("make a home: %w", err)
	}
	return start(width, height, b.environment(), append([]string{p.path}, args...)...)
}

// feed puts as many stories into a feed, has newsboat read it once, and returns how to open it.
func (b *bench) feed(files int, _ string) ([]string, error) {
	dir := b.path(fmt.Sprintf("feed-%d", files))
	name := func(file string) string { return filepath.Join(dir, file) }
	args := []string{"-q", "-u", name("urls"), "-c", name("cache.db"), "-C", name("config")}
	if _, err := os.Stat(dir); err == nil {
		return args, nil
	}
	var feed strings.Builder
	fmt.Fprintf(&feed, "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Shelf-%d</title>", files)
	for i := range files {
		fmt.Fprintf(&feed, "<item><title>Story-%05d</title><link>http://127.0.0.1/%d</link><guid>%d</guid><description>%s</description></item>\n",
			i, i, i, strings.ReplaceAll(string(markdown(2000+i%97)), ">", "&gt;"))
	}
	feed.WriteString("</channel></rss>\n")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make a feed: %w", err)
	}
	for file, text := range map[string]string{"feed.xml": feed.String(), "urls": "file://" + name("feed.xml") + "\n", "config": ""} {
		if err := os.WriteFile(name(file), []byte(text), 0o600); err != nil {
			return nil, fmt.Errorf("make a feed: %w", err)
		}
	}
	if err := os.MkdirAll(b.path("home"), 0o700); err != nil {
		return nil, fmt.Errorf("make a home: %w", err)
	}
	reload := exec.Command("newsboat", append(args, "-x", "reload")...) //nolint:gosec,noctx // a peer of the benchmark
	reload.Env = b.environment()
	if out, err := reload.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("newsboat reads its feed: %w\n%s", err, out)
	}
	return args, nil
}
