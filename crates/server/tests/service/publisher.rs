//! [`Publisher`]: a publisher's system, which answers what a test tells it to.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A server on a port of its own; it ends with the test's process.
pub(crate) struct Publisher {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: HashMap<String, Vec<u8>>,
    /// The heads of the requests that came, each in lower case.
    requests: Vec<String>,
}

impl Publisher {
    pub(crate) fn start() -> Publisher {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || answer(stream, &shared));
            }
        });
        Publisher { url, state }
    }

    /// Answers `path` with a document from now on.
    pub(crate) fn serve(&self, path: &str, media_type: &str, body: impl AsRef<[u8]>) {
        self.serve_with(path, "200 OK", &[("content-type", media_type)], body);
    }

    pub(crate) fn serve_with(
        &self,
        path: &str,
        status: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) {
        let body = body.as_ref();
        let mut answer =
            format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            answer.push_str(&format!("{name}: {value}\r\n"));
        }
        answer.push_str("\r\n");
        let mut answer = answer.into_bytes();
        answer.extend_from_slice(body);
        self.state.lock().unwrap().answers.insert(path.to_owned(), answer);
    }

    /// Answers nothing at `path` any more: the connection is closed.
    pub(crate) fn fail(&self, path: &str) {
        self.state.lock().unwrap().answers.remove(path);
    }

    /// The heads of the requests for `path`.
    pub(crate) fn requests(&self, path: &str) -> Vec<String> {
        let start = format!("get {path} ");
        self.state.lock().unwrap().requests.iter().filter(|head| head.starts_with(&start)).cloned().collect()
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        head.push_str(&line.to_lowercase());
    }
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let found = {
        let mut state = state.lock().unwrap();
        state.requests.push(head);
        state.answers.get(&path).cloned()
    };
    if let Some(found) = found {
        // A client that has seen enough may be gone.
        let _ = stream.write_all(&found);
    }
}
