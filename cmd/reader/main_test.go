package main

import (
	"archive/zip"
	"errors"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"reader": main,
		"points": points,
		"tojson": tojson,
	})
}

// TestScripts runs the command as its users do: every promise that it makes is a script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir+"/home")
			env.Setenv("TERM", "xterm-256color")
			env.Setenv("ESC", "\x1b")
			env.Setenv("NL", "\n")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"decode": decode,
			"exits":  exits,
			"play":   play,
			"serve":  serve,
			"zip":    zipFolder,
		},
	})
}

// exits runs a program and checks its exit code: exits CODE PROGRAM [ARGUMENT]...
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT]...")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("%v exits with %d, not %s", args[1:], code, args[0])
	}
}

// serve serves a folder on this machine until the script ends; $SITE is its address: serve FOLDER.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: serve FOLDER")
	}
	site := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[0]))))
	ts.Defer(site.Close)
	ts.Setenv("SITE", site.URL)
}

// zipFolder puts the files of a folder into an archive: zip ARCHIVE FOLDER.
func zipFolder(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: zip ARCHIVE FOLDER")
	}
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	z := zip.NewWriter(out)
	ts.Check(z.AddFS(os.DirFS(ts.MkAbs(args[1]))))
	ts.Check(z.Close())
	ts.Check(out.Close())
}

// decode writes a file in which \xNN stands for a byte: decode FROM TO.
func decode(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: decode FROM TO")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(unhex(ts.ReadFile(args[0]))), 0o600))
}

func unhex(s string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, `\x`)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte(byte(unit([]byte("00" + after[:2]))))
		s = after[2:]
	}
}

// points is a program for scripts that reads JSON annotations as another language would, in code points, and fails
// unless text[start:end] == exact for each: points TEXTFILE < ANNOTATIONS.
func points() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	in, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	checked, err := checkPoints([]rune(string(text)), in)
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Stdout.WriteString(strings.Repeat("+", checked) + "\n")
}

// tojson is a program for scripts that wraps a text into a line of JSON: tojson TEXTFILE.
func tojson() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(append(document.AppendJSON([]byte(`{"text": `), text), "}\n"...))
}
