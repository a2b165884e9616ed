-- Statements are separated by empty lines.

CREATE TABLE register_proposals (
    id TEXT NOT NULL CONSTRAINT ck_register_proposals_id CHECK (length(id) = 32 AND id = lower(id)),
    found_at TEXT NOT NULL,
    digests TEXT NOT NULL CONSTRAINT ck_register_proposals_digests CHECK (digests <> ''),
    registers TEXT NOT NULL CONSTRAINT ck_register_proposals_registers CHECK (registers <> ''),
    CONSTRAINT pk_register_proposals PRIMARY KEY (id)
) STRICT
