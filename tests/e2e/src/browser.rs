//! The browser: sessions, and looking into the element's shadow root.

mod session;

use std::fmt::Write as _;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::console::{self, Entry};
use crate::keys;

/// How long a condition may take to hold. Nothing waits so long but a test that fails.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often it is looked whether a condition holds.
const POLL: Duration = Duration::from_millis(20);

/// How WebDriver marks an element in what a script returns (WebDriver, section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What scripts can use: the first element of a page, its shadow root, and what is found in it.
const PRELUDE: &str = "
    const host = document.querySelector('standfirst-article');
    const root = host?.shadowRoot;
    const $ = (selector) => root?.querySelector(selector) ?? null;
    const $$ = (selector) => [...(root?.querySelectorAll(selector) ?? [])];
    const shown = (selector) => $$(selector).some((element) => element.checkVisibility());
    const text = (selector) => $(selector)?.innerText.trim() ?? null;
    const texts = (selector) => $$(selector).map((element) => element.innerText.trim());
    const error = (field) => {
        const ids = $(`[name=${field}]`)?.getAttribute('aria-describedby')?.split(' ') ?? [];
        return ids.map((id) => root.getElementById(id)).find((e) => e?.matches('.field-error')) ?? null;
    };
    const events = (type) => e2e.events.filter((event) => event.type === type);
";

/// A browser with one window.
pub struct Browser {
    client: Client,
}

impl Browser {
    /// Opens a browser that has no history and nothing stored.
    pub async fn open() -> Self {
        let browser = Self { client: session::open().await };
        browser.record().await;
        browser
    }

    /// The tab that is in front.
    pub async fn tab(&self) -> WindowHandle {
        self.client.window().await.expect("a tab")
    }

    /// Opens a tab in front of the others, with nothing in it.
    pub async fn open_tab(&self) {
        let tab = self.client.new_window(true).await.expect("a tab").handle;
        self.switch_to(tab).await;
        self.record().await;
    }

    /// Brings a tab to the front.
    pub async fn switch_to(&self, tab: WindowHandle) {
        self.client.switch_to_window(tab).await.expect("the tab");
    }

