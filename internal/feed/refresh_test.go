package feed

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/web"
)

// noon is the time of the tests.
var noon = time.Date(2026, 11, 5, 12, 0, 0, 0, time.UTC)

const twoItems = `<rss><channel><title>T</title>%s<item><title>Old</title><guid>old</guid></item><item><title>New</title><guid>new</guid><pubDate>%s</pubDate></item></channel></rss>`

func newsOf(extra, date string) string { return fmt.Sprintf(twoItems, extra, date) }

// sites are what the server of the tests has to say, by path.
var sites = map[string]http.HandlerFunc{
	"/plain":  says(nil, newsOf("", "")),
	"/sender": says(map[string]string{"ETag": `"v2"`, "Last-Modified": "Thu, 05 Nov 2026 10:00:00 GMT", "Cache-Control": "max-age=7200"}, newsOf("<ttl>60</ttl>", "")),
	"/ttl":    says(nil, newsOf("<ttl>300</ttl>", "")),
	"/period": says(nil, newsOf(`<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod><sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">1</sy:updateFrequency>`, "")),
	"/rarely": says(nil, newsOf("<ttl>100000</ttl>", "")),
	"/same": func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") == "Thu, 05 Nov 2026 09:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.WriteHeader(http.StatusTeapot)
	},
	"/moved":      leads(http.StatusMovedPermanently, "/moved-2"),
	"/moved-2":    leads(http.StatusPermanentRedirect, "/plain"),
	"/moved-half": leads(http.StatusMovedPermanently, "/elsewhere"),
	"/elsewhere":  leads(http.StatusFound, "/plain"),
	"/late":       leads(http.StatusFound, "/moved-2"),
	"/moved-page": leads(http.StatusMovedPermanently, "/page"),
	"/gone":       func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
	"/broken":     func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
	"/busy": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "86400")
		w.WriteHeader(http.StatusTooManyRequests)
	},
	"/until": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", time.Now().Add(100*time.Hour).UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusServiceUnavailable)
	},
	"/page":   says(map[string]string{"Content-Type": "text/html"}, "<html><body>Hello</body></html>"),
	"/future": says(nil, newsOf("", "Fri, 06 Nov 2026 03:00:00 GMT")),
	"/2099":   says(nil, newsOf("", "Fri, 06 Nov 2099 03:00:00 GMT")),
	"/packed": says(map[string]string{"Content-Encoding": "br"}, "x"),
	"/slow":   func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	"/agent": func(w http.ResponseWriter, r *http.Request) {
		says(nil, newsOf("<description>"+r.UserAgent()+"</description>", ""))(w, r)
	},
}

func says(header map[string]string, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		for k, v := range header {
			w.Header().Set(k, v)
		}
		w.Write([]byte(body))
	}
}

func leads(code int, where string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", where)
		w.WriteHeader(code)
	}
}

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if site, ok := sites[r.URL.Path]; ok {
			site(w, r)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(s.Close)
	return s
}

func atNoon() time.Time { return noon }

