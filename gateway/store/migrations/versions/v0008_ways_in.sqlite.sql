-- Statements are separated by empty lines.

CREATE TABLE accounts (
    id TEXT NOT NULL CONSTRAINT ck_accounts_id CHECK (length(id) = 32 AND id = lower(id)),
    holder TEXT NOT NULL,
    name TEXT CONSTRAINT ck_accounts_name CHECK (name <> ''),
    password TEXT CONSTRAINT ck_accounts_password CHECK (password <> ''),
    authenticator TEXT CONSTRAINT ck_accounts_authenticator CHECK (authenticator <> ''),
    last_step INTEGER NOT NULL,
    opened_at TEXT NOT NULL,
    set_up_at TEXT,
    ended_at TEXT,
    CONSTRAINT pk_accounts PRIMARY KEY (id),
    CONSTRAINT fk_accounts_holder FOREIGN KEY(holder) REFERENCES people (id),
    CONSTRAINT uq_accounts_name UNIQUE (name)
)
 STRICT

CREATE INDEX ix_accounts_holder ON accounts (holder)

CREATE TABLE account_capacities (
    account TEXT NOT NULL,
    person TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    CONSTRAINT pk_account_capacities PRIMARY KEY (account, person),
    CONSTRAINT fk_account_capacities_account FOREIGN KEY(account) REFERENCES accounts (id),
    CONSTRAINT fk_account_capacities_person FOREIGN KEY(person) REFERENCES people (id)
)
 STRICT

CREATE INDEX ix_account_capacities_person ON account_capacities (person)

CREATE TABLE provider_identities (
    issuer TEXT NOT NULL CONSTRAINT ck_provider_identities_issuer CHECK (issuer <> ''),
    subject TEXT NOT NULL CONSTRAINT ck_provider_identities_subject CHECK (subject <> ''),
    account TEXT NOT NULL,
    linked_at TEXT NOT NULL,
    CONSTRAINT pk_provider_identities PRIMARY KEY (issuer, subject),
    CONSTRAINT fk_provider_identities_account FOREIGN KEY(account) REFERENCES accounts (id)
)
 STRICT

CREATE INDEX ix_provider_identities_account ON provider_identities (account)

CREATE TABLE set_up_links (
    hash TEXT NOT NULL CONSTRAINT ck_set_up_links_sha256 CHECK (length(hash) = 64),
    account TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    CONSTRAINT pk_set_up_links PRIMARY KEY (hash),
    CONSTRAINT fk_set_up_links_account FOREIGN KEY(account) REFERENCES accounts (id)
)
 STRICT

CREATE INDEX ix_set_up_links_account ON set_up_links (account)

CREATE TABLE recovery_codes (
    account TEXT NOT NULL,
    hash TEXT NOT NULL CONSTRAINT ck_recovery_codes_sha256 CHECK (length(hash) = 64),
    CONSTRAINT pk_recovery_codes PRIMARY KEY (account, hash),
    CONSTRAINT fk_recovery_codes_account FOREIGN KEY(account) REFERENCES accounts (id)
)
 STRICT

CREATE TABLE known_devices (
    hash TEXT NOT NULL CONSTRAINT ck_known_devices_sha256 CHECK (length(hash) = 64),
    account TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    CONSTRAINT pk_known_devices PRIMARY KEY (hash),
    CONSTRAINT fk_known_devices_account FOREIGN KEY(account) REFERENCES accounts (id)
)
 STRICT

CREATE INDEX ix_known_devices_account ON known_devices (account)

CREATE TABLE sign_in_attempts (
    id INTEGER NOT NULL,
    account_key TEXT NOT NULL CONSTRAINT ck_sign_in_attempts_account_key CHECK (account_key <> ''),
    source_key TEXT NOT NULL CONSTRAINT ck_sign_in_attempts_source_key CHECK (source_key <> ''),
    known_device INTEGER NOT NULL CONSTRAINT ck_sign_in_attempts_known_device CHECK (known_device IN (0, 1)),
    at TEXT NOT NULL,
    CONSTRAINT pk_sign_in_attempts PRIMARY KEY (id)
)
 STRICT

CREATE INDEX ix_sign_in_attempts_account_key_at ON sign_in_attempts (account_key, at)

CREATE INDEX ix_sign_in_attempts_at ON sign_in_attempts (at)

CREATE INDEX ix_sign_in_attempts_source_key_at ON sign_in_attempts (source_key, at)

CREATE TABLE sessions (
    id TEXT NOT NULL CONSTRAINT ck_sessions_id CHECK (length(id) = 32 AND id = lower(id)),
    hash TEXT NOT NULL CONSTRAINT ck_sessions_sha256 CHECK (length(hash) = 64),
    account TEXT,
    person TEXT,
    holds TEXT CONSTRAINT ck_sessions_holds CHECK (holds <> ''),
    way TEXT NOT NULL CONSTRAINT ck_sessions_way CHECK (way IN ('password', 'provider', 'demonstration')),
    began_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (id),
    CONSTRAINT uq_sessions_hash UNIQUE (hash),
    CONSTRAINT fk_sessions_account FOREIGN KEY(account) REFERENCES accounts (id),
    CONSTRAINT fk_sessions_person FOREIGN KEY(person) REFERENCES people (id)
)
 STRICT

CREATE INDEX ix_sessions_account ON sessions (account)

CREATE INDEX ix_sessions_began_at ON sessions (began_at)

CREATE INDEX ix_sessions_person ON sessions (person)

CREATE TABLE offered_people (
    place INTEGER NOT NULL,
    person TEXT NOT NULL,
    who TEXT NOT NULL CONSTRAINT ck_offered_people_who CHECK (who <> ''),
    CONSTRAINT pk_offered_people PRIMARY KEY (place),
    CONSTRAINT fk_offered_people_person FOREIGN KEY(person) REFERENCES people (id)
)
 STRICT
