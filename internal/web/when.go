package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longest is what is believed of a server's wishes for later: nobody means more.
const longest = 30 * 24 * time.Hour

// fresh is how long an answer stays as it is, as its server says.
func fresh(h http.Header) time.Duration {
	for directive := range strings.SplitSeq(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(directive)), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			return seconds(strings.Trim(value, `" `))
		}
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	return within(expires.Sub(date))
}

// retryAfter is how long a server wants to be left alone, in either of the forms in which it may say so; 0 where it does not.
func retryAfter(h http.Header, now time.Time) time.Duration {
	said := strings.TrimSpace(h.Get("Retry-After"))
	if d := seconds(said); d > 0 {
		return d
	}
	at, err := http.ParseTime(said)
	if err != nil {
		return 0
	}
	return within(at.Sub(now))
}

func seconds(s string) time.Duration {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return within(time.Duration(min(n, int64(longest/time.Second))) * time.Second)
}

func within(d time.Duration) time.Duration { return min(max(d, 0), longest) }
