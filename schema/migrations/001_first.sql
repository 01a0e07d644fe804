-- The catalogue: the truth that the Xapian index is derived from. README.md describes the tables.

CREATE TABLE store (
  uuid            TEXT NOT NULL,
  schema          INTEGER NOT NULL,
  indexer_version TEXT NOT NULL
);

-- Named features of this store; a program that does not know one refuses to read, or to write.
CREATE TABLE feature (
  name   TEXT PRIMARY KEY,
  demand TEXT NOT NULL CHECK (demand IN ('read', 'write'))
) WITHOUT ROWID;

CREATE TABLE generation (
  gen   INTEGER PRIMARY KEY,
  nonce TEXT NOT NULL,
  at    TEXT NOT NULL
);

CREATE TABLE article (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uid            TEXT NOT NULL UNIQUE,
  file           BLOB NOT NULL,
  place          TEXT NOT NULL,
  sha256         TEXT NOT NULL,
  title          TEXT NOT NULL,
  standfirst     TEXT NOT NULL,
  byline         TEXT NOT NULL,
  outlet         TEXT NOT NULL,
  section        TEXT NOT NULL,
  dateline       TEXT NOT NULL,
  language       TEXT NOT NULL,
  url            TEXT NOT NULL,
  published_raw  TEXT NOT NULL,
  published      TEXT,
  updated        TEXT,
  day            TEXT GENERATED ALWAYS AS (coalesce(published, updated)) VIRTUAL,
  words          INTEGER NOT NULL,
  replaced_bytes INTEGER NOT NULL,
  text           BLOB NOT NULL,
  blocks         TEXT NOT NULL,
  engine         TEXT NOT NULL,
  gen            INTEGER NOT NULL
);
CREATE INDEX article_file ON article (file);
CREATE INDEX article_gen ON article (gen);
CREATE INDEX article_language ON article (language);
CREATE INDEX article_engine ON article (engine);

CREATE TABLE quote (
  article_id   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  ordinal      INTEGER NOT NULL,
  shown        INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  act          TEXT NOT NULL,
  factuality   TEXT NOT NULL,
  content      TEXT NOT NULL,
  cue          TEXT NOT NULL,
  source       TEXT NOT NULL,
  speakers     TEXT NOT NULL,
  according_to TEXT NOT NULL,
  addressee    TEXT NOT NULL,
  confidence   REAL NOT NULL,
  reason       TEXT NOT NULL,
  topics       TEXT NOT NULL,
  context      TEXT NOT NULL,
  lead_in      TEXT NOT NULL,
  gen          INTEGER NOT NULL,
  PRIMARY KEY (article_id, ordinal)
) WITHOUT ROWID;
CREATE INDEX quote_shown ON quote (shown) WHERE shown;

CREATE TABLE speaker (
  id    TEXT PRIMARY KEY,
  name  TEXT NOT NULL,
  class TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE tombstone (
  uid TEXT PRIMARY KEY,
  gen INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX tombstone_gen ON tombstone (gen);

CREATE TABLE input (
  file     BLOB NOT NULL,
  place    TEXT NOT NULL,
  size     INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  sha256   TEXT NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('read', 'failed')),
  reason   TEXT NOT NULL,
  engine   TEXT NOT NULL,
  articles INTEGER NOT NULL,
  gen      INTEGER NOT NULL,
  PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE INDEX input_failed ON input (state) WHERE state = 'failed';

CREATE TABLE index_error (
  article_uid TEXT PRIMARY KEY,
  reason      TEXT NOT NULL,
  gen         INTEGER NOT NULL
) WITHOUT ROWID;
