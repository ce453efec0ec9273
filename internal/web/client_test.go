package web

import (
	"net/url"
	"testing"

	"code.dny.dev/ssrf"
)

// TestBehindProxy: what a proxy would resolve is refused as far as its address tells, and the proxy itself is known by what is dialled.
func TestBehindProxy(t *testing.T) {
	safe := ssrf.New(ssrf.WithAnyPort()).Safe
	for host, want := range map[string]bool{
		"localhost": true, "a.localhost": true, "127.0.0.1": true, "10.1.2.3": true, "::1": true, "::ffff:10.0.0.1": true, "fe80::1": true,
		"example.com": false, "93.184.215.14": false, "2606:2800:21f:cb07:6820:80da:af6b:8b2c": false,
	} {
		if got := privateName(safe, host); got != want {
			t.Errorf("%s: private %v", host, got)
		}
	}
	for proxy, want := range map[string]string{"http://p.example": "p.example:80", "https://p.example": "p.example:443", "socks5://p.example": "p.example:1080", "http://127.0.0.1:3128": "127.0.0.1:3128", "http://[::1]": "[::1]:80"} {
		u, err := url.Parse(proxy)
		if err != nil || hostPort(u) != want {
			t.Errorf("%s: %s (%v)", proxy, hostPort(u), err)
		}
	}
}
