package main

import (
	"slices"
	"time"
)

// samples are figures of one thing, in milliseconds, bytes or what else.
type samples []float64

func (s *samples) add(v float64)           { *s = append(*s, v) }
func (s *samples) addTime(d time.Duration) { s.add(float64(d) / float64(time.Millisecond)) }
func (s *samples) median() float64         { return s.quantile(0.5) }

// quantile is the smallest figure that at least the share q of all does not exceed; 0 of none.
func (s *samples) quantile(q float64) float64 {
	if len(*s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(*s))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}
