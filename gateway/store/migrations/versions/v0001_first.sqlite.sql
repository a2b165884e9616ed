-- The first form of the database. One statement a paragraph; a statement is never changed later.

CREATE TABLE bodies (
    id TEXT NOT NULL CONSTRAINT ck_bodies_id CHECK (length(id) = 32 AND id = lower(id)),
    source TEXT NOT NULL CONSTRAINT ck_bodies_source CHECK (source <> ''),
    source_id TEXT NOT NULL CONSTRAINT ck_bodies_source_id CHECK (source_id <> ''),
    name TEXT NOT NULL CONSTRAINT ck_bodies_name CHECK (name <> ''),
    executive INTEGER NOT NULL CONSTRAINT ck_bodies_executive CHECK (executive IN (0, 1)),
    scrutiny INTEGER NOT NULL CONSTRAINT ck_bodies_scrutiny CHECK (scrutiny IN (0, 1)),
    ended_on TEXT,
    CONSTRAINT pk_bodies PRIMARY KEY (id),
    CONSTRAINT uq_bodies_source_source_id UNIQUE (source, source_id)
) STRICT

CREATE TABLE council (
    id INTEGER NOT NULL CONSTRAINT ck_council_one CHECK (id = 1),
    profile TEXT NOT NULL CONSTRAINT ck_council_profile CHECK (profile <> ''),
    title TEXT NOT NULL CONSTRAINT ck_council_title CHECK (title <> ''),
    created_at TEXT NOT NULL,
    CONSTRAINT pk_council PRIMARY KEY (id)
) STRICT

CREATE TABLE documents (
    id TEXT NOT NULL CONSTRAINT ck_documents_id CHECK (length(id) = 32 AND id = lower(id)),
    source TEXT NOT NULL CONSTRAINT ck_documents_source CHECK (source <> ''),
    source_id TEXT NOT NULL CONSTRAINT ck_documents_source_id CHECK (source_id <> ''),
    title TEXT NOT NULL CONSTRAINT ck_documents_title CHECK (title <> ''),
    registered_at TEXT NOT NULL,
    withdrawn_at TEXT,
    CONSTRAINT pk_documents PRIMARY KEY (id),
    CONSTRAINT uq_documents_source_source_id UNIQUE (source, source_id)
) STRICT

CREATE INDEX ix_documents_newest ON documents (registered_at, id)

CREATE TABLE log_checkpoints (
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_log_checkpoints PRIMARY KEY (size)
) STRICT

CREATE TABLE log_entries (
    seq INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    hash BLOB NOT NULL,
    actor TEXT GENERATED ALWAYS AS (json_extract(CAST(bytes AS TEXT), '$.actor')) VIRTUAL,
    person TEXT GENERATED ALWAYS AS (json_extract(CAST(bytes AS TEXT), '$.body.person')) VIRTUAL,
    document TEXT GENERATED ALWAYS AS (json_extract(CAST(bytes AS TEXT), '$.body.document')) VIRTUAL,
    CONSTRAINT pk_log_entries PRIMARY KEY (seq)
) STRICT

CREATE INDEX ix_log_entries_actor_seq ON log_entries (actor, seq)

CREATE INDEX ix_log_entries_document_seq ON log_entries (document, seq)

CREATE INDEX ix_log_entries_person_seq ON log_entries (person, seq)

CREATE TABLE log_nodes (
    level INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_log_nodes PRIMARY KEY (level, idx)
) WITHOUT ROWID, STRICT

CREATE TABLE party_groups (
    id TEXT NOT NULL CONSTRAINT ck_party_groups_id CHECK (length(id) = 32 AND id = lower(id)),
    source TEXT NOT NULL CONSTRAINT ck_party_groups_source CHECK (source <> ''),
    source_id TEXT NOT NULL CONSTRAINT ck_party_groups_source_id CHECK (source_id <> ''),
    name TEXT NOT NULL CONSTRAINT ck_party_groups_name CHECK (name <> ''),
    CONSTRAINT pk_party_groups PRIMARY KEY (id),
    CONSTRAINT uq_party_groups_source_source_id UNIQUE (source, source_id)
) STRICT

