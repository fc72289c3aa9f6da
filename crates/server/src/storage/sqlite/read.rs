use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};
use standfirst_review::{Rating, Review, ReviewId, Sort, State, Summary};

use crate::storage::{Found, KeyDigest, Mode, Page, PageQuery, Position, SiteSubject};

/// The columns of a review, in the order in which [`review`] reads them.
pub(super) const COLUMNS: &str = "reviews.id, rating, reviews.title, reviews.text, reviews.author, lang, state, created, \
     edited, key_digest, reviews.seq, reviews.reason";

/// A page of published reviews.
///
/// Every order is walked along an index: by age along `reviews_by_age`, and by stars as one walk along
/// `reviews_by_stars` for each number of stars, the best (or worst) first, until the page is full.
pub(super) fn page(connection: &Connection, query: &PageQuery) -> rusqlite::Result<Page> {
    // One transaction, so that the summary is of the same moment as the reviews.
    let transaction = connection.unchecked_transaction()?;
    let Some(SubjectRow { seq: subject, summary, mode }) = subject_row(&transaction, &query.subject)? else {
        return Ok(Page::default());
    };
    let wanted = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let mut found: Vec<(Review, Position)> = Vec::new();
    for walk in walks(query) {
        let statement = transaction.prepare_cached(&sql(walk.stars.is_some(), query.sort == Sort::Oldest))?;
        let more = wanted.saturating_add(1).saturating_sub(found.len());
        walk_along(statement, subject, query.subject.subject.as_str(), &walk, more, &mut found)?;
        if found.len() > wanted {
            break;
        }
    }
    let more = found.len() > wanted;
    found.truncate(wanted);
    let next = found.last().filter(|_| more).map(|(_, position)| *position);
    let reviews = found.into_iter().map(|(review, _)| review).collect();
    Ok(Page { reviews, next, summary, mode })
}

/// One walk along an index: the reviews with these stars, or any, after this moment and number.
struct Walk {
    stars: Option<Rating>,
    after: (i64, i64),
}

fn walks(query: &PageQuery) -> Vec<Walk> {
    let start = if query.sort == Sort::Oldest { (i64::MIN, i64::MIN) } else { (i64::MAX, i64::MAX) };
    let after = query.after.map_or(start, |position| (position.created, position.seq));
    if query.stars.is_some() || matches!(query.sort, Sort::Newest | Sort::Oldest) {
        return vec![Walk { stars: query.stars, after }];
    }
    let mut ratings = Rating::ALL;
    if query.sort == Sort::Highest {
        ratings.reverse();
    }
    // The walks before the one in which the last page ended are done.
    let last = query.after.map(|position| position.rating);
    ratings
        .into_iter()
        .skip_while(|rating| last.is_some_and(|last| last != *rating))
        .map(|rating| Walk { stars: Some(rating), after: if last == Some(rating) { after } else { start } })
        .collect()
}

/// The query of one walk. Its range is by time; reviews of the very millisecond in which the last page ended are told
/// apart by their number, row by row. The state is written out, since SQLite only then sees that the partial index serves.
pub(super) fn sql(stars: bool, ascending: bool) -> String {
    let filter = if stars { "AND rating = ?5" } else { "" };
    let (beyond, direction) = if ascending { (">", "ASC") } else { ("<", "DESC") };
    format!(
        "SELECT {COLUMNS} FROM reviews WHERE subject = ?1 AND state = 'published' {filter} \
         AND (created, seq) {beyond} (?2, ?3) ORDER BY created {direction}, seq {direction} LIMIT ?4"
    )
}

fn walk_along(
    mut statement: CachedStatement<'_>,
    subject: i64,
    url: &str,
    walk: &Walk,
    limit: usize,
    found: &mut Vec<(Review, Position)>,
) -> rusqlite::Result<()> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let (created, seq) = walk.after;
    let mut rows = match walk.stars {
        Some(rating) => statement.query(params![subject, created, seq, limit, rating.stars()])?,
        None => statement.query(params![subject, created, seq, limit])?,
    };
    while let Some(row) = rows.next()? {
        let review = review(row, url)?;
        let position = Position { rating: review.rating, created: row.get(7)?, seq: row.get(10)? };
        found.push((review, position));
    }
    Ok(())
}

