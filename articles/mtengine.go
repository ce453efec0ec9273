package articles

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// engines are the translators by the words that pages have for them.
var engines = []struct{ word, name string }{
	{"google", "Google"}, {"youdao", "Youdao"}, {"baidu", "Baidu"}, {"bing", "Microsoft"}, {"microsoft", "Microsoft"}, {"deepl", "DeepL"}, {"yandex", "Yandex"},
	{"tencent", "Tencent"}, {"sogou", "Sogou"}, {"iflytek", "iFlytek"}, {"papago", "Papago"}, {"systran", "SYSTRAN"}, {"babelfish", "Babel Fish"}, {"amazon", "Amazon"},
	{"alibaba", "Alibaba"}, {"aliyun", "Alibaba"}, {"niutrans", "NiuTrans"}, {"caiyun", "Caiyun"}, {"kingsoft", "Kingsoft"}, {"iciba", "Kingsoft"},
	{"谷歌", "Google"}, {"有道", "Youdao"}, {"百度", "Baidu"}, {"必应", "Microsoft"}, {"微软", "Microsoft"}, {"腾讯", "Tencent"}, {"搜狗", "Sogou"}, {"讯飞", "iFlytek"},
	{"阿里", "Alibaba"}, {"小牛", "NiuTrans"}, {"彩云", "Caiyun"}, {"金山", "Kingsoft"},
}

// someEngine is what the translator is called where a page says only that it was a machine.
const someEngine = "machine"

// hosts are those through which engines show the pages of others, and those that publish what they had translated.
var hosts = []struct{ host, name string }{
	{"translate.goog", "Google"}, {"translate.google.com", "Google"}, {"translate.google.cn", "Google"}, {"translate.google.com.hk", "Google"}, {"translate.googleusercontent.com", "Google"},
	{"fanyi.baidu.com", "Baidu"}, {"fanyi.youdao.com", "Youdao"}, {"webtrans.yodao.com", "Youdao"}, {"fanyi.sogou.com", "Sogou"}, {"fanyi.qq.com", "Tencent"},
	{"translatetheweb.com", "Microsoft"}, {"microsofttranslator.com", "Microsoft"}, {"translate.yandex.com", "Yandex"}, {"translate.yandex.net", "Yandex"}, {"papago.naver.net", "Papago"},
	{"topic.alibabacloud.com", "Alibaba"},
}

func engineOfHost(host string) string {
	for _, h := range hosts {
		if host == h.host || strings.HasSuffix(host, "."+h.host) {
			return h.name
		}
	}
	return ""
}

// engineOf is the engine that translated a page, where the page says so: by its address, in its head, by the marks that engines leave, or in words.
func engineOf(tree *html.Node, said map[string]string, from *url.URL) string {
	if from != nil {
		if name := engineOfHost(from.Hostname()); name != "" {
			return name
		}
	}
	for _, key := range []string{"translator", "translation-engine", "mt-engine", "translated-by", "translated_by"} {
		if name := engineIn(said[key]); name != "" {
			return name
		}
		if said[key] != "" && key != "translator" { // that may be a person
			return document.CleanLine(said[key])
		}
	}
	if generator := strings.ToLower(said["generator"]); strings.Contains(generator, "translat") {
		if name := engineIn(generator); name != "" {
			return name
		}
	}
	if strings.Contains(strings.ToLower(said["ms.translationtype"]), "mt") {
		return "Microsoft"
	}
	found := ""
	walk(tree, func(n *html.Node) bool {
		if found != "" && found != someEngine || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return false
		}
		name := engineMark(n)
		if name == "" && n.Type == html.TextNode {
			name = engineSaid(n.Data)
		}
		if name != "" {
			found = name
		}
		return true
	})
	return found
}