func TestRefresh(t *testing.T) {
	s := serve(t)
	for _, c := range []struct {
		path         string
		before       State
		err          string
		fresh, moved string
		next         time.Duration
		etag         string
		failures     int
		gone         bool
	}{
		{path: "/plain", fresh: "new", next: 30 * time.Minute},
		{path: "/plain", before: State{Failures: 3, ETag: `"v0"`}, fresh: "new", next: 30 * time.Minute},
		{path: "/sender", fresh: "new", next: 2 * time.Hour, etag: `"v2"`},
		{path: "/ttl", fresh: "new", next: 5 * time.Hour},
		{path: "/period", fresh: "new", next: time.Hour},
		{path: "/rarely", fresh: "new", next: 24 * time.Hour},
		{path: "/same", before: State{ETag: `"v1"`, Modified: "Thu, 05 Nov 2026 09:00:00 GMT", Every: time.Hour, Failures: 1}, next: time.Hour, etag: `"v1"`},
		{path: "/moved", fresh: "new", moved: "/plain", next: 30 * time.Minute},
		{path: "/moved-half", fresh: "new", moved: "/elsewhere", next: 30 * time.Minute},
		{path: "/late", fresh: "new", next: 30 * time.Minute},
		{path: "/moved-page", err: "a page (HTML)", next: time.Hour, failures: 1},
		{path: "/gone", before: State{ETag: `"v1"`}, err: "gone for good (410)", next: time.Hour, failures: 1, gone: true, etag: `"v1"`},
		{path: "/nowhere", err: "no such page (404)", next: time.Hour, failures: 1},
		{path: "/broken", before: State{Failures: 2}, err: "500", next: 4 * time.Hour, failures: 3},
		{path: "/broken", before: State{Failures: 90}, err: "500", next: 24 * time.Hour, failures: 91},
		{path: "/busy", err: "busy (429)", next: 24 * time.Hour, failures: 1},
		{path: "/page", err: "a page (HTML)", next: time.Hour, failures: 1},
		{path: "/packed", err: "packed", next: time.Hour, failures: 1},
		{path: "/slow", err: "took longer than 50ms", next: time.Hour, failures: 1},
	} {
		t.Run(c.path, func(t *testing.T) {
			c.before.Address = s.URL + c.path
			whole := time.Minute
			if c.path == "/slow" {
				whole = 50 * time.Millisecond
			}
			var results []Result
			err := Refresh(t.Context(), []State{c.before}, Options{
				Web: web.Options{Private: true, Whole: whole}, Now: atNoon, Seen: func(_, id string) bool { return id == "old" },
			}, func(r Result) { results = append(results, r) })
			if err != nil || len(results) != 1 {
				t.Fatalf("%v: %+v", err, results)
			}
			r := results[0]
			if c.err == "" != (r.Err == nil) || r.Err != nil && !strings.Contains(r.Err.Error(), c.err) {
				t.Errorf("error %v", r.Err)
			}
			fresh := []string{}
			for _, item := range r.New {
				fresh = append(fresh, item.ID)
			}
			if strings.Join(fresh, " ") != c.fresh || (r.Feed != nil) != (c.fresh != "") {
				t.Errorf("new: %v, feed %v", fresh, r.Feed)
			}
			to := c.before.Address
			if c.moved != "" {
				to, c.moved = s.URL+c.moved, s.URL+c.moved
			}
			if r.Address != c.before.Address || r.Moved != c.moved || r.State.Address != to {
				t.Errorf("moved %q, state of %q", r.Moved, r.State.Address)
			}
			if r.State.Next.Sub(noon) != c.next || r.State.Checked != noon || r.State.Failures != c.failures || r.State.Gone != c.gone || r.State.ETag != c.etag {
				t.Errorf("%+v, next in %v", r.State, r.State.Next.Sub(noon))
			}
		})
	}
}

