package web

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"

	"code.dny.dev/ssrf"
)

// moved is where redirects say that a thing lives from now on: as far as every step to it was one for good.
type moved struct {
	to      string
	passing bool // a step was for this time only
}

func (m *moved) follow(next *http.Request) {
	code := next.Response.StatusCode
	if m.passing = m.passing || code != http.StatusMovedPermanently && code != http.StatusPermanentRedirect; !m.passing {
		m.to = next.URL.String()
	}
}

// client follows redirects within bounds, keeps no cookies, and tells no server where it came from. Where a thing has moved is known once it has answered.
func (o Options) client() (*http.Client, *moved) {
	m := &moved{}
	return &http.Client{
		Transport: o.transport(),
		CheckRedirect: func(next *http.Request, before []*http.Request) error {
			switch {
			case len(before) > mostRedirects:
				return ErrRedirects
			case !Scheme(next.URL):
				return ErrScheme
			case next.URL.User != nil:
				return ErrUserInfo
			}
			next.Header.Del("Referer")
			m.follow(next)
			return nil
		},
	}, m
}

// transport makes connections to the public net only, unless it may make others. The proxy of the environment may stand anywhere:
// the reader chose it; what it is asked for is checked as far as its address tells.
func (o Options) transport() *http.Transport {
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
