//! Feeds a folder of documents through the readers: `cargo xtask corpus DIR`.
//!
//! A line a file, in the order of their paths, then, as messages, totals, what is no article and why, and what went
//! wrong. With `--json`, a line of JSON a file: `{"file", "format", "article"}` with the article as Standfirst JSON, or
//! `{"file", "error"}`. `--base URL` is the address that the folder is said to come from, for relative links. A file
//! `x.serde.json` is what another reader made of the feed `x.xml` or `x.json`, which ours is compared with.
//!
//! Fails where a reader panicked, where an article has neither text nor picture (unless its name says that it is bad),
//! and where a feed has other titles or links than the file beside it says. A document that gives no article is no failure.
#![allow(clippy::print_stdout, reason = "it is a program")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use json::Writer;
use standfirst_article::{Document, NativeUrls, Reading, Timestamp, decode, read_at, to_json};

mod expected;

/// What reading a file came to.
enum Outcome {
    Article(Box<Reading>),
    Error(String),
    Panic,
}

struct Arguments {
    folder: PathBuf,
    base: Option<String>,
    json: bool,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = arguments()?;
    let mut files = Vec::new();
    collect(&arguments.folder, &mut files)?;
    files.retain(|file| !expected::is_reading(file));
    files.sort();
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    let mut refused: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut failures = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&arguments.folder)?.to_string_lossy().into_owned();
        let bytes = fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let url = arguments.base.as_deref().map(|base| format!("{}/{name}", base.trim_end_matches('/')));
        let outcome = outcome(&bytes, media_type(file), url.as_deref());
        *totals.entry(kind(&outcome)).or_default() += 1;
        println!("{}", if arguments.json { json_line(&name, &outcome) } else { line(&name, &outcome) });
        if let Some(failure) = failure(file, &outcome)? {
            failures.push(format!("{name}: {failure}"));
        }
        if let Outcome::Error(why) = outcome {
            refused.entry(why).or_default().push(name);
        }
    }
    let summary: Vec<String> = totals.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    eprintln!("{} files: {}", files.len(), summary.join(", "));
    for (why, names) in &refused {
        eprintln!("\nnot an article: {why}\n  {}", names.join("\n  "));
    }
    for failure in &failures {
        eprintln!("\nFAILED {failure}");
    }
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is wrong with the outcome, beyond that it may be no article.
fn failure(file: &Path, outcome: &Outcome) -> Result<Option<String>, Box<dyn Error>> {
    Ok(match outcome {
        Outcome::Panic => Some("the reader panicked".to_owned()),
        Outcome::Error(_) => None,
        Outcome::Article(reading) => {
            let article = &reading.article;
            let bad = file.file_name().is_some_and(|name| name.to_string_lossy().contains("bad"));
            if article.body.is_empty() && article.hero.is_none() && !bad {
                Some("the article has neither text nor picture".to_owned())
            } else {
                expected::difference(file, article)?
            }
        }
    })
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let (mut folder, mut base, mut json) = (None, None, false);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--json" => json = true,
            "--base" => base = Some(given.next().ok_or("--base needs a URL after it")?),
            other if other.starts_with('-') => return Err(format!("unknown option {other}").into()),
            other if folder.is_some() => {
                return Err(format!("one folder at a time, and {other} is a second").into());
            }
            other => folder = Some(PathBuf::from(other)),
        }
    }
    Ok(Arguments { folder: folder.ok_or("say which folder: corpus DIR [--json] [--base URL]")?, base, json })
}

/// All files below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// The media type that servers give a file of this name.
fn media_type(file: &Path) -> Option<&'static str> {
    Some(match file.extension()?.to_str()? {
        "json" => "application/json",
        "xml" => "application/xml",
        "html" | "htm" => "text/html",
        "md" => "text/markdown",
        "txt" => "text/plain",
        _ => return None,
    })
}

fn outcome(bytes: &[u8], media_type: Option<&str>, url: Option<&str>) -> Outcome {
    let reading = catch_unwind(|| {
        let text = decode(bytes, media_type).ok_or("the document is no text")?;
        let document = Document { text: &text, media_type, url, selector: None };
        read_at(&document, None, &NativeUrls, now()).map_err(|error| error.to_string())
    });
    match reading {
        Ok(Ok(reading)) => Outcome::Article(Box::new(reading)),
        Ok(Err(error)) => Outcome::Error(error),
        Err(_) => Outcome::Panic,
    }
}

/// The time, by which embargoes end.
fn now() -> Option<Timestamp> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Timestamp::from_millis(i64::try_from(now.as_millis()).ok()?)
}

fn kind(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Article(reading) => reading.format.name(),
        Outcome::Error(_) => "not an article",
        Outcome::Panic => "panics",
    }
}

fn line(name: &str, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Article(reading) => {
            let article = &reading.article;
            let blocks = article.body.len();
            format!("{name}\t{}\t{blocks} blocks\t{}", reading.format.name(), article.headline)
        }
        Outcome::Error(error) => format!("{name}\t-\t{error}"),
        Outcome::Panic => format!("{name}\t-\tPANIC"),
    }
}

fn json_line(name: &str, outcome: &Outcome) -> String {
    let mut out = Writer::new();
    out.begin_object();
    out.key("file").string(name);
    match outcome {
        Outcome::Article(reading) => out.key("format").string(reading.format.name()),
        Outcome::Error(error) => out.key("error").string(error),
        Outcome::Panic => out.key("error").string("the reader panicked"),
    }
    out.end_object();
    let mut line = out.finish();
    if let Outcome::Article(reading) = outcome {
        // The article is JSON already.
        line.truncate(line.len() - 1);
        line = format!("{line},\"article\":{}}}", to_json(&reading.article));
    }
    line
}
