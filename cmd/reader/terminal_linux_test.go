package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// patience is how long a program on a terminal may take to show or to end.
const patience = 30 * time.Second

// play runs a program on a terminal of 80 by 24, waits until it has shown TEXT, types KEYS, and waits for its end.
// In KEYS \n is the enter key. All that it wrote goes into the file screen: play TEXT KEYS PROGRAM [ARGUMENT]...
func play(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: play TEXT KEYS PROGRAM [ARGUMENT]...")
	}
	terminal, tty, err := openTerminal()
	ts.Check(err)
	defer terminal.Close()
	cmd := exec.Command(args[2], args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = []string{"PATH=" + ts.Getenv("PATH"), "HOME=" + ts.Getenv("HOME"), "TERM=" + ts.Getenv("TERM")}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	ts.Check(cmd.Start())
	tty.Close()

	screen, seen := make(chan []byte, 1), make(chan struct{})
	go watch(terminal, []byte(args[0]), seen, screen)
	select {
	case <-seen:
		_, err = terminal.WriteString(strings.ReplaceAll(args[1], `\n`, "\r"))
		ts.Check(err)
	case <-time.After(patience):
		cmd.Process.Kill()
		ts.Fatalf("%q has not shown %q but %q", args[2:], args[0], <-screen)
	}
	timer := time.AfterFunc(patience, func() { cmd.Process.Kill() })
	defer timer.Stop()
	if err := cmd.Wait(); err != nil {
		ts.Fatalf("%q: %v; it wrote %q", args[2:], err, <-screen)
	}
	ts.Check(os.WriteFile(ts.MkAbs("screen"), <-screen, 0o600))
}

// watch collects what is written to a terminal, and tells when text is in it.
func watch(terminal *os.File, text []byte, seen chan<- struct{}, screen chan<- []byte) {
	var all []byte
	buffer := make([]byte, 4096)
	told := false
	for {
		n, err := terminal.Read(buffer)
		all = append(all, buffer[:n]...)
		if !told && bytes.Contains(all, text) {
			told = true
			close(seen)
		}
		if err != nil {
			screen <- all
			return
		}
	}
}

// openTerminal opens a pseudo-terminal: the side of the person and that of the program.
func openTerminal() (terminal, tty *os.File, err error) {
	if terminal, err = os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		return nil, nil, err
	}
	fd := int(terminal.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	err = errors.Join(err, unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0),
		unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 80}))
	if err == nil {
		tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	}
	if err != nil {
		return nil, nil, errors.Join(err, terminal.Close())
	}
	return terminal, tty, nil
}
