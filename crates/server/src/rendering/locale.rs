//! Numbers and dates in the reader's language, by ICU4X, as `Intl` writes them in a browser.

use icu_datetime::fieldsets::{YMD, YMDT};
use icu_datetime::input::{UtcOffset, ZonedDateTime};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale as Tag, locale};
use icu_plurals::{PluralCategory, PluralRules};
use standfirst::language::Locale;
use standfirst_article::Timestamp;

/// A [`Locale`] made of the Unicode Consortium's data.
///
/// A page that is rendered here is read at any time and anywhere: times of day are in UTC and say so, and a moment is
/// a date, never "3 hours ago".
pub(crate) struct IcuLocale {
    tag: String,
    date: Option<DateTimeFormatter<YMD>>,
    date_time: Option<DateTimeFormatter<YMDT>>,
    number: Option<DecimalFormatter>,
    plural: Option<PluralRules>,
}

/// Whether this is a well-formed BCP 47 tag.
pub(crate) fn is_language(tag: &str) -> bool {
    Tag::try_from_str(tag).is_ok()
}

impl IcuLocale {
    /// The locale of a BCP 47 tag; `None` where the tag is not well formed.
    pub(crate) fn new(tag: &str) -> Option<IcuLocale> {
        Tag::try_from_str(tag).ok().map(|tag| Self::of(&tag))
    }

    /// The locale of English.
    pub(crate) fn english() -> IcuLocale {
        Self::of(&locale!("en"))
    }

    fn of(tag: &Tag) -> IcuLocale {
        let preferences = DateTimeFormatterPreferences::from(tag);
        IcuLocale {
            tag: tag.to_string(),
            date: DateTimeFormatter::try_new(preferences, YMD::long()).ok(),
            date_time: DateTimeFormatter::try_new(preferences, YMD::long().with_time_hm()).ok(),
            number: DecimalFormatter::try_new(tag.into(), Default::default()).ok(),
            plural: PluralRules::try_new(tag.into(), Default::default()).ok(),
        }
    }
}

impl Locale for IcuLocale {
    fn tag(&self) -> &str {
        &self.tag
    }

    fn date(&self, time: Timestamp) -> String {
        let moment = ZonedDateTime::from_epoch_milliseconds_and_utc_offset(time.millis(), UtcOffset::zero());
        let written = if time.is_date_alone() {
            self.date.as_ref().map(|format| format.format(&moment.date).to_string())
        } else {
            self.date_time.as_ref().map(|format| format!("{} UTC", format.format(&moment)))
        };
        written.unwrap_or_else(|| time.to_rfc3339())
    }

    fn elapsed(&self, time: Timestamp, _: i64) -> String {
        self.date(time)
    }

    fn number(&self, value: f64, fraction_digits: u8) -> String {
        // Halves are rounded away from zero, as `Intl` rounds them.
        let scale = 10f64.powi(i32::from(fraction_digits));
        let digits = format!("{:.1$}", (value * scale).round() / scale, usize::from(fraction_digits));
        match (&self.number, Decimal::try_from_str(&digits)) {
            (Some(format), Ok(number)) => format.format(&number).to_string(),
            _ => digits,
        }
    }

    fn plural(&self, count: u64) -> String {
        let category = self.plural.as_ref().map_or(PluralCategory::Other, |rules| rules.category_for(count));
        match category {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tag: &str) -> IcuLocale {
        IcuLocale::new(tag).unwrap()
    }

    #[test]
    fn dates_are_written_in_the_language_and_say_their_zone() {
        let time = Timestamp::parse("2026-11-24T15:07:00Z").unwrap();
        assert_eq!(of("en").date(time), "November 24, 2026 at 3:07\u{202f}PM UTC");
        assert_eq!(of("de").date(time), "24. November 2026 um 15:07 UTC");
        let date = Timestamp::parse("2026-11-24").unwrap();
        assert_eq!(of("en").date(date), "November 24, 2026");
        assert_eq!(of("en").elapsed(date, date.millis()), "November 24, 2026");
    }

    #[test]
    fn numbers_and_plurals_are_those_of_the_language() {
        assert_eq!(of("en").number(4.25, 1), "4.3");
        assert_eq!(of("de").number(4321.0, 0), "4.321");
        assert_eq!(of("en").plural(1), "one");
        assert_eq!(of("ar").plural(2), "two");
    }

    #[test]
    fn a_tag_that_is_not_well_formed_is_none() {
        assert!(IcuLocale::new("not a tag").is_none());
        assert_eq!(of("PT-br").tag(), "pt-BR");
    }
}
