use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, params};
use standfirst_review::{Draft, Review};

use super::read::{COLUMNS, review};
use crate::storage::{Delete, DeleteOutcome, Put, PutOutcome};

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
    if same(&stored.review, &put.draft) {
        return Ok(PutOutcome::Same(stored.review));
    }
    let draft = &put.draft;
    connection
        .prepare_cached(
            "UPDATE reviews SET rating = ?2, title = ?3, text = ?4, author = ?5, lang = ?6, edited = ?7 WHERE id = ?1",
        )?
        .execute(params![id, draft.rating.stars(), draft.title, draft.text, draft.author, draft.lang, now()])?;
    Ok(PutOutcome::Changed(reread(connection, id)?))
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
    let (site, url, draft) = (&put.subject.site, put.subject.subject.as_str(), &put.draft);
    connection
        .prepare_cached(
            "INSERT INTO subjects (site, url) SELECT id, ?2 FROM sites WHERE name = ?1 ON CONFLICT DO NOTHING",
        )?
        .execute(params![site, url])?;
    connection
        .prepare_cached(
            "INSERT INTO reviews (id, subject, key_digest, state, rating, title, text, author, lang, created) \
             SELECT ?1, subjects.id, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM subjects \
             JOIN sites ON sites.id = subjects.site WHERE sites.name = ?2 AND url = ?3",
        )?
        .execute(params![
            put.id.as_str(),
            site,
            url,
            put.key.bytes(),
            put.state.name(),
            draft.rating.stars(),
            draft.title,
            draft.text,
            draft.author,
            draft.lang,
            now(),
        ])?;
    Ok(PutOutcome::Created(reread(connection, put.id.as_str())?))
}

struct Stored {
    review: Review,
    key_digest: Vec<u8>,
    site: String,
}

fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<Stored>> {
    let sql = format!(
        "SELECT {COLUMNS}, subjects.url, sites.name FROM reviews JOIN subjects ON subjects.id = reviews.subject \
         JOIN sites ON sites.id = subjects.site WHERE reviews.id = ?1"
    );
    connection
        .prepare_cached(&sql)?
        .query_row([id], |row| {
            let url: String = row.get(11)?;
            Ok(Stored { review: review(row, &url)?, key_digest: row.get(9)?, site: row.get(12)? })
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
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
