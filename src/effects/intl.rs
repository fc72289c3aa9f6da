//! Numbers and dates by the browser's `Intl`.

use std::cell::OnceCell;

use js_sys::Intl::{DateTimeFormat, NumberFormat, PluralRules, RelativeTimeFormat};
use js_sys::{Array, Date, Function, Object, Reflect};
use standfirst_article::Timestamp;
use wasm_bindgen::prelude::*;

use crate::language::Locale;

/// The units of relative times, with their length in seconds.
const UNITS: &[(&str, i64)] = &[("day", 86_400), ("hour", 3_600), ("minute", 60)];

/// A relative time of more days than this says less than the date.
const MOST_DAYS: i64 = 6;

#[wasm_bindgen]
extern "C" {
    /// js-sys declares it as if it never threw, which is just what a tag that is not well formed makes it do.
    #[wasm_bindgen(js_namespace = Intl, js_name = getCanonicalLocales, catch)]
    fn canonical_locales(tag: &str) -> Result<Array, JsValue>;
}

/// A [`Locale`] made of the browser's `Intl` objects, each made when it is first used.
pub struct IntlLocale {
    tag: String,
    locales: Array,
    date: OnceCell<Function>,
    date_time: OnceCell<Function>,
    plural: OnceCell<PluralRules>,
    relative: OnceCell<RelativeTimeFormat>,
}

impl IntlLocale {
    /// The locale of a BCP 47 tag; `None` where the tag is not well formed.
    pub fn new(tag: &str) -> Option<Self> {
        Self::canonical(tag).map(Self::of)
    }

    /// The locale of English.
    pub fn english() -> Self {
        Self::of("en".to_owned())
    }

    /// A BCP 47 tag in its canonical form; `None` where it is not well formed.
    pub fn canonical(tag: &str) -> Option<String> {
        canonical_locales(tag).ok()?.get(0).as_string()
    }

    fn of(tag: String) -> Self {
        Self {
            locales: Array::of1(&JsValue::from_str(&tag)),
            tag,
            date: OnceCell::new(),
            date_time: OnceCell::new(),
            plural: OnceCell::new(),
            relative: OnceCell::new(),
        }
    }
}

impl Locale for IntlLocale {
    fn tag(&self) -> &str {
        &self.tag
    }

    fn date(&self, time: Timestamp) -> String {
        let format = if time.is_date_alone() {
            // A date without a time is that date everywhere, whatever the reader's time zone.
            self.date.get_or_init(|| self.date_format(&[("dateStyle", "long"), ("timeZone", "UTC")]))
        } else {
            self.date_time.get_or_init(|| self.date_format(&[("dateStyle", "long"), ("timeStyle", "short")]))
        };
        let date = Date::new(&JsValue::from_f64(time.millis() as f64));
        format.call1(&JsValue::UNDEFINED, &date).ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn elapsed(&self, time: Timestamp, now: i64) -> String {
        let seconds = (now - time.millis()) / 1_000;
        if !(0..(MOST_DAYS + 1) * 86_400).contains(&seconds) {
            return self.date(time);
        }
        let (unit, length) =
            UNITS.iter().copied().find(|(_, length)| seconds >= *length).unwrap_or(("second", 1));
        let format = self
            .relative
            .get_or_init(|| RelativeTimeFormat::new(&self.locales, &options(&[("numeric", "auto")])));
        // Below a minute "now" says it; the seconds themselves would only age on the page.
        let amount = if unit == "second" { 0 } else { seconds / length };
        format.format(-amount as f64, unit).into()
    }

    fn number(&self, value: f64, fraction_digits: u8) -> String {
        let options = Object::new();
        for name in ["minimumFractionDigits", "maximumFractionDigits"] {
            set(&options, name, &JsValue::from_f64(f64::from(fraction_digits)));
        }
        let format = NumberFormat::new(&self.locales, &options).format();
        let text = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value));
        text.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn plural(&self, count: u64) -> String {
        self.plural
            .get_or_init(|| PluralRules::new(&self.locales, &Object::new()))
            .select(count as f64)
            .into()
    }
}

impl IntlLocale {
    fn date_format(&self, style: &[(&str, &str)]) -> Function {
        DateTimeFormat::new(&self.locales, &options(style)).format().unchecked_into()
    }
}

fn options(values: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in values {
        set(&options, name, &JsValue::from_str(value));
    }
    options
}

fn set(options: &Object, name: &str, value: &JsValue) {
    // A plain new object takes every property.
    let _ = Reflect::set(options, &JsValue::from_str(name), value);
}
