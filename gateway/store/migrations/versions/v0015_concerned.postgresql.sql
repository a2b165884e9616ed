-- Statements are separated by empty lines.

CREATE TABLE concerned (
    reference TEXT NOT NULL,
    people TEXT NOT NULL,
    CONSTRAINT pk_concerned PRIMARY KEY (reference),
    CONSTRAINT fk_concerned_reference FOREIGN KEY(reference) REFERENCES requests (reference)
)
