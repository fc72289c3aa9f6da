//! What another reader made of a feed: `feed.serde.json` beside `feed.xml` or `feed.json`, as feed-rs writes its tests.

use std::path::Path;
use std::{fs, io};

use html5gum::{Token, Tokenizer};
use json::Value;
use standfirst_article::Article;
use standfirst_article::limits::MAX_RELATED;

/// How the name of a file with a reading ends.
const ENDING: &str = ".serde.json";

/// Whether a file is no document but another's reading of one.
pub(crate) fn is_reading(file: &Path) -> bool {
    file.to_str().is_some_and(|name| name.ends_with(ENDING))
}

/// Compares an article with the other reader's reading of the same feed, where there is one: each entry's title and
/// links. Says how often the two disagree, and over what first.
pub(crate) fn difference(file: &Path, article: &Article) -> io::Result<Option<String>> {
    let mut beside = file.with_extension("").into_os_string();
    beside.push(ENDING);
    let text = match fs::read_to_string(beside) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        text => text?,
    };
    let value = json::parse(&text).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(compare(article, value.list("entries")))
}

fn compare(article: &Article, entries: &[Value]) -> Option<String> {
    let related = article.related.iter().map(|other| (other.title.as_str(), other.url.as_ref()));
    let mine: Vec<(String, Option<&str>)> =
        std::iter::once((article.headline.as_str(), article.url.as_ref()))
            .chain(related)
            .map(|(title, url)| (plain(title), url.map(|url| url.as_str())))
            .collect();
    let mut left: Vec<(String, Vec<&str>)> = entries.iter().map(entry).collect();
    let mut wrong = Vec::new();
    for (title, url) in &mine {
        let same = left.iter().position(|(theirs, links)| {
            theirs == title && url.map_or(links.is_empty(), |url| links.contains(&url))
        });
        match same {
            Some(at) => drop(left.remove(at)),
            None => wrong.push(format!("it has no “{title}” at {}", url.unwrap_or("no address"))),
        }
    }
    let whole = mine.len() <= MAX_RELATED;
    wrong.extend(
        left.iter()
            .filter(|_| whole)
            .map(|(title, links)| format!("it has “{title}” at {}", links.join(", "))),
    );
    let first = wrong.first()?;
    Some(format!("{} differences to the reading beside it: {first}", wrong.len()))
}

/// The title of an entry, and where its links lead that are not said to be something else.
fn entry(entry: &Value) -> (String, Vec<&str>) {
    let links =
        entry.list("links").iter().filter(|link| matches!(link.text("rel"), None | Some("alternate")));
    (
        plain(entry.text("title/content").unwrap_or_default()),
        links.filter_map(|link| link.text("href")).collect(),
    )
}

/// A title, of which the other reader keeps the markup and the line ends.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for token in Tokenizer::new(html).flatten() {
        if let Token::String(found) = token {
            text.push_str(&String::from_utf8_lossy(&found.value));
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
