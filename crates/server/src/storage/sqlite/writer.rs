//! The one thread that writes. It takes all writes that wait and commits them together: one sync to disk for many
//! reviews. An answer is sent only after the commit has returned.

use std::io;
use std::sync::Arc;
use std::thread;

use rusqlite::{Connection, ErrorCode};
use tokio::sync::{mpsc, oneshot};

use super::summaries::Summaries;
use super::write::{self, Touched};
use super::{decide, moderators};
use crate::storage::{
    Decide, Delete, DeleteOutcome, ModeratorChange, Put, PutOutcome, SetMode, StorageError, TokenDigest,
    Verdict,
};

/// Writes that may wait. At some 10,000 a second with a fast disk this is a tenth of a second; more is refused, so
/// that a slow disk shows as 503 and not as memory. A service takes fewer at once by itself, unless it is told otherwise.
pub(super) const QUEUE: usize = 1_024;

/// Writes in one transaction at most, so that the first of them does not wait long for the last.
pub(super) const BATCH: usize = 256;

/// Where the answer goes.
pub(super) type Reply<T> = oneshot::Sender<Result<T, StorageError>>;

/// What the thread is asked to do.
pub(super) enum Job {
    Put(Box<Put>, Reply<PutOutcome>),
    Delete(Delete, Reply<DeleteOutcome>),
    Decide(Box<Decide>, Reply<Vec<Verdict>>),
    SetMode(Box<SetMode>, Reply<bool>),
    Moderators(Box<ModeratorChange>, Reply<bool>),
    /// A session is used.
    Touch(TokenDigest, Reply<()>),
    Check(Reply<()>),
    Close(Reply<()>),
}

/// The way to the thread.
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    pub(super) fn start(connection: Connection, summaries: Arc<Summaries>) -> io::Result<Writer> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        thread::Builder::new().name("writer".into()).spawn(move || run(connection, queue, &summaries))?;
        Ok(Writer { jobs })
    }

    /// Queues a job and waits for its answer; refuses it where too many wait already.
    pub(super) async fn ask<T>(&self, job: impl FnOnce(Reply<T>) -> Job) -> Result<T, StorageError> {
        let (reply, answer) = oneshot::channel();
        self.jobs.try_send(job(reply)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StorageError::Overloaded,
            mpsc::error::TrySendError::Closed(_) => closed(),
        })?;
        answer.await.unwrap_or_else(|_| Err(closed()))
    }

    /// As [`Writer::ask`], for the few jobs that are to be done however many wait.
    pub(super) async fn ask_in_turn<T>(&self, job: impl FnOnce(Reply<T>) -> Job) -> Result<T, StorageError> {
        let (reply, answer) = oneshot::channel();
        self.jobs.send(job(reply)).await.map_err(|_| closed())?;
        answer.await.unwrap_or_else(|_| Err(closed()))
    }
}

fn closed() -> StorageError {
    StorageError::Unavailable("the database is closed".into())
}

fn run(mut connection: Connection, mut queue: mpsc::Receiver<Job>, summaries: &Summaries) {
    let mut waiting = Vec::with_capacity(BATCH);
    while queue.blocking_recv_many(&mut waiting, BATCH) > 0 {
        let closing = batch(&mut connection, summaries, waiting.drain(..));
        if !closing.is_empty() {
            // Nothing is taken any more, but what was queued before is done.
            queue.close();
            while queue.blocking_recv_many(&mut waiting, BATCH) > 0 {
                batch(&mut connection, summaries, waiting.drain(..));
            }
            let closed = close(connection);
            for reply in closing {
                answer(reply, closed.clone().map_err(StorageError::Internal));
            }
            return;
        }
    }
}

