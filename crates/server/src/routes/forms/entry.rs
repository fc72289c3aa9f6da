//! What a form holds, as `application/x-www-form-urlencoded` (WHATWG URL Standard, section 5).

use std::borrow::Cow;

use axum::body::Body;
use axum::http::HeaderMap;
use percent_encoding::percent_decode;
use serde_json::{Number, Value};
use standfirst_review::problem::code;
use standfirst_review::{Draft, EditKey, FieldError, NativeUnicode, Rating, ReviewId, Subject, limits};
use url::Url;

use super::super::body::{self, Fields};
use super::super::parse_subject;
use crate::config::Sites;
use crate::errors::Refusal;

/// What a reader has entered, and what goes with it from page to page.
pub(super) struct Entry {
    /// Normalised, but maybe not valid; its rating counts only where [`Entry::rating`] is one.
    pub(super) draft: Draft,
    pub(super) rating: Option<Rating>,
    /// The page to lead back to, where it is one that the site is at home on.
    pub(super) back: Option<Url>,
    pub(super) own: Option<Own>,
    pub(super) step: Step,
}

/// What makes a review its author's.
#[derive(Clone)]
pub(super) struct Own {
    pub(super) id: ReviewId,
    pub(super) key: EditKey,
}

impl Own {
    /// An id and a key that nobody had before.
    pub(super) fn fresh() -> Result<Own, Refusal> {
        let (mut id, mut key) = ([0; 16], [0; 32]);
        getrandom::fill(&mut id)
            .and_then(|()| getrandom::fill(&mut key))
            .map_err(|error| Refusal::Internal(format!("no random bytes: {error}")))?;
        Ok(Own { id: ReviewId::from_random(u128::from_be_bytes(id)), key: EditKey::from_random(&key) })
    }
}

/// What a button asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Step {
    /// To see the review as it will be.
    Check,
    /// To post it.
    Post,
    /// To change what was entered.
    Edit,
    /// To be asked whether it shall be deleted.
    AskDelete,
    /// To delete it.
    Delete,
}

impl Step {
    const ALL: [Step; 5] = [Step::Check, Step::Post, Step::Edit, Step::AskDelete, Step::Delete];

    /// As the field `step` has it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Step::Check => "check",
            Step::Post => "post",
            Step::Edit => "edit",
            Step::AskDelete => "ask-delete",
            Step::Delete => "delete",
        }
    }
}

/// The largest body, in bytes as they are sent: most bytes of a text are three in a form (`%E8%AA%9E`), and a reader
/// of Japanese shall have as much room as one of English. What it says is at most [`limits::BODY_BYTES`] long.
const ENCODED_BYTES: usize = 3 * limits::BODY_BYTES;

/// Receives a form: what is carried on, the fields of the review, and what is wrong with the others.
pub(super) async fn receive(
    headers: &HeaderMap,
    body: Body,
    sites: &Sites,
) -> Result<(Entry, Fields, Vec<FieldError>), Refusal> {
    Ok(read(pairs(headers, body).await?, sites))
}

/// Receives the names and values of a form.
pub(in crate::routes) async fn pairs(
    headers: &HeaderMap,
    body: Body,
) -> Result<Vec<(String, String)>, Refusal> {
    if !body::is_of("application/x-www-form-urlencoded", headers) {
        return Err(Refusal::FormMediaType);
    }
    decode(&body::receive(body, ENCODED_BYTES).await?)
}

/// The names and values, in which only UTF-8 is taken: a page in another encoding would have its readers' words
/// stored as other words.
fn decode(bytes: &[u8]) -> Result<Vec<(String, String)>, Refusal> {
    let part = |part: &[u8]| -> Result<String, Refusal> {
        let spaced: Vec<u8> = part.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
        let decoded: Cow<'_, [u8]> = percent_decode(&spaced).into();
        String::from_utf8(decoded.into_owned()).map_err(|_| Refusal::FormMediaType)
    };
    let mut length = 0;
    let mut pairs = Vec::new();
    for pair in bytes.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty()) {
        let mut halves = pair.splitn(2, |&byte| byte == b'=');
        let (name, value) =
            (part(halves.next().unwrap_or_default())?, part(halves.next().unwrap_or_default())?);
        length += name.len() + value.len() + 2;
        pairs.push((name, value));
    }
    if length > limits::BODY_BYTES { Err(Refusal::BodyTooLarge) } else { Ok(pairs) }
}

fn read(pairs: Vec<(String, String)>, sites: &Sites) -> (Entry, Fields, Vec<FieldError>) {
    let mut fields = Fields::default();
    for (name, value) in pairs {
        let value = if name == "rating" { stars(value) } else { Value::String(value) };
        fields.insert(name, value);
    }
    let mut errors = Vec::new();
    let mut take = |name: &str| match fields.values.remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    };
    let page = take("page");
    let own = own(take("id"), take("key"), &mut errors);
    // The page that carries an id and a key is the one that asks to confirm.
    let unnamed = if own.is_some() { Step::Post } else { Step::Check };
    let step = take("step").map_or(Ok(unnamed), |name| {
        Step::ALL.into_iter().find(|step| step.name() == name).ok_or_else(|| {
            FieldError::new(
                "step",
                code::UNKNOWN_VALUE,
                "a step is one of check, post, edit, ask-delete and delete",
            )
        })
    });
    let step = step.unwrap_or_else(|error| {
        errors.push(error);
        Step::Check
    });

    let text = |name: &str| fields.values.get(name).and_then(Value::as_str).map(str::to_owned);
    let rating = fields.values.get("rating").and_then(Value::as_u64);
    let rating = rating.and_then(|stars| u8::try_from(stars).ok()).and_then(Rating::new);
    let [lowest, ..] = Rating::ALL;
    let subject = parse_subject(&text("subject").unwrap_or_default()).ok();
    let back = page.zip(subject.as_ref()).and_then(|(page, subject)| back(&page, subject, sites));
    let draft = Draft {
        // What is no address is nothing to show or to carry on: no reader has typed it.
        subject: subject.map(String::from).unwrap_or_default(),
        rating: rating.unwrap_or(lowest),
        title: text("title"),
        text: text("text"),
        author: text("author"),
        lang: text("lang"),
    }
    .normalise(&NativeUnicode);
    (Entry { draft, rating, back, own, step }, fields, errors)
}

