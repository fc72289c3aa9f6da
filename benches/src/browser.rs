//! Chromium by its WebDriver, as slow as a phone on a slow network.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, anyhow};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Child;

use crate::options::Options;
use crate::process::program;

/// How many times slower than it is the processor is made.
pub(crate) const CPU_SLOWDOWN: u32 = 4;

/// From a request to the first byte of its answer, in milliseconds.
pub(crate) const LATENCY: u32 = 150;

/// What comes through, and goes, in bytes a second: 1.6 Mbit/s.
pub(crate) const THROUGHPUT: u32 = 200_000;

/// A phone's screen, in CSS pixels.
const SCREEN: (u32, u32) = (412, 823);

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
    "--window-size=412,900",
];

/// The WebDriver program.
pub(crate) struct Driver {
    address: String,
    chromium: PathBuf,
    /// It ends with this.
    _process: Child,
}

impl Driver {
    pub(crate) async fn start(options: &Options) -> Result<Self> {
        let mut command = program(&options.chromedriver);
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process =
            command.spawn().with_context(|| format!("cannot start {}", options.chromedriver.display()))?;
        let mut lines = BufReader::new(process.stdout.take().context("its output was not piped")?).lines();
        let port = loop {
            let line = lines.next_line().await?;
            let line = line.with_context(|| format!("{} does not start", options.chromedriver.display()))?;
            let port = line.split_once("started successfully on port ");
            if let Some(port) = port.and_then(|(_, port)| port.trim_end_matches('.').parse::<u16>().ok()) {
                break port;
            }
        };
        // A full pipe would stop it.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let address = format!("http://127.0.0.1:{port}");
        Ok(Self { address, chromium: options.chromium.clone(), _process: process })
    }
}

/// A browser with a new profile: nothing is cached and nothing stored.
pub(crate) struct Browser(Client);

impl Browser {
    pub(crate) async fn open(driver: &Driver) -> Result<Self> {
        let mut arguments = ARGUMENTS.to_vec();
        if fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
            // Root has no namespace to put the sandbox into.
            arguments.push("--no-sandbox");
        }
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": driver.chromium, "args": arguments },
        });
        let Value::Object(capabilities) = capabilities else { return Err(anyhow!("no object")) };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&driver.address).await;
        let client = client.context("the browser does not start")?;
        let browser = Self(client);
        let (width, height) = SCREEN;
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        browser.devtools("Emulation.setDeviceMetricsOverride", screen).await?;
        Ok(browser)
    }

    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.0.close().await?)
    }

    /// Runs a script before any other in every page from now on.
    pub(crate) async fn run_first(&self, script: &str) -> Result<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
    }

    /// Makes the processor slower.
    pub(crate) async fn slow_down(&self) -> Result<()> {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": CPU_SLOWDOWN })).await.map(drop)
    }

    /// Makes the network slower, with nothing of the site cached.
    pub(crate) async fn slow_network(&self) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.clearBrowserCache", json!({})).await?;
        let conditions = json!({
            "offline": false,
            "latency": LATENCY,
            "downloadThroughput": THROUGHPUT,
            "uploadThroughput": THROUGHPUT,
        });
        self.devtools("Network.emulateNetworkConditions", conditions).await.map(drop)
    }

    /// Goes to an address, and waits until the page says that it is loaded.
    pub(crate) async fn goto(&self, url: &str) -> Result<()> {
        self.0.goto(url).await.with_context(|| format!("{url} does not open"))
    }

    /// What a promise in the page comes to.
    pub(crate) async fn wait_for(&self, promise: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0];
             Promise.resolve({promise}).then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut answer = self.0.execute_async(&script, Vec::new()).await?;
        match answer.get("error").and_then(Value::as_str) {
            Some(error) => Err(anyhow!("{error}")),
            None => Ok(answer.get_mut("value").map(Value::take).unwrap_or_default()),
        }
    }

    /// Clicks at a place in the window, in CSS pixels.
    pub(crate) async fn click_at(&self, x: f64, y: f64) -> Result<()> {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.devtools("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }

    /// Types text, letter by letter, wherever the focus is.
    pub(crate) async fn type_text(&self, text: &str) -> Result<()> {
        for letter in text.chars() {
            let letter = letter.to_string();
            for kind in ["keyDown", "keyUp"] {
                let text = if kind == "keyDown" { letter.as_str() } else { "" };
                let event = json!({ "type": kind, "text": text, "key": letter });
                self.devtools("Input.dispatchKeyEvent", event).await?;
            }
        }
        Ok(())
    }

    /// Sends a command of the DevTools protocol.
    pub(crate) async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.0.issue_cmd(DevTools(body)).await.with_context(|| format!("{command} failed"))
    }
}

/// The driver's own command that sends one of the DevTools protocol.
#[derive(Debug)]
struct DevTools(Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.0.to_string()))
    }
}
