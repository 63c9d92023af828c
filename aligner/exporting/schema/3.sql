-- Version 3 of the .duizhao file adds what a person changed: the journal of a review, and in a file
-- made of a reviewed alignment what was accepted and edited. It is applied after version 2.

PRAGMA user_version = 3;

CREATE TABLE journal ( -- of changes to what the other tables hold, oldest first
    number INTEGER PRIMARY KEY CHECK (number >= 0),
    moment TEXT NOT NULL CHECK (typeof(moment) = 'text'), -- ISO 8601, UTC
    step TEXT NOT NULL CHECK (step IN ('do', 'undo', 'redo')),
    change CHECK ((step = 'do') = (typeof(change) IN ('text', 'blob'))) -- JSON; else NULL
);

CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;

CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;

CREATE TABLE accepted (
    bead INTEGER PRIMARY KEY REFERENCES bead (number)
);

CREATE TABLE edit (
    side TEXT NOT NULL,
    segment INTEGER NOT NULL,
    text NOT NULL CHECK (typeof(text) IN ('text', 'blob')),
    PRIMARY KEY (side, segment),
    FOREIGN KEY (side, segment) REFERENCES segment (side, number)
);
