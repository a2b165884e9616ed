-- Statements are separated by empty lines.

CREATE TABLE copies (
    id TEXT NOT NULL CONSTRAINT ck_copies_id CHECK (length(id) = 32 AND id = lower(id)),
    person TEXT NOT NULL,
    document TEXT NOT NULL CONSTRAINT ck_copies_document CHECK (document <> ''),
    since TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT ck_copies_state CHECK (state IN ('held', 'asked_back', 'returned', 'destroyed')),
    looked_at TEXT NOT NULL,
    looked_local TEXT NOT NULL,
    asked_back INTEGER,
    given_back INTEGER,
    CONSTRAINT pk_copies PRIMARY KEY (id),
    CONSTRAINT fk_copies_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_copies_document ON copies (document)

CREATE UNIQUE INDEX uq_copies_out ON copies (person, document) WHERE state IN ('held', 'asked_back')

CREATE TABLE copy_fetches (
    entry INTEGER NOT NULL,
    segment TEXT NOT NULL CONSTRAINT ck_copy_fetches_segment CHECK (segment <> ''),
    copy TEXT NOT NULL,
    reference TEXT CONSTRAINT ck_copy_fetches_reference CHECK (reference <> ''),
    sha256 TEXT NOT NULL CONSTRAINT ck_copy_fetches_sha256 CHECK (sha256 <> ''),
    conditions TEXT NOT NULL CONSTRAINT ck_copy_fetches_conditions CHECK (conditions <> ''),
    CONSTRAINT pk_copy_fetches PRIMARY KEY (entry, segment),
    CONSTRAINT fk_copy_fetches_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_copy_fetches_copy FOREIGN KEY(copy) REFERENCES copies (id)
) STRICT

CREATE INDEX ix_copy_fetches_copy ON copy_fetches (copy)

CREATE INDEX ix_copy_fetches_reference ON copy_fetches (reference)

CREATE TABLE onward_answers (
    entry INTEGER NOT NULL,
    segment TEXT NOT NULL CONSTRAINT ck_onward_answers_segment CHECK (segment <> ''),
    reference TEXT NOT NULL,
    place INTEGER NOT NULL,
    may INTEGER NOT NULL CONSTRAINT ck_onward_answers_may CHECK (may IN (0, 1)),
    CONSTRAINT pk_onward_answers PRIMARY KEY (entry, segment),
    CONSTRAINT fk_onward_answers_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_onward_answers_reference FOREIGN KEY(reference) REFERENCES requests (reference)
) STRICT

CREATE INDEX ix_onward_answers_reference ON onward_answers (reference)

CREATE TABLE incidents (
    id TEXT NOT NULL CONSTRAINT ck_incidents_id CHECK (length(id) = 32 AND id = lower(id)),
    entry INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    document TEXT NOT NULL CONSTRAINT ck_incidents_document CHECK (document <> ''),
    closed INTEGER,
    outcome TEXT CONSTRAINT ck_incidents_outcome CHECK (outcome IN ('no_misuse', 'not_traced', 'words_of_advice', 'conduct_complaint', 'employee_discipline', 'regulator_told')),
    CONSTRAINT pk_incidents PRIMARY KEY (id),
    CONSTRAINT fk_incidents_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_incidents_by FOREIGN KEY("by") REFERENCES people (id)
) STRICT

CREATE INDEX ix_incidents_entry ON incidents (entry)

CREATE TABLE incident_people (
    incident TEXT NOT NULL,
    person TEXT NOT NULL,
    CONSTRAINT pk_incident_people PRIMARY KEY (incident, person),
    CONSTRAINT fk_incident_people_incident FOREIGN KEY(incident) REFERENCES incidents (id),
    CONSTRAINT fk_incident_people_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE TABLE incident_copies (
    incident TEXT NOT NULL,
    copy TEXT NOT NULL,
    CONSTRAINT pk_incident_copies PRIMARY KEY (incident, copy),
    CONSTRAINT fk_incident_copies_incident FOREIGN KEY(incident) REFERENCES incidents (id),
    CONSTRAINT fk_incident_copies_copy FOREIGN KEY(copy) REFERENCES copies (id)
) STRICT

CREATE TRIGGER copy_fetches_no_update BEFORE UPDATE ON copy_fetches
BEGIN
    SELECT RAISE(ABORT, 'copy_fetches is append-only');
END

CREATE TRIGGER copy_fetches_no_delete BEFORE DELETE ON copy_fetches
BEGIN
    SELECT RAISE(ABORT, 'copy_fetches is append-only');
END

CREATE TRIGGER onward_answers_no_update BEFORE UPDATE ON onward_answers
BEGIN
    SELECT RAISE(ABORT, 'onward_answers is append-only');
END

CREATE TRIGGER onward_answers_no_delete BEFORE DELETE ON onward_answers
BEGIN
    SELECT RAISE(ABORT, 'onward_answers is append-only');
END
