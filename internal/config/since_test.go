package config

import "testing"

// TestSince: what differs is taken over, each setting by itself, and nothing else.
func TestSince(t *testing.T) {
	now := Defaults()
	for i, s := range Table { // every setting is another than by default, by hand
		if err := s.set(&now, other(t, s)); err != nil {
			t.Fatal(err)
		}
		if Table[i].get(now) == s.get(Defaults()) {
			t.Fatalf("%s has not changed", s.Name)
		}
	}
	for _, s := range Table {
		saved := Defaults()
		if err := s.set(&saved, other(t, s)); err != nil {
			t.Fatal(err)
		}
		got := Defaults().Since(saved, now) // the file sets it back
		for _, each := range Table {
			want := each.get(now)
			if each.Name == s.Name {
				want = each.get(Defaults())
			}
			if each.get(got) != want {
				t.Errorf("%s set back: %s is %s, want %s", s.Name, each.Name, each.get(got), want)
			}
		}
	}
	saved := Defaults()
	saved.Keys = Keys{"reading": {"down": {"x"}}}
	if got := saved.Since(Defaults(), now); len(got.Keys) != 1 || got.Measure != now.Measure {
		t.Errorf("keys: %+v", got)
	}
}

// other is a value that a setting does not have by default.
func other(t *testing.T, s Setting) string {
	t.Helper()
	for _, choice := range s.Choices() {
		if choice != s.get(Defaults()) {
			return choice
		}
	}
	return "42"
}
