-- What wires, pages and exports say of an article: its place, own identifier, version, status, and when it was what, as
-- precisely as it was written.

ALTER TABLE article ADD COLUMN canonical_url  TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN external_id    TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN version        TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN embargo        TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN status         TEXT NOT NULL DEFAULT 'usable';
ALTER TABLE article ADD COLUMN published_from TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN published_at   TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN updated_at     TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN retrieved_at   TEXT NOT NULL DEFAULT '';

UPDATE store SET schema = 3;
