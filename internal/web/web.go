// Package web asks servers for things, within bounds.
package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Options say how servers are asked. The zero value asks those of the public web.
type Options struct {
	Agent    string        // the name of the program, for the server; "" is "reader"
	Private  bool          // addresses of this machine and of private networks may be asked too
	Connect  time.Duration // for a connection to be made; 0 is 10 seconds
	Whole    time.Duration // for everything; 0 is 30 seconds
	MaxBytes int64         // of an answer, unpacked; 0 is Largest
}

// The bounds where the options name none.
const (
	connectWithin = 10 * time.Second
	wholeWithin   = 30 * time.Second
	mostRedirects = 5
)

// Largest is how many bytes of an answer are taken where nothing else is said.
const Largest = 16 << 20

// Request is what is asked for.
type Request struct {
	Address  string // of http or https; what stands behind # is not sent
	Accept   string // the types that are wanted, for the server
	ETag     string // that an earlier answer had: the same is not wanted again; may be ""
	Modified string // that an earlier answer had, likewise

	// Takes says before the body is read whether it is wanted, and how many bytes of it, where that is not MaxBytes: then most is not 0. Nil takes all.
	Takes func(contentType string) (most int64, err error)
}

// Answer is what a server said. Nothing in it is clean.
type Answer struct {
	From      *url.URL // what answered in the end, behind redirects
	Moved     string   // where what was asked for has moved for good, as redirects say; "" where it has not
	Unchanged bool     // it is as it was when ETag and Modified were told; there is no Body
	Type      string   // of the body, with parameters, as the server says
	Body      []byte
	ETag      string        // to be told in the next request
	Modified  string        // likewise
	Fresh     time.Duration // how long there will be nothing new, as the server says; 0 where it does not
}

// The reasons of a FetchError that callers may ask for.
var (
	ErrTooLarge  = errors.New("too large")
	ErrRedirects = errors.New("too many redirects")
	ErrScheme    = errors.New("only http and https addresses are fetched")
	ErrUserInfo  = errors.New("addresses with a user name are not fetched")
)

// Get asks one server for one thing and follows redirects. Unless the options allow them, addresses of private networks are refused once
// their names are resolved, also those that a redirect leads to. No cookies are kept and no referrer is sent. The error is a *FetchError, or
// that of the context once that has ended.
func Get(ctx context.Context, r Request, o Options) (*Answer, error) {
	o = o.complete()
	asked, err := Address(r.Address)
	if err != nil {
		return nil, &FetchError{Address: Shown(asked, r.Address), Why: err.Error(), Err: err}
	}
	limited, cancel := context.WithTimeout(ctx, o.Whole)
	defer cancel()
	answer, err := o.get(limited, asked, r)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		e := o.explain(err)
		e.Address = Shown(asked, r.Address)
		return nil, e
	}
	return answer, nil
}

func (o Options) complete() Options {
	if o.Agent == "" {
		o.Agent = "reader"
	}
	if o.Connect == 0 {
		o.Connect = connectWithin
	}
	if o.Whole == 0 {
		o.Whole = wholeWithin
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = Largest
	}
	return o
}

// Address reads an address that can be asked. What is wrong with another is said in words that go behind its name; it is returned as far as it could be read.
func Address(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		return nil, errors.New("that is no address")
	case !Scheme(u):
		return u, ErrScheme
	case u.Host == "" || u.Hostname() == "":
		return u, errors.New("it names no host")
	case u.User != nil:
		return u, ErrUserInfo
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// Scheme reports whether an address is one of the web: http or https.
func Scheme(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }

// get asks, and reads the answer.
func (o Options) get(ctx context.Context, asked *url.URL, r Request) (*Answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, asked.String(), http.NoBody)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", o.Agent)
	for name, value := range map[string]string{"Accept": r.Accept, "If-None-Match": r.ETag, "If-Modified-Since": r.Modified} {
		if value != "" {
			request.Header.Set(name, value)
		}
	}
	client, moved := o.client()
	defer client.CloseIdleConnections()
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close() //nolint:errcheck // it was only read
	a := &Answer{
		From: answer.Request.URL, Moved: moved.to, Type: answer.Header.Get("Content-Type"),
		ETag: answer.Header.Get("ETag"), Modified: answer.Header.Get("Last-Modified"), Fresh: fresh(answer.Header),
	}
	if answer.StatusCode == http.StatusNotModified && (r.ETag != "" || r.Modified != "") {
		a.Unchanged = true
		return a, nil
	}
	if answer.StatusCode != http.StatusOK {
		return nil, refused(answer)
	}
	if r.Takes != nil {
		most, err := r.Takes(a.Type)
		if err != nil {
			return nil, err
		}
		if most > 0 {
			o.MaxBytes = most
		}
	}
	a.Body, err = o.read(answer)
	return a, err
}

// read is the body of an answer, unpacked.
func (o Options) read(answer *http.Response) ([]byte, error) {
	if packed := strings.ToLower(answer.Header.Get("Content-Encoding")); packed != "" && packed != "identity" {
		return nil, &FetchError{Why: "it came packed in a way that was not asked for (" + clean(packed) + ")"}
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, o.MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > o.MaxBytes {
		return nil, &FetchError{Why: fmt.Sprintf("it is larger than %d MiB", max(o.MaxBytes>>20, 1)), Hint: "a browser may show it", Err: ErrTooLarge}
	}
	return data, nil
}
