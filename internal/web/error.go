package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// FetchError is a thing that could not be had. Its strings are clean.
type FetchError struct {
	Address string // as asked for, without a password
	Why     string
	Hint    string        // what to try, "" where there is nothing
	Status  int           // of the server's answer, 0 where there was none or it was not the reason
	After   time.Duration // for which the server wants to be left alone, 0 where it does not say
	Err     error         // what is behind it, may be nil
}

func (e *FetchError) Error() string { return "fetch " + e.Address + ": " + e.Why }
func (e *FetchError) Unwrap() error { return e.Err }

func clean(s string) string { return document.CleanLine(s) }

// Shown is an address for people: no password, on one line. Where it could not be read, u is nil and address stands for it.
func Shown(u *url.URL, address string) string {
	if u != nil {
		address = u.Redacted()
	}
	return clean(address)
}

// refused says what an answer without content means.
func refused(answer *http.Response) *FetchError {
	code := strconv.Itoa(answer.StatusCode)
	e := &FetchError{Why: "the server answered " + code, Status: answer.StatusCode, After: retryAfter(answer.Header, time.Now())}
	if text := http.StatusText(answer.StatusCode); text != "" {
		e.Why += " (" + strings.ToLower(text) + ")"
	}
	switch answer.StatusCode {
	case http.StatusNotFound:
		e.Why, e.Hint = "there is no such page ("+code+")", "see whether the address is right"
	case http.StatusGone:
		e.Why, e.Hint = "it is gone for good ("+code+")", "see whether it has another address now"
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusPaymentRequired, http.StatusProxyAuthRequired:
		e.Why, e.Hint = "the server lets nobody in without a login ("+code+")", "open it in a browser, save the page and read the file"
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		e.Why, e.Hint = "the server is busy ("+code+")", "try again later"
		if e.After > 0 {
			e.Hint = "try again in " + spoken(e.After)
		}
	default:
		if answer.StatusCode >= http.StatusInternalServerError {
			e.Hint = "try again later"
		}
	}
	return e
}

// spoken is a time to wait in words.
func spoken(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return strconv.Itoa(int(d.Seconds())) + " seconds"
	case d < 2*time.Hour:
		return strconv.Itoa(int(d.Minutes())) + " minutes"
	case d < 48*time.Hour:
		return strconv.Itoa(int(d.Hours())) + " hours"
	}
	return strconv.Itoa(int(d.Hours()/24)) + " days"
}

// explain says in plain words what went wrong on the way.
func (o Options) explain(err error) *FetchError {
	if known := (*FetchError)(nil); errors.As(err, &known) {
		return known
	}
	e := &FetchError{Err: err}
	var (
		dns      *net.DNSError
		cert     *tls.CertificateVerificationError
		record   tls.RecordHeaderError
		outer    *url.Error
		timeouts interface{ Timeout() bool }
	)
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork):
		e.Why, e.Hint = "it leads to this machine or a private network", "--allow-private allows that"
	case errors.Is(err, ErrRedirects):
		e.Why = fmt.Sprintf("it leads on and on: more than %d redirects", mostRedirects)
	case errors.Is(err, ErrScheme), errors.Is(err, ErrUserInfo):
		e.Why = "it redirects to where it may not: " + errors.Unwrap(err).Error()
	case errors.As(err, &dns) && dns.IsNotFound:
		e.Why, e.Hint = "there is no host "+clean(dns.Name), "see whether the address is right"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeouts) && timeouts.Timeout():
		e.Why, e.Hint = fmt.Sprintf("it took longer than %v", o.Whole), "try again later"
	case errors.As(err, &dns):
		e.Why, e.Hint = "the name of the host could not be looked up", "see whether there is a connection to the net"
	case errors.Is(err, http.ErrSchemeMismatch):
		e.Why, e.Hint = "the host does not speak https there", "try the address with http"
	case errors.As(err, &cert), errors.As(err, &record):
		e.Why, e.Hint = "the connection is not safe: "+clean(innermost(err).Error()), "the server's certificate is wrong; a browser tells more"
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Why, e.Hint = "the host takes no connections there", "see whether the address is right"
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Why, e.Hint = "the page broke off", "try again"
	case errors.As(err, &outer):
		e.Why = clean(outer.Err.Error())
	default:
		e.Why = clean(err.Error())
	}
	return e
}

func innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}
