-- Statements are separated by empty lines.

CREATE TABLE advice_questions (
    id TEXT NOT NULL CONSTRAINT ck_advice_questions_id CHECK (length(id) = 32 AND id = lower(id)),
    entry INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    document TEXT CONSTRAINT ck_advice_questions_document CHECK (document <> ''),
    request TEXT CONSTRAINT ck_advice_questions_request CHECK (request <> ''),
    in_confidence INTEGER NOT NULL CONSTRAINT ck_advice_questions_in_confidence CHECK (in_confidence IN (0, 1)),
    answered INTEGER,
    answered_by TEXT,
    departed INTEGER,
    CONSTRAINT pk_advice_questions PRIMARY KEY (id),
    CONSTRAINT fk_advice_questions_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_advice_questions_by FOREIGN KEY("by") REFERENCES people (id),
    CONSTRAINT fk_advice_questions_answered_by FOREIGN KEY(answered_by) REFERENCES people (id)
) STRICT

CREATE INDEX ix_advice_questions_by ON advice_questions ("by", entry)

CREATE INDEX ix_advice_questions_entry ON advice_questions (entry)

CREATE INDEX ix_advice_questions_request ON advice_questions (request)
