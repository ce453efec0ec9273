package address

import (
	"net"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// page leads to a page. Its parts are found as browsers find them, so that the host that is shown is the host that is asked:
// a backslash ends a host as a slash does, and only what stands behind the last @ is one.
func page(scheme, rest string) Address {
	rest, ok := strings.CutPrefix(strings.ReplaceAll(rest[:min(len(rest), 2)], `\`, "/")+rest[min(len(rest), 2):], "//")
	if !ok {
		return nothing("the address is not whole")
	}
	path := ""
	if i := strings.IndexAny(rest, `/\?#`); i >= 0 {
		rest, path = rest[:i], rest[i:]
	}
	if strings.HasPrefix(path, `\`) {
		path = "/" + path[1:]
	}
	a := Address{Kind: Web}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		a.user, rest = rest[:i], rest[i+1:]
	}
	host, port := rest, ""
	if h, p, err := net.SplitHostPort(rest); err == nil {
		host, port = h, p
	}
	host, ok = ascii(host)
	if !ok || strings.Trim(port, "0123456789") != "" {
		return nothing("the address has no host that could be asked")
	}
	a.Host = host
	where := host
	if strings.Contains(host, ":") {
		where = "[" + host + "]"
	}
	if port != "" {
		where += ":" + port
	}
	if a.user != "" {
		where = escape(strings.ReplaceAll(a.user, "@", "%40")) + "@" + where
	}
	a.URL = scheme + "://" + where + escape(path)
	if _, fragment, found := strings.Cut(path, "#"); found {
		a.Fragment = unescape(fragment)
	}
	return a
}

// ascii writes a host as the net knows it.
func ascii(host string) (string, bool) {
	host = strings.Trim(unescape(host), "[]")
	if ip := net.ParseIP(host); ip != nil {
		return ip.String(), true
	}
	name, err := idna.Lookup.ToASCII(host)
	if err != nil { // an underscore is no letter of a host and stands in some all the same
		name = strings.ToLower(host)
	}
	for _, c := range []byte(name) {
		if c >= 0x80 || !unicode.IsLetter(rune(c)) && !unicode.IsDigit(rune(c)) && strings.IndexByte("-._", c) < 0 {
			return "", false
		}
	}
	return name, strings.Trim(name, ".") != ""
}
