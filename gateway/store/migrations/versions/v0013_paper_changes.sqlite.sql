-- Statements are separated by empty lines.

CREATE TABLE paper_changes (
    id INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    document TEXT,
    CONSTRAINT pk_paper_changes PRIMARY KEY (id)
) STRICT

CREATE TRIGGER paper_changes_few AFTER INSERT ON paper_changes WHEN NEW.id % 10000 = 0
BEGIN
    DELETE FROM paper_changes WHERE id <= NEW.id - 50000;
END

CREATE TRIGGER documents_changed_by_insert AFTER INSERT ON documents
BEGIN
    INSERT INTO paper_changes (mark, document) VALUES (random(), NEW.id);
END

CREATE TRIGGER documents_changed_by_update AFTER UPDATE ON documents
BEGIN
    INSERT INTO paper_changes (mark, document) VALUES (random(), iif(NEW.registered_at = OLD.registered_at, NEW.id, NULL));
END

CREATE TRIGGER documents_changed_by_delete AFTER DELETE ON documents
BEGIN
    INSERT INTO paper_changes (mark, document) VALUES (random(), NULL);
END

CREATE TRIGGER segments_changed_by_insert AFTER INSERT ON segments
BEGIN
    INSERT INTO paper_changes (mark, document) VALUES (random(), NEW.document);
END

CREATE TRIGGER segments_changed_by_update AFTER UPDATE ON segments
WHEN NEW.newest IS OLD.newest
BEGIN
    INSERT INTO paper_changes (mark, document) VALUES (random(), NEW.document);
END

CREATE TRIGGER segments_changed_by_delete AFTER DELETE ON segments
BEGIN
    INSERT INTO paper_changes (mark, document) VALUES (random(), OLD.document);
END

CREATE TRIGGER segment_business_changed_by_insert AFTER INSERT ON segment_business
BEGIN
    INSERT INTO paper_changes (mark, document) SELECT random(), document FROM segments WHERE id = NEW.segment;
END

CREATE TRIGGER segment_business_changed_by_update AFTER UPDATE ON segment_business
WHEN NEW.newest IS OLD.newest
BEGIN
    INSERT INTO paper_changes (mark, document) SELECT random(), document FROM segments WHERE id = NEW.segment;
END

CREATE TRIGGER segment_business_changed_by_delete AFTER DELETE ON segment_business
BEGIN
    INSERT INTO paper_changes (mark, document) SELECT random(), document FROM segments WHERE id = OLD.segment;
END

CREATE TRIGGER segment_exemptions_changed_by_insert AFTER INSERT ON segment_exemptions
BEGIN
    INSERT INTO paper_changes (mark, document) SELECT random(), document FROM segments WHERE id = NEW.segment;
END

CREATE TRIGGER segment_exemptions_changed_by_update AFTER UPDATE ON segment_exemptions
BEGIN
    INSERT INTO paper_changes (mark, document) SELECT random(), document FROM segments WHERE id = NEW.segment;
END

CREATE TRIGGER segment_exemptions_changed_by_delete AFTER DELETE ON segment_exemptions
BEGIN
    INSERT INTO paper_changes (mark, document) SELECT random(), document FROM segments WHERE id = OLD.segment;
END

CREATE TRIGGER meetings_changed_by_update AFTER UPDATE ON meetings
BEGIN
    INSERT INTO paper_changes (mark, document)
    SELECT random(), document FROM segments
    WHERE id IN (SELECT segment FROM segment_business WHERE meeting = NEW.id);
END

CREATE TRIGGER bodies_changed_by_update AFTER UPDATE ON bodies
WHEN NEW.executive IS NOT OLD.executive
BEGIN
    INSERT INTO paper_changes (mark, document) VALUES (random(), NULL);
END
