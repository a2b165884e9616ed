-- Statements are separated by empty lines.

UPDATE segments
SET newest = (SELECT registered_at || '~' || id FROM documents WHERE id = segments.document)

UPDATE segment_business
SET newest = (SELECT newest FROM segments WHERE id = segment_business.segment)

CREATE TRIGGER segments_newest AFTER INSERT ON segments
BEGIN
    UPDATE segments
    SET newest = (SELECT registered_at || '~' || id FROM documents WHERE id = NEW.document)
    WHERE id = NEW.id;
END

CREATE TRIGGER segment_business_newest AFTER INSERT ON segment_business
BEGIN
    UPDATE segment_business
    SET newest = (SELECT newest FROM segments WHERE id = NEW.segment)
    WHERE id = NEW.id;
END

CREATE TRIGGER documents_newest AFTER UPDATE OF registered_at ON documents
BEGIN
    UPDATE segments SET newest = NEW.registered_at || '~' || NEW.id
    WHERE document = NEW.id;
    UPDATE segment_business SET newest = NEW.registered_at || '~' || NEW.id
    WHERE segment IN (SELECT id FROM segments WHERE document = NEW.id);
END