CREATE TABLE people (
    id TEXT NOT NULL CONSTRAINT ck_people_id CHECK (length(id) = 32 AND id = lower(id)),
    source TEXT NOT NULL CONSTRAINT ck_people_source CHECK (source <> ''),
    source_id TEXT NOT NULL CONSTRAINT ck_people_source_id CHECK (source_id <> ''),
    name TEXT NOT NULL CONSTRAINT ck_people_name CHECK (name <> ''),
    kind TEXT NOT NULL CONSTRAINT ck_people_kind CHECK (kind IN ('councillor', 'elected_mayor', 'parish_coopted', 'committee_coopted_voting', 'committee_coopted_nonvoting', 'political_assistant', 'officer', 'public')),
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT uq_people_source_source_id UNIQUE (source, source_id)
) STRICT

CREATE TABLE request_numbers (
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_request_numbers PRIMARY KEY (year)
) STRICT

CREATE TABLE wards (
    id TEXT NOT NULL CONSTRAINT ck_wards_id CHECK (length(id) = 32 AND id = lower(id)),
    source TEXT NOT NULL CONSTRAINT ck_wards_source CHECK (source <> ''),
    source_id TEXT NOT NULL CONSTRAINT ck_wards_source_id CHECK (source_id <> ''),
    name TEXT NOT NULL CONSTRAINT ck_wards_name CHECK (name <> ''),
    CONSTRAINT pk_wards PRIMARY KEY (id),
    CONSTRAINT uq_wards_source_source_id UNIQUE (source, source_id)
) STRICT

