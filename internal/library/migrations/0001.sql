-- Where the reader was in each article, and what the reader decided about its fixes.
CREATE TABLE articles (
  id    TEXT PRIMARY KEY,
  place INTEGER NOT NULL DEFAULT 0, -- source offset of the top of the screen, in bytes
  share REAL    NOT NULL DEFAULT 0, -- how much of it had been on the screen, 0 to 1
  begun INTEGER NOT NULL DEFAULT 0,
  kept  INTEGER NOT NULL            -- when something of this last changed, in seconds since 1970
) STRICT, WITHOUT ROWID;

CREATE TABLE verdicts (
  article TEXT    NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start   INTEGER NOT NULL, -- the span of the fix, in bytes of the source
  stop    INTEGER NOT NULL,
  ruling  TEXT    NOT NULL CHECK (ruling IN ('accepted', 'rejected', 'edited')),
  fix     TEXT    NOT NULL DEFAULT '',
  zh      TEXT    NOT NULL DEFAULT '',
  pinyin  TEXT    NOT NULL DEFAULT '',
  literal TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (article, start, stop)
) STRICT, WITHOUT ROWID;
