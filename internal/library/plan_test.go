package library

import (
	"os"
	"strings"
	"testing"
)

func TestPlanX(t *testing.T) {
	l := At(os.Getenv("LIBRARY_FILE"))
	db, err := l.reader(t.Context())
	if err != nil {
		t.Skip(err)
	}
	data, _ := os.ReadFile(os.Getenv("QUERIES"))
	for _, q := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		rows, err := db.Query("EXPLAIN QUERY PLAN " + q, 1,2,3,4)
		if err != nil {
			rows, err = db.Query("EXPLAIN QUERY PLAN " + q)
		}
		if err != nil {
			t.Error(q, err)
			continue
		}
		t.Log("== " + q)
		for rows.Next() {
			var a, b, c int
			var s string
			rows.Scan(&a, &b, &c, &s)
			t.Log("   " + s)
		}
	}
}
