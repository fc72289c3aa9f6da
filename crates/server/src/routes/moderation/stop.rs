//! Why a page is not shown, or nothing is done.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::layout;
use super::see_other;
use crate::errors::Refusal;
use crate::storage::StorageError;

/// Why a page is not what was asked for.
pub(super) enum Stop {
    /// Nobody is logged in, or the session has ended.
    LogIn,
    /// A form that came from another page, or without the session's token.
    Forged,
    /// There is nothing that this moderator may see.
    Nothing,
    /// The reason is too long.
    Reason,
    /// Anything else.
    Refusal(Refusal),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refusal(refusal)
    }
}

impl From<StorageError> for Stop {
    fn from(error: StorageError) -> Stop {
        Stop::Refusal(error.into())
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        let say = |status, title: &str, why: &str| {
            let main = html! {
                h1 { (title) }
                p.lead.error { (why) }
                p { a href="queue" { "To the queue" } }
            };
            layout::page(status, &format!("Error: {title}"), None, main)
        };
        match self {
            Stop::LogIn => see_other("login"),
            Stop::Forged => say(
                StatusCode::FORBIDDEN,
                "Nothing was changed",
                "What was sent did not come from a page of this session. Open the page again, and repeat it there.",
            ),
            Stop::Nothing => {
                say(StatusCode::NOT_FOUND, "There is nothing here", "It was deleted, or was never there.")
            }
            Stop::Reason => say(
                StatusCode::BAD_REQUEST,
                "The reason is too long",
                "Nothing was changed. Go back and shorten it.",
            ),
            Stop::Refusal(refusal) => {
                let why = refusal.to_string();
                let page =
                    say(refusal.status(), "Nothing was changed", &format!("{why}. Try again in a moment."));
                // The status, the headers and the cause (for the log) are those of the problem.
                let (mut parts, _) = refusal.into_response().into_parts();
                parts.headers.remove(header::CONTENT_TYPE);
                let (page, body) = page.into_parts();
                parts.headers.extend(page.headers);
                Response::from_parts(parts, body)
            }
        }
    }
}
