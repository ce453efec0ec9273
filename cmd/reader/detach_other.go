//go:build !unix

package main

import "os/exec"

// detach does nothing: a program with a window lives on by itself.
func detach(*exec.Cmd) {}
