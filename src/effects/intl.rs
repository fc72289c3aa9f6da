//! Numbers and dates by the browser's `Intl`.

use standfirst_article::Timestamp;
use wasm_bindgen::prelude::*;

use crate::language::Locale;

/// The units of relative times, with their length in seconds.
const UNITS: &[(&str, i64)] = &[("day", 86_400), ("hour", 3_600), ("minute", 60)];

/// A relative time of more days than this says less than the date.
const MOST_DAYS: i64 = 6;

#[wasm_bindgen(module = "/src/effects/browser.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn date(tag: &str, millis: f64, alone: bool) -> Result<String, JsValue>;
    fn elapsed(tag: &str, amount: f64, unit: &str) -> String;
    fn number(tag: &str, value: f64, digits: u8) -> String;
    fn plural(tag: &str, count: f64) -> String;
    fn canonical(tag: &str) -> Option<String>;
}

/// A [`Locale`] made of the browser's `Intl` objects.
pub struct IntlLocale {
    tag: String,
}

impl IntlLocale {
    /// The locale of a BCP 47 tag; `None` where the tag is not well formed.
    pub fn new(tag: &str) -> Option<Self> {
        Self::canonical(tag).map(|tag| Self { tag })
    }

    /// The locale of English.
    pub fn english() -> Self {
        Self { tag: "en".to_owned() }
    }

    /// A BCP 47 tag in its canonical form; `None` where it is not well formed.
    pub fn canonical(tag: &str) -> Option<String> {
        canonical(tag)
    }
}

impl Locale for IntlLocale {
    fn tag(&self) -> &str {
        &self.tag
    }

    fn date(&self, time: Timestamp) -> String {
        date(&self.tag, time.millis() as f64, time.is_date_alone()).unwrap_or_default()
    }

    fn elapsed(&self, time: Timestamp, now: i64) -> String {
        let seconds = (now - time.millis()) / 1_000;
        if !(0..(MOST_DAYS + 1) * 86_400).contains(&seconds) {
            return self.date(time);
        }
        let (unit, length) =
            UNITS.iter().copied().find(|(_, length)| seconds >= *length).unwrap_or(("second", 1));
        // Below a minute "now" says it; the seconds themselves would only age on the page.
        let amount = if unit == "second" { 0 } else { seconds / length };
        elapsed(&self.tag, -amount as f64, unit)
    }

    fn number(&self, value: f64, fraction_digits: u8) -> String {
        number(&self.tag, value, fraction_digits)
    }

    fn plural(&self, count: u64) -> String {
        plural(&self.tag, count as f64)
    }
}
