package main

import (
	"sync"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/dictionary"
	"github.com/seed-0d8bf4ce/reader/internal/gloss"
	"github.com/seed-0d8bf4ce/reader/internal/guess"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/card"
)

// guessesShown is how many guesses the terminal program shows.
const guessesShown = 5

// knowledge is what the terminal program asks about words and phrases. Nothing is opened before it is asked for.
func knowledge(s *streams) (lookup func(string) ([]card.Word, error), guesses func(string) []review.Source) {
	installed := sync.OnceValues(func() ([]*dictionary.Dictionary, error) {
		store, err := dictionaries(s)
		if err != nil {
			return nil, nil //nolint:nilerr // nowhere to look: nothing is installed
		}
		return store.Open()
	})
	guesser := sync.OnceValue(func() *guess.Guesser {
		open, _ := installed() // what cannot be opened, the card says
		return guess.New(annotate.BarePacks(), open...)
	})
	lookup = func(zh string) ([]card.Word, error) {
		open, failed := installed()
		lexicon := dictionary.Lexicon{Dictionaries: open, Table: gloss.Builtin()}
		words, err := lexicon.Words(zh)
		if err == nil && len(open) == 0 {
			err = failed
		}
		all := make([]card.Word, len(words))
		for i, w := range words {
			all[i] = card.Word{ZH: w.ZH, Pinyin: w.Pinyin, Glosses: w.Glosses, From: w.From}
		}
		return all, err
	}
	guesses = func(phrase string) []review.Source {
		var all []review.Source
		for _, g := range guesser().Guess(phrase, guessesShown) {
			all = append(all, review.Source{ZH: g.ZH, Pinyin: g.Pinyin, English: g.English, Literal: g.Literal, Note: g.Note, Score: g.Score})
		}
		return all
	}
	return lookup, guesses
}
