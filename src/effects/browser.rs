//! The browser's own services behind the traits of the other crates: addresses and Unicode.

use standfirst_article::Urls;
use standfirst_review::Unicode;
use wasm_bindgen::prelude::*;
use web_sys::Url;

/// The WHATWG URL parser of the browser.
pub struct BrowserUrls;

impl Urls for BrowserUrls {
    fn join(&self, reference: &str, base: Option<&str>) -> Option<String> {
        let url = match base {
            Some(base) => Url::new_with_base(reference, base),
            None => Url::new(reference),
        };
        url.ok().map(|url| url.href())
    }
}

#[wasm_bindgen(module = "/src/effects/browser.js")]
extern "C" {
    fn nfc(text: &str) -> String;
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
        if text.is_ascii() && !text.contains('\r') {
            return text.len();
        }
        // A browser without the segmenter counts a little more than readers do; the service has the last word.
        graphemes(text).map_or_else(|_| text.chars().count(), |count| count as usize)
    }
}
