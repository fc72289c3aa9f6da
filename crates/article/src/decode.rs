//! Bytes to text outside of a browser, as `crates/formats` has a browser do it.

use encoding_rs::{Encoding, WINDOWS_1252};

/// How many of the first bytes tell whether they are text at all.
const SNIFFED: usize = 1024;

/// Decodes by the byte order mark, else by the charset of the media type, else as UTF-8, else as Windows-1252, which
/// the Encoding Standard makes of every Latin-1 label; `None` for bytes that are no text.
#[must_use]
pub fn decode(bytes: &[u8], media_type: Option<&str>) -> Option<String> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let declared = || Encoding::for_label(charset(media_type?)?.as_bytes());
    let encoding = marked.or_else(declared);
    // A byte of zero among the first says that this is a picture or the like, unless two bytes make a letter.
    let wide = encoding.is_some_and(|encoding| encoding.name().starts_with("UTF-16"));
    if !wide && bytes.iter().take(SNIFFED).any(|byte| *byte == 0) {
        return None;
    }
    match encoding {
        Some(encoding) => Some(encoding.decode(bytes).0.into_owned()),
        None => Some(match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => WINDOWS_1252.decode(bytes).0.into_owned(),
        }),
    }
}

/// The `charset` parameter of a media type (RFC 9110, section 8.3.2).
fn charset(media_type: &str) -> Option<&str> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
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
    fn a_picture_is_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None), None);
    }
}
