-- Statements are separated by empty lines.

ALTER TABLE log_entries ADD COLUMN kind TEXT GENERATED ALWAYS AS (json_extract(CAST(bytes AS TEXT), '$.kind')) VIRTUAL

CREATE INDEX ix_log_entries_kind_seq ON log_entries (kind, seq)

CREATE TABLE worker_seen (
    id INTEGER NOT NULL CONSTRAINT ck_worker_seen_one CHECK (id = 1),
    at TEXT NOT NULL,
    CONSTRAINT pk_worker_seen PRIMARY KEY (id)
) STRICT
