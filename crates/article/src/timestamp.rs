//! Dates and times as documents write them.

use json::text::trim;

use std::fmt;

use crate::text::{first, is_any};

/// A moment, to the millisecond, or a date alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp {
    millis: i64,
    date_alone: bool,
}

const DAY: i64 = 86_400_000;

/// RFC 3339 has four digits for the year, and year 0 is what systems write that know no date.
const YEARS: std::ops::RangeInclusive<i64> = 1..=9999;

impl Timestamp {
    /// Reads a form of ISO 8601 that documents use: a date alone, or a date and a time that `T` or a blank parts,
    /// with or without seconds and their fraction, with `Z`, an offset (`+02:00`, `+0200`, `+02`) or none, which
    /// means UTC. `None` for any other form and for a date that no calendar has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: trim(text) };
        let (year, month, day) = reader.date()?;
        let days = days_from_civil(year, month, day);
        let date_alone = reader.rest.is_empty();
        let mut millis = days * DAY;
        if !date_alone {
            reader.skip("Tt ").then_some(())?;
            millis += reader.time()?;
            millis -= reader.offset()?;
            reader.rest.is_empty().then_some(())?;
        }
        Self::checked(millis, date_alone)
    }

    /// The moment that is so many milliseconds after the beginning of 1970 in UTC; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        Self::checked(millis, false)
    }

    /// Milliseconds since the beginning of 1970 in UTC, as JavaScript's `Date` counts; the beginning of the day for a
    /// date alone.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.millis
    }

    /// Whether only the date is known. Such a date is shown as it is, in no time zone.
    #[must_use]
    pub fn is_date_alone(self) -> bool {
        self.date_alone
    }

    /// RFC 3339 in UTC, with a fraction only where there is one; a date alone is `2026-11-24`.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        let (year, month, day) = civil_from_days(self.millis.div_euclid(DAY));
        let mut out = String::with_capacity(24);
        push_digits(&mut out, year, 4);
        out.push('-');
        push_digits(&mut out, month, 2);
        out.push('-');
        push_digits(&mut out, day, 2);
        if self.date_alone {
            return out;
        }
        let millis = self.millis.rem_euclid(DAY);
        out.push('T');
        push_digits(&mut out, millis / 3_600_000, 2);
        out.push(':');
        push_digits(&mut out, millis / 60_000 % 60, 2);
        out.push(':');
        push_digits(&mut out, millis / 1000 % 60, 2);
        if millis % 1000 != 0 {
            out.push('.');
            push_digits(&mut out, millis % 1000, 3);
        }
        out.push('Z');
        out
    }

    fn checked(millis: i64, date_alone: bool) -> Option<Self> {
        let first = days_from_civil(*YEARS.start(), 1, 1) * DAY;
        let end = days_from_civil(*YEARS.end() + 1, 1, 1) * DAY;
        (first..end).contains(&millis).then_some(Self { millis, date_alone })
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn date(&mut self) -> Option<(i64, i64, i64)> {
        let year = self.digits(4)?;
        self.skip("-").then_some(())?;
        let month = self.digits(2)?;
        self.skip("-").then_some(())?;
        let day = self.digits(2)?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (YEARS.contains(&year) && (1..=days).contains(&day)).then_some((year, month, day))
    }

    /// Milliseconds since midnight. A leap second is the last of its minute, as in JavaScript and POSIX.
    fn time(&mut self) -> Option<i64> {
        let hour = self.digits(2)?;
        self.skip(":").then_some(())?;
        let minute = self.digits(2)?;
        let mut second = 0;
        let mut fraction = 0;
        if self.skip(":") {
            second = self.digits(2)?;
            if self.skip(".,") {
                fraction = self.fraction()?;
            }
        }
        let in_range = hour < 24 && minute < 60 && second <= 60;
        in_range.then_some(((hour * 60 + minute) * 60 + second.min(59)) * 1000 + fraction)
    }

    /// Milliseconds; further digits are dropped.
    fn fraction(&mut self) -> Option<i64> {
        let mut millis = 0;
        let mut weight = 100;
        let mut any = false;
        while let Some(digit) = self.digits(1) {
            any = true;
            millis += digit * weight;
            weight /= 10;
        }
        any.then_some(millis)
    }

    /// What to subtract, in milliseconds.
    fn offset(&mut self) -> Option<i64> {
        if self.rest.is_empty() || self.skip("Zz") {
            return Some(0);
        }
        // Some systems set a blank before the offset, and typographers a minus sign for the hyphen.
        self.skip(" ");
        let negative = self.skip("-\u{2212}");
        if !negative {
            self.skip("+").then_some(())?;
        }
        let hours = self.digits(2)?;
        self.skip(":");
        let minutes = if self.rest.is_empty() { 0 } else { self.digits(2)? };
        let offset = (hours * 60 + minutes) * 60_000;
        (hours < 24 && minutes < 60).then_some(if negative { -offset } else { offset })
    }

    fn digits(&mut self, count: usize) -> Option<i64> {
        let mut value = 0;
        let mut rest = self.rest.chars();
        for _ in 0..count {
            value = value * 10 + i64::from(rest.next()?.to_digit(10)?);
        }
        self.rest = rest.as_str();
        Some(value)
    }

    fn skip(&mut self, any_of: &str) -> bool {
        let found = first(self.rest);
        let skips = is_any(any_of, found);
        if skips {
            self.rest = self.rest.get(found.len_utf8()..).unwrap_or_default();
        }
        skips
    }
}

