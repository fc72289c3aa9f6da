//! Problem details (RFC 9457), the one form of every error of the review service.

use serde::{Deserialize, Serialize};

/// A problem as the service answers it, `application/problem+json`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Problem {
    /// `urn:standfirst:problem:<name>`, see [`name`]; what a program goes by.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same for every problem of this type, in English.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong this time, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What was wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

impl Problem {
    /// The name in a type of this service's; nothing where the type is another's.
    pub fn name(&self) -> Option<&str> {
        self.kind.strip_prefix(PREFIX)
    }
}

/// What every type of this service's begins with.
pub const PREFIX: &str = "urn:standfirst:problem:";

/// What is wrong with one field of a body, of the path or of the query.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FieldError {
    /// The name of the field; `body` where the whole body cannot be read.
    pub field: String,
    /// One of [`code`], for a program to put into its reader's language.
    pub code: String,
    /// A sentence in English.
    pub message: String,
}

impl FieldError {
    /// What is wrong with `field`.
    pub fn new(field: &str, code: &str, message: &str) -> FieldError {
        FieldError { field: field.to_owned(), code: code.to_owned(), message: message.to_owned() }
    }
}

/// The codes of a [`FieldError`].
pub mod code {
    /// It has more grapheme clusters or bytes than its limit.
    pub const TOO_LONG: &str = "too_long";
    /// A number below or above what is allowed.
    pub const OUT_OF_RANGE: &str = "out_of_range";
    /// A number with a fraction where only whole ones make sense.
    pub const NOT_WHOLE: &str = "not_whole";
    /// It is missing.
    pub const REQUIRED: &str = "required";
    /// Not an absolute http(s) URL.
    pub const NOT_A_URL: &str = "not_a_url";
    /// A URL of a host whose subjects the site does not take.
    pub const NOT_ALLOWED: &str = "not_allowed";
    /// Not a UUID.
    pub const NOT_A_UUID: &str = "not_a_uuid";
    /// Not a language tag (BCP 47).
    pub const NOT_A_LANGUAGE: &str = "not_a_language";
    /// Not a selector of the part of CSS that is understood.
    pub const NOT_A_SELECTOR: &str = "not_a_selector";
    /// Not one of the values that there are.
    pub const UNKNOWN_VALUE: &str = "unknown_value";
    /// A field that there is not.
    pub const UNKNOWN_FIELD: &str = "unknown_field";
    /// The same field twice.
    pub const DUPLICATE_FIELD: &str = "duplicate_field";
    /// Another JSON type than the field has.
    pub const WRONG_TYPE: &str = "wrong_type";
    /// Half a surrogate pair, which is no character.
    pub const LONE_SURROGATE: &str = "lone_surrogate";
    /// Not JSON.
    pub const NOT_JSON: &str = "not_json";
    /// Nothing came from this address.
    pub const UNAVAILABLE: &str = "unavailable";
    /// What came from this address cannot be read.
    pub const UNREADABLE: &str = "unreadable";
    /// Not an edit key: see [`crate::EditKey`].
    pub const NOT_A_KEY: &str = "not_a_key";
    /// Not a cursor of this list.
    pub const BAD_CURSOR: &str = "bad_cursor";
}

/// The names in the types of problems.
pub mod name {
    /// 400: the body cannot be read, or a field of it is wrong; see `errors`.
    pub const INVALID_BODY: &str = "invalid-body";
    /// 400: a part of the path or the query is wrong; see `errors`.
    pub const INVALID_REQUEST: &str = "invalid-request";
    /// 401: there is no edit key, or it is not of the form of one.
    pub const EDIT_KEY_REQUIRED: &str = "edit-key-required";
    /// 403: the review is another key's.
    pub const EDIT_KEY_WRONG: &str = "edit-key-wrong";
    /// 403: a page of this origin may not change anything here.
    pub const ORIGIN_NOT_ALLOWED: &str = "origin-not-allowed";
    /// 403: the site does not take reviews of this subject.
    pub const SUBJECT_NOT_ALLOWED: &str = "subject-not-allowed";
    /// 404: there is no such review, or nobody but its author may see it.
    pub const NOT_FOUND: &str = "not-found";
    /// 405: the route does not know the method.
    pub const METHOD_NOT_ALLOWED: &str = "method-not-allowed";
    /// 408: the request did not come in time.
    pub const REQUEST_TIMEOUT: &str = "request-timeout";
    /// 409: the id is another subject's review.
    pub const SUBJECT_CONFLICT: &str = "subject-conflict";
    /// 410: the review was deleted, for good.
    pub const DELETED: &str = "deleted";
    /// 403: the subject takes no new reviews.
    pub const CLOSED: &str = "closed";
    /// 410: a moderator removed the review; nothing can be changed about it any more.
    pub const REMOVED: &str = "removed";
    /// 413: the body is larger than [`crate::limits::BODY_BYTES`].
    pub const BODY_TOO_LARGE: &str = "body-too-large";
    /// 415: the body is not `application/json` in UTF-8.
    pub const UNSUPPORTED_MEDIA_TYPE: &str = "unsupported-media-type";
    /// 403: no site lists the address of an article that is to be rendered, or it leads into a private network.
    pub const ARTICLE_NOT_ALLOWED: &str = "article-not-allowed";
    /// 404 or 502: the article that is to be rendered did not come from its address.
    pub const ARTICLE_UNAVAILABLE: &str = "article-unavailable";
    /// 502: the article that is to be rendered cannot be read.
    pub const ARTICLE_UNREADABLE: &str = "article-unreadable";
    /// The publisher does not let the article be shown, to all or now.
    pub const ARTICLE_WITHHELD: &str = "article-withheld";
    /// 500: the service's own fault.
    pub const INTERNAL: &str = "internal";
    /// 503: the service cannot store right now; the same request may succeed later.
    pub const UNAVAILABLE: &str = "unavailable";
    /// 503: more is asked of the service at once than it takes; the same request will succeed soon.
    pub const OVERLOADED: &str = "overloaded";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_survives_the_wire_and_knows_its_name() {
        let wire = r#"{"type":"urn:standfirst:problem:invalid-body","title":"t","status":400,
            "errors":[{"field":"rating","code":"required","message":"m"}]}"#;
        let problem: Problem = serde_json::from_str(wire).unwrap();
        assert_eq!(problem.name(), Some(name::INVALID_BODY));
        assert_eq!(problem.errors, [FieldError::new("rating", code::REQUIRED, "m")]);
        let foreign: Problem =
            serde_json::from_str(r#"{"type":"about:blank","title":"t","status":500}"#).unwrap();
        assert_eq!(foreign.name(), None);
        assert_eq!(
            serde_json::to_string(&foreign).unwrap(),
            r#"{"type":"about:blank","title":"t","status":500}"#
        );
    }
}
