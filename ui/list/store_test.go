package list

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// TestStore: what is held of rows is all of them, whatever is put in their place.
func TestStore(t *testing.T) {
	row := rapid.Custom(func(t *rapid.T) shelf.Row {
		r := shelf.Row{
			ID: shelf.ID(rapid.Int64().Draw(t, "id")), Title: rapid.String().Draw(t, "title"), Site: rapid.SampledFrom([]string{"", "a site", "another"}).Draw(t, "site"),
			Author: rapid.String().Draw(t, "author"), Added: int64(rapid.Uint32().Draw(t, "added")), Opened: int64(rapid.Uint32().Draw(t, "opened")),
			Fixes: rapid.Int32().Draw(t, "fixes"), Share: rapid.Float32Range(0, 1).Draw(t, "share"), State: shelf.State(rapid.IntRange(0, 2).Draw(t, "state")),
			Starred: rapid.Bool().Draw(t, "starred"), Archived: rapid.Bool().Draw(t, "archived"),
		}
		if rapid.Bool().Draw(t, "dated") {
			r.Published = time.Unix(rapid.Int64Range(-1<<40, 1<<40).Draw(t, "published"), 0).UTC()
		}
		return r
	})
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(row, 0, 20).Draw(t, "rows")
		cut := rapid.IntRange(0, len(all)).Draw(t, "cut")
		held := RowsOf(all[:cut])
		held.Append(all[cut:], rapid.IntRange(0, 100).Draw(t, "expected"))
		if len(all) > 0 {
			i := rapid.IntRange(0, len(all)-1).Draw(t, "changed")
			all[i] = row.Draw(t, "now")
			held.set(i, &all[i])
		}
		got := make([]shelf.Row, held.Len())
		for i := range got {
			got[i] = held.row(i)
		}
		if !slices.Equal(got, all) {
			t.Fatalf("held are\n%v\nof\n%v", got, all)
		}
	})
}
