//! Dates as people and older systems write them: RFC 822 and what is near it, and the forms of [`Timestamp::parse`].

use crate::timestamp::Timestamp;

/// Longer texts are no dates.
const MAX_BYTES: usize = 80;

/// Reads a date in whatever order and form its parts are, as in `Sat, 16 Dec 2023 02:02:33 GMT`,
/// `Sat, Dec 16 2023 02:02:33 PM` or `2023-12-16 02:02 +01:00`. A year of two digits is one of 1950 to 2049 (RFC 5322,
/// section 4.3), a zone that is not known or not there is UTC. `None` for what names no day.
pub(crate) fn read_date(text: &str) -> Option<Timestamp> {
    if text.len() > MAX_BYTES {
        return None;
    }
    if let Some(found) = Timestamp::parse(text) {
        return Some(found);
    }
    let mut parts = Parts::default();
    // What stands in brackets says the zone again.
    let text = text.split_once('(').map_or(text, |(before, _)| before);
    for word in text.split(|found: char| found.is_whitespace() || found == ',') {
        parts.word(word);
    }
    parts.timestamp()
}

#[derive(Default)]
struct Parts {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    /// Hours, minutes, seconds.
    time: Option<(u32, u32, u32)>,
    afternoon: Option<bool>,
    /// As `Timestamp::parse` reads it.
    zone: Option<String>,
}

impl Parts {
    fn word(&mut self, word: &str) {
        let bare = word.trim_end_matches('.');
        let lower = bare.to_ascii_lowercase();
        if word.contains(':') && !word.starts_with(['+', '-']) {
            self.clock(&lower);
        } else if lower == "am" || lower == "pm" {
            self.afternoon = Some(lower == "pm");
        } else if let Some(offset) = offset(word).or_else(|| named_zone(&lower)) {
            if self.time.is_some() {
                self.zone = Some(offset);
            }
        } else if let Some(month) = month(&lower) {
            self.month = Some(month);
        } else if bare.split(['-', '/', '.']).count() == 3 {
            self.joined(bare);
        } else {
            let digits = lower.trim_end_matches(|found: char| found.is_ascii_alphabetic());
            self.number(digits);
        }
    }

    /// A day before a month, and a year after it; a number of four digits is a year anywhere.
    fn number(&mut self, digits: &str) {
        let Some(number) = whole(digits) else { return };
        if digits.len() <= 2 && self.day.is_none() {
            self.day = Some(number);
        } else if self.year.is_none() {
            self.year = match digits.len() {
                4 => Some(number),
                // RFC 5322 counts three digits, which some wrote in the year 2000, from 1900.
                3 => Some(1900 + number),
                2 => Some(if number < 50 { 2000 + number } else { 1900 + number }),
                _ => None,
            };
        }
    }

    /// A date in one word, the year at either end, such as `16-Dec-2023` or `2023/12/16`.
    fn joined(&mut self, word: &str) {
        let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
        let [first, second, third] = parts.as_slice() else { return };
        // Which of `03/04/2023` is the month differs from country to country, so that such a date is none.
        let month = match month(&second.to_ascii_lowercase()) {
            Some(month) => month,
            None if first.len() == 4 => match whole(second) {
                Some(month) => month,
                None => return,
            },
            None => return,
        };
        self.month = Some(month);
        self.number(first);
        self.number(third);
    }

    fn clock(&mut self, word: &str) {
        let word = match word.strip_suffix("pm").or_else(|| word.strip_suffix("am")) {
            Some(clock) => {
                self.afternoon = Some(word.ends_with("pm"));
                clock
            }
            None => word,
        };
        // An offset may stand at the time, without a blank.
        let (clock, zone) = word.split_at(word.find(['+', '-', 'z']).unwrap_or(word.len()));
        if !zone.is_empty() {
            self.zone = offset(zone).or_else(|| named_zone(zone));
        }
        let mut parts = clock.split(':');
        let hour = parts.next().and_then(whole);
        let minute = parts.next().and_then(whole);
        let second = match parts.next() {
            Some(seconds) => seconds.split(['.', ',']).next().and_then(whole),
            None => Some(0),
        };
        if let (Some(hour), Some(minute), Some(second)) = (hour, minute, second) {
            self.time = Some((hour, minute, second));
        }
    }

    fn timestamp(self) -> Option<Timestamp> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        let date = format!("{year:04}-{month:02}-{day:02}");
        let Some((hour, minute, second)) = self.time else { return Timestamp::parse(&date) };
        let hour = match self.afternoon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let zone = self.zone.as_deref().unwrap_or("Z");
        Timestamp::parse(&format!("{date}T{hour:02}:{minute:02}:{second:02}{zone}"))
    }
}

