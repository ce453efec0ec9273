package render

import "container/list"

// cache holds what was made last, up to a number of bytes.
type cache[K comparable, V any] struct {
	most, bytes int
	order       *list.List // of *entry, the latest first
	entries     map[K]*list.Element
}

type entry[K comparable, V any] struct {
	key   K
	value V
	bytes int
}

func newCache[K comparable, V any](most int) *cache[K, V] {
	return &cache[K, V]{most: most, order: list.New(), entries: map[K]*list.Element{}}
}

func (c *cache[K, V]) get(key K) (value V, ok bool) {
	e, ok := c.entries[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*entry[K, V]).value, true //nolint:forcetypeassert // the list holds nothing else
}

// put takes a value up and drops the oldest ones that do not fit any more; never the new one.
func (c *cache[K, V]) put(key K, value V, bytes int) {
	c.entries[key] = c.order.PushFront(&entry[K, V]{key, value, bytes})
	c.bytes += bytes
	for c.bytes > c.most && c.order.Len() > 1 {
		last := c.order.Remove(c.order.Back()).(*entry[K, V]) //nolint:forcetypeassert // the list holds nothing else
		delete(c.entries, last.key)
		c.bytes -= last.bytes
	}
}

func (c *cache[K, V]) clear() {
	c.order.Init()
	clear(c.entries)
	c.bytes = 0
}
