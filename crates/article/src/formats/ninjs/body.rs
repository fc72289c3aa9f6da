//! The body of an item. Several stand side by side, in different notations, of which the richest is read.

use json::Value;

use super::texts::{Text, texts};
use crate::error::ReadErrorKind;
use crate::formats::plain_text;
use crate::html::read_body;
use crate::model::Block;
use crate::text::{beginning, find, first};
use crate::url::Resolver;

/// What a body is written in, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Notation {
    Html,
    /// The IPTC's XML of news before ninjs, whose paragraphs, lists and tables are HTML's.
    Nitf,
    Plain,
    /// Any other XML, which is a form of interchange: its text stands among numbers and codes.
    Xml,
}

/// Reads the body: the richest one that has a text; of several the longest.
pub(super) fn read(item: &Value, resolver: &Resolver<'_>) -> Result<Vec<Block>, ReadErrorKind> {
    let mut bodies = texts(item, "bodies", "body");
    bodies.sort_by_key(|text| (notation(text), std::cmp::Reverse(text.value.len())));
    for text in bodies {
        let blocks = read_text(&text, resolver)?;
        if !blocks.is_empty() {
            return Ok(blocks);
        }
    }
    Ok(Vec::new())
}

/// Reads one text as blocks, in whatever notation it is.
pub(super) fn read_text(text: &Text<'_>, resolver: &Resolver<'_>) -> Result<Vec<Block>, ReadErrorKind> {
    match notation(text) {
        Notation::Html | Notation::Xml => read_body(text.value, resolver),
        Notation::Nitf => read_body(&nitf(text.value), resolver),
        Notation::Plain => plain_text::read_blocks(text.value),
    }
}

/// By what the body says that it is, else by its looks: names and media types vary (`xhtml`, `html5`, `richtext`,
/// `text/html5`).
fn notation(text: &Text<'_>) -> Notation {
    let media_type = text.media_type.to_ascii_lowercase();
    let value = json::text::trim_start(text.value);
    if find(&media_type, "nitf").is_some() || text.role == "nitf" || value.starts_with("<nitf") {
        Notation::Nitf
    } else if find(&media_type, "html").is_some() {
        Notation::Html
    } else if find(&media_type, "xml").is_some() || value.starts_with("<?xml") {
        if find(beginning(value, 1000), "<nitf").is_some() { Notation::Nitf } else { Notation::Xml }
    } else if media_type.starts_with("text/plain") || !has_tags(value) {
        Notation::Plain
    } else {
        Notation::Html
    }
}

/// Whether a text has something in it that looks like an end tag, or begins with a tag.
fn has_tags(text: &str) -> bool {
    let mut rest = text.strip_prefix('<').filter(|rest| first(rest).is_ascii_alphabetic());
    if rest.is_none() {
        rest = text.split_once("</").map(|(_, rest)| rest).filter(|rest| first(rest).is_ascii_alphabetic());
    }
    rest.is_some_and(|rest| rest.contains('>'))
}

/// The content of an NITF document as HTML: what stands in its `body.content`, where subheadings have a name of their
/// own. Head, headline and byline are not part of the text.
fn nitf(xml: &str) -> String {
    let content = xml.split_once("<body.content").and_then(|(_, rest)| rest.split_once('>'));
    let content = content.map_or(xml, |(_, rest)| rest);
    let content = content.split_once("</body.content>").map_or(content, |(content, _)| content);
    content.replace("<hl2", "<h2").replace("</hl2", "</h2")
}
