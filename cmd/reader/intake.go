package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/intake"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// intakeOptions say how articles come into the library.
type intakeOptions struct {
	finderOptions

	charset string
}

func (o *intakeOptions) flags(cmd *cobra.Command) {
	o.ruleFlags(cmd)
	charsetFlag(cmd, &o.charset, "files and pages")
	settingFlags(cmd, config.AllowPrivate)
}

// into makes the way into a library. The engine is built when it is first needed.
func (o *intakeOptions) into(l *library.Library, command string, s *streams) (*intake.Intake, error) {
	c, err := settingsSaid(command, s, o.settings)
	if err != nil {
		return nil, err
	}
	files, err := o.files(command, s)
	if err != nil {
		return nil, err
	}
	engine := sync.OnceValue(func() *annotate.Engine {
		r := o.rules(s, files)
		s.failLater(r.wrong)
		return r.engine
	})
	return &intake.Intake{
		Library: l, Engine: engine, Strictness: c.Strictness, Charset: o.charset,
		Rules: sync.OnceValue(func() string { return rulesMark(ruleFiles(s.getenv, files), o.off, c.Strictness) }),
		Fetch: articles.FetchOptions{Agent: agent(), Private: c.AllowPrivate},
	}, nil
}

// rulesMark names the rules that hold: the built-in ones, the user's own, what is switched off, how strictly they are taken.
func rulesMark(files, off []string, strictness annotate.Strictness) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%v\x00%q", annotate.Fingerprint(), strictness, off) //nolint:errcheck // a hash takes everything
	for _, file := range files {
		data, err := os.ReadFile(file)
		fmt.Fprintf(h, "\x00%s\x00%v\x00", file, err) //nolint:errcheck // a hash takes everything
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// withLibrary does something with the user's library, which SIGINT calls off.
func withLibrary(s *streams, do func(ctx context.Context, l *library.Library) error) (err error) {
	l, err := libraryOf(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	return do(ctx, l)
}

// withIntake is withLibrary for what brings articles in.
func (o *intakeOptions) withIntake(command string, s *streams, do func(ctx context.Context, i *intake.Intake) error) error {
	return withLibrary(s, func(ctx context.Context, l *library.Library) error {
		i, err := o.into(l, command, s)
		if err != nil {
			return err
		}
		return do(ctx, i)
	})
}

// teller tells on a terminal how far a long task is.
func (s *streams) teller() (tell intake.Tell, end func()) {
	if !s.watched || s.getenv("TERM") == "dumb" {
		return nil, func() {}
	}
	var mu sync.Mutex
	next, shown := time.Now().Add(progressEvery), false
	tell = func(p shelf.Progress) {
		mu.Lock()
		defer mu.Unlock()
		now := time.Now()
		if now.Before(next) {
			return
		}
		next, shown = now.Add(progressEvery), true
		line := fmt.Sprintf("%s: %d", document.CleanLine(p.What), p.Done)
		if p.All > 0 {
			line += fmt.Sprintf(" of %d", p.All)
		}
		if p.Added > 0 {
			line += fmt.Sprintf(", %d added", p.Added)
		}
		fmt.Fprintf(s.err, "\r\x1b[Kreader: %s", line) //nolint:errcheck // it is only talk
	}
	return tell, func() {
		mu.Lock()
		defer mu.Unlock()
		if shown {
			fmt.Fprint(s.err, "\r\x1b[K") //nolint:errcheck // it is only talk
		}
	}
}

// reported says what came of bringing articles in: failures each on a line, as any failure is said.
func reported(s *streams, r *shelf.Report) error {
	for _, f := range r.Failures {
		err := fmt.Errorf("add %s: %s", document.CleanLine(f.Address), f.Why)
		if f.Hint != "" {
			err = withHint(err, "%s", f.Hint)
		}
		s.fail(err)
	}
	if r.Cancelled {
		s.sayf("called off: %s", r)
		return errSaid
	}
	if len(r.Failures) > 0 {
		return errSaid
	}
	return nil
}
