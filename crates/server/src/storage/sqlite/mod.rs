//! Reviews in one SQLite file: a thread that writes, a few connections that read.

mod cases;
mod decide;
mod figures;
mod migrate;
mod moderators;
mod read;
mod readers;
mod summaries;
mod write;
mod writer;

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags};
use standfirst_review::{ReviewId, Summary};

use self::readers::Readers;
use self::summaries::Summaries;
use self::writer::{Job, Writer};
use super::{
    Answer, AuditEntry, AuditQuery, Case, DECIDE_MAX, Day, Decide, Delete, DeleteOutcome, Found, KeyDigest,
    Moderator, ModeratorChange, Page, PageQuery, Put, PutOutcome, Queue, QueueQuery, Session, SetMode,
    SiteSubject, Storage, StorageError, TokenDigest, Verdict,
};

/// How long one connection waits for another's lock. Only another process (a backup, a shell) ever holds one long.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// A [`Storage`] in a SQLite file.
pub struct SqliteStorage {
    writer: Writer,
    readers: Readers,
    summaries: Arc<Summaries>,
}

impl SqliteStorage {
    /// Opens the file, or makes it, and brings its schema up to date.
    ///
    /// # Errors
    /// A sentence for the operator: the file cannot be opened, is another program's, or was made by a newer version.
    pub fn open(path: &Path, sites: &[Arc<str>]) -> Result<SqliteStorage, String> {
        SqliteStorage::open_with(path, sites, |_| Ok(()))
    }

    /// As [`SqliteStorage::open`], with a last word on the writing connection, by which tests fill the disk.
    fn open_with(
        path: &Path,
        sites: &[Arc<str>],
        prepare: impl FnOnce(&Connection) -> rusqlite::Result<()>,
    ) -> Result<SqliteStorage, String> {
        let say = |what: &str, error: &dyn std::fmt::Display| {
            format!("database {}: {what}: {error}", path.display())
        };
        let mut connection = open_writing(path).map_err(|error| say("cannot open it", &error))?;
        migrate::migrate(&mut connection).map_err(|error| say("cannot use it", &error))?;
        for site in sites {
            connection
                .execute("INSERT INTO sites (name) VALUES (?1) ON CONFLICT DO NOTHING", [site])
                .map_err(|error| say("cannot write to it", &error))?;
        }
        prepare(&connection).map_err(|error| say("cannot set it up", &error))?;
        let summaries = Arc::new(Summaries::default());
        let writer = Writer::start(connection, Arc::clone(&summaries))
            .map_err(|error| say("cannot start its thread", &error))?;
        Ok(SqliteStorage { writer, readers: Readers::new(path), summaries })
    }
}

impl SqliteStorage {
    async fn summaries_of(&self, subjects: Vec<SiteSubject>) -> Result<Vec<Summary>, StorageError> {
        let now = Instant::now();
        let (since, known) = self.summaries.get(&subjects, now);
        let missing: Vec<_> =
            subjects.into_iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(it, _)| it).collect();
        if missing.is_empty() {
            return Ok(known.into_iter().flatten().collect());
        }
        let (missing, found) = self
            .readers
            .read(move |connection| read::summaries(connection, &missing).map(|found| (missing, found)))
            .await?;
        self.summaries.keep(since, now, missing.into_iter().zip(found.iter().cloned()));
        let mut found = found.into_iter();
        Ok(known.into_iter().filter_map(|known| known.or_else(|| found.next())).collect())
    }
}

