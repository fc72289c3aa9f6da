//! Sessions of the driver, with its commands that the client does not know.

use std::fs;
use std::os::unix::fs::MetadataExt;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::{driver, environment};

/// What makes the browser quiet: it opens no window and asks nobody but the pages it is sent to.
const ARGUMENTS: [&str; 9] = [
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--window-size=1280,900",
];

/// Opens a session with a new profile.
pub(super) async fn open() -> Client {
    let mut arguments = ARGUMENTS.to_vec();
    if is_root() {
        // Root has no namespace to put the sandbox into.
        arguments.push("--no-sandbox");
    }
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "binary": environment::chromium(), "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let Value::Object(capabilities) = capabilities else { unreachable!("it is an object") };
    let session =
        ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(driver::address()).await;
    session.unwrap_or_else(|error| panic!("the browser does not start: {error}"))
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Sends a command of the DevTools protocol.
pub(super) async fn devtools(client: &Client, command: &str, parameters: Value) -> Value {
    let body = json!({ "cmd": command, "params": parameters });
    post(client, "goog/cdp/execute", body).await
}

/// Takes what the console has said since it was asked last.
pub(super) async fn console(client: &Client) -> Value {
    post(client, "se/log", json!({ "type": "browser" })).await
}

async fn post(client: &Client, path: &'static str, body: Value) -> Value {
    let shown = body.to_string();
    let answer = client.issue_cmd(Post { path, body }).await;
    answer.unwrap_or_else(|error| panic!("{path} {shown}: {error}"))
}

/// A command of the driver's own.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.body.to_string()))
    }
}
