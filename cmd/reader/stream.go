package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// How much of a stream is worked on at a time. Memory is bounded by the number of workers times these.
const (
	batchBytes = 64 << 10
	batchLines = 256
	inputBytes = 256 << 10
)

// longestLine is the most that a line of a stream may have, in bytes.
const longestLine = 64 << 20

// answerer appends the answer to a line, which comes with its line end if it has one, and reports whether the line was good.
type answerer func(number int, line, out []byte) (answer []byte, good bool)

// batch is some lines of a stream and the answers to them.
type batch struct {
	first int      // number of the first line
	lines [][]byte // a nil line is one that was too long
	count int
	out   []byte
	good  bool
	done  chan struct{}
}

// stream answers every line of in on out in order, and tells done how many are. All cores work on it; memory does not grow
// with the length of the input. A line is answered as soon as no more input is waiting. good is false if a line was not.
func stream(in io.Reader, out *bufio.Writer, answer answerer, done func(lines int)) (good bool, err error) {
	workers := runtime.GOMAXPROCS(0)
	work := make(chan *batch, workers)
	order := make(chan *batch, 2*workers)
	stop := make(chan struct{})
	defer close(stop)
	for range workers {
		go func() {
			for b := range work {
				b.run(answer)
			}
		}()
	}
	var readErr error
	go func() {
		defer close(order)
		defer close(work)
		readErr = readBatches(bufio.NewReaderSize(in, inputBytes), func(b *batch) bool {
			select {
			case order <- b:
				work <- b
				return true
			case <-stop:
				return false
			}
		})
	}()
	good = true
	for b := range order {
		<-b.done
		good = good && b.good
		if _, err := out.Write(b.out); err != nil {
			return good, err
		}
		done(b.first + b.count - 1)
		if len(order) == 0 {
			if err := out.Flush(); err != nil {
				return good, err
			}
		}
	}
	if readErr != nil {
		return good, fmt.Errorf("read standard input: %w", readErr)
	}
	return good, nil
}

// run answers the lines of b. A line on which the program fails is a bad line; the stream goes on.
func (b *batch) run(answer answerer) {
	defer close(b.done)
	size := 0
	for _, line := range b.lines {
		size += len(line)
	}
	b.good, b.out = true, make([]byte, 0, 2*size)
	for i, line := range b.lines {
		var good bool
		b.out, good = answerSafely(answer, b.first+i, line, b.out)
		b.good = b.good && good
	}
	b.lines = nil
}

func answerSafely(answer answerer, number int, line, out []byte) (answered []byte, good bool) {
	kept := len(out)
	defer func() {
		if failure := recover(); failure != nil {
			answered, good = refuse(out[:kept], nil, number, fmt.Errorf("reader failed on it: %v", failure)), false
		}
	}()
	if line == nil {
		return refuse(out, nil, number, fmt.Errorf("it is longer than %d MiB", longestLine>>20)), false
	}
	return answer(number, line, out)
}

// refuse appends the answer to a line that cannot be answered.
func refuse(out, id []byte, number int, why error) []byte {
	if id == nil {
		id = []byte("null")
	}
	out = appendID(out, id)
	out = document.AppendJSON(append(out, `, "error": `...), fmt.Sprintf("line %d: %v", number, why))
	return append(out, "}\n"...)
}

// appendID starts an answer with the id as it came; what could harm a terminal is escaped, which changes no value.
func appendID(out, id []byte) []byte {
	return document.AppendLive(append(out, `{"id": `...), id)
}

// readBatches cuts in into batches until give returns false or the input ends.
func readBatches(in *bufio.Reader, give func(*batch) bool) error {
	next := 1
	for {
		b := &batch{first: next, done: make(chan struct{})}
		size := 0
		var err error
		for {
			var line []byte
			if line, err = readLine(in); err != nil && !errors.Is(err, errTooLong) && len(line) == 0 {
				break
			}
			b.lines = append(b.lines, line)
			if size += len(line); size >= batchBytes || len(b.lines) == batchLines || !waiting(in) {
				break
			}
		}
		b.count = len(b.lines)
		next += b.count
		if len(b.lines) > 0 && !give(b) {
			return nil
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, errTooLong):
			return err
		}
	}
}

// waiting reports whether another whole line can be read without waiting for it.
func waiting(in *bufio.Reader) bool {
	ahead, _ := in.Peek(in.Buffered())
	return bytes.IndexByte(ahead, '\n') >= 0
}

var errTooLong = errors.New("line too long")

// readLine returns the next line with its end as a slice of its own. A line that is too long is read to its end and dropped.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for long := false; ; {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > longestLine; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case long:
			return nil, errTooLong
		default:
			return line, err
		}
	}
}
