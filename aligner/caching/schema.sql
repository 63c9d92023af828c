-- Version 1 of the cache of vectors. It holds no texts: a vector is found by a hash of its encoder
-- and text. A file of another version has another name, so nothing is ever converted.

PRAGMA application_id = 0x44555643; -- "DUVC"
PRAGMA user_version = 1;

CREATE TABLE encoder (
    number INTEGER PRIMARY KEY,
    signature TEXT NOT NULL UNIQUE
);

CREATE TABLE vector (
    number INTEGER PRIMARY KEY, -- rows that were kept together lie together
    key BLOB NOT NULL UNIQUE,
    encoder INTEGER NOT NULL REFERENCES encoder (number),
    used INTEGER NOT NULL, -- seconds since 1970, to the hour
    numbers BLOB NOT NULL CHECK (length(numbers) > 0) -- float16, little-endian
);

CREATE INDEX vector_used ON vector (used);
