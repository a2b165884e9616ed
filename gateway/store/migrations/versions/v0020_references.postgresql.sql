-- Statements are separated by empty lines.

DROP TABLE request_numbers
