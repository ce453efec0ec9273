package address

import (
	"net/url"
	"slices"
	"strings"
)

// Key writes an address of the web so that addresses of the same page are likely to be the same: without scheme, www, port of the scheme, fragment,
// what only counts visitors, and the slash at the end. "" for what is no address of the web.
func Key(to string) string {
	u, err := url.Parse(strings.TrimSpace(to))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if port := u.Port(); port != "" && port != map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		host += ":" + port
	}
	key := host + strings.TrimSuffix(u.EscapedPath(), "/")
	var asked []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !strings.HasPrefix(name, "utm_") && !slices.Contains(counting, name) {
			asked = append(asked, part)
		}
	}
	if len(asked) > 0 {
		key += "?" + strings.Join(asked, "&")
	}
	return key
}

// counting are the parts of addresses that say how somebody came to a page.
var counting = []string{"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "spm", "yclid"}
