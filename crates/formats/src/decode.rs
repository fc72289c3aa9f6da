//! Bytes to text, by the browser's decoder.

use standfirst_article::charset::{charset_of, is_text};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser.js")]
extern "C" {
    #[wasm_bindgen(js_name = decode)]
    fn decode_as(bytes: &[u8], encoding: &str) -> Option<String>;
}

/// Decodes by [`charset_of`]; `None` for bytes that are no text.
pub(crate) fn decode(bytes: &[u8], media_type: Option<&str>) -> Option<String> {
    let label = charset_of(bytes, media_type);
    if !is_text(bytes, &label) {
        return None;
    }
    // A label that means nothing says as much as none.
    let text = decode_as(bytes, &label).or_else(|| std::str::from_utf8(bytes).ok().map(str::to_owned));
    text.or_else(|| decode_as(bytes, "windows-1252"))
}