CREATE TABLE adverse_matters (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    matter TEXT NOT NULL CONSTRAINT ck_adverse_matters_matter CHECK (matter <> ''),
    CONSTRAINT pk_adverse_matters PRIMARY KEY (id),
    CONSTRAINT ck_adverse_matters_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_adverse_matters_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_adverse_matters_person ON adverse_matters (person)

CREATE TABLE group_memberships (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    party_group TEXT NOT NULL,
    CONSTRAINT pk_group_memberships PRIMARY KEY (id),
    CONSTRAINT ck_group_memberships_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_group_memberships_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_group_memberships_party_group FOREIGN KEY(party_group) REFERENCES party_groups (id)
) STRICT

CREATE INDEX ix_group_memberships_party_group ON group_memberships (party_group)

CREATE INDEX ix_group_memberships_person ON group_memberships (person)

CREATE UNIQUE INDEX uq_group_memberships_open ON group_memberships (person) WHERE valid_to IS NULL

CREATE TABLE idempotency (
    person TEXT NOT NULL,
    "key" TEXT NOT NULL CONSTRAINT ck_idempotency_key CHECK (key <> ''),
    body_hash TEXT NOT NULL CONSTRAINT ck_idempotency_sha256 CHECK (length(body_hash) = 64),
    entry INTEGER NOT NULL,
    CONSTRAINT pk_idempotency PRIMARY KEY (person, "key"),
    CONSTRAINT fk_idempotency_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_idempotency_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT

CREATE TABLE interests (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    matter TEXT NOT NULL CONSTRAINT ck_interests_matter CHECK (matter <> ''),
    kind TEXT NOT NULL CONSTRAINT ck_interests_kind CHECK (kind IN ('disclosable_pecuniary', 'other_registrable', 'personal_or_prejudicial')),
    dispensation INTEGER NOT NULL CONSTRAINT ck_interests_dispensation CHECK (dispensation IN (0, 1)),
    sensitive INTEGER NOT NULL CONSTRAINT ck_interests_sensitive CHECK (sensitive IN (0, 1)),
    CONSTRAINT pk_interests PRIMARY KEY (id),
    CONSTRAINT ck_interests_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_interests_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_interests_person ON interests (person)

CREATE TABLE log_secrets (
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    salt BLOB NOT NULL,
    value BLOB NOT NULL,
    CONSTRAINT pk_log_secrets PRIMARY KEY (seq, name),
    CONSTRAINT fk_log_secrets_seq FOREIGN KEY(seq) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT

CREATE TABLE meetings (
    id TEXT NOT NULL CONSTRAINT ck_meetings_id CHECK (length(id) = 32 AND id = lower(id)),
    source TEXT NOT NULL CONSTRAINT ck_meetings_source CHECK (source <> ''),
    source_id TEXT NOT NULL CONSTRAINT ck_meetings_source_id CHECK (source_id <> ''),
    body TEXT NOT NULL,
    start TEXT NOT NULL,
    ended TEXT,
    private INTEGER CONSTRAINT ck_meetings_private CHECK (private IN (0, 1)),
    cancelled INTEGER NOT NULL CONSTRAINT ck_meetings_cancelled CHECK (cancelled IN (0, 1)),
    CONSTRAINT pk_meetings PRIMARY KEY (id),
    CONSTRAINT uq_meetings_source_source_id UNIQUE (source, source_id),
    CONSTRAINT ck_meetings_ended CHECK (ended IS NULL OR ended >= start),
    CONSTRAINT uq_meetings_id_body UNIQUE (id, body),
    CONSTRAINT fk_meetings_body FOREIGN KEY(body) REFERENCES bodies (id)
) STRICT

CREATE INDEX ix_meetings_body ON meetings (body)

CREATE TABLE offices (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    office TEXT NOT NULL CONSTRAINT ck_offices_office CHECK (office IN ('full_council', 'personnel_committee', 'chairman', 'chief_executive', 'external_monitoring_officer', 'deputy_monitoring_officer', 'monitoring_officer', 'strategic_director_law_governance', 'executive', 'proper_officer', 'data_protection_officer', 'town_clerk', 'executive_director', 'line_manager', 'service_director', 'designated_officer', 'head_of_service', 'director', 'officer', 'auditor')),
    CONSTRAINT pk_offices PRIMARY KEY (id),
    CONSTRAINT ck_offices_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_offices_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_offices_person ON offices (person)

CREATE UNIQUE INDEX uq_offices_open ON offices (person, office) WHERE valid_to IS NULL

CREATE TABLE positions (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    position TEXT NOT NULL CONSTRAINT ck_positions_position CHECK (position IN ('leader', 'deputy_leader', 'executive_member', 'committee_chair', 'committee_vice_chair', 'group_leader', 'minority_group_leader', 'civic_mayor', 'scrutiny_member')),
    CONSTRAINT pk_positions PRIMARY KEY (id),
    CONSTRAINT ck_positions_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_positions_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_positions_person ON positions (person)

CREATE UNIQUE INDEX uq_positions_open ON positions (person, position) WHERE valid_to IS NULL

CREATE TABLE requests (
    reference TEXT NOT NULL CONSTRAINT ck_requests_reference CHECK (reference <> ''),
    entry INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    requester TEXT NOT NULL,
    document TEXT NOT NULL CONSTRAINT ck_requests_document CHECK (document <> ''),
    type TEXT NOT NULL CONSTRAINT ck_requests_type CHECK (type IN ('access', 'onward_disclosure', 'officer_check')),
    form TEXT NOT NULL CONSTRAINT ck_requests_form CHECK (form IN ('inspect', 'copy')),
    purpose TEXT NOT NULL CONSTRAINT ck_requests_purpose CHECK (purpose IN ('none', 'official_duty', 'casework', 'general_enquiry', 'political', 'personal')),
    statement TEXT NOT NULL,
    scrutiny_link TEXT NOT NULL CONSTRAINT ck_requests_scrutiny_link CHECK (scrutiny_link IN ('none', 'call_in', 'review', 'work_programme')),
    on_behalf_of TEXT CONSTRAINT ck_requests_on_behalf_of CHECK (on_behalf_of <> ''),
    channel TEXT NOT NULL CONSTRAINT ck_requests_channel CHECK (channel IN ('standard', 'member_queries', 'wrongdoing')),
    use_at_meeting INTEGER NOT NULL CONSTRAINT ck_requests_use_at_meeting CHECK (use_at_meeting IN (0, 1)),
    outcome TEXT NOT NULL CONSTRAINT ck_requests_outcome CHECK (outcome IN ('disclose', 'disclose_with_conditions', 'disclose_in_part', 'refer', 'officer_judgement', 'refuse')),
    waits_for TEXT CONSTRAINT ck_requests_waits_for CHECK (waits_for IN ('full_council', 'personnel_committee', 'chairman', 'chief_executive', 'external_monitoring_officer', 'deputy_monitoring_officer', 'monitoring_officer', 'strategic_director_law_governance', 'executive', 'proper_officer', 'data_protection_officer', 'town_clerk', 'executive_director', 'line_manager', 'service_director', 'designated_officer', 'head_of_service', 'director')),
    told TEXT,
    CONSTRAINT pk_requests PRIMARY KEY (reference),
    CONSTRAINT uq_requests_entry UNIQUE (entry),
    CONSTRAINT fk_requests_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_requests_requester FOREIGN KEY(requester) REFERENCES people (id)
) STRICT

CREATE INDEX ix_requests_document ON requests (document)

CREATE INDEX ix_requests_requester_entry ON requests (requester, entry)

CREATE TABLE rule_books (
    digest TEXT NOT NULL,
    entry INTEGER NOT NULL,
    CONSTRAINT pk_rule_books PRIMARY KEY (digest),
    CONSTRAINT fk_rule_books_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT

CREATE TABLE seats (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    body TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT ck_seats_role CHECK (role IN ('member', 'chair', 'vice_chair')),
    voting INTEGER NOT NULL CONSTRAINT ck_seats_voting CHECK (voting IN (0, 1)),
    CONSTRAINT pk_seats PRIMARY KEY (id),
    CONSTRAINT ck_seats_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_seats_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_seats_body FOREIGN KEY(body) REFERENCES bodies (id)
) STRICT

CREATE INDEX ix_seats_body ON seats (body)

CREATE INDEX ix_seats_person ON seats (person)

CREATE UNIQUE INDEX uq_seats_open ON seats (person, body) WHERE valid_to IS NULL

CREATE TABLE segments (
    id TEXT NOT NULL CONSTRAINT ck_segments_id CHECK (length(id) = 32 AND id = lower(id)),
    document TEXT NOT NULL,
    name TEXT NOT NULL CONSTRAINT ck_segments_name CHECK (name <> ''),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_segments_kind CHECK (kind IN ('report', 'accounts', 'casework_record', 'individual_employment', 'officer_report_to_group', 'group_internal', 'political_adviser_advice', 'officer_note_of_group_discussion', 'advice_to_member', 'correspondence')),
    public INTEGER NOT NULL CONSTRAINT ck_segments_public CHECK (public IN (0, 1)),
    held_by TEXT NOT NULL CONSTRAINT ck_segments_held_by CHECK (held_by IN ('council', 'executive')),
    held_by_council TEXT CONSTRAINT ck_segments_held_by_council CHECK (held_by_council <> ''),
    executive_decision_by TEXT CONSTRAINT ck_segments_executive_decision_by CHECK (executive_decision_by IN ('member', 'officer')),
    executive_decision_made TEXT,
    registered_information INTEGER NOT NULL CONSTRAINT ck_segments_registered_information CHECK (registered_information IN (0, 1)),
    own_development INTEGER NOT NULL CONSTRAINT ck_segments_own_development CHECK (own_development IN (0, 1)),
    confidential TEXT NOT NULL CONSTRAINT ck_segments_confidential CHECK (confidential IN ('none', 'government_department', 'enactment', 'court_order')),
    third_party_confidence TEXT NOT NULL CONSTRAINT ck_segments_third_party_confidence CHECK (third_party_confidence IN ('none', 'not_consulted', 'consents', 'objects')),
    personal_data TEXT NOT NULL CONSTRAINT ck_segments_personal_data CHECK (personal_data IN ('none', 'ordinary', 'special', 'criminal')),
    subjects TEXT NOT NULL,
    owner_group TEXT,
    advice_to TEXT,
    keep_from_others INTEGER NOT NULL CONSTRAINT ck_segments_keep_from_others CHECK (keep_from_others IN (0, 1)),
    author_consents INTEGER CONSTRAINT ck_segments_author_consents CHECK (author_consents IN (0, 1)),
    matters TEXT NOT NULL,
    not_severable TEXT CONSTRAINT ck_segments_not_severable CHECK (not_severable <> ''),
    content_name TEXT CONSTRAINT ck_segments_content_name CHECK (content_name <> ''),
    content_type TEXT CONSTRAINT ck_segments_content_type CHECK (content_type <> ''),
    content_sha256 TEXT CONSTRAINT ck_segments_sha256 CHECK (length(content_sha256) = 64),
    content_size INTEGER,
    withdrawn_at TEXT,
    CONSTRAINT pk_segments PRIMARY KEY (id),
    CONSTRAINT ck_segments_executive_decision CHECK ((executive_decision_by IS NULL) = (executive_decision_made IS NULL)),
    CONSTRAINT ck_segments_content CHECK ((content_name IS NULL) = (content_sha256 IS NULL) AND (content_name IS NULL) = (content_type IS NULL) AND (content_name IS NULL) = (content_size IS NULL)),
    CONSTRAINT uq_segments_document_name UNIQUE (document, name),
    CONSTRAINT fk_segments_document FOREIGN KEY(document) REFERENCES documents (id),
    CONSTRAINT fk_segments_owner_group FOREIGN KEY(owner_group) REFERENCES party_groups (id),
    CONSTRAINT fk_segments_advice_to FOREIGN KEY(advice_to) REFERENCES people (id)
) STRICT

CREATE TABLE suspensions (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    CONSTRAINT pk_suspensions PRIMARY KEY (id),
    CONSTRAINT ck_suspensions_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_suspensions_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_suspensions_person ON suspensions (person)

CREATE TABLE terms (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    CONSTRAINT pk_terms PRIMARY KEY (id),
    CONSTRAINT ck_terms_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_terms_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_terms_person ON terms (person)

CREATE UNIQUE INDEX uq_terms_open ON terms (person) WHERE valid_to IS NULL

CREATE TABLE tokens (
    id TEXT NOT NULL CONSTRAINT ck_tokens_id CHECK (length(id) = 32 AND id = lower(id)),
    hash TEXT NOT NULL CONSTRAINT ck_tokens_hash CHECK (hash <> ''),
    person TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT,
    CONSTRAINT pk_tokens PRIMARY KEY (id),
    CONSTRAINT uq_tokens_hash UNIQUE (hash),
    CONSTRAINT fk_tokens_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_tokens_person ON tokens (person)

CREATE TABLE undertakings (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    CONSTRAINT pk_undertakings PRIMARY KEY (id),
    CONSTRAINT ck_undertakings_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_undertakings_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT

CREATE INDEX ix_undertakings_person ON undertakings (person)

CREATE TABLE ward_seats (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    ward TEXT NOT NULL,
    CONSTRAINT pk_ward_seats PRIMARY KEY (id),
    CONSTRAINT ck_ward_seats_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_ward_seats_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_ward_seats_ward FOREIGN KEY(ward) REFERENCES wards (id)
) STRICT

CREATE INDEX ix_ward_seats_person ON ward_seats (person)

CREATE INDEX ix_ward_seats_ward ON ward_seats (ward)

CREATE UNIQUE INDEX uq_ward_seats_open ON ward_seats (person, ward) WHERE valid_to IS NULL

CREATE TABLE segment_business (
    id INTEGER NOT NULL,
    segment TEXT NOT NULL,
    body TEXT NOT NULL,
    meeting TEXT,
    CONSTRAINT pk_segment_business PRIMARY KEY (id),
    CONSTRAINT fk_segment_business_meeting_body FOREIGN KEY(meeting, body) REFERENCES meetings (id, body),
    CONSTRAINT uq_segment_business_segment_body_meeting UNIQUE (segment, body, meeting),
    CONSTRAINT fk_segment_business_segment FOREIGN KEY(segment) REFERENCES segments (id),
    CONSTRAINT fk_segment_business_body FOREIGN KEY(body) REFERENCES bodies (id)
) STRICT

CREATE INDEX ix_segment_business_body ON segment_business (body)

CREATE INDEX ix_segment_business_segment ON segment_business (segment)

CREATE TABLE segment_exemptions (
    id INTEGER NOT NULL,
    segment TEXT NOT NULL,
    paragraph INTEGER NOT NULL CONSTRAINT ck_segment_exemptions_paragraph CHECK (paragraph BETWEEN 1 AND 18),
    negotiation_terms INTEGER NOT NULL CONSTRAINT ck_segment_exemptions_negotiation_terms CHECK (negotiation_terms IN (0, 1)),
    tested TEXT,
    CONSTRAINT pk_segment_exemptions PRIMARY KEY (id),
    CONSTRAINT uq_segment_exemptions_segment_paragraph UNIQUE (segment, paragraph),
    CONSTRAINT fk_segment_exemptions_segment FOREIGN KEY(segment) REFERENCES segments (id)
) STRICT

CREATE TABLE substitutions (
    id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    recorded_at TEXT NOT NULL,
    ended_recorded_at TEXT,
    person TEXT NOT NULL,
    meeting TEXT NOT NULL,
    CONSTRAINT pk_substitutions PRIMARY KEY (id),
    CONSTRAINT ck_substitutions_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_substitutions_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_substitutions_meeting FOREIGN KEY(meeting) REFERENCES meetings (id)
) STRICT

CREATE INDEX ix_substitutions_meeting ON substitutions (meeting)

CREATE INDEX ix_substitutions_person ON substitutions (person)

CREATE UNIQUE INDEX uq_substitutions_open ON substitutions (person, meeting) WHERE valid_to IS NULL

CREATE TRIGGER log_entries_no_update BEFORE UPDATE ON log_entries
BEGIN
    SELECT RAISE(ABORT, 'log_entries is append-only');
END

CREATE TRIGGER log_entries_no_delete BEFORE DELETE ON log_entries
BEGIN
    SELECT RAISE(ABORT, 'log_entries is append-only');
END

CREATE TRIGGER log_nodes_no_update BEFORE UPDATE ON log_nodes
BEGIN
    SELECT RAISE(ABORT, 'log_nodes is append-only');
END

CREATE TRIGGER log_nodes_no_delete BEFORE DELETE ON log_nodes
BEGIN
    SELECT RAISE(ABORT, 'log_nodes is append-only');
END

CREATE TRIGGER log_checkpoints_no_update BEFORE UPDATE ON log_checkpoints
BEGIN
    SELECT RAISE(ABORT, 'log_checkpoints is append-only');
END

CREATE TRIGGER log_checkpoints_no_delete BEFORE DELETE ON log_checkpoints
BEGIN
    SELECT RAISE(ABORT, 'log_checkpoints is append-only');
END

CREATE TRIGGER rule_books_no_update BEFORE UPDATE ON rule_books
BEGIN
    SELECT RAISE(ABORT, 'rule_books is append-only');
END

CREATE TRIGGER rule_books_no_delete BEFORE DELETE ON rule_books
BEGIN
    SELECT RAISE(ABORT, 'rule_books is append-only');
END
