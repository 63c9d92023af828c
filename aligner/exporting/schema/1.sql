-- Version 1 of the .duizhao file; docs/formats.md tells what the tables hold and what a later
-- version may change. All numbers count from 0, but lines of a file from 1.
-- A text is TEXT; one that UTF-8 cannot hold (lone surrogates) is a BLOB, UTF-8 with each
-- surrogate as three bytes.

PRAGMA application_id = 0x4455485A; -- "DUHZ"
PRAGMA user_version = 1;

CREATE TABLE alignment (
    id INTEGER PRIMARY KEY CHECK (id = 0),
    version NOT NULL CHECK (typeof(version) IN ('text', 'blob')),
    encoder NOT NULL CHECK (typeof(encoder) IN ('text', 'blob')),
    model NOT NULL CHECK (typeof(model) IN ('text', 'blob')),
    signature NOT NULL CHECK (typeof(signature) IN ('text', 'blob')) -- for people
);

CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL CHECK (typeof(name) = 'text'),
    value TEXT NOT NULL CHECK (typeof(value) = 'text') -- JSON
);

CREATE TABLE note (
    number INTEGER PRIMARY KEY,
    text NOT NULL CHECK (typeof(text) IN ('text', 'blob'))
);

CREATE TABLE document (
    side TEXT PRIMARY KEY NOT NULL CHECK (side IN ('source', 'target')),
    language NOT NULL CHECK (typeof(language) IN ('text', 'blob')),
    name NOT NULL CHECK (typeof(name) IN ('text', 'blob')),
    encoding NOT NULL CHECK (typeof(encoding) IN ('text', 'blob'))
);

CREATE TABLE paragraph (
    side TEXT NOT NULL REFERENCES document (side),
    number INTEGER NOT NULL CHECK (typeof(number) = 'integer' AND number >= 0),
    line INTEGER NOT NULL CHECK (typeof(line) = 'integer'),
    kind TEXT NOT NULL CHECK (typeof(kind) = 'text'),
    text NOT NULL CHECK (typeof(text) IN ('text', 'blob')),
    PRIMARY KEY (side, number)
);

CREATE TABLE segment (
    side TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (typeof(number) = 'integer' AND number >= 0),
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (typeof(start) = 'integer' AND start >= 0),
    kind TEXT NOT NULL CHECK (typeof(kind) = 'text'),
    text NOT NULL CHECK (typeof(text) IN ('text', 'blob')),
    PRIMARY KEY (side, number),
    FOREIGN KEY (side, paragraph) REFERENCES paragraph (side, number)
);

CREATE TABLE bead (
    number INTEGER PRIMARY KEY CHECK (number >= 0),
    confidence REAL NOT NULL CHECK (typeof(confidence) = 'real' AND confidence BETWEEN 0 AND 1)
);

CREATE TABLE member (
    side TEXT NOT NULL,
    segment INTEGER NOT NULL,
    bead INTEGER NOT NULL REFERENCES bead (number),
    PRIMARY KEY (side, segment), -- a segment is in one bead
    FOREIGN KEY (side, segment) REFERENCES segment (side, number)
);
