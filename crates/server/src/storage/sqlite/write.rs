use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, params};
use standfirst_review::{Draft, Review, State};

use super::read::{COLUMNS, mode, review};
use crate::storage::{Delete, DeleteOutcome, Mode, Put, PutOutcome};

/// Creates, changes or confirms a review, inside the writer's transaction.
pub(super) fn put(connection: &Connection, put: &Put) -> rusqlite::Result<PutOutcome> {
    let id = put.id.as_str();
    // A deleted id is gone for whoever asks, before anything else is said about it.
    if tombstone(connection, id)?.is_some() {
        return Ok(PutOutcome::Deleted);
    }
    let Some(stored) = find(connection, id)? else {
        return create(connection, put);
    };
    if !put.key.matches(&stored.key_digest) {
        return Ok(PutOutcome::WrongKey);
    }
    if stored.site != *put.subject.site || stored.review.subject != put.subject.subject.as_str() {
        return Ok(PutOutcome::OtherSubject);
    }
    if stored.review.state == State::Removed {
        return Ok(PutOutcome::Removed);
    }
    if same(&stored.review, &put.draft) {
        return Ok(PutOutcome::Same(stored.review));
    }
    let draft = &put.draft;
    let state = state_after_edit(connection, put, stored.review.state)?;
    connection
        .prepare_cached(
            "UPDATE reviews SET rating = ?2, title = ?3, text = ?4, author = ?5, lang = ?6, edited = ?7, state = ?8, \
             reason = NULL, held = held OR ?8 = 'pending', version = version + 1, decision = NULL WHERE id = ?1",
        )?
        .execute(params![
            id,
            draft.rating.stars(),
            draft.title,
            draft.text,
            draft.author,
            draft.lang,
            now(),
            state.name()
        ])?;
    Ok(PutOutcome::Changed(reread(connection, id)?))
}

/// What an edit does to a review that was not removed. What a moderator is to look at, or has rejected, waits (again),
/// whatever the mode; so does a published one where the mode would have held it.
fn state_after_edit(connection: &Connection, put: &Put, before: State) -> rusqlite::Result<State> {
    if before != State::Published {
        return Ok(State::Pending);
    }
    Ok(match mode_of(connection, put)? {
        Mode::HoldAll => State::Pending,
        Mode::HoldFirst if !is_known(connection, put)? => State::Pending,
        // Who has published something may go on looking after it where new reviews are not taken any more.
        Mode::Publish | Mode::HoldFirst | Mode::Closed => State::Published,
    })
}

/// The state of a new review; nothing where it is not taken.
fn state_of_new(connection: &Connection, put: &Put) -> rusqlite::Result<Option<State>> {
    Ok(match mode_of(connection, put)? {
        Mode::Publish => Some(State::Published),
        Mode::HoldFirst if is_known(connection, put)? => Some(State::Published),
        Mode::HoldFirst | Mode::HoldAll => Some(State::Pending),
        Mode::Closed => None,
    })
}

/// The mode at this moment: the subject's, else the site's. Asked here and not before, since another process may have
/// changed it.
fn mode_of(connection: &Connection, put: &Put) -> rusqlite::Result<Mode> {
    let own = connection
        .prepare_cached(
            "SELECT mode FROM subjects JOIN sites ON sites.id = subjects.site WHERE sites.name = ?1 AND url = ?2",
        )?
        .query_row(params![put.subject.site, put.subject.subject.as_str()], |row| mode(row, 0))
        .optional()?;
    Ok(own.flatten().unwrap_or(put.mode))
}

/// Whether the site has another published review of the same edit key.
fn is_known(connection: &Connection, put: &Put) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM reviews WHERE site = (SELECT id FROM sites WHERE name = ?1) \
             AND key_digest = ?2 AND state = 'published' AND id <> ?3)",
        )?
        .query_row(params![put.subject.site, put.key.bytes(), put.id.as_str()], |row| row.get(0))
}

/// A site and a subject's URL, whose summary a write may have changed.
pub(super) type Touched = (String, String);

