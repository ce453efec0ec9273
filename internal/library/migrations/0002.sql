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

-- What is asked for most stands first: it is found sooner in a row.
CREATE TABLE entries (
  n         INTEGER PRIMARY KEY AUTOINCREMENT,
  listed    INTEGER NOT NULL DEFAULT 0, -- it stands on the shelf; see the triggers
  dated     INTEGER NOT NULL DEFAULT 0, -- when it was published or, where that is unknown, added
  state     INTEGER NOT NULL DEFAULT 0, -- 0 unread, 1 begun, 2 read
  starred   INTEGER NOT NULL DEFAULT 0,
  archived  INTEGER NOT NULL DEFAULT 0,
  opened    INTEGER NOT NULL DEFAULT 0, -- times are seconds since 1970
  fixes     INTEGER NOT NULL DEFAULT -1,
  source    INTEGER REFERENCES sources(n) ON DELETE SET NULL,
  kept      INTEGER NOT NULL DEFAULT 1, -- 0: it was opened, and never added
  hidden    INTEGER NOT NULL DEFAULT 0, -- it stands on no shelf but that of its source
  gone      INTEGER NOT NULL DEFAULT 0, -- its file is there no more
  deleted   INTEGER NOT NULL DEFAULT 0,
  language  TEXT    NOT NULL DEFAULT '',
  published INTEGER, -- NULL where unknown
  added     INTEGER NOT NULL,
  share     REAL    NOT NULL DEFAULT 0,
  words     INTEGER NOT NULL DEFAULT 0,
  shortened INTEGER NOT NULL DEFAULT 0,
  indexed   TEXT    NOT NULL DEFAULT '', -- by which rules its text was repaired for the index; '' for not yet
  name      TEXT    NOT NULL UNIQUE,
  article   TEXT    NOT NULL, -- the ID of its text: places and verdicts are kept by it
  text      TEXT    NOT NULL REFERENCES texts(hash),
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
  note      TEXT    NOT NULL DEFAULT ''
) STRICT;
-- What stands on the shelf, in each order. The first has all that a search may ask for besides words. A condition that an index is made for must be asked
-- for in the same words, or the index is not used; columns that are generated would keep an index from standing for the table.
CREATE INDEX entries_listed   ON entries (dated DESC, n DESC, listed, state, starred, opened, fixes, source, language) WHERE listed = 1;
CREATE INDEX entries_unread   ON entries (dated DESC, n DESC)           WHERE listed = 1 AND state = 0;
CREATE INDEX entries_begun    ON entries (dated DESC, n DESC)           WHERE listed = 1 AND state = 1;
CREATE INDEX entries_title    ON entries (title COLLATE NOCASE, n)      WHERE listed = 1;
CREATE INDEX entries_fixes    ON entries (fixes DESC, n DESC)           WHERE listed = 1;
CREATE INDEX entries_read     ON entries (opened DESC, n DESC)          WHERE listed = 1;
CREATE INDEX entries_feed     ON entries (source, dated DESC, n DESC)   WHERE source IS NOT NULL AND archived = 0 AND deleted = 0 AND gone = 0;
CREATE INDEX entries_starred  ON entries (dated DESC, n DESC)           WHERE starred = 1 AND deleted = 0;
CREATE INDEX entries_archived ON entries (dated DESC, n DESC)           WHERE archived = 1 AND deleted = 0;
CREATE INDEX entries_opened   ON entries (opened DESC, n DESC)          WHERE opened > 0 AND deleted = 0;
CREATE INDEX entries_deleted  ON entries (deleted)                      WHERE deleted > 0;
-- By what an article is known.
CREATE INDEX entries_source   ON entries (source, guid) WHERE source IS NOT NULL;
CREATE INDEX entries_article  ON entries (article);
CREATE INDEX entries_text     ON entries (text);
CREATE INDEX entries_address  ON entries (address) WHERE address <> '';
CREATE INDEX entries_path     ON entries (path) WHERE path <> '';
CREATE INDEX entries_indexed  ON entries (indexed) WHERE deleted = 0;

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

-- How many entries stand in each section, and how many of them unread. The triggers below keep it, so that the shelf need not be counted.
CREATE TABLE sections (
  kind   INTEGER NOT NULL, -- 0 all, 1 begun, 2 starred, 3 recent, 4 archived, 5 deleted, 6 of a source, 7 with a tag
  what   ANY     NOT NULL, -- the source, the tag, or ''
  found  INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  PRIMARY KEY (kind, what)
) STRICT, WITHOUT ROWID;