impl Storage for SqliteStorage {
    fn put(&self, put: Put) -> Answer<'_, PutOutcome> {
        Box::pin(self.writer.ask(|reply| Job::Put(Box::new(put), reply)))
    }

    fn delete(&self, delete: Delete) -> Answer<'_, DeleteOutcome> {
        Box::pin(self.writer.ask(|reply| Job::Delete(delete, reply)))
    }

    fn get(&self, id: ReviewId, key: Option<KeyDigest>) -> Answer<'_, Option<Found>> {
        Box::pin(self.readers.read(move |connection| read::get(connection, &id, key.as_ref())))
    }

    fn page(&self, query: PageQuery) -> Answer<'_, Page> {
        Box::pin(self.readers.read(move |connection| read::page(connection, &query)))
    }

    fn summaries(&self, subjects: Vec<SiteSubject>) -> Answer<'_, Vec<Summary>> {
        Box::pin(self.summaries_of(subjects))
    }

    fn case(&self, sites: Vec<Arc<str>>, id: ReviewId) -> Answer<'_, Option<Case>> {
        Box::pin(
            self.readers
                .read(move |connection| Ok(cases::find(connection, &sites, &id)?.map(|found| found.case))),
        )
    }

    fn queue(&self, query: QueueQuery) -> Answer<'_, Queue> {
        Box::pin(self.readers.read(move |connection| cases::queue(connection, &query)))
    }

    fn decide(&self, decide: Decide) -> Answer<'_, Vec<Verdict>> {
        if decide.reviews.len() > DECIDE_MAX {
            let why = format!("at most {DECIDE_MAX} reviews are decided at once");
            return Box::pin(std::future::ready(Err(StorageError::Internal(why))));
        }
        Box::pin(self.writer.ask(|reply| Job::Decide(Box::new(decide), reply)))
    }

    fn set_mode(&self, set: SetMode) -> Answer<'_, bool> {
        Box::pin(self.writer.ask(|reply| Job::SetMode(Box::new(set), reply)))
    }

    fn audit(&self, query: AuditQuery) -> Answer<'_, Vec<AuditEntry>> {
        Box::pin(self.readers.read(move |connection| figures::audit(connection, &query)))
    }

    fn days(&self, sites: Vec<Arc<str>>, range: RangeInclusive<i64>) -> Answer<'_, Vec<Day>> {
        Box::pin(self.readers.read(move |connection| figures::days(connection, &sites, &range)))
    }

    fn moderators(&self) -> Answer<'_, Vec<Moderator>> {
        Box::pin(self.readers.read(moderators::list))
    }

    fn password(&self, name: String) -> Answer<'_, Option<String>> {
        Box::pin(self.readers.read(move |connection| moderators::password(connection, &name)))
    }

    fn change_moderators(&self, change: ModeratorChange) -> Answer<'_, bool> {
        Box::pin(self.writer.ask(|reply| Job::Moderators(Box::new(change), reply)))
    }

    fn session(&self, token: TokenDigest) -> Answer<'_, Option<Session>> {
        Box::pin(async move {
            let found = self.readers.read(move |connection| moderators::session(connection, &token)).await?;
            let Some((session, stale)) = found else { return Ok(None) };
            if stale {
                self.writer.ask(|reply| Job::Touch(token, reply)).await?;
            }
            Ok(Some(session))
        })
    }

    fn check(&self) -> Answer<'_, ()> {
        Box::pin(async {
            self.readers.read(|connection| connection.query_row("SELECT 1", [], |_| Ok(()))).await?;
            self.writer.ask_in_turn(Job::Check).await
        })
    }

    fn close(&self) -> Answer<'_, ()> {
        Box::pin(async {
            // The last connection to close removes `-wal` and `-shm`, which one that only reads could not.
            self.readers.close().await;
            self.writer.ask_in_turn(Job::Close).await
        })
    }
}

/// Opens the file for writing, or makes it.
fn open_writing(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // With FULL, every commit is synced before it returns. With NORMAL, the default of many, a power cut could
    // take the last reviews back although they were acknowledged.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What a reader deleted is overwritten in the file, not only unlinked.
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> StorageError {
        match error.sqlite_error_code() {
            Some(
                ErrorCode::DiskFull
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::OutOfMemory,
            ) => StorageError::Unavailable(error.to_string()),
            _ => StorageError::Internal(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;
