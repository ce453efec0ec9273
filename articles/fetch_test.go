package articles

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

const page = `<html lang=en><head><title>A page</title></head><body><p>Tencent opened the <a href="next.html">micro-letter</a> to all who have a phone, and nobody was surprised by it.</p></body></html>`

// answers are what the server of the tests has to say, by path.
var answers = map[string]http.HandlerFunc{
	"/page": text200("text/html; charset=utf-8", page),
	"/gbk-declared": func(w http.ResponseWriter, _ *http.Request) {
		send(w, "text/html", sampleBytes("gbk.html"))
	},
	"/big5-header": func(w http.ResponseWriter, _ *http.Request) {
		send(w, "text/html; charset=big5", bytes.ReplaceAll(sampleBytes("big5.html"), []byte("big5"), []byte("none")))
	},
	"/lying-header": func(w http.ResponseWriter, _ *http.Request) {
		send(w, "text/html; charset=utf-8", sampleBytes("gbk.html"))
	},
	"/dir/plain":    text200("text/plain", "Tencent and its micro-letter.\n\nMore."),
	"/notes.md":     text200("text/plain; charset=utf-8", "# A title\n\nThe *micro-letter*.\n"),
	"/markdown":     text200("text/markdown", "# A title\n\nThe *micro-letter*.\n"),
	"/untyped":      text200("", page),
	"/untyped-page": text200("application/octet-stream", "<!DOCTYPE html>"+page),
	"/gzip":         gzipped([]byte(page)),
	"/moved":        to("/page"),
	"/moved-far":    to("/moved-1"),
	"/moved-1":      to("/moved-2"),
	"/moved-2":      to("/moved-3"),
	"/moved-3":      to("/moved-4"),
	"/moved-4":      to("/page"),
	"/loop":         to("/loop"),
	"/to-file":      to("file:///etc/hostname"),
	"/to-user":      to("http://me:secret@127.0.0.1/"),
	"/picture":      text200("image/png", "\x89PNG\r\n"),
	"/feed":         text200("application/rss+xml", "<rss/>"),
	"/empty":        text200("text/html", "<html><head><title>Script only</title><script>make()</script></head><body><div id=root></div></body></html>"),
	"/binary":       text200("text/plain", "%PDF-1.7 and so on"),
	"/busy": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(http.StatusServiceUnavailable)
	},
	"/book":         func(w http.ResponseWriter, _ *http.Request) { send(w, "application/epub+zip", lakeBook()) },
	"/book.epub":    func(w http.ResponseWriter, _ *http.Request) { send(w, "application/octet-stream", lakeBook()) },
	"/half.epub":    func(w http.ResponseWriter, _ *http.Request) { send(w, "", lakeBook()[:400]) },
	"/gone-softly":  text200("text/html", "<title>404 Not Found</title><h1>Sorry</h1>"+strings.Repeat("<p>Other pages of ours, with commas, that you may like better.", 20)),
	"/gone-chinese": text200("text/html; charset=utf-8", "<title>页面不存在 - 湖网</title><p>您访问的页面不存在"),
	"/human":        text200("text/html", "<title>Just a moment...</title><p>Checking your browser."),
	"/wall":         text200("text/html", "<title>The lake</title><p>Read on as a member.<form><input name=who><input type='PassWord'></form>"),
	"/to-login":     to("/user/login?next=/to-login"),
	"/user/login":   text200("text/html", "<title>Welcome</title>"+strings.Repeat("<p>The lake has many members, and they read all of it.", 20)),
	"/with-login":   text200("text/html", "<title>The lake</title><form><input type=password></form>"+strings.Repeat("<p>The lake is deep, and all who have been there say so, even the old ones.", 9)),
	"/about-404":    text200("text/html", "<title>The 404, a car, is not found in shops</title>"+strings.Repeat("<p>The car is called 404, and all who have had one say so, even the old ones.", 12)),
	"/broken":       status(500),
	"/login":        status(401),
	"/members":      status(403),
	"/nothing":      status(204),
	"/endless":      endless,
	"/bomb":         bomb,
	"/truncated":    truncated,
	"/slow":         func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	"/slow-body":    slowBody,
	"/hangs-up":     func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	"/asks": func(w http.ResponseWriter, r *http.Request) {
		send(w, "text/plain", fmt.Appendf(nil, "agent %s, referer %q, cookie %q", r.UserAgent(), r.Referer(), r.Header.Get("Cookie")))
	},
	"/to-asks": func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "who", Value: "you"})
		http.Redirect(w, r, "/asks", http.StatusFound)
	},
}

