package export

import "io"

// listWriter writes the marks of articles as one list of JSON, article by article.
type listWriter struct {
	w     io.Writer
	head  string
	value func(m *Mark, a *Article, r *reading, at pointsAt) any
	tail  func(total int) string
	total int
}

func (c *listWriter) begin() error {
	_, err := io.WriteString(c.w, c.head)
	return err
}

func (c *listWriter) article(a *Article) error {
	if len(a.Marks) == 0 {
		return nil
	}
	r, starts := newReading(a.Document), a.points()
	var out []byte
	for i := range a.Marks {
		if c.total > 0 {
			out = append(out, ',')
		}
		var err error
		if out, err = appendValue(append(out, '\n'), c.value(&a.Marks[i], a, r, starts)); err != nil {
			return err
		}
		c.total++
	}
	_, err := c.w.Write(out)
	return err
}

func (c *listWriter) end() error {
	_, err := io.WriteString(c.w, c.tail(c.total))
	return err
}
