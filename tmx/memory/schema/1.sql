-- Version 1 of a translation memory (*.tmdb). Every version has a file here; a file that was
-- released never changes (tests/tmx/memory/test_schema.py pins its hash), a newer one leads on.
-- Languages, documents and people are named once. Side 0 is Chinese if either language is.

PRAGMA application_id = 0x4455544D; -- "DUTM"
PRAGMA user_version = 1;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID; -- languages: two primary subtags, such as "zh en"; indexed: pairs up to this id

CREATE TABLE language (id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE);
CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

-- A run that brought units in.
CREATE TABLE origin (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL, -- of the file, or of the command
    moment INTEGER NOT NULL, -- seconds since 1970
    header TEXT -- of the file, as JSON, or NULL
);

-- Two texts that translate each other, once, however many units hold them. What is searched.
CREATE TABLE pair (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: the index keeps ids of what is gone
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    first_print INTEGER NOT NULL, -- see tmx.memory.folding.make_print
    second_print INTEGER NOT NULL
);
CREATE INDEX pair_first ON pair (first_print, second_print);
CREATE INDEX pair_second ON pair (second_print);

-- A translation unit: two texts where they stood.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pair INTEGER NOT NULL REFERENCES pair (id),
    identity INTEGER NOT NULL, -- see tmx.memory.units.identity
    source INTEGER NOT NULL CHECK (source IN (0, 1)), -- the side that was translated from
    first_language INTEGER NOT NULL REFERENCES language (id),
    second_language INTEGER NOT NULL REFERENCES language (id),
    document INTEGER REFERENCES document (id),
    author INTEGER REFERENCES person (id), -- who changed it last, else who made it
    changed INTEGER, -- when, seconds since 1970; NULL: not known
    confidence REAL CHECK (confidence BETWEEN 0 AND 1), -- of the alignment; NULL: none
    status TEXT, -- see tmx.memory.records.Status; NULL: not known
    tuid TEXT,
    first_previous INTEGER, -- prints of the neighbours in the document; 0: there is none,
    first_following INTEGER, -- NULL: not known
    second_previous INTEGER,
    second_following INTEGER,
    origin INTEGER NOT NULL REFERENCES origin (id),
    details TEXT -- the rest of the unit as JSON, or NULL
);
CREATE INDEX unit_pair ON unit (pair, identity);
CREATE INDEX unit_document ON unit (document) WHERE document IS NOT NULL;

-- What a unit was before it was changed or deleted.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    unit INTEGER NOT NULL, -- it may be gone
    moment INTEGER NOT NULL,
    author TEXT,
    action TEXT NOT NULL, -- see tmx.memory.records.Action
    before TEXT NOT NULL, -- the whole unit as JSON, with what columns said of it
    place TEXT -- its number, origin and neighbours as JSON, or NULL
);
CREATE INDEX change_unit ON change (unit);

-- The index of pairs: see tmx.memory.index. Words are what is not Chinese, Japanese or Korean.
CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE posting (key INTEGER PRIMARY KEY, ids BLOB NOT NULL);
CREATE TABLE signature (
    side INTEGER NOT NULL,
    block INTEGER NOT NULL,
    bits BLOB NOT NULL,
    lengths BLOB NOT NULL,
    PRIMARY KEY (side, block)
) WITHOUT ROWID;

-- Vectors of texts, of any number of encoders: see tmx.memory.semantic.
CREATE TABLE encoder (
    id INTEGER PRIMARY KEY,
    signature TEXT NOT NULL UNIQUE,
    dimension INTEGER NOT NULL
);
CREATE TABLE vector ( -- a run of pairs in the order of their ids
    id INTEGER PRIMARY KEY,
    encoder INTEGER NOT NULL REFERENCES encoder (id),
    side INTEGER NOT NULL,
    last INTEGER NOT NULL, -- id of the last pair of the run
    ids BLOB NOT NULL, -- of the pairs, int64, increasing
    signs BLOB NOT NULL, -- a bit for each number: whether it is over zero
    numbers BLOB NOT NULL, -- int8, a row for each pair
    UNIQUE (encoder, side, last)
);
