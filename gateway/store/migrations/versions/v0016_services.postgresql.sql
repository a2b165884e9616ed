-- Statements are separated by empty lines.

CREATE TABLE document_services (
    document TEXT NOT NULL,
    since TEXT NOT NULL,
    service TEXT NOT NULL CONSTRAINT ck_document_services_service CHECK (service <> ''),
    CONSTRAINT pk_document_services PRIMARY KEY (document, since),
    CONSTRAINT fk_document_services_document FOREIGN KEY(document) REFERENCES documents (id)
)
