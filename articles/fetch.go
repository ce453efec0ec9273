package articles

import (
	"context"
	"errors"
	"mime"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/web"
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

// FetchError is a page that could not be had.
type FetchError = web.FetchError

// ErrKind is in the error of Fetch where an address leads to something that is no page.
var ErrKind = errors.New("it is neither a page nor a text")

// Fetch reads the page at an address of http or https, and makes an article of it as Read does: HTML, Markdown, plain text or a book (EPUB). Nothing on the page is
// executed, and nothing else is fetched for it. Unless the options allow them, addresses of private networks are refused once their names are
// resolved, also those that a redirect leads to. The error is a *FetchError, or that of the context once that has ended.
func Fetch(ctx context.Context, address string, o FetchOptions) (*Article, error) {
	kind := ""
	answer, err := web.Get(ctx, web.Request{
		Address: address,
		Accept:  "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, application/epub+zip;q=0.9, */*;q=0.1",
		Takes: func(contentType string) (most int64, err error) {
			kind, err = contentKind(contentType)
			return o.most(kind), err
		},
	}, web.Options{Agent: o.Agent, Private: o.Private, Connect: o.Connect, Whole: o.Whole, MaxBytes: o.MaxBytes})
	if err != nil {
		return nil, err
	}
	asked, _ := web.Address(address)
	a, err := readFetched(answer, kind, o.Charset)
	if err == nil {
		err = refusal(a, answer, asked)
	}
	if failed := (*FetchError)(nil); errors.As(err, &failed) {
		failed.Address = web.Shown(asked, address)
	}
	if err != nil {
		return nil, err
	}
	return a, nil
}

// bookSize is how many times larger than a page a book may be: most of it are pictures.
const bookSize = 4

// most is how many bytes of a kind are taken; 0 leaves it to the room of the web.
func (o FetchOptions) most(kind string) int64 {
	if kind != ".epub" {
		return o.MaxBytes
	}
	if o.MaxBytes == 0 {
		return bookSize * web.Largest
	}
	return bookSize * o.MaxBytes
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
		return "", &FetchError{Why: "it is " + document.CleanLine(media) + ", and only pages (HTML), Markdown, plain text and books (EPUB) are read", Hint: "a browser may show it", Err: ErrKind}
	}
	return extension, nil
}

// readFetched makes an article of what came from an address.
func readFetched(answer *web.Answer, kind, told string) (*Article, error) {
	from, name := answer.From, path.Base(answer.From.Path)
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
	if told == "" && !formatOf(name, answer.Body).packed() {
		told = declared(answer.Body, answer.Type)
	}
	a, err := readFrom(origin{name: name, whole: true, page: from}, answer.Body, told)
	switch {
	case errors.Is(err, ErrEmpty), errors.Is(err, ErrNoText):
		return nil, &FetchError{Why: "there is no text on the page", Hint: "it may be made by a script, and a browser show it", Err: err}
	case errors.Is(err, ErrDamaged):
		return nil, &FetchError{Why: ErrDamaged.Error(), Hint: "try again", Err: err}
	case err != nil:
		return nil, &FetchError{Why: Reason(err).Error(), Err: err}
	}
	named(a, from)
	return a, nil
}

// named gives an article that says nothing of it the address and the site that it came from.
func named(a *Article, from *url.URL) {
	if behind := behindEngine(from); behind != nil {
		from = behind
	}
	if a.URL == "" {
		a.URL = document.CleanLine(from.String())
	}
	if a.Site == "" {
		a.Site = document.CleanLine(strings.TrimPrefix(from.Hostname(), "www."))
	}
}
