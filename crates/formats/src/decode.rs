//! Bytes to text, by the browser's decoder.

use standfirst_json::text::{split_any, split_once_any, trim, trim_end_of};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser.js")]
extern "C" {
    #[wasm_bindgen(js_name = decode)]
    fn decode_as(bytes: &[u8], encoding: &str) -> Option<String>;
}

/// Decodes by the byte order mark, else by the charset of the media type, else as UTF-8, else as Windows-1252, which
/// the Encoding Standard makes of every Latin-1 label; `None` for bytes that are no text.
pub(crate) fn decode(bytes: &[u8], media_type: Option<&str>) -> Option<String> {
    let declared = media_type.and_then(charset);
    let label = match bytes {
        [0xFF, 0xFE, ..] => Some("utf-16le"),
        [0xFE, 0xFF, ..] => Some("utf-16be"),
        [0xEF, 0xBB, 0xBF, ..] => Some("utf-8"),
        _ => declared.as_deref(),
    };
    // A byte of zero among the first says that this is a picture or the like, unless two bytes make a letter.
    let wide = label.is_some_and(|label| label.to_ascii_lowercase().starts_with("utf-16"));
    if !wide && bytes.iter().take(1024).any(|byte| *byte == 0) {
        return None;
    }
    if let Some(text) = label.and_then(|label| decode_as(bytes, label)) {
        return Some(text);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => decode_as(bytes, "windows-1252"),
    }
}

/// The `charset` parameter of a media type (RFC 9110, section 8.3.2).
fn charset(media_type: &str) -> Option<String> {
    split_any(media_type, ";").skip(1).find_map(|parameter| {
        let (name, value) = split_once_any(parameter, "=")?;
        let mut value = trim_end_of(trim(value), |found| found == '"');
        while let Some(rest) = value.strip_prefix('"') {
            value = rest;
        }
        trim(name).eq_ignore_ascii_case("charset").then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets_are_found() {
        assert_eq!(charset("text/html; charset=utf-8").as_deref(), Some("utf-8"));
        assert_eq!(
            charset("text/plain;format=flowed; CharSet=\"ISO-8859-1\"").as_deref(),
            Some("ISO-8859-1")
        );
        assert_eq!(charset("application/json"), None);
    }
}
