//! The connections that read. They are opened for reading alone, and in WAL mode a reader waits for no writer and no
//! writer for a reader; nothing is shared with the thread that writes.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::BUSY_TIMEOUT;
use crate::storage::StorageError;

/// Connections that read at once. Reading is short and the cores are few; more would only queue elsewhere.
const READERS: u32 = 4;

pub(super) struct Readers {
    path: Box<Path>,
    /// Held only to take a connection out or put it back.
    idle: Arc<Mutex<Vec<Connection>>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    /// Connections to a file that exists and is in WAL mode. They are opened as they are needed.
    pub(super) fn new(path: &Path) -> Readers {
        let turns = usize::try_from(READERS).unwrap_or(Semaphore::MAX_PERMITS);
        Readers { path: path.into(), idle: Arc::default(), turns: Arc::new(Semaphore::new(turns)) }
    }

    /// Waits for a turn and reads, on a thread that may block.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StorageError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| closed())?;
        let (idle, path) = (Arc::clone(&self.idle), self.path.clone());
        match tokio::task::spawn_blocking(move || in_turn(turn, &idle, &path, read)).await {
            Ok(answer) => answer.map_err(StorageError::from),
            Err(error) => Err(StorageError::Internal(format!("a read did not finish: {error}"))),
        }
    }

    /// Waits for the reads that have begun, and closes the connections. Later reads are refused.
    pub(super) async fn close(&self) {
        // Nothing where they are closed already.
        let turns = self.turns.acquire_many(READERS).await;
        self.turns.close();
        drop(turns);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn in_turn<T>(
    _turn: OwnedSemaphorePermit,
    idle: &Mutex<Vec<Connection>>,
    path: &Path,
    read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    let free = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let connection = match free {
        Some(connection) => connection,
        None => open(path)?,
    };
    let answer = read(&connection);
    idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    answer
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

fn closed() -> StorageError {
    StorageError::Unavailable("the database is closed".into())
}
