-- The shelf: what was added, where it came from, what it says.
CREATE TABLE sources (
  n        INTEGER PRIMARY KEY AUTOINCREMENT,
  kind     INTEGER NOT NULL, -- 1 a feed, 2 a folder
  address  TEXT    NOT NULL UNIQUE,
  title    TEXT    NOT NULL DEFAULT '',
  site     TEXT    NOT NULL DEFAULT '',
  tags     TEXT    NOT NULL DEFAULT '', -- on a line each
  hidden   INTEGER NOT NULL DEFAULT 0,
  etag     TEXT    NOT NULL DEFAULT '',
  modified TEXT    NOT NULL DEFAULT '',
  checked  INTEGER NOT NULL DEFAULT 0, -- times are seconds since 1970, 0 for never
  next     INTEGER NOT NULL DEFAULT 0,
  every    INTEGER NOT NULL DEFAULT 0, -- seconds
  gone     INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  trouble  TEXT    NOT NULL DEFAULT '',
  added    INTEGER NOT NULL
) STRICT;

-- Texts as decoded, each once, by the hash of their bytes.
CREATE TABLE texts (
  hash    TEXT    PRIMARY KEY,
  format  INTEGER NOT NULL, -- 0 plain, 1 Markdown
  made    INTEGER NOT NULL, -- it was made of a page
  charset TEXT    NOT NULL,
  source  BLOB    NOT NULL
) STRICT;

CREATE TABLE entries (
  n         INTEGER PRIMARY KEY AUTOINCREMENT,
  name      TEXT    NOT NULL UNIQUE,
  article   TEXT    NOT NULL, -- the ID of its text: places and verdicts are kept by it
  text      TEXT    NOT NULL REFERENCES texts(hash),
  source    INTEGER REFERENCES sources(n) ON DELETE SET NULL,
  guid      TEXT    NOT NULL DEFAULT '',
  title     TEXT    NOT NULL, -- as repaired
  original  TEXT    NOT NULL,
  site      TEXT    NOT NULL DEFAULT '',
  author    TEXT    NOT NULL DEFAULT '',
  url       TEXT    NOT NULL DEFAULT '',
  address   TEXT    NOT NULL DEFAULT '', -- the url, written so that the same page is the same address
  path      TEXT    NOT NULL DEFAULT '',
  stamp     TEXT    NOT NULL DEFAULT '', -- of the file when it was read
  mt        TEXT    NOT NULL DEFAULT '',
  language  TEXT    NOT NULL DEFAULT '',
  note      TEXT    NOT NULL DEFAULT '',
  published INTEGER, -- seconds since 1970; NULL where unknown
  added     INTEGER NOT NULL,
  dated     INTEGER NOT NULL AS (coalesce(published, added)) STORED,
  opened    INTEGER NOT NULL DEFAULT 0,
  words     INTEGER NOT NULL DEFAULT 0,
  fixes     INTEGER NOT NULL DEFAULT -1,
  share     REAL    NOT NULL DEFAULT 0,
  state     INTEGER NOT NULL DEFAULT 0, -- 0 unread, 1 begun, 2 read
  starred   INTEGER NOT NULL DEFAULT 0,
  archived  INTEGER NOT NULL DEFAULT 0,
  kept      INTEGER NOT NULL DEFAULT 1, -- 0: it was opened, and never added
  hidden    INTEGER NOT NULL DEFAULT 0, -- it stands on no shelf but that of its source
  shortened INTEGER NOT NULL DEFAULT 0,
  deleted   INTEGER NOT NULL DEFAULT 0,
  gone      INTEGER NOT NULL DEFAULT 0, -- its file is there no more
  indexed   TEXT    NOT NULL DEFAULT '', -- by which rules its text was repaired for the index; '' for not yet
  listed    INTEGER NOT NULL AS (kept = 1 AND archived = 0 AND deleted = 0 AND hidden = 0 AND gone = 0) STORED
) STRICT;
CREATE INDEX entries_listed  ON entries (dated DESC, n DESC) WHERE listed = 1;
CREATE INDEX entries_unread  ON entries (dated DESC, n DESC) WHERE listed = 1 AND state = 0;
CREATE INDEX entries_begun   ON entries (dated DESC, n DESC) WHERE listed = 1 AND state = 1;
CREATE INDEX entries_starred ON entries (dated DESC, n DESC) WHERE starred = 1 AND deleted = 0;
CREATE INDEX entries_opened  ON entries (opened DESC) WHERE opened > 0 AND deleted = 0;
CREATE INDEX entries_source  ON entries (source, guid) WHERE source IS NOT NULL;
CREATE INDEX entries_article ON entries (article);
CREATE INDEX entries_text    ON entries (text);
CREATE INDEX entries_address ON entries (address) WHERE address <> '';
CREATE INDEX entries_path    ON entries (path) WHERE path <> '';
CREATE INDEX entries_deleted ON entries (deleted) WHERE deleted > 0;
CREATE INDEX entries_indexed ON entries (indexed);

-- The texts that an entry had before.
CREATE TABLE versions (
  entry   INTEGER NOT NULL REFERENCES entries(n) ON DELETE CASCADE,
  text    TEXT    NOT NULL REFERENCES texts(hash),
  article TEXT    NOT NULL,
  until   INTEGER NOT NULL,
  PRIMARY KEY (entry, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_text ON versions (text);

CREATE TABLE tags (
  entry INTEGER NOT NULL REFERENCES entries(n) ON DELETE CASCADE,
  tag   TEXT    NOT NULL,
  PRIMARY KEY (tag, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_entry ON tags (entry);

CREATE TABLE searches (
  name  TEXT PRIMARY KEY,
  query TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE failures (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  address TEXT    NOT NULL UNIQUE,
  why     TEXT    NOT NULL,
  hint    TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  tries   INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What can be found: the title and the text as repaired, what the machine wrote where it was repaired, Chinese names and their pinyin.
-- Chinese stands in it with a space round every character, so that words of two are found.
CREATE VIRTUAL TABLE found USING fts5(title, fixed, machine, names, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 2");
