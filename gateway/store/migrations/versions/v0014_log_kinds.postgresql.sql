-- Statements are separated by empty lines.

ALTER TABLE log_entries ADD COLUMN kind TEXT GENERATED ALWAYS AS (entry_text(bytes, 'kind')) STORED

CREATE INDEX ix_log_entries_kind_seq ON log_entries (kind, seq)

CREATE TABLE worker_seen (
    id BIGINT NOT NULL CONSTRAINT ck_worker_seen_one CHECK (id = 1),
    at TEXT NOT NULL,
    CONSTRAINT pk_worker_seen PRIMARY KEY (id)
)
