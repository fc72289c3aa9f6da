//! The browser's own services behind the traits of the other crates: addresses and Unicode.

use standfirst_article::Urls;
use standfirst_review::Unicode;
use wasm_bindgen::prelude::*;

/// The WHATWG URL parser of the browser.
pub struct BrowserUrls;

impl Urls for BrowserUrls {
    fn join(&self, reference: &str, base: Option<&str>) -> Option<String> {
        join(reference, base)
    }
}

#[wasm_bindgen(module = "/src/effects/browser.js")]
extern "C" {
    fn join(reference: &str, base: Option<&str>) -> Option<String>;
    fn nfc(text: &str) -> String;
    /// Whether a text is a selector as `standfirst_article::Selector` reads them: what reads HTML pages has the reader,
    /// which is 1.4 KB, and the widget only this.
    #[wasm_bindgen(js_name = isSelector)]
    pub fn is_selector(text: &str) -> bool;
    #[wasm_bindgen(catch)]
    fn graphemes(text: &str) -> Result<u32, JsValue>;
}

/// `String.prototype.normalize` and `Intl.Segmenter`, which know Unicode's tables already.
pub struct BrowserUnicode;

impl Unicode for BrowserUnicode {
    fn nfc(&self, text: &str) -> String {
        if text.is_ascii() {
            return text.to_owned();
        }
        nfc(text)
    }

    fn graphemes(&self, text: &str) -> usize {
        if text.is_ascii() && text.bytes().all(|byte| byte != b'\r') {
            return text.len();
        }
        // A browser without the segmenter counts a little more than readers do; the service has the last word.
        graphemes(text).map_or_else(|_| text.chars().count(), |count| count as usize)
    }
}
