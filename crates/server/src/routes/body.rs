//! The body of a `PUT`, read field by field, so that everything wrong with it is said at once and by name. The fields
//! of a form are read by the same rules.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::{Number, Value};
use standfirst_review::problem::code;
use standfirst_review::{Draft, FieldError, NativeUnicode, Rating, Subject, limits};

use super::parse_subject;
use crate::errors::Refusal;

/// How long a body of at most 32 KiB may take to arrive: 4 KB/s, slower than any network that is worth the name.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How much of a body that is too large is read and thrown away, so that its sender hears why: one that is still
/// sending when the connection closes would see a reset instead of the answer.
const DRAIN_BYTES: usize = 1024 * 1024;

/// Errors in one answer: enough to help, too few to be a lever.
const MAX_ERRORS: usize = 20;

/// Reads a draft, normalised and valid, and its subject.
pub(super) async fn read_draft(headers: &HeaderMap, body: Body) -> Result<(Draft, Subject), Refusal> {
    if !is_of("application/json", headers) {
        return Err(Refusal::MediaType);
    }
    let bytes = receive(body, limits::BODY_BYTES).await?;
    parse_draft(&bytes).map_err(Refusal::Body)
}

/// Whether the body is of that media type, in UTF-8 and not compressed.
pub(super) fn is_of(kind: &str, headers: &HeaderMap) -> bool {
    let Some(Ok(named)) = headers.get(header::CONTENT_TYPE).map(|kind| kind.to_str()) else { return false };
    let mut parts = named.split(';').map(str::trim);
    parts.next().is_some_and(|named| named.eq_ignore_ascii_case(kind))
        && parts.all(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            !name.eq_ignore_ascii_case("charset") || value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        })
        && headers.get(header::CONTENT_ENCODING).is_none_or(|coding| coding.as_bytes() == b"identity")
}

/// The whole body, of at most that many bytes.
pub(super) async fn receive(body: Body, most: usize) -> Result<Vec<u8>, Refusal> {
    tokio::time::timeout(TIMEOUT, collect(body, most)).await.map_err(|_| Refusal::Timeout)?
}

async fn collect(mut body: Body, most: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut length = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| {
            Refusal::Body(vec![FieldError::new("body", code::NOT_JSON, "the body ended before it was whole")])
        })?;
        let Ok(data) = frame.into_data() else { continue };
        length = length.saturating_add(data.len());
        if length > DRAIN_BYTES {
            break;
        }
        if length <= most {
            bytes.extend_from_slice(&data);
        }
    }
    if length > most { Err(Refusal::BodyTooLarge) } else { Ok(bytes) }
}

fn parse_draft(bytes: &[u8]) -> Result<(Draft, Subject), Vec<FieldError>> {
    read_fields(parse_fields(bytes).map_err(|error| vec![error])?)
}

/// Reads a draft, normalised and valid, and its subject from fields, however they came.
///
/// # Errors
/// Everything that is wrong with them, up to [`MAX_ERRORS`].
pub(super) fn read_fields(mut fields: Fields) -> Result<(Draft, Subject), Vec<FieldError>> {
    let mut errors: Vec<FieldError> = fields
        .twice
        .iter()
        .map(|name| FieldError::new(name, code::DUPLICATE_FIELD, "this field is given twice"))
        .collect();
    let mut take = |name: &str| fields.values.remove(name).filter(|value| !value.is_null());

    let subject = text("subject", take("subject"), &mut errors);
    let rating = take("rating");
    let (title, text_) = (text("title", take("title"), &mut errors), text("text", take("text"), &mut errors));
    let (author, lang) =
        (text("author", take("author"), &mut errors), text("lang", take("lang"), &mut errors));
    let rating = parse_rating(rating).map_err(|error| errors.push(error)).ok();
    for name in fields.values.keys() {
        errors.push(FieldError::new(name, code::UNKNOWN_FIELD, "a review has no such field"));
    }

    let [lowest, ..] = Rating::ALL;
    let draft = Draft {
        subject: subject.unwrap_or_default(),
        // A rating that cannot be read is an error already; the draft is only completed to check its other fields.
        rating: rating.unwrap_or(lowest),
        title,
        text: text_,
        author,
        lang,
    }
    .normalise(&NativeUnicode);
    // What was not even a string has been named already.
    let named: Vec<String> = errors.iter().map(|error| error.field.clone()).collect();
    let found = draft.validate(&NativeUnicode).err().unwrap_or_default();
    errors.extend(found.into_iter().filter(|error| !named.contains(&error.field)));
    let subject = if draft.subject.is_empty() {
        None
    } else {
        parse_subject(&draft.subject).map_err(|error| errors.push(error)).ok()
    };
    match (subject, errors.is_empty()) {
        (Some(subject), true) => Ok((draft, subject)),
        _ => {
            errors.truncate(MAX_ERRORS);
            Err(errors)
        }
    }
}

fn text(field: &str, value: Option<Value>, errors: &mut Vec<FieldError>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text),
        _ => {
            errors.push(FieldError::new(field, code::WRONG_TYPE, "this field is a string"));
            None
        }
    }
}

fn parse_rating(value: Option<Value>) -> Result<Rating, FieldError> {
    let wrong = |code, message| Err(FieldError::new("rating", code, message));
    let number = match value {
        None => return wrong(code::REQUIRED, "a review has a rating"),
        Some(Value::Number(number)) => number,
        Some(_) => return wrong(code::WRONG_TYPE, "a rating is a number"),
    };
    if number.as_f64().is_some_and(|number| number.fract() != 0.0) {
        return wrong(code::NOT_WHOLE, "a rating is a whole number");
    }
    match stars(&number) {
        Some(rating) => Ok(rating),
        None => wrong(code::OUT_OF_RANGE, "a rating is from 1 to 5"),
    }
}

