package feed

import (
	"time"
)

// moment is a date as a feed writes it.
func moment(_ string, read *time.Time, _ string) time.Time {
	if read == nil {
		return time.Time{}
	}
	return *read
}
