//! The browser's console: a test fails on every warning, error and uncaught exception in it that it did not name.

use std::sync::{Mutex, PoisonError};

use serde_json::Value;

/// What a story expects to find in the console.
#[derive(Default)]
pub struct Console(Mutex<Vec<String>>);

/// What somebody reported to the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `WARNING` or `SEVERE`.
    pub level: String,
    /// What it says, without what differs from one run to the next: origins, queries, ids of reviews, and
    /// places in scripts.
    pub text: String,
}

impl Console {
    /// Expects an entry that says just this, once or several times.
    pub fn expects(&self, text: &str) {
        self.expected().push(text.to_owned());
    }

    /// Expects the browser's note that a path of the site was answered by a status.
    pub fn expects_status(&self, path: &str, status: &str) {
        self.expects(&format!(
            "{path} - Failed to load resource: the server responded with a status of {status}"
        ));
    }

    /// Expects the browser's note that there was no whole answer for a path, with its name of the error.
    pub fn expects_failure(&self, path: &str, error: &str) {
        self.expects(&format!("{path} - Failed to load resource: net::{error}"));
    }

    /// Compares what was expected with what was there.
    ///
    /// # Panics
    /// On an entry that was not expected, and on an expected one that was not there.
    pub fn check(&self, entries: &[Entry]) {
        let expected = self.expected();
        let unexpected: Vec<&Entry> =
            entries.iter().filter(|entry| !expected.contains(&entry.text)).collect();
        assert!(unexpected.is_empty(), "the console says what the story does not expect: {unexpected:#?}");
        let missing: Vec<&String> =
            expected.iter().filter(|text| entries.iter().all(|entry| entry.text != **text)).collect();
        assert!(missing.is_empty(), "the console does not say {missing:#?}, but: {entries:#?}");
    }

    fn expected(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The warnings and errors in a log of the driver's.
pub(crate) fn entries(log: &Value) -> Vec<Entry> {
    let all = log.as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    all.iter()
        .filter(|entry| matches!(entry["level"].as_str(), Some("WARNING" | "SEVERE")))
        .map(|entry| Entry { level: text(entry, "level"), text: normalise(&text(entry, "message")) })
        .collect()
}

/// `http://127.0.0.1:41234/a.json?x=y - Failed …` becomes `/a.json - Failed …`, and
/// `http://127.0.0.1:41234/a.js 12:7 "Words"` becomes `Words`.
fn normalise(message: &str) -> String {
    let mut text = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once("http://127.0.0.1:") {
        text.push_str(before);
        let address = after.trim_start_matches(|character: char| character.is_ascii_digit());
        let end = address.find([' ', '\'', '"', ')']).unwrap_or(address.len());
        let path = address[..end].split('?').next().unwrap_or_default();
        let parts = path.split('/').map(|part| if is_id(part) { "{id}" } else { part });
        text.push_str(&parts.collect::<Vec<_>>().join("/"));
        rest = &address[end..];
    }
    text.push_str(rest);
    let mut parts = text.splitn(3, ' ');
    let (_, place, said) = (parts.next(), parts.next().unwrap_or_default(), parts.next());
    let is_place = place.split_once(':').is_some_and(|(line, column)| {
        [line, column].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    });
    match said.filter(|_| is_place) {
        Some(said) => serde_json::from_str::<String>(said).unwrap_or_else(|_| said.to_owned()),
        None => text,
    }
}

/// Whether a part of a path is the id of a review, which is another in each run.
fn is_id(part: &str) -> bool {
    part.len() == 36 && part.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_between_runs_is_left_out() {
        for (message, expect) in [
            (
                "http://127.0.0.1:41234/v1/reviews?subject=a - Failed to load resource: net::ERR_FAILED",
                "/v1/reviews - Failed to load resource: net::ERR_FAILED",
            ),
            (
                "http://127.0.0.1:1/v1/reviews/0f8fad5b-d9cb-469f-a165-70867728950e - Failed",
                "/v1/reviews/{id} - Failed",
            ),
            (r#"http://127.0.0.1:41234/a.js 12:7 "Words of \"warning\"""#, r#"Words of "warning""#),
            (
                "http://127.0.0.1:1/ - Access to 'http://127.0.0.1:2/x?y' from origin 'http://127.0.0.1:1' is blocked",
                "/ - Access to '/x' from origin '' is blocked",
            ),
            ("http://127.0.0.1:1/a.js 12:7 Uncaught Error: no", "Uncaught Error: no"),
        ] {
            assert_eq!(normalise(message), expect);
        }
    }

    #[test]
    fn an_entry_that_is_not_named_fails_the_test() {
        let console = Console::default();
        console.expects("named");
        let entry = |text: &str| Entry { level: "SEVERE".to_owned(), text: text.to_owned() };
        console.check(&[entry("named"), entry("named")]);
        for entries in [vec![entry("named"), entry("another")], vec![]] {
            let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| console.check(&entries)));
            assert!(checked.is_err(), "{entries:?} must not pass");
        }
    }
}
