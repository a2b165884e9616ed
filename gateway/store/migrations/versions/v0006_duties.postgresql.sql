-- Statements are separated by empty lines.

CREATE TABLE address_book (
    recipient_kind TEXT NOT NULL CONSTRAINT ck_address_book_recipient_kind CHECK (recipient_kind IN ('person', 'office', 'party_group', 'body')),
    recipient TEXT NOT NULL CONSTRAINT ck_address_book_recipient CHECK (recipient <> ''),
    address TEXT NOT NULL CONSTRAINT ck_address_book_address CHECK (address <> ''),
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_address_book PRIMARY KEY (recipient_kind, recipient)
)

CREATE TABLE notices (
    id TEXT NOT NULL CONSTRAINT ck_notices_id CHECK (length(id) = 32 AND id = lower(id)),
    entry BIGINT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_notices_kind CHECK (kind <> ''),
    recipient_kind TEXT NOT NULL CONSTRAINT ck_notices_recipient_kind CHECK (recipient_kind IN ('person', 'office', 'party_group', 'body')),
    recipient TEXT NOT NULL CONSTRAINT ck_notices_recipient CHECK (recipient <> ''),
    about TEXT NOT NULL CONSTRAINT ck_notices_about CHECK (about <> ''),
    told_at TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT ck_notices_state CHECK (state IN ('waiting', 'sent', 'stuck')),
    attempts BIGINT NOT NULL,
    next_at TEXT NOT NULL,
    claim TEXT CONSTRAINT ck_notices_claim CHECK (claim <> ''),
    fault TEXT CONSTRAINT ck_notices_fault CHECK (fault <> ''),
    sent_at TEXT,
    CONSTRAINT pk_notices PRIMARY KEY (id),
    CONSTRAINT uq_notices_entry_kind_recipient_kind_recipient_about UNIQUE (entry, kind, recipient_kind, recipient, about),
    CONSTRAINT ck_notices_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    CONSTRAINT fk_notices_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_notices_recipient ON notices (recipient_kind, recipient, entry)

CREATE INDEX ix_notices_state_next_at ON notices (state, next_at)

CREATE TABLE deadlines (
    id TEXT NOT NULL CONSTRAINT ck_deadlines_id CHECK (length(id) = 32 AND id = lower(id)),
    entry BIGINT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_deadlines_kind CHECK (kind <> ''),
    about TEXT NOT NULL CONSTRAINT ck_deadlines_about CHECK (about <> ''),
    owed_by_kind TEXT NOT NULL CONSTRAINT ck_deadlines_owed_by_kind CHECK (owed_by_kind IN ('person', 'office', 'party_group', 'body')),
    owed_by TEXT NOT NULL CONSTRAINT ck_deadlines_owed_by CHECK (owed_by <> ''),
    escalates_to TEXT CONSTRAINT ck_deadlines_escalates_to CHECK (escalates_to IN ('full_council', 'personnel_committee', 'chairman', 'chief_executive', 'external_monitoring_officer', 'deputy_monitoring_officer', 'monitoring_officer', 'strategic_director_law_governance', 'executive', 'proper_officer', 'data_protection_officer', 'town_clerk', 'executive_director', 'line_manager', 'service_director', 'designated_officer', 'head_of_service', 'director')),
    first_due TEXT NOT NULL CONSTRAINT ck_deadlines_first_due CHECK (first_due <> ''),
    due TEXT NOT NULL CONSTRAINT ck_deadlines_due CHECK (due <> ''),
    counted TEXT NOT NULL CONSTRAINT ck_deadlines_counted CHECK (counted <> ''),
    calendar TEXT CONSTRAINT ck_deadlines_calendar CHECK (calendar <> ''),
    late_from TEXT NOT NULL,
    next_at TEXT,
    state TEXT NOT NULL CONSTRAINT ck_deadlines_state CHECK (state IN ('running', 'paused', 'met', 'ended')),
    stage TEXT NOT NULL CONSTRAINT ck_deadlines_stage CHECK (stage IN ('running', 'near', 'passed', 'escalated')),
    paused_at TEXT,
    closed_at TEXT,
    CONSTRAINT pk_deadlines PRIMARY KEY (id),
    CONSTRAINT fk_deadlines_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_deadlines_about ON deadlines (about)

CREATE INDEX ix_deadlines_owed_by ON deadlines (owed_by, state)

CREATE INDEX ix_deadlines_state_next_at ON deadlines (state, next_at)

CREATE UNIQUE INDEX uq_deadlines_open ON deadlines (kind, about) WHERE state IN ('running', 'paused')

CREATE TABLE deadline_changes (
    deadline TEXT NOT NULL,
    entry BIGINT NOT NULL,
    change TEXT NOT NULL CONSTRAINT ck_deadline_changes_change CHECK (change IN ('moved', 'paused', 'resumed', 'met', 'ended')),
    due TEXT NOT NULL CONSTRAINT ck_deadline_changes_due CHECK (due <> ''),
    CONSTRAINT pk_deadline_changes PRIMARY KEY (deadline, entry),
    CONSTRAINT fk_deadline_changes_deadline FOREIGN KEY(deadline) REFERENCES deadlines (id),
    CONSTRAINT fk_deadline_changes_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE calendars (
    digest TEXT NOT NULL CONSTRAINT ck_calendars_digest CHECK (digest <> ''),
    days TEXT NOT NULL CONSTRAINT ck_calendars_days CHECK (days <> ''),
    used_from TEXT NOT NULL,
    CONSTRAINT pk_calendars PRIMARY KEY (digest)
)

CREATE TABLE council_days (
    day TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_council_days_kind CHECK (kind IN ('bank_holiday', 'closed', 'working_day')),
    entry BIGINT NOT NULL,
    CONSTRAINT pk_council_days PRIMARY KEY (day),
    CONSTRAINT fk_council_days_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE calendar_feeds (
    id TEXT NOT NULL CONSTRAINT ck_calendar_feeds_id CHECK (length(id) = 32 AND id = lower(id)),
    hash TEXT NOT NULL CONSTRAINT ck_calendar_feeds_hash CHECK (hash <> ''),
    person TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ended_at TEXT,
    CONSTRAINT pk_calendar_feeds PRIMARY KEY (id),
    CONSTRAINT uq_calendar_feeds_hash UNIQUE (hash),
    CONSTRAINT fk_calendar_feeds_person FOREIGN KEY(person) REFERENCES people (id)
)

CREATE INDEX ix_calendar_feeds_person ON calendar_feeds (person)
