//! Looking into loose JSON: systems write numbers as strings, one thing where a list is meant, and an object where a text
//! is. Whatever is of another type than is asked for counts as missing. Paths are those of [`Value::at`].

use json::Value;
use json::text::{concat, trim};

use crate::error::ReadErrorKind;
use crate::html::read_text;
use crate::limits;
use crate::text::split_at;
use crate::timestamp::Timestamp;
use crate::url::Resolver;

/// The text that a value is: a string that is not blank, or a number as it is written.
pub(crate) fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.as_str()).filter(|text| !trim(text).is_empty()),
        Value::Number(number) => Some(number.as_str()),
        _ => None,
    }
}

/// The first text at some paths.
pub(crate) fn first<'a>(value: &'a Value, paths: &[&str]) -> Option<&'a str> {
    paths.iter().find_map(|path| text(value.at(path)?))
}

/// The text that a value is, or that one of its members is: people are written as names and as objects with a name.
pub(crate) fn named<'a>(value: &'a Value, paths: &[&str]) -> Option<&'a str> {
    text(value).or_else(|| first(value, paths))
}

/// The elements of the array at a path; what is no array is one element.
pub(crate) fn list<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    match value.at(path) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(elements)) => elements,
        Some(one) => std::slice::from_ref(one),
    }
}

/// The names in a list at a path, see [`named`], as plain text.
pub(crate) fn names(value: &Value, path: &str, members: &[&str], resolver: &Resolver<'_>) -> Vec<String> {
    let found = list(value, path).iter().filter_map(|element| named(element, members));
    found.map(|name| read_text(name, resolver)).collect()
}

/// The first time at some paths.
pub(crate) fn time(value: &Value, paths: &[&str]) -> Option<Timestamp> {
    paths.iter().find_map(|path| Timestamp::parse(value.text(path)?))
}

/// Whether a value is true or false, which some write as text or as a number.
pub(crate) fn flag(value: &Value, path: &str) -> Option<bool> {
    let value = value.at(path)?;
    value.as_bool().or_else(|| match text(value)? {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    })
}

/// A width or a height in pixels, with or without a unit and a fraction.
pub(crate) fn pixels(value: &Value, path: &str) -> Option<u32> {
    let found = text(value.at(path)?)?;
    let found = found.strip_suffix("px").unwrap_or(found);
    limits::pixels(json::whole(trim(split_at(found, ".").0))?)
}

/// The element that has the latest time, else the first one.
pub(crate) fn newest<'a>(
    values: impl IntoIterator<Item = &'a Value>,
    time: impl Fn(&Value) -> Option<Timestamp>,
) -> Option<&'a Value> {
    let mut newest: Option<(&Value, Option<Timestamp>)> = None;
    for value in values {
        let found = time(value);
        if newest.is_none_or(|(_, known)| found > known) {
            newest = Some((value, found));
        }
    }
    newest.map(|(value, _)| value)
}

/// What is said of an article that may not be shown yet.
pub(crate) fn embargoed(until: Option<Timestamp>) -> ReadErrorKind {
    ReadErrorKind::Embargoed(match until {
        Some(until) => concat(&["The article is under embargo until ", &until.to_rfc3339(), "."]),
        None => "The article is under embargo.".to_owned(),
    })
}

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::*;
    use crate::url::NativeUrls;

    #[test]
    fn loose_values_are_found() {
        let value = json::parse(
            r#"{"a": " ", "b": 12, "c": {"name": "x"}, "d": ["y", {"name": "&lt;z"}, 3, null, [], {}], "e": null,
                "w": "640px", "h": 480.5, "big": 1e9, "yes": "true", "no": 0, "t": "2026-11-24", "u": "soon"}"#,
        )
        .unwrap();
        assert_eq!(first(&value, &["a", "nowhere", "c", "c/name", "b"]), Some("x"));
        assert_eq!(first(&value, &["b"]), Some("12"));
        assert_eq!(named(value.get("c").unwrap(), &["name"]), Some("x"));
        assert_eq!((list(&value, "b").len(), list(&value, "d").len(), list(&value, "e").len()), (1, 6, 0));
        let resolver = Resolver::new(&NativeUrls, None);
        assert_eq!(names(&value, "d", &["name"], &resolver), ["y", "<z", "3"]);
        let sizes = ["w", "h", "big", "a", "c"].map(|name| pixels(&value, name));
        assert_eq!(sizes, [Some(640), Some(480), None, None, None]);
        assert_eq!(
            (flag(&value, "yes"), flag(&value, "no"), flag(&value, "b")),
            (Some(true), Some(false), None)
        );
        assert_eq!(time(&value, &["u", "b", "t"]).unwrap().to_string(), "2026-11-24");
    }

    #[test]
    fn the_newest_is_found() {
        let newest = |text: &str| {
            let value = json::parse(text).unwrap();
            newest(list(&value, "items"), |item| time(item, &["t"]))
                .and_then(|item| item.text("n").map(str::to_owned))
        };
        let cases = [
            (r#"{"items": []}"#, None),
            (r#"{"items": [{"n": "1"}, {"n": "2"}]}"#, Some("1")),
            (
                r#"{"items": [{"n": "1"}, {"n": "2", "t": "2026-01-01"}, {"n": "3", "t": "2026-01-01"}]}"#,
                Some("2"),
            ),
            (r#"{"items": [{"n": "1", "t": "2026-01-01"}, {"n": "2", "t": "2026-01-02T00:00"}]}"#, Some("2")),
        ];
        for (text, expected) in cases {
            assert_eq!(newest(text).as_deref(), expected, "{text}");
        }
    }
}
