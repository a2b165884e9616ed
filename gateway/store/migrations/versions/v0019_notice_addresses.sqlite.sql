-- Statements are separated by empty lines.

ALTER TABLE notices ADD COLUMN address TEXT CONSTRAINT ck_notices_address CHECK (address <> '')
