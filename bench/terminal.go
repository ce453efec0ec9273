package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

const (
	patience = 90 * time.Second     // how long anything may take
	silence  = 8 * time.Millisecond // after so long without a byte a frame is over
	calm     = 80 * time.Millisecond
)

// errPatience is said of a program that takes too long.
var errPatience = errors.New("took too long")

// chunk is what one read brought, and when.
type chunk struct {
	at   time.Time
	data []byte
}

// terminal is a program on a pseudo-terminal. One goroutine reads and stamps; the owner's goroutine alone emulates.
type terminal struct {
	vt      *vt.Emulator
	pty     *os.File
	cmd     *exec.Cmd
	chunks  chan chunk // closed when the program is gone
	started time.Time
	last    time.Time // when the last byte came
	bytes   int
	gone    bool
}

// start runs a program on a terminal of so many cells.
func start(width, height int, env []string, argv ...string) (*terminal, error) {
	t := &terminal{vt: vt.NewEmulator(width, height), chunks: make(chan chunk, 1<<14)}
	t.cmd = exec.Command(argv[0], argv[1:]...) //nolint:gosec,noctx // the programs of the benchmark
	t.cmd.Env = env
	t.started = time.Now()
	t.last = t.started
	var err error
	if t.pty, err = pty.StartWithSize(t.cmd, &pty.Winsize{Rows: uint16(height), Cols: uint16(width)}); err != nil {
		return nil, fmt.Errorf("start %s: %w", argv[0], err)
	}
	go t.read()
	go t.answer()
	return t, nil
}

func (t *terminal) read() {
	defer close(t.chunks)
	for {
		buffer := make([]byte, 64<<10)
		n, err := t.pty.Read(buffer)
		if n > 0 {
			t.chunks <- chunk{time.Now(), buffer[:n]}
		}
		if err != nil {
			return
		}
	}
}

// answer sends on what the emulator answers. The emulator must never wait for a program that does not read.
func (t *terminal) answer() {
	answers := make(chan []byte, 1024)
	go func() {
		for a := range answers {
			_, _ = t.pty.Write(a)
		}
	}()
	defer close(answers)
	for {
		buffer := make([]byte, 256)
		n, err := t.vt.Read(buffer)
		if n > 0 {
			answers <- buffer[:n]
		}
		if err != nil {
			return
		}
	}
}

// pump emulates the next chunk, waiting for it no longer than d, and reports whether one came.
func (t *terminal) pump(d time.Duration) bool {
	if t.gone {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case c, open := <-t.chunks:
		if !open {
			t.gone = true
			return false
		}
		t.last = c.at
		t.bytes += len(c.data)
		_, _ = t.vt.Write(c.data)
		return true
	case <-timer.C:
		return false
	}
}

// frame reads on until the frame that has begun is over, and returns when its last byte came.
func (t *terminal) frame() time.Time {
	for t.pump(silence) {
	}
	return t.last
}

// wait reads until the screen is as wanted, and on to the end of that frame.
func (t *terminal) wait(limit time.Duration, wanted func(screen string) bool) (time.Time, error) {
	deadline := time.Now().Add(limit)
	for !wanted(t.vt.String()) {
		switch {
		case t.gone:
			return t.last, fmt.Errorf("%s ended early; on its screen: %q", t.cmd.Path, t.vt.String())
		case time.Now().After(deadline):
			return t.last, errPatience
		}
		t.pump(20 * time.Millisecond)
	}
	return t.frame(), nil
}

// settle reads until nothing has come for a while.
func (t *terminal) settle() {
	for deadline := time.Now().Add(limit); t.pump(calm) && time.Now().Before(deadline); {
	}
}

// press types keys and waits for the screen to be as wanted; nil wants any change. It returns how long that took
// and how many bytes came.
func (t *terminal) press(keys string, limit time.Duration, wanted func(screen string) bool) (time.Duration, int, error) {
	before, bytes := t.vt.String(), t.bytes
	if wanted == nil {
		wanted = func(screen string) bool { return screen != before }
	}
	typed := time.Now()
	if _, err := t.pty.WriteString(keys); err != nil {
		return 0, 0, fmt.Errorf("type %q: %w", keys, err)
	}
	at, err := t.wait(limit, wanted)
	return at.Sub(typed), t.bytes - bytes, err
}

// pause waits for a moment of a random length, so that keys do not fall into step with the program's own clock.
func (t *terminal) pause(random *rand.Rand) {
	for end := time.Now().Add(time.Duration(random.IntN(34)) * time.Millisecond); ; {
		left := time.Until(end)
		if left <= 0 {
			return
		}
		t.pump(left)
	}
}

// peak is the most memory that the program has had so far, in bytes; 0 where the system does not tell.
func (t *terminal) peak() int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(status) {
		if value, ok := strings.CutPrefix(string(line), "VmHWM:"); ok {
			kib, _ := strconv.Atoi(strings.Fields(value)[0])
			return kib << 10
		}
	}
	return 0
}

// stop ends the program.
func (t *terminal) stop() {
	_ = t.cmd.Process.Signal(syscall.SIGKILL)
	for t.pump(patience) {
	}
	_ = t.cmd.Wait()
	_ = t.pty.Close()
	if pipe, ok := t.vt.InputPipe().(io.Closer); ok {
		_ = pipe.Close()
	}
}
