-- Who decides. The password is an Argon2id hash in PHC form.
CREATE TABLE moderators (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('moderator', 'admin')),
    password TEXT NOT NULL,
    made INTEGER NOT NULL
) STRICT;

-- The sites that a moderator may see; all of them where none is listed.
CREATE TABLE moderator_sites (
    moderator INTEGER NOT NULL REFERENCES moderators (id) ON DELETE CASCADE,
    site INTEGER NOT NULL REFERENCES sites (id),
    PRIMARY KEY (moderator, site)
) STRICT, WITHOUT ROWID;

-- A session is known by the SHA-256 of its token, so that no copy of the file lets anybody in.
CREATE TABLE sessions (
    token BLOB PRIMARY KEY CHECK (length(token) = 32),
    moderator INTEGER NOT NULL REFERENCES moderators (id) ON DELETE CASCADE,
    csrf TEXT NOT NULL,
    made INTEGER NOT NULL,
    used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_moderator ON sessions (moderator);
