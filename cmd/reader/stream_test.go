package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

func quiet(int) {}

// echo answers a line with its number and its length.
func echo(number int, line, out []byte) (answer []byte, good bool) {
	if bytes.Contains(line, []byte("panic")) {
		panic("asked for")
	}
	return fmt.Appendf(out, "%d %d\n", number, len(bytes.TrimRight(line, "\r\n"))), !bytes.Contains(line, []byte("bad"))
}

func TestStreamKeepsOrder(t *testing.T) {
	var in, want strings.Builder
	for i := range 20_000 {
		line := strings.Repeat("x", i*7919%300)
		in.WriteString(line + "\n")
		fmt.Fprintf(&want, "%d %d\n", i+1, len(line))
	}
	var out bytes.Buffer
	good, err := stream(strings.NewReader(in.String()), bufio.NewWriter(&out), echo, quiet)
	if err != nil || !good || out.String() != want.String() {
		t.Errorf("good %v, %v; %d bytes, want %d", good, err, out.Len(), want.Len())
	}
}

func TestStreamEnds(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		good     bool
	}{
		{"", "", true},
		{"ab", "1 2\n", true},
		{"ab\r\n\nc", "1 2\n2 0\n3 1\n", true},
		{"a\nbad\nb\n", "1 1\n2 3\n3 1\n", false},
		{"a\npanic\nb\n", "1 1\n{\"id\": null, \"error\": \"line 2: reader failed on it: asked for\"}\n3 1\n", false},
	} {
		var out bytes.Buffer
		good, err := stream(strings.NewReader(tt.in), bufio.NewWriter(&out), echo, quiet)
		if err != nil || good != tt.good || out.String() != tt.want {
			t.Errorf("%q: %q, good %v, %v", tt.in, out.String(), good, err)
		}
	}
}

// TestStreamAnswersAtOnce plays a program that waits for the answer to a line before it writes the next.
func TestStreamAnswersAtOnce(t *testing.T) {
	in, write := io.Pipe()
	read, out := io.Pipe()
	go func() {
		_, err := stream(in, bufio.NewWriter(out), echo, quiet)
		out.CloseWithError(err)
	}()
	answers := bufio.NewScanner(read)
	for i := range 3 {
		if _, err := io.WriteString(write, "line\n"); err != nil {
			t.Fatal(err)
		}
		got := make(chan string)
		go func() {
			answers.Scan()
			got <- answers.Text()
		}()
		select {
		case answer := <-got:
			if want := fmt.Sprintf("%d 4", i+1); answer != want {
				t.Errorf("%q, want %q", answer, want)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("no answer before the next line")
		}
	}
	write.Close()
}

type failing struct{ after int }

func (f *failing) Read(p []byte) (int, error) {
	if f.after--; f.after < 0 {
		return 0, errors.New("the disk is gone")
	}
	return copy(p, "line\n"), nil
}

func TestStreamReportsReadErrors(t *testing.T) {
	var out bytes.Buffer
	_, err := stream(&failing{3}, bufio.NewWriter(&out), echo, quiet)
	if err == nil || !strings.Contains(err.Error(), "the disk is gone") {
		t.Errorf("%v", err)
	}
	if strings.Count(out.String(), "\n") != 3 {
		t.Errorf("the lines before it: %q", out.String())
	}
}

func TestStreamStopsWhenNobodyReads(t *testing.T) {
	read, out := io.Pipe()
	read.Close()
	done := make(chan error)
	go func() {
		_, err := stream(strings.NewReader(strings.Repeat("line\n", 1_000_000)), bufio.NewWriter(out), echo, quiet)
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil {
			t.Error("a closed output is no error")
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it goes on")
	}
}
