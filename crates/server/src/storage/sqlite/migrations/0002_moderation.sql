-- A subject's own mode, where a moderator chose one; nothing where the site's configuration says. The second key is what
-- reviews refer to, so that a review is never of another site than its subject.
ALTER TABLE subjects ADD COLUMN mode TEXT CHECK (mode IN ('publish', 'hold-first', 'hold-all', 'closed'));
CREATE UNIQUE INDEX subjects_of_site ON subjects (id, site);

-- What moderators decided, and what was held without one (`moderator` is missing then). `before` and `after` are states
-- of a review, or modes of a subject. A review is named and never quoted, and a moderator is named and not referred to:
-- this outlives both.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    site INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    review TEXT,
    moderator TEXT,
    action TEXT NOT NULL CHECK (action IN ('publish', 'reject', 'remove', 'hold', 'undo', 'mode')),
    before TEXT,
    after TEXT,
    reason_before TEXT,
    reason TEXT,
    -- A decision is undone once.
    undoes INTEGER UNIQUE REFERENCES audit (seq),
    FOREIGN KEY (subject, site) REFERENCES subjects (id, site)
) STRICT;
CREATE INDEX audit_of_site ON audit (site);
CREATE INDEX audit_of_review ON audit (review) WHERE review IS NOT NULL;

-- Nothing of it changes, whoever asks; the third keeps REPLACE from deleting without a trigger.
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq) BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;

-- The table of reviews made anew, since a CHECK cannot be altered. No trigger is on the new table while it is filled,
-- and dropping the old one fires none, so that the counters of subjects stay as they are.
CREATE TABLE reviews_new (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    site INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    key_digest BLOB NOT NULL CHECK (length(key_digest) = 32),
    state TEXT NOT NULL CHECK (state IN ('pending', 'published', 'rejected', 'removed')),
    -- What the author is told of a decision.
    reason TEXT CHECK (reason IS NULL OR state IN ('rejected', 'removed')),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
    title TEXT,
    text TEXT,
    author TEXT,
    lang TEXT,
    created INTEGER NOT NULL,
    edited INTEGER,
    -- Counts what changed it: its author's edits, decisions, and being held for reports.
    version INTEGER NOT NULL DEFAULT 1,
    -- The last change, where that was a decision and not its author's.
    decision INTEGER REFERENCES audit (seq),
    -- Whether it ever waited.
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
    -- How many reports no moderator has settled.
    reports INTEGER NOT NULL DEFAULT 0 CHECK (reports >= 0),
    FOREIGN KEY (subject, site) REFERENCES subjects (id, site)
) STRICT;
INSERT INTO reviews_new
    (seq, id, site, subject, key_digest, state, rating, title, text, author, lang, created, edited, held)
    SELECT seq, reviews.id, subjects.site, subject, key_digest, state, rating, title, text, author, lang, created,
        edited, state = 'pending'
    FROM reviews JOIN subjects ON subjects.id = reviews.subject;
DROP TABLE reviews;
ALTER TABLE reviews_new RENAME TO reviews;

-- Every public list is a walk along one of these, in either direction. Only published reviews are listed.
CREATE INDEX reviews_by_age ON reviews (subject, created) WHERE state = 'published';
CREATE INDEX reviews_by_stars ON reviews (subject, rating, created) WHERE state = 'published';
-- Moderators' lists are by `seq`, which each index ends with.
CREATE INDEX reviews_by_state ON reviews (site, state);
CREATE INDEX reviews_of_subject ON reviews (subject, state);
CREATE INDEX reviews_of_key ON reviews (site, key_digest, state);
CREATE INDEX reviews_reported ON reviews (site) WHERE reports > 0;

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

-- What readers report: once a reader and review. `reporter` is a digest of where the reader's address begins, made with a
-- key that is nowhere on a disk and other for every review.
CREATE TABLE reports (
    review INTEGER NOT NULL REFERENCES reviews (seq) ON DELETE CASCADE,
    reporter BLOB NOT NULL CHECK (length(reporter) = 32),
    reason TEXT NOT NULL CHECK (reason IN ('spam', 'abuse', 'off-topic', 'other')),
    text TEXT,
    at INTEGER NOT NULL,
    -- The decision after which it counts no more.
    settled INTEGER REFERENCES audit (seq),
    PRIMARY KEY (review, reporter)
) STRICT, WITHOUT ROWID;
CREATE INDEX reports_settled ON reports (settled) WHERE settled IS NOT NULL;

