use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::super::forms::layout::protect;
use super::session::Signed;

/// A page, with the name and the way out of whoever is logged in. No cache keeps it, and no frame shows it.
pub(super) fn page(status: StatusCode, title: &str, signed: Option<&Signed>, main: Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="stylesheet" href="../forms.css";
                link rel="stylesheet" href="moderation.css";
            }
            body {
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
            }
        }
    };
    let mut response = (status, Html(page.into_string())).into_response();
    protect(&mut response);
    response
}

/// What each form of a session carries.
pub(super) fn token(signed: &Signed) -> Markup {
    hidden("csrf", &signed.csrf)
}

pub(super) fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
