//! Bytes to text outside of a browser, as `crates/formats` has a browser do it.

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::charset::{charset_of, is_text};

/// Decodes by [`charset_of`]; `None` for bytes that are no text.
#[must_use]
pub fn decode(bytes: &[u8], media_type: Option<&str>) -> Option<String> {
    let label = charset_of(bytes, media_type);
    if !is_text(bytes, &label) {
        return None;
    }
    // A label that means nothing says as much as none.
    let encoding = Encoding::for_label(label.as_bytes());
    Some(match (encoding, std::str::from_utf8(bytes)) {
        (Some(encoding), _) => encoding.decode(bytes).0.into_owned(),
        (None, Ok(text)) => text.to_owned(),
        (None, Err(_)) => WINDOWS_1252.decode(bytes).0.into_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn text_is_decoded_by_mark_by_charset_or_by_what_it_is() {
        assert_eq!(decode("é".as_bytes(), None).as_deref(), Some("é"));
        assert_eq!(decode(b"\xE9", None).as_deref(), Some("é"));
        assert_eq!(decode(b"\xE9", Some("text/html; charset=\"iso-8859-1\"")).as_deref(), Some("é"));
        assert_eq!(decode(b"\xFF\xFE\xE9\0", Some("text/html; charset=utf-8")).as_deref(), Some("é"));
        assert_eq!(decode(b"\xEF\xBB\xBFa", None).as_deref(), Some("a"));
        assert_eq!(decode(b"a\xFF", Some("text/html; charset=utf-8")).as_deref(), Some("a\u{FFFD}"));
    }

    #[test]
    fn a_document_may_name_its_charset_itself() {
        let page = b"<!doctype html><meta charset=iso-8859-2><p>\xB1";
        assert!(decode(page, Some("text/html")).is_some_and(|text| text.ends_with('\u{105}')));
        let feed = b"<?xml version='1.0' encoding='koi8-r'?><rss>\xC1";
        assert!(decode(feed, Some("application/xml")).is_some_and(|text| text.ends_with('\u{430}')));
        assert_eq!(decode(b"\xE9", Some("text/html; charset=nonsense")).as_deref(), Some("é"));
    }

    #[test]
    fn a_picture_is_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None), None);
    }
}
