-- Statements are separated by empty lines.

CREATE TABLE grants (
    entry INTEGER NOT NULL,
    segment TEXT NOT NULL CONSTRAINT ck_grants_segment CHECK (segment <> ''),
    reference TEXT NOT NULL,
    lasts TEXT NOT NULL CONSTRAINT ck_grants_lasts CHECK (lasts IN ('open', 'day', 'meeting', 'request')),
    until TEXT,
    renews INTEGER,
    CONSTRAINT pk_grants PRIMARY KEY (entry, segment),
    CONSTRAINT fk_grants_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_grants_reference FOREIGN KEY(reference) REFERENCES requests (reference)
) STRICT

CREATE INDEX ix_grants_reference ON grants (reference)

CREATE TABLE revocations (
    entry INTEGER NOT NULL,
    segment TEXT NOT NULL CONSTRAINT ck_revocations_segment CHECK (segment <> ''),
    reference TEXT NOT NULL,
    CONSTRAINT pk_revocations PRIMARY KEY (entry, segment),
    CONSTRAINT fk_revocations_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_revocations_reference FOREIGN KEY(reference) REFERENCES requests (reference)
) STRICT

CREATE INDEX ix_revocations_reference ON revocations (reference)

CREATE TABLE acceptances (
    entry INTEGER NOT NULL,
    segment TEXT NOT NULL CONSTRAINT ck_acceptances_segment CHECK (segment <> ''),
    person TEXT NOT NULL,
    document TEXT NOT NULL CONSTRAINT ck_acceptances_document CHECK (document <> ''),
    reference TEXT CONSTRAINT ck_acceptances_reference CHECK (reference <> ''),
    conditions TEXT NOT NULL CONSTRAINT ck_acceptances_conditions CHECK (conditions <> ''),
    rule_book TEXT NOT NULL CONSTRAINT ck_acceptances_rule_book CHECK (rule_book <> ''),
    CONSTRAINT pk_acceptances PRIMARY KEY (entry, segment),
    CONSTRAINT fk_acceptances_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_acceptances_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_acceptances_person_document ON acceptances (person, document)

CREATE TRIGGER grants_no_update BEFORE UPDATE ON grants
BEGIN
    SELECT RAISE(ABORT, 'grants is append-only');
END

CREATE TRIGGER grants_no_delete BEFORE DELETE ON grants
BEGIN
    SELECT RAISE(ABORT, 'grants is append-only');
END

CREATE TRIGGER revocations_no_update BEFORE UPDATE ON revocations
BEGIN
    SELECT RAISE(ABORT, 'revocations is append-only');
END

CREATE TRIGGER revocations_no_delete BEFORE DELETE ON revocations
BEGIN
    SELECT RAISE(ABORT, 'revocations is append-only');
END

CREATE TRIGGER acceptances_no_update BEFORE UPDATE ON acceptances
BEGIN
    SELECT RAISE(ABORT, 'acceptances is append-only');
END

CREATE TRIGGER acceptances_no_delete BEFORE DELETE ON acceptances
BEGIN
    SELECT RAISE(ABORT, 'acceptances is append-only');
END
