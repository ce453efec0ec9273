//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// detach lets a program live on when the terminal is closed, and keeps the terminal's signals from it.
func detach(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
