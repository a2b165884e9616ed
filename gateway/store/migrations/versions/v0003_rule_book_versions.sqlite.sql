-- Statements are separated by empty lines.

CREATE TABLE rule_book_proposals (
    entry INTEGER NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_rule_book_proposals PRIMARY KEY (entry),
    CONSTRAINT fk_rule_book_proposals_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_rule_book_proposals_digest FOREIGN KEY(digest) REFERENCES rule_books (digest)
) STRICT

CREATE INDEX ix_rule_book_proposals_digest ON rule_book_proposals (digest)

CREATE TABLE rule_book_adoptions (
    entry INTEGER NOT NULL,
    proposal INTEGER NOT NULL,
    CONSTRAINT pk_rule_book_adoptions PRIMARY KEY (entry),
    CONSTRAINT fk_rule_book_adoptions_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT uq_rule_book_adoptions_proposal UNIQUE (proposal),
    CONSTRAINT fk_rule_book_adoptions_proposal FOREIGN KEY(proposal) REFERENCES rule_book_proposals (entry)
) STRICT

CREATE TRIGGER rule_book_proposals_no_update BEFORE UPDATE ON rule_book_proposals
BEGIN
    SELECT RAISE(ABORT, 'rule_book_proposals is append-only');
END

CREATE TRIGGER rule_book_proposals_no_delete BEFORE DELETE ON rule_book_proposals
BEGIN
    SELECT RAISE(ABORT, 'rule_book_proposals is append-only');
END

CREATE TRIGGER rule_book_adoptions_no_update BEFORE UPDATE ON rule_book_adoptions
BEGIN
    SELECT RAISE(ABORT, 'rule_book_adoptions is append-only');
END

CREATE TRIGGER rule_book_adoptions_no_delete BEFORE DELETE ON rule_book_adoptions
BEGIN
    SELECT RAISE(ABORT, 'rule_book_adoptions is append-only');
END

INSERT INTO rule_book_proposals (entry, digest)
SELECT entry, digest FROM rule_books ORDER BY entry DESC LIMIT 1

INSERT INTO rule_book_adoptions (entry, proposal)
SELECT entry, entry FROM rule_book_proposals
