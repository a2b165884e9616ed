-- Statements are separated by empty lines.

ALTER TABLE case_steps DROP CONSTRAINT ck_case_steps_step

ALTER TABLE case_steps ADD CONSTRAINT ck_case_steps_step CHECK (step <> '')
