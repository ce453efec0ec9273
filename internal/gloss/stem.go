package gloss

import (
	"strings"
	"unicode/utf8"
)

// odd are forms that no ending explains.
var odd = map[string]string{
	"paid": "pay", "payment": "pay", "men": "man", "women": "woman", "teeth": "tooth", "children": "child", "feet": "foot", "mice": "mouse",
	"bought": "buy", "sold": "sell", "made": "make", "wolves": "wolf", "went": "go", "gone": "go", "ate": "eat", "eaten": "eat", "flew": "fly",
	"flown": "fly", "broke": "break", "broken": "break", "fought": "fight", "drove": "drive", "driven": "drive", "shook": "shake", "shaken": "shake",
	"stood": "stand", "lying": "lie", "dying": "die", "sang": "sing", "sung": "sing", "took": "take", "taken": "take", "knew": "know", "known": "know",
	"thought": "think", "taught": "teach", "won": "win", "lost": "lose", "loss": "lose", "burnt": "burn", "sent": "send", "spent": "spend", "swept": "sweep",
	"wore": "wear", "worn": "wear", "ran": "run", "sought": "seek", "felt": "feel", "dug": "dig", "drew": "draw", "drawn": "draw", "fell": "fall", "fallen": "fall",
	"gave": "give", "given": "give", "got": "get", "held": "hold", "kept": "keep", "leaves": "leaf", "lives": "life", "knives": "knife", "people": "people",
	"came": "come", "did": "do", "done": "do", "said": "say", "saw": "see", "seen": "see", "shot": "shoot", "stole": "steal", "stolen": "steal",
	"built": "build", "wrote": "write", "written": "write", "rode": "ride", "ridden": "ride", "hung": "hang", "blew": "blow", "belief": "believe",
	"beauties": "beauty", "news": "news", "yes": "yes", "this": "this", "bus": "bus", "gas": "gas", "us": "us", "plus": "plus",
}

// Stem takes the endings off a word, lightly, and writes it in lower case: what differs by more than grammar stays apart.
func Stem(w string) string {
	w = strings.ToLower(w)
	if base, ok := odd[w]; ok {
		return stripE(base)
	}
	switch {
	case len(w) < 4:
		return w
	case strings.HasSuffix(w, "ies"):
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		w = w[:len(w)-1]
	}
	for _, ending := range []string{"ity", "ous"} { // prosperity, prosperous
		if base, ok := strings.CutSuffix(w, ending); ok && len(base) >= 5 {
			return base
		}
	}
	for _, ending := range []string{"ing", "ed", "ly"} {
		if base, ok := strings.CutSuffix(w, ending); ok && len(base) >= 3 && strings.ContainsAny(base, "aeiouy") {
			w = single(base)
			break
		}
	}
	if base, ok := strings.CutSuffix(w, "y"); ok && len(base) >= 4 {
		w = base + "i"
	}
	return stripE(w)
}

// single takes a doubled last consonant once: shopp, swimm.
func single(w string) string {
	if n := len(w); n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("lsz", rune(w[n-1])) {
		return w[:n-1]
	}
	return w
}

func stripE(w string) string {
	if base, ok := strings.CutSuffix(w, "e"); ok && utf8.RuneCountInString(base) >= 3 {
		return base
	}
	return w
}
