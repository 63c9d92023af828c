-- Version 2 adds a glossary: concepts, their terms, and what people decided about them.

PRAGMA user_version = 2;

CREATE TABLE concept (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: people and files name it
    name TEXT NOT NULL, -- its identifier in the file that it came with, or ''
    review TEXT NOT NULL, -- see tmx.glossary.records.Review
    probability REAL CHECK (probability BETWEEN 0 AND 1), -- NULL: not known
    met INTEGER, -- passages that have it; NULL: not counted
    evidence TEXT, -- pairs of name and value as JSON, or NULL
    subject TEXT NOT NULL,
    definition TEXT NOT NULL,
    note TEXT NOT NULL,
    author TEXT, -- who decided or changed it last; NULL: not known
    changed INTEGER -- when, seconds since 1970; NULL: it is as it was found
);
CREATE INDEX concept_review ON concept (review);

CREATE TABLE term (
    concept INTEGER NOT NULL REFERENCES concept (id),
    place INTEGER NOT NULL, -- among the terms of the concept
    language TEXT NOT NULL, -- BCP 47, perhaps of neither side of the memory
    text TEXT NOT NULL,
    key TEXT NOT NULL, -- see tmx.memory.folding.fold_text
    status TEXT, -- see tmx.glossary.records.TermStatus; NULL: not said
    provenance TEXT, -- likewise Provenance
    met INTEGER, -- how often it was found; NULL: not counted
    example TEXT NOT NULL,
    part_of_speech TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (concept, place)
) WITHOUT ROWID;
CREATE INDEX term_key ON term (key);

-- What a concept was before it was decided, changed or made a part of another.
CREATE TABLE concept_change (
    id INTEGER PRIMARY KEY,
    concept INTEGER NOT NULL, -- it may be gone
    moment INTEGER NOT NULL,
    author TEXT,
    action TEXT NOT NULL, -- see tmx.memory.glossary.records.ConceptAction
    before TEXT NOT NULL -- the whole concept as JSON, with its number
);
CREATE INDEX concept_change_concept ON concept_change (concept);
