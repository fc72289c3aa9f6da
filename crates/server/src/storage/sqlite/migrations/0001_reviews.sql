-- A publisher. Its origins and policy are configuration; what it owns refers to this row.
CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- What is reviewed, with the count of its published reviews by stars. The triggers below keep the five counters in
-- the transaction of each change, so that a summary is one row however many reviews there are.
CREATE TABLE subjects (
    id INTEGER PRIMARY KEY,
    site INTEGER NOT NULL REFERENCES sites (id),
    url TEXT NOT NULL,
    ones INTEGER NOT NULL DEFAULT 0 CHECK (ones >= 0),
    twos INTEGER NOT NULL DEFAULT 0 CHECK (twos >= 0),
    threes INTEGER NOT NULL DEFAULT 0 CHECK (threes >= 0),
    fours INTEGER NOT NULL DEFAULT 0 CHECK (fours >= 0),
    fives INTEGER NOT NULL DEFAULT 0 CHECK (fives >= 0),
    UNIQUE (site, url)
) STRICT;

-- `seq` tells apart the reviews of one millisecond. Times are milliseconds since 1970, UTC.
CREATE TABLE reviews (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    subject INTEGER NOT NULL REFERENCES subjects (id),
    key_digest BLOB NOT NULL CHECK (length(key_digest) = 32),
    state TEXT NOT NULL CHECK (state IN ('pending', 'published', 'rejected')),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
    title TEXT,
    text TEXT,
    author TEXT,
    lang TEXT,
    created INTEGER NOT NULL,
    edited INTEGER
) STRICT;

-- Every list is a walk along one of these, in either direction. Only published reviews are listed.
CREATE INDEX reviews_by_age ON reviews (subject, created) WHERE state = 'published';
CREATE INDEX reviews_by_stars ON reviews (subject, rating, created) WHERE state = 'published';

-- What is left of a deleted review: enough to refuse its id for good, and nothing that its author wrote.
CREATE TABLE tombstones (
    id TEXT PRIMARY KEY NOT NULL,
    site INTEGER NOT NULL REFERENCES sites (id),
    key_digest BLOB NOT NULL CHECK (length(key_digest) = 32),
    deleted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER reviews_inserted AFTER INSERT ON reviews WHEN NEW.state = 'published' BEGIN
    UPDATE subjects SET
        ones = ones + (NEW.rating = 1),
        twos = twos + (NEW.rating = 2),
        threes = threes + (NEW.rating = 3),
        fours = fours + (NEW.rating = 4),
        fives = fives + (NEW.rating = 5)
    WHERE id = NEW.subject;
END;

CREATE TRIGGER reviews_deleted AFTER DELETE ON reviews WHEN OLD.state = 'published' BEGIN
    UPDATE subjects SET
        ones = ones - (OLD.rating = 1),
        twos = twos - (OLD.rating = 2),
        threes = threes - (OLD.rating = 3),
        fours = fours - (OLD.rating = 4),
        fives = fives - (OLD.rating = 5)
    WHERE id = OLD.subject;
END;

CREATE TRIGGER reviews_updated AFTER UPDATE OF subject, state, rating ON reviews BEGIN
    UPDATE subjects SET
        ones = ones - (OLD.state = 'published' AND OLD.rating = 1),
        twos = twos - (OLD.state = 'published' AND OLD.rating = 2),
        threes = threes - (OLD.state = 'published' AND OLD.rating = 3),
        fours = fours - (OLD.state = 'published' AND OLD.rating = 4),
        fives = fives - (OLD.state = 'published' AND OLD.rating = 5)
    WHERE id = OLD.subject;
    UPDATE subjects SET
        ones = ones + (NEW.state = 'published' AND NEW.rating = 1),
        twos = twos + (NEW.state = 'published' AND NEW.rating = 2),
        threes = threes + (NEW.state = 'published' AND NEW.rating = 3),
        fours = fours + (NEW.state = 'published' AND NEW.rating = 4),
        fives = fives + (NEW.state = 'published' AND NEW.rating = 5)
    WHERE id = NEW.subject;
END;
