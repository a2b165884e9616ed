-- Statements are separated by empty lines.

CREATE TABLE advice_questions (
    id TEXT NOT NULL CONSTRAINT ck_advice_questions_id CHECK (length(id) = 32 AND id = lower(id)),
    entry BIGINT NOT NULL,
    by TEXT NOT NULL,
    document TEXT CONSTRAINT ck_advice_questions_document CHECK (document <> ''),
    request TEXT CONSTRAINT ck_advice_questions_request CHECK (request <> ''),
    in_confidence BOOLEAN NOT NULL,
    answered BIGINT,
    answered_by TEXT,
    departed BIGINT,
    CONSTRAINT pk_advice_questions PRIMARY KEY (id),
    CONSTRAINT fk_advice_questions_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_advice_questions_by FOREIGN KEY(by) REFERENCES people (id),
    CONSTRAINT fk_advice_questions_answered_by FOREIGN KEY(answered_by) REFERENCES people (id)
)

CREATE INDEX ix_advice_questions_by ON advice_questions (by, entry)

CREATE INDEX ix_advice_questions_entry ON advice_questions (entry)

CREATE INDEX ix_advice_questions_request ON advice_questions (request)
