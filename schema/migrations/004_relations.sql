-- How articles stand to each other: versions of one article, copies of one text; and whose story one prints.

ALTER TABLE article ADD COLUMN agency TEXT NOT NULL DEFAULT '';
CREATE INDEX article_external_id ON article (external_id) WHERE external_id <> '';

CREATE TABLE relation (
  article_id    INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  address       TEXT NOT NULL,
  fingerprint   INTEGER NOT NULL,
  version_group INTEGER NOT NULL,
  supersedes    TEXT NOT NULL DEFAULT '',
  superseded_by TEXT NOT NULL DEFAULT '',
  duplicate_of  TEXT NOT NULL DEFAULT '',
  cluster       TEXT NOT NULL DEFAULT '',
  copy          TEXT NOT NULL DEFAULT ''
);
CREATE INDEX relation_address ON relation (address) WHERE address <> '';
CREATE INDEX relation_version_group ON relation (version_group);
CREATE INDEX relation_cluster ON relation (cluster) WHERE cluster <> '';

CREATE TABLE shingle (
  hash       INTEGER NOT NULL,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (hash, article_id)
) WITHOUT ROWID;

-- The least containment of near-duplicates, 0: none are looked for; and by which rules relations were found, 0: not yet.
ALTER TABLE store ADD COLUMN near_duplicates REAL NOT NULL DEFAULT 0.45;
ALTER TABLE store ADD COLUMN relations INTEGER NOT NULL DEFAULT 0;

UPDATE store SET schema = 4;