// engineMark reads the marks that engines leave in the pages that they translate.
func engineMark(n *html.Node) string {
	for _, a := range n.Attr {
		switch value := strings.ToLower(a.Val); {
		case n.DataAtom == atom.Html && a.Key == "class" && (strings.Contains(value, "translated-ltr") || strings.Contains(value, "translated-rtl")),
			a.Key == "lang" && strings.Contains(value, "-x-mtfrom-"),
			n.DataAtom == atom.Font && a.Key == "style" && strings.Contains(value, "vertical-align: inherit"),
			a.Key == "class" && strings.Contains(value, "google-src-text"):
			return "Google"
		case a.Key == "_msttexthash", a.Key == "_mstmutation", a.Key == "_msthash":
			return "Microsoft"
		}
	}
	return ""
}

// longestCredit is how long a sentence is at most that says who translated, in bytes.
const longestCredit = 200

// credits are the words behind which, or before which, the name of an engine stands.
var credits = []string{
	"translated by", "translated with", "translated using", "translation by", "translate engine", "translation engine", "machine translation:", "translation provided by",
	"翻译引擎", "机器翻译：", "机器翻译:", "机翻：", "译文由", "本文由",
}

// machineCredits say that a machine translated, and not which.
var machineCredits = []string{
	"translated by machine", "translated by a machine", "translated automatically", "automatically translated", "machine-translated", "machine translated", "automatic translation of",
	"由机器翻译", "机器自动翻译", "机器翻译结果", "机翻仅供参考",
}

// subjects begin sentences about the page itself, and not about something that was translated.
var subjects = []string{"this ", "the content of this", "the following", "the text", "the page", "machine", "automatic", "translated", "note", "disclaimer", "本", "以下", "此", "该", "机器", "机翻"}

// engineSaid reads a sentence like "translated by Google" or "translate engine: Youdao".
func engineSaid(sentence string) string {
	sentence = strings.TrimSpace(sentence)
	if len(sentence) > longestCredit || len(sentence) < len("机翻：有道") {
		return ""
	}
	lower := strings.ToLower(sentence)
	if strings.HasPrefix(lower, "the content source of this page is from internet, which doesn't represent alibaba cloud") {
		return "Alibaba"
	}
	for _, words := range credits {
		_, rest, found := strings.Cut(lower, words)
		if !found {
			continue
		}
		near := rest[:min(len(rest), 40)]
		for !utf8.ValidString(near) {
			near = near[:len(near)-1]
		}
		if words[0] >= utf8.RuneSelf && strings.HasSuffix(words, "由") && !strings.Contains(near, "翻译") { // written by them
			continue
		}
		if name := engineIn(near); name != "" {
			return name
		}
	}
	if containsAny(lower, machineCredits) && slices.ContainsFunc(subjects, func(s string) bool { return strings.HasPrefix(lower, s) }) {
		if name := engineIn(lower); name != "" {
			return name
		}
		return someEngine
	}
	return ""
}

func engineIn(s string) string {
	s = strings.ToLower(s)
	for _, e := range engines {
		if strings.Contains(s, e.word) {
			return e.name
		}
	}
	return ""
}

// behindEngine is the address of the page that an engine showed under one of its own; nil where the address is no such one, or does not tell.
func behindEngine(u *url.URL) *url.URL {
	host := u.Hostname()
	if label, ok := strings.CutSuffix(host, ".translate.goog"); ok {
		const dash = "\x00"
		original := *u
		original.Host = strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(label, "--", dash), "-", "."), dash, "-")
		query := original.Query()
		for name := range query {
			if strings.HasPrefix(name, "_x_tr_") {
				query.Del(name)
			}
		}
		original.RawQuery = query.Encode()
		return &original
	}
	if engineOfHost(host) == "" {
		return nil
	}
	for _, name := range []string{"u", "url", "query", "a"} {
		if original, err := url.Parse(u.Query().Get(name)); err == nil && (original.Scheme == "http" || original.Scheme == "https") && original.Host != "" && original.User == nil {
			return original
		}
	}
	return nil
}
