-- Statements are separated by empty lines.

CREATE TABLE rule_book_proposals (
    entry BIGINT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_rule_book_proposals PRIMARY KEY (entry),
    CONSTRAINT fk_rule_book_proposals_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_rule_book_proposals_digest FOREIGN KEY(digest) REFERENCES rule_books (digest)
)

CREATE INDEX ix_rule_book_proposals_digest ON rule_book_proposals (digest)

CREATE TABLE rule_book_adoptions (
    entry BIGINT NOT NULL,
    proposal BIGINT NOT NULL,
    CONSTRAINT pk_rule_book_adoptions PRIMARY KEY (entry),
    CONSTRAINT fk_rule_book_adoptions_entry FOREIGN KEY(entry) REFERENCES log_entries (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT uq_rule_book_adoptions_proposal UNIQUE (proposal),
    CONSTRAINT fk_rule_book_adoptions_proposal FOREIGN KEY(proposal) REFERENCES rule_book_proposals (entry)
)

CREATE TRIGGER rule_book_proposals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_book_proposals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER rule_book_adoptions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_book_adoptions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

INSERT INTO rule_book_proposals (entry, digest)
SELECT entry, digest FROM rule_books ORDER BY entry DESC LIMIT 1

INSERT INTO rule_book_adoptions (entry, proposal)
SELECT entry, entry FROM rule_book_proposals
