use rusqlite::{Connection, OptionalExtension, params};
use standfirst_review::{Note, State};

use super::cases::{self, Found};
use super::read::{damaged, mode};
use super::write::{Touched, now};
use crate::storage::{Action, Decide, Decision, SetMode, Verdict};

/// Decides about each review that is still what was looked at, inside the writer's transaction.
pub(super) fn decide(
    connection: &Connection,
    decide: &Decide,
) -> rusqlite::Result<(Vec<Verdict>, Vec<Touched>)> {
    let mut touched = Vec::new();
    let mut verdicts = Vec::with_capacity(decide.reviews.len());
    for (id, version) in &decide.reviews {
        let Some(found) = cases::find(connection, &decide.sites, id)? else {
            verdicts.push(Verdict::Unknown(id.clone()));
            continue;
        };
        if found.case.version != *version {
            verdicts.push(Verdict::Changed(Box::new(found.case)));
            continue;
        }
        let Some(change) = change(connection, &decide.decision, &found)? else {
            verdicts.push(Verdict::NothingToUndo(Box::new(found.case)));
            continue;
        };
        carry_out(connection, &decide.moderator, decide.decision.action(), &found, &change)?;
        touched.push((found.case.site, found.case.review.subject));
        let after =
            cases::find(connection, &decide.sites, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        verdicts.push(Verdict::Decided(Box::new(after.case)));
    }
    Ok((verdicts, touched))
}

/// What a decision makes of a review.
struct Change {
    state: State,
    reason: Option<String>,
    undoes: Option<i64>,
}

/// Nothing where there is nothing to undo.
fn change(connection: &Connection, decision: &Decision, found: &Found) -> rusqlite::Result<Option<Change>> {
    let text = |note: &Option<Note>| note.as_ref().map(|note| note.as_str().to_owned());
    Ok(match decision {
        Decision::Publish => Some(Change { state: State::Published, reason: None, undoes: None }),
        Decision::Hold => Some(Change { state: State::Pending, reason: None, undoes: None }),
        Decision::Reject(note) => Some(Change { state: State::Rejected, reason: text(note), undoes: None }),
        Decision::Remove(note) => Some(Change { state: State::Removed, reason: text(note), undoes: None }),
        Decision::Undo => connection
            .prepare_cached(
                "SELECT before, reason_before FROM audit WHERE seq = ?1 AND moderator IS NOT NULL AND action <> 'undo'",
            )?
            .query_row([found.decision], |row| {
                let before: String = row.get(0)?;
                let state = State::from_name(&before).ok_or_else(|| damaged(0, "before"))?;
                Ok(Change { state, reason: row.get(1)?, undoes: found.decision })
            })
            .optional()?,
    })
}

/// Writes the line of the audit log and what it says.
fn carry_out(
    connection: &Connection,
    moderator: &str,
    action: Action,
    found: &Found,
    change: &Change,
) -> rusqlite::Result<()> {
    let review = &found.case.review;
    connection
        .prepare_cached(
            "INSERT INTO audit (at, site, subject, review, moderator, action, before, after, reason_before, reason, \
             undoes) SELECT ?1, site, subject, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM reviews WHERE seq = ?2",
        )?
        .execute(params![
            now(),
            found.case.seq,
            moderator,
            action.name(),
            review.state.name(),
            change.state.name(),
            review.reason,
            change.reason,
            change.undoes,
        ])?;
    let decision = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "UPDATE reviews SET state = ?2, reason = ?3, decision = ?4, version = version + 1, \
             held = held OR ?2 = 'pending' WHERE seq = ?1",
        )?
        .execute(params![found.case.seq, change.state.name(), change.reason, decision])?;
    match action {
        Action::Publish | Action::Reject | Action::Remove => {
            connection
                .prepare_cached("UPDATE reports SET settled = ?2 WHERE review = ?1 AND settled IS NULL")?
                .execute([found.case.seq, decision])?;
        }
        Action::Undo => {
            connection
                .prepare_cached("UPDATE reports SET settled = NULL WHERE settled = ?1")?
                .execute([change.undoes])?;
        }
        Action::Hold | Action::Mode => {}
    }
    Ok(())
}

/// Chooses a subject's mode, inside the writer's transaction; whether the moderator may.
pub(super) fn set_mode(connection: &Connection, set: &SetMode) -> rusqlite::Result<bool> {
    if !set.sites.contains(&set.subject.site) {
        return Ok(false);
    }
    let (site, url) = (&set.subject.site, set.subject.subject.as_str());
    connection
        .prepare_cached(
            "INSERT INTO subjects (site, url) SELECT id, ?2 FROM sites WHERE name = ?1 ON CONFLICT DO NOTHING",
        )?
        .execute(params![site, url])?;
    let (subject, before) = connection
        .prepare_cached(
            "SELECT subjects.id, mode FROM subjects JOIN sites ON sites.id = subjects.site \
             WHERE sites.name = ?1 AND url = ?2",
        )?
        .query_row(params![site, url], |row| Ok((row.get::<_, i64>(0)?, mode(row, 1)?)))?;
    if before == set.mode {
        return Ok(true);
    }
    let after = set.mode.map(|mode| mode.name());
    connection
        .prepare_cached("UPDATE subjects SET mode = ?2 WHERE id = ?1")?
        .execute(params![subject, after])?;
    connection
        .prepare_cached(
            "INSERT INTO audit (at, site, subject, moderator, action, before, after) \
             SELECT ?1, site, id, ?3, 'mode', ?4, ?5 FROM subjects WHERE id = ?2",
        )?
        .execute(params![now(), subject, set.moderator, before.map(|mode| mode.name()), after])?;
    Ok(true)
}
