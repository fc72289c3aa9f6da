//! Which error becomes which problem (RFC 9457).
//!
//! What a client did wrong is a [`Refusal`] and is told in full. What went wrong in here is logged, and the client
//! reads "Internal Server Error" and nothing more.

use std::fmt;
use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use standfirst_review::problem::{FieldError, PREFIX, Problem, code, name};

use crate::articles::ArticleError;
use crate::storage::StorageError;

/// Why a request is not done.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The body, field by field.
    Body(Vec<FieldError>),
    /// A part of the path or the query.
    Request(FieldError),
    /// No `Authorization: Bearer`.
    KeyMissing,
    /// An `Authorization` that holds no edit key.
    KeyMalformed,
    KeyWrong,
    OriginNotAllowed,
    SubjectNotAllowed,
    NotFound,
    MethodNotAllowed,
    Timeout,
    /// More requests are under way than the service takes.
    Overloaded,
    OtherSubject,
    Deleted,
    /// By a moderator.
    Removed,
    /// The subject takes no new reviews.
    Closed,
    BodyTooLarge,
    MediaType,
    /// The same for a form.
    FormMediaType,
    Storage(StorageError),
    /// The article that is to be rendered.
    Article(ArticleError),
    /// Anything that should never happen.
    Internal(String),
}

impl From<ArticleError> for Refusal {
    fn from(error: ArticleError) -> Refusal {
        Refusal::Article(error)
    }
}

impl From<StorageError> for Refusal {
    fn from(error: StorageError) -> Refusal {
        match error {
            StorageError::Overloaded => Refusal::Overloaded,
            error => Refusal::Storage(error),
        }
    }
}

/// What telemetry logs of an answer whose cause the client is not told.
#[derive(Clone)]
pub(crate) struct Cause(pub(crate) Arc<str>);

/// How long a client should wait where nothing can be stored, in seconds: until an operator's tool lets go of the file.
const RETRY_UNAVAILABLE: HeaderValue = HeaderValue::from_static("5");

/// How long a client should wait where too many are here already, in seconds. All that are will be done by then.
const RETRY_OVERLOADED: HeaderValue = HeaderValue::from_static("1");

