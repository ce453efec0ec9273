package annotate

import (
	"sort"
	"sync"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// passageSize is the least size of a passage, in bytes. A text that is not much longer is one.
const passageSize = 256 << 10

// Work is the annotating of one document. A long one is read passage by passage, so that the first fixes are there at once and memory holds
// one passage; what a passage says of the text as a whole (who is named, what is certain) is surveyed first, and is heeded in every other.
// It is safe for concurrent use.
type Work struct {
	engine   *Engine
	doc      *document.Document
	opts     Options
	passages []passage
	whole    *whole

	mu    sync.RWMutex
	known *evidence // of the passages that were surveyed
	spare *room     // of the passage that was read last
}

// passage is a run of chunks of the document.
type passage struct {
	span       document.Span
	from, to   int // chunks
	isSurveyed bool
}

// Start begins to annotate d: it finds the passages and reads none.
func (e *Engine) Start(d *document.Document, o Options) *Work {
	w := &Work{engine: e, doc: d, opts: o, whole: &whole{}, known: newEvidence()}
	for i := 0; ; i++ {
		s, ok := d.Chunk(i)
		if !ok {
			break
		}
		last := len(w.passages) - 1
		if last < 0 || w.passages[last].span.Len() >= passageSize {
			w.passages = append(w.passages, passage{span: s, from: i, to: i})
			last++
		}
		w.passages[last].to = i + 1
		w.passages[last].span.End = s.End
	}
	if last := len(w.passages) - 1; last > 0 && w.passages[last].span.Len() < passageSize/2 {
		w.passages[last-1].to, w.passages[last-1].span.End = w.passages[last].to, w.passages[last].span.End
		w.passages = w.passages[:last]
	}
	return w
}

// Passages is how many passages the document has: 1 for most.
func (w *Work) Passages() int { return len(w.passages) }

// Passage returns the source bytes of the i-th passage.
func (w *Work) Passage(i int) document.Span { return w.passages[i].span }

// PassageAt returns the index of the passage that holds a source offset: the first or the last where it lies outside.
func (w *Work) PassageAt(offset int) int {
	return max(0, sort.Search(len(w.passages), func(i int) bool { return w.passages[i].span.Start > offset })-1)
}

// Survey takes notice of what the i-th passage says of the whole text.
func (w *Work) Survey(i int) {
	r := w.read(i)
	r.judgeAlone()
	r.learn()
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.passages[i].isSurveyed {
		w.passages[i].isSurveyed = true
		w.known.add(r.evidence)
	}
	w.room(r)
}

// Annotate finds the glitches of the i-th passage, in the light of the passages that were surveyed. The result is sorted by position and free of overlaps.
func (w *Work) Annotate(i int) []Annotation {
	r := w.judge(i)
	if r == nil {
		return nil
	}
	all := r.resolve()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.room(r)
	return all
}

// room takes the room of a reading that is over, to be locked for. Between the passages of one text it is kept, whatever else is thrown away.
func (w *Work) room(r *reading) {
	if left := r.leave(); w.spare == nil && len(w.passages) > 1 {
		w.spare = left
	} else {
		rooms.Put(left)
	}
}

// judge reads the i-th passage and weighs its candidates; nil where there is none.
func (w *Work) judge(i int) *reading {
	if i >= len(w.passages) {
		return nil
	}
	r := w.read(i)
	r.judgeAlone()
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.passages[i].isSurveyed {
		r.evidence = w.known.clone()
	} else {
		r.learn()
		r.add(w.known)
	}
	r.judgeTogether()
	return r
}

// read collects what stands in a passage.
func (w *Work) read(i int) *reading {
	r := w.passage(i)
	w.mu.Lock()
	r.spoken, r.sure = w.known.speaks(), w.known.sure
	r.enter(w.spare)
	w.spare = nil
	w.mu.Unlock()
	r.collect()
	return r
}

// passage is a reading of a passage in which nothing has been found yet.
func (w *Work) passage(i int) *reading {
	p := &w.passages[i]
	var blocks []document.Block
	for k := p.from; k < p.to; k++ {
		blocks = append(blocks, w.doc.BlocksIn(k)...)
	}
	r := w.engine.newReading(w.doc, w.whole, p.span, blocks, w.opts)
	r.base = int32(i) << blockBits
	return r
}

// blockBits is how many bits number the blocks of a passage.
const blockBits = 20

// Annotate finds the glitches of d. The result is sorted by position and free of overlaps.
func (e *Engine) Annotate(d *document.Document, o Options) []Annotation {
	w := e.Start(d, o)
	w.SurveyAll()
	all := w.Annotate(0)
	for i := 1; i < w.Passages(); i++ {
		all = append(all, w.Annotate(i)...)
	}
	return all
}

// SurveyAll surveys what has several passages.
func (w *Work) SurveyAll() {
	for i := range w.passages {
		if len(w.passages) > 1 {
			w.Survey(i)
		}
	}
}

// Explain says what the engine thought of every match that touches the source bytes of where.
func (w *Work) Explain(where document.Span) Explanation {
	if r := w.judge(w.PassageAt(where.Start)); r != nil {
		return r.explain(where)
	}
	return Explanation{Exact: w.doc.Text(where)}
}
