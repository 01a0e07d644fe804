-- Tables of names that the archive's owner gave it, over those compiled into the program.

CREATE TABLE own_table (
  kind    TEXT PRIMARY KEY,
  file    BLOB NOT NULL,
  rows    INTEGER NOT NULL,
  digest  TEXT NOT NULL,
  at      TEXT NOT NULL,
  content BLOB NOT NULL
) WITHOUT ROWID;

-- Of all own tables together, empty when there are none; and the generation that changed them last.
ALTER TABLE store ADD COLUMN names TEXT NOT NULL DEFAULT '';
ALTER TABLE store ADD COLUMN names_gen INTEGER NOT NULL DEFAULT 0;

UPDATE store SET schema = 2;