/// Deletes a review and leaves its tombstone, inside the writer's transaction.
pub(super) fn delete(
    connection: &Connection,
    delete: &Delete,
) -> rusqlite::Result<(DeleteOutcome, Option<Touched>)> {
    let id = delete.id.as_str();
    let may = |site: &str| delete.sites.as_ref().is_none_or(|sites| sites.iter().any(|name| **name == *site));
    if let Some((digest, site)) = tombstone(connection, id)? {
        let outcome = match (may(&site), delete.key.matches(&digest)) {
            (false, _) => DeleteOutcome::Unknown,
            (true, true) => DeleteOutcome::Gone,
            (true, false) => DeleteOutcome::DeletedByOther,
        };
        return Ok((outcome, None));
    }
    let Some(stored) = find(connection, id)?.filter(|stored| may(&stored.site)) else {
        return Ok((DeleteOutcome::Unknown, None));
    };
    if !delete.key.matches(&stored.key_digest) {
        return Ok((DeleteOutcome::WrongKey, None));
    }
    connection
        .prepare_cached(
            "INSERT INTO tombstones (id, site, key_digest, deleted) \
             SELECT ?1, id, ?3, ?4 FROM sites WHERE name = ?2",
        )?
        .execute(params![id, stored.site, stored.key_digest, now()])?;
    connection.prepare_cached("DELETE FROM reviews WHERE id = ?1")?.execute([id])?;
    Ok((DeleteOutcome::Gone, Some((stored.site, stored.review.subject))))
}

fn create(connection: &Connection, put: &Put) -> rusqlite::Result<PutOutcome> {
    let Some(state) = state_of_new(connection, put)? else { return Ok(PutOutcome::Closed) };
    let (site, url, draft) = (&put.subject.site, put.subject.subject.as_str(), &put.draft);
    connection
        .prepare_cached(
            "INSERT INTO subjects (site, url) SELECT id, ?2 FROM sites WHERE name = ?1 ON CONFLICT DO NOTHING",
        )?
        .execute(params![site, url])?;
    connection
        .prepare_cached(
            "INSERT INTO reviews (id, site, subject, key_digest, state, held, rating, title, text, author, lang, \
             created) SELECT ?1, sites.id, subjects.id, ?4, ?5, ?5 = 'pending', ?6, ?7, ?8, ?9, ?10, ?11 FROM subjects \
             JOIN sites ON sites.id = subjects.site WHERE sites.name = ?2 AND url = ?3",
        )?
        .execute(params![
            put.id.as_str(),
            site,
            url,
            put.key.bytes(),
            state.name(),
            draft.rating.stars(),
            draft.title,
            draft.text,
            draft.author,
            draft.lang,
            now(),
        ])?;
    Ok(PutOutcome::Created(reread(connection, put.id.as_str())?))
}

pub(super) struct Stored {
    pub(super) review: Review,
    pub(super) key_digest: Vec<u8>,
    pub(super) site: String,
}

pub(super) fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<Stored>> {
    let sql = format!(
        "SELECT {COLUMNS}, subjects.url, sites.name FROM reviews JOIN subjects ON subjects.id = reviews.subject \
         JOIN sites ON sites.id = subjects.site WHERE reviews.id = ?1"
    );
    connection
        .prepare_cached(&sql)?
        .query_row([id], |row| {
            let url: String = row.get(12)?;
            Ok(Stored { review: review(row, &url)?, key_digest: row.get(9)?, site: row.get(13)? })
        })
        .optional()
}

/// What was just written, as it will be read from now on. That it is missing is an error of the caller's batch.
fn reread(connection: &Connection, id: &str) -> rusqlite::Result<Review> {
    find(connection, id)?.map(|stored| stored.review).ok_or(rusqlite::Error::QueryReturnedNoRows)
}

/// The digest and the site of a deleted review.
fn tombstone(connection: &Connection, id: &str) -> rusqlite::Result<Option<(Vec<u8>, String)>> {
    connection
        .prepare_cached(
            "SELECT key_digest, sites.name FROM tombstones JOIN sites ON sites.id = tombstones.site \
             WHERE tombstones.id = ?1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn same(review: &Review, draft: &Draft) -> bool {
    (review.rating, &review.title, &review.text, &review.author, &review.lang)
        == (draft.rating, &draft.title, &draft.text, &draft.author, &draft.lang)
}

/// Milliseconds since 1970.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
