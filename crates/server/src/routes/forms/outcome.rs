//! What became of a review.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use standfirst_review::{Review, State};

use super::super::reviews::Stored;
use super::entry::{Entry, Step};
use super::layout;
use super::review::shown;

/// The page that follows a post.
pub(super) fn stored(entry: &Entry, stored: Stored, review: &Review) -> Response {
    let (title, lead) = match (stored, review.state) {
        (_, State::Pending) => (
            "Your review is kept",
            "Thank you. It waits to be looked at by the moderators; until then nobody but you sees it.",
        ),
        (_, State::Rejected) => {
            ("Your review is not published", "The moderators did not publish it. Nobody but you sees it.")
        }
        (_, State::Removed) => {
            ("Your review was removed", "The moderators took it down. Nobody but you sees it.")
        }
        (Stored::Created, State::Published) => {
            ("Your review is published", "Thank you. Everybody can read it now.")
        }
        (Stored::Changed, State::Published) => {
            ("Your changes are saved", "Everybody reads the review as it is here now.")
        }
        (Stored::Same, State::Published) => (
            "Your review is published",
            "It was posted before and says the same as then, so that it still counts once.",
        ),
    };
    let main = html! {
        (layout::subject(entry))
        h1 { (title) }
        p.lead { (lead) }
        @if let Some(reason) = &review.reason {
            p.reason { "They say: " bdi { (reason) } }
        }
        (layout::back(entry.back.as_ref(), "Back to the page"))
        (shown(entry))
        (kept(entry))
    };
    layout::page(stored.status(review), title, main)
}

/// The page that asks whether a review shall be deleted.
pub(super) fn ask_delete(entry: &Entry) -> Response {
    let title = "Delete your review?";
    let lead = "It will be gone for good: nobody can bring it back.";
    let main = html! {
        (layout::subject(entry))
        h1 { (title) }
        p.lead { (lead) }
        (ask(entry))
    };
    layout::page(StatusCode::OK, title, main)
}

/// The review that may be deleted, and the buttons.
pub(super) fn ask(entry: &Entry) -> Markup {
    html! {
        (shown(entry))
        (layout::buttons(entry, &[(Step::Delete, "Delete for good"), (Step::Post, "Keep it")]))
    }
}

/// The page that says that a review is deleted.
pub(super) fn deleted(entry: &Entry) -> Response {
    let title = "Your review is deleted";
    let main = html! {
        (layout::subject(entry))
        h1 { (title) }
        p.lead { "Nobody sees it any more, and it no longer counts." }
        (layout::back(entry.back.as_ref(), "Back to the page"))
    };
    layout::page(StatusCode::OK, title, main)
}

/// How to change it later. Whoever has the key can; it is in this page alone, and no reader needs to see it.
fn kept(entry: &Entry) -> Markup {
    html! {
        section.note aria-labelledby="later" {
            h2 #later { "If you want to change it" }
            p {
                "There is no account: only this page can change or delete your review. Leave it open for as long as "
                "you may want to. When it is closed, the review stays as it is."
            }
            (layout::buttons(entry, &[(Step::Edit, "Change it"), (Step::AskDelete, "Delete it")]))
        }
    }
}
