//! What each route reads and answers, by resource.

pub(crate) mod articles;
pub(crate) mod assets;
mod body;
mod cursor;
pub(crate) mod forms;
pub(crate) mod health;
pub(crate) mod moderation;
pub(crate) mod query;
pub(crate) mod render;
pub(crate) mod reviews;
pub(crate) mod summaries;

use axum::http::{HeaderMap, header};
use standfirst_review::problem::code;
use standfirst_review::{EditKey, FieldError, ReviewId, Subject};
use url::Url;

use crate::errors::Refusal;
use crate::storage::KeyDigest;

/// Reads a subject as a browser would read a link, and normalises it.
fn parse_subject(text: &str) -> Result<Subject, FieldError> {
    match Url::parse(text) {
        Ok(url) => Subject::from_serialised(url.as_str()),
        Err(_) => {
            let message = "a subject is an absolute URL that begins with http:// or https://";
            Err(FieldError::new("subject", code::NOT_A_URL, message))
        }
    }
}

fn parse_id(text: &str) -> Result<ReviewId, Refusal> {
    ReviewId::parse(text).ok_or_else(|| {
        Refusal::Request(FieldError::new("id", code::NOT_A_UUID, "the id of a review is a UUID"))
    })
}

/// The digest of the edit key in `Authorization: Bearer`; nothing where there is no such header.
fn parse_key(headers: &HeaderMap) -> Result<Option<KeyDigest>, Refusal> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let key = value.to_str().ok().and_then(|value| value.split_once(' ')).and_then(|(scheme, key)| {
        let key = scheme.eq_ignore_ascii_case("Bearer").then(|| key.trim())?;
        EditKey::parse(key)
    });
    key.map(|key| Some(KeyDigest::of(&key))).ok_or(Refusal::KeyMalformed)
}
