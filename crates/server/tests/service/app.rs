//! [`TestApp`]: the program in a folder of its own.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::http::{HeaderMap, Request};

/// A subject that the service takes when nothing is configured.
pub(crate) const SUBJECT: &str = "https://standfirst.example/finland";
/// An edit key.
pub(crate) const KEY: &str = "an-edit-key-of-the-author";
/// Another one.
pub(crate) const OTHER_KEY: &str = "an-edit-key-of-a-stranger";

/// A service under test; it is killed when the test ends.
pub(crate) struct TestApp {
    pub(crate) url: String,
    pub(crate) agent: ureq::Agent,
    pub(crate) child: Child,
    // Kept open, so that the program never writes to a closed pipe.
    _stdout: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
    flags: Vec<String>,
}

#[derive(Default)]
pub(crate) struct Builder {
    flags: Vec<String>,
    config: Option<String>,
    assets: Vec<(String, Vec<u8>)>,
}

impl Builder {
    pub(crate) fn flag(mut self, name: &str, value: &str) -> Builder {
        self.flags.extend([name.to_owned(), value.to_owned()]);
        self
    }

    /// The text of a configuration file.
    pub(crate) fn config(mut self, text: &str) -> Builder {
        self.config = Some(text.to_owned());
        self
    }

    /// A file of the widget's.
    pub(crate) fn asset(mut self, path: &str, bytes: &[u8]) -> Builder {
        self.assets.push((path.to_owned(), bytes.to_owned()));
        self
    }

    pub(crate) fn start(self) -> TestApp {
        let folder = tempfile::tempdir().unwrap();
        let mut flags = self.flags;
        if let Some(config) = self.config {
            let path = folder.path().join("standfirst.toml");
            std::fs::write(&path, config).unwrap();
            flags.extend(["--config".into(), path.display().to_string()]);
        }
        if !self.assets.is_empty() {
            let assets = folder.path().join("assets");
            for (path, bytes) in self.assets {
                let path = assets.join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
            flags.extend(["--assets".into(), assets.display().to_string()]);
        }
        TestApp::run(folder, flags)
    }
}

impl TestApp {
    /// The service as it is when nothing is configured.
    pub(crate) fn start() -> TestApp {
        Builder::default().start()
    }

    pub(crate) fn builder() -> Builder {
        Builder::default()
    }

    fn run(folder: tempfile::TempDir, flags: Vec<String>) -> TestApp {
        let mut child = program()
            .args(["--listen", "127.0.0.1:0", "--database"])
            .arg(format!("sqlite:{}", folder.path().join("reviews.sqlite").display()))
            .args(&flags)
            .stdout(Stdio::piped())
            .stderr(
                std::fs::File::options().create(true).append(true).open(folder.path().join("log")).unwrap(),
            )
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let url = match line.trim().rsplit_once(' ') {
            Some((_, url)) => url.to_owned(),
            None => panic!(
                "the service did not start: {}",
                std::fs::read_to_string(folder.path().join("log")).unwrap()
            ),
        };
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .new_agent();
        TestApp { url, agent, child, _stdout: stdout, folder, flags }
    }

    /// Kills the service with SIGKILL and starts it again on the same database.
    pub(crate) fn kill_and_restart(mut self) -> TestApp {
        self.kill();
        self.restart()
    }

    /// Starts it again after it ended.
    pub(crate) fn restart(mut self) -> TestApp {
        let flags = std::mem::take(&mut self.flags);
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap());
        drop(self);
        TestApp::run(folder, flags)
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends SIGTERM.
    pub(crate) fn terminate(&self) {
        let status = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Waits for the end and gives the exit code.
    pub(crate) fn wait(&mut self) -> Option<i32> {
        let deadline = Instant::now() + Duration::from_secs(30);
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the service did not end");
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.path("reviews.sqlite")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.path("log")).unwrap()
    }

    /// A connection to the database beside the service's own.
    pub(crate) fn shell(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.database()).unwrap()
    }