func send(w http.ResponseWriter, kind string, body []byte) {
	w.Header()["Content-Type"] = nil
	if kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	w.Write(body)
}

func text200(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { send(w, kind, []byte(body)) }
}

func to(where string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", where)
		w.WriteHeader(http.StatusFound)
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func gzipped(body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "text/html")
		z := gzip.NewWriter(w)
		z.Write(body)
		z.Close()
	}
}

func endless(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	for r.Context().Err() == nil {
		if _, err := w.Write(bytes.Repeat([]byte("<p>on and on</p>"), 1000)); err != nil {
			return
		}
	}
}

// bomb is little on the way and much when it is unpacked.
func bomb(w http.ResponseWriter, _ *http.Request) {
	gzipped(make([]byte, 64<<20))(w, nil)
}

func truncated(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "100000")
	w.Header().Set("Content-Type", "text/html")
	w.Write([]byte(page))
}

func slowBody(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	w.Write([]byte("<p>It begins"))
	w.(http.Flusher).Flush()
	<-r.Context().Done()
}

func sampleBytes(name string) []byte {
	data, err := os.ReadFile("testdata/samples/" + name)
	if err != nil {
		panic(err)
	}
	return data
}

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answer, ok := answers[r.URL.Path]; ok {
			answer(w, r)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(s.Close)
	return s
}

func TestFetch(t *testing.T) {
	s := serve(t)
	for _, c := range []struct{ path, title, charset, format, text string }{
		{"/page", "A page", "utf-8", "markdown", "[micro-letter](" + s.URL + "/next.html)"},
		{"/gbk-declared", "微信开放小程序", "gb18030", "markdown", "张小龙在广州说"},
		{"/big5-header", "微信開放小程序", "big5", "markdown", "張小龍在廣州說"},
		{"/lying-header", "微信开放小程序", "gb18030", "markdown", "张小龙在广州说"},
		{"/dir/plain", "Tencent and its micro-letter.", "utf-8", "plain", "More."},
		{"/notes.md", "A title", "utf-8", "markdown", "The *micro-letter*"},
		{"/markdown", "A title", "utf-8", "markdown", "The *micro-letter*"},
		{"/untyped", "A page", "utf-8", "markdown", "[micro-letter]("},
		{"/untyped-page", "A page", "utf-8", "markdown", "[micro-letter]("},
		{"/book", "The Lake", "utf-8", "markdown", "The water"},
		{"/book.epub", "The Lake", "utf-8", "markdown", "The water"},
		{"/with-login", "The lake", "utf-8", "markdown", "the old ones"},
		{"/about-404", "The 404, a car, is not found in shops", "utf-8", "markdown", "the old ones"},
		{"/user/login", "Welcome", "utf-8", "markdown", "many members"},
		{"/gzip", "A page", "utf-8", "markdown", "[micro-letter]("},
		{"/moved", "A page", "utf-8", "markdown", "[micro-letter]("},
		{"/moved-far", "A page", "utf-8", "markdown", "[micro-letter]("},
		{"/to-asks", "asks", "utf-8", "plain", `agent reader/test, referer "", cookie ""`},
	} {
		t.Run(c.path, func(t *testing.T) {
			a, err := Fetch(t.Context(), s.URL+c.path+"#part", FetchOptions{Private: true, Agent: "reader/test"})
			if err != nil {
				t.Fatal(err)
			}
			source := string(a.Document.Source())
			if !strings.Contains(source, c.text) || a.Charset != c.charset || a.Document.Format().String() != c.format {
				t.Errorf("%s, %s: %q", a.Document.Format(), a.Charset, source)
			}
			if c.title != "Tencent and its micro-letter." && a.Title != c.title {
				t.Errorf("title %q", a.Title)
			}
			if !strings.HasPrefix(a.URL, s.URL+"/") || strings.Contains(a.URL, "#") || a.ID == "" || a.Path != "" || a.Site != "127.0.0.1" && c.path != "/gbk-declared" && c.path != "/lying-header" {
				t.Errorf("%+v", a.Meta)
			}
		})
	}
}