/// JSON has one kind of number: 4 and 4.0 are the same.
fn stars(number: &Number) -> Option<Rating> {
    let number = number.as_f64()?;
    Rating::ALL.into_iter().find(|rating| f64::from(rating.stars()) == number)
}

/// The fields of an object or a form, and the names that it has twice.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) values: BTreeMap<String, Value>,
    pub(super) twice: Vec<String>,
}

impl Fields {
    /// Keeps the last value of a name, and remembers that there was one before.
    pub(super) fn insert(&mut self, name: String, value: Value) {
        if self.values.insert(name.clone(), value).is_some() {
            self.twice.push(name);
        }
    }
}

fn parse_fields(bytes: &[u8]) -> Result<Fields, FieldError> {
    let mut current = None;
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let parsed = ReadFields { current: &mut current }
        .deserialize(&mut deserializer)
        .and_then(|fields| deserializer.end().map(|()| fields));
    parsed.map_err(|error| {
        let text = error.to_string();
        if text.contains("hex escape") {
            let field = current.as_deref().unwrap_or("body");
            return FieldError::new(field, code::LONE_SURROGATE, "half a surrogate pair is no character");
        }
        if error.is_data() {
            return FieldError::new("body", code::WRONG_TYPE, "the body is a JSON object");
        }
        FieldError::new("body", code::NOT_JSON, &format!("the body is not JSON: {text}"))
    })
}

/// Reads an object and remembers which field it is at, for the error that may end it.
struct ReadFields<'a> {
    current: &'a mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for ReadFields<'_> {
    type Value = Fields;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fields, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ReadFields<'_> {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(name) = map.next_key::<String>()? {
            *self.current = Some(name.clone());
            let value = map.next_value::<Value>()?;
            *self.current = None;
            fields.insert(name, value);
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = r#""subject":"https://a.example/","rating":4"#;

    fn check(body: &str, expect: &[(&str, &str)]) {
        let errors = parse_draft(body.as_bytes()).err().unwrap_or_default();
        let errors: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.code.as_str())).collect();
        assert_eq!(errors, expect, "{body}");
    }

    #[test]
    fn good_bodies_are_read() {
        check(&format!("{{{BASE}}}"), &[]);
        check(&format!(r#"{{{BASE},"title":null,"text":"\ud83d\ude00","author":" ","lang":"de"}}"#), &[]);
        check(r#" {"rating":4.0,"subject":"HTTPS://A.example:443"} "#, &[]);
        let (draft, subject) = parse_draft(format!(r#"{{{BASE},"title":" a\nb "}}"#).as_bytes()).unwrap();
        assert_eq!((draft.title.as_deref(), subject.as_str()), (Some("a b"), "https://a.example/"));
    }

    #[test]
    fn wrong_fields_are_named() {
        for (rating, code) in [
            ("0", code::OUT_OF_RANGE),
            ("6", code::OUT_OF_RANGE),
            ("-1", code::OUT_OF_RANGE),
            ("1e300", code::OUT_OF_RANGE),
            ("2.5", code::NOT_WHOLE),
            ("\"5\"", code::WRONG_TYPE),
            ("true", code::WRONG_TYPE),
            ("[5]", code::WRONG_TYPE),
            ("null", code::REQUIRED),
        ] {
            check(&format!(r#"{{"subject":"https://a.example/","rating":{rating}}}"#), &[("rating", code)]);
        }
        check("{}", &[("rating", code::REQUIRED), ("subject", code::REQUIRED)]);
        check(&format!(r#"{{{BASE},"stars":4}}"#), &[("stars", code::UNKNOWN_FIELD)]);
        check(&format!(r#"{{{BASE},"rating":5}}"#), &[("rating", code::DUPLICATE_FIELD)]);
        check(&format!(r#"{{{BASE},"title":4}}"#), &[("title", code::WRONG_TYPE)]);
        check(r#"{"subject":5,"rating":4}"#, &[("subject", code::WRONG_TYPE)]);
        check(r#"{"subject":"a.example","rating":4}"#, &[("subject", code::NOT_A_URL)]);
        check(&format!(r#"{{{BASE},"text":"\ud800"}}"#), &[("text", code::LONE_SURROGATE)]);
        check(&format!(r#"{{{BASE},"text":"a\udc00"}}"#), &[("text", code::LONE_SURROGATE)]);
        check(&format!(r#"{{{BASE},"text":"\ud800\u0041"}}"#), &[("text", code::LONE_SURROGATE)]);
        check(&format!(r#"{{{BASE},"\ud800":1}}"#), &[("body", code::LONE_SURROGATE)]);
        check(
            r#"{"subject":"x","rating":9,"lang":"??","x":1}"#,
            &[
                ("rating", code::OUT_OF_RANGE),
                ("x", code::UNKNOWN_FIELD),
                ("lang", code::NOT_A_LANGUAGE),
                ("subject", code::NOT_A_URL),
            ],
        );
    }

    #[test]
    fn what_is_no_object_is_the_bodys_fault() {
        for body in ["[]", "1", "\"x\"", "null"] {
            check(body, &[("body", code::WRONG_TYPE)]);
        }
        let deep = format!(r#"{{{BASE},"x":{}"#, "[".repeat(10_000));
        for body in ["", "{", "{\"rating\":", "{} x", "{'a':1}", "{\"a\":1,}", "\u{feff}{}", &deep] {
            check(body, &[("body", code::NOT_JSON)]);
        }
        assert_eq!(parse_draft(b"{\"text\":\"\xff\"}").unwrap_err()[0].code, code::NOT_JSON);
    }
}