-- In which sections each entry stands.
CREATE VIEW standing (entry, kind, what, unread) AS
  SELECT n, 0, '', state = 0 FROM entries WHERE listed = 1 UNION ALL
  SELECT n, 1, '', 0         FROM entries WHERE listed = 1 AND state = 1 UNION ALL
  SELECT n, 2, '', state = 0 FROM entries WHERE starred = 1 AND deleted = 0 UNION ALL
  SELECT n, 3, '', state = 0 FROM entries WHERE opened > 0 AND deleted = 0 UNION ALL
  SELECT n, 4, '', state = 0 FROM entries WHERE archived = 1 AND deleted = 0 UNION ALL
  SELECT n, 5, '', state = 0 FROM entries WHERE deleted > 0 UNION ALL
  SELECT n, 6, source, state = 0 FROM entries WHERE source IS NOT NULL AND archived = 0 AND deleted = 0 AND gone = 0 UNION ALL
  SELECT n, 7, tag, state = 0    FROM tags JOIN entries ON n = entry WHERE listed = 1;

CREATE TRIGGER entry_comes AFTER INSERT ON entries BEGIN
  UPDATE entries SET dated = coalesce(new.published, new.added), listed = new.kept = 1 AND new.archived = 0 AND new.deleted = 0 AND new.hidden = 0 AND new.gone = 0 WHERE n = new.n;
  INSERT INTO sections SELECT kind, what, 1, unread FROM standing WHERE entry = new.n
    ON CONFLICT DO UPDATE SET found = found + 1, unread = unread + excluded.unread;
END;
CREATE TRIGGER entry_dated AFTER UPDATE OF published, added ON entries BEGIN
  UPDATE entries SET dated = coalesce(new.published, new.added) WHERE n = new.n;
END;
CREATE TRIGGER entry_leaves_sections BEFORE UPDATE OF kept, archived, deleted, hidden, gone, state, starred, opened, source ON entries BEGIN
  UPDATE sections SET found = found - 1, unread = sections.unread - s.unread FROM standing AS s WHERE s.entry = old.n AND sections.kind = s.kind AND sections.what = s.what;
END;
CREATE TRIGGER entry_enters_sections AFTER UPDATE OF kept, archived, deleted, hidden, gone, state, starred, opened, source ON entries BEGIN
  UPDATE entries SET listed = kept = 1 AND archived = 0 AND deleted = 0 AND hidden = 0 AND gone = 0 WHERE n = new.n;
  INSERT INTO sections SELECT kind, what, 1, unread FROM standing WHERE entry = new.n
    ON CONFLICT DO UPDATE SET found = found + 1, unread = unread + excluded.unread;
END;
CREATE TRIGGER entry_goes BEFORE DELETE ON entries BEGIN
  UPDATE sections SET found = found - 1, unread = sections.unread - s.unread FROM standing AS s WHERE s.entry = old.n AND sections.kind = s.kind AND sections.what = s.what;
END;
CREATE TRIGGER tag_comes AFTER INSERT ON tags BEGIN
  INSERT INTO sections SELECT kind, what, 1, unread FROM standing WHERE entry = new.entry AND kind = 7 AND what = new.tag
    ON CONFLICT DO UPDATE SET found = found + 1, unread = unread + excluded.unread;
END;
CREATE TRIGGER tag_goes BEFORE DELETE ON tags BEGIN -- of an entry that is there: one that goes has left its sections
  UPDATE sections SET found = found - 1, unread = sections.unread - s.unread FROM standing AS s
    WHERE s.entry = old.entry AND s.kind = 7 AND s.what = old.tag AND sections.kind = s.kind AND sections.what = s.what;
END;

CREATE TABLE searches (
  name    TEXT    PRIMARY KEY,
  query   TEXT    NOT NULL,
  found   INTEGER NOT NULL DEFAULT 0, -- how many entries, and how many of them unread, when the library was as it was at
  unread  INTEGER NOT NULL DEFAULT 0,
  counted INTEGER NOT NULL DEFAULT -1 -- this revision
) STRICT, WITHOUT ROWID;

-- How often the library has been written to.
CREATE TABLE revision (n INTEGER NOT NULL) STRICT;
INSERT INTO revision VALUES (0);

CREATE TABLE failures (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  address TEXT    NOT NULL UNIQUE,
  why     TEXT    NOT NULL,
  hint    TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  tries   INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Where the text of an entry was repaired when it was indexed, for the pieces of it that a search shows.
CREATE TABLE repairs (
  entry INTEGER PRIMARY KEY REFERENCES entries(n) ON DELETE CASCADE,
  edits BLOB NOT NULL
) STRICT;

-- What can be found: the title and the text as repaired, what the machine wrote where it was repaired, Chinese names and their pinyin, who wrote and who
-- published it. It stands there in words as the program takes text apart: folded, each character of Chinese for itself. The words of site have a mark
-- before them, so that only those find them who ask for a site.
CREATE VIRTUAL TABLE found USING fts5(title, fixed, machine, names, author, site, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
