-- Statements are separated by empty lines.

CREATE TABLE uploads (
    id TEXT NOT NULL CONSTRAINT ck_uploads_id CHECK (length(id) = 32 AND id = lower(id)),
    entry BIGINT NOT NULL,
    person TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_uploads_kind CHECK (kind IN ('application/pdf', 'image/png', 'image/jpeg', 'text/plain; charset=utf-8')),
    content_name TEXT NOT NULL CONSTRAINT ck_uploads_content_name CHECK (content_name <> ''),
    sha256 TEXT NOT NULL CONSTRAINT ck_uploads_sha256 CHECK (length(sha256) = 64),
    size BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    CONSTRAINT pk_uploads PRIMARY KEY (id),
    CONSTRAINT fk_uploads_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_uploads_person FOREIGN KEY(person) REFERENCES people (id)
)

CREATE INDEX ix_uploads_person ON uploads (person)

CREATE TABLE segment_files (
    segment TEXT NOT NULL,
    entry BIGINT NOT NULL,
    upload TEXT,
    first_page BIGINT,
    last_page BIGINT,
    covered_from TEXT,
    boxes TEXT CONSTRAINT ck_segment_files_boxes CHECK (boxes <> ''),
    proof TEXT CONSTRAINT ck_segment_files_proof CHECK (proof <> ''),
    text_name TEXT CONSTRAINT ck_segment_files_text_name CHECK (text_name <> ''),
    text_sha256 TEXT CONSTRAINT ck_segment_files_text_sha256 CHECK (text_sha256 <> ''),
    text_size BIGINT,
    CONSTRAINT pk_segment_files PRIMARY KEY (segment),
    CONSTRAINT ck_segment_files_covered CHECK ((covered_from IS NULL) = (boxes IS NULL) AND (covered_from IS NULL) = (proof IS NULL) AND (covered_from IS NULL) = (text_name IS NULL) AND (covered_from IS NULL) = (text_sha256 IS NULL) AND (covered_from IS NULL) = (text_size IS NULL)),
    CONSTRAINT fk_segment_files_segment FOREIGN KEY(segment) REFERENCES segments (id),
    CONSTRAINT fk_segment_files_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_segment_files_upload FOREIGN KEY(upload) REFERENCES uploads (id),
    CONSTRAINT fk_segment_files_covered_from FOREIGN KEY(covered_from) REFERENCES segments (id)
)

CREATE INDEX ix_segment_files_covered_from ON segment_files (covered_from)

CREATE INDEX ix_segment_files_upload ON segment_files (upload)
