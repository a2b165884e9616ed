-- Statements are separated by empty lines.

CREATE TABLE grants (
    entry BIGINT NOT NULL,
    segment TEXT NOT NULL CONSTRAINT ck_grants_segment CHECK (segment <> ''),
    reference TEXT NOT NULL,
    lasts TEXT NOT NULL CONSTRAINT ck_grants_lasts CHECK (lasts IN ('open', 'day', 'meeting', 'request')),
    until TEXT,
    renews BIGINT,
    CONSTRAINT pk_grants PRIMARY KEY (entry, segment),
    CONSTRAINT fk_grants_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_grants_reference FOREIGN KEY(reference) REFERENCES requests (reference)
)

CREATE INDEX ix_grants_reference ON grants (reference)

CREATE TABLE revocations (
    entry BIGINT NOT NULL,
    segment TEXT NOT NULL CONSTRAINT ck_revocations_segment CHECK (segment <> ''),
    reference TEXT NOT NULL,
    CONSTRAINT pk_revocations PRIMARY KEY (entry, segment),
    CONSTRAINT fk_revocations_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_revocations_reference FOREIGN KEY(reference) REFERENCES requests (reference)
)

CREATE INDEX ix_revocations_reference ON revocations (reference)

CREATE TABLE acceptances (
    entry BIGINT NOT NULL,
    segment TEXT NOT NULL CONSTRAINT ck_acceptances_segment CHECK (segment <> ''),
    person TEXT NOT NULL,
    document TEXT NOT NULL CONSTRAINT ck_acceptances_document CHECK (document <> ''),
    reference TEXT CONSTRAINT ck_acceptances_reference CHECK (reference <> ''),
    conditions TEXT NOT NULL CONSTRAINT ck_acceptances_conditions CHECK (conditions <> ''),
    rule_book TEXT NOT NULL CONSTRAINT ck_acceptances_rule_book CHECK (rule_book <> ''),
    CONSTRAINT pk_acceptances PRIMARY KEY (entry, segment),
    CONSTRAINT fk_acceptances_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_acceptances_person FOREIGN KEY(person) REFERENCES people (id)
)

CREATE INDEX ix_acceptances_person_document ON acceptances (person, document)

CREATE TRIGGER grants_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON grants
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER revocations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON revocations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER acceptances_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON acceptances
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
