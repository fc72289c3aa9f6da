//! Reading runs of text.

use json::Value;

use super::read::{Parts, id, single_member, string, token};
use crate::limits::MAX_INLINE_DEPTH;
use crate::model::Inline;

/// Makes formatting of its content.
type Make = fn(Vec<Inline>) -> Inline;

/// The formatting that has nothing but content, by name.
const PLAIN: &[(&str, Make)] = &[
    ("strong", Inline::Strong),
    ("emphasis", Inline::Emphasis),
    ("code", Inline::Code),
    ("subscript", Inline::Subscript),
    ("superscript", Inline::Superscript),
    ("mark", Inline::Mark),
    ("strike", Inline::Strike),
    ("quote", Inline::Quote),
];

/// A run of text: an array of pieces, or one piece.
pub(super) fn read_inlines(value: &Value, parts: &mut Parts<'_>) -> Vec<Inline> {
    let mut inlines = Vec::new();
    push(value, 0, parts, &mut inlines);
    inlines
}

/// JSON nests no deeper than the reader of JSON allows, so this ends too.
fn push(value: &Value, depth: usize, parts: &mut Parts<'_>, out: &mut Vec<Inline>) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => push_text(number.as_str(), parts, out),
        Value::String(text) => push_text(text, parts, out),
        Value::Array(elements) => {
            for element in elements {
                push(element, depth, parts, out);
            }
        }
        Value::Object(_) => match (single_member(value), value.get("content")) {
            (Some((kind, content)), _) if depth < MAX_INLINE_DEPTH => {
                push_piece(kind, content, depth, parts, out)
            }
            (Some((_, content)), _) => push(content.get("content").unwrap_or(content), depth, parts, out),
            // An object that is no piece of text gives the text in its `content`, where it has one.
            (None, Some(content)) => push(content, depth, parts, out),
            (None, None) => {}
        },
    }
}

fn push_piece(kind: &str, value: &Value, depth: usize, parts: &mut Parts<'_>, out: &mut Vec<Inline>) {
    parts.count();
    if kind == "break" {
        out.push(Inline::Break);
        return;
    }
    let mut content = Vec::new();
    // A link has no place in a link: what is one in another gives its text.
    let target = match value.text("url") {
        Some(url) if kind == "link" && !parts.in_link => parts.resolver.target(url),
        _ => None,
    };
    let within = parts.in_link;
    parts.in_link |= target.is_some();
    push(value.get("content").unwrap_or(value), depth + 1, parts, &mut content);
    parts.in_link = within;
    if kind == "anchor"
        && let Some(id) = id(value)
    {
        out.push(Inline::Anchor { id, content });
        return;
    }
    if content.is_empty() {
        return;
    }
    if let Some((_, make)) = PLAIN.iter().find(|(known, _)| *known == kind) {
        out.push(make(content));
        return;
    }
    let piece = match kind {
        "link" => match target {
            Some(target) => Inline::Link { target, content },
            None => return append(content, out),
        },
        "abbreviation" => match string(value, "title") {
            Some(title) => Inline::Abbreviation { title, content },
            None => return append(content, out),
        },
        "time" => match token(value, "datetime") {
            Some(datetime) => Inline::Time { datetime, content },
            None => return append(content, out),
        },
        // A kind that this version does not know gives its text.
        _ => return append(content, out),
    };
    out.push(piece);
}

fn push_text(text: &str, parts: &mut Parts<'_>, out: &mut Vec<Inline>) {
    if text.is_empty() {
        return;
    }
    if let Some(Inline::Text(before)) = out.last_mut() {
        before.push_str(text);
        return;
    }
    parts.count();
    out.push(Inline::Text(text.to_owned()));
}

fn append(mut content: Vec<Inline>, out: &mut Vec<Inline>) {
    if let (Some(Inline::Text(before)), Some(Inline::Text(first))) = (out.last_mut(), content.first()) {
        before.push_str(first);
        content.remove(0);
    }
    out.append(&mut content);
}
