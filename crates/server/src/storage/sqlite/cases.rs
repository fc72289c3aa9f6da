//! Reviews as moderators see them: one, and the pages of their lists.

use std::sync::Arc;

use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension, Row};
use standfirst_review::{ReviewId, State};

use super::read::{COLUMNS, damaged, review, timestamp};
use crate::storage::{Action, Case, Decided, KeyDigest, Queue, QueueQuery, Which};

/// How many reviews one walk of a search looks at, so that no search keeps a connection for seconds.
const LOOK_MAX: usize = 20_000;

/// The columns after [`COLUMNS`] (12 to 20), and where they come from.
const MORE: &str =
    "subjects.url, sites.name, version, reports, decision, audit.moderator, audit.action, audit.at";
const JOINS: &str = "JOIN subjects ON subjects.id = reviews.subject JOIN sites ON sites.id = reviews.site \
     LEFT JOIN audit ON audit.seq = reviews.decision";

/// A case with the number of the decision that was its last change.
pub(super) struct Found {
    pub(super) case: Case,
    pub(super) decision: Option<i64>,
}

/// One review, where it is of one of the sites.
pub(super) fn find(
    connection: &Connection,
    sites: &[Arc<str>],
    id: &ReviewId,
) -> rusqlite::Result<Option<Found>> {
    let sql = format!("SELECT {COLUMNS}, {MORE} FROM reviews {JOINS} WHERE reviews.id = ?1");
    let found = connection.prepare_cached(&sql)?.query_row([id.as_str()], found).optional()?;
    Ok(found.filter(|found| sites.iter().any(|site| **site == *found.case.site)))
}

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    let url: String = row.get(12)?;
    let digest: Vec<u8> = row.get(9)?;
    let action: Option<String> = row.get(18)?;
    let decided = match action {
        Some(name) => Some(Decided {
            by: row.get(17)?,
            action: Action::from_name(&name).ok_or_else(|| damaged(18, "action"))?,
            at: timestamp(row.get(19)?),
        }),
        None => None,
    };
    let case = Case {
        review: review(row, &url)?,
        site: row.get(13)?,
        key: KeyDigest::from_bytes(&digest).ok_or_else(|| damaged(9, "key_digest"))?,
        seq: row.get(10)?,
        version: row.get(14)?,
        reports: row.get(15)?,
        decided,
    };
    Ok(Found { case, decision: row.get(16)? })
}

/// A page of moderators' list.
///
/// By `seq`, which every index ends with: each site and state is a walk along one, and what the walks find is merged. A
/// walk that stops before its end says how far it came; nothing beyond that is shown yet, so that nothing is left out.
pub(super) fn queue(connection: &Connection, query: &QueueQuery) -> rusqlite::Result<Queue> {
    let transaction = connection.unchecked_transaction()?;
    let wanted = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let mut cases = Vec::new();
    let mut bound: Option<i64> = None;
    let nearer = |a: i64, b: i64| if query.oldest_first { a.min(b) } else { a.max(b) };
    for site in &query.sites {
        for condition in conditions(query.which) {
            let stopped = walk(&transaction, query, site, condition, wanted, &mut cases)?;
            bound = match (bound, stopped) {
                (Some(bound), Some(stopped)) => Some(nearer(bound, stopped)),
                (bound, stopped) => bound.or(stopped),
            };
        }
    }
    cases.sort_by_key(|case: &Case| if query.oldest_first { case.seq } else { case.seq.saturating_neg() });
    if let Some(bound) = bound {
        cases.retain(|case| nearer(case.seq, bound) == case.seq);
    }
    let more = cases.len() > wanted;
    cases.truncate(wanted);
    let next = if more { cases.last().map(|case| case.seq) } else { bound };
    Ok(Queue { cases, next })
}

/// The conditions of the walks, each of which an index serves, and no two of which a review meets.
fn conditions(which: Which) -> Vec<String> {
    let state = |state: State| format!("state = '{}'", state.name());
    match which {
        Which::Waiting => vec![state(State::Pending), "reports > 0 AND +state = 'published'".to_owned()],
        Which::Reported => vec!["reports > 0".to_owned()],
        Which::Of(one) => vec![state(one)],
        Which::All => State::ALL.into_iter().map(state).collect(),
    }
}

