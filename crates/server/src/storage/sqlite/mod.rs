//! Reviews in one SQLite file: a thread that writes, a few connections that read.

mod migrate;
mod read;
mod write;
mod writer;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use standfirst_review::{ReviewId, Summary};
use tokio::sync::Semaphore;

use self::writer::{Job, Writer};
use super::{
    Answer, Delete, DeleteOutcome, Found, KeyDigest, Page, PageQuery, Put, PutOutcome, SiteSubject, Storage,
    StorageError,
};

/// Connections that read at once. Reading is short and the cores are few; more would only queue elsewhere.
const READERS: usize = 4;

/// How long one connection waits for another's lock. Only another process (a backup, a shell) ever holds one long.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// A [`Storage`] in a SQLite file.
pub struct SqliteStorage {
    writer: Writer,
    readers: Readers,
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
        let mut connection = open_connection(path, true).map_err(|error| say("cannot open it", &error))?;
        migrate::migrate(&mut connection).map_err(|error| say("cannot use it", &error))?;
        for site in sites {
            connection
                .execute("INSERT INTO sites (name) VALUES (?1) ON CONFLICT DO NOTHING", [site])
                .map_err(|error| say("cannot write to it", &error))?;
        }
        prepare(&connection).map_err(|error| say("cannot set it up", &error))?;
        let writer = Writer::start(connection).map_err(|error| say("cannot start its thread", &error))?;
        let readers =
            Readers { path: path.into(), idle: Arc::default(), turns: Arc::new(Semaphore::new(READERS)) };
        Ok(SqliteStorage { writer, readers })
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
        Box::pin(self.readers.read(move |connection| read::summaries(connection, &subjects)))
    }

    fn check(&self) -> Answer<'_, ()> {
        Box::pin(async {
            self.readers.read(|connection| connection.query_row("SELECT 1", [], |_| Ok(()))).await?;
            self.writer.ask(Job::Check).await
        })
    }

    fn close(&self) -> Answer<'_, ()> {
        Box::pin(self.writer.ask(Job::Close))
    }
}

/// The connections that read. In WAL mode they wait for no writer, and no writer for them.
struct Readers {
    path: Box<Path>,
    idle: Arc<Mutex<Vec<Connection>>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StorageError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let (idle, path) = (Arc::clone(&self.idle), self.path.clone());
        let work = move || {
            let _turn = turn;
            let free = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = match free {
                Some(connection) => connection,
                None => open_connection(&path, false)?,
            };
            let answer = read(&connection);
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            answer
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(answer) => answer.map_err(StorageError::from),
            Err(error) => Err(StorageError::Internal(format!("a read did not finish: {error}"))),
        }
    }
}

fn open_connection(path: &Path, writes: bool) -> rusqlite::Result<Connection> {
    let create = if writes { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    if writes {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // With FULL, every commit is synced before it returns. With NORMAL, the default of many, a power cut could
        // take the last reviews back although they were acknowledged.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What a reader deleted is overwritten in the file, not only unlinked.
        connection.pragma_update(None, "secure_delete", true)?;
    } else {
        connection.pragma_update(None, "query_only", true)?;
    }
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