// TestRefreshDates: what is dated ahead by the slip of a zone is of now, and what is dated far ahead has no date.
func TestRefreshDates(t *testing.T) {
	s := serve(t)
	for path, want := range map[string]time.Time{"/future": noon, "/2099": {}} {
		err := Refresh(t.Context(), []State{{Address: s.URL + path}}, Options{Web: web.Options{Private: true}, Now: atNoon}, func(r Result) {
			if r.Err != nil || !r.New[1].Published.Equal(want) {
				t.Errorf("%s: %v, %v", path, r.Err, r.New)
			}
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestRefreshRefusesPrivate(t *testing.T) {
	s := serve(t)
	told := 0
	if err := Refresh(t.Context(), []State{{Address: s.URL + "/plain"}}, Options{}, func(r Result) {
		told++
		if r.Err == nil || !strings.Contains(r.Err.Error(), "private network") {
			t.Errorf("%+v", r)
		}
	}); err != nil || told != 1 {
		t.Errorf("%v, told %d", err, told)
	}
}

func TestDue(t *testing.T) {
	s := serve(t)
	states := []State{{Address: s.URL + "/plain", Next: noon.Add(1)}, {Address: s.URL + "/ttl", Gone: true}, {Address: s.URL + "/agent", Next: noon}}
	for _, force := range []bool{false, true} {
		var told []string
		err := Refresh(t.Context(), states, Options{Web: web.Options{Private: true, Agent: "reader/1.2"}, Now: atNoon, Force: force, Pause: 1}, func(r Result) {
			told = append(told, strings.TrimPrefix(r.Address, s.URL))
			if path := told[len(told)-1]; path == "/agent" && r.Feed.About != "reader/1.2" {
				t.Errorf("asked as %q", r.Feed.About)
			}
		})
		want := "/agent"
		if force {
			want = "/plain /ttl /agent"
		}
		if got := strings.Join(told, " "); err != nil || got != want {
			t.Errorf("%v: told of %s, want %s", err, got, want)
		}
	}
}

// crowd is a net of hosts that answer after a second, and that notes who is asked when.
type crowd struct {
	lock  sync.Mutex
	now   map[string]int // by host
	most  int            // at once
	asked map[string][]time.Time
}

func (c *crowd) get(ctx context.Context, r web.Request, _ web.Options) (*web.Answer, error) {
	u, err := url.Parse(r.Address)
	if err != nil {
		return nil, err
	}
	c.lock.Lock()
	c.now[u.Host]++
	if c.now[u.Host] > 1 {
		c.most = 1000
	}
	all := 0
	for _, n := range c.now {
		all += n
	}
	c.most = max(c.most, all)
	c.asked[u.Host] = append(c.asked[u.Host], time.Now())
	c.lock.Unlock()
	defer func() {
		c.lock.Lock()
		c.now[u.Host]--
		c.lock.Unlock()
	}()
	select {
	case <-time.After(time.Second):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if strings.HasSuffix(u.Path, "/busy") {
		return nil, &web.FetchError{Address: r.Address, Why: "busy", Status: http.StatusTooManyRequests, After: 6 * time.Hour}
	}
	return &web.Answer{From: u, Body: []byte(newsOf("", ""))}, nil
}

func newCrowd() *crowd { return &crowd{now: map[string]int{}, asked: map[string][]time.Time{}} }

// TestRefreshCrowd: never more than eight are asked at once, never two of one host, and each host has its pause; one that is full of feeds keeps no
// place while it rests.
func TestRefreshCrowd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd()
		var states []State
		for i := range 60 {
			states = append(states, State{Address: fmt.Sprintf("http://h%d.example/%d", i%20, i)})
		}
		for i := range 10 {
			states = append(states, State{Address: fmt.Sprintf("http://full.example/%d", i)})
		}
		told := map[string]bool{}
		start := time.Now()
		if err := Refresh(t.Context(), states, Options{get: c.get, Pause: 3 * time.Second}, func(r Result) { told[r.Address] = true }); err != nil {
			t.Fatal(err)
		}
		if c.most != 8 || len(told) != len(states) {
			t.Errorf("%d at once, told of %d", c.most, len(told))
		}
		for host, times := range c.asked {
			for i := 1; i < len(times); i++ {
				if times[i].Sub(times[i-1]) < 4*time.Second {
					t.Errorf("%s asked again after %v", host, times[i].Sub(times[i-1]))
				}
			}
		}
		if took := time.Since(start); took > 50*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

// TestRefreshLeavesAlone: where a host wants to be left alone, its other feeds wait as long, and those of others do not.
func TestRefreshLeavesAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd()
		states := []State{{Address: "http://a.example/busy"}, {Address: "http://a.example/2", Failures: 1}, {Address: "http://a.example/3"}, {Address: "http://b.example/1"}}
		results := map[string]Result{}
		if err := Refresh(t.Context(), states, Options{get: c.get}, func(r Result) { results[r.Address] = r }); err != nil {
			t.Fatal(err)
		}
		if len(c.asked["a.example"]) != 1 || len(results) != 4 || results["http://b.example/1"].Err != nil {
			t.Fatalf("%+v", results)
		}
		until := results["http://a.example/busy"].State.Next
		for _, path := range []string{"2", "3"} {
			r := results["http://a.example/"+path]
			if !errors.Is(r.Err, ErrWaits) || r.State.Next != until || !r.State.Checked.IsZero() || r.State.Failures > 1 {
				t.Errorf("%+v", r)
			}
		}
	})
}

// TestRefreshCalledOff: what is on its way is given up at once and not told of.
func TestRefreshCalledOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd()
		ctx, cancel := context.WithCancel(t.Context())
		var states []State
		for i := range 100 {
			states = append(states, State{Address: fmt.Sprintf("http://h%d.example/%d", i%5, i)})
		}
		told := 0
		start := time.Now()
		time.AfterFunc(1500*time.Millisecond, cancel)
		err := Refresh(ctx, states, Options{get: c.get, Pause: 10 * time.Millisecond}, func(Result) { told++ })
		if !errors.Is(err, context.Canceled) || told != 5 || time.Since(start) != 1500*time.Millisecond {
			t.Errorf("%v after %v, told of %d", err, time.Since(start), told)
		}
	})
}

