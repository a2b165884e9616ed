-- Statements are separated by empty lines.

CREATE TABLE absences (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    entry INTEGER NOT NULL,
    person TEXT NOT NULL,
    CONSTRAINT pk_absences PRIMARY KEY (id),
    CONSTRAINT ck_absences_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_absences_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_absences_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE TABLE deputies (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    entry INTEGER NOT NULL,
    office TEXT NOT NULL CONSTRAINT ck_deputies_office CHECK (office IN ('full_council', 'personnel_committee', 'chairman', 'chief_executive', 'external_monitoring_officer', 'deputy_monitoring_officer', 'monitoring_officer', 'strategic_director_law_governance', 'executive', 'proper_officer', 'data_protection_officer', 'town_clerk', 'executive_director', 'line_manager', 'service_director', 'designated_officer', 'head_of_service', 'director')),
    person TEXT NOT NULL,
    CONSTRAINT pk_deputies PRIMARY KEY (id),
    CONSTRAINT ck_deputies_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_deputies_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_deputies_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE TABLE determinations (
    entry INTEGER NOT NULL,
    segment TEXT NOT NULL CONSTRAINT ck_determinations_segment CHECK (segment <> ''),
    place INTEGER NOT NULL,
    answer TEXT NOT NULL CONSTRAINT ck_determinations_answer CHECK (answer IN ('uphold', 'vary', 'overturn')),
    "row" TEXT NOT NULL CONSTRAINT ck_determinations_row CHECK (row <> ''),
    kind TEXT NOT NULL CONSTRAINT ck_determinations_kind CHECK (kind IN ('report', 'accounts', 'casework_record', 'individual_employment', 'officer_report_to_group', 'group_internal', 'political_adviser_advice', 'officer_note_of_group_discussion', 'advice_to_member', 'correspondence')),
    rule_book TEXT NOT NULL CONSTRAINT ck_determinations_rule_book CHECK (rule_book <> ''),
    in_confidence INTEGER NOT NULL CONSTRAINT ck_determinations_in_confidence CHECK (in_confidence IN (0, 1)),
    CONSTRAINT pk_determinations PRIMARY KEY (entry, segment),
    CONSTRAINT fk_determinations_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT

CREATE INDEX ix_determinations_row ON determinations ("row", kind)

CREATE TABLE document_authors (
    document TEXT NOT NULL,
    person TEXT NOT NULL,
    CONSTRAINT pk_document_authors PRIMARY KEY (document, person),
    CONSTRAINT fk_document_authors_document FOREIGN KEY(document) REFERENCES documents (id),
    CONSTRAINT fk_document_authors_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE TABLE relationships (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    entry INTEGER NOT NULL,
    person TEXT NOT NULL,
    other TEXT NOT NULL,
    same_person INTEGER NOT NULL CONSTRAINT ck_relationships_same_person CHECK (same_person IN (0, 1)),
    CONSTRAINT pk_relationships PRIMARY KEY (id),
    CONSTRAINT ck_relationships_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_relationships_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_relationships_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_relationships_other FOREIGN KEY(other) REFERENCES people (id)
) STRICT

CREATE INDEX ix_relationships_other ON relationships (other)

CREATE INDEX ix_relationships_person ON relationships (person)

CREATE TABLE case_steps (
    entry INTEGER NOT NULL,
    reference TEXT NOT NULL,
    step TEXT NOT NULL CONSTRAINT ck_case_steps_step CHECK (step IN ('look', 'ask', 'save_draft', 'discard_draft', 'send_draft', 'ask_for_information', 'ask_to_narrow', 'give_information', 'withdraw', 'end', 'ask_again', 'find', 'consult', 'ask_for_advice', 'give_advice', 'dispute', 'determine')),
    "by" TEXT NOT NULL,
    office TEXT CONSTRAINT ck_case_steps_office CHECK (office IN ('full_council', 'personnel_committee', 'chairman', 'chief_executive', 'external_monitoring_officer', 'deputy_monitoring_officer', 'monitoring_officer', 'strategic_director_law_governance', 'executive', 'proper_officer', 'data_protection_officer', 'town_clerk', 'executive_director', 'line_manager', 'service_director', 'designated_officer', 'head_of_service', 'director')),
    CONSTRAINT pk_case_steps PRIMARY KEY (entry),
    CONSTRAINT fk_case_steps_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_steps_reference FOREIGN KEY(reference) REFERENCES requests (reference),
    CONSTRAINT fk_case_steps_by FOREIGN KEY("by") REFERENCES people (id)
) STRICT

CREATE INDEX ix_case_steps_reference ON case_steps (reference)

CREATE TABLE cases (
    reference TEXT NOT NULL,
    mark TEXT NOT NULL CONSTRAINT ck_cases_mark CHECK (mark IN ('open', 'information_asked', 'ended', 'withdrawn')),
    capacity TEXT NOT NULL CONSTRAINT ck_cases_capacity CHECK (capacity IN ('member_of_council', 'ward_member', 'political_group', 'private_person')),
    authority TEXT NOT NULL,
    interests TEXT NOT NULL,
    again_from TEXT,
    waits TEXT NOT NULL,
    CONSTRAINT pk_cases PRIMARY KEY (reference),
    CONSTRAINT fk_cases_reference FOREIGN KEY(reference) REFERENCES requests (reference),
    CONSTRAINT fk_cases_again_from FOREIGN KEY(again_from) REFERENCES requests (reference)
) STRICT

CREATE INDEX ix_cases_waiting ON cases (reference) WHERE waits <> '[]'

CREATE TABLE disputes (
    entry INTEGER NOT NULL,
    reference TEXT NOT NULL,
    ground TEXT NOT NULL CONSTRAINT ck_disputes_ground CHECK (ground IN ('refusal', 'delay', 'condition', 'conflict')),
    forum TEXT NOT NULL CONSTRAINT ck_disputes_forum CHECK (forum <> ''),
    stage TEXT NOT NULL CONSTRAINT ck_disputes_stage CHECK (stage IN ('full_council', 'personnel_committee', 'chairman', 'chief_executive', 'external_monitoring_officer', 'deputy_monitoring_officer', 'monitoring_officer', 'strategic_director_law_governance', 'executive', 'proper_officer', 'data_protection_officer', 'town_clerk', 'executive_director', 'line_manager', 'service_director', 'designated_officer', 'head_of_service', 'director')),
    last INTEGER NOT NULL CONSTRAINT ck_disputes_last CHECK (last IN (0, 1)),
    segments TEXT NOT NULL,
    contested TEXT CONSTRAINT ck_disputes_contested CHECK (contested <> ''),
    CONSTRAINT pk_disputes PRIMARY KEY (entry),
    CONSTRAINT fk_disputes_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_disputes_reference FOREIGN KEY(reference) REFERENCES requests (reference)
) STRICT

CREATE INDEX ix_disputes_reference ON disputes (reference)

CREATE TABLE drafts (
    id TEXT NOT NULL CONSTRAINT ck_drafts_id CHECK (length(id) = 32 AND id = lower(id)),
    person TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    asked TEXT NOT NULL,
    again_from TEXT,
    CONSTRAINT pk_drafts PRIMARY KEY (id),
    CONSTRAINT fk_drafts_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_drafts_again_from FOREIGN KEY(again_from) REFERENCES requests (reference)
) STRICT

CREATE INDEX ix_drafts_person ON drafts (person)

CREATE TABLE exempt_marks (
    entry INTEGER NOT NULL,
    segment TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    step TEXT NOT NULL CONSTRAINT ck_exempt_marks_step CHECK (step IN ('marked', 'tested', 'reviewed', 'lifted')),
    review_on TEXT,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_exempt_marks PRIMARY KEY (entry),
    CONSTRAINT fk_exempt_marks_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_exempt_marks_segment FOREIGN KEY(segment) REFERENCES segments (id),
    CONSTRAINT fk_exempt_marks_by FOREIGN KEY("by") REFERENCES people (id)
) STRICT

CREATE INDEX ix_exempt_marks_segment ON exempt_marks (segment)

CREATE TABLE findings (
    entry INTEGER NOT NULL,
    number INTEGER NOT NULL,
    reference TEXT NOT NULL,
    segment TEXT CONSTRAINT ck_findings_segment CHECK (segment <> ''),
    name TEXT NOT NULL CONSTRAINT ck_findings_name CHECK (name <> ''),
    value TEXT NOT NULL CONSTRAINT ck_findings_value CHECK (value <> ''),
    CONSTRAINT pk_findings PRIMARY KEY (entry, number),
    CONSTRAINT fk_findings_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_findings_reference FOREIGN KEY(reference) REFERENCES requests (reference)
) STRICT

CREATE INDEX ix_findings_reference ON findings (reference)

CREATE TABLE request_decisions (
    entry INTEGER NOT NULL,
    reference TEXT NOT NULL,
    told TEXT,
    CONSTRAINT pk_request_decisions PRIMARY KEY (entry),
    CONSTRAINT fk_request_decisions_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_request_decisions_reference FOREIGN KEY(reference) REFERENCES requests (reference)
) STRICT

CREATE INDEX ix_request_decisions_reference ON request_decisions (reference)

CREATE TABLE dispute_answers (
    entry INTEGER NOT NULL,
    dispute INTEGER NOT NULL,
    CONSTRAINT pk_dispute_answers PRIMARY KEY (entry),
    CONSTRAINT uq_dispute_answers_dispute UNIQUE (dispute),
    CONSTRAINT fk_dispute_answers_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_dispute_answers_dispute FOREIGN KEY(dispute) REFERENCES disputes (entry)
) STRICT

CREATE TRIGGER determinations_no_update BEFORE UPDATE ON determinations
BEGIN
    SELECT RAISE(ABORT, 'determinations is append-only');
END

CREATE TRIGGER determinations_no_delete BEFORE DELETE ON determinations
BEGIN
    SELECT RAISE(ABORT, 'determinations is append-only');
END

CREATE TRIGGER case_steps_no_update BEFORE UPDATE ON case_steps
BEGIN
    SELECT RAISE(ABORT, 'case_steps is append-only');
END

CREATE TRIGGER case_steps_no_delete BEFORE DELETE ON case_steps
BEGIN
    SELECT RAISE(ABORT, 'case_steps is append-only');
END

CREATE TRIGGER disputes_no_update BEFORE UPDATE ON disputes
BEGIN
    SELECT RAISE(ABORT, 'disputes is append-only');
END

CREATE TRIGGER disputes_no_delete BEFORE DELETE ON disputes
BEGIN
    SELECT RAISE(ABORT, 'disputes is append-only');
END

CREATE TRIGGER exempt_marks_no_update BEFORE UPDATE ON exempt_marks
BEGIN
    SELECT RAISE(ABORT, 'exempt_marks is append-only');
END

CREATE TRIGGER exempt_marks_no_delete BEFORE DELETE ON exempt_marks
BEGIN
    SELECT RAISE(ABORT, 'exempt_marks is append-only');
END

CREATE TRIGGER findings_no_update BEFORE UPDATE ON findings
BEGIN
    SELECT RAISE(ABORT, 'findings is append-only');
END

CREATE TRIGGER findings_no_delete BEFORE DELETE ON findings
BEGIN
    SELECT RAISE(ABORT, 'findings is append-only');
END

CREATE TRIGGER request_decisions_no_update BEFORE UPDATE ON request_decisions
BEGIN
    SELECT RAISE(ABORT, 'request_decisions is append-only');
END

CREATE TRIGGER request_decisions_no_delete BEFORE DELETE ON request_decisions
BEGIN
    SELECT RAISE(ABORT, 'request_decisions is append-only');
END

CREATE TRIGGER dispute_answers_no_update BEFORE UPDATE ON dispute_answers
BEGIN
    SELECT RAISE(ABORT, 'dispute_answers is append-only');
END

CREATE TRIGGER dispute_answers_no_delete BEFORE DELETE ON dispute_answers
BEGIN
    SELECT RAISE(ABORT, 'dispute_answers is append-only');
END

INSERT INTO cases (reference, mark, capacity, authority, interests, waits)
SELECT reference, 'open', 'member_of_council', '', '[]', coalesce((
    SELECT json_group_array(json_object(
        'segment', part.value ->> 'id', 'office', part.value ->> 'next', 'since', received_at
    ))
    FROM json_each(CAST(log_secrets.value AS TEXT), '$.segments') AS part
    WHERE waits_for IS NOT NULL AND part.value ->> 'next' NOT IN ('release', 'refuse')
), '[]')
FROM requests
JOIN log_secrets ON seq = entry AND log_secrets.name = 'decision'