impl Refusal {
    /// The status of the answer.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Refusal::Body(_) | Refusal::Request(_) => StatusCode::BAD_REQUEST,
            Refusal::KeyMissing | Refusal::KeyMalformed => StatusCode::UNAUTHORIZED,
            Refusal::KeyWrong | Refusal::OriginNotAllowed | Refusal::SubjectNotAllowed | Refusal::Closed => {
                StatusCode::FORBIDDEN
            }
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Refusal::Timeout => StatusCode::REQUEST_TIMEOUT,
            Refusal::OtherSubject => StatusCode::CONFLICT,
            Refusal::Deleted | Refusal::Removed => StatusCode::GONE,
            Refusal::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::MediaType | Refusal::FormMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::Overloaded
            | Refusal::Storage(StorageError::Overloaded | StorageError::Unavailable(_)) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Refusal::Article(ArticleError::NotAllowed | ArticleError::PrivateAddress) => {
                StatusCode::FORBIDDEN
            }
            Refusal::Article(ArticleError::Status(404 | 410)) => StatusCode::NOT_FOUND,
            Refusal::Article(error) if error.is_withheld() => StatusCode::FORBIDDEN,
            Refusal::Article(_) => StatusCode::BAD_GATEWAY,
            Refusal::Storage(StorageError::Internal(_)) | Refusal::Internal(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    /// The name in the type, the title, and what to say this time.
    fn words(&self) -> (&'static str, &'static str, Option<&'static str>) {
        match self {
            Refusal::Body(_) => (name::INVALID_BODY, "The review cannot be taken as it is", None),
            Refusal::Request(_) => (name::INVALID_REQUEST, "The address cannot be understood", None),
            Refusal::KeyMissing => (
                name::EDIT_KEY_REQUIRED,
                "An edit key is needed",
                Some("Send the review's edit key as \"Authorization: Bearer <edit key>\"."),
            ),
            Refusal::KeyMalformed => (
                name::EDIT_KEY_REQUIRED,
                "An edit key is needed",
                Some("What came as \"Authorization\" is no edit key."),
            ),
            Refusal::KeyWrong => (name::EDIT_KEY_WRONG, "The review is somebody else's", None),
            Refusal::OriginNotAllowed => {
                (name::ORIGIN_NOT_ALLOWED, "Pages of this origin may not change reviews here", None)
            }
            Refusal::SubjectNotAllowed => {
                (name::SUBJECT_NOT_ALLOWED, "This page cannot be reviewed here", None)
            }
            Refusal::NotFound => (name::NOT_FOUND, "There is nothing here", None),
            Refusal::MethodNotAllowed => (name::METHOD_NOT_ALLOWED, "This cannot be done here", None),
            Refusal::Timeout => (name::REQUEST_TIMEOUT, "The request took too long to arrive", None),
            Refusal::OtherSubject => (name::SUBJECT_CONFLICT, "This id is a review of another page", None),
            Refusal::Deleted => (name::DELETED, "The review was deleted", None),
            Refusal::Removed => (
                name::REMOVED,
                "A moderator removed the review",
                Some("It cannot be changed any more. Its author can still read it, and delete it."),
            ),
            Refusal::Closed => {
                (name::CLOSED, "No new reviews are taken here", Some("Reviews that were posted before stay."))
            }
            Refusal::BodyTooLarge => {
                (name::BODY_TOO_LARGE, "The review is too large", Some("A body has at most 32,768 bytes."))
            }
            Refusal::MediaType => (
                name::UNSUPPORTED_MEDIA_TYPE,
                "The review is not JSON",
                Some("Send it as \"Content-Type: application/json\", in UTF-8, not compressed."),
            ),
            Refusal::FormMediaType => (
                name::UNSUPPORTED_MEDIA_TYPE,
                "The review is not a form",
                Some(
                    "Send it as \"Content-Type: application/x-www-form-urlencoded\", in UTF-8, not compressed.",
                ),
            ),
            Refusal::Overloaded | Refusal::Storage(StorageError::Overloaded) => {
                (name::OVERLOADED, "Too many are here right now", Some("Nothing was done. Try again soon."))
            }
            Refusal::Storage(StorageError::Unavailable(_)) => (
                name::UNAVAILABLE,
                "Nothing can be stored right now",
                Some("Nothing was stored. Try again soon."),
            ),
            Refusal::Article(ArticleError::NotAllowed | ArticleError::PrivateAddress) => {
                (name::ARTICLE_NOT_ALLOWED, "Articles of this address are not rendered here", None)
            }
            Refusal::Article(ArticleError::Status(404 | 410)) => {
                (name::ARTICLE_UNAVAILABLE, "There is no article at this address", None)
            }
            Refusal::Article(
                ArticleError::Status(_) | ArticleError::Unreachable(_) | ArticleError::Redirects,
            ) => (name::ARTICLE_UNAVAILABLE, "The article cannot be fetched", None),
            Refusal::Article(error) if error.is_withheld() => {
                (name::ARTICLE_WITHHELD, "The publisher does not let this article be shown", None)
            }
            Refusal::Article(_) => (name::ARTICLE_UNREADABLE, "The article cannot be read", None),
            Refusal::Storage(StorageError::Internal(_)) | Refusal::Internal(_) => {
                (name::INTERNAL, "Internal Server Error", None)
            }
        }
    }

    fn field_errors(self) -> Vec<FieldError> {
        match self {
            Refusal::Body(errors) => errors,
            Refusal::Request(error) => vec![error],
            Refusal::KeyMalformed => vec![FieldError::new(
                "authorization",
                code::NOT_A_KEY,
                "an edit key is 22 to 128 characters of base64url",
            )],
            Refusal::Article(error) => vec![FieldError::new("src", error.code(), &error.to_string())],
            Refusal::SubjectNotAllowed => {
                vec![FieldError::new("subject", code::NOT_ALLOWED, "no site here takes reviews of this host")]
            }
            _ => Vec::new(),
        }
    }
}

/// What a command prints: what is wrong with which field, or the title.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Body(errors) => errors.iter().try_for_each(|error| f.write_str(&error.message)),
            Refusal::Request(error) => write!(f, "{}: {}", error.field, error.message),
            _ => f.write_str(self.words().1),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.status();
        let (name, title, detail) = self.words();
        let cause = match &self {
            Refusal::Storage(error) => Some(error.to_string()),
            Refusal::Internal(why) => Some(why.clone()),
            Refusal::Article(ArticleError::Unreachable(why)) => Some(why.clone()),
            _ => None,
        };
        let challenge = match self {
            Refusal::KeyMissing => Some("Bearer"),
            Refusal::KeyMalformed => Some("Bearer error=\"invalid_token\""),
            _ => None,
        };
        let retry_after = match &self {
            Refusal::Overloaded | Refusal::Storage(StorageError::Overloaded) => Some(RETRY_OVERLOADED),
            Refusal::Storage(StorageError::Unavailable(_)) => Some(RETRY_UNAVAILABLE),
            _ => None,
        };
        let problem = Problem {
            kind: format!("{PREFIX}{name}"),
            title: title.into(),
            status: status.as_u16(),
            detail: detail.map(Into::into),
            errors: self.field_errors(),
        };
        // A problem is strings and numbers, which always can be written.
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(challenge) = challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, seconds);
        }
        if let Some(cause) = cause {
            response.extensions_mut().insert(Cause(cause.into()));
        }
        response
    }
}