func TestFetchFails(t *testing.T) {
	s := serve(t)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	unsafe := httptest.NewTLSServer(http.NotFoundHandler())
	defer unsafe.Close()
	for _, c := range []struct {
		address, why, hint string
		options            FetchOptions
	}{
		{address: "/none", why: "there is no such page (404)", hint: "address is right"},
		{address: "/login", why: "without a login (401)", hint: "browser"},
		{address: "/members", why: "without a login (403)", hint: "browser"},
		{address: "/gone-softly", why: "there is no such page", hint: "address is right"},
		{address: "/gone-chinese", why: "there is no such page", hint: "address is right"},
		{address: "/human", why: "that a human asks", hint: "browser"},
		{address: "/wall", why: "behind a login", hint: "browser"},
		{address: "/to-login", why: "behind a login", hint: "browser"},
		{address: "/busy", why: "busy (503)", hint: "in 30 seconds"},
		{address: "/broken", why: "answered 500 (internal server error)", hint: "later"},
		{address: "/nothing", why: "answered 204"},
		{address: "/picture", why: "it is image/png, and only", hint: "browser"},
		{address: "/feed", why: "it is application/rss+xml, and only", hint: "browser"},
		{address: "/empty", why: "there is no text on the page", hint: "script"},
		{address: "/binary", why: "it is not text"},
		{address: "/loop", why: "more than 5 redirects"},
		{address: "/to-file", why: "redirects to where it may not: only http and https"},
		{address: "/to-user", why: "redirects to where it may not: addresses with a user name"},
		{address: "/endless", why: "it is larger than 1 MiB", options: FetchOptions{MaxBytes: 1 << 20}},
		{address: "/bomb", why: "it is larger than 1 MiB", options: FetchOptions{MaxBytes: 1 << 20}},
		{address: "/half.epub", why: "damaged", hint: "again"},
		{address: "/truncated", why: "the page broke off", hint: "again"},
		{address: "/slow", why: "took longer than 50ms", hint: "later", options: FetchOptions{Whole: 50 * time.Millisecond}},
		{address: "/slow-body", why: "took longer than 50ms", hint: "later", options: FetchOptions{Whole: 50 * time.Millisecond}},
		{address: "/hangs-up", why: "EOF"},
		{address: closed.URL, why: "takes no connections", hint: "address is right"},
		{address: unsafe.URL, why: "the connection is not safe", hint: "certificate"},
		{address: strings.Replace(s.URL, "http:", "https:", 1), why: "does not speak https", hint: "with http"},
		{address: "ftp://example.com/", why: "only http and https"},
		{address: "file:///etc/hostname", why: "only http and https"},
		{address: "http:///a", why: "it names no host"},
		{address: "http://me:secret@example.com/", why: "user name"},
		{address: "http://exa mple.com/", why: "that is no address"},
	} {
		t.Run(c.address, func(t *testing.T) {
			address := c.address
			if strings.HasPrefix(address, "/") {
				address = s.URL + address
			}
			c.options.Private = true
			_, err := Fetch(t.Context(), address, c.options)
			failed, ok := errors.AsType[*FetchError](err)
			if !ok {
				t.Fatalf("%v", err)
			}
			if !strings.Contains(failed.Why, c.why) || !strings.Contains(failed.Hint, c.hint) || c.hint == "" && c.options.MaxBytes == 0 && failed.Hint != "" {
				t.Errorf("%v; hint: %s", err, failed.Hint)
			}
			if shown := strings.ReplaceAll(address, "secret", "xxxxx"); !strings.HasPrefix(err.Error(), "fetch "+shown+": ") {
				t.Errorf("%v does not name %s", err, shown)
			}
		})
	}
}

// TestFetchPrivate: without leave, nothing of this machine or of a private network is asked, by whatever name, and a redirect leads there no more.
func TestFetchPrivate(t *testing.T) {
	s := serve(t)
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "127.1.2.3", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]"} {
		_, err := Fetch(t.Context(), "http://"+host+port+"/page", FetchOptions{})
		if failed, ok := errors.AsType[*FetchError](err); !ok || !strings.Contains(failed.Why, "private network") || failed.Hint == "" {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestFetchCalledOff(t *testing.T) {
	s := serve(t)
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(chan struct{})
	answers := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { close(asked); <-r.Context().Done() })
	s.Config.Handler = answers
	go func() { <-asked; cancel() }()
	if _, err := Fetch(ctx, s.URL, FetchOptions{Private: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("called off, it says %v", err)
	}
}
