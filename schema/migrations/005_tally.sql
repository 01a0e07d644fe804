-- How many articles there are of each language and engine, and how many shown quotations: each generation's index says so, and counting
-- them anew would take longer with every generation. Kept by triggers, whoever changes the rows.

CREATE TABLE tally (
  kind  TEXT NOT NULL CHECK (kind IN ('language', 'engine', 'quotes')),
  name  TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
) WITHOUT ROWID;

INSERT INTO tally SELECT 'language', language, count(*) FROM article GROUP BY language;
INSERT INTO tally SELECT 'engine', engine, count(*) FROM article GROUP BY engine;
INSERT INTO tally SELECT 'quotes', '', count(*) FROM quote WHERE shown;

CREATE TRIGGER article_counted AFTER INSERT ON article BEGIN
  INSERT INTO tally VALUES ('language', NEW.language, 1), ('engine', NEW.engine, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER article_discounted AFTER DELETE ON article BEGIN
  UPDATE tally SET count = count - 1 WHERE kind = 'language' AND name = OLD.language;
  UPDATE tally SET count = count - 1 WHERE kind = 'engine' AND name = OLD.engine;
END;
CREATE TRIGGER article_recounted AFTER UPDATE OF language, engine ON article BEGIN
  UPDATE tally SET count = count - 1 WHERE kind = 'language' AND name = OLD.language;
  UPDATE tally SET count = count - 1 WHERE kind = 'engine' AND name = OLD.engine;
  INSERT INTO tally VALUES ('language', NEW.language, 1), ('engine', NEW.engine, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER quote_counted AFTER INSERT ON quote WHEN NEW.shown BEGIN
  UPDATE tally SET count = count + 1 WHERE kind = 'quotes';
END;
CREATE TRIGGER quote_discounted AFTER DELETE ON quote WHEN OLD.shown BEGIN
  UPDATE tally SET count = count - 1 WHERE kind = 'quotes';
END;
CREATE TRIGGER quote_recounted AFTER UPDATE OF shown ON quote WHEN NEW.shown <> OLD.shown BEGIN
  UPDATE tally SET count = count + NEW.shown - OLD.shown WHERE kind = 'quotes';
END;

UPDATE store SET schema = 5;
