package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// origins are what --source chooses from.
var origins = []annotate.Origin{annotate.FromRule, annotate.FromArticle, annotate.FromReader}

// finderOptions say how annotations are looked for and what is known of the text.
type finderOptions struct {
	packOptions

	settings  *pflag.FlagSet // those of the command, some of which are settings
	source    []string
	published string
	engine    string
	title     string
}

func (o *finderOptions) flags(cmd *cobra.Command) {
	o.ruleFlags(cmd)
	f := cmd.Flags()
	f.StringSliceVar(&o.source, "source", nil, "only annotations made by these: `rule,article,reader`")
	f.StringVar(&o.published, "published", "", "`date` of the text, YYYY-MM-DD, where it does not say")
	f.StringVar(&o.engine, "engine", "", "translation engine of the text, where it does not say: `name`")
	f.StringVar(&o.title, "title", "", "`title` of the text, where it does not say")
}

// ruleFlags are those of every command that looks for annotations.
func (o *finderOptions) ruleFlags(cmd *cobra.Command) {
	o.packFlags(cmd)
	settingFlags(cmd, "strictness")
	o.settings = cmd.Flags()
}

// finder finds the annotations of texts. It is safe for concurrent use.
type finder struct {
	engine   *annotate.Engine
	settings config.Settings
	options  annotate.Options
	origins  map[annotate.Origin]bool // nil: all
}

// newFinder checks the options and builds the engine.
func newFinder(command string, s *streams, o finderOptions) (*finder, error) {
	f := &finder{options: annotate.Options{MT: o.engine, Title: o.title}}
	var err error
	if f.settings, err = settingsSaid(command, s, o.settings); err != nil {
		return nil, err
	}
	f.options.Strictness = f.settings.Strictness
	if o.published != "" {
		day := articles.ParseDate(o.published)
		if day.IsZero() {
			return nil, usage(command, "--published: %q is not a date like 2015-07-31", o.published)
		}
		f.options.Published = day.Format(time.DateOnly)
	}
	for _, name := range o.source {
		origin := annotate.Origin(strings.TrimSpace(name))
		if !slices.Contains(origins, origin) {
			return nil, usage(command, "--source: %q is none: it can be rule, article or reader", name)
		}
		if f.origins == nil {
			f.origins = map[annotate.Origin]bool{}
		}
		f.origins[origin] = true
	}
	f.engine, err = o.packOptions.engine(command, s)
	return f, err
}

// optionsFor completes what the command line says of a text with what the article says of itself.
func (f *finder) optionsFor(a *articles.Article) (annotate.Options, error) {
	o, err := review.Known(a, f.options.Strictness)
	if err != nil {
		return o, fmt.Errorf("annotate %s: %w", a.Title, err)
	}
	o.Published, o.MT, o.Title = firstOf(f.options.Published, o.Published), firstOf(f.options.MT, o.MT), firstOf(f.options.Title, o.Title)
	return o, nil
}

// find returns the annotations of an article.
func (f *finder) find(a *articles.Article) ([]annotate.Annotation, error) {
	o, err := f.optionsFor(a)
	if err != nil {
		return nil, err
	}
	return f.chosen(f.engine.Annotate(a.Document, o)), nil
}

// chosen leaves out what --source does not name.
func (f *finder) chosen(all []annotate.Annotation) []annotate.Annotation {
	if f.origins == nil {
		return all
	}
	return slices.DeleteFunc(all, func(a annotate.Annotation) bool { return !f.origins[a.Origin] })
}

// findInRecord returns the decoded text of a line of JSON and its annotations.
func (f *finder) findInRecord(r record) (text []byte, all []annotate.Annotation, err error) {
	text, ok := r.text("text")
	if !ok {
		return nil, nil, errors.New(`it has no string "text"`)
	}
	a := &articles.Article{Document: document.Plain(text)}
	if format, _ := r.text("format"); string(format) == "markdown" {
		a.Document = document.Markdown(text)
	}
	if known, ok := articles.Recognise(text); ok {
		a.Meta, a.Own, a.OwnText = known.Meta, known.Own, known.OwnText
	}
	fill := func(to *string, name string) {
		if value, ok := r.text(name); ok && len(value) > 0 {
			*to = string(value)
		}
	}
	fill(&a.Title, "title")
	fill(&a.MT, "engine")
	fill(&a.URL, "url")
	if value, ok := r.text("published"); ok {
		if day := articles.ParseDate(string(value)); !day.IsZero() {
			a.Published = day
		}
	}
	all, err = f.find(a)
	return text, all, err
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}