/// A number where it is one; nothing where no star was chosen.
fn stars(text: String) -> Value {
    match serde_json::from_str::<Number>(&text) {
        Ok(number) => Value::Number(number),
        Err(_) if text.is_empty() => Value::Null,
        Err(_) => Value::String(text),
    }
}

fn own(id: Option<String>, key: Option<String>, errors: &mut Vec<FieldError>) -> Option<Own> {
    if id.is_none() && key.is_none() {
        return None;
    }
    let id = ReviewId::parse(&id.unwrap_or_default());
    if id.is_none() {
        errors.push(FieldError::new("id", code::NOT_A_UUID, "the id of a review is a UUID"));
    }
    let key = EditKey::parse(&key.unwrap_or_default());
    if key.is_none() {
        let message = "an edit key is 22 to 128 characters of base64url";
        errors.push(FieldError::new("key", code::NOT_A_KEY, message));
    }
    Some(Own { id: id?, key: key? })
}

/// The page to lead back to. Anybody can write any address into a form; a link goes only to where the subject's site
/// has pages or subjects, and is written as the parser has understood it, so that a browser understands it no other
/// way.
fn back(page: &str, subject: &Subject, sites: &Sites) -> Option<Url> {
    let url = Url::parse(page).ok()?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= limits::SUBJECT_BYTES;
    let host = url.host_str()?;
    let at_home = sites.of(subject).is_some_and(|site| site.is_at(host));
    (plain && at_home).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUBJECT: &str = "https://standfirst.example/finland";

    #[test]
    fn forms_are_read_as_browsers_write_them() {
        let check = |body: &str, expect: &[(&str, &str)]| {
            let expect: Vec<_> =
                expect.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
            assert_eq!(decode(body.as_bytes()).unwrap(), expect, "{body}");
        };
        check("", &[]);
        check("a=b+c%2Bd&e=", &[("a", "b c+d"), ("e", "")]);
        check("&a&=b&a=1=2&%26=%3D", &[("a", ""), ("", "b"), ("a", "1=2"), ("&", "=")]);
        check("a=%E8%AA%9E%0D%0A&b=100%", &[("a", "語\r\n"), ("b", "100%")]);
        for bad in ["a=%FC", "%FF=1", "a=%ED%A0%80"] {
            assert!(matches!(decode(bad.as_bytes()), Err(Refusal::FormMediaType)), "{bad}");
        }
    }

    #[test]
    fn the_limit_is_for_what_a_form_says() {
        let most = "%41".repeat(limits::BODY_BYTES - 3);
        assert_eq!(decode(format!("a={most}").as_bytes()).unwrap().len(), 1);
        assert!(matches!(decode(format!("a={most}b").as_bytes()), Err(Refusal::BodyTooLarge)));
        assert!(matches!(decode("a&".repeat(11_000).as_bytes()), Err(Refusal::BodyTooLarge)));
    }

    #[test]
    fn a_link_back_leads_to_the_site_alone() {
        let check = |page: &str, expect: Option<&str>| {
            let back = back(page, &parse_subject(SUBJECT).unwrap(), &Sites::local());
            assert_eq!(back.as_ref().map(Url::as_str), expect, "{page}");
        };
        check(
            "https://standfirst.example/finland?a=1#reviews",
            Some("https://standfirst.example/finland?a=1#reviews"),
        );
        check("HTTP://LOCALHOST:8080", Some("http://localhost:8080/"));
        check("https:\\\\standfirst.example\\a", Some("https://standfirst.example/a"));
        for page in [
            "",
            "/finland",
            "//standfirst.example/",
            "javascript:alert(1)//standfirst.example/",
            "data:text/html,standfirst.example",
            "ftp://standfirst.example/",
            "https://evil.example/",
            "https://evil.example/standfirst.example",
            "https://standfirst.example.evil.example/",
            "https://standfirst.example@evil.example/",
            "https://standfirst.example\\@evil.example/",
            "https://a:b@standfirst.example/",
            "https://xstandfirst.example/",
            "https://standfirst.example%2eevil.example/",
            &format!("https://standfirst.example/{}", "x".repeat(2_048)),
        ] {
            let found = back(page, &parse_subject(SUBJECT).unwrap(), &Sites::local());
            // A backslash is a slash to every browser: what follows it is the path.
            let harmless = found.as_ref().is_none_or(|url| url.host_str() == Some("standfirst.example"));
            assert!(harmless, "{page}");
            assert!(found.is_none() || page.contains('\\'), "{page}");
        }
        let elsewhere = parse_subject("https://evil.example/").unwrap();
        assert!(back("https://standfirst.example/", &elsewhere, &Sites::local()).is_none());
        assert!(back("https://evil.example/", &elsewhere, &Sites::local()).is_none());
    }
}
