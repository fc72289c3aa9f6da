//! Shows a folder of documents in the real widget, in a browser, and compares it with what the service renders of the same
//! document: `cargo xtask corpus DIR --browser`.
//!
//! A line a file: `same`, `refused` by both, or `DIFFERENT`, with the first difference. In each is looked as well for what
//! no document may bring about: a script or a dialog, a request for anything but the article's media, an element, an
//! attribute or an address that an article does not have, a panic, or a document that never ends. A file that is a list of
//! texts is put into documents of several formats, each text into every place that has one, and the harmless texts around
//! it must be on the page.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a tool for developers, which stops at what it cannot do"
)]

mod documents;

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use documents::Document;
use serde_json::{Value, json};
use standfirst_e2e::{Answer, Browser, Publisher, Service};

/// What a page may do that shows articles. It is only reported what it would have stopped: what it stops would not be
/// seen to run.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
     img-src http: https:; media-src http: https:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
     trusted-types corpus";

const PAGE: &str = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Documents</title>\
     <script type=module src=/standfirst.js></script><script type=module src=/corpus.js></script><body></body></html>";

/// How many documents the page is given at once.
const AT_ONCE: usize = 25;

#[tokio::main]
async fn main() -> ExitCode {
    let folder = env::args_os().nth(1).map(PathBuf::from).expect("the folder with the documents");
    let documents = documents::collect(&folder).expect("the folder can be read");
    let service = Service::start().await;
    let publisher = Publisher::start(&service.origin()).await;
    publisher.answer("/corpus.js", Answer::of("text/javascript", include_str!("page.js")));
    publisher.answer("/page", Answer::page(PAGE).with("content-security-policy-report-only", POLICY));
    for (number, document) in documents.iter().enumerate() {
        let answer = Answer::of(document.media_type, document.bytes.clone());
        publisher.answer(&path(number, document), answer);
    }
    let browser = Browser::open().await;
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    let mut failures = Vec::new();
    let mut next = 0;
    let mut fresh = true;
    while next < documents.len() {
        if fresh {
            browser.goto(&publisher.url("/page")).await;
            browser.until("globalThis.corpus && customElements.get('standfirst-article')").await;
        }
        let end = documents.len().min(next + AT_ONCE);
        let batch: Vec<Value> = (next..end)
            .map(|number| json!({ "path": path(number, &documents[number]), "marks": documents[number].marks }))
            .collect();
        browser
            .run(&format!("corpus.results = []; corpus.done = false; corpus.run({});", json!(batch)))
            .await;
        let results = finished(&browser).await;
        fresh = results.iter().any(|result| result["panic"] == true);
        for result in &results {
            let kind = report(&documents[next], result, &mut failures);
            *totals.entry(kind).or_default() += 1;
            next += 1;
        }
    }
    browser.close().await;
    let summary: Vec<String> = totals.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    eprintln!("{} documents: {}", documents.len(), summary.join(", "));
    for failure in &failures {
        eprintln!("\nFAILED {failure}");
    }
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Where a document is on the site.
fn path(number: usize, document: &Document) -> String {
    let name: String = document
        .name
        .chars()
        .map(
            |found| {
                if found.is_ascii_alphanumeric() || matches!(found, '.' | '-' | '/') { found } else { '_' }
            },
        )
        .collect();
    format!("/corpus/{number}/{name}")
}

/// Waits until the page has shown what it was given. One document has half a minute, so that only all of them together
/// may take longer than a condition may otherwise.
async fn finished(browser: &Browser) -> Vec<Value> {
    let mut seen = 0;
    loop {
        // It comes true with each document.
        browser.until_within(&format!("corpus.done || corpus.results.length > {seen}"), 60).await;
        if browser.eval("corpus.done").await == true {
            let results = browser.eval("corpus.results").await;
            return results.as_array().cloned().unwrap_or_default();
        }
        seen = browser.eval("corpus.results.length").await.as_u64().unwrap_or_default();
    }
}

/// Prints the line of a document and gives what it counts as.
fn report(document: &Document, result: &Value, failures: &mut Vec<String>) -> &'static str {
    let name = &document.name;
    let different = result["different"].as_str();
    let wrong: Vec<&str> =
        result["wrong"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    failures.extend(different.iter().chain(&wrong).map(|what| format!("{name}: {what}")));
    let kind = match (different, result["refused"].as_str()) {
        _ if !wrong.is_empty() => "wrong",
        (Some(_), _) => "different",
        (None, Some(_)) => "refused",
        (None, None) => "same",
    };
    let more = different.or(result["refused"].as_str()).or(wrong.first().copied());
    let more = more.unwrap_or_else(|| result["format"].as_str().unwrap_or_default());
    println!("{name}\t{kind}\t{} ms\t{more:.300}", result["took"]);
    kind
}
