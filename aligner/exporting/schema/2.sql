-- Version 2 of the .duizhao file adds what a document says of itself, what its format says of its
-- paragraphs, and passages that were destroyed. It is applied after version 1, to new files too.

PRAGMA user_version = 2;

CREATE TABLE document_property (
    side TEXT NOT NULL REFERENCES document (side),
    name TEXT NOT NULL CHECK (typeof(name) = 'text'),
    value NOT NULL CHECK (typeof(value) IN ('text', 'blob')),
    PRIMARY KEY (side, name)
);

CREATE TABLE paragraph_place (
    side TEXT NOT NULL,
    number INTEGER NOT NULL,
    language NOT NULL CHECK (typeof(language) IN ('text', 'blob')), -- empty: not stated
    "row" INTEGER CHECK (typeof("row") IN ('integer', 'null')), -- of a table, pair or unit
    PRIMARY KEY (side, number),
    FOREIGN KEY (side, number) REFERENCES paragraph (side, number)
);

CREATE TABLE damage (
    side TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (typeof(start) = 'integer' AND start >= 0),
    stop INTEGER NOT NULL CHECK (typeof(stop) = 'integer' AND stop > start),
    PRIMARY KEY (side, paragraph, start),
    FOREIGN KEY (side, paragraph) REFERENCES paragraph (side, number)
);