    /// Lets every page that is opened in this tab keep what tests ask for.
    async fn record(&self) {
        let script = json!({ "source": include_str!("record.js") });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script).await;
    }

    /// Goes to an address.
    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("a reload");
    }

    /// The address of the page.
    pub async fn address(&self) -> String {
        self.client.current_url().await.expect("an address").to_string()
    }

    /// Closes it.
    pub async fn close(&self) {
        // A browser that has crashed is closed already; the story has failed then.
        if let Err(error) = self.client.clone().close().await {
            eprintln!("the browser does not close: {error}");
        }
    }

    /// Runs the body of a function in the page and gives what it returns.
    pub async fn run(&self, body: &str) -> Value {
        self.try_run(body).await.unwrap_or_else(|error| panic!("{error}\nin the script {body}"))
    }

    /// The value of an expression in the page.
    pub async fn eval(&self, expression: &str) -> Value {
        self.run(&format!("return {expression};")).await
    }

    async fn try_run(&self, body: &str) -> Result<Value, String> {
        let result = self.client.execute(&format!("{PRELUDE}\n{body}"), Vec::new()).await;
        result.map_err(|error| error.to_string())
    }

    /// Waits until an expression in the page is true.
    ///
    /// # Panics
    /// Where it does not come true in time.
    pub async fn until(&self, condition: &str) {
        self.until_within(condition, PATIENCE.as_secs()).await;
    }

    /// The same for what may take longer, so many seconds.
    ///
    /// # Panics
    /// Where it does not come true in time.
    pub async fn until_within(&self, condition: &str, seconds: u64) {
        let end = Instant::now() + Duration::from_secs(seconds);
        let body = format!("return Boolean({condition});");
        loop {
            // While a page is being left or is not there yet, scripts fail.
            let holds = self.try_run(&body).await;
            if holds == Ok(Value::Bool(true)) {
                return;
            }
            assert!(Instant::now() < end, "it does not come true that {condition} ({holds:?})");
            sleep(POLL).await;
        }
    }

    /// Waits until an expression in the page has a value.
    ///
    /// # Panics
    /// Where it does not get it in time; says which it has.
    pub async fn until_is(&self, expression: &str, expected: Value) {
        let end = Instant::now() + PATIENCE;
        let body = format!("return {expression};");
        loop {
            let value = self.try_run(&body).await;
            if value.as_ref() == Ok(&expected) {
                return;
            }
            assert!(Instant::now() < end, "{expression} is {value:?}, not {expected}");
            sleep(POLL).await;
        }
    }

    /// Waits until something holds outside of the page.
    ///
    /// # Panics
    /// Where it does not in time.
    pub async fn wait_for(&self, what: &str, holds: impl Fn() -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds() {
            assert!(Instant::now() < end, "it does not happen: {what}");
            sleep(POLL).await;
        }
    }

    /// What a selector finds first in the shadow root of the first element of the page.
    ///
    /// # Panics
    /// Where it does not appear in time.
    pub async fn find(&self, selector: &str) -> Element {
        self.element(&format!("$({selector:?})")).await
    }

    /// The button in the shadow root that is called so and can be seen.
    ///
    /// # Panics
    /// Where it does not appear in time.
    pub async fn button(&self, name: &str) -> Element {
        let buttons = "$$('button').find((button) => button.checkVisibility() && button.innerText.trim() ===";
        self.element(&format!("{buttons} {name:?})")).await
    }

    /// Clicks on something in the shadow root.
    pub async fn click(&self, selector: &str) {
        self.find(selector)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("no click on {selector}: {error}"));
    }

    /// Clicks on the button in the shadow root that is called so.
    pub async fn click_button(&self, name: &str) {
        self.button(name).await.click().await.unwrap_or_else(|error| panic!("no click on {name}: {error}"));
    }

    /// Waits until an expression in the page is an element.
    async fn element(&self, expression: &str) -> Element {
        let end = Instant::now() + PATIENCE;
        let body = format!("return {expression};");
        loop {
            let value = self.try_run(&body).await;
            let id = value.as_ref().ok().and_then(|value| value[ELEMENT].as_str());
            if let Some(id) = id {
                return Element::from_element_id(self.client.clone(), id.to_owned().into());
            }
            assert!(Instant::now() < end, "there is no element {expression} ({value:?})");
            sleep(POLL).await;
        }
    }

    /// Clicks twice on an element, as quickly as a double click.
    pub async fn double_click(&self, element: &Element) {
        keys::double_click(&self.client, element).await;
    }

    /// Presses keys one after the other, wherever the focus is.
    pub async fn press(&self, keys: impl IntoIterator<Item = char>) {
        keys::press(&self.client, keys).await;
    }

    /// Types text, letter by letter, wherever the focus is.
    pub async fn type_text(&self, text: &str) {
        self.press(text.chars()).await;
    }

    /// Presses one key while another is held down.
    pub async fn press_with(&self, held: char, key: char) {
        keys::press_with(&self.client, held, key).await;
    }

    /// Puts text where the focus is, in one piece, as a paste does.
    pub async fn insert_text(&self, text: &str) {
        self.devtools("Input.insertText", json!({ "text": text })).await;
    }

    /// Makes the page so many pixels wide and high. Like a phone's, a narrow one has no scroll bars that take room.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// A picture of the page as a PNG file: of what is to be seen, or of all that could be scrolled to.
    pub async fn screenshot(&self, whole: bool) -> Vec<u8> {
        let picture =
            self.devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": whole })).await;
        STANDARD.decode(picture["data"].as_str().expect("a picture")).expect("Base64")
    }

    /// Sends a command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        session::devtools(&self.client, command, parameters).await
    }

    /// The warnings and errors in the console since it was last asked for them.
    pub async fn console(&self) -> Vec<Entry> {
        console::entries(&session::console(&self.client).await)
    }

    /// Looks whether the page heard of an exception that nobody caught.
    ///
    /// # Panics
    /// Where it did.
    pub async fn check_uncaught(&self) {
        let uncaught = self.eval("globalThis.e2e?.uncaught ?? []").await;
        assert_eq!(uncaught, json!([]), "the page heard of uncaught exceptions");
    }

    /// What can be seen of the page and the element, for whoever reads why a test failed.
    pub async fn describe(&self) -> String {
        let mut said = String::new();
        for (what, expression) in [
            ("address", "location.href"),
            ("page", "document.body.innerText"),
            ("shadow root", "$('.standfirst')?.innerText"),
            ("focus", "root?.activeElement?.outerHTML.slice(0, 300)"),
            ("events", "JSON.stringify(e2e.events, null, 1)"),
        ] {
            let value = self.try_run(&format!("return {expression} ?? null;")).await;
            let value = value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            let _ = writeln!(said, "--- {what}:\n{}", value.unwrap_or_else(|error| error));
        }
        let _ = writeln!(said, "--- console:\n{:#?}", self.console().await);
        said
    }
}
