//! What a document is written in, by its looks, since media types are often wrong.

use json::text::{split_any, trim, trim_start};

use crate::error::Notation;
use crate::text::{first, is_control, is_one_of, split_at};

/// What a document that is not empty looks like.
pub(crate) fn sniff(text: &str) -> Notation {
    let text = trim_start(text);
    let begins = first(text);
    let second = first(trim_start(text.get(begins.len_utf8()..).unwrap_or_default()));
    match (begins, second) {
        // A text may begin with a bracket, such as `[Update] …`, but hardly with these two characters.
        ('{', '"' | '}' | '\0') | ('[', '{' | '[' | '"' | ']' | '\0') => Notation::Json,
        ('<', '?') => Notation::Xml,
        ('<', _) if begins_with_any(text, "<rss|<feed|<rdf:rdf|<svg") => Notation::Xml,
        ('<', letter) if letter.is_ascii_alphabetic() || letter == '!' => Notation::Html,
        _ if is_binary(text) => Notation::Binary,
        _ => Notation::Text,
    }
}

/// Whether text is what a decoder made of a picture or the like: more than one in ten of its first characters are
/// controls or stand for what could not be decoded.
fn is_binary(text: &str) -> bool {
    const LOOKED_AT: usize = 1000;
    let (mut strange, mut looked_at) = (0, 0);
    for found in text.chars().take(LOOKED_AT) {
        looked_at += 1;
        if found == char::REPLACEMENT_CHARACTER || (is_control(found) && !found.is_whitespace()) {
            strange += 1;
        }
    }
    strange * 10 > looked_at
}

/// Whether a document is a whole HTML page for certain.
pub(crate) fn is_page(text: &str) -> bool {
    begins_with_any(trim_start(text), "<!doctype html|<html")
}

/// What a media type promises; `None` for one that promises nothing definite.
pub(crate) fn promised(media_type: Option<&str>) -> Option<Notation> {
    let (essence, _) = split_at(media_type?, ";");
    let essence = trim(essence).to_ascii_lowercase();
    if is_one_of("application/json|text/json", &essence) || essence.ends_with("+json") {
        Some(Notation::Json)
    } else {
        None
    }
}

/// Whether a media type is one of Markdown's (RFC 7763).
pub(crate) fn is_markdown(media_type: &str) -> bool {
    let (essence, _) = split_at(media_type, ";");
    is_one_of("text/markdown|text/x-markdown|application/markdown", &trim(essence).to_ascii_lowercase())
}

fn begins_with_any(text: &str, beginnings: &str) -> bool {
    split_any(beginnings, "|").any(|beginning| {
        text.get(..beginning.len()).is_some_and(|found| found.eq_ignore_ascii_case(beginning))
    })
}

#[cfg(test)]
mod tests {
    use super::{Notation, promised, sniff};

    #[test]
    fn documents_are_what_they_look_like() {
        let cases = [
            ("{\"a\": 1}", Notation::Json),
            ("\n { }", Notation::Json),
            ("{", Notation::Json),
            ("[]", Notation::Json),
            ("[{\"id\": 1}]", Notation::Json),
            ("[Update] The council votes", Notation::Text),
            ("{sic}", Notation::Text),
            ("<!DOCTYPE html><html>", Notation::Html),
            ("<p>Hello", Notation::Html),
            ("<!-- x --><rss>", Notation::Html),
            ("<?xml version=\"1.0\"?><rss>", Notation::Xml),
            ("<RSS version=\"2.0\">", Notation::Xml),
            ("<3 is a heart", Notation::Text),
            ("Hello", Notation::Text),
            ("\u{fffd}PNG\r\n\u{1a}\n\0\0\0\rIHDR", Notation::Binary),
            ("Caf\u{fffd} in the park, and so on", Notation::Text),
        ];
        for (text, expected) in cases {
            assert_eq!(sniff(text), expected, "{text:?}");
        }
    }

    #[test]
    fn media_types_promise() {
        assert_eq!(promised(Some("application/json; charset=UTF-8")), Some(Notation::Json));
        assert_eq!(promised(Some("Application/Feed+JSON")), Some(Notation::Json));
        assert_eq!(promised(Some("text/plain")), None);
        assert_eq!(promised(None), None);
    }
}
