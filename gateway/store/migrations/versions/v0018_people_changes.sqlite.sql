-- Statements are separated by empty lines.

CREATE TABLE people_changes (
    id INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    person TEXT NOT NULL,
    CONSTRAINT pk_people_changes PRIMARY KEY (id)
) STRICT

CREATE TRIGGER people_changes_few AFTER INSERT ON people_changes WHEN NEW.id % 10000 = 0
BEGIN
    DELETE FROM people_changes WHERE id <= NEW.id - 50000;
END

CREATE TRIGGER people_changed_by_insert AFTER INSERT ON people
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.id);
END

CREATE TRIGGER people_changed_by_update AFTER UPDATE ON people
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.id AS one UNION SELECT NEW.id);
END

CREATE TRIGGER people_changed_by_delete AFTER DELETE ON people
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.id);
END

CREATE TRIGGER terms_changed_by_insert AFTER INSERT ON terms
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER terms_changed_by_update AFTER UPDATE ON terms
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER terms_changed_by_delete AFTER DELETE ON terms
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER suspensions_changed_by_insert AFTER INSERT ON suspensions
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER suspensions_changed_by_update AFTER UPDATE ON suspensions
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER suspensions_changed_by_delete AFTER DELETE ON suspensions
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER group_memberships_changed_by_insert AFTER INSERT ON group_memberships
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER group_memberships_changed_by_update AFTER UPDATE ON group_memberships
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER group_memberships_changed_by_delete AFTER DELETE ON group_memberships
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER ward_seats_changed_by_insert AFTER INSERT ON ward_seats
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER ward_seats_changed_by_update AFTER UPDATE ON ward_seats
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER ward_seats_changed_by_delete AFTER DELETE ON ward_seats
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER seats_changed_by_insert AFTER INSERT ON seats
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER seats_changed_by_update AFTER UPDATE ON seats
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER seats_changed_by_delete AFTER DELETE ON seats
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER substitutions_changed_by_insert AFTER INSERT ON substitutions
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER substitutions_changed_by_update AFTER UPDATE ON substitutions
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER substitutions_changed_by_delete AFTER DELETE ON substitutions
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER positions_changed_by_insert AFTER INSERT ON positions
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER positions_changed_by_update AFTER UPDATE ON positions
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER positions_changed_by_delete AFTER DELETE ON positions
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER offices_changed_by_insert AFTER INSERT ON offices
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER offices_changed_by_update AFTER UPDATE ON offices
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER offices_changed_by_delete AFTER DELETE ON offices
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER interests_changed_by_insert AFTER INSERT ON interests
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER interests_changed_by_update AFTER UPDATE ON interests
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER interests_changed_by_delete AFTER DELETE ON interests
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER adverse_matters_changed_by_insert AFTER INSERT ON adverse_matters
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER adverse_matters_changed_by_update AFTER UPDATE ON adverse_matters
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER adverse_matters_changed_by_delete AFTER DELETE ON adverse_matters
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER undertakings_changed_by_insert AFTER INSERT ON undertakings
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), NEW.person);
END

CREATE TRIGGER undertakings_changed_by_update AFTER UPDATE ON undertakings
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), one FROM (SELECT OLD.person AS one UNION SELECT NEW.person);
END

CREATE TRIGGER undertakings_changed_by_delete AFTER DELETE ON undertakings
BEGIN
    INSERT INTO people_changes (mark, person) VALUES (random(), OLD.person);
END

CREATE TRIGGER meetings_people_by_update AFTER UPDATE ON meetings
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), person FROM (SELECT DISTINCT person FROM substitutions WHERE meeting = NEW.id);
END

CREATE TRIGGER bodies_people_by_update AFTER UPDATE ON bodies
BEGIN
    INSERT INTO people_changes (mark, person)
    SELECT random(), person FROM (SELECT DISTINCT person FROM seats WHERE body = NEW.id);
END