    /// How many rows of all kinds there are.
    pub(crate) fn rows(&self) -> i64 {
        let sql = "SELECT (SELECT count(*) FROM reviews) + (SELECT count(*) FROM subjects) \
                   + (SELECT count(*) FROM tombstones)";
        self.shell().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Any request.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Answer {
        self.try_send(method, path, headers, body).unwrap()
    }

    pub(crate) fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = match body {
            Some(body) => self.agent.run(request.body(body).unwrap())?,
            None => self.agent.run(request.body(()).unwrap())?,
        };
        let body = response.body_mut().read_to_vec()?;
        Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), body })
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// A `PUT` with [`KEY`].
    pub(crate) fn put(&self, id: &str, body: &Value) -> Answer {
        self.put_with(id, KEY, body.to_string().as_bytes())
    }

    pub(crate) fn put_with(&self, id: &str, key: &str, body: &[u8]) -> Answer {
        self.try_put_with(id, key, body).unwrap()
    }

    pub(crate) fn try_put_with(&self, id: &str, key: &str, body: &[u8]) -> Result<Answer, ureq::Error> {
        let bearer = format!("Bearer {key}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        self.try_send("PUT", &format!("/v1/reviews/{id}"), &headers, Some(body))
    }

    pub(crate) fn get_with(&self, id: &str, key: &str) -> Answer {
        self.send("GET", &format!("/v1/reviews/{id}"), &[("authorization", &format!("Bearer {key}"))], None)
    }

    pub(crate) fn delete(&self, id: &str, key: &str) -> Answer {
        self.send(
            "DELETE",
            &format!("/v1/reviews/{id}"),
            &[("authorization", &format!("Bearer {key}"))],
            None,
        )
    }

    /// A page of [`SUBJECT`]'s reviews; `query` is added to the address.
    pub(crate) fn list(&self, query: &str) -> Value {
        let answer = self.get(&format!("/v1/reviews?subject={SUBJECT}{query}"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// All of [`SUBJECT`]'s reviews, page by page.
    pub(crate) fn all(&self, query: &str) -> Vec<Value> {
        let mut reviews = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = self.list(&format!("{query}{cursor}"));
            reviews.extend(page["reviews"].as_array().unwrap().iter().cloned());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return reviews,
            }
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // It has ended already where the test ended it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, in an environment without settings of whoever runs the tests.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standfirst-server"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("STANDFIRST_") {
            command.env_remove(name);
        }
    }
    command
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.body
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Checks that it is the problem of that name, about that field.
    #[track_caller]
    pub(crate) fn expect_problem(&self, status: u16, name: &str, field: Option<(&str, &str)>) {
        let text = self.text();
        assert_eq!(self.status, status, "{text}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{text}");
        assert_eq!(self.header("cache-control"), Some("no-store"), "{text}");
        assert!(self.header("x-request-id").is_some(), "{text}");
        let problem = self.json();
        assert_eq!(problem["type"], format!("urn:standfirst:problem:{name}"), "{text}");
        assert_eq!(problem["status"], status, "{text}");
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()), "{text}");
        if let Some((field, code)) = field {
            let errors = problem["errors"].as_array().unwrap_or_else(|| panic!("no errors: {text}"));
            let found = errors.iter().any(|error| error["field"] == field && error["code"] == code);
            assert!(found, "{field} {code} is not in {text}");
        }
    }
}

/// The id of that number.
pub(crate) fn id(number: u32) -> String {
    format!("0190d3a5-0000-7000-8000-{number:012x}")
}

/// A review of [`SUBJECT`].
pub(crate) fn review(rating: u32, text: &str) -> Value {
    json!({ "subject": SUBJECT, "rating": rating, "text": text })
}

/// Runs the program until it ends by itself: its exit code, stdout and stderr.
pub(crate) fn run_to_end(command: &mut Command) -> (Option<i32>, String, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let deadline = Instant::now() + Duration::from_secs(10);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("the program was to end by itself");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    (child.wait().unwrap().code(), out, err)
}

/// A file of tests/fixtures.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}