/// An offset such as `+0200`, `-02:00` or `GMT+2`.
fn offset(word: &str) -> Option<String> {
    let upper = word.to_ascii_uppercase();
    let bare = upper.strip_prefix("GMT").or_else(|| upper.strip_prefix("UTC")).unwrap_or(&upper);
    let (sign, rest) =
        if let Some(rest) = bare.strip_prefix('+') { ('+', rest) } else { ('-', bare.strip_prefix('-')?) };
    let digits: String = rest.chars().filter(|found| *found != ':').collect();
    whole(&digits)?;
    Some(match digits.len() {
        1 => format!("{sign}0{digits}"),
        2 | 4 => format!("{sign}{digits}"),
        _ => return None,
    })
}

/// The zones of RFC 822, and those that feeds of other parts of the world name.
fn named_zone(word: &str) -> Option<String> {
    let offset = match word {
        "z" | "ut" | "utc" | "gmt" | "wet" => "Z",
        "bst" | "cet" | "mez" | "west" => "+01",
        "cest" | "eet" | "mesz" | "sast" => "+02",
        "eest" | "msk" => "+03",
        "hkt" | "awst" => "+08",
        "jst" | "kst" => "+09",
        "acst" => "+0930",
        "aest" => "+10",
        "aedt" => "+11",
        "nzst" => "+12",
        "nzdt" => "+13",
        "brt" => "-03",
        "edt" | "ast" => "-04",
        "est" | "cdt" => "-05",
        "cst" | "mdt" => "-06",
        "mst" | "pdt" => "-07",
        "pst" => "-08",
        _ => return None,
    };
    Some(offset.to_owned())
}

/// The month of an English name, written out or in three letters or a few more.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

fn whole(digits: &str) -> Option<u32> {
    let sound = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| sound)
}

#[cfg(test)]
mod tests {
    use super::read_date;

    #[test]
    fn dates_as_feeds_write_them() {
        let cases = [
            ("Sat, 16 Dec 2023 02:02:33 GMT", "2023-12-16T02:02:33Z"),
            ("Sat, 16 Dec 2023 02:02:33 +0200", "2023-12-16T00:02:33Z"),
            ("Sat, Dec 16 2023 02:02:33 PM", "2023-12-16T14:02:33Z"),
            ("Sat, Dec 16, 2023 12:02 AM", "2023-12-16T00:02:00Z"),
            ("Thu, 01 Aug 2019 16:15 EDT", "2019-08-01T20:15:00Z"),
            ("Thu, 06 Feb 2020 00:00:00 PST", "2020-02-06T08:00:00Z"),
            ("Tue, 15 Nov 2022 20:15:04 Z", "2022-11-15T20:15:04Z"),
            ("Wed, 01 Feb 2023 05:00:00 -0000", "2023-02-01T05:00:00Z"),
            ("07 Sep 02 10:00:00 EST", "2002-09-07T15:00:00Z"),
            ("7 September 1999", "1999-09-07"),
            ("Sunday, 07-Sep-97 10:00:00 GMT", "1997-09-07T10:00:00Z"),
            ("Sun Sep 07 10:00:00 2003", "2003-09-07T10:00:00Z"),
            ("Sun, 07 Sept 2003 10:00:00 CEST", "2003-09-07T08:00:00Z"),
            ("Mon, 7 Sep 2003 10:00:00 +02:00 (CEST)", "2003-09-07T08:00:00Z"),
            ("Mon, 7 Sep 2003 10:00:00 GMT+2", "2003-09-07T08:00:00Z"),
            ("September 7th, 2003 at 5:30pm", "2003-09-07T17:30:00Z"),
            ("2003-09-07 10:00:00 UTC", "2003-09-07T10:00:00Z"),
            ("2003/09/07 10:00", "2003-09-07T10:00:00Z"),
            ("2003-09-07T10:00:00+0200", "2003-09-07T08:00:00Z"),
            ("2003-09-07", "2003-09-07"),
            ("Mon, 7 Sep 2003 10:00:00 XYZ", "2003-09-07T10:00:00Z"),
        ];
        for (text, expected) in cases {
            let found = read_date(text).map(|found| found.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn what_names_no_day_is_none() {
        let long = "1".repeat(1000);
        let cases = [
            "",
            "yesterday",
            "Dec 2023",
            "31 Feb 2023",
            "03/04/2023",
            "10:00",
            "16 Dec 2023 25:00",
            "Sat,",
            &long,
            "((",
            "٣ Dec 2023",
        ];
        for text in cases {
            assert_eq!(read_date(text), None, "{text:?}");
        }
    }
}