fn push_digits(out: &mut String, value: i64, count: u32) {
    if count > 1 {
        push_digits(out, value / 10, count - 1);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March so that the leap day is
/// the last of one. No year is before the first, so that nothing here is negative.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year_of_era + i64::from(month >= 10);
    (year, if month >= 10 { month - 9 } else { month + 3 }, day)
}

#[cfg(test)]
mod tests {
    use super::{DAY, Timestamp};

    #[test]
    fn forms_that_documents_use() {
        let cases = [
            ("2023-12-16", "2023-12-16"),
            ("2023-12-16T02:02:33", "2023-12-16T02:02:33Z"),
            ("2023-12-16 02:02", "2023-12-16T02:02:00Z"),
            (" 2023-12-16T02:02:33Z\n", "2023-12-16T02:02:33Z"),
            ("2023-12-16t02:02:33z", "2023-12-16T02:02:33Z"),
            ("2023-12-16T02:02:33.5Z", "2023-12-16T02:02:33.500Z"),
            ("2023-12-16T02:02:33,123456789Z", "2023-12-16T02:02:33.123Z"),
            ("2023-12-16T02:02:33+02:00", "2023-12-16T00:02:33Z"),
            ("2023-12-16T00:02:33+0200", "2023-12-15T22:02:33Z"),
            ("2023-12-31T23:30:00-05", "2024-01-01T04:30:00Z"),
            ("2023-12-16 02:02:33 +0000", "2023-12-16T02:02:33Z"),
            ("2024-02-29", "2024-02-29"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
            ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ];
        for (text, expected) in cases {
            let found = Timestamp::parse(text).map(|timestamp| timestamp.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        let cases = [
            "",
            "yesterday",
            "2023",
            "2023-12",
            "2023-13-01",
            "2023-00-01",
            "2023-02-29",
            "2023-04-31",
            "2023-12-16T",
            "2023-12-16T02",
            "2023-12-16T24:00",
            "2023-12-16T02:60",
            "2023-12-16T02:02:61",
            "2023-12-16T02:02:33.",
            "2023-12-16T02:02:33 PM",
            "2023-12-16T02:02:33+25:00",
            "2023-12-16T02:02:33Zebra",
            "0000-00-00T00:00:00",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "٢٠٢٣-١٢-١٦",
            "-2023-12-16",
        ];
        for text in cases {
            assert_eq!(Timestamp::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn days_of_ten_thousand_years_come_back() {
        let first = Timestamp::parse("0001-01-01").unwrap().millis();
        let last = Timestamp::parse("9999-12-31").unwrap().millis();
        assert_eq!((last - first) / DAY, 3_652_058);
        let mut millis = first;
        while millis <= last {
            let text = Timestamp::from_millis(millis).unwrap().to_string();
            assert_eq!(Timestamp::parse(&text).unwrap().millis(), millis, "{text}");
            millis += 13 * DAY;
        }
        assert_eq!(Timestamp::from_millis(i64::MAX), None);
        assert_eq!(Timestamp::from_millis(i64::MIN), None);
    }
}
