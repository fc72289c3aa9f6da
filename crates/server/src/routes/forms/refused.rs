//! Why something was not done, in a reader's words. What was typed is on the page again, wherever it could be read.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::entry::{Entry, Step};
use super::{form, layout, outcome, review};
use crate::errors::Refusal;
use crate::storage::StorageError;

/// A refusal, and the entry that it is about where that could be read.
pub(super) struct Refused {
    pub(super) refusal: Refusal,
    entry: Option<Box<Entry>>,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        Refused { refusal, entry: None }
    }
}

impl Refused {
    pub(super) fn new(refusal: Refusal, entry: Entry) -> Refused {
        Refused { refusal, entry: Some(Box::new(entry)) }
    }

    /// The page, with the status, the headers and the cause (for the log) that the problem would have.
    pub(super) fn into_page(self) -> Response {
        let page = self.page();
        let (mut parts, _) = self.refusal.into_response().into_parts();
        parts.headers.remove(header::CONTENT_TYPE);
        let (page, body) = page.into_parts();
        parts.headers.extend(page.headers);
        Response::from_parts(parts, body)
    }

    fn page(&self) -> Response {
        let entry = self.entry.as_deref();
        if let (Refusal::Body(errors), Some(entry)) = (&self.refusal, entry) {
            return form::page(entry, errors);
        }
        let (title, why) = words(&self.refusal);
        // The same again may succeed, with the same id and key.
        let again = matches!(self.refusal, Refusal::Storage(_) | Refusal::Internal(_));
        let main = html! {
            @if let Some(entry) = entry { (layout::subject(entry)) }
            h1 { (title) }
            p.lead.error { (why) }
            @match entry {
                Some(entry) if again && entry.step == Step::Delete => (outcome::ask(entry)),
                Some(entry) if again && entry.own.is_some() => (review::asked(entry)),
                Some(entry) => {
                    (layout::back(entry.back.as_ref(), "Back to the page"))
                    h2.aside { "What you wrote" }
                    (review::shown(entry))
                },
                None => p { "Your browser’s back button leads to where you were." },
            }
        };
        layout::page(self.refusal.status(), &format!("Error: {title}"), main)
    }
}

/// What happened, and what can be done about it.
fn words(refusal: &Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::OriginNotAllowed => (
            "Reviews from this page are not taken",
            "The form came from a page that this review service is not for, or from one that does not say where it \
             is. Nothing was changed.",
        ),
        Refusal::SubjectNotAllowed => (
            "This page cannot be reviewed here",
            "The review service takes no reviews of it. Nothing was posted.",
        ),
        Refusal::KeyWrong => {
            ("This review is somebody else’s", "Only whoever wrote it can change it. Nothing was changed.")
        }
        Refusal::OtherSubject => (
            "This review is about another page",
            "A review stays with the page that it was written about. Nothing was changed.",
        ),
        Refusal::Deleted => (
            "This review was deleted",
            "What is deleted cannot be posted again. To review the page anew, begin on the page itself.",
        ),
        Refusal::Removed => {
            ("This review was removed", "The moderators took it down. It cannot be changed any more.")
        }
        Refusal::Closed => {
            ("No new reviews are taken here", "The page takes none at the moment. Nothing was posted.")
        }
        Refusal::NotFound => {
            ("There is no such review", "It was never posted, so there is nothing to delete.")
        }
        Refusal::BodyTooLarge => (
            "This is too long for a review",
            "A text has at most 5,000 characters, a title 120, a name 80. Nothing was posted; shorten it and send it \
             again.",
        ),
        Refusal::FormMediaType => (
            "The form could not be read",
            "It must be sent as application/x-www-form-urlencoded, in UTF-8: a fault of the page that it is on, not \
             yours. Nothing was posted.",
        ),
        Refusal::Timeout => {
            ("The review took too long to arrive", "Nothing was posted. Send it again in a moment.")
        }
        Refusal::Body(_) => ("The review did not arrive whole", "Nothing was posted. Send it again."),
        Refusal::Storage(StorageError::Unavailable(_)) => (
            "Nothing can be stored right now",
            "The review service is busy or out of order, so nothing was changed. Try again in a moment: what you \
             wrote is here.",
        ),
        _ => (
            "Something went wrong",
            "The review service has a fault of its own, and nothing was changed. Try again in a moment.",
        ),
    }
}
