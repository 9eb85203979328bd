-- The project file, version 5. Every noun has a table with its UUID; numbers (id) are given
-- out once and never again. Positions are Unicode code points, ranges half-open.
-- What a later version brought comes last in its table, where a migration adds it and
-- where the steps of older histories, which lack it, leave off.

CREATE TABLE project (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid BLOB NOT NULL,
  title TEXT NOT NULL,
  memo TEXT
);

-- Texts never change, so the history does not hold them: a document names its text by the
-- digest of what is in it. Stretches: JSON rows of
-- kind, start, end, level and, where there is one, label.
CREATE TABLE text (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  length INTEGER NOT NULL,
  stretches TEXT
);

CREATE VIRTUAL TABLE text_search USING fts5 (
  body, content = 'text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- report: how it came in, in the words of the day.
CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL,
  title TEXT NOT NULL,
  source TEXT,
  language TEXT,
  memo TEXT,
  encoding TEXT,
  line_ends INTEGER NOT NULL,
  byte_order_mark INTEGER NOT NULL,
  attributes TEXT,
  digest TEXT NOT NULL,
  length INTEGER NOT NULL,
  report TEXT
);

CREATE TABLE code (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL,
  parent INTEGER NOT NULL,
  position INTEGER NOT NULL,
  colour INTEGER NOT NULL,
  key INTEGER NOT NULL,
  name TEXT NOT NULL,
  definition TEXT,
  use_when TEXT,
  use_not TEXT,
  memo TEXT,
  blurred INTEGER NOT NULL DEFAULT 0,
  pseudonym TEXT
);

-- asked: NULL: it was not said which documents the coder was asked to code; 'all'; or their
-- UUIDs with spaces between.
CREATE TABLE coder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL,
  name TEXT NOT NULL,
  asked TEXT
);

-- What is kept beside texts and codings. document: 0: with the project. digest: NULL: there
-- is no content but the text.
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  document INTEGER NOT NULL,
  text TEXT,
  media_type TEXT,
  digest TEXT,
  size INTEGER NOT NULL
);

-- Contents of attachments lie apart by their digest, as texts do.
CREATE TABLE content (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  body BLOB NOT NULL
);

-- Clustered by document: the codings of one document lie together. flags: 1 an example
-- passage for its code.
CREATE TABLE annotation (
  document INTEGER NOT NULL,
  uuid BLOB NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  code INTEGER NOT NULL,
  coder INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  memo TEXT,
  flags INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (document, uuid)
) WITHOUT ROWID;

-- Each step as a changeset of SQLite's session extension. state: 0 done, 1 undone,
-- 2 dropped: undone, and then something else was done. time: milliseconds since 1970, UTC.
CREATE TABLE history (
  step INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL,
  label TEXT NOT NULL,
  coder INTEGER NOT NULL,
  time INTEGER NOT NULL,
  state INTEGER NOT NULL,
  n_changes INTEGER NOT NULL,
  changes BLOB
);

CREATE INDEX history_state ON history (state, step);

-- Which texts the steps of the history brought: these are kept for undo and redo.
CREATE TABLE history_text (
  step INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (step, digest)
) WITHOUT ROWID;

-- The same for contents of attachments.
CREATE TABLE history_content (
  step INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (step, digest)
) WITHOUT ROWID;
