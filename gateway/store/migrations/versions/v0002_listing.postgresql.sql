-- Statements are separated by empty lines.

UPDATE segments
SET newest = (SELECT registered_at || '~' || id FROM documents WHERE id = segments.document)

UPDATE segment_business
SET newest = (SELECT newest FROM segments WHERE id = segment_business.segment)

CREATE FUNCTION segments_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.newest := (SELECT registered_at || '~' || id FROM documents WHERE id = NEW.document);
    RETURN NEW;
END $$

CREATE FUNCTION segment_business_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.newest := (SELECT newest FROM segments WHERE id = NEW.segment);
    RETURN NEW;
END $$

CREATE FUNCTION documents_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE segments SET newest = NEW.registered_at || '~' || NEW.id
    WHERE document = NEW.id;
    UPDATE segment_business SET newest = NEW.registered_at || '~' || NEW.id
    WHERE segment IN (SELECT id FROM segments WHERE document = NEW.id);
    RETURN NULL;
END $$

CREATE TRIGGER segments_newest BEFORE INSERT ON segments
FOR EACH ROW EXECUTE FUNCTION segments_newest()

CREATE TRIGGER segment_business_newest BEFORE INSERT ON segment_business
FOR EACH ROW EXECUTE FUNCTION segment_business_newest()

CREATE TRIGGER documents_newest AFTER UPDATE OF registered_at ON documents
FOR EACH ROW EXECUTE FUNCTION documents_newest()
