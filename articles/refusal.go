package articles

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/web"
)

// Many servers say no in the manner of yes: with a page of little text where an article should be.

// The measures of a page that says no, in bytes: of its text, where its title can mean nothing else, where it can, and where it has but a field for a
// password, which many pages have; and of the title.
const (
	plainRefusal    = 4000
	likelyRefusal   = 700
	passwordRefusal = 400
	longestNo       = 80
)

// What pages are called that say no.
var (
	notThere = []string{"error 404", "404 error", "404 not found", "page not found", "not found (404)", "页面不存在", "頁面不存在", "网页不存在", "文章不存在", "内容不存在"}
	perhaps  = []string{
		"404", "not found", "no longer available", "no longer exists", "does not exist", "doesn't exist", "unavailable", "has been deleted", "has been removed",
		"找不到", "未找到", "已删除", "已被删除",
	}
	notAlone = []string{
		"just a moment", "attention required", "are you a robot", "not a robot", "verify you are human", "human verification", "security check", "captcha", "access denied", "ddos protection",
		"安全验证", "人机验证", "滑动验证", "访问验证", "访问受限", "访问异常",
	}
	notLoggedIn = []string{"log in", "login", "sign in", "log-in", "sign-in", "members only", "subscribers only", "登录", "登陆", "登入"}
)

// loginPaths are in the addresses to which servers send those who have not logged in.
var loginPaths = []string{"/login", "/signin", "/sign-in", "/sign_in", "/passport", "/sso/", "/auth/", "/session/new"}

// refusal says what a page means on which there is no article but a no: no such page, a login, a question whether one is human. It is nil for an article.
func refusal(a *Article, answer *web.Answer, asked *url.URL) error {
	size, title := len(a.Document.Source()), strings.ToLower(a.Title)
	if !a.Made || size > plainRefusal || len(title) > longestNo {
		return nil
	}
	sent := sentToLogin(asked, answer.From)
	switch {
	case containsAny(title, notThere), size <= likelyRefusal && containsAny(title, perhaps):
		return &FetchError{Why: "there is no such page: the server shows one that says so", Hint: "see whether the address is right"}
	case size <= likelyRefusal && containsAny(title, notAlone):
		return &FetchError{Why: "the server wants to see first that a human asks", Hint: byBrowser}
	case sent, size <= likelyRefusal && containsAny(title, notLoggedIn), size <= passwordRefusal && asksPassword(answer.Body):
		return &FetchError{Why: "the page is behind a login", Hint: byBrowser}
	}
	return nil
}

// byBrowser is what to try where a server lets browsers in alone.
const byBrowser = "open it in a browser, save the page and read the file"

// sentToLogin reports whether another page was asked for than the one for logging in that came.
func sentToLogin(asked, from *url.URL) bool {
	logs := func(u *url.URL) bool {
		return containsAny(strings.ToLower(u.Path), loginPaths) || strings.HasPrefix(u.Hostname(), "passport.")
	}
	return asked != nil && logs(from) && !logs(asked)
}

// asksPassword reports whether a page has a field for a password.
func asksPassword(page []byte) bool {
	if !bytes.Contains(bytes.ToLower(page), []byte("password")) {
		return false
	}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			if t := z.Token(); t.DataAtom == atom.Input {
				for _, a := range t.Attr {
					if a.Key == "type" && strings.EqualFold(strings.TrimSpace(a.Val), "password") {
						return true
					}
				}
			}
		}
	}
}
