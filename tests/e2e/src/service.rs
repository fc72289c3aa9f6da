//! The review service: the real program on a database of its own.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use std::{env, future::Future};

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};

use crate::environment;
use crate::http::{Http, query_value};

/// How long the service may take to answer after it is started.
const START_LIMIT: Duration = Duration::from_secs(10);

/// The review service of one story. It ends with it.
pub struct Service {
    port: u16,
    folder: TempDir,
    running: Mutex<Option<Child>>,
    http: Http,
}

/// What the database holds of a review.
#[derive(Debug, PartialEq)]
pub struct Row {
    /// The stars.
    pub rating: i64,
    /// The title, where there is one.
    pub title: Option<String>,
    /// The text, where there is one.
    pub text: Option<String>,
    /// The name, where there is one.
    pub author: Option<String>,
}

impl Service {
    /// Starts the service on a free port and an empty database.
    pub async fn start() -> Self {
        let folder = TempDir::with_prefix("standfirst-e2e-").expect("a folder for the database");
        let service = Self { port: free_port(), folder, running: Mutex::default(), http: Http::default() };
        service.start_again().await;
        service
    }

    /// Its origin, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts it on the port and the database that it had, and waits until it answers.
    ///
    /// # Panics
    /// Where it does not answer in time; says what it logged.
    pub async fn start_again(&self) {
        let log = File::options().create(true).append(true).open(self.log()).expect("a file for the log");
        let mut command = Command::new(environment::server());
        command
            .args(["--listen", &format!("127.0.0.1:{}", self.port)])
            .arg("--database")
            .arg(format!("sqlite:{}", self.database().display()))
            .arg("--assets")
            .arg(environment::demo())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .kill_on_drop(true);
        // The service takes every variable with its prefix for a setting; those of the suite are none.
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("STANDFIRST_"))
        {
            command.env_remove(name);
        }
        *self.running.lock().await = Some(command.spawn().expect("the review service starts"));
        let health = format!("{}/healthz", self.origin());
        let answers = async || self.http.get(&health).await.is_ok_and(|reply| reply.status.is_success());
        assert!(
            until(START_LIMIT, answers).await,
            "the review service does not answer; it says:\n{}",
            self.said()
        );
    }

    /// Ends it as a power cut would: SIGKILL, no chance to tidy up.
    pub async fn kill(&self) {
        if let Some(mut child) = self.running.lock().await.take() {
            child.kill().await.expect("the review service was running");
        }
    }

    /// What it has logged so far.
    pub fn said(&self) -> String {
        fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// The reviews of a subject in its database, the oldest first, read past the service.
    pub fn rows(&self, subject: &str) -> Vec<Row> {
        let database = Connection::open_with_flags(self.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)
            .expect("the database");
        let mut query = database
            .prepare(
                "SELECT rating, title, text, author FROM reviews
                 JOIN subjects ON subjects.id = reviews.subject WHERE url = ?1 ORDER BY seq",
            )
            .expect("the table of reviews");
        let rows = query.query_map([subject], |row| {
            Ok(Row { rating: row.get(0)?, title: row.get(1)?, text: row.get(2)?, author: row.get(3)? })
        });
        rows.expect("rows").collect::<Result<_, _>>().expect("rows of reviews")
    }

    /// The first page of a subject's reviews with the summary, as anybody gets it.
    pub async fn reviews(&self, subject: &str) -> Value {
        let url = format!("{}/v1/reviews?subject={}", self.origin(), query_value(subject));
        self.http.get(&url).await.expect("the service answers").json()
    }

    /// Puts a review of a subject through the service, as another reader would have. `number` makes its id.
    pub async fn review(&self, number: u32, subject: &str, rating: u8, text: &str) {
        self.review_by(number, subject, rating, text, &format!("Reader {number}")).await;
    }

    /// The same, signed.
    pub async fn review_by(&self, number: u32, subject: &str, rating: u8, text: &str, author: &str) {
        let id = format!("00000000-0000-4000-8000-{number:012x}");
        let body = json!({ "subject": subject, "rating": rating, "text": text, "author": author });
        let url = format!("{}/v1/reviews/{id}", self.origin());
        let reply =
            self.http.put(&url, "another-readers-edit-key-000", &body).await.expect("the service answers");
        assert_eq!(reply.status, 201, "{}", String::from_utf8_lossy(&reply.body));
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("reviews.sqlite")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("service.log")
    }
}

/// A port that nothing listens on just now.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Asks `holds` again and again until it does, or until `limit` has passed.
async fn until<F: Future<Output = bool>>(limit: Duration, holds: impl Fn() -> F) -> bool {
    let end = Instant::now() + limit;
    while Instant::now() < end {
        if holds().await {
            return true;
        }
        sleep(Duration::from_millis(10)).await;
    }
    false
}
