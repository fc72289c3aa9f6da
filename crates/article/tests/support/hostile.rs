//! What must hold of every article, whatever the document.

use json::Value;
use standfirst_article::{
    Document, Format, NativeUrls, ReadError, Reading, read, read_related, related_to_json, to_json,
};

/// The inputs of a list that others collected.
pub(crate) fn inputs(text: &str) -> Vec<String> {
    let value = json::parse(text).unwrap();
    let entries = value.as_array().unwrap().iter();
    let inputs = entries
        .filter_map(|entry| entry.as_str().or_else(|| entry.get("input")?.as_str()).map(str::to_owned));
    inputs.collect()
}

/// Every address in an article, by walking all of its JSON form.
fn check_addresses(value: &Value, origin: &str) {
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| check_addresses(element, origin)),
        Value::Object(object) => {
            for (name, value) in object.iter() {
                let allowed: &[&str] = match name {
                    "url" | "source" => &["https://", "http://", "mailto:", "tel:", "#"],
                    "src" | "poster" => &["https://", "http://"],
                    _ => &[],
                };
                match value.as_str() {
                    Some(address) if !allowed.is_empty() => {
                        assert!(
                            allowed.iter().any(|scheme| address.starts_with(scheme)),
                            "{address:?} from {origin:?}"
                        );
                    }
                    _ => check_addresses(value, origin),
                }
            }
        }
        _ => {}
    }
}

/// Holds the headlines that a document lists, in a format that fits or is named, to what every one promises.
pub(crate) fn check_related(text: &str, format: Option<Format>) {
    let document = Document { text, media_type: None, url: Some(super::URL), selector: None };
    if let Ok(related) = read_related(&document, format, &NativeUrls, super::noon()) {
        assert!(related.iter().all(|related| !related.title.is_empty()), "{text}");
        check_addresses(&json::parse(&related_to_json(&related)).unwrap(), text);
    }
}

/// Holds a reading to what every one promises.
pub(crate) fn check(reading: Result<Reading, ReadError>, origin: &str) {
    if let Ok(reading) = reading {
        let json = to_json(&reading.article);
        check_addresses(&json::parse(&json).unwrap(), origin);
        let again =
            read(&Document { text: &json, media_type: None, url: None, selector: None }, None, &NativeUrls);
        let second = to_json(&again.unwrap().article);
        let same = second.bytes().zip(json.bytes()).take_while(|(one, other)| one == other).count();
        let around =
            |text: &str| String::from_utf8_lossy(&text.as_bytes()[same.saturating_sub(60)..]).into_owned();
        assert!(
            second == json,
            "a second pass changes {origin:?}:\n{:.200}\n{:.200}",
            around(&json),
            around(&second)
        );
    }
}

/// A document whose parts a function writes in another way: it is given each value, and `None` keeps that.
pub(crate) fn rewritten(value: &Value, change: &mut dyn FnMut(&str, &Value) -> Option<String>) -> String {
    fn write(
        name: &str,
        value: &Value,
        change: &mut dyn FnMut(&str, &Value) -> Option<String>,
        out: &mut String,
    ) {
        if let Some(other) = change(name, value) {
            return out.push_str(&other);
        }
        match value {
            Value::Null => out.push_str("null"),
            Value::Bool(flag) => out.push_str(&flag.to_string()),
            Value::Number(number) => out.push_str(number.as_str()),
            Value::String(text) => json::write_string(out, text),
            Value::Array(elements) => {
                out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    write(name, element, change, out);
                }
                out.push(']');
            }
            Value::Object(members) => {
                out.push('{');
                for (index, (name, member)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    json::write_string(out, name);
                    out.push(':');
                    write(name, member, change, out);
                }
                out.push('}');
            }
        }
    }
    let mut out = String::new();
    write("", value, change, &mut out);
    out
}
