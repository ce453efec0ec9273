package articles

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"code.dny.dev/ssrf"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// FetchOptions say how pages are fetched. The zero value takes a page of the public web.
type FetchOptions struct {
	Agent    string        // the name of the program, for the server; "" is "reader"
	Private  bool          // addresses of this machine and of private networks may be fetched too
	Charset  string        // of the page, where it is known; "" believes the page, or guesses
	Connect  time.Duration // for a connection to be made; 0 is 10 seconds
	Whole    time.Duration // for everything; 0 is 30 seconds
	MaxBytes int64         // of a page, unpacked; 0 is 16 MiB
}

// The bounds of fetching where the options name none.
const (
	connectWithin = 10 * time.Second
	fetchWithin   = 30 * time.Second
	largestFetch  = 16 << 20
	mostRedirects = 5
)

// FetchError is a page that could not be had.
type FetchError struct {
	Address string // as asked for, without a password, clean
	Why     string
	Hint    string // what to try, "" where there is nothing
	Err     error  // what is behind it, may be nil
}

func (e *FetchError) Error() string { return "fetch " + e.Address + ": " + e.Why }
func (e *FetchError) Unwrap() error { return e.Err }

// What is wrong with an answer, beside its status.
var (
	errRedirects = errors.New("too many redirects")
	errScheme    = errors.New("only http and https addresses are fetched")
	errUserInfo  = errors.New("addresses with a user name are not fetched")
)

// Fetch reads the page at an address of http or https, and makes an article of it as Read does: HTML, Markdown, plain text or a book (EPUB). Nothing on the page is
// executed, and nothing else is fetched for it. Unless the options allow them, addresses of private networks are refused once their names are
// resolved, also those that a redirect leads to. The error is a *FetchError, or that of the context once that has ended.
func Fetch(ctx context.Context, address string, o FetchOptions) (*Article, error) {
	o = o.complete()
	asked, err := webAddress(address)
	if err != nil {
		return nil, &FetchError{Address: shownAddress(asked, address), Why: err.Error(), Err: err}
	}
	limited, cancel := context.WithTimeout(ctx, o.Whole)
	defer cancel()
	a, err := o.fetch(limited, asked)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err == nil {
		return a, nil
	}
	e := o.explain(err)
	e.Address = shownAddress(asked, address)
	return nil, e
}

func (o FetchOptions) complete() FetchOptions {
	if o.Agent == "" {
		o.Agent = "reader"
	}
	if o.Connect == 0 {
		o.Connect = connectWithin
	}
	if o.Whole == 0 {
		o.Whole = fetchWithin
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = largestFetch
	}
	return o
}

// webAddress reads an address that can be fetched.
func webAddress(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		return nil, errors.New("that is no address")
	case !web(u):
		return u, errScheme
	case u.Host == "" || u.Hostname() == "":
		return u, errors.New("it names no host")
	case u.User != nil:
		return u, errUserInfo
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

func web(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }

// shownAddress is an address for people: no password, on one line.
func shownAddress(u *url.URL, address string) string {
	if u != nil {
		address = u.Redacted()
	}
	return document.CleanLine(address)
}

// fetch asks for a page and reads the answer.
func (o FetchOptions) fetch(ctx context.Context, asked *url.URL) (*Article, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, asked.String(), http.NoBody)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", o.Agent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, application/epub+zip;q=0.9, */*;q=0.1")
	client := o.client()
	defer client.CloseIdleConnections()
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close() //nolint:errcheck // it was only read
	if answer.StatusCode != http.StatusOK {
		return nil, refused(answer)
	}
	kind, err := contentKind(answer.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	most := o.MaxBytes
	if kind == ".epub" {
		most *= bookSize
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > most {
		return nil, &FetchError{Why: fmt.Sprintf("it is larger than %d MiB", max(most>>20, 1)), Hint: "a browser may show it", Err: ErrTooLarge}
	}
	return readFetched(answer.Request.URL, kind, answer.Header.Get("Content-Type"), data, o.Charset)
}

// bookSize is how many times larger than a page a book may be: most of it are pictures.
const bookSize = 4

// client follows redirects within bounds, keeps no cookies, and tells no server where it came from.
func (o FetchOptions) client() *http.Client {
	return &http.Client{
		Transport: o.transport(),
		CheckRedirect: func(next *http.Request, before []*http.Request) error {
			switch {
			case len(before) > mostRedirects:
				return errRedirects
			case !web(next.URL):
				return errScheme
			case next.URL.User != nil:
				return errUserInfo
			}
			next.Header.Del("Referer")
			return nil
		},
	}
}

// transport makes connections to the public net only, unless it may make others. The proxy of the environment may stand anywhere:
// the reader chose it; what it is asked for is checked as far as its address tells.
func (o FetchOptions) transport() *http.Transport {
	dialer := &net.Dialer{Timeout: o.Connect}
	guarded := *dialer
	guard := ssrf.New(ssrf.WithAnyPort())
	if !o.Private {
		guarded.Control = guard.Safe
	}
	var proxies sync.Map // by what is dialled for them
	return &http.Transport{
		Proxy: func(request *http.Request) (*url.URL, error) {
			proxy, err := http.ProxyFromEnvironment(request)
			if proxy == nil || err != nil {
				return proxy, err
			}
			if !o.Private && privateName(guard.Safe, request.URL.Hostname()) {
				return nil, ssrf.ErrProhibitedIP
			}
			proxies.Store(hostPort(proxy), true)
			return proxy, nil
		},
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if _, chosen := proxies.Load(address); chosen {
				return dialer.DialContext(ctx, network, address)
			}
			return guarded.DialContext(ctx, network, address)
		},
		TLSHandshakeTimeout:    o.Connect,
		MaxResponseHeaderBytes: 256 << 10,
		ForceAttemptHTTP2:      true,
		DisableKeepAlives:      true,
	}
}