/// Does all jobs in one transaction and answers them once it is committed. Gives back who asked to close.
fn batch(
    connection: &mut Connection,
    summaries: &Summaries,
    jobs: impl Iterator<Item = Job>,
) -> Vec<Reply<()>> {
    let mut closing = Vec::new();
    let mut done: Vec<Done> = Vec::new();
    let mut touched: Vec<Touched> = Vec::new();
    let mut broken = connection.execute_batch("BEGIN IMMEDIATE").err();
    for job in jobs {
        let result = match job {
            Job::Close(reply) => {
                closing.push(reply);
                continue;
            }
            Job::Put(put, reply) => {
                touched.push((put.subject.site.to_string(), put.subject.subject.as_str().to_owned()));
                attempt(connection, &mut broken, reply, |on| write::put(on, &put))
            }
            Job::Delete(delete, reply) => attempt(connection, &mut broken, reply, |on| {
                let (outcome, subject) = write::delete(on, &delete)?;
                touched.extend(subject);
                Ok(outcome)
            }),
            Job::Decide(decide, reply) => attempt(connection, &mut broken, reply, |on| {
                let (verdicts, subjects) = decide::decide(on, &decide)?;
                touched.extend(subjects);
                Ok(verdicts)
            }),
            Job::SetMode(set, reply) => {
                attempt(connection, &mut broken, reply, |on| decide::set_mode(on, &set))
            }
            Job::Moderators(change, reply) => {
                attempt(connection, &mut broken, reply, |on| moderators::change(on, &change))
            }
            Job::Touch(token, reply) => {
                attempt(connection, &mut broken, reply, |on| moderators::touch(on, &token))
            }
            Job::Check(reply) => attempt(connection, &mut broken, reply, |_| Ok(())),
        };
        done.push(result);
    }
    let committed = match broken {
        None => connection.execute_batch("COMMIT"),
        Some(error) => Err(error),
    };
    if committed.is_err() && !connection.is_autocommit() {
        // Whatever cannot even be rolled back is rolled back by SQLite when the file is opened next.
        let _ = connection.execute_batch("ROLLBACK");
    }
    // Between commit and acknowledgement, and also where the commit failed, for that may leave open what is stored.
    if !touched.is_empty() {
        summaries.forget(touched.iter().map(|(site, url)| (site.as_str(), url.as_str())));
    }
    for tell in done {
        tell(committed.as_ref().err());
    }
    closing
}

/// Answers one job, once it is known whether the batch was committed.
type Done = Box<dyn FnOnce(Option<&rusqlite::Error>)>;

/// Does one job behind a savepoint, so that its failure undoes nothing of its neighbours.
fn attempt<T: 'static>(
    connection: &Connection,
    broken: &mut Option<rusqlite::Error>,
    reply: Reply<T>,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> Done {
    let result = if broken.is_none() { savepoint(connection, broken, work) } else { None };
    Box::new(move |failed| {
        let result = match (failed, result) {
            (Some(error), _) => Err(storage_error(error)),
            (None, Some(result)) => result.map_err(StorageError::from),
            (None, None) => Err(StorageError::Internal("a write was not attempted".into())),
        };
        answer(reply, result);
    })
}

fn savepoint<T>(
    connection: &Connection,
    broken: &mut Option<rusqlite::Error>,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> Option<rusqlite::Result<T>> {
    if let Err(error) = connection.execute_batch("SAVEPOINT job") {
        *broken = Some(error);
        return None;
    }
    let result = work(connection);
    let end = if result.is_ok() { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" };
    // A full disk makes SQLite roll the whole transaction back by itself; then the savepoint is gone with it, and
    // none of the batch may be acknowledged.
    let ended = connection.execute_batch(end);
    match (ended, result) {
        (Ok(()), result) => Some(result),
        (Err(_), Err(error)) | (Err(error), Ok(_)) => {
            *broken = Some(error);
            None
        }
    }
}

/// The error of a batch, for each of its jobs.
fn storage_error(error: &rusqlite::Error) -> StorageError {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) | None => StorageError::Internal(error.to_string()),
        Some(_) => StorageError::Unavailable(error.to_string()),
    }
}

/// Moves everything from the log into the main file, so that a copy of that one file is whole.
fn close(connection: Connection) -> Result<(), String> {
    let checkpoint = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    let closed = connection.close().map_err(|(_, error)| error);
    checkpoint.and(closed).map_err(|error| error.to_string())
}

fn answer<T>(reply: Reply<T>, result: Result<T, StorageError>) {
    // Whoever asked may have gone; what was done stays done, and asking again finds it so.
    let _ = reply.send(result);
}
