//! The reader's language: the words of the interface, and how numbers and dates are written.
//!
//! Components get a [`Language`] as a prop and never ask the browser themselves, so that the same component renders
//! in the browser and on the server.

mod labels;

pub use labels::{Label, Labels};

use std::rc::Rc;

use standfirst_article::Timestamp;
use yew::AttrValue;

/// How numbers and dates are written, and which plural form a count takes. The browser's is `Intl`.
pub trait Locale {
    /// The BCP 47 tag of the language, for `lang`.
    fn tag(&self) -> &str;
    /// A date, with the time of day where the timestamp has one, in words and in the reader's time zone.
    fn date(&self, time: Timestamp) -> String;
    /// How long ago `time` was, seen from `now` (milliseconds since the beginning of 1970), such as "3 hours ago"; a
    /// date once that says more.
    fn elapsed(&self, time: Timestamp, now: i64) -> String;
    /// A number with exactly `fraction_digits` digits after the decimal sign.
    fn number(&self, value: f64, fraction_digits: u8) -> String;
    /// The plural category of a whole number (Unicode CLDR): `zero`, `one`, `two`, `few`, `many` or `other`.
    fn plural(&self, count: u64) -> String;
}

/// Words and locale together, as components take them.
#[derive(Clone)]
pub struct Language {
    /// The words.
    pub labels: Rc<Labels>,
    /// Numbers and dates.
    pub locale: Rc<dyn Locale>,
}

impl Language {
    /// A string of the interface.
    #[inline(never)]
    pub fn text(&self, label: Label) -> AttrValue {
        self.labels.text(label)
    }

    /// A string of the interface with its `{name}` places filled in.
    pub fn fill(&self, label: Label, values: &[(&str, &str)]) -> AttrValue {
        self.labels.fill(label, "other", values)
    }

    /// A string that depends on a whole number, which stands at `{count}`.
    pub fn count(&self, label: Label, count: u64) -> AttrValue {
        let number = self.locale.number(count as f64, 0);
        self.labels.fill(label, &self.locale.plural(count), &[("count", &number)])
    }
}

impl PartialEq for Language {
    /// Two languages are the same where they are the same objects: they are made once and handed on.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.labels, &other.labels) && Rc::ptr_eq(&self.locale, &other.locale)
    }
}
