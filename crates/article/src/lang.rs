//! Language tags (BCP 47) and the direction of writing.

use json::text::{split_any, trim};

use crate::limits::MAX_TOKEN_BYTES;
use crate::model::Direction;
use crate::text::{is_all, is_one_of, split_at};

/// A language tag in its usual letter case, `_` read as `-`, as in `en_US`; `None` for what is no tag.
pub(crate) fn normalise(tag: &str) -> Option<String> {
    // POSIX locales, which some systems give for languages, end in an encoding: `de_DE.UTF-8`.
    let (tag, _) = split_at(trim(tag), ".@");
    if tag.is_empty() || tag.len() > MAX_TOKEN_BYTES {
        return None;
    }
    let mut out = String::with_capacity(tag.len());
    let mut after_singleton = false;
    // What parts subtags in a language tag, and in a POSIX locale.
    for part in split_any(tag, "-_") {
        let first = out.is_empty();
        let alphabetic = is_all(part, |found| found.is_ascii_alphabetic());
        if part.len() > 8
            || !is_all(part, |found| found.is_ascii_alphanumeric())
            || (first && (part.len() == 1 || !alphabetic))
        {
            return None;
        }
        if !first {
            out.push('-');
        }
        // RFC 5646, section 2.1.1: scripts in title case, regions in upper case, the rest in lower case.
        let plain = first || after_singleton || !alphabetic;
        for (index, found) in part.chars().enumerate() {
            out.push(match part.len() {
                2 if !plain => found.to_ascii_uppercase(),
                4 if !plain && index == 0 => found.to_ascii_uppercase(),
                _ => found.to_ascii_lowercase(),
            });
        }
        after_singleton |= part.len() == 1;
    }
    Some(out)
}

/// The direction in which a language is written; `None` for a tag that says nothing, `und` or `mul`.
pub(crate) fn direction(tag: &str) -> Option<Direction> {
    let mut parts = split_any(tag, "-");
    let language = parts.next().unwrap_or_default();
    if is_one_of("|und|mul|zxx", language) {
        return None;
    }
    // A script, where there is one, says it for sure: Azerbaijani is `az` in Latin and `az-Arab`.
    let script = parts.next().filter(|part| part.len() == 4);
    let right_to_left = match script {
        Some(script) => is_one_of("Arab|Aran|Hebr|Syrc|Thaa|Nkoo|Adlm|Rohg|Mand|Samr|Mend", script),
        None => {
            is_one_of("ar|arc|arz|ckb|dv|fa|glk|he|iw|khw|ks|lrc|mzn|nqo|pnb|ps|sd|syr|ug|ur|yi", language)
        }
    };
    Some(if right_to_left { Direction::Rtl } else { Direction::Ltr })
}

#[cfg(test)]
mod tests {
    use super::{direction, normalise};
    use crate::model::Direction;

    #[test]
    fn tags_are_normalised() {
        let cases = [
            ("en_US", Some("en-US")),
            (" EN-gb ", Some("en-GB")),
            ("zh_hant_tw", Some("zh-Hant-TW")),
            ("de_DE.UTF-8", Some("de-DE")),
            ("sl-rozaj-1994", Some("sl-rozaj-1994")),
            ("en-US-u-ca-BUDDHIST", Some("en-US-u-ca-buddhist")),
            ("es-419", Some("es-419")),
            ("", None),
            ("en US", None),
            ("-en", None),
            ("x", None),
            ("1234", None),
            ("\"><script>", None),
        ];
        for (tag, expected) in cases {
            assert_eq!(normalise(tag).as_deref(), expected, "{tag:?}");
        }
    }

    #[test]
    fn languages_have_directions() {
        for tag in ["ar", "he-IL", "fa-IR", "ur", "az-Arab", "yi"] {
            assert_eq!(direction(tag), Some(Direction::Rtl), "{tag}");
        }
        for tag in ["en", "fi-FI", "ja", "az", "ur-Latn"] {
            assert_eq!(direction(tag), Some(Direction::Ltr), "{tag}");
        }
        assert_eq!(direction("und"), None);
    }
}