/// Walks until one more than wanted was found, or enough was looked at; gives where it stopped before its end.
fn walk(
    connection: &Connection,
    query: &QueueQuery,
    site: &Arc<str>,
    condition: String,
    wanted: usize,
    cases: &mut Vec<Case>,
) -> rusqlite::Result<Option<i64>> {
    let text = query.text.as_deref().map(str::to_lowercase);
    let author = query.author.as_deref().map(str::to_lowercase);
    let (beyond, direction) = if query.oldest_first { (">", "ASC") } else { ("<", "DESC") };
    let after = query.after.unwrap_or(if query.oldest_first { i64::MIN } else { i64::MAX });
    let trigrams = trigrams([text.as_deref(), author.as_deref()].into_iter().flatten());
    let (subject, key) = (query.subject.as_ref().map(|subject| subject.as_str()), query.key.as_ref());

    let mut values: Vec<&dyn ToSql> = vec![site, &after];
    let mut filters = String::new();
    // A plus keeps SQLite from taking the index of the column, where another one leads to less.
    let reported = condition.starts_with("reports");
    let plus = if trigrams.is_some() || subject.is_some() && !reported { "+" } else { "" };
    let (from, at) = if trigrams.is_some() {
        ("search CROSS JOIN reviews ON reviews.seq = search.rowid", "search.rowid")
    } else {
        ("reviews", "reviews.seq")
    };
    if let Some(trigrams) = &trigrams {
        values.push(trigrams);
        filters.push_str(&format!(" AND search MATCH ?{}", values.len()));
    }
    if let Some(subject) = &subject {
        values.push(subject);
        let plus = if trigrams.is_some() || reported { "+" } else { "" };
        filters.push_str(&format!(
            " AND {plus}reviews.subject = (SELECT subjects.id FROM subjects JOIN sites ON sites.id = subjects.site \
             WHERE sites.name = ?1 AND url = ?{})",
            values.len()
        ));
    }
    let digest = key.map(KeyDigest::bytes);
    if let Some(digest) = &digest {
        values.push(digest);
        filters.push_str(&format!(" AND key_digest = ?{}", values.len()));
    }
    let sql = format!(
        "SELECT {COLUMNS}, {MORE} FROM {from} {JOINS} WHERE {plus}reviews.site = (SELECT id FROM sites WHERE name = ?1) \
         AND {condition} AND {at} {beyond} ?2{filters} ORDER BY {at} {direction}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(values.as_slice())?;
    let (mut looked, mut taken) = (0_usize, 0_usize);
    while let Some(row) = rows.next()? {
        let case = found(row)?.case;
        let seq = case.seq;
        looked += 1;
        if holds(&case, text.as_deref(), author.as_deref()) {
            taken += 1;
            cases.push(case);
        }
        if taken > wanted || looked >= LOOK_MAX {
            return Ok(Some(seq));
        }
    }
    Ok(None)
}

/// The trigram index only narrows the search down: that all trigrams are there does not say in what order or where.
fn holds(case: &Case, text: Option<&str>, author: Option<&str>) -> bool {
    let has = |field: &Option<String>, part: &str| {
        field.as_ref().is_some_and(|field| field.to_lowercase().contains(part))
    };
    let review = &case.review;
    text.is_none_or(|part| has(&review.text, part) || has(&review.title, part) || has(&review.author, part))
        && author.is_none_or(|part| has(&review.author, part))
}

/// A full-text query for all trigrams of the parts; nothing where they are too short to have any.
fn trigrams<'a>(parts: impl Iterator<Item = &'a str>) -> Option<String> {
    /// More narrow nothing down.
    const MOST: usize = 40;
    let mut terms = Vec::new();
    for part in parts {
        // SQLite takes a NUL for the end of the query; no review has one.
        let characters: Vec<char> = part.chars().filter(|character| *character != '\0').collect();
        for three in characters.windows(3).take(MOST) {
            let three: String = three.iter().collect();
            terms.push(format!("\"{}\"", three.replace('"', "\"\"")));
        }
    }
    (!terms.is_empty()).then(|| terms.join(" AND "))
}
