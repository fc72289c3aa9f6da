//! The browser's own services behind the traits of the other crates: addresses and Unicode.

use js_sys::{Array, JsString};
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

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type Segmenter;

    #[wasm_bindgen(js_namespace = Intl, constructor, catch)]
    fn new() -> Result<Segmenter, JsValue>;

    #[wasm_bindgen(method)]
    fn segment(this: &Segmenter, text: &str) -> JsValue;
}

/// `String.prototype.normalize` and `Intl.Segmenter`, which know Unicode's tables already.
pub struct BrowserUnicode;

impl Unicode for BrowserUnicode {
    fn nfc(&self, text: &str) -> String {
        if text.is_ascii() {
            return text.to_owned();
        }
        JsString::from(text).normalize("NFC").into()
    }

    fn graphemes(&self, text: &str) -> usize {
        if text.is_ascii() && text.bytes().all(|byte| byte != b'\r') {
            return text.len();
        }
        match Segmenter::new() {
            Ok(segmenter) => Array::from(&segmenter.segment(text)).length() as usize,
            // A browser without the segmenter counts a little more than readers do; the service has the last word.
            Err(_) => text.chars().count(),
        }
    }
}
