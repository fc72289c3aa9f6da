//! What is shown: the files of a folder, and documents of several formats around each input of a list of attacks.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// How many inputs of a list one document has. What does harm beside others does it alone as well, as each is in a piece of
/// its own.
const INPUTS_AT_ONCE: usize = 100;

/// A document, and what it is made of.
pub(crate) struct Document {
    /// Its name: the file's, below the folder, with the format and the number where it was made from a list.
    pub(crate) name: String,
    pub(crate) media_type: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// Texts that must be on the page, if it is an article.
    pub(crate) marks: Vec<String>,
}

/// All documents of a folder, in the order of their paths.
pub(crate) fn collect(folder: &Path) -> io::Result<Vec<Document>> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    files.sort();
    let mut documents = Vec::new();
    for file in files {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
        // What another reader made of a feed is no document.
        if name.ends_with(".serde.json") {
            continue;
        }
        let bytes = fs::read(&file)?;
        let inputs = inputs(&bytes);
        for (number, inputs) in inputs.chunks(INPUTS_AT_ONCE).enumerate() {
            let first = number * INPUTS_AT_ONCE;
            documents.extend(around(&name, first, inputs));
        }
        if inputs.is_empty() {
            documents.push(Document { media_type: media_type(&file), name, bytes, marks: Vec::new() });
        }
    }
    Ok(documents)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// The media type that servers give a file of this name.
fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("html" | "htm") => "text/html",
        Some("md") => "text/markdown",
        Some("txt") => "text/plain",
        _ => "application/octet-stream",
    }
}

/// The inputs of a file that is nothing but a list of texts, or of objects that have them; none of any other.
fn inputs(bytes: &[u8]) -> Vec<String> {
    let Ok(Value::Array(entries)) = serde_json::from_slice(bytes) else { return Vec::new() };
    // Short ones are tests of parsers of JSON.
    if entries.len() < 20 {
        return Vec::new();
    }
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let of = |entry: &Value| {
        let strings = entry["strings"].as_array().into_iter().flatten().filter_map(text);
        text(entry).or_else(|| text(&entry["input"])).into_iter().chain(strings).collect::<Vec<_>>()
    };
    entries.iter().flat_map(of).collect()
}

/// Inputs in every place that a format has for texts, each between texts that must survive it.
fn around(name: &str, first: usize, inputs: &[String]) -> Vec<Document> {
    let mark = |index: usize| format!("before {};", first + index);
    let marks: Vec<String> = (0..inputs.len()).map(mark).collect();
    let each = || inputs.iter().enumerate().map(|(index, input)| (mark(index), input.as_str()));
    let standfirst = json!({
        "standfirst": 1,
        "headline": inputs[0], "intro": inputs[0], "section": inputs[0], "byline": inputs, "tags": inputs, "lang": inputs[0],
        "hero": { "media": [{ "image": { "src": inputs[0], "alt": inputs[0] } }], "caption": inputs[0], "credit": inputs[0] },
        "body": each().flat_map(|(mark, input)| [
            json!({ "paragraph": [mark, input, { "link": { "url": input, "content": input } }] }),
            json!({ "heading": { "level": 2, "id": input, "content": input } }),
            json!({ "quote": { "blocks": [{ "paragraph": input }], "citation": input, "source": input } }),
            json!({ "code": { "language": input, "text": input } }),
            json!({ "figure": { "media": [{ "image": { "src": input, "alt": input, "srcset": [{ "src": input, "descriptor": "2x" }] } }], "caption": input } }),
            json!({ "embed": { "url": input, "title": input } }),
        ]).collect::<Vec<_>>(),
        "related": inputs.iter().map(|input| json!({ "title": input, "url": input, "summary": input, "image": { "src": input, "alt": input } })).collect::<Vec<_>>(),
    });
    let ans = json!({
        "type": "story", "version": "0.10.9", "headlines": { "basic": "A headline" }, "canonical_url": inputs[0],
        "content_elements": each().flat_map(|(mark, input)| [
            json!({ "type": "text", "content": format!("<p>{mark}</p>{input}") }),
            json!({ "type": "raw_html", "content": input }),
            json!({ "type": "image", "url": input, "caption": input, "alt_text": input }),
            json!({ "type": "oembed_response", "raw_oembed": { "html": input, "url": input, "type": "rich" } }),
            json!({ "type": "interstitial_link", "url": input, "content": input }),
        ]).collect::<Vec<_>>(),
    });
    let wordpress = json!({
        "title": { "rendered": inputs[0] }, "excerpt": { "rendered": inputs[0] }, "link": "https://paper.example/x/", "_links": {},
        "content": { "rendered": each().map(|(mark, input)| format!("<p>{mark}</p><div>{input}</div>")).collect::<String>() },
    });
    let item = |(mark, input): (String, &str)| {
        let [title, link, html] = [input, input, &format!("<p>{mark}</p>{input}")].map(escaped);
        format!("<item><title>{title}</title><link>{link}</link><description>{html}</description></item>")
    };
    let rss =
        format!("<rss version=\"2.0\"><channel>{}</channel></rss>", each().map(item).collect::<String>());
    let page =
        each().map(|(mark, input)| format!("<section><p>{mark}</p>{input}</section>\n")).collect::<String>();
    let page = format!(
        "<!doctype html><html><head><title>A page</title></head><body><main>{page}</main></body></html>"
    );
    let markdown = each()
        .map(|(mark, input)| format!("{mark}\n\n{input}\n\n[a](<{input}>) ![b](<{input}>)\n\n"))
        .collect::<String>();
    let text = |list: &Value| list.to_string().into_bytes();
    // Where all stand in one piece, an input that opens what it does not end takes the others with it, as it would in a
    // browser.
    let alone = || vec![marks[0].clone()];
    [
        ("standfirst", "application/json", text(&standfirst), marks.clone()),
        ("ans", "application/json", text(&ans), marks.clone()),
        ("wordpress", "application/json", text(&wordpress), alone()),
        ("rss", "application/rss+xml", rss.into_bytes(), Vec::new()),
        ("html", "text/html; charset=utf-8", page.into_bytes(), Vec::new()),
        (
            "markdown",
            "text/markdown; charset=utf-8",
            format!("# A headline\n\n{markdown}").into_bytes(),
            alone(),
        ),
    ]
    .into_iter()
    .map(|(format, media_type, bytes, marks)| Document {
        name: format!("{name}.{first}.{format}"),
        media_type,
        bytes,
        marks,
    })
    .collect()
}

/// A text as it stands in XML, without what XML cannot have.
fn escaped(text: &str) -> String {
    let whole: String = text.chars().filter(|found| !found.is_control() || found.is_whitespace()).collect();
    whole.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