/// Finds one review in any state.
pub(super) fn get(
    connection: &Connection,
    id: &ReviewId,
    key: Option<&KeyDigest>,
) -> rusqlite::Result<Option<Found>> {
    let sql = format!(
        "SELECT {COLUMNS}, subjects.url, sites.name FROM reviews JOIN subjects ON subjects.id = reviews.subject \
         JOIN sites ON sites.id = subjects.site WHERE reviews.id = ?1"
    );
    connection
        .prepare_cached(&sql)?
        .query_row([id.as_str()], |row| {
            let stored: Vec<u8> = row.get(9)?;
            let url: String = row.get(12)?;
            let own = key.is_some_and(|key| key.matches(&stored));
            Ok(Found { review: review(row, &url)?, site: row.get(13)?, own })
        })
        .optional()
}

/// The summaries of subjects, in their order; a subject without reviews has an empty one.
pub(super) fn summaries(connection: &Connection, subjects: &[SiteSubject]) -> rusqlite::Result<Vec<Summary>> {
    let transaction = connection.unchecked_transaction()?;
    subjects
        .iter()
        .map(|subject| Ok(subject_row(&transaction, subject)?.map(|row| row.summary).unwrap_or_default()))
        .collect()
}

/// A subject's number, counters and mode.
pub(super) const SUMMARY: &str = "SELECT subjects.id, ones, twos, threes, fours, fives, mode FROM subjects \
     JOIN sites ON sites.id = subjects.site WHERE sites.name = ?1 AND url = ?2";

/// What is known of a subject.
struct SubjectRow {
    seq: i64,
    summary: Summary,
    mode: Option<Mode>,
}

/// A subject's own row, and its alone, however many reviews there are.
fn subject_row(connection: &Connection, subject: &SiteSubject) -> rusqlite::Result<Option<SubjectRow>> {
    connection
        .prepare_cached(SUMMARY)?
        .query_row(params![subject.site, subject.subject.as_str()], |row| {
            // SQLite's integers have a sign; the schema's checks keep these from having one.
            let counts: [i64; 5] = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
            let histogram = counts.map(|count| u64::try_from(count).unwrap_or(0));
            let (seq, mode) = (row.get(0)?, mode(row, 6)?);
            Ok(SubjectRow { seq, summary: Summary::from_histogram(histogram), mode })
        })
        .optional()
}

/// The mode in a column.
pub(super) fn mode(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Mode>> {
    let name: Option<String> = row.get(column)?;
    name.map(|name| Mode::from_name(&name).ok_or_else(|| damaged(column, "mode"))).transpose()
}

/// The schema's checks hold modes, ratings, states and ids to what there is; another value is a damaged file.
pub(super) fn damaged(column: usize, name: &str) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(column, name.to_owned(), rusqlite::types::Type::Text)
}

/// The review of a row of [`COLUMNS`].
pub(super) fn review(row: &Row<'_>, url: &str) -> rusqlite::Result<Review> {
    let id: String = row.get(0)?;
    let state: String = row.get(6)?;
    let edited: Option<i64> = row.get(8)?;
    Ok(Review {
        id: ReviewId::parse(&id).ok_or_else(|| damaged(0, "id"))?,
        subject: url.to_owned(),
        rating: Rating::new(row.get(1)?).ok_or_else(|| damaged(1, "rating"))?,
        title: row.get(2)?,
        text: row.get(3)?,
        author: row.get(4)?,
        lang: row.get(5)?,
        state: State::from_name(&state).ok_or_else(|| damaged(6, "state"))?,
        reason: row.get(11)?,
        created: timestamp(row.get(7)?),
        edited: edited.map(timestamp),
    })
}

/// Milliseconds since 1970 as RFC 3339 in UTC, with milliseconds.
pub(super) fn timestamp(milliseconds: i64) -> String {
    let since = std::time::Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0));
    humantime::format_rfc3339_millis(std::time::UNIX_EPOCH + since).to_string()
}