CREATE TRIGGER reports_inserted AFTER INSERT ON reports WHEN NEW.settled IS NULL BEGIN
    UPDATE reviews SET reports = reports + 1 WHERE seq = NEW.review;
END;
CREATE TRIGGER reports_deleted AFTER DELETE ON reports WHEN OLD.settled IS NULL BEGIN
    UPDATE reviews SET reports = reports - 1 WHERE seq = OLD.review;
END;
CREATE TRIGGER reports_updated AFTER UPDATE OF settled ON reports BEGIN
    UPDATE reviews SET reports = reports + (NEW.settled IS NULL) - (OLD.settled IS NULL) WHERE seq = NEW.review;
END;

-- Figures a day (UTC, in days since 1970, of the day on which a review was made), kept like the counters of subjects.
-- `stars` is the sum of those of published reviews.
CREATE TABLE days (
    site INTEGER NOT NULL REFERENCES sites (id),
    day INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    held INTEGER NOT NULL,
    published INTEGER NOT NULL,
    stars INTEGER NOT NULL,
    PRIMARY KEY (site, day)
) STRICT, WITHOUT ROWID;
INSERT INTO days SELECT site, created / 86400000, count(*), sum(held), sum(state = 'published'),
    sum((state = 'published') * rating) FROM reviews GROUP BY 1, 2;

CREATE TRIGGER days_inserted AFTER INSERT ON reviews BEGIN
    INSERT INTO days VALUES (NEW.site, NEW.created / 86400000, 1, NEW.held, NEW.state = 'published',
        (NEW.state = 'published') * NEW.rating)
    ON CONFLICT (site, day) DO UPDATE SET
        reviews = reviews + 1,
        held = held + excluded.held,
        published = published + excluded.published,
        stars = stars + excluded.stars;
END;
CREATE TRIGGER days_deleted AFTER DELETE ON reviews BEGIN
    UPDATE days SET
        reviews = reviews - 1,
        held = held - OLD.held,
        published = published - (OLD.state = 'published'),
        stars = stars - (OLD.state = 'published') * OLD.rating
    WHERE site = OLD.site AND day = OLD.created / 86400000;
END;
CREATE TRIGGER days_updated AFTER UPDATE OF state, rating, held ON reviews BEGIN
    UPDATE days SET
        held = held - OLD.held + NEW.held,
        published = published - (OLD.state = 'published') + (NEW.state = 'published'),
        stars = stars - (OLD.state = 'published') * OLD.rating + (NEW.state = 'published') * NEW.rating
    WHERE site = NEW.site AND day = NEW.created / 86400000;
END;

-- Moderators look for any part of a word, in any script: by the trigrams of what was written. Which text has which
-- trigram is all that is kept, and it goes when the text goes, not when the index is next merged.
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, author, content = 'reviews', content_rowid = 'seq', tokenize = 'trigram', detail = 'none',
    columnsize = 0
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO search (search) VALUES ('rebuild');

CREATE TRIGGER search_inserted AFTER INSERT ON reviews BEGIN
    INSERT INTO search (rowid, title, text, author) VALUES (NEW.seq, NEW.title, NEW.text, NEW.author);
END;
CREATE TRIGGER search_deleted AFTER DELETE ON reviews BEGIN
    INSERT INTO search (search, rowid, title, text, author)
        VALUES ('delete', OLD.seq, OLD.title, OLD.text, OLD.author);
END;
CREATE TRIGGER search_updated AFTER UPDATE OF title, text, author ON reviews BEGIN
    INSERT INTO search (search, rowid, title, text, author)
        VALUES ('delete', OLD.seq, OLD.title, OLD.text, OLD.author);
    INSERT INTO search (rowid, title, text, author) VALUES (NEW.seq, NEW.title, NEW.text, NEW.author);
END;
