package dictionary

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"syscall"
	"time"
)

// Access says what may be fetched besides public addresses over https.
type Access struct {
	HTTP    bool // without encryption
	Private bool // addresses of this machine and of private networks
}

// The errors for what Access does not allow.
var (
	ErrPlain   = errors.New("it would come without encryption")
	ErrPrivate = errors.New("the address is a private one")
)

// The limits of fetching.
const (
	fetchTime    = 2 * time.Minute
	dialTime     = 15 * time.Second
	maxRedirects = 5
)

// Load returns the bytes of a file or of what stands at an address.
func Load(ctx context.Context, name string, access Access) ([]byte, error) {
	if u, err := url.Parse(name); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		return fetch(ctx, u, access)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the file
	}
	defer f.Close() //nolint:errcheck // read only
	return io.ReadAll(limit(f, maxPacked))
}

func fetch(ctx context.Context, u *url.URL, access Access) ([]byte, error) {
	if err := access.allows(u); err != nil {
		return nil, fmt.Errorf("fetch %s: %w", u.Redacted(), err)
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	request.Header.Set("User-Agent", "reader")
	response, err := access.client().Do(request)
	if err != nil {
		if wrapped, ok := errors.AsType[*url.Error](err); ok { // it names the address once more
			err = wrapped.Err
		}
		return nil, fmt.Errorf("fetch %s: %w", u.Redacted(), err)
	}
	defer response.Body.Close() //nolint:errcheck // read only
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch %s: the server says %s", u.Redacted(), response.Status)
	}
	data, err := io.ReadAll(limit(response.Body, maxPacked))
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", u.Redacted(), err)
	}
	return data, nil
}

func (a Access) allows(u *url.URL) error {
	if u.Scheme != "https" && !a.HTTP {
		return ErrPlain
	}
	return nil
}

// client checks every address that is really called, after its name was looked up and at each redirection, so no name can lead reserved.
func (a Access) client() *http.Client {
	dialer := &net.Dialer{Timeout: dialTime}
	transport := &http.Transport{ResponseHeaderTimeout: dialTime, TLSHandshakeTimeout: dialTime, DialContext: dialer.DialContext}
	if a.Private {
		transport.Proxy = http.ProxyFromEnvironment
	} else { // without a proxy: what a proxy calls cannot be checked
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err != nil || private(at.Addr().Unmap()) {
				return ErrPrivate
			}
			return nil
		}
	}
	return &http.Client{
		Transport: transport,
		CheckRedirect: func(next *http.Request, before []*http.Request) error {
			if len(before) > maxRedirects {
				return errors.New("it leads from one address to the next")
			}
			return a.allows(next.URL)
		},
	}
}

// reserved are networks of nobody's besides those that netip knows.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("2002::/16"),
}

func private(at netip.Addr) bool {
	if !at.IsGlobalUnicast() || at.IsPrivate() {
		return true
	}
	for _, network := range reserved {
		if network.Contains(at) {
			return true
		}
	}
	return false
}