// privateName reports whether a host is this machine or an address that must not be dialled; other names only the proxy can resolve.
func privateName(safe func(string, string, syscall.RawConn) error, host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	network := "tcp4"
	if ip.Is6() {
		network = "tcp6"
	}
	return safe(network, netip.AddrPortFrom(ip, 80).String(), nil) != nil
}

func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
	}
	if port == "" {
		port = "80"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// The extensions by which formats know what was sent.
var kinds = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/x-markdown": ".md", "text/plain": ".txt",
	"application/epub+zip": ".epub",
}

// contentKind is the extension for a type of content; "" where the server does not say.
func contentKind(contentType string) (extension string, err error) {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil && media == "" {
		media, _, _ = strings.Cut(contentType, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	if media == "" || media == "application/octet-stream" {
		return "", nil
	}
	extension, ok := kinds[media]
	if !ok {
		return "", &FetchError{Why: "it is " + document.CleanLine(media) + ", and only pages (HTML), Markdown, plain text and books (EPUB) are read", Hint: "a browser may show it"}
	}
	return extension, nil
}

// readFetched makes an article of what came from an address.
func readFetched(from *url.URL, kind, contentType string, data []byte, told string) (*Article, error) {
	name := path.Base(from.Path)
	if name == "/" || name == "." {
		name = from.Hostname()
		if kind == "" {
			kind = ".txt" // the host's last part is no extension
		}
	}
	switch {
	case kind == ".txt" && formatOf(name, nil).name == "markdown": // servers call Markdown plain text
	case kind != "":
		name += kind
	}
	if told == "" && !formatOf(name, data).packed() {
		told = declared(data, contentType)
	}
	a, err := readFrom(origin{name: name, whole: true, page: from}, data, told)
	switch {
	case errors.Is(err, ErrEmpty), errors.Is(err, ErrNoText):
		return nil, &FetchError{Why: "there is no text on the page", Hint: "it may be made by a script, and a browser show it", Err: err}
	case errors.Is(err, ErrDamaged):
		return nil, &FetchError{Why: ErrDamaged.Error(), Hint: "try again", Err: err}
	case err != nil:
		return nil, &FetchError{Why: Reason(err).Error(), Err: err}
	}
	if a.URL == "" {
		a.URL = document.CleanLine(from.String())
	}
	if a.Site == "" {
		a.Site = document.CleanLine(strings.TrimPrefix(from.Hostname(), "www."))
	}
	return a, nil
}

// refused says what an answer without a page means.
func refused(answer *http.Response) *FetchError {
	code := strconv.Itoa(answer.StatusCode)
	e := &FetchError{Why: "the server answered " + code}
	if text := http.StatusText(answer.StatusCode); text != "" {
		e.Why += " (" + strings.ToLower(text) + ")"
	}
	switch answer.StatusCode {
	case http.StatusNotFound, http.StatusGone:
		e.Why, e.Hint = "there is no such page ("+code+")", "see whether the address is right"
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusPaymentRequired, http.StatusProxyAuthRequired:
		e.Why, e.Hint = "the server lets nobody in without a login ("+code+")", "open it in a browser, save the page and read the file"
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		e.Why, e.Hint = "the server is busy ("+code+")", "try again later"
		if after := answer.Header.Get("Retry-After"); after != "" {
			if _, err := strconv.Atoi(after); err == nil {
				e.Hint = "try again in " + after + " seconds"
			}
		}
	default:
		if answer.StatusCode >= http.StatusInternalServerError {
			e.Hint = "try again later"
		}
	}
	return e
}

// explain says in plain words what went wrong on the way.
func (o FetchOptions) explain(err error) *FetchError {
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
	case errors.Is(err, errRedirects):
		e.Why = fmt.Sprintf("it leads on and on: more than %d redirects", mostRedirects)
	case errors.Is(err, errScheme), errors.Is(err, errUserInfo):
		e.Why = "it redirects to where it may not: " + errors.Unwrap(err).Error()
	case errors.As(err, &dns) && dns.IsNotFound:
		e.Why, e.Hint = "there is no host "+document.CleanLine(dns.Name), "see whether the address is right"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeouts) && timeouts.Timeout():
		e.Why, e.Hint = fmt.Sprintf("it took longer than %v", o.Whole), "try again later"
	case errors.As(err, &dns):
		e.Why, e.Hint = "the name of the host could not be looked up", "see whether there is a connection to the net"
	case errors.Is(err, http.ErrSchemeMismatch):
		e.Why, e.Hint = "the host does not speak https there", "try the address with http"
	case errors.As(err, &cert), errors.As(err, &record):
		e.Why, e.Hint = "the connection is not safe: "+document.CleanLine(innermost(err).Error()), "the server's certificate is wrong; a browser tells more"
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Why, e.Hint = "the host takes no connections there", "see whether the address is right"
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Why, e.Hint = "the page broke off", "try again"
	case errors.As(err, &outer):
		e.Why = document.CleanLine(outer.Err.Error())
	default:
		e.Why = document.CleanLine(err.Error())
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
