//! The review service: the real program, on a database of its own.

use std::fs::{self, File};
use std::net::TcpListener;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use axum::body::Bytes;
use axum::http::{Method, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Child;

use crate::options::Options;
use crate::process::program;

/// How long it may take to answer after it is started.
const START_LIMIT: Duration = Duration::from_secs(10);

/// What readers write.
const SENTENCES: [&str; 6] = [
    "I walked out along that pier for thirty years and never knew what was behind the door.",
    "The part about the slips that were burnt is worth the whole of it.",
    "One would like to see the figures for the harbours beside it.",
    "The filter is explained better here than in the handbook.",
    "A little long before it gets to the pencil.",
    "My grandfather kept the signal, and the note is right.",
];

/// A client that keeps its connections.
pub(crate) type Http = Client<HttpConnector, Full<Bytes>>;

/// The review service. It ends with this.
pub(crate) struct Service {
    origin: String,
    http: Http,
    _process: Child,
    _folder: TempDir,
}

impl Service {
    /// Starts it on a free port and an empty database.
    pub(crate) async fn start(options: &Options) -> Result<Self> {
        let folder = TempDir::with_prefix("standfirst-bench-")?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let log = folder.path().join("service.log");
        let mut command = program(&options.server);
        command
            .args(["--listen", &format!("127.0.0.1:{port}"), "--database"])
            .arg(format!("sqlite:{}", folder.path().join("reviews.sqlite").display()))
            .arg("--assets")
            .arg(&options.widget)
            .stdout(Stdio::null())
            .stderr(File::create(&log)?);
        let mut process = command.spawn().context("cannot start the review service")?;
        let origin = format!("http://127.0.0.1:{port}");
        let http = Client::builder(TokioExecutor::new()).build(HttpConnector::new());
        let started = Instant::now();
        let health = format!("{origin}/healthz");
        while !get(&http, &health).await.is_ok_and(|answer| answer.status().is_success()) {
            if let Some(status) = process.try_wait()? {
                let said = fs::read_to_string(&log).unwrap_or_default();
                bail!("the review service has ended ({status}); it says:\n{said}");
            }
            ensure!(started.elapsed() < START_LIMIT, "the review service does not answer");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(Self { origin, http, _process: process, _folder: folder })
    }

    /// Its origin, without a slash at the end.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// A client for it.
    pub(crate) fn http(&self) -> &Http {
        &self.http
    }

    /// Puts `count` reviews of a subject.
    pub(crate) async fn seed(&self, subject: &str, count: u32) -> Result<()> {
        for number in 0..count {
            let sentences = SENTENCES.iter().cycle().skip(number as usize).step_by(5);
            let text: Vec<&str> = sentences.take(1 + number as usize % 3).copied().collect();
            let mut body = json!({ "subject": subject, "rating": 1 + (number * 7 + 3) % 5 });
            if let Value::Object(fields) = &mut body {
                if number % 4 > 0 {
                    fields.insert("text".to_owned(), text.join("\n\n").into());
                    fields.insert("author".to_owned(), format!("Reader {number}").into());
                }
                if number % 2 > 0 {
                    fields.insert("title".to_owned(), format!("Note {number}").into());
                }
            }
            // An id for each review of each subject that is seeded.
            let hash =
                subject.bytes().fold(0u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
            let request = Request::builder()
                .method(Method::PUT)
                .uri(format!("{}/v1/reviews/{hash:08x}-0000-4000-8000-{number:012x}", self.origin))
                .header("authorization", "Bearer another-readers-edit-key-000")
                .header("content-type", "application/json")
                .body(Full::from(body.to_string()))?;
            let answer = self.http.request(request).await?;
            ensure!(answer.status() == 201, "the review service answered {} to a review", answer.status());
        }
        Ok(())
    }

    /// The first page of a subject's reviews, as anybody gets it.
    pub(crate) async fn first_page(&self, subject: &str) -> Result<Bytes> {
        let subject: String = url::form_urlencoded::byte_serialize(subject.as_bytes()).collect();
        let answer = get(&self.http, &format!("{}/v1/reviews?subject={subject}", self.origin)).await?;
        ensure!(answer.status().is_success(), "the review service answered {}", answer.status());
        Ok(answer.into_body())
    }

    /// How many reviews a subject has.
    pub(crate) async fn count(&self, subject: &str) -> Result<u64> {
        let page: Value = serde_json::from_slice(&self.first_page(subject).await?)?;
        page.pointer("/summary/count").and_then(Value::as_u64).context("the answer has no count")
    }
}

/// Asks for an address, and waits for the whole answer.
pub(crate) async fn get(http: &Http, url: &str) -> Result<Response<Bytes>> {
    send(http, Request::get(url).body(Full::default())?).await
}

/// Sends a request, and waits for the whole answer.
pub(crate) async fn send(http: &Http, request: Request<Full<Bytes>>) -> Result<Response<Bytes>> {
    let (parts, body) = http.request(request).await?.into_parts();
    Ok(Response::from_parts(parts, body.collect().await?.to_bytes()))
}
