//! Moderators and their sessions.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::read::damaged;
use super::write::now;
use crate::storage::{Moderator, ModeratorChange, Role, SESSION_IDLE, SESSION_LIFE, Session, TokenDigest};

/// How far the time of a session's last use may lag behind, in milliseconds: not every page needs a write.
const LAG: i64 = 60_000;

/// A moderator by the columns `name`, `role` and their sites' names in a JSON array.
const MODERATOR: &str = "moderators.name, role, (SELECT json_group_array(sites.name ORDER BY sites.name) \
     FROM moderator_sites JOIN sites ON sites.id = site WHERE moderator = moderators.id)";

/// All moderators, by name.
pub(super) fn list(connection: &Connection) -> rusqlite::Result<Vec<Moderator>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {MODERATOR} FROM moderators ORDER BY moderators.name"))?;
    statement.query_map([], moderator)?.collect()
}

/// The hash of a moderator's password.
pub(super) fn password(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT password FROM moderators WHERE name = ?1")?;
    statement.query_row([name], |row| row.get(0)).optional()
}

/// A session that has not ended, and whether its use has to be written down.
pub(super) fn session(
    connection: &Connection,
    token: &TokenDigest,
) -> rusqlite::Result<Option<(Session, bool)>> {
    let sql = format!(
        "SELECT {MODERATOR}, csrf, used FROM sessions JOIN moderators ON moderators.id = moderator \
         WHERE token = ?1 AND used > ?2 AND sessions.made > ?3"
    );
    let now = now();
    connection
        .prepare_cached(&sql)?
        .query_row(params![token.bytes(), before(now, SESSION_IDLE), before(now, SESSION_LIFE)], |row| {
            let used: i64 = row.get(4)?;
            let session = Session { moderator: moderator(row)?, csrf: row.get(3)? };
            Ok((session, used < now.saturating_sub(LAG)))
        })
        .optional()
}

/// Writes down that a session is used now, inside the writer's transaction.
pub(super) fn touch(connection: &Connection, token: &TokenDigest) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE sessions SET used = ?2 WHERE token = ?1")?
        .execute(params![token.bytes(), now()])?;
    Ok(())
}

/// Changes moderators or sessions, inside the writer's transaction.
pub(super) fn change(connection: &Connection, change: &ModeratorChange) -> rusqlite::Result<bool> {
    let changed = match change {
        ModeratorChange::Add(moderator, password) => return add(connection, moderator, password),
        ModeratorChange::Remove(name) => {
            connection.execute("DELETE FROM moderators WHERE name = ?1", [name])?
        }
        ModeratorChange::SetPassword(name, password) => {
            connection.execute(
                "DELETE FROM sessions WHERE moderator = (SELECT id FROM moderators WHERE name = ?1)",
                [name],
            )?;
            connection.execute("UPDATE moderators SET password = ?2 WHERE name = ?1", [name, password])?
        }
        ModeratorChange::Begin { name, password, token, csrf } => {
            let now = now();
            connection.execute(
                "DELETE FROM sessions WHERE used <= ?1 OR made <= ?2",
                [before(now, SESSION_IDLE), before(now, SESSION_LIFE)],
            )?;
            connection.execute(
                "INSERT INTO sessions (token, moderator, csrf, made, used) \
                 SELECT ?1, id, ?2, ?3, ?3 FROM moderators WHERE name = ?4 AND password = ?5",
                params![token.bytes(), csrf, now, name, password],
            )?
        }
        ModeratorChange::End(token) => {
            connection.execute("DELETE FROM sessions WHERE token = ?1", [token.bytes()])?
        }
    };
    Ok(changed > 0)
}

fn add(connection: &Connection, moderator: &Moderator, password: &str) -> rusqlite::Result<bool> {
    let Moderator { name, role, sites } = moderator;
    let added = connection.execute(
        "INSERT INTO moderators (name, role, password, made) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        params![name, role.name(), password, now()],
    )?;
    if added == 0 {
        return Ok(false);
    }
    let id = connection.last_insert_rowid();
    for site in sites {
        let listed = connection.execute(
            "INSERT INTO moderator_sites (moderator, site) SELECT ?1, id FROM sites WHERE name = ?2 \
             ON CONFLICT DO NOTHING",
            params![id, site],
        )?;
        // One that is left out must not become one that may see all.
        if listed == 0 {
            return Err(rusqlite::Error::QueryReturnedNoRows);
        }
    }
    Ok(true)
}

fn moderator(row: &Row<'_>) -> rusqlite::Result<Moderator> {
    let (role, sites): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(Moderator {
        name: row.get(0)?,
        role: Role::from_name(&role).ok_or_else(|| damaged(1, "role"))?,
        sites: serde_json::from_str(&sites).map_err(|_| damaged(2, "sites"))?,
    })
}

fn before(now: i64, duration: Duration) -> i64 {
    now.saturating_sub(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX))
}
