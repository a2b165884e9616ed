-- Statements are separated by empty lines.

DROP INDEX ix_case_steps_reference

ALTER TABLE case_steps RENAME TO earlier_case_steps

CREATE TABLE case_steps (
    entry INTEGER NOT NULL,
    reference TEXT NOT NULL,
    step TEXT NOT NULL CONSTRAINT ck_case_steps_step CHECK (step <> ''),
    "by" TEXT NOT NULL,
    office TEXT CONSTRAINT ck_case_steps_office CHECK (office IN ('full_council', 'personnel_committee', 'chairman', 'chief_executive', 'external_monitoring_officer', 'deputy_monitoring_officer', 'monitoring_officer', 'strategic_director_law_governance', 'executive', 'proper_officer', 'data_protection_officer', 'town_clerk', 'executive_director', 'line_manager', 'service_director', 'designated_officer', 'head_of_service', 'director')),
    CONSTRAINT pk_case_steps PRIMARY KEY (entry),
    CONSTRAINT fk_case_steps_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_steps_reference FOREIGN KEY(reference) REFERENCES requests (reference),
    CONSTRAINT fk_case_steps_by FOREIGN KEY("by") REFERENCES people (id)
) STRICT

INSERT INTO case_steps SELECT * FROM earlier_case_steps

DROP TABLE earlier_case_steps

CREATE INDEX ix_case_steps_reference ON case_steps (reference)

CREATE TRIGGER case_steps_no_update BEFORE UPDATE ON case_steps
BEGIN
    SELECT RAISE(ABORT, 'case_steps is append-only');
END

CREATE TRIGGER case_steps_no_delete BEFORE DELETE ON case_steps
BEGIN
    SELECT RAISE(ABORT, 'case_steps is append-only');
END
