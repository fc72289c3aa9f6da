//! What the pages of moderators share.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::super::forms::layout::document;
use super::session::Signed;

/// A page, with the name and the way out of whoever is logged in. No cache keeps it, and no frame shows it.
pub(super) fn page(status: StatusCode, title: &str, signed: Option<&Signed>, main: Markup) -> Response {
    let head = html! {
        meta name="robots" content="noindex";
        link rel="stylesheet" href="moderation.css";
    };
    let body = html! {
        @if let Some(signed) = signed {
            header.who {
                a href="queue" { "Queue" }
                form method="post" action="logout" {
                    (token(signed))
                    bdi { (signed.name) }
                    button { "Log out" }
                }
            }
        }
        main { (main) }
    };
    document(status, title, head, body)
}

/// What each form of a session carries.
pub(super) fn token(signed: &Signed) -> Markup {
    hidden("csrf", &signed.csrf)
}

pub(super) fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