func TestDiscover(t *testing.T) {
	page := func(head string) http.HandlerFunc {
		return says(map[string]string{"Content-Type": "text/html; charset=utf-8"}, "<!DOCTYPE html><html><head>"+head+"</head><body>Hello</body></html>")
	}
	answers := map[string]http.HandlerFunc{
		"a.test/feed":  says(nil, newsOf("", "")),
		"a.test/typed": says(map[string]string{"Content-Type": "text/html"}, newsOf("", "")),
		"a.test/moved": leads(http.StatusMovedPermanently, "/feed"),
		"a.test/named": page(`<base href="/sub/"><link rel="alternate" type="application/rss+xml" title="Comments on it" href="comments"><link rel=alternate type="application/atom+xml" title="The &quot;A&quot;" href="atom">` +
			`<link rel="alternate stylesheet" type="text/css" href="x.css"><link rel="alternate" hreflang=de href="/de"><link rel="alternate" type="application/atom+xml" href="atom"><link rel=alternate type=application/json href="/wp-json/posts/1">`),
		"a.test/feed-json": says(map[string]string{"Content-Type": "application/feed+json"}, `{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[]}`),
		"a.test/":          page(""),
		"a.test/picture":   says(map[string]string{"Content-Type": "image/png"}, "\x89PNG\r\n\x00\x00"),
		"b.test/":          page(""),
		"c.test/":          page(""),
		"c.test/feed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "100")
			w.WriteHeader(http.StatusTooManyRequests)
		},
		"c.test/rss.xml": says(nil, newsOf("", "")),
		"d.test/":        page(""),
		"d.test/rss.xml": page(""),
		"d.test/rss":     says(nil, newsOf("", "")),
	}
	for _, c := range []struct{ address, want, err string }{
		{"a.test/feed", "feed T", ""},
		{"a.test/typed", "typed T", ""},
		{"a.test/moved", "feed T", ""},
		{"a.test/feed-json", "feed-json J", ""},
		{"a.test/named", `sub/atom The "A"|sub/comments Comments on it`, ""},
		{"a.test/", "feed T", ""},
		{"d.test/", "rss T", ""},
		{"b.test/", "", "the page names no feed"},
		{"c.test/", "", "the page names no feed"},
		{"a.test/none", "", "no such page"},
		{"a.test/picture", "", "not text"},
	} {
		t.Run(c.address, func(t *testing.T) {
			host, path, _ := strings.Cut(c.address, "/")
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				orNothing(answers[host+r.URL.Path])(w, r)
			}))
			defer s.Close()
			found, err := Discover(t.Context(), s.URL+"/"+path, web.Options{Private: true})
			var got []string
			for _, f := range found {
				got = append(got, strings.TrimPrefix(f.Address, s.URL+"/")+" "+f.Title)
			}
			if strings.Join(got, "|") != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Errorf("%v: %v", got, err)
			}
		})
	}
}

// orNothing answers that there is nothing where there is no handler.
func orNothing(h http.HandlerFunc) http.HandlerFunc {
	if h == nil {
		return http.NotFound
	}
	return h
}
