-- What the reader's own hand left on texts, and every act of it.
CREATE TABLE marks (
  id      TEXT    PRIMARY KEY,
  article TEXT    NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start   INTEGER NOT NULL, -- the span, in bytes of the source; of an orphan both are 0
  stop    INTEGER NOT NULL,
  exact   TEXT    NOT NULL, -- what stood there when it was last found in its place, and around it
  prefix  TEXT    NOT NULL,
  suffix  TEXT    NOT NULL,
  colour  TEXT    NOT NULL DEFAULT '',
  note    TEXT    NOT NULL DEFAULT '',
  tags    TEXT    NOT NULL DEFAULT '', -- on a line each
  fix     TEXT,                        -- the reader's own fix of words that are gone
  made    INTEGER NOT NULL,            -- times are seconds since 1970
  changed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX marks_article ON marks (article, start);
CREATE INDEX marks_changed ON marks (changed DESC);

-- By what rule a fix was proposed that was accepted or rejected: what the reader makes of the rule.
ALTER TABLE verdicts ADD COLUMN rule TEXT NOT NULL DEFAULT '';
CREATE INDEX verdicts_rule ON verdicts (rule, ruling) WHERE rule <> '';
CREATE INDEX versions_article ON versions (article);

-- An act is never changed. What took one back is an act of its own.
CREATE TABLE acts (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL, -- milliseconds since 1970
  article TEXT    NOT NULL DEFAULT '', -- '' for acts on the shelf
  title   TEXT    NOT NULL DEFAULT '',
  kind    TEXT    NOT NULL, -- hand, shelf
  act     TEXT    NOT NULL, -- JSON: what was and what is
  back    INTEGER NOT NULL DEFAULT 0 -- the act that this one took back
) STRICT;
CREATE INDEX acts_article ON acts (article, n);
CREATE INDEX acts_back    ON acts (back) WHERE back > 0;
