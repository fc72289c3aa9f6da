//! What moderators read about decisions and days.

use std::ops::RangeInclusive;
use std::sync::Arc;

use rusqlite::types::ToSql;
use rusqlite::{Connection, Row, params};
use standfirst_review::ReviewId;

use super::read::{damaged, timestamp};
use crate::storage::{Action, AuditEntry, AuditQuery, Day};

/// The audit log, the newest first. A line is of one of the sites, each of which is a walk along an index.
pub(super) fn audit(connection: &Connection, query: &AuditQuery) -> rusqlite::Result<Vec<AuditEntry>> {
    let transaction = connection.unchecked_transaction()?;
    let before = query.before.unwrap_or(i64::MAX);
    let id = query.review.as_ref().map(ReviewId::as_str);
    let mut entries = Vec::new();
    for site in &query.sites {
        let mut values: Vec<&dyn ToSql> = vec![site, &before, &query.limit];
        let (plus, filter) = match &id {
            Some(id) => {
                values.push(id);
                ("+", "AND review = ?4")
            }
            None => ("", ""),
        };
        let sql = format!(
            "SELECT audit.seq, at, sites.name, subjects.url, review, moderator, action, before, after, reason, undoes \
             FROM audit JOIN sites ON sites.id = audit.site JOIN subjects ON subjects.id = audit.subject \
             WHERE {plus}audit.site = (SELECT id FROM sites WHERE name = ?1) AND audit.seq < ?2 {filter} \
             ORDER BY audit.seq DESC LIMIT ?3"
        );
        let mut statement = transaction.prepare_cached(&sql)?;
        for entry in statement.query_map(values.as_slice(), entry)? {
            entries.push(entry?);
        }
    }
    entries.sort_by_key(|entry| entry.seq.saturating_neg());
    entries.truncate(usize::try_from(query.limit).unwrap_or(usize::MAX));
    Ok(entries)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    let (review, action): (Option<String>, String) = (row.get(4)?, row.get(6)?);
    Ok(AuditEntry {
        seq: row.get(0)?,
        at: timestamp(row.get(1)?),
        site: row.get(2)?,
        subject: row.get(3)?,
        review: review.and_then(|id| ReviewId::parse(&id)),
        moderator: row.get(5)?,
        action: Action::from_name(&action).ok_or_else(|| damaged(6, "action"))?,
        before: row.get(7)?,
        after: row.get(8)?,
        reason: row.get(9)?,
        undoes: row.get(10)?,
    })
}

/// The figures of days on which there are reviews, by site and day.
pub(super) fn days(
    connection: &Connection,
    sites: &[Arc<str>],
    range: &RangeInclusive<i64>,
) -> rusqlite::Result<Vec<Day>> {
    let transaction = connection.unchecked_transaction()?;
    let mut days = Vec::new();
    for site in sites {
        let mut statement = transaction.prepare_cached(
            "SELECT day, reviews, held, published, stars FROM days WHERE site = (SELECT id FROM sites WHERE name = ?1) \
             AND day BETWEEN ?2 AND ?3 AND reviews > 0 ORDER BY day",
        )?;
        let found = statement.query_map(params![site, range.start(), range.end()], |row| {
            let count = |column| row.get::<_, i64>(column).map(|count| u64::try_from(count).unwrap_or(0));
            let (published, stars): (i32, f64) = (row.get(3)?, row.get::<_, i64>(4)? as f64);
            Ok(Day {
                site: site.to_string(),
                day: row.get(0)?,
                reviews: count(1)?,
                held: count(2)?,
                published: count(3)?,
                mean: (published > 0).then(|| stars / f64::from(published)),
            })
        })?;
        for day in found {
            days.push(day?);
        }
    }
    Ok(days)
}
